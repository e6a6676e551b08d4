"""Crosswords of any size for the battles: words woven crosswise, each of its own letters."""

from __future__ import annotations

import random

from bot.domain.games.grid import Cell, Entry, Puzzle, numbered

VOWELS, CONSONANTS = "АЕИОУ", "БВГДЖЗКЛМНПРСТФ"

TITLES = {15: ("Клевер", "Ромашка", "Мята", "Шалфей"), 21: ("Берёза", "Осина", "Рябина", "Черёмуха")}
"""Crosswords on the shelf by their side: for a short battle, and for a long one."""

WORD = 7
"""Letters of the longest words."""


def woven(number: int, side: int) -> Puzzle:
    """The crossword of that number, the same in every process; no two of its words are alike."""
    chance = random.Random(f"battle {number}")
    while True:
        letters = {cell: _letter(chance, cell) for cell in _cells(side)}
        entries = tuple(
            Entry(named, way, run, "".join(letters[one] for one in run), f"Слово на {len(run)} букв.")
            for named, way, run in numbered(letters, side, side)
        )
        if len({entry.answer for entry in entries}) == len(entries):
            return Puzzle(title(number, side), "ru", side, side, letters, entries)


def title(number: int, side: int) -> str:
    """How the crossword is called, and asked for."""
    return TITLES[side][number]


def _cells(side: int) -> list[Cell]:
    """Every second row and column, broken into words."""
    apart = WORD + 1
    across = {(row, column) for row in range(0, side, 2) for column in range(side) if column % apart != WORD}
    down = {(row, column) for column in range(0, side, 2) for row in range(side) if row % apart != WORD}
    return sorted(across | down)


def _letter(chance: random.Random, cell: Cell) -> str:
    """A vowel between two consonants: so people can say the word, and a slip makes no other."""
    return chance.choice(VOWELS if sum(cell) % 2 else CONSONANTS)
