"""The demo's worlds with a club on each messenger, the line beside them, and waiting for what comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.settings import VkSettings
from sandbox import Limits, Sandbox
from sandbox.demo import GALINA, MARIA, VK_STAFF_CHAT, demo_vk_world, demo_world
from sandbox.vk import Vk, VkLimits
from tests.end_to_end.stage import Stage


async def until(happened: Callable[[], object]) -> None:
    """Wait for something; a test gives up after a time on which nothing depends."""
    async with asyncio.timeout(30):
        while not happened():
            await asyncio.sleep(0.005)


@asynccontextmanager
async def both_messengers(folder: Path) -> AsyncIterator[Stage]:
    """The line over both, unpaced, before anybody has said a word; nothing may have died at the end."""
    vk = Vk(demo_vk_world(), limits=VkLimits.lifted())
    async with Sandbox(demo_world(), limits=Limits.lifted(), vk=vk) as sandbox:
        stage = Stage(sandbox, folder)
        vk.world.clock = stage.now
        chosen = {
            "token": vk.token,
            "group_id": vk.group_id,
            "api_url": vk.api_url,
            "staff_chat": VK_STAFF_CHAT,
            "per_second": 0,
        }
        admins = f"telegram:{MARIA},vk:{GALINA}"
        await stage.opens(vk=VkSettings.model_validate(chosen), admins=admins)
        yield stage
        await stage.closes()
        assert stage.dead() == []
