"""Editors change a file while people talk: the new content is taken whole, or the old one stays."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.content import Book, ContentError, Problem
from bot.domain.flood import Flood
from bot.flows.services import Line
from bot.pipeline.renewal import Renewal
from bot.vocabulary import Address

OLD = Book.read(Path("content"), "ru")
NEW = replace(OLD, content=replace(OLD.content, version="new"))
MARIA, OLEG = Address("telegram", 201), Address("telegram", 202)


class Folder:
    """What the editors have saved by now; a reading may be held up."""

    def __init__(self) -> None:
        self.saved: Book | Exception = NEW
        self.readings = 0
        self.free = threading.Event()
        self.free.set()

    def read(self) -> Book:
        self.readings += 1
        found = self.saved
        self.free.wait(10)
        if isinstance(found, Exception):
            raise found
        return found


class Told(list[tuple[Address, Mapping[str, Any]]]):
    """Who was told what."""

    async def tell(self, address: Address, result: Mapping[str, Any]) -> None:
        self.append((address, result))


@pytest.fixture
def line() -> Line:
    return Line(OLD, ZoneInfo("Europe/Moscow"), lambda: 0.0, Flood(20))


async def test_new_content_counts_from_the_next_turn_on(line: Line) -> None:
    folder, told = Folder(), Told()
    renewal = Renewal(line, folder.read, told.tell)
    followed: list[str] = []
    renewal.follow(lambda content: followed.append(content.version))
    renewal.ask(MARIA)
    await renewal.done()
    assert line.book is OLD  # the turn that goes on now keeps the book it began with
    line.turn_page()
    assert line.book is NEW
    assert followed == ["new"]
    assert told == [(MARIA, {"version": "new", "changed": True, "problems": [], "total": 0})]


async def test_wrong_content_changes_nothing_and_says_where_it_is_wrong(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    folder, told = Folder(), Told()
    problems = tuple(Problem("home.yaml", number, "title", "Пусто.") for number in range(1, 8))
    folder.saved = ContentError(problems)
    renewal = Renewal(line, folder.read, told.tell)
    followed: list[str] = []
    renewal.follow(lambda content: followed.append(content.version))
    with caplog.at_level(logging.ERROR):
        renewal.ask(MARIA)
        await renewal.done()
    line.turn_page()
    assert line.book is OLD
    assert not followed
    ((_, result),) = told
    assert (result["total"], result["problems"][0]) == (7, "home.yaml:1: title: Пусто.")
    assert len(result["problems"]) == 5
    assert "home.yaml:1: title" in caplog.text


async def test_a_disk_that_fails_leaves_the_line_as_it_was_and_the_next_reading_may_work(line: Line) -> None:
    folder, told = Folder(), Told()
    folder.saved = OSError("the disk is gone")
    renewal = Renewal(line, folder.read, told.tell)
    renewal.ask(MARIA)
    await renewal.done()
    assert told[0][1]["total"] == 1
    folder.saved = NEW
    renewal.ask(MARIA)
    await renewal.done()
    line.turn_page()
    assert line.book is NEW


async def test_what_is_saved_during_a_reading_is_read_as_well_and_everybody_hears_once(line: Line) -> None:
    folder, told = Folder(), Told()
    folder.saved = replace(NEW, content=replace(NEW.content, version="half"))
    folder.free.clear()
    renewal = Renewal(line, folder.read, told.tell)
    renewal.ask()
    while not folder.readings:
        await asyncio.sleep(0)
    folder.saved = NEW
    for address in (MARIA, OLEG, MARIA):
        renewal.ask(address)
    folder.free.set()
    await renewal.done()
    line.turn_page()
    assert line.book is NEW
    assert folder.readings == 2
    assert [address for address, _ in told] == [MARIA, OLEG]


async def test_the_end_of_the_line_waits_for_no_reading(line: Line) -> None:
    folder, told = Folder(), Told()
    folder.free.clear()
    renewal = Renewal(line, folder.read, told.tell)
    renewal.ask(MARIA)
    while not folder.readings:
        await asyncio.sleep(0)
    await renewal.stop()
    folder.free.set()
    assert not told
    await Renewal(line, folder.read, told.tell).stop()
