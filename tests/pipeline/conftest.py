"""A real database file, and a world of two sentences around the turns."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.storage.cipher import Cipher
from bot.storage.database import Database
from tests.pipeline.little_line import LittleLine


@pytest.fixture
def keys() -> tuple[str, ...]:
    return (Fernet.generate_key().decode(),)


@pytest.fixture
async def database(tmp_path: Path, keys: tuple[str, ...]) -> AsyncIterator[Database]:
    """The file, open."""
    opened = Database(tmp_path / "line.db", Cipher(keys))
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def lines(tmp_path: Path, keys: tuple[str, ...]) -> AsyncIterator[Callable[[], LittleLine]]:
    """Lines on one file, of which the last one lives."""
    made: list[LittleLine] = []

    def make() -> LittleLine:
        made.append(LittleLine(tmp_path / "line.db", keys))
        return made[-1]

    yield make
    for line in made:
        await line.close()


@pytest.fixture
async def line(lines: Callable[[], LittleLine]) -> LittleLine:
    """A line that is open."""
    line = lines()
    await line.open()
    return line
