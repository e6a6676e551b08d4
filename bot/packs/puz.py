"""Crosswords of Across Lite (.puz): a header of bytes, the solution, texts, and sections at the end."""

from __future__ import annotations

import re
import struct

from bot.domain.games.grid import Cell, Way, numbered
from bot.packs.assembly import Clue, Drawn, assembled, sized
from bot.packs.pack import Pack, PackRefused

MAGIC = b"ACROSS&DOWN\0"
_HEADER = 0x34
_BLACK = b".:"
_BROKEN = "Файл .puz обрывается или испорчен. Скачайте его ещё раз."


def read_puz(raw: bytes) -> Pack:
    """The crossword of a .puz file."""
    begin = raw.find(MAGIC) - 2
    data = raw[max(begin, 0) :]
    if begin < 0 or len(data) < _HEADER:
        raise PackRefused(_BROKEN)
    width, height, clues, kind, scrambled = struct.unpack_from("<BBHHH", data, 0x2C)
    sized(height, width)
    if scrambled:
        raise PackRefused("Ответы в файле зашифрованы. Возьмите файл с открытыми ответами.")
    size = height * width
    solution, texts = data[_HEADER : _HEADER + size], data[_HEADER + 2 * size :]
    if len(solution) < size:
        raise PackRefused(_BROKEN)
    encoding = "utf-8" if data[0x18:0x19] == b"2" else _encoding(texts)
    pieces = texts.split(b"\0", 3 + clues + 1)
    if len(pieces) < 3 + clues + 1:
        raise PackRefused(_BROKEN)
    said = [_text(piece, encoding) for piece in pieces[: 3 + clues]]
    drawn = Drawn(height, width, title=said[0], author=said[1], credit=said[2])
    signs = encoding if encoding != "utf-8" else "cp1252"
    for place, letter in enumerate(solution):
        if letter not in _BLACK:
            text = "" if letter in b"-\0" else _text(bytes([letter]), signs)
            drawn.letters[divmod(place, width)] = text
    if kind == 0x0401:
        drawn.remarks.append("В этом кроссворде чёрные клетки были скрыты: покажем обычную сетку.")
    _number(drawn, said[3:])
    _extras(drawn, pieces[-1], signs)
    return assembled(drawn)


def _encoding(texts: bytes) -> str:
    """The encoding of an old file, which does not say it: Russian programs wrote in that of Windows."""
    high = sum(byte >= 0xC0 for byte in texts)
    return "cp1251" if high > sum(0x41 <= byte <= 0x7A for byte in texts) else "cp1252"


def _text(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _number(drawn: Drawn, clues: list[str]) -> None:
    """Give out the clues, which the file has in the order of numbers, across before down."""
    words = sorted(
        numbered(drawn.letters, drawn.height, drawn.width), key=lambda word: (word[0], word[1] is Way.DOWN)
    )
    if len(words) != len(clues):
        raise PackRefused(f"Слов в сетке {len(words)}, а подсказок {len(clues)}: файл испорчен.")
    for (number, way, run), text in zip(words, clues, strict=True):
        drawn.clues[way].append(Clue(str(number), text, run[0]))


def _extras(drawn: Drawn, rest: bytes, encoding: str) -> None:
    """Cells with several letters and circles, from the sections at the end."""
    sections: dict[bytes, bytes] = {}
    found = re.search(rb"GRBS|GEXT|LTIM|RTBL|RUSR", rest)
    place = found.start() if found else len(rest)
    while place + 8 <= len(rest):
        name, length = rest[place : place + 4], int.from_bytes(rest[place + 4 : place + 6], "little")
        sections[name] = rest[place + 8 : place + 8 + length]
        place += 8 + length + 1
    table = {
        int(number): text.strip()
        for number, _, text in (
            item.partition(":") for item in _text(sections.get(b"RTBL", b""), encoding).split(";")
        )
        if number.strip().isdecimal()
    }
    for place, number in enumerate(sections.get(b"GRBS", b"")):
        cell: Cell = divmod(place, drawn.width)
        if number and cell in drawn.letters and table.get(number - 1):
            drawn.letters[cell] = table[number - 1]
    for place, marks in enumerate(sections.get(b"GEXT", b"")):
        if marks & 0x80:
            drawn.circled.add(divmod(place, drawn.width))
