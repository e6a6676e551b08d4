"""How fast one person may write before the line answers more slowly."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

HELD_MOST = 60
"""Messages of one person that wait; more are refused with a word of it."""

TOLD_EVERY = 60.0
"""Seconds between two words about waiting."""

_REMEMBERED = 10_000


@dataclass(slots=True)
class _Pace:
    tokens: float
    at: float
    held: int = 0
    held_until: float = 0.0
    told_at: float = -TOLD_EVERY
    refused_at: float = -TOLD_EVERY


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a message: hear it at once, after `wait` seconds, or not at all; `tell` to say so."""

    wait: float = 0.0
    refused: bool = False
    tell: bool = False


class Tries:
    """How often something that could be guessed may be tried: some times in a window, counted in memory."""

    def __init__(self, most: int = 5, window: float = 600.0) -> None:
        self._most = most
        self._window = window
        self._times: OrderedDict[int, list[float]] = OrderedDict()

    def may(self, person: int, now: float) -> bool:
        """Count a try; false when there were too many."""
        times = [at for at in self._times.pop(person, []) if now - at < self._window]
        allowed = len(times) < self._most
        self._times[person] = [*times, now][-self._most :]
        if len(self._times) > _REMEMBERED:
            self._times.popitem(last=False)
        return allowed


class Applause:
    """A bucket for each messenger, in memory: so many small signs a second, and none after that."""

    def __init__(self, a_second: float = 10.0) -> None:
        self._a_second = a_second
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, messenger: str, now: float) -> bool:
        """Whether there is room for one more."""
        left, at = self._left.get(messenger, (self._a_second, now))
        left = min(self._a_second, left + max(0.0, now - at) * self._a_second)
        self._left[messenger] = (left - 1.0 if left >= 1.0 else left, now)
        return left >= 1.0


class Flood:
    """A bucket for each person, in memory: a restart forgives. Zero a minute lifts the limit."""

    def __init__(self, a_minute: int) -> None:
        self._a_minute = a_minute
        self._paces: OrderedDict[int, _Pace] = OrderedDict()

    @property
    def lifted(self) -> bool:
        """Whether nobody is held to a measure, as in measurements and drills."""
        return not self._a_minute

    def may_tell(self, person: int, now: float) -> bool:
        """Whether a word about waiting is due to this person: at most one a minute."""
        pace = self._pace(person, now)
        due = now - pace.told_at > TOLD_EVERY
        if due:
            pace.told_at = now
        return due

    def _pace(self, person: int, now: float) -> _Pace:
        pace = self._paces.pop(person, None) or _Pace(float(self._a_minute), now)
        self._paces[person] = pace
        if len(self._paces) > _REMEMBERED:
            self._paces.popitem(last=False)
        return pace

    def weigh(self, person: int, now: float) -> Verdict:
        """Count a message."""
        if not self._a_minute:
            return Verdict()
        pace = self._pace(person, now)
        rate = self._a_minute / 60
        pace.tokens = min(float(self._a_minute), pace.tokens + (now - pace.at) * rate)
        pace.at = now
        if pace.held_until <= now:
            pace.held = 0
        if pace.tokens >= 1.0 and not pace.held:
            pace.tokens -= 1.0
            return Verdict()
        if pace.held >= HELD_MOST:
            # That words are lost is told even to one who was told a moment ago to wait.
            tell = now - pace.refused_at > TOLD_EVERY
            if tell:
                pace.refused_at = now
            return Verdict(refused=True, tell=tell)
        tell = self.may_tell(person, now)
        pace.held += 1
        pace.held_until = max(now, pace.held_until) + 1 / rate
        return Verdict(wait=pace.held_until - now, tell=tell)
