"""Talks that many dialogues begin with."""

from __future__ import annotations

import re

from tests.phone import Phone


async def agrees(person: Phone) -> None:
    """Give consent, where it is asked for."""
    if "Да, разрешаю" in person.buttons and "Вы согласны?" in person.last.text:
        await person.presses("Да, разрешаю")


async def begins_groceries(person: Phone) -> None:
    """Come to the first question of the form for groceries, for oneself."""
    await person.says("/start")
    await person.presses("Дом и быт")
    await person.presses("Продукты на дом")
    await person.presses("Попросить помощь")
    await agrees(person)
    await person.presses("Для меня")


async def fills_groceries(person: Phone, wish: str = "Молоко и хлеб") -> None:
    """Answer every question of the form for groceries, up to the summary."""
    await person.says(wish)
    await person.presses("Как можно скорее")
    await person.presses("Наличными")
    await person.says("Анна Петровна")
    await person.shares_contact()
    await person.says("Улица Мира, дом 5, квартира 3")
    await person.presses("Северный")


async def orders_groceries(person: Phone, wish: str = "Молоко и хлеб") -> int:
    """Leave a request for groceries; its number."""
    await begins_groceries(person)
    await fills_groceries(person, wish)
    return number_in(await person.presses("Отправить"))


async def calls_a_person(person: Phone, what: str = "Не понимаю квитанцию") -> int:
    """Ask for a person; the number of the request."""
    await person.says("Позвать человека")
    await agrees(person)
    await person.says(what)
    await person.says("Анна")
    await person.presses("Пропустить")
    return number_in(await person.presses("Отправить"))


async def takes(worker: Phone, number: int) -> None:
    """Take a request from the staff room; the worker's phone is the private one."""
    room = worker.joins()
    cards = [shown for shown in room.heard if f"Заявка № {number} " in shown.text and "Взять" in shown.labels]
    await room.presses("Взять", on=cards[-1])


def number_in(texts: list[str]) -> int:
    """The number of the request that was just accepted."""
    found = re.search(r"Заявка № (\d+) принята", "\n".join(texts))
    assert found, texts
    return int(found[1])
