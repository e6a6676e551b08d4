"""What those who run classes have: all of them, one class, one of its dates, and who may see what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.domain.people import ORGANISERS, SPECIALISTS
from bot.domain.requests import Refused
from bot.domain.timetable import Activity, ActivityState, Form, Series, SeriesState, Standing
from bot.flows.activities.timetable import CHANGED
from bot.flows.activities.words import LABEL, kind_of, told_apart
from bot.flows.answers import Choice
from bot.flows.browse import follow
from bot.flows.cards import clipped
from bot.flows.engine import Choosable, Turn
from bot.flows.organising.plans import plan_words, short_moment
from bot.flows.services import Services

T = TypeVar("T")

LEADERS = ORGANISERS | SPECIALISTS
"""The roles of those who have something in the timetable."""

NEAR = 3
"""Dates on the card of a class; the others are a button further."""

LOOKED_BACK = 45 * 86400.0
"""Seconds for which dates that are over are still shown: recordings come late."""


def runs(services: Services, series: Series) -> bool:
    """Whether a person may change a series: the one who runs it, or who runs the line."""
    person = services.person
    role = ORGANISERS if series.form is Form.CLASS else SPECIALISTS
    return person.may_be(role) and (series.host == person.id or person.admin)


def reads_names(services: Services, series: Series) -> bool:
    """Whether a person may see who comes; who sees a specialist is known to that specialist alone."""
    if series.form is Form.HOURS:
        return series.host == services.person.id
    return runs(services, series)


async def series_held(turn: Turn, services: Services) -> Series | None:
    """The series of the subject, if the person may change it; else their own are shown."""
    number = turn.subject.partition("-")[0]
    known = number.isdecimal() and len(number) < 16
    series = await services.work.activities.series(int(number)) if known else None
    if series is None or not runs(services, series):
        turn.say("class-not-yours")
        turn.go("classes")
        return None
    return series


async def activity_held(turn: Turn, services: Services) -> Activity | None:
    """The activity of the subject, if the person may change it; else their own are shown."""
    number = turn.subject.partition("-")[0]
    known = number.isdecimal() and len(number) < 16
    activity = await services.work.activities.get(int(number)) if known else None
    if activity is None or not runs(services, activity.series):
        turn.say("class-not-yours")
        turn.go("classes")
        return None
    return activity


async def still(turn: Turn, version: int) -> int:
    """The version that the person was shown first: what they confirm is confirmed for that one."""

    async def seen() -> int:
        return version

    return await turn.keep("seen", seen)


def unchanged(version: int, seen: int) -> None:
    """Refuse what was decided on something that is another by now."""
    if version != seen:
        raise Refused(CHANGED)


async def attempt(turn: Turn, key: str, action: Callable[[], Awaitable[T]]) -> tuple[bool, Any]:
    """Do something once; where it is refused, say why. Whether it was done, and what came of it."""

    async def tried() -> list[Any]:
        try:
            return [True, await action()]
        except Refused as refused:
            return [False, refused.why]

    done, result = await turn.once(key, tried)
    if not done:
        turn.say(result)
    return done, result


async def agreed(turn: Turn, text: str, yes: str, no: str) -> bool:
    """Whether the person confirms what was shown to them."""
    return await turn.ask_text("sure", text, Choice.of((("yes", yes), ("no", no)))) == "yes"


def home_of(activity: Activity) -> tuple[str, str]:
    """Where one of these is shown to whoever runs it."""
    return ("class-day" if activity.series.form is Form.CLASS else "slot", str(activity.id))


def home_of_series(series: Series) -> tuple[str, str]:
    """Where all of these are shown to whoever runs them."""
    return ("class" if series.form is Form.CLASS else "slots", str(series.id))


async def counted(services: Services, activity: Activity, *standings: Standing) -> int:
    """How many people stand so to an activity."""
    return len(await services.work.signups.people(activity.id, *standings))


def long_of(services: Services, series: Series) -> str:
    """How long it takes and how many it takes, in words."""
    say = services.say
    places = say("class-places", count=series.places) if series.places else say("class-places-any")
    return say("class-long", minutes=series.minutes, places=places)


def plan_of(services: Services, series: Series) -> str:
    """When a series meets, in words."""
    if series.plan is None:
        return ""
    return plan_words(services.say, series.plan, services.local().date())


# Conversations


async def classes(turn: Turn, services: Services) -> None:
    """Everything that the person runs; who runs the line sees everybody's."""
    say, person = services.say, services.person
    host = None if person.admin else person.id
    everybody = await services.work.activities.open_series(host)
    own = [one for one in everybody if runs(services, one)]
    late = await services.work.activities.over_of_late(services.now - LOOKED_BACK, host)
    over = [one for one in late if runs(services, one)]
    choices = []
    if person.organiser:
        choices.append(Choosable("new", say("class-new"), to=("class-new", "")))
    if person.specialist:
        choices.append(Choosable("hours", say("slot-new"), to=("slots-new", "")))
    choices += told_apart(
        Choosable(f"n{one.id}", _label(services, one), to=home_of_series(one)) for one in (*own, *over)
    )
    if person.organiser:
        choices.append(Choosable("broadcasts", say("button-broadcasts"), to=("broadcasts", "")))
    choices.append(Choosable("menu", say("button-menu"), to=("menu", "")))
    await follow(turn, "which", say("classes", count=len(own)), tuple(choices))


