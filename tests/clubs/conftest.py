"""People for dialogues in clubs: once on VK, once on Telegram with a restart before every message."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.clubs.club_hall import ANNA, IVAN, VERA, ClubChat, ClubHall, a_line
from tests.line import TheLine
from tests.network import TELEGRAM, VK
from tests.phone import Phone


@pytest.fixture(params=[TELEGRAM, VK], ids=["telegram restarted", "vk"])
def messenger(request: pytest.FixtureRequest) -> str:
    """The messenger in which the club meets and its people are."""
    return str(request.param)


@pytest.fixture
async def line(messenger: str, tmp_path: Path) -> AsyncIterator[TheLine]:
    """The line, on both messengers."""
    async with a_line(tmp_path, forgetful=messenger == TELEGRAM) as line:
        yield line


@pytest.fixture
def hall(line: TheLine, messenger: str) -> ClubHall:
    """Where clubs are opened."""
    return ClubHall(line, messenger)


@pytest.fixture
async def anna(hall: ClubHall) -> Phone:
    """A resident, in private with the line."""
    return await hall.person(ANNA, "Анна Петрова")


@pytest.fixture
async def ivan(hall: ClubHall) -> Phone:
    """Another resident."""
    return await hall.person(IVAN, "Иван Смирнов")


@pytest.fixture
async def vera(hall: ClubHall) -> Phone:
    """A moderator: she runs the club's chat."""
    return await hall.person(VERA, "Вера Лисицына")


@pytest.fixture
async def club(hall: ClubHall, vera: Phone, anna: Phone, ivan: Phone) -> ClubChat:
    """A club with all of them in it."""
    return await hall.opens(vera, anna, ivan)
