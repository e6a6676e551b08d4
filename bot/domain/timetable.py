"""What stands in the timetable: series, their activities, and who has a place in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.activities import Plan, Quiet
from bot.vocabulary import Attachment

AHEAD = 28 * 86400.0
"""Seconds ahead for which the activities of a series stand in the timetable."""

LINK_SHOWN = 15 * 60.0
"""Seconds before the start from which the way in is shown to whoever signed up."""

JOINABLE = 10 * 60.0
"""Seconds after the start for which one may still sign up."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of activities that people may follow, as morning exercise.

    Of one with `hours`, specialists take people one by one, at the hours that they open.
    """

    key: str
    title: str
    about: str = ""
    hours: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """What editors say of everything with a time.

    In the quiet hours nobody is disturbed; `cap` is how often a day a person is written to unasked. On a
    holiday no series meets, unless it was said that it does.
    """

    kinds: tuple[Kind, ...] = ()
    quiet: Quiet = field(default_factory=Quiet)
    cap: int = 3
    holidays: frozenset[date] = frozenset()

    def kind(self, key: str) -> Kind | None:
        """The kind of that key, if there is one."""
        return next((one for one in self.kinds if one.key == key), None)


class Form(StrEnum):
    """How a series takes people: a class takes many; of hours with a specialist each takes one."""

    CLASS = "class"
    HOURS = "hours"


class SeriesState(StrEnum):
    """Whether a series goes on."""

    OPEN = "open"
    ENDED = "ended"
    CANCELLED = "cancelled"


class ActivityState(StrEnum):
    """Whether an activity takes place; `over` once what comes after it was sent."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    OVER = "over"


class Standing(StrEnum):
    """How a person stands to an activity."""

    GOING = "going"
    WAITING = "waiting"
    LEFT = "left"
    CAME = "came"
    MISSED = "missed"

    @property
    def counts(self) -> bool:
        """Whether it takes a place."""
        return self in (Standing.GOING, Standing.CAME, Standing.MISSED)


@dataclass(frozen=True, slots=True)
class Series:
    """A repeating plan, or the hours of one specialist. `minutes` long, `places` 0 where all find room.

    `plan` is None where every hour is opened by hand; `host` is the person who runs it.
    """

    id: int
    kind: str
    form: Form
    title: str
    about: str
    prepare: str
    leader: str
    host: int
    minutes: int
    places: int
    zone: ZoneInfo
    plan: Plan | None
    link: str = ""
    picture: Attachment | None = None
    state: SeriesState = SeriesState.OPEN
    version: int = 1
    created_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Activity:
    """One meeting of a series. `planned` names it, wherever it was moved; `starts` is UTC in seconds."""

    id: int
    series: Series
    planned: str
    starts: float
    state: ActivityState = ActivityState.PLANNED
    version: int = 1
    reason: str = ""
    own_link: str = ""
    recording: Attachment | None = None
    recording_link: str = ""

    @property
    def ends(self) -> float:
        """When it ends, UTC in seconds."""
        return self.starts + self.series.minutes * 60.0

    @property
    def link(self) -> str:
        """The way in."""
        return self.own_link or self.series.link

    @property
    def places(self) -> int:
        """How many it takes; 0 where all find room."""
        return self.series.places

    def open_to_join(self, now: float) -> bool:
        """Whether one may still sign up."""
        return self.state is ActivityState.PLANNED and now <= self.starts + JOINABLE

    def shows_link(self, now: float) -> bool:
        """Whether the way in is shown now to whoever has a place."""
        return self.state is ActivityState.PLANNED and self.starts - LINK_SHOWN <= now <= self.ends


@dataclass(frozen=True, slots=True)
class Signup:
    """One person's place in an activity; `id` is the order in which they came. `liked` is 1 or 0, or None."""

    id: int
    activity: int
    person: int
    standing: Standing
    at: float
    note: str = ""
    liked: int | None = None


def free_places(places: int, taken: int) -> int | None:
    """How many places are free; None where all find room."""
    return None if not places else max(0, places - taken)


def as_plan(kept: Mapping[str, Any], zone: ZoneInfo) -> Plan:
    """A plan as it was stored."""
    return Plan(
        first=date.fromisoformat(kept["first"]),
        at=time.fromisoformat(kept["at"]),
        zone=zone,
        weekdays=tuple(kept.get("weekdays", ())),
        every=int(kept.get("every", 1)),
        until=date.fromisoformat(kept["until"]) if kept.get("until") else None,
        count=kept.get("count"),
        left_out=frozenset(date.fromisoformat(day) for day in kept.get("left_out", ())),
        moved={
            date.fromisoformat(day): datetime.fromisoformat(to) for day, to in kept.get("moved", {}).items()
        },
    )


def plan_as_kept(plan: Plan) -> dict[str, Any]:
    """A plan as it is stored, as JSON has it."""
    return {
        "first": plan.first.isoformat(),
        "at": plan.at.isoformat(),
        "weekdays": list(plan.weekdays),
        "every": plan.every,
        "until": plan.until.isoformat() if plan.until else None,
        "count": plan.count,
        "left_out": sorted(day.isoformat() for day in plan.left_out),
        "moved": {day.isoformat(): to.isoformat() for day, to in sorted(plan.moved.items())},
    }