def _label(services: Services, series: Series) -> str:
    label = series.title
    if series.form is Form.HOURS:
        label = services.say("slot-label", title=label)
    if series.state is not SeriesState.OPEN:
        label = services.say("class-label-over", title=label)
    return clipped(label, LABEL)


async def one_class(turn: Turn, services: Services) -> None:
    """A class: when it meets next, and what can be done about all of it."""
    series = await series_held(turn, services)
    if series is None:
        return
    if series.form is Form.HOURS:
        turn.go("slots", str(series.id))
        return
    say, number = services.say, str(series.id)
    now = services.now
    ahead = await services.work.activities.of_series(series.id, now - series.minutes * 60.0)
    near = [one for one in ahead if one.state is not ActivityState.CANCELLED][:NEAR]
    choices = [*await dates(services, near)]
    choices.append(Choosable("dates", say("class-dates"), to=("class-dates", number)))
    if series.state is SeriesState.OPEN:
        if series.plan is not None and series.plan.weekdays:
            choices.append(Choosable("plan", say("class-plan"), to=("class-plan", number)))
        choices += [
            Choosable("links", say("class-links"), to=("class-links", number)),
            Choosable("edit", say("class-edit"), to=("class-edit", number)),
            Choosable("end", say("class-end"), to=("class-end", number)),
        ]
    choices.append(Choosable("classes", say("class-all"), to=("classes", "")))
    followers = await services.work.signups.followers(f"series:{series.id}")
    text = say(
        "class-card",
        title=series.title,
        kind=kind_of(services, series.kind).title,
        plan=plan_of(services, series),
        long=long_of(services, series),
        leader=series.leader or say("class-no-leader"),
        link=say("class-link-there" if series.link else "class-link-missing"),
        followers=len(followers),
        state="" if series.state is SeriesState.OPEN else say("class-over"),
    )
    await follow(turn, "which", text.strip(), tuple(choices))


async def dates(services: Services, activities: list[Activity]) -> tuple[Choosable, ...]:
    """Dates on buttons: when, and how many places are taken."""
    taken = await services.work.signups.taken_of([one.id for one in activities])
    return told_apart(
        Choosable(f"n{one.id}", _date(services, one, taken.get(one.id, 0)), to=home_of(one))
        for one in activities
    )


def _date(services: Services, one: Activity, taken: int) -> str:
    when = short_moment(services, one.starts, one.series.zone)
    if one.state is ActivityState.CANCELLED:
        return services.say("class-date-cancelled", when=when)
    if one.series.form is Form.HOURS:
        return services.say("slot-taken" if taken else "slot-free", when=when)
    if one.places:
        return services.say("class-date-places", when=when, taken=taken, places=one.places)
    return services.say("class-date", when=when, taken=taken)


async def class_dates(turn: Turn, services: Services) -> None:
    """Every date of a class that stands in the timetable, and those that are over of late."""
    series = await series_held(turn, services)
    if series is None:
        return
    known = await services.work.activities.of_series(series.id, services.now - LOOKED_BACK)
    coming = [one for one in known if one.ends > services.now]
    over = [one for one in reversed(known) if one.ends <= services.now]
    back = Choosable("class", services.say("class-back"), to=home_of_series(series))
    text = services.say("class-dates-list", title=series.title, coming=len(coming), over=len(over))
    await follow(turn, "which", text, (*await dates(services, [*coming, *over]), back))


async def class_day(turn: Turn, services: Services) -> None:
    """One date: how it stands, and what can be done about it now."""
    activity = await activity_held(turn, services)
    if activity is None:
        return
    if activity.series.form is Form.HOURS:
        turn.go("slot", str(activity.id))
        return
    say = services.say
    verbs = _verbs(services, activity)
    choices = [
        Choosable(verb, say(f"class-day-{verb}"), to=(f"class-{verb}", str(activity.id))) for verb in verbs
    ]
    choices.append(Choosable("class", say("class-back"), to=home_of_series(activity.series)))
    await follow(turn, "next", await _day_card(services, activity), tuple(choices))


def _verbs(services: Services, activity: Activity) -> list[str]:
    if activity.state is ActivityState.CANCELLED:
        return ["who"]
    if services.now < activity.starts:
        return ["who", "write", "move", "link", "cancel"]
    begun = ["who", "mark", "record", "write"]
    return [*begun, "link"] if services.now < activity.ends else begun


async def _day_card(services: Services, activity: Activity) -> str:
    say, signups = services.say, services.work.signups
    recorded = activity.recording is not None or activity.recording_link
    people = await signups.people(activity.id)
    liked, not_liked = (sum(one.liked == told for one in people) for told in (1, 0))
    lines = [
        say("class-day-taken", taken=await signups.taken(activity.id), places=activity.places),
        say("class-day-waiting", count=waiting) if (waiting := await signups.waiting(activity.id)) else "",
        say("class-link-there" if activity.link else "class-link-missing"),
        say("class-recorded") if recorded else "",
        say("class-day-liked", liked=liked, unliked=not_liked) if liked + not_liked else "",
        say("class-cancelled", reason=activity.reason) if activity.state is ActivityState.CANCELLED else "",
    ]
    when = short_moment(services, activity.starts, activity.series.zone)
    head = say("class-day-card", title=activity.series.title, when=when)
    return "\n".join([head, "", *(line for line in lines if line)])
