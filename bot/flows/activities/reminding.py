"""Reminders of what a person signed up for: planned with the place, claimed when their time comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.activities import LATEST_START, MARGIN, Fate, Reminder, fate, moment, remind_at
from bot.domain.timetable import Activity, ActivityState, Form, Standing
from bot.flows.activities.notices import LINE, join_row
from bot.flows.cards import LONGEST
from bot.flows.services import Services
from bot.flows.when import said_hour, said_when, zone_among
from bot.storage.reminders import Reminding, Told
from bot.vocabulary import Address, Button, Lane, Message

COUNT_DROPPED = 120.0
"""Seconds in which reminders that came too late are gathered before somebody is told of them."""


async def plan(services: Services, activity: Activity, person: int) -> None:
    """Plan what is still to come of a person's reminders, and wake for the first."""
    work = services.work
    preferences = await work.signups.preferences(person)
    zone, quiet = zone_among(services, preferences), services.content.calendar.quiet
    for kind in Reminder:
        at = remind_at(kind, activity.starts, zone, quiet, services.now)
        if preferences.get(str(kind)) != "off" and at > services.now:
            await work.reminders.plan(Reminding(person, activity.id, kind, at))
    await wake(services, person)


async def wake(services: Services, person: int) -> None:
    """Wake for a person's next reminder, or not at all where none waits."""
    waiting = await services.work.reminders.waiting(person)
    key = f"remind:{person}"
    if waiting:
        services.work.later(key, "remind", waiting[0].at, Address(LINE, person), {"person": person})
    else:
        services.work.never(key)


async def replan(services: Services, person: int) -> None:
    """A person chose other reminders or another zone: what waits is planned anew."""
    work = services.work
    places = await work.signups.of_person(person, services.now)
    held = [one.activity for one in places if one.standing is Standing.GOING]
    concerned = list((await work.activities.some(held)).values())
    for series in await work.activities.open_series(person):
        if series.form is Form.HOURS:
            hours = await work.activities.of_series(series.id, services.now)
            taken = await work.signups.taken_of([one.id for one in hours])
            concerned += [one for one in hours if taken.get(one.id)]
    unwanted = [kind for kind, value in (await work.signups.preferences(person)).items() if value == "off"]
    for activity in concerned:
        if activity.state is ActivityState.PLANNED:
            # One that is due already, as after a standstill, is not planned again: it stays and is said.
            await work.reminders.withdraw(person, activity.id, services.now, unwanted)
            await plan(services, activity, person)
    await wake(services, person)


@dataclass(frozen=True, slots=True)
class _Due:
    """A reminder whose time has come, with what it is about."""

    one: Reminding
    activity: Activity
    late: bool


async def remind(services: Services) -> None:
    """Say all that is due to this person, in one message; what nobody needs any more is told to staff."""
    work, person = services.work, services.person.id
    preferences = await work.signups.preferences(person)
    zone = zone_among(services, preferences)
    waiting = await work.reminders.waiting(person)
    activities = await work.activities.some([one.activity for one in waiting])
    due: list[_Due] = []
    too_late: list[Reminding] = []
    for one in _now(waiting, services.now, zone):
        activity = activities[one.activity]
        wanted = fate(one.kind, one.at, activity.starts, services.now)
        # One that could not leave is due anew, and may have been switched off meanwhile.
        wants = preferences.get(str(one.kind)) != "off" and await _concerned(services, activity)
        if activity.state is ActivityState.CANCELLED or not wants:
            await work.reminders.claim(one, Told.DROPPED, services.now)
        elif wanted is Fate.DROP:
            too_late.append(one)
        else:
            late = wanted is Fate.SAY_LATE
            if await work.reminders.claim(one, Told.LATE if late else Told.SENT, services.now):
                due.append(_Due(one, activity, late))
    said = {one.activity.id for one in due}
    for one in too_late:
        # Who hears now that it has begun need not have heard that it would, and nobody has missed anything.
        told = Told.LATE if one.activity in said else Told.MISSED
        if await work.reminders.claim(one, told, services.now) and told is Told.MISSED:
            _count_missed(services, activities[one.activity])
    if due:
        keys = [[one.activity.id, str(one.one.kind)] for one in due]
        _send(services, _latest(due), keys, zone)
    await wake(services, person)


