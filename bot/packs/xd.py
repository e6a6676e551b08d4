"""Crosswords in plain text (.xd): the one format that an editor can write by hand, in any alphabet."""

from __future__ import annotations

import re

from bot.domain.games.grid import Way
from bot.packs.assembly import Clue, Drawn, assembled, sized
from bot.packs.pack import Pack, PackRefused

LARGEST = 100_000
"""Characters of a file; the largest of grids with its clues takes a tenth of that."""

LONGEST_LINE = 2000

_BLACK = "#.▪■"
_HEADING = re.compile(r"^##\s*(\w+)", re.MULTILINE)
_CLUE = re.compile(r"^([AАDГВ])\s?(\d+)\.\s*(.*?)(?:\s+~\s*(.*))?$")
_STYLE = re.compile(r"(\S)\s*\{([^{}]*)\}")
_LINK = re.compile(r"\{@\s*([^|{}]*)\|[^{}]*@\}")
_IMAGE = re.compile(r"\{!!?\s*[^|{}]*\|([^|{}]*)(?:\|[^{}]*)?!\}")
_COLOUR = re.compile(r"\{#\s*([^|{}]*)\|[^{}]*#\}")
_MARKS = re.compile(r"\{([/*_-])(.*?)\1\}")
_BARS = {"bar-left": "L", "bar-top": "T", "bar-right": "R", "bar-bottom": "B"}


def read_xd(text: str) -> Pack:
    """The crossword of an .xd file."""
    if len(text) > LARGEST:
        raise PackRefused(f"Файл .xd больше {LARGEST} знаков: это не один кроссворд.")
    sections = _sections(_uncommented(text.replace("\r\n", "\n")))
    heads = _metadata(sections["metadata"])
    rows = [line.strip() for line in sections["grid"].splitlines() if line.strip()]
    if not rows:
        raise PackRefused("В файле .xd нет сетки: нужен раздел «## Grid» со строками букв.")
    height, width = sized(len(rows), max(map(len, rows)))
    drawn = Drawn(height, width, title=heads.get("title", ""), author=heads.get("author", ""))
    drawn.credit = heads.get("copyright", "")
    rebus = dict(pair.split("=", 1) for pair in heads.get("rebus", "").split() if "=" in pair)
    special = heads.get("special", "").casefold()
    for row, line in enumerate(rows):
        for column, sign in enumerate(line):
            if sign in _BLACK:
                continue
            cell = (row, column)
            drawn.letters[cell] = "" if sign in "_?" else rebus.get(sign, sign)
            if special and sign.islower() and sign not in rebus:
                drawn.circled.add(cell)
    _design(drawn, sections["design"])
    _clues(drawn, sections["clues"])
    return assembled(drawn)


def _uncommented(text: str) -> str:
    first, *others = text.split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)


def _sections(text: str) -> dict[str, str]:
    """The parts of the file, by their headings, or in their order where two empty lines part them."""
    found = dict.fromkeys(("metadata", "grid", "clues", "design"), "")
    pieces = _HEADING.split(text)
    if len(pieces) > 1:
        for name, body in zip(pieces[1::2], pieces[2::2], strict=True):
            name = name.casefold()
            found[name] = f"{found.get(name, '')}\n{body}"
        return found
    parts = [part for part in re.split(r"\n\s*\n\s*\n", text.strip()) if part.strip()]
    if len(parts) < 3:
        raise PackRefused(
            "Это не кроссворд .xd: нужны разделы «## Metadata», «## Grid» и «## Clues», "
            "каждый со своей строки."
        )
    return {**found, **dict(zip(("metadata", "grid", "clues"), parts[:3], strict=True))}


def _metadata(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.splitlines() if ":" in line)
    return {key.strip().casefold(): value.strip() for key, _, value in pairs}


def _design(drawn: Drawn, text: str) -> None:
    """Circles and bars, which a second grid marks by the names of styles."""
    styles = dict(_STYLE.findall(text))
    body = text.partition("</style>")[2]
    rows = [line.strip() for line in body.splitlines() if line.strip()]
    for row, line in enumerate(rows):
        for column, sign in enumerate(line):
            style = styles.get(sign, "")
            if "circle" in style:
                drawn.circled.add((row, column))
            for name, side in _BARS.items():
                if re.search(rf"{name}\s*:\s*true", style):
                    drawn.bar((row, column), side)


def _clues(drawn: Drawn, text: str) -> None:
    for line in text.splitlines():
        if match := _CLUE.match(line.strip()[:LONGEST_LINE]):
            way = Way.ACROSS if match[1] in "AАГ" else Way.DOWN
            drawn.clues[way].append(Clue(match[2], _unmarked(match[3])))


def _unmarked(text: str) -> str:
    for pattern in (_LINK, _IMAGE, _COLOUR):
        text = pattern.sub(r"\1", text)
    return _MARKS.sub(r"\2", text)
