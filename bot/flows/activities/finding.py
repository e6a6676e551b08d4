"""The timetable as residents see it: today, the week, kinds, one activity, and the days of a series."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.activities import moment
from bot.domain.media import for_many
from bot.domain.timetable import AHEAD, JOINABLE, Activity, ActivityState, Form, Series, Standing
from bot.flows.activities.notices import join_row
from bot.flows.activities.recordings import recording
from bot.flows.activities.words import (
    Stand,
    activity_of,
    card,
    choice_of,
    kind_of,
    repeats,
    series_of,
    stand,
    told_apart,
)
from bot.flows.browse import follow
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services
from bot.flows.when import said_when, zone_of

WEEK = 7 * 86400.0

NEAREST = 4
"""How many of the nearest days stand on a screen that has other buttons as well."""


async def activities(turn: Turn, services: Services) -> None:
    """Where everything with a time begins."""
    if not services.content.calendar.kinds:
        turn.say("place-gone")
        turn.go("menu")
        return
    say = services.say
    choices = [
        Choosable("today", say("act-today"), to=("acts-when", "today")),
        Choosable("week", say("act-week"), to=("acts-when", "week")),
        Choosable("kinds", say("act-kinds"), to=("acts-kinds", "")),
    ]
    if await hours_kinds(services):
        choices.append(Choosable("hours", say("act-hours"), to=("hours", "")))
    choices += [
        Choosable("mine", say("act-mine"), to=("act-mine", "")),
        Choosable("settings", say("act-settings"), to=("act-settings", "")),
    ]
    await follow(turn, "place", say("act-hub"), tuple(choices))


async def hours_kinds(services: Services) -> list[str]:
    """The kinds in which a specialist takes people one by one, in the editors' order."""
    kinds = services.content.calendar.kinds
    if not any(kind.hours for kind in kinds):
        return []
    found = {one.kind for one in await services.work.activities.open_series() if one.form is Form.HOURS}
    return [kind.key for kind in kinds if kind.key in found]


async def acts_when(turn: Turn, services: Services) -> None:
    """All classes of today, or of the next seven days."""
    zone = await zone_of(services, services.person.id)
    today = turn.subject == "today"
    before = _midnight(services.now, zone) if today else services.now + WEEK
    found = await _classes(services, before)
    if not found:
        say = services.say
        ways = [Choosable("kinds", say("act-kinds"), to=("acts-kinds", ""))]
        if today:
            ways.insert(0, Choosable("week", say("act-week"), to=("acts-when", "week")))
        await follow(turn, "which", say("act-today-none" if today else "act-week-none"), tuple(ways))
        return
    choices = told_apart(choice_of(services, one, zone, today=today) for one in found)
    text = services.say("act-today-list" if today else "act-week-list", count=len(found))
    await follow(turn, "which", text, choices)


async def _classes(services: Services, before: float, kind: str | None = None) -> list[Activity]:
    """The classes that one may still come to, those that have just begun too."""
    after = services.now - JOINABLE
    return await services.work.activities.between(after, before, kind=kind, form=Form.CLASS)


def _midnight(now: float, zone: ZoneInfo) -> float:
    """When the day is over on the wall clock of a zone."""
    day = datetime.fromtimestamp(now, zone).date() + timedelta(days=1)
    return moment(datetime.combine(day, time()), zone)


async def acts_kinds(turn: Turn, services: Services) -> None:
    """The kinds of classes."""
    kinds = services.content.calendar.kinds
    choices = tuple(Choosable(one.key, one.title, to=("acts", one.key)) for one in kinds if not one.hours)
    if not choices:
        turn.go("activities")
        return
    await follow(turn, "kind", services.say("act-kinds-ask"), choices)


async def acts(turn: Turn, services: Services) -> None:
    """One kind: its nearest classes, and following it, so as to hear of every new one."""
    kind = services.content.calendar.kind(turn.subject)
    if kind is None:
        turn.say("act-gone")
        turn.go("activities")
        return
    if kind.hours:
        turn.go("hours", kind.key)
        return
    zone = await zone_of(services, services.person.id)
    found = await _classes(services, services.now + AHEAD, kind.key)
    follows = f"kind:{kind.key}" in await services.work.signups.followed(services.person.id)
    choices = [*told_apart(choice_of(services, one, zone) for one in found[:NEAREST])]
    if len(found) > NEAREST:
        choices.append(Choosable("all", services.say("act-all-days"), to=("acts-all", kind.key)))
    label, flow = ("button-unfollow", "act-unfollow") if follows else ("act-follow", "act-follow")
    choices.append(Choosable("follow", services.say(label), to=(flow, kind.key)))
    choices.append(Choosable("kinds", services.say("act-to-kinds"), to=("acts-kinds", "")))
    lines = services.say("act-kind-days" if found else "act-kind-none")
    await follow(turn, "which", "\n\n".join((kind.title, kind.about, lines)), tuple(choices))


async def acts_all(turn: Turn, services: Services) -> None:
    """All classes of a kind that stand in the timetable."""
    kind = kind_of(services, turn.subject)
    found = await _classes(services, services.now + AHEAD, kind.key)
    if not found:
        turn.go("acts", kind.key)
        return
    zone = await zone_of(services, services.person.id)
    choices = told_apart(choice_of(services, one, zone) for one in found)
    await follow(turn, "which", services.say("act-kind-all", title=kind.title), choices)


