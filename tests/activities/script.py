"""What happens in a town, by a seed: who signs up for what, what is changed in flight, what goes wrong."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.activities import Plan, moment
from bot.domain.requests import Refused
from bot.domain.timetable import Activity, ActivityState, Form, Series, Standing
from bot.flows.activities.reminding import replan
from bot.flows.activities.timetable import Timetable
from tests.activities.oracle import Oracle
from tests.activities.tally import Tally
from tests.activities.world import FIRST_ACCOUNT, Town

ZONES = (
    "Europe/Berlin", "Europe/Warsaw", "America/New_York", "Asia/Shanghai",
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk",
    "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka",
)  # fmt: skip

CHANGES = (
    date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1),
    date(2027, 3, 14), date(2027, 3, 28), date(2027, 10, 31), date(2027, 11, 7),
)  # fmt: skip
"""Days on which the clocks change in New York, Berlin and Warsaw, both ways."""

DAY, HOUR = 86400.0, 3600.0
DAYS = 5
HOSTS, SPECIALISTS = 4, 3
CLASSES = 14
LINK = "https://example.org/"

Deed = tuple[float, Callable[[], Awaitable[None]]]


def town(folder: Path, seed: int, people: int, **faults: object) -> Town:
    """An empty town around a day on which clocks change somewhere, or none of them."""
    chance = random.Random(f"town {seed}")
    zone = chance.choice(ZONES)
    day = chance.choice(CHANGES) if chance.random() < 0.8 else date(2026, 6, 1 + chance.randrange(28))
    begin = datetime.combine(day - timedelta(days=2), time(chance.randrange(24)), UTC).timestamp()
    return Town(folder, begin, zone, people, **faults)  # type: ignore[arg-type]


class Life:
    """Five days of a town; `troubles` is how many times more goes wrong than elsewhere."""

    def __init__(self, town: Town, seed: int, troubles: int = 1) -> None:
        self.town = town
        self.troubles = troubles
        self.chance = random.Random(f"life {seed}")
        self.series: list[int] = []
        self.hours: list[int] = []
        self.titles: dict[int, str] = {}
        self.hosts: dict[int, int] = {}
        self.deeds: list[Deed] = []
        self._links = 0

    async def runs(self) -> None:
        """From the opening of the line to the end of the last day."""
        await self.town.opens()
        begin = self.town.steady
        self._organisers(begin)
        self._residents(begin)
        self._mishaps(begin)
        for at, does in sorted(self.deeds, key=lambda deed: deed[0]):
            await self.town.until(max(at, self.town.steady + 1.0))
            await does()
        await self.town.until(max(self.town.steady, begin + DAYS * DAY) + 1.5 * DAY)
        await self.town.network_comes()
        async with self.town.line.reading() as work:
            for number in self.series:
                for one in await work.activities.of_series(number, 0.0):
                    self.titles[one.id], self.hosts[one.id] = one.series.title, one.series.host
        await self.town.ends()

    def audit(self) -> Tally:
        """What the oracle says of these days."""
        return Oracle(self.town, self.hosts, set(self.hours), self.titles).audit()

    def _at(self, at: float, does: Callable[[], Awaitable[None]]) -> None:
        self.deeds.append((at, does))

    def _some_time(self, begin: float, days: float = DAYS) -> float:
        return begin + self.chance.random() * days * DAY

    # What can be signed up for

    def _organisers(self, begin: float) -> None:
        for number in range(CLASSES):
            at = begin + number if self.chance.random() < 0.8 else self._some_time(begin, 2)
            self._at(at, partial(self._opens_class, number))
        for number in range(SPECIALISTS):
            self._at(begin + 20 + number, partial(self._opens_hours, number))
        edits = (self._moves, self._moves, self._cancels, self._replaces_a_link, self._replans, self._ends)
        for _ in range(CLASSES):
            self._at(self._some_time(begin), self.chance.choice(edits))

    def _wall(self) -> time:
        if self.chance.random() < 0.15:
            # Hours that the clocks jump over, or show twice.
            return time(self.chance.choice((1, 2, 3)), self.chance.choice((0, 30)))
        return time(self.chance.randrange(24), self.chance.choice((0, 0, 0, 15, 30, 45)))

    def _host(self, number: int) -> int:
        return FIRST_ACCOUNT + number % HOSTS

    async def _opens_class(self, number: int) -> None:
        chance = self.chance
        zone = ZoneInfo(self.town.zone if chance.random() < 0.8 else chance.choice(ZONES))
        today = datetime.fromtimestamp(self.town.line.now, zone).date()
        some = tuple(sorted(chance.sample(range(7), chance.randrange(1, 7))))
        weekdays = chance.choice((tuple(range(7)), some, ()))
        until = today + timedelta(days=DAYS)
        first = today + timedelta(days=chance.randrange(4)) if not weekdays else today
        plan = Plan(first, self._wall(), zone, weekdays, until=until)
        await self._opens(number, Form.CLASS, plan, zone, chance.choice((0, 0, 3, 6, 12)))

    async def _opens(self, number: int, form: Form, plan: Plan | None, zone: ZoneInfo, places: int) -> Series:
        host = self._host(number) if form is Form.CLASS else FIRST_ACCOUNT + HOSTS + number
        title = f"{'Занятие' if form is Form.CLASS else 'Приём'} {number}"
        async with self.town.by(host) as timetable:
            series = Series(
                id=0, kind="exercise", form=form, title=title, about="", prepare="", leader="Ольга",
                host=self.town.persons[host], minutes=self.chance.choice((30, 45, 90)), places=places,
                zone=zone, plan=plan, link=f"{LINK}{title}",
            )  # fmt: skip
            opened = await timetable.open_series(series)
        self.series.append(opened.id)
        return opened

    async def _opens_hours(self, number: int) -> None:
        zone = ZoneInfo(self.town.zone)
        series = await self._opens(number, Form.HOURS, None, zone, 1)
        today = datetime.fromtimestamp(self.town.line.now, zone)
        days = [today.date() + timedelta(days=ahead) for ahead in range(1, DAYS)]
        walls = [datetime.combine(day, time(self.chance.randrange(24))) for day in days for _ in range(4)]
        hours = [(f"{wall:%Y-%m-%dT%H:%M}", moment(wall, zone)) for wall in dict.fromkeys(walls)]
        async with self.town.by(FIRST_ACCOUNT + HOSTS + number) as timetable:
            self.hours += [one.id for one in await timetable.open_hours(series, hours)]

    # What organisers change

    async def _some_activity(self, timetable: Timetable, *, soon: float = DAYS * DAY) -> Activity | None:
        now = self.town.line.now
        found = [
            one
            for one in await timetable._work.activities.between(now + 1.0, now + soon)
            if one.series.form is Form.CLASS
        ]
        return self.chance.choice(found) if found else None

    async def _moves(self) -> None:
        async with self.town.by(FIRST_ACCOUNT) as timetable:
            activity = await self._some_activity(timetable, soon=2 * DAY)
            if activity is not None:
                shift = self.chance.choice((-20, -3, -1, 1, 2, 24, 30)) * HOUR
                starts = max(activity.starts + shift, self.town.line.now + 900.0)
                await timetable.move(activity, starts)

    async def _cancels(self) -> None:
        async with self.town.by(FIRST_ACCOUNT) as timetable:
            activity = await self._some_activity(timetable, soon=1.5 * DAY)
            if activity is not None:
                await timetable.cancel(activity, "Ольга заболела")

    async def _replaces_a_link(self) -> None:
        self._links += 1
        async with self.town.by(FIRST_ACCOUNT) as timetable:
            activity = await self._some_activity(timetable, soon=DAY)
            if activity is not None:
                await timetable.replace_link(activity, f"{LINK}new-{self._links}")

    async def _some_series(self, timetable: Timetable) -> Series | None:
        found = [one for one in await timetable._work.activities.open_series() if one.plan is not None]
        return self.chance.choice(found) if found else None

    async def _replans(self) -> None:
        async with self.town.by(FIRST_ACCOUNT) as timetable:
            series = await self._some_series(timetable)
            if series is not None and series.plan is not None:
                old = series.plan
                weekdays = old.weekdays[1:] or old.weekdays
                await timetable.replan(
                    series, Plan(old.first, self._wall(), old.zone, weekdays, until=old.until)
                )

    async def _ends(self) -> None:
        if self.chance.random() < 0.5:
            return
        async with self.town.by(FIRST_ACCOUNT) as timetable:
            series = await self._some_series(timetable)
            if series is not None:
                await timetable.cancel_series(series, "Ольга уехала")

    # What residents do

    def _residents(self, begin: float) -> None:
        chance = self.chance
        for number in range(self.town.people):
            account = FIRST_ACCOUNT + number
            if chance.random() < 0.5:
                self._at(begin + 40 + number, partial(self._lives_elsewhere, account))
            if chance.random() < 0.15:
                self._at(self._some_time(begin), partial(self._lives_elsewhere, account))
            if number < HOSTS:
                continue
            if chance.random() < 0.15:
                self._at(self._some_time(begin), partial(self._chooses, account))
            for _ in range(chance.choice((1, 1, 2, 3))):
                at = begin + HOUR + number if chance.random() < 0.5 else self._some_time(begin, DAYS - 1)
                self._at(at, partial(self._joins, account))
            if number >= HOSTS + SPECIALISTS and chance.random() < 0.2:
                self._at(self._some_time(begin, 3), partial(self._books, account))
            if chance.random() < 0.1:
                self._at(self._some_time(begin, 2), partial(self._joins_all, account))
            if chance.random() < 0.25:
                self._at(self._some_time(begin), partial(self._leaves, account))

    async def _lives_elsewhere(self, account: int) -> None:
        await self._prefers(account, "zone", self.chance.choice(ZONES))

    async def _chooses(self, account: int) -> None:
        await self._prefers(
            account, self.chance.choice(("day", "hour", "start")), self.chance.choice(("off", "off", ""))
        )

    async def _prefers(self, account: int, name: str, value: str) -> None:
        person = self.town.persons[account]
        async with self.town.line.acting("telegram", account) as services:
            await services.work.signups.prefer(person, name, value)
            await replan(services, person)
        await self.town.tick()

    async def _joins(self, account: int) -> None:
        soon = self.chance.choice((HOUR, 5 * HOUR, DAY, 2 * DAY, DAYS * DAY, DAYS * DAY))
        async with self.town.by(account) as timetable:
            activity = await self._some_activity(timetable, soon=soon)
            if activity is not None:
                await timetable.sign_up(activity)

    async def _many_join(self) -> None:
        for _ in range(5):
            await self._joins(FIRST_ACCOUNT + self.chance.randrange(HOSTS, self.town.people))

    async def _joins_all(self, account: int) -> None:
        async with self.town.by(account) as timetable:
            series = await self._some_series(timetable)
            if series is not None:
                await timetable.sign_up_series(series)

    async def _books(self, account: int) -> None:
        """Book an hour; whoever has one already takes another instead of it."""
        async with self.town.by(account) as timetable:
            person, now = self.town.persons[account], self.town.line.now
            free = [
                one
                for one in await timetable._work.activities.between(now, now + DAYS * DAY, form=Form.HOURS)
                if not await timetable._work.signups.taken(one.id)
            ]
            own = [
                one.activity
                for one in await timetable._work.signups.of_person(person, now)
                if one.standing is Standing.GOING and one.activity in self.hours
            ]
            if not free:
                return
            with suppress(Refused):
                old = await timetable._work.activities.get(own[0]) if own else None
                if old is not None:
                    await timetable.move_hour(old, self.chance.choice(free))
                else:
                    await timetable.sign_up(self.chance.choice(free))

    async def _leaves(self, account: int) -> None:
        async with self.town.by(account) as timetable:
            now = self.town.line.now
            places = await timetable._work.signups.of_person(self.town.persons[account], now)
            held = [one for one in places if one.standing in (Standing.GOING, Standing.WAITING)]
            if not held:
                return
            activity = await timetable._work.activities.get(self.chance.choice(held).activity)
            if activity is None or activity.state is not ActivityState.PLANNED:
                return
            series = activity.series
            if series.form is Form.CLASS and self.chance.random() < 0.3:
                await timetable.leave_series(series)
            else:
                await timetable.leave(activity)

    # What goes wrong

    def _mishaps(self, begin: float) -> None:
        chance, town = self.chance, self.town
        for _ in range(chance.randrange(2, 5) * self.troubles):
            hours = chance.choice((0.0, 0.02, 0.2, 1.0, 1.0, 3.0, 3.0, 12.0, 48.0)) * (
                0.5 + chance.random() / 2
            )
            step = chance.choice((0.0, 0.0, 0.0, HOUR, -HOUR))
            self._at(self._some_time(begin), partial(town.is_down, hours * HOUR, step))
        for _ in range(chance.randrange(1, 4) * self.troubles):
            seconds, back = chance.choice((HOUR, -HOUR)), chance.choice((0.0, 5.0, 25.0))
            self._at(
                self._some_time(begin),
                partial(town.clock_is_set, seconds, back, self._many_join),
            )
        for _ in range(chance.randrange(0, 4) * self.troubles):
            at = self._some_time(begin)
            self._at(at, self._network_goes)
            self._at(at + chance.choice((300.0, 900.0, HOUR, 3 * HOUR, 14 * HOUR)), town.network_comes)

    async def _network_goes(self) -> None:
        self.town.network_goes()
