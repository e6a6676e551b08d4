"""Talks of those who run classes, with which other dialogues begin."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time

from bot.domain.activities import Plan, moment
from bot.domain.people import Role
from bot.domain.timetable import Form, Series
from bot.flows.activities.timetable import Timetable
from bot.flows.services import Services
from tests.network import TELEGRAM
from tests.phone import Phone

LINK = "https://telemost.yandex.ru/j/123"


async def becomes(person: Phone, role: Role) -> None:
    """Come to the staff room, and get a role; invitations have dialogues of their own."""
    await person.comes()
    await person.says("/start")
    async with at_work(person) as services:
        await services.work.people.grant(services.person, role, None, services.now)


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


@asynccontextmanager
async def at_work(irina: Phone) -> AsyncIterator[Services]:
    """A turn of theirs without a word: what it does is kept."""
    line = irina.line
    async with line.reading() as work:
        person = await work.people.by_account(TELEGRAM, irina.account)
        assert person is not None
        yield Services(line.app.line, work, person, irina.address, line.now)
        await work.end_turn()
        await work.flush()
    work.committed()


async def publishes_a_class(irina: Phone, places: int = 0) -> None:
    """A class as `fills_a_class` describes it, and its card on the screen."""
    async with at_work(irina) as services:
        series = Series(
            id=0,
            kind="exercise",
            form=Form.CLASS,
            title="Зарядка на стуле",
            about="Спокойная зарядка",
            prepare="Стул и вода",
            leader="Ирина, инструктор",
            host=services.person.id,
            minutes=45,
            places=places,
            zone=services.line.zone,
            plan=Plan(date(2026, 11, 25), time(12), services.line.zone, (2, 4)),
            link=LINK,
        )
        await Timetable(services).open_series(series)
    await irina.presses(data="g:class:1")


async def opens_hours(psychologist: Phone) -> None:
    """Three hours of tomorrow morning, and all of them on the screen."""
    async with at_work(psychologist) as services:
        zone = services.line.zone
        series = Series(
            id=0,
            kind="psychologist",
            form=Form.HOURS,
            title="Беседа с психологом",
            about="Поговорим",
            prepare="",
            leader="Павел, психолог",
            host=services.person.id,
            minutes=50,
            places=1,
            zone=zone,
            plan=None,
            link=LINK,
        )
        series = await Timetable(services).open_series(series)
        walls = [datetime.combine(date(2026, 11, 24), time(hour)) for hour in (10, 11, 12)]
        hours = [(wall.isoformat(timespec="minutes"), moment(wall, zone)) for wall in walls]
        await Timetable(services).open_hours(series, hours)
    await psychologist.presses(data="g:slots:1")
