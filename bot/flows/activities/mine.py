"""A person's own activities: what they signed up for, calendar files, recordings of what is over."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bot.domain.calendar_files import Entry, calendar_file
from bot.domain.timetable import Activity, ActivityState, Signup, Standing
from bot.flows.activities.notices import streak
from bot.flows.activities.words import LABEL, activity_of, choice_of, day_label, told_apart
from bot.flows.browse import follow
from bot.flows.cards import clipped
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services
from bot.flows.when import said_when, zone_of
from bot.vocabulary import Attachment, AttachmentKind

INSIDE = (Standing.GOING, Standing.WAITING, Standing.CAME)

LONGEST_DAY = 86400.0
"""Seconds that no activity lasts: what began earlier is over."""

RECORDED = 60 * 86400.0
"""Seconds for which recordings of what is over are shown."""

MOST_RECORDED = 20
"""How many recordings are shown at most, the newest ones."""

FILE_NAME = "zanyatie.ics"
"""In Latin letters: telephones open by the ending, and some lose other letters on the way."""


async def act_mine(turn: Turn, services: Services) -> None:
    """What the person comes to: each series once, with its nearest day."""
    say = services.say
    zone = await zone_of(services, services.person.id)
    coming = await _coming(services)
    series = {activity.series.id: (activity, place) for activity, place in reversed(coming)}
    nearest = sorted(series.values(), key=lambda one: (one[0].starts, one[0].id))
    choices = [*told_apart(choice_of(services, activity, zone) for activity, _ in nearest)]
    if coming:
        choices.append(Choosable("file", say("act-file-all"), to=("act-file", "")))
    if await _recorded(services):
        choices.append(Choosable("past", say("act-past"), to=("act-past", "")))
    choices += [
        Choosable("settings", say("act-settings"), to=("act-settings", "")),
        Choosable("activities", say("act-to-all"), to=("activities", "")),
    ]
    weeks = await streak(services, services.person.id)
    parts = [
        say("act-mine-list", count=len(coming)) if coming else say("act-mine-none"),
        "\n".join([await _line(services, activity, place, zone) for activity, place in nearest[:10]]),
        say("notice-streak", weeks=weeks) if weeks > 1 else "",
    ]
    await follow(turn, "which", "\n\n".join(part for part in parts if part), tuple(choices))


async def _line(services: Services, activity: Activity, place: Signup, zone: ZoneInfo) -> str:
    said = services.say(
        "act-mine-line", title=activity.series.title, when=said_when(services, activity.starts, zone)
    )
    if place.standing is not Standing.WAITING:
        return said
    waiting = await services.work.signups.people(activity.id, Standing.WAITING)
    nth = [one.person for one in waiting].index(services.person.id) + 1
    return services.say("act-mine-line-waiting", line=said, place=nth)


async def _coming(services: Services) -> list[tuple[Activity, Signup]]:
    """Where the person has a place or waits for one, the nearest first; what goes on now, too."""
    own = await services.work.signups.of_person(services.person.id, services.now - LONGEST_DAY)
    places = {one.activity: one for one in own if one.standing in INSIDE}
    activities = (await services.work.activities.some(list(places))).values() if places else ()
    return [
        (one, places[one.id])
        for one in sorted(activities, key=lambda one: (one.starts, one.id))
        if one.state is ActivityState.PLANNED and one.ends > services.now
    ]


async def _recorded(services: Services) -> list[Activity]:
    """What the person had signed up for, is over, and can be watched; the newest first."""
    since = services.now - RECORDED
    own = await services.work.signups.of_person(services.person.id, since, services.now)
    listed = [one.activity for one in own if one.standing is not Standing.LEFT]
    activities = (await services.work.activities.some(listed)).values() if listed else ()
    kept = [one for one in activities if one.recording is not None or one.recording_link]
    return sorted(kept, key=lambda one: -one.starts)[:MOST_RECORDED]


async def act_past(turn: Turn, services: Services) -> None:
    """Recordings of what the person had signed up for."""
    recorded = await _recorded(services)
    if not recorded:
        turn.say("act-past-none")
        turn.go("act-mine")
        return
    zone = await zone_of(services, services.person.id)
    choices = []
    for one in recorded:
        label = services.say("act-label", when=day_label(services, one.starts, zone), title=one.series.title)
        choices.append(Choosable(f"n{one.id}", clipped(label, LABEL), to=("act", str(one.id))))
    await follow(turn, "which", services.say("act-past-list"), told_apart(choices))


async def act_file(turn: Turn, services: Services) -> None:
    """A calendar file: of one activity, or of all that the person comes to."""
    if turn.subject:
        activity = await activity_of(turn, services)
        listed = [activity] if activity is not None and activity.state is ActivityState.PLANNED else []
    else:
        listed = [activity for activity, place in await _coming(services) if place.standing is Standing.GOING]
    if listed:
        turn.show(services.say("act-file-how"), attachment=_file(services, listed))
    else:
        turn.say("act-file-none")
    turn.go("act-mine")


def _file(services: Services, listed: Iterable[Activity]) -> Attachment:
    entries = [
        Entry(
            name=f"{one.id}-{int(one.series.created_at)}",
            version=one.version,
            starts=one.starts,
            minutes=one.series.minutes,
            title=one.series.title,
            about=_about(services, one),
        )
        for one in listed
    ]
    made = base64.b64encode(calendar_file(entries, services.now)).decode()
    return Attachment(AttachmentKind.FILE, ref=f"inline:{made}", name=FILE_NAME, messenger="inline")


def _about(services: Services, activity: Activity) -> str:
    """What the calendar says beside the title; the way in comes by message, shortly before the start."""
    series = activity.series
    parts = (
        services.say("act-leader", name=series.leader) if series.leader else "",
        services.say("act-prepare", prepare=series.prepare) if series.prepare else "",
        services.say("act-file-link"),
    )
    return "\n".join(part for part in parts if part)
