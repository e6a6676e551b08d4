"""A club's calendar: its chat hears of a meeting an hour before, and when one is moved or called off."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.clubs import Club
from bot.domain.timetable import Activity, ActivityState, SeriesState
from bot.flows.activities.words import repeats
from bot.flows.clubs.keeping import sleeps
from bot.flows.services import Services
from bot.flows.when import said_when
from bot.vocabulary import Button, Lane, Message

HOUR, DAY = 3600.0, 86400.0
"""Seconds before a meeting at which the chat is told of it, and in which it is told of a change."""

MEETING, CHANGED = "club-meeting", "club-changed"
"""The kinds of due rows: the next meeting of a club, and a change of one."""

SAID = "said"
"""The setting that says of which meetings to come the chat was told, and when they were to begin."""


async def coming(services: Services, club: Club) -> list[Activity]:
    """What the club holds from now on, the earliest first."""
    if club.series is None:
        return []
    ahead = await services.work.activities.of_series(club.series, services.now)
    return [one for one in ahead if one.state is ActivityState.PLANNED and one.starts > services.now]


async def look(services: Services, club: Club) -> None:
    """Say what meets within the hour, once, and look again an hour before the next meeting."""
    key, now = f"{MEETING}:{club.id}", services.now
    ahead = await coming(services, club) if club.tells_meetings and club.address is not None else []
    said = club.settings.get(SAID, {})
    new = [one for one in ahead if said.get(str(one.id)) != one.starts]
    if new and new[0].starts - HOUR <= now and not sleeps(services, club):
        if not await _note(services, club, new[0]):
            return
        _post(services, club, new[0], "club-meeting-soon", new.pop(0).starts)
    if not new or club.address is None:
        services.work.never(key)
        return
    # What cannot be told while it is true is dropped at its start: then the one after it is looked at.
    at = max(new[0].starts - HOUR, min(sleeps(services, club) or now, new[0].starts))
    services.work.later(key, MEETING, at, club.address, {"club": club.id})


async def look_anew(services: Services, series: int) -> list[Club]:
    """Have the clubs look again that a series belongs to: another meeting may be the next; which they are."""
    clubs = await services.work.clubs.of_series(series)
    for club in clubs:
        if club.address is not None:
            # A second later: of one that now begins within the hour it is said that it was moved, no more.
            at, data = services.now + 1.0, {"club": club.id}
            services.work.later(f"{MEETING}:{club.id}", MEETING, at, club.address, data)
    return clubs


async def changed(services: Services, activity: Activity, was: float) -> None:
    """A meeting that was to begin then was moved or called off: its clubs hear of it where that is near."""
    work, now = services.work, services.now
    near = any(now < at <= now + DAY for at in (was, activity.starts))
    for club in await look_anew(services, activity.series.id):
        if near and club.address is not None:
            data = {"club": club.id, "activity": activity.id, "was": was}
            work.later(f"{CHANGED}:{club.id}:{activity.id}", CHANGED, now, club.address, data)


async def tell_change(services: Services, club: Club, number: int, was: float, key: str) -> None:
    """Say that a meeting is at another time or falls away, while that is news and disturbs nobody's sleep."""
    activity = await services.work.activities.get(number)
    if activity is None or club.address is None or not club.tells_meetings:
        return
    off = activity.state is ActivityState.CANCELLED
    if activity.series.id != club.series or services.now >= activity.starts:
        return
    if not off and activity.starts in (was, club.settings.get(SAID, {}).get(str(number))):
        return
    later = sleeps(services, club)
    if later:
        data = {"club": club.id, "activity": number, "was": was}
        services.work.later(key, CHANGED, later, club.address, data)
        return
    if not off and activity.starts - HOUR <= services.now and not await _note(services, club, activity):
        return
    _post(services, club, activity, "club-meeting-off" if off else "club-meeting-moved", activity.starts)


async def _note(services: Services, club: Club, activity: Activity) -> bool:
    """Note that the chat knows of a meeting: in the club itself, which outlives every row of time."""
    said = {number: at for number, at in club.settings.get(SAID, {}).items() if at > services.now}
    settings = {**club.settings, SAID: {**said, str(activity.id): activity.starts}}
    return await services.work.clubs.change(club, settings=settings)


def _post(services: Services, club: Club, activity: Activity, id: str, until: float) -> None:
    if club.address is None:
        return
    line = services.line
    here = replace(services, read_in=club.language or line.content.language)
    when = said_when(here, activity.starts, line.zone)
    link = line.start_link(club.address.messenger, f"act_{activity.id}")
    rows = ((Button(here.say("club-meeting-open"), url=link),),) if link else ()
    text = here.say(id, title=activity.series.title, when=when)
    services.work.send(club.address, Message(text, rows, quiet=True), Lane.NOTICE, until=until)


async def follow_rows(services: Services, club: Club, person: int) -> tuple[tuple[Button, ...], ...]:
    """The way to be reminded of every meeting in private, for whoever is not."""
    series = await services.work.activities.series(club.series) if club.series is not None else None
    if series is None or series.state is not SeriesState.OPEN or not repeats(series):
        return ()
    if f"series:{series.id}" in await services.work.signups.followed(person):
        return ()
    return ((Button(services.say("club-follow"), data=f"g:act-all:{series.id}"),),)
