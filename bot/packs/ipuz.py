"""Crosswords in JSON (.ipuz), with ours as well as old files in `ipuz( … )`."""

from __future__ import annotations

from typing import Any

from bot.domain.games.grid import Cell, Way
from bot.packs.assembly import Clue, Drawn, assembled, sized
from bot.packs.pack import Pack, PackRefused

_WAYS = {"across": Way.ACROSS, "down": Way.DOWN}


def is_ipuz(data: object) -> bool:
    """Whether a tree of JSON is meant as a crossword."""
    return isinstance(data, dict) and ("puzzle" in data or "ipuz" in str(data.get("version", "")))


def read_ipuz(data: dict[str, Any]) -> Pack:
    """The crossword of an .ipuz file that was read as JSON."""
    kinds = " ".join(map(str, _list(data.get("kind"))))
    if kinds and "crossword" not in kinds:
        raise PackRefused("В файле .ipuz не кроссворд, а другая головоломка. Такие мы не проводим.")
    size = data.get("dimensions")
    if not isinstance(size, dict):
        raise PackRefused("В файле не указан размер сетки. Сохраните кроссворд заново.")
    height, width = sized(size.get("height"), size.get("width"))
    drawn = Drawn(height, width)
    drawn.title, drawn.author = str(data.get("title") or ""), str(data.get("author") or "")
    drawn.credit = str(data.get("copyright") or "")
    black, empty = data.get("block", "#"), data.get("empty", 0)
    solution = data.get("solution")
    if not solution:
        raise PackRefused("В файле нет ответов. Сохраните кроссворд вместе с решением.")
    puzzle, answers = _grid(data.get("puzzle"), height, width), _grid(solution, height, width)
    for cell, there in puzzle.items():
        label = there.get("cell", empty) if isinstance(there, dict) else there
        if label is None or label == black:
            continue
        drawn.letters[cell] = _answer(answers.get(cell), black) or _answer(
            there if isinstance(there, dict) else None, black
        )
        if str(label) not in (str(empty), "0", ""):
            drawn.labels[cell] = str(label)
        if isinstance(there, dict):
            _style(drawn, cell, there.get("style"))
    _clues(drawn, data.get("clues"))
    return assembled(drawn)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _grid(rows: object, height: int, width: int) -> dict[Cell, Any]:
    return {
        (row, column): there
        for row, listed in enumerate(_list(rows)[:height])
        for column, there in enumerate(_list(listed)[:width])
    }


def _answer(there: object, black: object) -> str:
    value = there.get("value") if isinstance(there, dict) else there
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) and value != black else ""


def _style(drawn: Drawn, cell: Cell, style: object) -> None:
    if isinstance(style, dict):
        if style.get("shapebg") == "circle":
            drawn.circled.add(cell)
        for side in str(style.get("barred") or ""):
            drawn.bar(cell, side)


def _clues(drawn: Drawn, clues: object) -> None:
    if not isinstance(clues, dict):
        raise PackRefused("В файле нет подсказок. Сохраните кроссворд вместе с ними.")
    for heading, listed in clues.items():
        way = _WAYS.get(str(heading).partition(":")[0].strip().casefold())
        if way is None:
            drawn.remarks.append(f"Подсказки «{str(heading)[:40]}» не по горизонтали и не по вертикали.")
            continue
        for item in _list(listed):
            drawn.clues[way].append(_clue(item))


def _clue(item: object) -> Clue:
    if isinstance(item, dict):
        label = item.get("number", item.get("label", ""))
        start = None
        cells = _list(item.get("cells"))
        if cells and isinstance(cells[0], list) and len(cells[0]) == 2:
            column, row = cells[0]
            start = (int(row) - 1, int(column) - 1)
        return Clue(str(label), str(item.get("clue") or ""), start)
    if isinstance(item, list) and len(item) > 1:
        return Clue(str(item[0]), str(item[1]))
    return Clue("", str(item))
