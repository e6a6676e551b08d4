"""How activities are told to residents: on a button, on a card, and where a person stands to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.timetable import Activity, ActivityState, Form, Kind, Series, Standing, free_places
from bot.flows.cards import clipped
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services
from bot.flows.when import said_hour, said_when, zone_of

LABEL = 40
"""The longest label of a button."""


@dataclass(frozen=True, slots=True)
class Stand:
    """An activity as one person finds it now; `line` is their place in the waiting list, 0 for none."""

    activity: Activity
    zone: ZoneInfo
    standing: Standing | None
    line: int
    free: int | None
    waiting: int
    note: str
    liked: int | None
    all_of_it: bool

    @property
    def series(self) -> Series:
        """What it belongs to."""
        return self.activity.series

    @property
    def inside(self) -> bool:
        """Whether the person has a place, or waits for one."""
        return self.standing is not None


async def activity_of(turn: Turn, services: Services) -> Activity | None:
    """The activity that the conversation is about; where there is none, the timetable instead."""
    number = turn.subject.partition("-")[0]
    found = (
        await services.work.activities.get(int(number)) if number.isdecimal() and len(number) < 16 else None
    )
    if found is None:
        turn.say("act-gone")
        turn.go("activities")
    return found


async def series_of(turn: Turn, services: Services) -> Series | None:
    """The series that the conversation is about; where there is none, the timetable instead."""
    number = turn.subject
    found = (
        await services.work.activities.series(int(number))
        if number.isdecimal() and len(number) < 16
        else None
    )
    if found is None:
        turn.say("act-gone")
        turn.go("activities")
    return found


async def stand(services: Services, activity: Activity) -> Stand:
    """How the person of this turn stands to an activity."""
    signups, person = services.work.signups, services.person.id
    place = await signups.of(activity.id, person)
    standing = place.standing if place is not None and place.standing is not Standing.LEFT else None
    waiting = await signups.people(activity.id, Standing.WAITING)
    return Stand(
        activity=activity,
        zone=await zone_of(services, person),
        standing=standing,
        line=next((nth for nth, one in enumerate(waiting, 1) if one.person == person), 0),
        free=free_places(activity.places, await signups.taken(activity.id)),
        waiting=len(waiting),
        note=place.note if place is not None else "",
        liked=place.liked if place is not None else None,
        all_of_it=f"series:{activity.series.id}" in await signups.followed(person),
    )


def repeats(series: Series) -> bool:
    """Whether there are other days to choose from, or to sign up for at once."""
    return series.form is Form.CLASS and series.plan is not None and bool(series.plan.weekdays)


def kind_of(services: Services, key: str) -> Kind:
    """A kind of activities, also when the editors have taken it away since."""
    return services.content.calendar.kind(key) or Kind(key, key)


def day_label(services: Services, at: float, zone: ZoneInfo) -> str:
    """A day and an hour, as short as a button needs them."""
    local = datetime.fromtimestamp(at, zone)
    weekday = services.say(f"weekday-short-{local.weekday()}")
    return services.say(
        "act-label-day", weekday=weekday, day=f"{local:%d}", month=f"{local:%m}", time=f"{local:%H:%M}"
    )


def choice_of(services: Services, activity: Activity, zone: ZoneInfo, *, today: bool = False) -> Choosable:
    """An activity on a button: when, and what."""
    when = said_hour(activity.starts, zone) if today else day_label(services, activity.starts, zone)
    label = services.say("act-label", when=when, title=activity.series.title)
    # Not a bare number: that would count as what can be typed, and be mistaken for the order on the screen.
    return Choosable(f"n{activity.id}", clipped(label, LABEL), to=("act", str(activity.id)))


def told_apart(choices: Iterable[Choosable]) -> tuple[Choosable, ...]:
    """The same, where two that look alike are numbered."""
    seen: dict[str, int] = {}
    apart = []
    for one in choices:
        count = seen[one.label] = seen.get(one.label, 0) + 1
        label = one.label if count == 1 else f"{clipped(one.label, LABEL - 5)} ({count})"
        apart.append(replace(one, label=label))
    return tuple(apart)


def when(services: Services, found: Stand) -> str:
    """When it begins, on the person's own clock."""
    return said_when(services, found.activity.starts, found.zone)


def card(services: Services, found: Stand) -> str:
    """All that one may want to know of an activity before going there."""
    series, say = found.series, services.say
    facts = [
        say("act-when", when=when(services, found)),
        say("act-long", minutes=series.minutes),
        say("act-leader", name=series.leader) if series.leader else "",
        say("act-prepare", prepare=series.prepare) if series.prepare else "",
        _places(services, found) if series.form is Form.CLASS else "",
    ]
    parts = (
        series.title,
        series.about,
        "\n".join(fact for fact in facts if fact),
        _state(services, found),
        say("act-note", note=found.note) if found.inside and found.note else "",
    )
    return "\n\n".join(part for part in parts if part)


def _places(services: Services, found: Stand) -> str:
    if found.free is None or not found.activity.open_to_join(services.now):
        return ""
    if found.free:
        return services.say("act-free", count=found.free)
    return services.say("act-full") if found.inside else services.say("act-full-wait", count=found.waiting)


def _state(services: Services, found: Stand) -> str:
    """What is so now: cancelled, over, or where the person stands and how they get in."""
    activity, say = found.activity, services.say
    if activity.state is ActivityState.CANCELLED:
        return say("act-cancelled", reason=activity.reason)
    if activity.state is ActivityState.OVER or services.now > activity.ends:
        return say("act-over")
    if found.standing is Standing.WAITING:
        return say("act-waiting", place=found.line)
    if found.standing is not None:
        return say("act-going") if activity.shows_link(services.now) else say("act-going-link-later")
    if not activity.open_to_join(services.now):
        return say("act-begun")
    return say("act-online") if found.series.form is Form.CLASS else ""
