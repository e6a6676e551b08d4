"""Making a crossword of a word list: words are crossed one by one, many times over, and the best is kept."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.games.grid import Cell, Entry, Puzzle, Way, numbered
from bot.domain.games.words import Word, WordList, flaw

WINDOW = 6
"""How many of the next words are tried for each place: more make grids denser, and slower."""

CHOICE = 10
"""The same, where there are more words than wanted and it may choose."""

WORK = 700
"""Words that are placed in all, over the grids that are begun; the best grid is kept. Under a second."""

PATIENCE = 12
"""How many times as many grids are begun while too many words are left out, as with Chinese ones."""

ENOUGH = 0.9
"""The share of the words asked for with which nobody is impatient."""

_STEPS = tuple((way, *way.step) for way in Way)


@dataclass(slots=True)
class _Draft:
    """A grid in the making."""

    largest: int
    cells: dict[Cell, str] = field(default_factory=dict)
    taken: dict[Way, set[Cell]] = field(default_factory=lambda: {way: set() for way in Way})
    by_letter: dict[str, list[Cell]] = field(default_factory=dict)
    placed: list[tuple[Word, Way, Cell]] = field(default_factory=list)
    top: int = 0
    left: int = 0
    bottom: int = -1
    right: int = -1

    def put(self, word: Word, way: Way, start: Cell) -> None:
        """Write a word into the grid."""
        (row, column), (down, right) = start, way.step
        answer = word.answer
        for place, letter in enumerate(answer):
            cell = (row + down * place, column + right * place)
            if cell not in self.cells:
                self.cells[cell] = letter
                self.by_letter.setdefault(letter, []).append(cell)
            self.taken[way].add(cell)
        self.placed.append((word, way, start))
        self.top, self.left = min(self.top, row), min(self.left, column)
        self.bottom = max(self.bottom, row + down * (len(answer) - 1))
        self.right = max(self.right, column + right * (len(answer) - 1))

    def best(self, word: Word, answer: str, noise: random.Random) -> tuple[float, Word, Way, Cell] | None:
        """The best legal place of a word, with its worth."""
        found: tuple[float, Word, Way, Cell] | None = None
        for way, down, right in _STEPS:
            taken = self.taken[way]
            for place, letter in enumerate(answer):
                for cell in self.by_letter.get(letter, ()):
                    if cell in taken:
                        continue
                    row, column = cell[0] - down * place, cell[1] - right * place
                    worth = self._worth(answer, row, column, down, right, taken)
                    if worth is not None:
                        worth += noise.random()
                        if found is None or worth > found[0]:
                            found = (worth, word, way, (row, column))
        return found

    def _worth(
        self, answer: str, row: int, column: int, down: int, right: int, taken: set[Cell]
    ) -> float | None:
        """What a place is worth: many crossings in a small, square grid; None where it is not legal."""
        length, cells = len(answer), self.cells
        if (row - down, column - right) in cells or (row + down * length, column + right * length) in cells:
            return None
        top, left = min(self.top, row), min(self.left, column)
        crossings = 0
        for letter in answer:
            there = cells.get((row, column))
            if there is not None:
                if there != letter or (row, column) in taken:
                    return None
                crossings += 1
            elif (row + right, column + down) in cells or (row - right, column - down) in cells:
                return None
            row += down
            column += right
        height = max(self.bottom, row - down) - top + 1
        width = max(self.right, column - right) - left + 1
        if height > self.largest or width > self.largest:
            return None
        return 12.0 * crossings * crossings - 0.6 * height * width - 1.5 * abs(height - width)

    @property
    def worth(self) -> tuple[int, float]:
        """By what drafts are compared: words placed, then how dense and how square they stand."""
        height, width = self.bottom - self.top + 1, self.right - self.left + 1
        return len(self.placed), len(self.cells) / (height * width) - 0.01 * abs(height - width)


def laid_out(
    words: WordList, wanted: int = 15, seed: int = 0, *, largest: int = 21, work: int = WORK
) -> Puzzle | None:
    """A crossword of `wanted` words of a list, or of as many as fit; the same seed makes the same one.

    None where not even two words cross. It computes for half a second: never inside a turn.
    """
    noise = random.Random(seed)
    usable = [word for word in _unlike(words.words) if len(word.answer) <= largest]
    answers = {word: word.answer for word in usable}
    goal = min(wanted, len(usable))
    drafts = max(work // max(goal, 1), 1) if len(usable) > 1 else 0
    best: _Draft | None = None
    for tried in range(PATIENCE * drafts):
        if tried >= drafts and best and len(best.placed) >= ENOUGH * goal:
            break
        draft = _drafted(usable, answers, wanted, largest, noise)
        if best is None or draft.worth > best.worth:
            best = draft
    return _puzzle(best, words) if best and len(best.placed) > 1 else None


def _unlike(words: Sequence[Word]) -> list[Word]:
    """The words that a grid can take, each once."""
    seen: dict[str, Word] = {}
    for word in words:
        if not flaw(word):
            seen.setdefault(word.answer, word)
    return list(seen.values())


def _drafted(
    usable: list[Word], answers: dict[Word, str], wanted: int, largest: int, noise: random.Random
) -> _Draft:
    """One grid, from another beginning each time."""
    chosen = len(usable) > wanted
    if chosen:
        pending = noise.sample(usable, len(usable))
        longest = max(range(min(CHOICE, len(pending))), key=lambda place: len(answers[pending[place]]))
        pending.insert(0, pending.pop(longest))
    else:
        pending = sorted(usable, key=lambda word: -len(answers[word]) - 3.0 * noise.random())
    draft = _Draft(largest)
    draft.put(pending.pop(0), noise.choice(tuple(Way)), (0, 0))
    window = CHOICE if chosen else WINDOW
    while pending and len(draft.placed) < wanted:
        for first in range(0, len(pending), window):
            places = [
                place
                for word in pending[first : first + window]
                if (place := draft.best(word, answers[word], noise))
            ]
            if places:
                _worth, word, way, start = max(places, key=lambda place: place[0])
                draft.put(word, way, start)
                pending.remove(word)
                break
        else:
            break  # none of what is left crosses anything
    return draft


def _puzzle(draft: _Draft, words: WordList) -> Puzzle:
    letters = {(row - draft.top, column - draft.left): text for (row, column), text in draft.cells.items()}
    height, width = draft.bottom - draft.top + 1, draft.right - draft.left + 1
    by_start = {
        (way, (row - draft.top, column - draft.left)): word for word, way, (row, column) in draft.placed
    }
    entries = []
    for number, way, run in numbered(letters, height, width):
        word = by_start[way, run[0]]
        entries.append(Entry(number, way, run, word.answer, word.clue, word.text))
    ordered = dict(sorted(letters.items()))
    return Puzzle(words.title, words.language, height, width, ordered, tuple(entries))
