"""People for dialogues: residents, workers and the staff room, on a line that is real but for the network."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.line import TheLine
from tests.network import STAFF_CHAT, Chat
from tests.phone import Phone

ANNA, IVAN, MARIA, OLEG = 101, 102, 201, 202


@pytest.fixture(params=[False, True], ids=["running", "restarted"])
async def line(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[TheLine]:
    """The line; every dialogue is held twice, the second time with a restart before every message."""
    line = TheLine(tmp_path, forgetful=request.param, admins=f"telegram:{MARIA}")
    await line.open()
    yield line
    failed = await line.failures()
    await line.close()
    assert len(failed) == line.dead_letters, "\n".join(f"… {told[-700:]}" for told in failed)


@pytest.fixture
def anna(line: TheLine) -> Phone:
    """A resident."""
    return Phone(line, ANNA, "Анна Петровна")


@pytest.fixture
def ivan(line: TheLine) -> Phone:
    """Another resident."""
    return Phone(line, IVAN, "Иван")


@pytest.fixture
async def maria(line: TheLine) -> Phone:
    """A worker, and the administrator whom the settings name; she is in the staff room."""
    maria = Phone(line, MARIA, "Мария")
    await maria.comes()
    await maria.says("/start")
    return maria


@pytest.fixture
async def oleg(line: TheLine, maria: Phone) -> Phone:
    """A worker by an invitation; he is in the staff room."""
    oleg = Phone(line, OLEG, "Олег")
    await oleg.comes()
    await maria.says("/invite")
    await maria.presses("Сотрудника")
    code = maria.last.text.rpartition("inv_")[2]
    await oleg.says(f"/start inv_{code}")
    return oleg


@pytest.fixture
def staff(line: TheLine) -> Chat:
    """The staff room, as everybody in it sees it."""
    return line.network.chat(STAFF_CHAT)
