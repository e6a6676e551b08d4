"""Consultations: a free hour of a specialist, booked, with words for them, and moved to another hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.timetable import AHEAD, Activity, Form, Series, Standing
from bot.flows.activities.finding import hours_kinds
from bot.flows.activities.joining import DONE, attempt
from bot.flows.activities.timetable import Timetable
from bot.flows.activities.words import LABEL, activity_of, kind_of, stand, told_apart
from bot.flows.answers import Choice, Line
from bot.flows.browse import follow
from bot.flows.cards import clipped
from bot.flows.days import shown_date
from bot.flows.engine import Choosable, Turn
from bot.flows.request_help import consented
from bot.flows.services import Services
from bot.flows.when import said_hour, said_when, zone_of

LONGEST = 500
"""Characters of the words that a specialist gets before the hour."""


async def hours(turn: Turn, services: Services) -> None:
    """Book an hour: whose, on which day, at what time; words for the specialist, if one likes."""
    kind = turn.subject or await _kind(turn, services)
    if kind is None:
        return
    free = await _free(services, kind)
    if not free:
        await _nothing_free(turn, services, kind)
        return
    own = await _whose(turn, services, free)
    zone = await zone_of(services, services.person.id)
    activity = await _hour(turn, services, own, zone)
    note = await _words(turn, services, activity, zone)
    timetable = Timetable(services)
    said = await turn.once("booked", lambda: attempt(lambda: timetable.sign_up(activity, note=note)))
    if said != DONE:
        turn.say(said)
        turn.go("hours", kind)
    turn.go("act-done", str(activity.id))


async def _kind(turn: Turn, services: Services) -> str | None:
    """Whom one would like to speak to."""
    kinds = await hours_kinds(services)
    if not kinds:
        turn.say("hours-nobody")
        turn.go("activities")
        return None
    choices = tuple(Choosable(key, kind_of(services, key).title, to=("hours", key)) for key in kinds)
    await follow(turn, "kind", services.say("hours-ask-kind"), choices)
    return None


async def _free(services: Services, kind: str) -> list[Activity]:
    """Hours that nobody has, the nearest first."""
    found = await services.work.activities.between(
        services.now, services.now + AHEAD, kind=kind, form=Form.HOURS
    )
    taken = await services.work.signups.taken_of([one.id for one in found]) if found else {}
    return [one for one in found if not taken.get(one.id)]


async def _nothing_free(turn: Turn, services: Services, kind: str) -> None:
    say = services.say
    choices = (
        Choosable("person", say("button-person"), to=("person", "")),
        Choosable("activities", say("act-to-all"), to=("activities", "")),
    )
    await follow(turn, "next", say("hours-none", title=kind_of(services, kind).title), choices)


async def _whose(turn: Turn, services: Services, free: Sequence[Activity]) -> list[Activity]:
    """The free hours of the specialist who was chosen; of a single one, nobody is asked."""
    series: dict[int, Series] = {one.series.id: one.series for one in free}
    if len(series) == 1:
        return list(free)
    choices = told_apart(
        Choosable(f"n{one.id}", clipped(one.leader or one.title, LABEL)) for one in series.values()
    )
    chosen = await turn.ask("whose", "hours-ask-whose", Choice(choices))
    return [one for one in free if f"n{one.series.id}" == chosen]


async def _hour(turn: Turn, services: Services, free: Sequence[Activity], zone: ZoneInfo) -> Activity:
    """A day that has a free hour, then the hour; one taken meanwhile is asked for again."""
    days: dict[str, list[Activity]] = {}
    for one in free:
        days.setdefault(datetime.fromtimestamp(one.starts, zone).date().isoformat(), []).append(one)
    today = datetime.fromtimestamp(services.now, zone).date()
    labels = {day: shown_date(services.texts, today, datetime.fromisoformat(day).date()) for day in days}
    series = free[0].series
    day = await turn.ask(
        "day", "hours-ask-day", Choice.of(labels.items()), title=series.title, minutes=series.minutes
    )
    choices = told_apart(Choosable(f"n{one.id}", said_hour(one.starts, zone)) for one in days[day])
    own = datetime.fromtimestamp(services.now, zone).utcoffset() != services.local().utcoffset()
    prompt = "hours-ask-hour-own-zone" if own else "hours-ask-hour"
    if turn.answers.get("hour") not in (None, *(f"n{one.id}" for one in free)):
        # Whoever was asked whether they are sure is told why they are asked for an hour again.
        turn.say("hour-taken")
    hour = await turn.ask("hour", prompt, Choice(choices), day=labels[day])
    return next(one for one in days[day] if f"n{one.id}" == hour)


async def _words(turn: Turn, services: Services, activity: Activity, zone: ZoneInfo) -> str:
    """Read the hour back; book it, choose another, or write some words first."""
    say, series = services.say, activity.series
    choices = Choice.of((key, say(f"hours-{key}")) for key in ("book", "words", "other"))
    chosen = await turn.ask(
        "sure",
        "hours-sure",
        choices,
        title=series.title,
        leader=series.leader or kind_of(services, series.kind).title,
        when=said_when(services, activity.starts, zone),
        minutes=series.minutes,
    )
    if chosen == "other":
        del turn.answers["sure"]
        turn.change("day", "hour")
    if chosen == "book":
        return ""
    if not await consented(turn, services):
        turn.say("hours-no-words")
        return ""
    return await turn.ask("words", "hours-words-ask", Line(LONGEST, skip=say("button-skip")))


async def hour_move(turn: Turn, services: Services) -> None:
    """Another hour with the same specialist instead of the one that was booked: both or nothing."""
    old = await activity_of(turn, services)
    if old is None:
        return
    found = await stand(services, old)
    if found.standing is not Standing.GOING or services.now >= old.starts:
        turn.go("act", str(old.id))
        return
    free = [one for one in await _free(services, old.series.kind) if one.series.id == old.series.id]
    if not free:
        turn.say("hours-move-none")
        turn.go("act", str(old.id))
        return
    new = await _hour(turn, services, free, found.zone)
    timetable = Timetable(services)
    said = await turn.once("moved", lambda: attempt(lambda: timetable.move_hour(old, new)))
    if said != DONE:
        turn.say(said)
        turn.go("act", str(old.id))
    turn.go("act-done", str(new.id))
