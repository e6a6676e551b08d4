"""Agreeing on when something meets: said in words, asked for what is lacking, read back before it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.activities import Plan
from bot.domain.days import spoken_hour
from bot.domain.plan_pieces import nearest
from bot.domain.plan_words import Heard, heard, kept, leave_out, recalled
from bot.domain.wording import tidy
from bot.flows.answers import Choice
from bot.flows.engine import Choosable, Refusal, Reply, Turn
from bot.flows.services import Services
from bot.vocabulary import Key

Say = Callable[..., str]

SHOWN = 3
"""Dates that are read back."""

MOST_NAMED = 12
"""Days named one by one; further ones are counted."""

_WORKING, _FREE, _ALL = tuple(range(5)), (5, 6), tuple(range(7))


@dataclass(frozen=True, slots=True)
class PlanSaid:
    """A plan in words, kept with the moment it was said at; `before` is what is known already.

    With a `base` it is one other time: of its day and its hour, what is not said stays as it is there.
    `latest` is the last day on which it may begin.
    """

    now: datetime
    zone: ZoneInfo
    before: Heard | None = None
    base: datetime | None = None
    latest: date | None = None

    def read(self, reply: Reply) -> Any | Refusal:
        """What was heard, as JSON has it; or why it is no plan."""
        found = heard(tidy(reply.text), self.now)
        if found.at is None and self.before is not None and self.before.at is None:
            hour = spoken_hour(tidy(reply.text), self.now)
            found = recalled({**kept(found), "at": hour}) if hour else found
        if self.before is not None:
            found = self.before.with_answer(found)
        refused = self._refused(found)
        if self.base is not None and refused is None:
            found = found.with_answer(Heard(day=self.base.date(), at=self.base.time()))
            refused = self._refused(found)
        return refused or {**kept(found), "said": self.now.timestamp()}

    def _refused(self, found: Heard) -> Refusal | None:
        if found.why:
            return Refusal("plan-monthly" if found.why == "monthly" else "plan-hours")
        if self.base is not None and found.weekdays:
            return Refusal("plan-once-only")
        if found.lacks_days and found.at is None:
            return Refusal("plan-unclear")
        if self.before is not None and (found.lacks_days or found.at is None):
            return Refusal("plan-unclear-time" if found.at is None else "plan-unclear-days")
        plan = found.plan(self.zone, self.now)
        if plan is None and not found.lacks_days and found.at is not None:
            return Refusal("plan-past")
        if plan is not None and self.latest is not None and plan.first > self.latest:
            return Refusal("plan-too-far", {"day": f"{self.latest:%d.%m}"})
        return None

    def recall(self, stored: Any) -> tuple[Heard, datetime]:
        """What was heard, and when it was said."""
        return recalled(stored), datetime.fromtimestamp(stored["said"], self.zone)

    def options(self) -> tuple[Choosable, ...]:
        """None."""
        return ()

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


async def hear_plan(
    turn: Turn, services: Services, zone: ZoneInfo, text: str, latest: date | None = None
) -> tuple[Heard, datetime]:
    """Days and an hour in words, asked for until neither is lacking; and when they were said."""
    now = datetime.fromtimestamp(services.now, zone)
    found, said_at = await turn.ask_text("when", text, PlanSaid(now, zone, latest=latest))
    if found.lacks_days:
        answer = PlanSaid(now, zone, found, latest=latest)
        found, said_at = await turn.ask("when~days", "plan-ask-days", answer)
    if found.at is None:
        answer = PlanSaid(now, zone, found, latest=latest)
        found, said_at = await turn.ask("when~at", "plan-ask-time", answer)
    return found, said_at


async def agree_on_plan(
    turn: Turn, services: Services, zone: ZoneInfo, text: str, latest: date | None = None
) -> tuple[Plan, Heard]:
    """A plan in words, asked for until nothing is lacking, and read back with its next dates."""
    found, said_at = await hear_plan(turn, services, zone, text, latest)
    plan = found.plan(zone, said_at)
    if plan is None:
        raise LookupError("a plan that was read is none any more")
    off = holidays_met(services, plan)
    without = leave_out(plan, frozenset(off))
    spared = next(without.occurrences(services.now, 4e10), None) is not None and bool(off)
    shown = without if spared else plan
    notes = holiday_notes(services, off, spared=spared)
    if found.unclear:
        notes.append(services.say("plan-aside", words=found.unclear[:100]))
    if zone.key != services.line.zone.key:
        notes.append(services.say("plan-zone", zone=zone.key))
    options = [("yes", services.say("plan-yes"))]
    if spared:
        options.append(("all", services.say("plan-yes-holidays")))
    options.append(("no", services.say("plan-no")))
    chosen = await turn.ask(
        "when~sure",
        "plan-sure",
        Choice.of(options),
        plan=plan_words(services.say, plan, said_at.date()),
        next=next_dates(services, shown, services.now),
        notes="".join(f"\n{note}" for note in notes),
    )
    if chosen == "no":
        turn.forget(*WHEN)
    return (plan if chosen == "all" else shown), found


WHEN = ("when", "when~days", "when~at", "when~sure")
"""The keys of the questions that `agree_on_plan` asks."""


def holidays_met(services: Services, plan: Plan) -> list[date]:
    """The days of a plan that are holidays, in order."""
    holidays = services.content.calendar.holidays
    last = max(holidays, default=plan.first)
    met = []
    for day in plan.days():
        if day > last:
            break
        if day in holidays:
            met.append(day)
    return met


def holiday_notes(services: Services, off: list[date], *, spared: bool) -> list[str]:
    """What is said of the holidays that a plan meets."""
    if not off:
        return []
    return [services.say("plan-holidays" if spared else "plan-holiday", days=_days(services, off))]


def plan_words(say: Say, plan: Plan, today: date) -> str:
    """A plan as people say it, so that it can be said back: «по средам и пятницам в 10:00, до 31 мая»."""
    at = f"{plan.at:%H:%M}"
    if not plan.weekdays:
        return say("plan-once", day=day_words(say, plan.first, today), at=at)
    days = _weekdays(say, plan.weekdays)
    if plan.every > 1:
        days = say("plan-every", every=plan.every, days=days)
    parts = [say("plan-at", days=days, at=at)]
    if plan.first > today:
        parts.append(say("plan-from", day=day_words(say, plan.first, today)))
    if plan.until is not None:
        parts.append(say("plan-until", day=day_words(say, plan.until, max(plan.first, today))))
    if plan.count is not None:
        parts.append(say("plan-count", count=sum(1 for _ in plan.days())))
    out = sorted(day for day in plan.left_out if day >= today)
    if out:
        named = [day_words(say, day, max(plan.first, today)) for day in out[:MOST_NAMED]]
        more = [say("plan-more-days", count=len(out) - MOST_NAMED)] if len(out) > MOST_NAMED else []
        parts.append(say("plan-except", days=joined(say, [*named, *more])))
    return ", ".join(parts)


def _weekdays(say: Say, weekdays: tuple[int, ...]) -> str:
    match weekdays:
        case days if days == _ALL:
            return say("plan-daily")
        case days if days == _WORKING:
            return say("plan-working-days")
        case days if days == _FREE:
            return say("plan-free-days")
    return say("plan-weekdays", days=joined(say, [say(f"plan-weekday-{day}") for day in weekdays]))


def joined(say: Say, words: list[str]) -> str:
    """Words in a row, with «и» before the last."""
    if len(words) < 2:
        return "".join(words)
    return say("plan-and", first=", ".join(words[:-1]), last=words[-1])


def day_words(say: Say, day: date, since: date) -> str:
    """A day of the year; its year too, where another day of that name comes first."""
    words = say("plan-day", day=day.day, month=say(f"month-{day.month}"))
    if nearest(day.day, day.month, since) == day:
        return words
    return say("plan-day-year", day=words, year=str(day.year))


def _days(services: Services, days: Iterable[date]) -> str:
    listed = list(days)
    named = [short_day(services, day) for day in listed[:MOST_NAMED]]
    if len(listed) > MOST_NAMED:
        named.append(services.say("plan-more-days", count=len(listed) - MOST_NAMED))
    return ", ".join(named)


def short_day(services: Services, day: date) -> str:
    """A day as lists have it: «пн 23.11»."""
    weekday = services.say(f"weekday-short-{day.weekday()}")
    return services.say("plan-short-day", weekday=weekday, day=f"{day:%d.%m}")


def short_moment(services: Services, at: float, zone: ZoneInfo) -> str:
    """A moment as lists have it: «пн 23.11 10:00»."""
    local = datetime.fromtimestamp(at, zone)
    return f"{short_day(services, local.date())} {local:%H:%M}"


def next_dates(services: Services, plan: Plan, after: float) -> str:
    """The next dates of a plan: «пн 23.11, ср 25.11, пт 27.11 в 10:00»."""
    found = list(islice(plan.occurrences(after, after + 400 * 86400.0), SHOWN))
    walls = [datetime.fromtimestamp(one.starts, plan.zone) for one in found]
    if len({wall.time() for wall in walls}) == 1:
        days = ", ".join(short_day(services, wall.date()) for wall in walls)
        return services.say("plan-dates", days=days, at=f"{walls[0]:%H:%M}")
    return ", ".join(short_moment(services, one.starts, plan.zone) for one in found)


def ahead(services: Services, days: int, zone: ZoneInfo) -> date:
    """A day so many days from today."""
    return datetime.fromtimestamp(services.now, zone).date() + timedelta(days=days)
