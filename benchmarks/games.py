"""How long crosswords take: `python -m benchmarks.games` lays them out and draws them, 1 where too slow.

Promised are 15 words of a Russian list of 60 within two seconds, at least nine tenths of what was asked for.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from bot.domain.games.battle import Battle, Mode
from bot.domain.games.grid import Entry, Puzzle, numbered
from bot.domain.games.layout import laid_out
from bot.domain.games.words import WordList
from bot.drawing.grid import draw_grid
from bot.drawing.sheet import Sheet, sheet_of
from bot.packs.shelf import shelved

CONTENT = Path(__file__).parents[1] / "content"
ASKED = 15
SEEDS = 8
IN_TIME = 2.0
"""Seconds that a layout may take."""

ENOUGH = 0.9
"""The share of the words asked for that must find a place."""

ALPHABET = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Laid:
    """What came of a list: the slowest layout in seconds, and the fewest words that found a place."""

    name: str
    slowest: float
    fewest: int

    @property
    def kept(self) -> bool:
        """Whether the promise holds."""
        return self.slowest <= IN_TIME and self.fewest >= ENOUGH * ASKED


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What came of it, and the seconds that it took."""
    begun = time.perf_counter()
    made = work()
    return made, time.perf_counter() - begun


def laid(name: str, words: WordList) -> Laid:
    """The list whole, and random halves of it."""
    slowest, fewest = 0.0, ASKED
    for seed in range(SEEDS):
        for one in (words, replace(words, words=tuple(random.Random(seed).sample(words.words, 30)))):
            puzzle, seconds = timed(lambda one=one, seed=seed: laid_out(one, ASKED, seed))  # type: ignore[misc]
            slowest = max(slowest, seconds)
            if one is words or words.language != "zh":
                # Half of a Chinese list may not cross at all: few of its words share a character.
                fewest = min(fewest, len(puzzle.entries) if puzzle is not None else 0)
    return Laid(name, slowest, fewest)


def board(side: int) -> Sheet:
    """A battle of twelve in a grid of that size, two thirds of it open."""
    cells = [
        (row, column) for row in range(side) for column in range(side) if row % 2 == 0 or column % 2 == 0
    ]
    letters = {cell: ALPHABET[place % len(ALPHABET)] for place, cell in enumerate(cells)}
    entries = tuple(
        Entry(number, way, run, "".join(letters[cell] for cell in run), "?")
        for number, way, run in numbered(letters, side, side)
    )
    battle = Battle.begin(Puzzle("Игра", "ru", side, side, letters, entries), Mode.SOLO, 0.0)
    for place, entry in enumerate(entries[: len(entries) * 2 // 3]):
        battle, _ = battle.answer(place % 12, f"{entry.number} {entry.way} {entry.word}", 1.0 + place)
    return sheet_of(battle, {str(player): f"Игрок {player}" for player in range(12)})


def main() -> int:
    """Measure, print; 1 where a promise is broken."""
    kept = True
    for name, words in shelved(CONTENT).items():
        if isinstance(words.content, WordList):
            one = laid(name, words.content)
            kept = kept and one.kept
            sign = "" if one.kept else "  <- too slow, or too few"
            print(f"{name:20} {one.slowest:5.2f} s at most, {one.fewest} of {ASKED} words at least{sign}")
    draw_grid(board(10))  # the fonts are read
    for side in (10, 15, 21):
        sheet = board(side)
        seconds = min(timed(lambda sheet=sheet: draw_grid(sheet))[1] for _ in range(5))  # type: ignore[misc]
        print(f"a picture of {side}×{side}: {1000 * seconds:.0f} ms, {len(draw_grid(sheet)) // 1024} KB")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
