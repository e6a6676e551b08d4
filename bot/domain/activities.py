"""Activities: series of classes and meetings in wall time, their occurrences, and when to remind of them.

A class at 10:00 stays at 10:00 when the clocks change. A time that the clocks jump over is the same distance
behind the jump (02:30 is 03:30 that day); of a time that comes twice, the first one counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, WEEKLY, rrule

LATEST_START = 600.0
"""Seconds after the start for which "it begins" is still worth saying; then it says that it is late."""

MARGIN = 60.0
"""Seconds that a reminder comes late without anybody noticing."""


def moment(wall: datetime, zone: ZoneInfo) -> float:
    """A wall time of a zone in seconds since 1970, by this module's rule for times that are not there."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC).timestamp()


@dataclass(frozen=True, slots=True)
class Plan:
    """When a series meets, in the wall time of its zone.

    `weekdays` counts from Monday, 0; without any, it meets once, on the `first` day. `every` is in weeks,
    `until` is the last day. `moved` maps a planned day to the wall time that was chosen instead of it.
    """

    first: date
    at: time
    zone: ZoneInfo
    weekdays: tuple[int, ...] = ()
    every: int = 1
    until: date | None = None
    count: int | None = None
    left_out: frozenset[date] = frozenset()
    moved: Mapping[date, datetime] = field(default_factory=dict)

    def days(self) -> Iterator[date]:
        """The planned days in order, without those left out; endless where nothing ends it."""
        last = datetime.combine(self.until, time.max) if self.until and self.count is None else None
        if self.weekdays:
            rule = rrule(
                WEEKLY,
                dtstart=datetime.combine(self.first, time()),
                interval=self.every,
                byweekday=self.weekdays,
                count=self.count,
                until=last,
            )
        else:
            rule = rrule(DAILY, dtstart=datetime.combine(self.first, time()), count=1)
        for planned in rule:
            day = planned.date()
            if self.until and day > self.until:
                return
            if day not in self.left_out:
                yield day

    def occurrences(self, after: float, before: float) -> Iterator[Occurrence]:
        """Those that start in a span of time, by their planned days."""
        # A day may be moved by weeks; whoever moved it named the day, so it is looked at in any case.
        horizon = datetime.fromtimestamp(before, UTC).date() + timedelta(days=2)
        beyond = max(self.moved, default=horizon)
        for day in self.days():
            if day > max(horizon, beyond):
                return
            starts = moment(self.moved.get(day, datetime.combine(day, self.at)), self.zone)
            if after <= starts < before:
                yield Occurrence(day, starts)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting of a series: known by the day it was planned for, wherever it was moved since."""

    day: date
    starts: float


class Reminder(StrEnum):
    """What a person who signed up is reminded of."""

    DAY = "day"
    HOUR = "hour"
    START = "start"


class Fate(StrEnum):
    """What becomes of a reminder when its time comes."""

    SEND = "send"
    SAY_LATE = "late"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which nobody is disturbed, over midnight where the end is before the beginning."""

    begin: time = time(22)
    end: time = time(8)

    def at(self, wall: datetime) -> bool:
        """Whether it is quiet then."""
        now = wall.time()
        if self.begin <= self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end

    def began(self, wall: datetime) -> datetime:
        """When the quiet in which a time lies began."""
        day = wall.date() if wall.time() >= self.begin else wall.date() - timedelta(days=1)
        return datetime.combine(day, self.begin)

    def ends(self, wall: datetime) -> datetime:
        """When the quiet in which a time lies is over."""
        day = wall.date() if wall.time() < self.end else wall.date() + timedelta(days=1)
        return datetime.combine(day, self.end)

    def morning_after(self, wall: datetime) -> datetime:
        """When the next day's quiet is over."""
        return datetime.combine(wall.date() + timedelta(days=1), self.end)


def remind_at(reminder: Reminder, starts: float, zone: ZoneInfo, quiet: Quiet, since: float = 0.0) -> float:
    """When to remind a person who lives in a zone and has had the place `since` then.

    The day before, at the same time of the wall clock. What would come in quiet hours comes before they
    begin, or, where the place was given after that, when they are over; what begins before that comes in
    them. Only "it begins" is never moved, because it carries the way in.
    """
    if reminder is Reminder.START:
        return starts
    at = starts - 3600.0
    if reminder is Reminder.DAY:
        local = datetime.fromtimestamp(starts, zone).replace(tzinfo=None)
        at = min(moment(local - timedelta(days=1), zone), at)
    wall = datetime.fromtimestamp(at, zone).replace(tzinfo=None)
    if not quiet.at(wall):
        return at
    # A minute before, so that it is not itself in the quiet.
    before = moment(quiet.began(wall) - timedelta(minutes=1), zone)
    if before > since:
        return min(before, at)
    over = moment(quiet.ends(wall), zone)
    return over if at > since and over < starts else at


def fate(reminder: Reminder, due: float, starts: float, now: float) -> Fate:
    """Whether a reminder that was due is still sent now; one dropped is told to whoever runs the line."""
    if reminder is Reminder.START:
        if now > starts + LATEST_START:
            return Fate.DROP
        return Fate.SAY_LATE if now > starts + MARGIN else Fate.SEND
    if now >= starts:
        return Fate.DROP
    return Fate.SAY_LATE if now > due + MARGIN else Fate.SEND
