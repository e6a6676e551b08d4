"""A newcomer's link over the wire of each messenger: out of the chat, before a moderator, and back in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.settings import VkSettings
from sandbox import Limits, Phone, Sandbox
from sandbox.demo import (
    CLUB_CHAT,
    GALINA,
    IVAN,
    MARIA,
    VK_CLUB_CHAT,
    VK_STAFF_CHAT,
    ZOYA,
    demo_vk_world,
    demo_world,
    play_the_beginning,
)
from sandbox.vk import Vk, VkLimits, VkPhone
from tests.end_to_end.stage import Stage

LINK = "Смотрите все: https://example-prize.ru/win"
HELLO = "Добрый день"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Both messengers with a club on each."""
    vk = Vk(demo_vk_world(), limits=VkLimits.lifted())
    async with Sandbox(demo_world(), limits=Limits.lifted(), vk=vk) as sandbox:
        stage = Stage(sandbox, tmp_path)
        chosen = {
            "token": vk.token,
            "group_id": vk.group_id,
            "api_url": vk.api_url,
            "staff_chat": VK_STAFF_CHAT,
            "per_second": 0,
        }
        admins = f"telegram:{MARIA},vk:{GALINA}"
        await stage.opens(vk=VkSettings.model_validate(chosen), admins=admins)
        await play_the_beginning(sandbox)
        yield stage
        await stage.closes()
        assert stage.dead() == []


async def until(happened: Callable[[], object]) -> None:
    """Wait for something; a test gives up after a time on which nothing depends."""
    async with asyncio.timeout(30):
        while not happened():
            await asyncio.sleep(0.005)


def card(moderator: Phone | VkPhone) -> str:
    """What the newest card about a held message says."""
    return next((text for text in reversed(moderator.texts) if text.startswith("Сообщение №")), "")


async def decides(moderator: Phone | VkPhone, button: str) -> None:
    """A moderator presses a button of the newest card."""
    screen: list[Any] = list(moderator.screen)
    shown = next(one for one in reversed(screen) if one.text.startswith("Сообщение №"))
    moderator.presses(button, shown.id)


async def test_on_both_messengers_it_goes_waits_and_comes_back(stage: Stage) -> None:
    sandbox = stage.sandbox
    both: list[tuple[Phone | VkPhone, Phone | VkPhone]] = [
        (sandbox.phone(IVAN, CLUB_CHAT), sandbox.phone(MARIA)),
        (sandbox.vk.phone(ZOYA, VK_CLUB_CHAT), sandbox.vk.phone(GALINA)),
    ]
    for resident, moderator in both:
        resident.says(HELLO)
        resident.says(LINK)
        await until(lambda there=resident: LINK not in there.texts)  # type: ignore[misc]
        await until(lambda desk=moderator: LINK in card(desk))  # type: ignore[misc]
        assert HELLO in resident.texts
        await decides(moderator, "Показать")
        await until(lambda there=resident: any(f"пишет: {LINK}" in text for text in there.texts))  # type: ignore[misc]
        await until(lambda desk=moderator: "Показано в чате" in card(desk))  # type: ignore[misc]
        await decides(moderator, "Отменить")
        await until(lambda there=resident: not any(LINK in text for text in there.texts))  # type: ignore[misc]


async def test_a_silence_ends_in_one_tap_and_telegram_itself_keeps_it(stage: Stage) -> None:
    world = stage.sandbox.world
    ivan, maria = stage.sandbox.phone(IVAN, CLUB_CHAT), stage.sandbox.phone(MARIA)
    said = ivan.says("Все вы тут глупые")
    stage.sandbox.phone(MARIA, CLUB_CHAT).says("/silence 1d грубит", said.id)
    member = world.chats[CLUB_CHAT].member
    await until(lambda: member(IVAN).status == "restricted")
    await until(lambda: any(text.startswith("Тишина до") for text in maria.texts))
    assert not any("/silence" in text for text in ivan.texts)
    shown = next(one for one in reversed(maria.screen) if one.text.startswith("Тишина до"))
    maria.presses("Отменить", shown.id)
    await until(lambda: member(IVAN).status == "member")
