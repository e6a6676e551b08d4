"""Crosswords of Crossword Compiler (.jpz): XML, often zipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.games.grid import Cell, Way
from bot.packs.archives import is_archive, parsed, unzipped
from bot.packs.assembly import Clue, Drawn, assembled, sized
from bot.packs.pack import Pack, PackRefused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_OTHERS = {
    "acrostic": "акростих",
    "coded": "кодовый кроссворд",
    "sudoku": "судоку",
    "word-search": "поиск слов",
}
_SIDES = {"left-bar": "L", "right-bar": "R", "top-bar": "T", "bottom-bar": "B"}


def read_jpz(raw: bytes) -> Pack:
    """The crossword of a .jpz file."""
    root = parsed(unzipped(raw) if is_archive(raw) else raw)
    crossword = next(_named(root, "crossword"), None)
    if crossword is None:
        other = next((name for tag, name in _OTHERS.items() if next(_named(root, tag), None) is not None), "")
        if other:
            raise PackRefused(f"В файле не кроссворд, а {other}. Такие мы не проводим.")
        raise PackRefused(
            "В файле нет кроссворда, который мы понимаем. Сохраните его как .puz, .ipuz или .jpz."
        )
    grid = next(_named(crossword, "grid"), None)
    if grid is None:
        raise PackRefused("В файле нет сетки. Сохраните кроссворд заново.")
    height, width = sized(grid.get("height"), grid.get("width"))
    drawn = Drawn(height, width)
    for field, tag in (("title", "title"), ("author", "creator"), ("credit", "copyright")):
        found = next((one for data in _named(root, "metadata") for one in _named(data, tag)), None)
        setattr(drawn, field, _said(found) if found is not None else "")
    for cell in _named(grid, "cell"):
        _cell(drawn, cell)
    _clues(drawn, crossword)
    return assembled(drawn)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _named(root: Element, tag: str) -> Iterator[Element]:
    return (one for one in root.iter() if _tag(one) == tag)


def _said(element: Element) -> str:
    return "".join(element.itertext())


def _cell(drawn: Drawn, cell: Element) -> None:
    if cell.get("type") in ("block", "void", "clue"):
        return
    place = _range(cell.get("y"))[0], _range(cell.get("x"))[0]
    drawn.letters[place] = cell.get("solution") or ""
    if number := cell.get("number"):
        drawn.labels[place] = number
    if cell.get("background-shape") == "circle":
        drawn.circled.add(place)
    for name, side in _SIDES.items():
        if cell.get(name) == "true":
            drawn.bar(place, side)


def _range(text: str | None) -> tuple[int, int]:
    """The first and the last of `3` or `2-5`, counted from 0."""
    first, _, last = (text or "").partition("-")
    try:
        return int(first) - 1, int(last or first) - 1
    except ValueError as error:
        raise PackRefused("Место клетки в файле не читается. Сохраните кроссворд заново.") from error


def _clues(drawn: Drawn, crossword: Element) -> None:
    words: dict[str, tuple[Cell, Way]] = {}
    for word in _named(crossword, "word"):
        parts = [one for one in word.iter() if one.get("x") and one.get("y")]
        cells = [(_range(one.get("y")), _range(one.get("x"))) for one in parts]
        if cells:
            (top, _), (left, _) = cells[0]
            (_, bottom), _ = cells[-1]
            across = top == bottom
            words[word.get("id") or ""] = ((top, left), Way.ACROSS if across else Way.DOWN)
    for clue in _named(crossword, "clue"):
        start, way = words.get(clue.get("word") or "", (None, Way.ACROSS))
        drawn.clues[way].append(Clue(clue.get("number") or "", _said(clue), start))
