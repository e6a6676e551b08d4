"""A thread that waits for VK never holds the end up: a real process, told to end in the middle of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from sandbox import Fault, Sandbox
from sandbox.vk import Vk as VkServer
from sandbox.vk.faults import LONG_POLL
from tests.commands.conftest import ROOT, Operator
from tests.messengers.vk.ear import server

ANNA = 1
GIVEN = 4.4
"""Seconds after which the line ends itself by force; an end in good order comes before."""


@pytest.fixture
async def vk() -> AsyncIterator[VkServer]:
    vk = server([ANNA])
    async with Sandbox(vk=vk):
        yield vk


@pytest.fixture
async def operator(tmp_path: Path, vk: VkServer) -> AsyncIterator[Operator]:
    settings = {
        "BOT_CONTENT": str(ROOT / "content"),
        "BOT_KEYS": Fernet.generate_key().decode(),
        "BOT_DATABASE": str(tmp_path / "data" / "line.db"),
        "BOT_VK__TOKEN": vk.token,
        "BOT_VK__GROUP_ID": str(vk.group_id),
        "BOT_VK__API_URL": vk.api_url,
        "BOT_ADMINS": f"vk:{ANNA}",
    }
    async with Operator(tmp_path, settings) as operator:
        yield operator


async def ends(operator: Operator, vk: VkServer, method: str) -> tuple[int, str, float]:
    """The line is told to end while a call waits: its exit code, its log, and how long it took."""
    running = await operator.starts_the_line()
    async with asyncio.timeout(30.0):
        while not vk.api._readers:
            await asyncio.sleep(0.01)
        if method:
            vk.faults.next(method, Fault.hang_before(), times=100)
            vk.phone(ANNA).starts()
            while not vk.faults.happened:
                await asyncio.sleep(0.01)
    loop = asyncio.get_running_loop()
    told_at = loop.time()
    code = await running.stops()
    return code, running.log, loop.time() - told_at


@pytest.mark.parametrize("method", ["", "messages.send", LONG_POLL])
async def test_the_line_ends_in_good_order_while_a_call_waits(
    operator: Operator, vk: VkServer, method: str
) -> None:
    code, log, took = await ends(operator, vk, method)
    assert code == 0
    assert log.rstrip().endswith("the line closes")
    assert "did not end in time" not in log
    assert "Traceback" not in log
    # The watchdog would have ended it by force: nothing was left for it to do.
    assert took < GIVEN or method == "messages.send"  # which may take its three seconds to arrive
    vk.faults.clear()
    vk.phone(ANNA).says("меню")
    await operator.starts_the_line()
    await vk.phone(ANNA).until(lambda: any("Чем помочь" in text for text in vk.phone(ANNA).texts), 30.0)
