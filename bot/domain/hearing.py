"""How many descriptions in forms are looked at for danger: the answers of everybody go before that."""

from __future__ import annotations

from dataclasses import dataclass

A_SECOND = 2.0
"""Descriptions a second that are ranked: 7,200 an hour, for a twentieth of one core."""

AT_ONCE = 20.0
"""Descriptions that may come in one breath, as after a call on the radio."""


@dataclass(slots=True)
class Hearing:
    """A bucket for the whole line, in memory: what does not fit is heard by the words of crisis alone."""

    tokens: float = AT_ONCE
    at: float = 0.0

    def may(self, now: float) -> bool:
        """Count a description; false while there are more than can be ranked beside the answers."""
        self.tokens = min(AT_ONCE, self.tokens + max(0.0, now - self.at) * A_SECOND)
        self.at = now
        if self.tokens < 1.0:
            return False
        self.tokens -= 1.0
        return True
