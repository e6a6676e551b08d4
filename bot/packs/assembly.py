"""A crossword put together from what its file says: cells, bars, labels and clues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.games.grid import Bars, Cell, Entry, Puzzle, Run, Way, numbered
from bot.domain.games.words import language_of
from bot.packs.pack import Pack, PackRefused, cleaned

LARGEST = 21
"""Cells on a side; more cannot be read on a phone."""

LONGEST_REBUS = 8
"""Letters in one cell."""

NAMED = 6
"""How many words one remark names."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A clue as the file has it: by the label of its first cell, or by that cell itself."""

    label: str
    text: str
    start: Cell | None = None


@dataclass(slots=True)
class Drawn:
    """What a file draws. An empty text in `letters` is a cell whose answer the file does not tell."""

    height: int
    width: int
    letters: dict[Cell, str] = field(default_factory=dict)
    labels: dict[Cell, str] = field(default_factory=dict)
    circled: set[Cell] = field(default_factory=set)
    left: set[Cell] = field(default_factory=set)
    top: set[Cell] = field(default_factory=set)
    clues: dict[Way, list[Clue]] = field(default_factory=lambda: {way: [] for way in Way})
    title: str = ""
    author: str = ""
    credit: str = ""
    remarks: list[str] = field(default_factory=list)

    def bar(self, cell: Cell, side: str) -> None:
        """Draw a thick line at a side of a cell: T, R, B or L."""
        row, column = cell
        match side:
            case "L":
                self.left.add(cell)
            case "R":
                self.left.add((row, column + 1))
            case "T":
                self.top.add(cell)
            case "B":
                self.top.add((row + 1, column))


def sized(height: object, width: object) -> tuple[int, int]:
    """The size of a grid, or PackRefused."""
    try:
        rows, columns = int(str(height)), int(str(width))
    except ValueError as error:
        raise PackRefused("В файле не указан размер сетки. Сохраните кроссворд заново.") from error
    if not (1 <= rows <= LARGEST and 1 <= columns <= LARGEST):
        raise PackRefused(
            f"Сетка {columns}×{rows} не подходит: можно до {LARGEST}×{LARGEST}, "
            "больше на телефоне не прочитать."
        )
    return rows, columns


def assembled(drawn: Drawn) -> Pack:
    """The crossword, with remarks; PackRefused where it could not be played."""
    height, width = sized(drawn.height, drawn.width)
    _check(drawn)
    bars = Bars(frozenset(drawn.left), frozenset(drawn.top))
    words = numbered(drawn.letters, height, width, bars)
    if len(words) < 2:
        raise PackRefused("В сетке нет слов. Проверьте, что это кроссворд и он сохранён целиком.")
    clues, strays = _clued(drawn, words)
    entries = tuple(
        Entry(number, way, run, "".join(drawn.letters[cell] for cell in run), clues.get((way, run[0]), ""))
        for number, way, run in words
    )
    bare = [entry for entry in entries if not entry.clue]
    if len(bare) * 2 > len(entries):
        raise PackRefused(
            f"Подсказки не привязаны к словам: из {len(entries)} слов подсказка нашлась у "
            f"{len(entries) - len(bare)}. Такой кроссворд не сыграть."
        )
    title = cleaned(drawn.title, 80) or "Кроссворд"
    language = language_of(" ".join(drawn.letters.values()))
    if language == "en" and language_of(" ".join(clues.values())) == "pl":
        language = "pl"  # answers are often written without the tails of letters, clues never
    puzzle = Puzzle(
        title,
        language,
        height,
        width,
        dict(sorted(drawn.letters.items())),
        entries,
        cleaned(drawn.author, 120),
        cleaned(drawn.credit, 200),
        frozenset(drawn.circled & drawn.letters.keys()),
        bars,
    )
    return Pack(puzzle, (*drawn.remarks, *_remarks(drawn, puzzle, bare, strays)))


def _check(drawn: Drawn) -> None:
    if not drawn.letters:
        raise PackRefused("В сетке нет ни одной клетки. Проверьте, что это кроссворд и он сохранён целиком.")
    outside = [cell for cell in drawn.letters if not (cell[0] < drawn.height and cell[1] < drawn.width)]
    if outside:
        raise PackRefused("Клетки не помещаются в указанный размер сетки. Сохраните кроссворд заново.")
    unknown = sum(not text.strip() for text in drawn.letters.values())
    if unknown:
        raise PackRefused(
            f"В файле нет ответов ({unknown} пустых клеток). Сохраните кроссворд вместе с решением."
        )
    for cell, text in drawn.letters.items():
        drawn.letters[cell] = text = " ".join(text.split()).upper()
        if len(text) > LONGEST_REBUS:
            raise PackRefused(f"В одной клетке {len(text)} букв, а можно до {LONGEST_REBUS}.")


def _clued(
    drawn: Drawn, words: tuple[tuple[int, Way, Run], ...]
) -> tuple[Mapping[tuple[Way, Cell], str], list[str]]:
    """The clue of each word by way and first cell, and the labels of clues that belong to none."""
    by_label: dict[tuple[Way, str], Cell] = {}
    for number, way, run in words:
        label = drawn.labels.get(run[0], "") if drawn.labels else str(number)
        by_label.setdefault((way, label or str(number)), run[0])
    starts = {(way, run[0]) for _number, way, run in words}
    clues: dict[tuple[Way, Cell], str] = {}
    strays = []
    for way, listed in drawn.clues.items():
        for clue in listed:
            start = clue.start if clue.start is not None else by_label.get((way, clue.label.strip()))
            text = cleaned(clue.text)
            if start is None or (way, start) not in starts:
                strays.append(clue.label or "без номера")
            elif text:
                clues.setdefault((way, start), text)
    return clues, strays


def _remarks(drawn: Drawn, puzzle: Puzzle, bare: list[Entry], strays: list[str]) -> list[str]:
    remarks = []
    if bare:
        remarks.append(f"Слова без подсказки: {_listed([one.word for one in bare])}. Их откроют пересечения.")
    if strays:
        remarks.append(f"Подсказки, для которых нет слова: {_listed(strays)}. Их не покажем.")
    numbers = puzzle.numbers()
    if any(
        label.isdecimal() and numbers.get(cell) not in (None, int(label))
        for cell, label in drawn.labels.items()
    ):
        remarks.append("Номера клеток в файле идут не по порядку: поставили свои.")
    if rebus := [text for text in puzzle.letters.values() if len(text) > 1]:
        remarks.append(f"В некоторых клетках по нескольку букв: {_listed(rebus)}.")
    if any(not text.isalpha() for text in puzzle.letters.values()):
        remarks.append("В некоторых клетках не буквы. Играть можно, если так и задумано.")
    if puzzle.bars:
        remarks.append("Слова разделены толстыми линиями, а не чёрными клетками: так и нарисуем.")
    if puzzle.circled:
        remarks.append(f"Обведённых клеток: {len(puzzle.circled)}. Кружки будут на картинке.")
    return remarks


def _listed(words: list[str]) -> str:
    more = len(words) - NAMED
    return ", ".join(words[:NAMED]) + (f" и ещё {more}" if more > 0 else "")
