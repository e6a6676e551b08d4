"""What the demo plays by itself before anybody touches the page: workers are there, two clubs are open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.settings import VkSettings
from sandbox import Limits, Sandbox
from sandbox.demo import (
    ANNA,
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
from sandbox.vk import Vk, VkLimits
from tests.end_to_end.stage import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo's worlds and the line beside them, unpaced."""
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
        yield stage
        await stage.closes()
        assert stage.dead() == []


async def test_both_clubs_are_open_and_anna_comes_in_by_the_link_that_the_line_gives(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    await play_the_beginning(stage.sandbox)
    assert "не удалось" not in capsys.readouterr().out
    ivan, zoya = stage.sandbox.phone(IVAN, CLUB_CHAT), stage.sandbox.vk.phone(ZOYA, VK_CLUB_CHAT)
    for phone, name in ((ivan, "Кроссворды"), (zoya, "Кроссворды ВКонтакте")):
        assert any(f"теперь это чат клуба «{name}»" in text for text in phone.texts), phone.texts
    anna = stage.hand(ANNA)
    await anna.starts()
    await anna.says("клубы")
    await anna.presses("Кроссворды")
    await anna.presses("Вступить")
    await anna.presses("Прочитал(а), согласен(на)")
    links = [button["url"] for button in anna.phone.last.buttons() if "url" in button]
    assert links, anna.phone.texts
    anna.phone.follows(links[0])
    assert stage.sandbox.world.chats[CLUB_CHAT].member(ANNA).present
