"""Where the time comes from: this machine, or, for demonstrations and drills, a file that tells another."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

LOOKED_AT_EVERY = 0.05
"""Seconds of this machine between two looks at the file."""


@dataclass(frozen=True, slots=True)
class Timekeeping:
    """What the clock on the wall shows, in UTC seconds, and a steady one that nobody can set.

    `beat` is how many real seconds lie between two looks at what is due.
    """

    now: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic
    beat: float = 1.0


SYSTEM = Timekeeping()


class ToldTime:
    """Time as a file tells it: `{"at": 1700000000.0, "shown": 1700086400.0, "rate": 60.0}`.

    When this machine's clock showed `at`, the file's showed `shown`, and since then it goes `rate` times as
    fast. Without a file that can be read it goes on as before, at first as this machine's.
    """

    def __init__(
        self,
        file: Path,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._file = file
        self._wall = wall
        self._real = steady
        self._since = self._next_look = steady()
        self._shown = wall()
        self._rate = 1.0
        self._version: tuple[int, int] | None = None

    def now(self) -> float:
        """What the told clock shows."""
        real = self._real()
        if real >= self._next_look:
            self._next_look = real + LOOKED_AT_EVERY
            self._look(real)
        return self._at(real)

    def steady(self) -> float:
        """The same as of the last look: a jump is time that passes, and no clock that was set.

        It does not look itself, so that a reading of both clocks, `now` first, has no jump between them.
        """
        return self._at(self._real())

    def _at(self, real: float) -> float:
        return self._shown + (real - self._since) * self._rate

    def _look(self, real: float) -> None:
        try:
            stat = self._file.stat()
            version = (stat.st_mtime_ns, stat.st_ino)
            if version == self._version:
                return
            told = json.loads(self._file.read_bytes())
            at, shown, rate = (float(told[name]) for name in ("at", "shown", "rate"))
        except (OSError, ValueError, TypeError, KeyError) as error:
            if self._version != (0, 0):
                log.warning("the file of BOT_CLOCK tells no time (%s)", type(error).__name__)
            self._version = (0, 0)
            return
        self._version = version
        self._shown, self._since, self._rate = shown + (self._wall() - at) * rate, real, rate


def kept_by(file: Path | None) -> Timekeeping:
    """The time that a file tells, or, where none is named, this machine's."""
    if file is None:
        return SYSTEM
    told = ToldTime(file)
    log.warning("time is told by %s: a demonstration or a drill, not for a real line", file)
    return Timekeeping(told.now, told.steady, beat=0.25)
