"""When somebody should come or call: a day pressed or said, read back with its weekday before it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from bot.content import Texts
from bot.domain.days import spoken, spoken_hour
from bot.domain.wording import folded, tidy
from bot.flows.answers import Choice
from bot.flows.engine import Choosable, Refusal, Reply, Turn, Withdrawn
from bot.flows.services import Services
from bot.vocabulary import Key

PARTS = ("any", "morning", "day", "evening")
_ANY, _UNCLEAR = "any", "?"


@dataclass(frozen=True, slots=True)
class Day:
    """A day from today on, within two months; what was said of its hour is kept behind a `~`.

    Stored as `any`, `2026-11-24`, `2026-11-24~10:00`, `2026-11-24~morning`, or `2026-11-24~?` where an hour
    was said that nobody understood.
    """

    now: datetime
    labels: tuple[tuple[str, str], ...]
    language: str = "ru"
    ahead: int = 60

    def read(self, reply: Reply) -> Any | Refusal:
        """`any`, or the day as ISO has it, with what was said of its hour."""
        keys = [key for key, _ in self.labels]
        if reply.option is not None:
            return reply.option if reply.option in keys else Refusal("answer-day")
        words = folded(reply.text)
        for key, label in self.labels:
            if words and words == folded(label):
                return key
        if words.isdecimal() and len(words) == 1 and 1 <= int(words) <= len(keys):
            return keys[int(words) - 1]
        said = spoken(tidy(reply.text), self.now, self.language)
        if said is None:
            return Refusal("answer-day")
        if not self.now.date() <= said.day <= self.now.date() + timedelta(days=self.ahead):
            return Refusal("answer-day-range")
        hour = said.hour or said.part or (_UNCLEAR if said.unclear else "")
        return f"{said.day.isoformat()}~{hour}" if hour else said.day.isoformat()

    def recall(self, stored: Any) -> str:
        """The day, unless it has passed meanwhile."""
        if stored != _ANY and day_of(stored) < self.now.date():
            raise Withdrawn
        return str(stored)

    def options(self) -> tuple[Choosable, ...]:
        """The nearest days."""
        return tuple(Choosable(key, label) for key, label in self.labels)

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Hour:
    """A part of the day, pressed or typed, or an hour."""

    parts: Choice
    now: datetime
    language: str = "ru"

    def read(self, reply: Reply) -> Any | Refusal:
        """The key of a part, or `10:30`."""
        found = self.parts.read(reply)
        if not isinstance(found, Refusal):
            return found
        return spoken_hour(tidy(reply.text), self.now, self.language) or Refusal("answer-hour")

    def recall(self, stored: Any) -> str:
        """What was read."""
        return str(stored)

    def options(self) -> tuple[Choosable, ...]:
        """The parts of a day."""
        return self.parts.options()

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


async def settle_day(turn: Turn, services: Services, key: str, value: str) -> None:
    """Read a day back and ask for its hour, or, where that was said too, whether all is understood right."""
    if value == _ANY:
        return
    day, _, hour = value.partition("~")
    if hour and hour != _UNCLEAR:
        choice = Choice.of((("yes", services.say("form-sure-yes")), ("no", services.say("form-sure-no"))))
        shown = shown_day(services, value)
        if await turn.ask(sure_key(key), "form-sure", choice, day=shown) == "no":
            turn.forget(key, sure_key(key))
        return
    labels = Choice.of((part, services.say(f"part-{part}")) for part in PARTS)
    parts = Hour(labels, services.local(), services.content.language)
    prompt = "form-hour" if hour else "form-part"
    await turn.ask(part_key(key), prompt, parts, day=shown_day(services, day))


def part_key(key: str) -> str:
    """The key of the hour that goes with a day."""
    return f"{key}~part"


def sure_key(key: str) -> str:
    """The key of the question whether a day was understood right."""
    return f"{key}~sure"


def day_of(stored: str) -> date:
    """The day alone."""
    return date.fromisoformat(stored.partition("~")[0])


def day_labels(services: Services) -> tuple[tuple[str, str], ...]:
    """The nearest days with their names."""
    return _day_labels(services.texts, services.local().date())


@lru_cache(maxsize=8)
def _day_labels(texts: Texts, today: date) -> tuple[tuple[str, str], ...]:
    # Kept: a form is run from its first line on every turn, and the days are the same all day long.
    days = (today + timedelta(days=ahead) for ahead in range(6))
    return (
        (_ANY, texts.say("day-any")),
        *((day.isoformat(), shown_date(texts, today, day)) for day in days),
    )


def shown_day(services: Services, stored: str, asked: str = "") -> str:
    """A day as people say it, with the weekday, and the hour that was said with it or asked for after."""
    if stored == _ANY:
        return services.say("day-any")
    shown = shown_date(services.texts, services.local().date(), day_of(stored))
    hour = asked or stored.partition("~")[2]
    if hour in ("", _ANY, _UNCLEAR):
        return shown
    if hour in PARTS:
        return services.say("day-part", day=shown, part=services.say(f"part-{hour}"))
    return services.say("day-at", day=shown, hour=hour)


def shown_date(texts: Texts, today: date, day: date) -> str:
    """A day as people say it, with the weekday; `today` is whose today counts."""
    weekday = texts.say(f"weekday-{day.weekday()}")
    near = {0: "day-today", 1: "day-tomorrow"}.get((day - today).days, "day-other")
    return texts.say(near, weekday=weekday, day=day.day, month=texts.say(f"month-{day.month}"))
