"""What must have come of the answers, worked out from the rules of the game and nothing of the line's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.domain.games.grid import Cell, Puzzle

LARGEST_BONUS = 3
"""Points for speed, which depend on the second in which an answer is read."""


@dataclass(frozen=True, slots=True)
class Right:
    """The first right answer for a word: whose it is, and what it brings without the points for speed."""

    key: str
    player: int
    points: int


@dataclass(slots=True)
class Oracle:
    """A battle as it must have gone; `team_of` says who plays with whom."""

    puzzle: Puzzle
    team_of: Callable[[int], str]
    rights: list[Right] = field(default_factory=list)
    open: dict[Cell, str] = field(default_factory=dict)

    def takes(self, answers: Iterable[tuple[int, str]]) -> None:
        """Right answers in the order in which they were heard: who gave each, and for which word."""
        entries = {entry.key: entry for entry in self.puzzle.entries}
        for player, key in answers:
            cells, team = entries[key].cells, self.team_of(player)
            # A word whose every letter is open already brings nobody anything.
            if all(cell in self.open for cell in cells):
                continue
            crossed = sum(self.open.get(cell) == team for cell in cells)
            self.rights.append(Right(key, player, len(cells) + crossed))
            for cell in cells:
                self.open.setdefault(cell, team)

    @property
    def over(self) -> bool:
        """Whether there is nothing left to guess."""
        return len(self.open) == len(self.puzzle.letters)
