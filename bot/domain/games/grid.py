"""A crossword as it is played: letters in cells, and entries with their numbers and clues."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Cell = tuple[int, int]
"""Row and column, counted from 0 at the top left."""

Run = tuple[Cell, ...]


class Way(StrEnum):
    """The way in which an entry is read."""

    ACROSS = "across"
    DOWN = "down"

    @property
    def step(self) -> Cell:
        """From one letter to the next."""
        return (0, 1) if self is Way.ACROSS else (1, 0)


@dataclass(frozen=True, slots=True)
class Bars:
    """Thick lines that end a word where there is no black cell: cells with one on the left, and above."""

    left: frozenset[Cell] = frozenset()
    top: frozenset[Cell] = frozenset()

    def before(self, cell: Cell, way: Way) -> bool:
        """Whether a word that is read this way cannot come into the cell."""
        return cell in (self.left if way is Way.ACROSS else self.top)

    def __bool__(self) -> bool:
        return bool(self.left or self.top)


NO_BARS = Bars()


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the grid; `shown` is how it is written outside of the grid, as «ёлка» or «coup de grâce»."""

    number: int
    way: Way
    cells: Run
    answer: str
    clue: str
    shown: str = ""

    @property
    def key(self) -> str:
        """Its name within the puzzle, `5a` or `12d`."""
        return f"{self.number}{self.way[0]}"

    @property
    def word(self) -> str:
        """The word as people write it."""
        return self.shown or self.answer.lower()


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A crossword, solved; a cell may hold several letters. What is no cell of `letters` is black."""

    title: str
    language: str
    height: int
    width: int
    letters: Mapping[Cell, str]
    entries: tuple[Entry, ...]
    author: str = ""
    credit: str = ""
    circled: frozenset[Cell] = frozenset()
    bars: Bars = NO_BARS

    def entry(self, key: str) -> Entry | None:
        """The entry of that name, if there is one."""
        return next((one for one in self.entries if one.key == key), None)

    def named(self, number: int, way: Way | None = None) -> tuple[Entry, ...]:
        """The entries of a number: one, or two where the way was not said."""
        return tuple(one for one in self.entries if one.number == number and way in (None, one.way))

    def read(self, way: Way) -> tuple[Entry, ...]:
        """The entries of one way, in order."""
        return tuple(one for one in self.entries if one.way is way)

    def numbers(self) -> dict[Cell, int]:
        """The numbers printed in cells."""
        return {one.cells[0]: one.number for one in self.entries}

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "title": self.title,
            "language": self.language,
            "author": self.author,
            "credit": self.credit,
            "size": [self.height, self.width],
            "letters": [[row, column, text] for (row, column), text in self.letters.items()],
            "entries": [
                [one.number, one.way.value, [list(cell) for cell in one.cells], one.clue, one.shown]
                for one in self.entries
            ],
            "circled": sorted(map(list, self.circled)),
            "bars": [sorted(map(list, self.bars.left)), sorted(map(list, self.bars.top))],
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Puzzle:
        """The puzzle that was made plain."""
        letters = {(row, column): text for row, column, text in plain["letters"]}
        entries = []
        for number, way, listed, clue, shown in plain["entries"]:
            run = _cells(listed)
            entries.append(Entry(number, Way(way), run, "".join(letters[one] for one in run), clue, shown))
        left, top = plain["bars"]
        height, width = plain["size"]
        return cls(
            plain["title"],
            plain["language"],
            height,
            width,
            letters,
            tuple(entries),
            plain["author"],
            plain["credit"],
            frozenset(_cells(plain["circled"])),
            Bars(frozenset(_cells(left)), frozenset(_cells(top))),
        )


def _cells(listed: list[list[int]]) -> Run:
    return tuple((row, column) for row, column in listed)


def runs(letters: Container[Cell], height: int, width: int, way: Way, bars: Bars = NO_BARS) -> Iterator[Run]:
    """Every stretch of two or more cells that is read as a word, in the order of their beginnings."""
    down, right = way.step
    for row in range(height):
        for column in range(width):
            cell = (row, column)
            before = (row - down, column - right)
            if cell not in letters or (before in letters and not bars.before(cell, way)):
                continue
            run = [cell]
            following = (row + down, column + right)
            while following in letters and not bars.before(following, way):
                run.append(following)
                following = (following[0] + down, following[1] + right)
            if len(run) > 1:
                yield tuple(run)


def numbered(
    letters: Container[Cell], height: int, width: int, bars: Bars = NO_BARS
) -> tuple[tuple[int, Way, Run], ...]:
    """All words of a grid with the numbers that crosswords are given: by rows, one for each beginning."""
    found = [(run, way) for way in Way for run in runs(letters, height, width, way, bars)]
    starts = {cell: number for number, cell in enumerate(sorted({run[0] for run, _way in found}), 1)}
    return tuple((starts[run[0]], way, run) for run, way in found)
