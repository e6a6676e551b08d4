"""What people are told of activities: news at once, in portions; what nobody asked for, at a good hour."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.activities import moment
from bot.domain.timetable import Activity, ActivityState, Series, SeriesState, Standing
from bot.flows.activities.recordings import parted, recording
from bot.flows.answers import file_from
from bot.flows.services import Services
from bot.flows.when import said_when, zone_among
from bot.vocabulary import Address, Button, Lane, Message

PORTION = 100
"""People told in one turn: others' turns come between two portions."""

LINE = "line"
"""The messenger of due rows that belong to no chat: the number is a person's, or none."""

ASKED_FOR = frozenset({"recording"})
"""News that wait for the morning, and that no cap holds back: people signed up for them."""

UNASKED = frozenset({"liked", "new", "hours"})
"""News that nobody signed up for: they wait for the morning, and for the next day when there were many."""

LIKED_WITHIN = 3 * 86400.0
"""Seconds after the end for which it makes sense to ask how it was."""


def tell(
    services: Services,
    people: Iterable[int],
    what: str,
    *,
    activity: int | None = None,
    series: int | None = None,
    values: Mapping[str, Any] | None = None,
) -> int:
    """Have people told, a portion in each turn, from the next second on; how many there are."""
    listed = list(dict.fromkeys(people))
    if listed:
        data = {
            "people": listed,
            "what": what,
            "activity": activity,
            "series": series,
            "values": dict(values or {}),
        }
        services.work.later(
            f"tell:{secrets.token_hex(8)}", "tell", services.now, Address(LINE, listed[0]), data
        )
    return len(listed)


async def told(services: Services, data: Mapping[str, Any], key: str) -> list[int]:
    """Tell the next portion; gives those who were told, and puts the rest off to the next turn."""
    people = list(data["people"])
    now, rest = people[:PORTION], people[PORTION:]
    news = {key: value for key, value in data.items() if key != "people"}
    for person in now:
        await notify(services, person, news)
    if rest:
        services.work.later(key, "tell", services.now, Address(LINE, rest[0]), {**data, "people": rest})
    return now


async def notify(services: Services, person: int, data: Mapping[str, Any]) -> None:
    """Tell one person, now or when it disturbs them less."""
    work = services.work
    reader = await work.people.get(person)
    if reader is None:
        return
    theirs = Services(services.line, work, reader, reader.seen or reader.address, services.now)
    what = str(data["what"])
    preferences = await work.signups.preferences(person)
    if what in ("new", "hours") and preferences.get("news") == "off":
        return
    wait = await _wait(theirs, what, preferences)
    if wait:
        about = data.get("activity") or data.get("series")
        work.later(f"notice:{person}:{what}:{about}", "notice", wait, Address(LINE, person), dict(data))
        return
    message = await _message(theirs, data, preferences)
    if message is None:
        return
    if what in UNASKED:
        await work.signups.disturb(person, _wall(theirs, preferences).date().isoformat())
    elif services.content.calendar.quiet.at(_wall(theirs, preferences)):
        message = replace(message, quiet=True)
    parts = parted(message)
    wants = {"for": "notice", "person": person, "activity": data.get("activity")}
    until = 0.0
    if what not in UNASKED and len(parts) == 1 and message.attachment is None:
        # «завтра» is true till midnight; then it is said anew.
        wall, zone = _wall(theirs, preferences), zone_among(theirs, preferences)
        until = moment(datetime.combine(wall.date() + timedelta(days=1), time()), zone)
        wants["news"] = dict(data)
    for part in parts:
        work.send(theirs.address, part, Lane.NOTICE, wants, until=until)


def _wall(services: Services, preferences: dict[str, str]) -> datetime:
    return datetime.fromtimestamp(services.now, zone_among(services, preferences)).replace(tzinfo=None)


async def _wait(services: Services, what: str, preferences: dict[str, str]) -> float:
    """When to tell instead of now; 0 for now."""
    if what not in ASKED_FOR | UNASKED:
        return 0.0
    calendar, zone = services.content.calendar, zone_among(services, preferences)
    wall = _wall(services, preferences)
    if calendar.quiet.at(wall):
        return moment(calendar.quiet.ends(wall), zone)
    if what in ASKED_FOR:
        return 0.0
    told = await services.work.signups.disturbed(services.person.id, wall.date().isoformat())
    return moment(calendar.quiet.morning_after(wall), zone) if told >= calendar.cap else 0.0


