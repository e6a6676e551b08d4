"""The doctor asks VK and says in words what is fine and what to change."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.commands.words import say
from bot.messengers.findings import Grade
from bot.messengers.vk.doctor import EVENTS, RIGHTS, Doctor
from sandbox import Fault
from sandbox.demo import ANNA, MARIA
from sandbox.vk import CHAT_START, Vk, refusal
from tests.commands.conftest import Operator
from tests.end_to_end.everywhere import ON_VK, VK_STAFF_CHAT, vk_server


@pytest.fixture
async def vk() -> AsyncIterator[Vk]:
    """VK with a community, set up as it should be, and the staff's chat."""
    server = vk_server()
    await server.start()
    yield server
    await server.stop()


async def finds(
    vk: Vk,
    *,
    token: str = "",
    group: int = 0,
    rooms: tuple[int, ...] = (VK_STAFF_CHAT,),
    admins: tuple[int, ...] = (ON_VK[MARIA],),
    clubs: tuple[int, ...] = (),
) -> dict[str, Grade]:
    """What the doctor finds in the sandbox; every sentence exists."""
    doctor = Doctor(token or vk.token, group or vk.group_id, vk.api_url, rooms, admins, clubs)
    try:
        findings = [finding async for finding in doctor.examine()]
    finally:
        await doctor.close()
    for finding in findings:
        assert len(say(finding.sentence, **finding.values)) > 20, finding
    return {finding.sentence: finding.grade for finding in findings}


async def test_all_is_well(vk: Vk) -> None:
    found = await finds(vk)
    assert set(found.values()) == {Grade.GOOD}, found
    assert set(found) == {
        "vk-token", "vk-rights", "vk-long-poll", "vk-bots", "vk-room-admin", "vk-admin-present",
    }  # fmt: skip


async def test_a_key_that_is_refused(vk: Vk) -> None:
    assert await finds(vk, token="vk1.a.wrong") == {"vk-token-refused": Grade.BAD}


async def test_a_key_of_another_community(vk: Vk) -> None:
    assert await finds(vk, group=7) == {"vk-other-community": Grade.BAD}


async def test_a_vk_that_cannot_be_reached_or_stumbles(vk: Vk) -> None:
    vk.faults.next("groups.getById", Fault.html())
    assert await finds(vk) == {"vk-unreachable": Grade.BAD}
    vk.faults.next("groups.getById", refusal(10))
    assert await finds(vk) == {"vk-busy": Grade.NOTE}
    await vk.stop()
    assert await finds(vk) == {"vk-unreachable": Grade.BAD}


@pytest.mark.parametrize("right", RIGHTS)
async def test_a_right_that_the_key_lacks(vk: Vk, right: str) -> None:
    vk.world.community.rights -= {right}
    assert (await finds(vk))[f"vk-right-{right}"] is Grade.BAD


async def test_messages_that_are_switched_off(vk: Vk) -> None:
    vk.world.community.messages = False
    assert (await finds(vk))["vk-messages-off"] is Grade.BAD


@pytest.mark.parametrize("rooms", [(), (VK_STAFF_CHAT,)])
async def test_abilities_of_bots_that_are_switched_off(vk: Vk, rooms: tuple[int, ...]) -> None:
    vk.world.community.bots = False
    assert (await finds(vk, rooms=rooms))["vk-bots-off"] is Grade.BAD


async def test_a_long_poll_that_is_off_or_too_old(vk: Vk) -> None:
    vk.world.events.version = "5.131"
    assert (await finds(vk))["vk-long-poll-version"] is Grade.BAD
    vk.world.events.enabled = False
    assert (await finds(vk))["vk-long-poll-off"] is Grade.BAD


@pytest.mark.parametrize("kind", EVENTS)
async def test_an_event_that_is_not_told(vk: Vk, kind: str) -> None:
    vk.world.events.wanted.discard(kind)
    found = await finds(vk)
    assert found[f"vk-event-{kind.replace('_', '-')}"] is Grade.BAD
    assert "vk-long-poll" not in found


async def test_the_chat_of_the_staff(vk: Vk) -> None:
    assert (await finds(vk, rooms=()))["vk-no-room"] is Grade.NOTE
    assert (await finds(vk, rooms=(ON_VK[MARIA],)))["vk-room-no-chat"] is Grade.BAD
    assert (await finds(vk, rooms=(VK_STAFF_CHAT + 5,)))["vk-room-unknown"] is Grade.BAD
    assert (await finds(vk, admins=(ON_VK[ANNA],)))["vk-admin-absent"] is Grade.BAD
    vk.world.peer(VK_STAFF_CHAT).members[-vk.group_id].admin = False
    assert (await finds(vk))["vk-room-no-admin"] is Grade.BAD
    del vk.world.peer(VK_STAFF_CHAT).members[-vk.group_id]
    assert (await finds(vk))["vk-room-unknown"] is Grade.BAD


@pytest.fixture
def on_vk(newcomer: Operator, operator: Operator, vk: Vk) -> Operator:
    """An operator who has VK alone."""
    for name in ("BOT_TELEGRAM__TOKEN", "BOT_TELEGRAM__API_URL"):
        del operator.settings[name]
    operator.settings |= {
        "BOT_VK__TOKEN": vk.token,
        "BOT_VK__GROUP_ID": str(vk.group_id),
        "BOT_VK__API_URL": vk.api_url,
        "BOT_VK__STAFF_CHAT": "1",
        "BOT_ADMINS": f"vk:{ON_VK[MARIA]}",
    }
    return operator


async def test_the_command_examines_an_installation_with_vk_alone(on_vk: Operator, vk: Vk) -> None:
    well = await on_vk.types("doctor")
    assert (well.code, well.err) == (0, ""), well
    assert "Telegram выключен" in well.out
    assert "Ключ подходит, сообщество называется «Линия поддержки»." in well.out
    vk.world.events.enabled = False
    unwell = await on_vk.types("doctor")
    assert unwell.code == 1
    assert "  ! Long Poll выключен" in unwell.out
    assert vk.token not in well.out + unwell.out


async def test_check_knows_the_settings_of_vk(on_vk: Operator) -> None:
    assert (await on_vk.types("check")).code == 0
    without = await on_vk.types("check", BOT_VK__GROUP_ID="")
    assert without.code == 1
    assert "BOT_VK__GROUP_ID: настройки нет." in without.out
    wrong = await on_vk.types("check", BOT_VK__GROUP_ID="club1", BOT_VK__TOKN="x")
    assert "BOT_VK__GROUP_ID: нужно целое число." in wrong.out
    assert "Может быть, BOT_VK__TOKEN?" in wrong.out


CLUB = CHAT_START + 77


@pytest.mark.parametrize(
    ("standing", "sentence"),
    [
        ("administrator", "vk-club-rights"),
        ("member", "vk-club-no-admin"),
        (None, "vk-club-absent"),
    ],
)
async def test_the_chat_of_a_club(vk: Vk, standing: str | None, sentence: str) -> None:
    vk.world.add_chat(CLUB - CHAT_START, "Кроссворды", owner=ON_VK[MARIA], bot=standing)
    assert sentence in await finds(vk, clubs=(CLUB,))


async def test_a_chat_of_a_club_that_is_not_there(vk: Vk) -> None:
    assert (await finds(vk, clubs=(CLUB,)))["vk-club-absent"] is Grade.BAD
