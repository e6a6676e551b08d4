"""What the demo plays by itself before anybody touches the page: workers are there, two clubs are open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.demo import (
    ANNA,
    CLUB_CHAT,
    IVAN,
    VK_CLUB_CHAT,
    ZOYA,
    play_the_beginning,
)
from tests.end_to_end.clubs import both_messengers
from tests.end_to_end.stage import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo's worlds and the line beside them, unpaced."""
    async with both_messengers(tmp_path) as stage:
        yield stage


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
