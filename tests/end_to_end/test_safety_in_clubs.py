"""A newcomer's link over the wire of each messenger: out of the chat, before a moderator, and back in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from sandbox import Phone
from sandbox.demo import (
    CLUB_CHAT,
    GALINA,
    IVAN,
    MARIA,
    VK_CLUB_CHAT,
    ZOYA,
    play_the_beginning,
)
from sandbox.vk import VkPhone
from tests.end_to_end.clubs import both_messengers, until
from tests.end_to_end.stage import Stage

LINK = "Смотрите все: https://example-prize.ru/win"
HELLO = "Добрый день"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Both messengers with a club on each."""
    async with both_messengers(tmp_path) as stage:
        await play_the_beginning(stage.sandbox)
        yield stage


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