def _now(waiting: list[Reminding], now: float, zone: ZoneInfo) -> list[Reminding]:
    """What is due, and with it what else would come within this hour of the clock; only starts stay put."""
    due = [one for one in waiting if one.at <= now]
    if not due:
        return []
    ahead = (datetime.fromtimestamp(now, zone).utcoffset() or timedelta()).total_seconds()
    hour_ends = ((now + ahead) // 3600.0 + 1.0) * 3600.0 - ahead
    with_it = [one for one in waiting if now < one.at < hour_ends and one.kind is not Reminder.START]
    return due + with_it


async def _concerned(services: Services, activity: Activity) -> bool:
    """Whether the person still has to do with it: a place in it, or the hour is theirs to give."""
    if activity.series.host == services.person.id and activity.series.form is Form.HOURS:
        return bool(await services.work.signups.taken(activity.id))
    place = await services.work.signups.of(activity.id, services.person.id)
    return place is not None and place.standing is Standing.GOING


_NEARNESS = (Reminder.DAY, Reminder.HOUR, Reminder.START)


def _latest(due: list[_Due]) -> list[_Due]:
    """One mention of each activity, the nearest to its start, in the order of the starts."""
    nearest: dict[int, _Due] = {}
    for one in sorted(due, key=lambda one: _NEARNESS.index(one.one.kind)):
        nearest[one.activity.id] = one
    return sorted(nearest.values(), key=lambda one: (one.activity.starts, one.activity.id))


def _send(services: Services, due: list[_Due], keys: list[list[Any]], zone: ZoneInfo) -> None:
    text = _text(services, due, zone)
    if any(one.late and (one.one.kind is not Reminder.START or _gives(services, one)) for one in due):
        text = "\n\n".join((services.say("remind-late"), text))
    rows: list[tuple[Button, ...]] = []
    cards: list[tuple[Button, ...]] = []
    for one in due:
        if one.one.kind is Reminder.START or one.activity.shows_link(services.now):
            rows += join_row(services, one.activity, _short(one) if len(due) > 1 else "")
        if one.activity.series.host != services.person.id:
            label = services.say(
                "button-activity" if len(due) == 1 else "button-activity-of", title=_short(one)
            )
            cards.append((Button(label, data=f"g:act:{one.activity.id}"),))
    # The ways in come first: of very many buttons VK shows ten.
    rows += cards
    wants = {"for": "reminder", "person": services.person.id, "keys": keys, "claimed": services.now}
    until = min(_true_until(one, services.now, zone) for one in due)
    wall = datetime.fromtimestamp(services.now, zone).replace(tzinfo=None)
    at_night = services.content.calendar.quiet.at(wall) and all(
        one.one.kind is not Reminder.START for one in due
    )
    message = Message(text, buttons=tuple(rows), quiet=at_night)
    services.work.send(services.address, message, Lane.NOTICE, wants, until=until)


def _text(services: Services, due: list[_Due], zone: ZoneInfo, *, briefly: bool = False) -> str:
    """All of it in one message; where it grows longer than a messenger takes, without what to prepare."""
    lines = [_line(services, one, zone, briefly=briefly) for one in due]
    if len(lines) == 1:
        return lines[0]
    text = services.say("remind-several", lines="\n\n".join(lines))
    return text if briefly or len(text) <= LONGEST else _text(services, due, zone, briefly=True)


def _gives(services: Services, one: _Due) -> bool:
    """Whether it is the person's own hour, which they give."""
    series = one.activity.series
    return series.host == services.person.id and series.form is Form.HOURS


def _short(one: _Due) -> str:
    return one.activity.series.title[:30]


def _line(services: Services, one: _Due, zone: ZoneInfo, *, briefly: bool) -> str:
    """What is said of one activity."""
    activity = one.activity
    values = {
        "title": activity.series.title,
        "when": said_when(services, activity.starts, zone),
        "hour": said_hour(activity.starts, zone),
    }
    if _gives(services, one):
        return services.say("remind-host", **values)
    if one.one.kind is Reminder.START:
        said = services.say("remind-begun" if one.late else "remind-start", **values)
        return said if activity.link else "\n".join((said, services.say("remind-no-link")))
    said = services.say(f"remind-{one.one.kind}", **values)
    prepare = "" if briefly else activity.series.prepare
    return "\n".join((said, services.say("remind-prepare", prepare=prepare))) if prepare else said


def _true_until(one: _Due, now: float, zone: ZoneInfo) -> float:
    """Until when the words hold: «завтра» till midnight, the hour before till the start."""
    starts = one.activity.starts
    if one.one.kind is Reminder.START:
        return starts + (LATEST_START if one.late else MARGIN)
    today = datetime.fromtimestamp(now, zone).date()
    return min(starts, moment(datetime.combine(today + timedelta(days=1), time()), zone))


async def not_true_any_more(services: Services, keys: list[tuple[int, Reminder]], claimed: float) -> None:
    """A reminder could not leave in time: it is due anew, and the rules for late ones decide."""
    work = services.work
    for activity, kind in keys:
        await work.reminders.give_back(services.person.id, activity, kind, claimed)
    await wake(services, services.person.id)


async def never_said(services: Services, keys: list[tuple[int, Reminder]], claimed: float) -> None:
    """The messenger refuses the words: whoever runs the activities hears that somebody was not reminded."""
    for number, kind in keys:
        await services.work.reminders.lose(services.person.id, number, kind, claimed)
        activity = await services.work.activities.get(number)
        if activity is not None:
            _count_missed(services, activity)


def _count_missed(services: Services, activity: Activity) -> None:
    services.work.later(
        f"missed:{activity.id}",
        "missed",
        services.now + COUNT_DROPPED,
        Address(LINE, activity.series.host),
        {"activity": activity.id},
    )
