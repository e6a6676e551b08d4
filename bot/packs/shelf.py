"""The packs that editors keep in the folder of content: every file of `packs/`, by its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.content import Book
from bot.packs.media import media_flaws
from bot.packs.pack import Pack, PackRefused
from bot.packs.reading import read_file

FOLDER = "packs"

LONGEST_NAME = 40
"""Bytes of a file's name: buttons carry it."""

_NAME = f"Имя файла не подходит: начните с буквы, пишите латиницей, не длиннее {LONGEST_NAME} знаков."


def book_with_packs(content: Path, locale: str) -> Book:
    """The book of a folder with all that can be played in it; raises ContentError.

    Reading tables and crosswords takes a while: at start and at a reload, never inside a turn.
    """
    packs = {name: pack.content for name, pack in shelved(content).items()}
    return replace(Book.read(content, locale), packs=packs)


def shelved(content: Path) -> dict[str, Pack]:
    """Every pack that can be played, by the name of its file; the others are told by `complaints`."""
    return {name: pack for name, pack in _read(content) if isinstance(pack, Pack)}


def complaints(content: Path) -> Iterator[tuple[Path, str, bool]]:
    """What is wrong with a file, sentence by sentence; true where the whole of it cannot be taken."""
    for name, pack in _read(content):
        file = content / FOLDER / name
        if isinstance(pack, Pack):
            yield from ((file, remark, False) for remark in pack.remarks)
            yield from ((file, flaw, False) for flaw in media_flaws(file.parent, pack.content))
        else:
            yield from ((file, sentence, True) for sentence in str(pack).splitlines())


def _read(content: Path) -> Iterator[tuple[str, Pack | PackRefused]]:
    folder = content / FOLDER
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if file.name.startswith(".") or not file.is_file():
            continue
        if len(file.name.encode()) > LONGEST_NAME or not file.name[0].isalpha() or ":" in file.name:
            yield file.name, PackRefused(_NAME)
            continue
        try:
            yield file.name, read_file(file)
        except PackRefused as refused:
            yield file.name, refused
