"""The hall: where classes are made and hours opened behind the screens, for dialogues with residents."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.activities import Plan, moment
from bot.domain.people import Person
from bot.domain.timetable import Activity, Form, Series, Standing
from bot.flows.activities.timetable import Timetable
from bot.flows.services import Services
from tests.line import TheLine
from tests.phone import Phone

MOSCOW = ZoneInfo("Europe/Moscow")
LINK = "https://example.org/room"

Root = tuple[str, str, dict[str, Any]]
"""A flow, its subject and given answers: where a walk over all talks may begin."""

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

    async def first(self, series: Series) -> Activity:
        """The earliest of a series, as it is now."""
        return (await self.days(series))[0]

    async def joins(self, phone: Phone, activity: Activity) -> Standing:
        """Somebody signs up behind the screens."""
        async with self.by(phone) as timetable:
            return await timetable.sign_up(activity)


async def everything_with_a_time(services: Services, resident: Person, host: Person) -> None:
    """A timetable in which a resident has, waits for, had and may have all there is."""
    timetable, work, now = Timetable(services), services.work, services.now
    twice = replace(CLASS, host=host.id, plan=Plan(date(2026, 11, 24), time(10), MOSCOW, (1, 3), count=2))
    own = await timetable.open_series(twice)
    full = await timetable.open_series(replace(twice, places=1, title="Пироги", kind="cooking"))
    going, called_off = await work.activities.of_series(own.id, 0.0)
    waited_for, _ = await work.activities.of_series(full.id, 0.0)
    await timetable.sign_up(going, resident.id)
    await timetable.cancel(called_off, "Ольга заболела")
    await timetable.sign_up(waited_for, host.id)
    await timetable.sign_up(waited_for, resident.id)
    (over,) = await work.activities.add(own, [("2026-11-23", now - 7200.0)])
    await work.signups.put(over.id, resident.id, Standing.GOING, now - 9000.0)
    await timetable.attach_recording(over, link=LINK)
    talks = await timetable.open_series(replace(HOURS, host=host.id))
    opened = [(f"2026-11-25T1{hour}:00", now + 86400.0 + hour * 3600.0) for hour in range(3)]
    booked, *_ = await timetable.open_hours(talks, opened)
    await timetable.sign_up(booked, resident.id, "о сне")


def roots_of_activities() -> list[Root]:
    """Where talks about what stands in that timetable begin; it numbers from one on."""
    numbers = [*map(str, range(1, 8)), "999", "x"]
    roots = [("activities", ""), ("acts-when", "today"), ("acts-when", "week"), ("acts-kinds", "")]
    roots += [("acts", kind) for kind in ("exercise", "music", "psychologist", "none")]
    roots += [("acts-all", kind) for kind in ("exercise", "music")]
    roots += [(flow, kind) for flow in ("act-follow", "act-unfollow") for kind in ("music", "none")]
    roots += [("act-mine", ""), ("act-past", ""), ("act-file", ""), ("act-settings", ""), ("act-zone", "")]
    roots += [("act-set", subject) for subject in ("off-day", "on-news", "off-all", "")]
    roots += [("hours", kind) for kind in ("", "psychologist", "lawyer", "none")]
    one = ("act", "act-go", "act-leave", "act-done", "act-liked", "act-file", "hour-move")
    roots += [(flow, number) for flow in one for number in numbers]
    roots += [("act-liked", f"5-{answer}") for answer in ("0", "1", "9")]
    series = ("1", "2", "3", "999")
    roots += [(flow, number) for flow in ("act-days", "act-all", "act-none") for number in series]
    return [(flow, subject, {}) for flow, subject in roots]
