"""The door of a club over the wire of Telegram: a wish, a moderator's yes, pinned rules, leaving."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from sandbox import Limits, Sandbox
from sandbox.acts import Impossible
from sandbox.demo import ANNA, CLUB_CHAT, MARIA, demo_world, open_clubs
from tests.end_to_end.clubs import until
from tests.end_to_end.stage import Hand, Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo's world with its club open."""
    async with Sandbox(demo_world(), limits=Limits.lifted()) as sandbox:
        stage = Stage(sandbox, tmp_path)
        await stage.opens(admins=f"telegram:{MARIA}")
        await open_clubs(sandbox)
        yield stage
        await stage.closes()
        assert stage.dead() == []


async def edits_the_club(maria: Hand, *buttons: str) -> None:
    await maria.says("/moderate")
    for button in ("Кроссворды", "Изменить клуб", *buttons):
        await maria.presses(button)


def link_of(anna: Hand) -> str:
    """The newest link that the line gave."""
    rows = [button for shown in anna.phone.screen for button in shown.buttons()]
    return [button["url"] for button in rows if "url" in button][-1]


async def test_a_wish_is_granted_by_a_moderator_rules_are_pinned_and_who_leaves_is_out(stage: Stage) -> None:
    chat = stage.sandbox.world.chats[CLUB_CHAT]
    maria, anna = stage.hand(MARIA), stage.hand(ANNA)
    await edits_the_club(maria, "Как входить", "После согласия ведущего")
    await edits_the_club(maria, "Закрепить правила в чате")
    await until(lambda: chat.pinned)
    inside = stage.sandbox.phone(MARIA, CLUB_CHAT)
    (pinned,) = [one.text for one in inside.screen if one.id == chat.pinned[-1]]
    assert "Правила клуба «Кроссворды»" in pinned
    await anna.starts()
    await anna.says("клубы")
    for button in ("Кроссворды", "Вступить", "Прочитал(а), согласен(на)"):
        await anna.presses(button)
    assert not chat.member(ANNA).present
    await maria.presses("Принять", maria.finds("просится"))
    await until(lambda: "Войти в чат" in "".join(anna.buttons))
    with suppress(Impossible):  # a link that asks lets nobody in by itself
        anna.phone.follows(link_of(anna))
    await until(lambda: chat.member(ANNA).present)
    await anna.says("клубы")
    for button in ("✓ Кроссворды", "Выйти из клуба", "Да, выйти"):
        await anna.presses(button)
    await until(lambda: not chat.member(ANNA).present)
