"""The doctor asks Telegram and says in words what is fine and what to change."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot

from bot.commands.words import say
from bot.messengers.findings import Grade
from bot.messengers.telegram.doctor import Doctor
from bot.messengers.telegram.session import LeanSession
from sandbox import Fault, Sandbox, membership
from sandbox.demo import ANNA, MARIA, OLEG, STAFF_CHAT
from sandbox.models import ChatType, Member, Status
from tests.commands.conftest import Operator


async def finds(
    sandbox: Sandbox,
    *,
    token: str = "",
    rooms: tuple[int, ...] = (STAFF_CHAT,),
    admins: tuple[int, ...] = (MARIA,),
    clubs: tuple[int, ...] = (),
    running: bool = True,
    listen: float = 1.2,
) -> dict[str, Grade]:
    """What the doctor finds in the sandbox."""
    doctor = Doctor(
        token or sandbox.token, sandbox.api_url, rooms, admins, clubs, running=running, listen=listen
    )
    try:
        findings = [finding async for finding in doctor.examine()]
    finally:
        await doctor.close()
    for finding in findings:
        text = say(finding.sentence, **finding.values)
        assert "…" not in text
        assert "потерялся" not in text
    return {finding.sentence: finding.grade for finding in findings}


async def test_all_is_well(sandbox: Sandbox) -> None:
    found = await finds(sandbox, running=False)
    assert set(found.values()) == {Grade.GOOD}
    assert {"telegram-token", "telegram-one-poller", "telegram-room-admin", "telegram-admin-present"} <= set(
        found
    )


async def test_a_token_that_was_revoked(sandbox: Sandbox) -> None:
    sandbox.faults.token_revoked = True
    assert await finds(sandbox) == {"telegram-token-refused": Grade.BAD}


async def test_a_telegram_that_cannot_be_reached(sandbox: Sandbox) -> None:
    sandbox.faults.next("getMe", Fault.closed_before())
    assert await finds(sandbox) == {"telegram-unreachable": Grade.BAD}


@pytest.mark.parametrize("fault", [Fault.html(), Fault.server_error(), Fault.too_many(3)], ids=str)
async def test_a_telegram_that_stumbles(sandbox: Sandbox, fault: Fault) -> None:
    sandbox.faults.next("getMe", fault)
    assert await finds(sandbox) == {"telegram-busy": Grade.NOTE}
    sandbox.faults.next("getChat", fault)
    assert (await finds(sandbox))["telegram-busy"] is Grade.NOTE


async def test_a_webhook_in_the_way_is_found_and_removed(sandbox: Sandbox) -> None:
    async with Bot(sandbox.token, session=LeanSession(sandbox.api_url)) as bot:
        await bot.set_webhook("https://example.org/hook")
        sandbox.phone(ANNA).starts()
        found = await finds(sandbox, running=False)
        assert (found["telegram-webhook"], found["telegram-pending"]) == (Grade.BAD, Grade.NOTE)
        assert "telegram-two-pollers" not in found
        doctor = Doctor(sandbox.token, sandbox.api_url, (), (), running=False)
        assert await doctor.delete_webhook()
        await doctor.close()
        assert len(sandbox.world.updates) == 1
    assert (await finds(sandbox))["telegram-no-webhook"] is Grade.GOOD


async def test_another_program_with_the_same_token_shows_itself(sandbox: Sandbox) -> None:
    async def poll() -> None:
        async with Bot(sandbox.token, session=LeanSession(sandbox.api_url)) as bot:
            while True:
                try:
                    await bot.get_updates(timeout=30)
                except Exception:
                    await asyncio.sleep(0.05)

    polling = asyncio.create_task(poll())
    try:
        found = await finds(sandbox, running=False, listen=10.0)
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    assert found["telegram-two-pollers"] is Grade.BAD


async def test_looking_for_others_takes_no_message_away(sandbox: Sandbox) -> None:
    sandbox.phone(ANNA).starts()
    found = await finds(sandbox, running=False, listen=0.3)
    assert found["telegram-pending"] is Grade.NOTE
    assert len(sandbox.world.updates) == 1


async def test_no_group_yet(sandbox: Sandbox) -> None:
    found = await finds(sandbox, rooms=())
    assert found["telegram-no-room"] is Grade.NOTE
    assert found["telegram-privacy-on"] is Grade.NOTE


async def test_a_bot_that_is_no_administrator(sandbox: Sandbox) -> None:
    sandbox.world.chat(STAFF_CHAT).members[sandbox.world.bot.id] = Member("member")
    found = await finds(sandbox)
    assert found["telegram-room-no-admin"] is Grade.BAD
    assert found["telegram-privacy-on"] is Grade.NOTE
    sandbox.world.privacy = False
    assert (await finds(sandbox))["telegram-privacy-off"] is Grade.GOOD


async def test_a_bot_that_may_not_write(sandbox: Sandbox) -> None:
    rights = {"is_member": True, "can_send_messages": False}
    sandbox.world.chat(STAFF_CHAT).members[sandbox.world.bot.id] = Member("restricted", rights)
    assert (await finds(sandbox))["telegram-room-mute"] is Grade.BAD


@pytest.mark.parametrize("status", ["left", "kicked"])
async def test_a_bot_that_is_not_in_the_group(sandbox: Sandbox, status: str) -> None:
    sandbox.world.chat(STAFF_CHAT).members[sandbox.world.bot.id] = Member(status)  # type: ignore[arg-type]
    assert (await finds(sandbox))["telegram-room-absent"] is Grade.BAD


async def test_a_group_that_is_none_or_that_nobody_knows(sandbox: Sandbox) -> None:
    assert (await finds(sandbox, rooms=(-1_009_999_999_999,)))["telegram-room-unknown"] is Grade.BAD
    sandbox.phone(ANNA).starts()
    assert (await finds(sandbox, rooms=(ANNA,)))["telegram-room-no-group"] is Grade.BAD


async def test_administrators_who_are_missing(sandbox: Sandbox) -> None:
    assert (await finds(sandbox, admins=(ANNA,)))["telegram-admin-absent"] is Grade.BAD
    assert (await finds(sandbox, admins=(31337,)))["telegram-admin-unknown"] is Grade.BAD
    assert (await finds(sandbox, admins=(OLEG,)))["telegram-admin-present"] is Grade.GOOD


async def test_the_command_says_all_of_it_while_the_line_runs(beside: Operator, sandbox: Sandbox) -> None:
    running = await beside.starts_the_line()
    well = await beside.types("doctor")
    assert (well.code, well.err) == (0, ""), well
    assert "Линия сейчас работает." in well.out
    assert "База цела, ключи подходят." in well.out
    assert "Токен подходит, бот называется @support_line_bot." in well.out
    sandbox.world.chat(STAFF_CHAT).members[sandbox.world.bot.id] = Member("member")
    unwell = await beside.types("doctor")
    assert unwell.code == 1
    assert "  ! Группа -1001000000001: бот не администратор" in unwell.out
    assert sandbox.token not in well.out + unwell.out
    assert await running.stops() == 0


async def test_an_env_file_that_others_may_read_is_named(operator: Operator, sandbox: Sandbox) -> None:
    operator.writes_env("BOT_TIMEZONE=Moscow")
    (operator.folder / ".env").chmod(0o644)
    ended = await operator.types("doctor")
    assert ended.code == 1
    assert "chmod 600 .env" in ended.out
    assert ".env:1: BOT_TIMEZONE: часового пояса" in ended.out


CLUB = -1_001_000_000_777


async def test_a_club_in_which_the_bot_may_do_what_it_needs(sandbox: Sandbox) -> None:
    sandbox.world.add_chat(CLUB, "Кроссворды", members=[ANNA])
    assert (await finds(sandbox, clubs=(CLUB,)))["telegram-club-rights"] is Grade.GOOD


@pytest.mark.parametrize(
    ("right", "word"),
    [
        ("can_delete_messages", "delete"),
        ("can_restrict_members", "restrict"),
        ("can_invite_users", "invite"),
        ("can_pin_messages", "pin"),
    ],
)
async def test_a_right_that_the_bot_lacks_in_a_club_is_named(sandbox: Sandbox, right: str, word: str) -> None:
    chat = sandbox.world.add_chat(CLUB, "Кроссворды", members=[ANNA])
    chat.members[sandbox.world.bot.id] = Member("administrator", {right: False})
    found = await finds(sandbox, clubs=(CLUB,))
    assert {name for name in found if "club" in name} == {f"telegram-club-no-{word}"}


@pytest.mark.parametrize(
    ("kind", "standing", "sentence"),
    [
        ("group", "administrator", "telegram-club-basic"),
        ("supergroup", "member", "telegram-club-no-admin"),
        ("supergroup", "left", "telegram-club-absent"),
    ],
)
async def test_a_club_that_is_not_as_it_should_be(
    sandbox: Sandbox, kind: ChatType, standing: Status, sentence: str
) -> None:
    sandbox.world.add_chat(CLUB, "Кроссворды", type=kind, members=[ANNA], bot=standing)
    assert sentence in await finds(sandbox, clubs=(CLUB,))


async def test_a_club_that_became_a_supergroup(sandbox: Sandbox) -> None:
    chat = sandbox.world.add_chat(-777, "Кроссворды", type="group", members=[ANNA])
    membership.migrate(sandbox.world, chat, sandbox.world.users[ANNA])
    assert (await finds(sandbox, clubs=(-777,)))["telegram-club-moved"] is Grade.NOTE
