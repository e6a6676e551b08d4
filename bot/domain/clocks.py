"""The clock on the wall, watched by one that cannot be set: whether what it shows is to be believed."""

from __future__ import annotations

from dataclasses import dataclass

STEP = 60.0
"""Seconds by which the two may come apart between two looks; small corrections are the business of NTP."""

SECOND_READING = 30.0
"""Seconds for which both must go on together before a new time is believed.

Whoever sets a clock wrong mostly sees it at once, and a machine that wakes up asks for the time within
seconds; a reminder that comes half a minute late is still in time.
"""

TOGETHER = 1.0
"""Seconds by which the two may differ while they go on together."""


@dataclass(frozen=True, slots=True)
class Step:
    """The clock jumped: what it should have shown, and what it shows; UTC in seconds."""

    was: float
    now: float


class Watch:
    """Compares the clock on the wall with a steady one; after a jump it asks for a second reading."""

    def __init__(self, second_reading: float = SECOND_READING) -> None:
        self._second_reading = second_reading
        self._believed: float | None = None
        self._doubted: float | None = None
        self._since = 0.0
        self._told: float | None = None
        self._told_at = 0.0

    @property
    def calm(self) -> bool:
        """Whether the last look found nothing to doubt."""
        return self._doubted is None

    def look(self, wall: float, steady: float) -> Step | None:
        """Read both; gives a jump that nobody was told of yet."""
        ahead = wall - steady
        if self._believed is None or abs(ahead - self._believed) <= STEP:
            # In time, corrected a little, or back where it was.
            self._believe(ahead)
            return None
        if self._doubted is None or abs(ahead - self._doubted) > TOGETHER:
            self._doubted, self._since = ahead, steady
        step = self._news(ahead, wall, steady)
        if steady - self._since >= self._second_reading:
            self._believe(ahead)
        return step

    def _news(self, ahead: float, wall: float, steady: float) -> Step | None:
        before = self._believed if self._told is None else self._told
        if before is None or abs(ahead - before) <= STEP:
            return None
        if self._told is not None and steady - self._told_at < self._second_reading:
            # A clock that goes to and fro every second is not told every second.
            return None
        self._told, self._told_at = ahead, steady
        return Step(steady + before, wall)

    def _believe(self, ahead: float) -> None:
        self._believed, self._doubted, self._told = ahead, None, None
