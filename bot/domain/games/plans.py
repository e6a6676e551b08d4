"""What clubs mean to play later: by a plan, or with another club that has still to say yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.activities import Plan

AHEAD = 3600.0
"""Seconds before a game of a plan at which the chat hears of it."""

LATEST = 2 * 3600.0
"""Seconds after its time at which a game of a plan is still begun; later it is passed over, and told."""

ANSWER_WITHIN = 2 * 86400.0
"""Seconds for which a club may take another one's challenge."""


class PlanState(StrEnum):
    """What became of a plan, or of a challenge."""

    OPEN = "open"
    DROPPED = "dropped"
    OVER = "over"
    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class GamePlan:
    """A game that is to be played; `plan` is None for a challenge, which begins when it is taken."""

    id: int
    club: int
    kind: str
    plan: Plan | None
    options: Mapping[str, Any]
    state: PlanState
    made_by: int
    at: float

    def next(self, after: float) -> float | None:
        """When it is played next."""
        if self.plan is None:
            return None
        found = next(self.plan.occurrences(after, after + 400 * 86400.0), None)
        return found.starts if found is not None else None
