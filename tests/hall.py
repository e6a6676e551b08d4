"""The hall: where classes are made and hours opened behind the screens, for dialogues with residents."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.activities import Plan, moment
from bot.domain.timetable import Activity, Form, Series
from bot.flows.timetable import Timetable
from tests.line import TheLine
from tests.phone import Phone

MOSCOW = ZoneInfo("Europe/Moscow")
LINK = "https://example.org/room"

CLASS = Series(
    id=0,
    kind="exercise",
    form=Form.CLASS,
    title="Утренняя зарядка",
    about="Мягко, на стуле.",
    prepare="коврик и воду",
    leader="Ольга",
    host=0,
    minutes=45,
    places=0,
    zone=MOSCOW,
    plan=Plan(date(2026, 11, 24), time(10), MOSCOW, weekdays=(1, 3)),
    link=LINK,
)
"""A class of every Tuesday and Thursday, the first one tomorrow; all find room."""

HOURS = replace(
    CLASS,
    kind="psychologist",
    form=Form.HOURS,
    title="Беседа с психологом",
    about="",
    prepare="",
    leader="Ирина Львовна",
    minutes=50,
    places=1,
    plan=None,
)
"""Hours of a specialist, which are opened by hand."""


class Hall:
    """What those who lead classes and have hours do."""

    def __init__(self, line: TheLine, host: Phone) -> None:
        self.line, self.host = line, host

    @asynccontextmanager
    async def by(self, phone: Phone) -> AsyncIterator[Timetable]:
        """The timetable in a turn of one person."""
        async with self.line.acting("telegram", phone.account) as services:
            yield Timetable(services)

    async def opens(self, series: Series = CLASS, **more: object) -> Series:
        """A series begins."""
        async with self.line.acting("telegram", self.host.account) as services:
            new = replace(series, host=services.person.id, **more)  # type: ignore[arg-type]
            return await Timetable(services).open_series(new)

    async def opens_hours(self, *walls: str, **more: object) -> list[Activity]:
        """A specialist has hours at these times of the wall clock."""
        series = await self.opens(HOURS, **more)
        async with self.by(self.host) as timetable:
            hours = [(wall, moment(datetime.fromisoformat(wall), series.zone)) for wall in walls]
            return await timetable.open_hours(series, hours)

    async def days(self, series: Series) -> list[Activity]:
        """All of a series that stands in the timetable."""
        async with self.line.reading() as work:
            return await work.activities.of_series(series.id, 0.0)

    async def joins(self, phone: Phone, activity: Activity) -> None:
        """Somebody signs up behind the screens."""
        async with self.by(phone) as timetable:
            await timetable.sign_up(activity)
