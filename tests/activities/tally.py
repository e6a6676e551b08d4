"""What an audit of a town found."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Tally:
    """What an audit found: how many reminders there were, what became of them, and what was wrong."""

    due: int = 0
    said: int = 0
    late: int = 0
    merged: int = 0
    missed: int = 0
    letters: int = 0
    news: int = 0
    wrong: list[str] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        for name in ("due", "said", "late", "merged", "missed", "letters", "news"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong
        return self
