"""Talks of those who run classes, with which other dialogues begin."""

from __future__ import annotations

import re

from tests.phone import Phone

LINK = "https://telemost.yandex.ru/j/123"


async def becomes(person: Phone, maria: Phone, whom: str) -> None:
    """Use an invitation of the administrator, and come to the staff room."""
    await person.comes()
    await maria.says("/invite")
    await maria.presses(whom)
    await person.says(f"/start inv_{maria.last.text.rpartition('inv_')[2]}")


async def fills_a_class(
    irina: Phone, when: str = "по средам и пятницам в 12:00", places: str = "Без ограничения"
) -> None:
    """Answer every question about a new class, up to the preview."""
    await irina.says("/classes")
    await irina.presses("Новое занятие")
    await irina.presses("Зарядка и гимнастика")
    await irina.says("Зарядка на стуле")
    await irina.says("Спокойная зарядка для всех, кому трудно стоять.")
    await irina.says("Ирина, инструктор")
    await irina.says(when)
    await irina.presses("Да, верно")
    await irina.presses("45 мин.")
    await irina.presses(places)
    await irina.says("Стул и вода")
    await irina.says(LINK)
    await irina.presses("Пропустить")


async def publishes_a_class(irina: Phone, when: str = "по средам и пятницам в 12:00", **more: str) -> int:
    """Create a class and publish it; its number."""
    await fills_a_class(irina, when, **more)
    await irina.presses("Опубликовать")
    return series_in(irina)


def series_in(phone: Phone) -> int:
    """The number of the class on the screen."""
    data = [button.data for button in phone.last.buttons]
    return int(next(found[1] for one in data if (found := re.match(r"g:class-dates:(\d+)", one))))