async def _message(
    services: Services, data: Mapping[str, Any], preferences: dict[str, str]
) -> Message | None:
    """What a person is told, in their language and on their clock; None where it is not so any more."""
    work, values = services.work, dict(data["values"])
    what, number = str(data["what"]), data.get("activity")
    activity = await work.activities.get(int(number)) if number else None
    series = activity.series if activity is not None else None
    if series is None and data.get("series"):
        series = await work.activities.series(int(data["series"]))
    if series is None:
        return None
    zone = zone_among(services, preferences)
    values["title"] = series.title
    if activity is not None:
        values["when"] = said_when(services, activity.starts, zone)
    if "was" in values:
        values["was"] = said_when(services, float(values["was"]), zone)
    if what in ("new", "hours"):
        return _new(services, series, what, values)
    if what == "liked":
        return await _liked(services, activity, values) if activity is not None else None
    if what == "recording":
        text = services.say("notice-recording", **values)
        return recording(services, activity, text) if activity is not None else None
    if what == "words":
        file = values.pop("file", None)
        text = services.say("notice-words", **values)
        return Message(text, attachment=file_from(file) if file else None)
    if what == "link" and activity is not None:
        text = services.say("notice-link", **values)
        return Message(text, buttons=join_row(services, activity))
    if what == "replanned":
        values["lines"] = await _next_ones(services, series, zone)
    buttons = _card_row(services, activity) if what in ("moved", "promoted") else ()
    return Message(services.say(f"notice-{what}", **values), buttons=buttons)


async def _next_ones(services: Services, series: Series, zone: ZoneInfo) -> str:
    """When a series meets next, a line each."""
    ahead = await services.work.activities.of_series(series.id, services.now)
    planned = [one for one in ahead if one.state is ActivityState.PLANNED][:3]
    return "\n".join(f"— {said_when(services, one.starts, zone)}" for one in planned)


def _new(services: Services, series: Series, what: str, values: dict[str, Any]) -> Message | None:
    if series.state is not SeriesState.OPEN:
        return None
    look = Button(services.say("button-look"), data=f"g:acts:{series.kind}")
    stop = Button(services.say("button-unfollow"), data=f"g:act-unfollow:{series.kind}")
    return Message(services.say(f"notice-{what}", **values), buttons=((look,), (stop,)))


async def _liked(services: Services, activity: Activity, values: dict[str, Any]) -> Message | None:
    if services.now > activity.ends + LIKED_WITHIN:
        return None
    weeks = await streak(services, services.person.id)
    praise = services.say("notice-streak", weeks=weeks) if weeks > 1 else ""
    yes = Button(services.say("button-liked"), data=f"g:act-liked:{activity.id}-1")
    no = Button(services.say("button-unliked"), data=f"g:act-liked:{activity.id}-0")
    text = "\n\n".join(part for part in (services.say("notice-liked", **values), praise) if part)
    return Message(text, buttons=((yes,), (no,)))


def join_row(services: Services, activity: Activity, title: str = "") -> tuple[tuple[Button, ...], ...]:
    """The way in as a button, if there is one that a messenger can open; with a title where several stand."""
    if not activity.link:
        return ()
    label = services.say("button-join-of", title=title) if title else services.say("button-join")
    return ((Button(label, url=activity.link),),)


def _card_row(services: Services, activity: Activity | None) -> tuple[tuple[Button, ...], ...]:
    if activity is None:
        return ()
    return ((Button(services.say("button-activity"), data=f"g:act:{activity.id}"),),)


async def streak(services: Services, person: int) -> int:
    """How many weeks in a row, up to this one or the last, a person came to at least one activity."""
    since = services.now - 60 * 7 * 86400.0
    came = [
        one
        for one in await services.work.signups.of_person(person, since, services.now)
        if one.standing in (Standing.GOING, Standing.CAME)
    ]
    activities = await services.work.activities.some([one.activity for one in came])
    weeks = {
        _week(services, one.starts)
        for one in activities.values()
        if one.state is not ActivityState.CANCELLED and one.ends <= services.now
    }
    this = _week(services, services.now)
    first = this if this in weeks else this - 1
    row = 0
    while first - row in weeks:
        row += 1
    return row


def _week(services: Services, at: float) -> int:
    """Weeks since the beginning of the calendar, from Monday to Monday."""
    return (services.local(at).date().toordinal() - 1) // 7
