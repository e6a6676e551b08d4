"""A specialist's hours: opened for a day or for some weeks, looked at, closed. Who comes is theirs alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from bot.domain.activities import Plan, moment
from bot.domain.days import spoken_hour
from bot.domain.people import SPECIALISTS
from bot.domain.plan_words import leave_out
from bot.domain.requests import Refused
from bot.domain.timetable import Activity, ActivityState, Form, Series, SeriesState, Standing
from bot.domain.wording import tidy
from bot.flows.activities.timetable import Timetable
from bot.flows.activities.words import kind_of, told_apart
from bot.flows.answers import Choice
from bot.flows.browse import follow
from bot.flows.engine import Choosable, Refusal, Reply, Turn
from bot.flows.organising.fields import Link, answer_of, kinds_of
from bot.flows.organising.leading import activity_held, agreed, attempt, dates, home_of_series, series_held
from bot.flows.organising.people import look, names_of
from bot.flows.organising.plans import WHEN, hear_plan, holiday_notes, holidays_met, short_day, short_moment
from bot.flows.services import Services
from bot.vocabulary import Key

BREAKS = (0, 5, 10, 15, 30)
WEEKS = (1, 2, 4, 8)

MOST_HOURS = 100
"""Hours that are opened at once."""

MOST_LINES = 12

NEAR = 4
"""Hours on the screen of all of them; the others are a button further."""


@dataclass(frozen=True, slots=True)
class Until:
    """The hour at which a day of consultations ends."""

    begins: time
    now: datetime

    def read(self, reply: Reply) -> Any | Refusal:
        """The hour, as `13:00`."""
        said = spoken_hour(tidy(reply.text).removeprefix("до "), self.now)
        return said if said and time.fromisoformat(said) > self.begins else Refusal("slot-till-wrong")

    def recall(self, stored: Any) -> int:
        """Minutes from the beginning."""
        ends = time.fromisoformat(stored)
        return (ends.hour - self.begins.hour) * 60 + ends.minute - self.begins.minute

    def options(self) -> tuple[Choosable, ...]:
        """None."""
        return ()

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


async def slots_new(turn: Turn, services: Services) -> None:
    """Open hours: a day or several, from when to when, how long each, with a pause between them."""
    if not services.person.may_be(SPECIALISTS):
        turn.go("classes")
        return
    series = await _which(turn, services)
    if series is None:
        return
    hours = await _hours(turn, services, series)

    async def open_them() -> list[int]:
        timetable = Timetable(services)
        stored = series if series.id else await timetable.open_series(series)
        added = await timetable.open_hours(stored, hours)
        if not added:
            raise Refused("slot-none-opened")
        return [stored.id, len(added)]

    done, result = await attempt(turn, "opened", open_them)
    if not done:
        turn.go("classes")
    number, count = result
    turn.say("slot-opened", count=count, left=len(hours) - count)
    turn.go("slots", str(number))


async def _which(turn: Turn, services: Services) -> Series | None:
    """The series to which the hours belong: one that is there, or a new one."""
    if turn.subject:
        series = await series_held(turn, services)
        if series is not None and (series.form is not Form.HOURS or series.state is not SeriesState.OPEN):
            turn.say("class-not-now")
            turn.go(*home_of_series(series))
        return series
    person = services.person.id

    async def there() -> list[int]:
        return [
            one.id for one in await services.work.activities.open_series(person) if one.form is Form.HOURS
        ]

    own = await turn.keep("own", there)
    if own:
        known = [await services.work.activities.series(number) for number in own]
        some = [(f"n{one.id}", one.title) for one in known if one is not None]
        labels = told_apart(Choosable(key, title[:40]) for key, title in some)
        chosen = await turn.ask(
            "series", "slot-ask-series", Choice((*labels, Choosable("new", services.say("slot-another"))))
        )
        if chosen != "new":
            return next(one for one in known if one is not None and f"n{one.id}" == chosen)
    return await _new(turn, services)


async def _new(turn: Turn, services: Services) -> Series:
    kinds = kinds_of(services, Form.HOURS)
    if not kinds.choices:
        turn.say("class-no-kinds")
        turn.go("classes")
    kind = await turn.ask("kind", "slot-ask-kind", kinds)
    title = await turn.ask("title", "slot-ask-title", answer_of(services, "title"))
    about = await turn.ask("about", "slot-ask-about", answer_of(services, "about"))
    leader = await turn.ask("leader", "class-ask-leader", answer_of(services, "leader"))
    minutes = await turn.ask("minutes", "slot-ask-minutes", answer_of(services, "minutes"))
    prepare = await turn.ask("prepare", "class-ask-prepare", answer_of(services, "prepare"))
    link = await turn.ask("link", "class-ask-link", Link(services.say("class-link-later")))
    return Series(
        id=0,
        kind=kind,
        form=Form.HOURS,
        title=title,
        about=about,
        prepare=prepare,
        leader=leader,
        host=services.person.id,
        minutes=minutes,
        places=1,
        zone=services.line.zone,
        plan=None,
        link=link,
    )


async def _hours(turn: Turn, services: Services, series: Series) -> list[tuple[str, float]]:
    """Agree on the hours: said in words, read back one by one."""
    say, zone = services.say, series.zone
    found, said_at = await hear_plan(turn, services, zone, say("slot-ask-when"))
    plan = found.plan(zone, said_at)
    if plan is None or found.at is None:
        raise LookupError("a plan that was read is none any more")
    length = found.minutes or await turn.ask("till", "slot-ask-till", Until(found.at, said_at))
    if plan.weekdays and plan.until is None and plan.count is None:
        usual = Choice.of((str(weeks), say("slot-weeks", count=weeks)) for weeks in WEEKS)
        weeks = int(await turn.ask("weeks", "slot-ask-weeks", usual))
        until = plan.first + timedelta(weeks=weeks, days=-1)
        plan = Plan(plan.first, plan.at, zone, plan.weekdays, plan.every, until, None, plan.left_out)
    pauses = ((f"m{one}", say("slot-break", count=one)) for one in BREAKS)
    pause = int((await turn.ask("break", "slot-ask-break", Choice.of(pauses)))[1:])
    off = holidays_met(services, plan)
    spared = bool(off) and any(day not in off for day in plan.days())
    some = hours_of(leave_out(plan, frozenset(off)) if spared else plan, series, length, pause, services.now)
    notes = "".join(f"\n{note}" for note in holiday_notes(services, off, spared=spared))
    options = [("yes", say("slot-open-yes"))] if some else []
    if spared:
        options.append(("all", say("plan-yes-holidays")))
    options.append(("no", say("plan-no")))
    lines = _lines(services, some)
    followers = len(await services.work.signups.followers(f"kind:{series.kind}"))
    text = say("slot-sure", count=len(some), lines=lines, notes=notes, followers=followers)
    text = text if some else say("slot-none", minutes=series.minutes)
    chosen = await turn.ask_text("sure", text, Choice.of(options))
    if chosen == "no":
        turn.forget(*WHEN, "till", "weeks", "break", "sure")
    return hours_of(plan, series, length, pause, services.now) if chosen == "all" else some


def hours_of(plan: Plan, series: Series, length: int, pause: int, now: float) -> list[tuple[str, float]]:
    """The hours of a plan: their names, which are their wall times, and when they start."""
    found = []
    for day in plan.days():
        wall = datetime.combine(day, plan.at)
        ends = wall + timedelta(minutes=length)
        while wall + timedelta(minutes=series.minutes) <= ends:
            starts = moment(wall, plan.zone)
            if starts > now:
                found.append((wall.isoformat(timespec="minutes"), starts))
            wall += timedelta(minutes=series.minutes + pause)
        if len(found) >= MOST_HOURS:
            break
    return found[:MOST_HOURS]


def _lines(services: Services, hours: list[tuple[str, float]]) -> str:
    """The hours, a day in a line."""
    lines = []
    for day, some in groupby(hours, key=lambda hour: hour[0][:10]):
        walls = ", ".join(planned[11:] for planned, _ in some)
        lines.append(f"{short_day(services, date.fromisoformat(day))}: {walls}")
    if len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [services.say("plan-more-days", count=len(lines) - MOST_LINES)]
    return "\n".join(lines)


async def slots(turn: Turn, services: Services) -> None:
    """All hours of one specialist, and what can be done about them."""
    series = await series_held(turn, services)
    if series is None:
        return
    if series.form is Form.CLASS:
        turn.go("class", str(series.id))
        return
    say, number = services.say, str(series.id)
    ahead = await _ahead(services, series)
    taken = await services.work.signups.taken_of([one.id for one in ahead])
    choices = []
    if series.state is SeriesState.OPEN:
        choices.append(Choosable("more", say("slot-more"), to=("slots-new", number)))
    choices += [*await dates(services, ahead[:NEAR])]
    choices.append(Choosable("dates", say("slot-all"), to=("class-dates", number)))
    if series.state is SeriesState.OPEN:
        if len(taken) < len(ahead):
            choices.append(Choosable("close", say("slot-close-free"), to=("slots-close", number)))
        choices += [
            Choosable("links", say("slot-links"), to=("class-links", number)),
            Choosable("edit", say("class-edit"), to=("class-edit", number)),
            Choosable("end", say("slot-end"), to=("class-end", number)),
        ]
    choices.append(Choosable("classes", say("class-all"), to=("classes", "")))
    text = say(
        "slot-card",
        title=series.title,
        kind=kind_of(services, series.kind).title,
        minutes=series.minutes,
        free=len(ahead) - len(taken),
        taken=len(taken),
        link=say("class-link-there" if series.link else "class-link-missing"),
    )
    await follow(turn, "which", text, tuple(choices))


async def _ahead(services: Services, series: Series) -> list[Activity]:
    """The hours that are still to come."""
    known = await services.work.activities.of_series(series.id, services.now)
    return [one for one in known if one.state is ActivityState.PLANNED]


async def slot(turn: Turn, services: Services) -> None:
    """One hour: free or taken; by whom is shown to its specialist alone, and kept as read."""
    activity = await activity_held(turn, services)
    if activity is None:
        return
    if activity.series.form is Form.CLASS:
        turn.go("class-day", str(activity.id))
        return
    say, series = services.say, activity.series
    taken = await services.work.signups.people(activity.id, Standing.GOING, Standing.CAME, Standing.MISSED)
    lines = [say("slot-day", title=series.title, when=short_moment(services, activity.starts, series.zone))]
    if activity.state is ActivityState.CANCELLED:
        lines.append(say("slot-cancelled"))
    elif not taken:
        lines.append(say("slot-is-free"))
    elif series.host != services.person.id:
        lines.append(say("slot-is-taken"))
    if taken and series.host == services.person.id:
        await look(turn, services, activity)
    names = await names_of(services, taken)
    for one in taken if series.host == services.person.id else ():
        lines.append(say("slot-who", name=names[one.person]))
        if one.note:
            lines.append(say("slot-note", note=one.note))
    verbs = _verbs(services, activity, taken=bool(taken))
    choices = [Choosable(verb, label, to=(f"class-{verb}", str(activity.id))) for verb, label in verbs]
    choices.append(Choosable("slots", say("slot-back"), to=home_of_series(series)))
    await follow(turn, "next", "\n".join(lines), tuple(choices))


def _verbs(services: Services, activity: Activity, *, taken: bool) -> list[tuple[str, str]]:
    say = services.say
    if activity.state is ActivityState.CANCELLED:
        return []
    verbs = []
    if services.now < activity.starts:
        verbs.append(("cancel", say("slot-cancel" if taken else "slot-close")))
    if services.now < activity.ends:
        verbs.append(("link", say("class-day-link")))
    if taken:
        verbs.append(("write", say("slot-write")))
    if taken and services.now >= activity.starts and activity.series.host == services.person.id:
        verbs.append(("mark", say("slot-mark")))
    return verbs


async def slots_close(turn: Turn, services: Services) -> None:
    """Close hours that nobody took: of one day, or all of them."""
    series = await series_held(turn, services)
    if series is None:
        return
    free = await _free(services, series)
    days = sorted({one.planned[:10] for one in free})
    if not days and "!closed" not in turn.answers:
        turn.say("slot-close-none")
        turn.go(*home_of_series(series))
        return
    say = services.say
    labels = [(day, short_day(services, date.fromisoformat(day))) for day in days]
    options = Choice.of((*labels, ("all", say("slot-close-all", count=len(free)))))
    chosen = await turn.ask("day", "slot-close-which", options)
    some = [one for one in free if chosen in ("all", one.planned[:10])]
    walls = ", ".join(short_moment(services, one.starts, series.zone) for one in some[:20])
    text = say("slot-close-sure", count=len(some), lines=walls)
    if not await agreed(turn, text, say("slot-close-yes"), say("slot-close-no")):
        turn.say("class-kept")
        turn.go(*home_of_series(series))

    async def close() -> int:
        for one in some:
            await Timetable(services).cancel(one, "")
        return len(some)

    done, count = await attempt(turn, "closed", close)
    if done:
        turn.say("slot-closed", count=count)
    turn.go(*home_of_series(series))


async def _free(services: Services, series: Series) -> list[Activity]:
    ahead = await _ahead(services, series)
    taken = await services.work.signups.taken_of([one.id for one in ahead])
    return [one for one in ahead if one.id not in taken]