async def act(turn: Turn, services: Services) -> None:
    """One activity as it is now, and what can be done about it."""
    activity = await activity_of(turn, services)
    if activity is None:
        return
    found = await stand(services, activity)
    if found.series.picture is not None and activity.state is ActivityState.PLANNED:
        turn.show(found.series.title, attachment=for_many(found.series.picture))
    way_in(turn, services, found)
    _recording(turn, services, found)
    await follow(turn, "next", card(services, found), ways(services, found))


def way_in(turn: Turn, services: Services, found: Stand) -> None:
    """The link, shortly before the start and only to those who have a place."""
    activity = found.activity
    # Who was marked as present may have lost the room, and comes in again.
    if found.standing not in (Standing.GOING, Standing.CAME) or not activity.shows_link(services.now):
        return
    if activity.link:
        turn.say("act-link", buttons=join_row(services, activity))
    else:
        turn.say("remind-no-link")


def _recording(turn: Turn, services: Services, found: Stand) -> None:
    activity = found.activity
    if not found.inside:
        return
    if activity.recording is not None or activity.recording_link:
        turn.messages.append(recording(services, activity, services.say("act-recording")))


def ways(services: Services, found: Stand) -> tuple[Choosable, ...]:
    """What can be done now: signing up, cancelling, all of the series, other days."""
    activity, say = found.activity, services.say
    number, series = str(activity.id), str(found.series.id)
    choices: list[Choosable] = []
    if found.series.form is Form.HOURS:
        return _ways_of_an_hour(services, found)
    if activity.open_to_join(services.now) and found.standing in (None, Standing.GOING, Standing.WAITING):
        choices.append(_place(services, found))
    if repeats(found.series):
        if found.all_of_it:
            choices.append(Choosable("none", say("act-leave-all"), to=("act-none", series)))
        elif activity.state is ActivityState.PLANNED:
            choices.append(Choosable("all", say("act-join-all"), to=("act-all", series)))
        choices.append(Choosable("days", say("act-other-days"), to=("act-days", series)))
    if found.inside and activity.state is ActivityState.PLANNED and services.now < activity.starts:
        choices.append(Choosable("file", say("act-file"), to=("act-file", number)))
    return (*choices, *_home(services, found))


def _place(services: Services, found: Stand) -> Choosable:
    number = str(found.activity.id)
    if found.standing is Standing.WAITING:
        return Choosable("leave", services.say("act-leave-line"), to=("act-leave", number))
    if found.inside:
        return Choosable("leave", services.say("act-leave"), to=("act-leave", number))
    label = "act-wait" if found.free == 0 else "act-join"
    return Choosable("join", services.say(label), to=("act-go", number))


def _ways_of_an_hour(services: Services, found: Stand) -> tuple[Choosable, ...]:
    activity, say = found.activity, services.say
    number = str(activity.id)
    if not found.inside:
        return (
            Choosable("hours", say("act-other-hours"), to=("hours", found.series.kind)),
            *_home(services, found),
        )
    if activity.state is not ActivityState.PLANNED or services.now >= activity.starts:
        return _home(services, found)
    return (
        Choosable("move", say("act-move"), to=("hour-move", number)),
        Choosable("leave", say("act-leave"), to=("act-leave", number)),
        Choosable("file", say("act-file"), to=("act-file", number)),
        *_home(services, found),
    )


def _home(services: Services, found: Stand) -> tuple[Choosable, ...]:
    to_all = Choosable("activities", services.say("act-to-all"), to=("activities", ""))
    if not found.inside:
        return (to_all,)
    return (Choosable("mine", services.say("act-mine"), to=("act-mine", "")), to_all)


async def act_days(turn: Turn, services: Services) -> None:
    """The next days of a series, and signing up for all of it."""
    series = await series_of(turn, services)
    if series is None:
        return
    if series.form is Form.HOURS:
        turn.go("hours", series.kind)
    say, person = services.say, services.person.id
    zone = await zone_of(services, person)
    ahead = await services.work.activities.of_series(series.id, services.now - JOINABLE)
    planned = [one for one in ahead if one.open_to_join(services.now)]
    all_of_it = f"series:{series.id}" in await services.work.signups.followed(person)
    choices: list[Choosable] = []
    if planned and repeats(series):
        label, flow = ("act-leave-all", "act-none") if all_of_it else ("act-join-all", "act-all")
        choices.append(Choosable("all", say(label), to=(flow, str(series.id))))
    choices += told_apart(choice_of(services, one, zone) for one in planned)
    choices.append(Choosable("kind", say("act-to-kind"), to=("acts", series.kind)))
    await follow(turn, "which", await _days(services, series, planned, zone, all_of_it), tuple(choices))


async def _days(
    services: Services, series: Series, planned: list[Activity], zone: ZoneInfo, all_of_it: bool
) -> str:
    """What is said of a series: the next days, and whether the person comes to all of them."""
    say = services.say
    if not planned:
        return say("act-days-none", title=series.title)
    parts = [say("act-days", title=series.title, when=said_when(services, planned[0].starts, zone))]
    if all_of_it:
        own = {
            one.activity: one.standing
            for one in await services.work.signups.of_person(services.person.id, services.now)
        }
        waits = sum(own.get(one.id) is Standing.WAITING for one in planned)
        parts.append(say("act-all-of-it"))
        if waits:
            parts.append(say("act-all-waiting", count=waits))
    return "\n\n".join(parts)
