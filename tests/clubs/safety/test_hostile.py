"""Those who want to break the safety of a chat with what they send, and what circumstances do to it."""

from __future__ import annotations

import pytest

from bot.vocabulary import Act, Address, Moved
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.line import TheLine
from tests.network import TELEGRAM, raw
from tests.phone import Phone

LINK = "Смотрите все: https://example-prize.ru/win"
HELLO = "Добрый день всем!"


@pytest.fixture
async def room(hall: ClubHall, vera: Phone) -> Phone:
    """The moderators' room, as Vera has it open."""
    return await hall.opens_moderators_room(vera)


def in_chat(club: ClubChat) -> list[str]:
    """What everybody in the chat reads, the oldest first."""
    return [shown.text for shown in club.chat.messages]


async def test_numbers_of_a_group_that_has_moved_delete_nobodys_message(
    club: ClubChat, anna: Phone, ivan: Phone, room: Phone
) -> None:
    if club.address.messenger != TELEGRAM:
        return
    await club.of(anna).says(HELLO)
    await club.of(anna).says(LINK)
    held = room.last
    await room.presses("Показать", on=held)
    new = Address(TELEGRAM, -1_000_999)
    moved = Moved(
        key=club.hall.line.key(), at=0.0, address=club.address, sender=anna.sender, private=False, to=new
    )
    await club.hall.line.hear(raw(moved), messenger=TELEGRAM)
    there = ivan.joins(new.chat)
    await there.says_quickly("Раз", "Два", "Три")
    await room.presses("Отменить", on=held)
    card = room.shown("Сообщение №")
    await room.presses("Это мошенник", on=card)
    assert [shown.text for shown in club.network.chat(new.chat).messages] == ["Раз", "Два", "Три"]
    assert [letter.address for letter in club.network.acts(Act.REMOVE)] == [new]


async def test_forged_buttons_do_nothing_and_break_nothing(
    club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await club.of(anna).says(LINK)
    for data in (
        *("c:show", "c:show:", "c:show:1", "c:show:1:", "c:show:1:99", "c:show:x:1", "c:show:999:1"),
        *("c:show:99999999999999999999:1", "c:step:1:warning", "c:step:1:x", "c:back:1:1", "c:stay:1:1"),
        *("c:cnot:1:1", "c:cstep:1:1d", "c:calm:1:0", "c:calm:999:0", "c:letin:1:x", "c:dropall:1:1.5"),
        *("c:own:1:x", "c:own:1:", "c:cheat:1:--5", "c:again:1:1", "c:nothing:1:1", "c::1:1", "c:"),
    ):
        await room.presses(data=data)
        await vera.presses(data=data)
        await club.of(anna).presses(data=data)
    assert in_chat(club) == []
    assert room.shown("Сообщение №").labels == ["Показать", "Удалить", "Это мошенник"]
    assert club.network.acts(Act.REMOVE) == []


async def test_an_old_press_does_not_decide_anew(club: ClubChat, anna: Phone, room: Phone) -> None:
    await club.of(anna).says(LINK)
    data = room.last.buttons[0].data
    await room.presses("Удалить")
    await room.presses("Отменить")
    await room.presses(data=data)
    assert in_chat(club) == []
    assert room.toasts[-1].startswith("Здесь уже всё решено")


async def test_a_flood_of_commands_of_somebody_else_says_nothing_in_the_chat(
    line: TheLine, club: ClubChat, anna: Phone, ivan: Phone, room: Phone
) -> None:
    line.forgetful = False
    there = club.of(ivan)
    await club.of(anna).says(HELLO)
    target = there.screen[-1]
    for command in ("/warn", "/silence 7d", "/remove", "/warn@support_line_bot", "/SILENCE"):
        for _ in range(4):
            assert await there.says(command, reply_to=target) == []
    assert club.network.acts(Act.REMOVE) == club.network.acts(Act.SILENCE) == []
    assert anna.texts == []


async def test_a_scam_inside_a_command_or_a_complaint_is_no_way_in(
    club: ClubChat, anna: Phone, ivan: Phone, room: Phone
) -> None:
    there = club.of(ivan)
    await there.says(f"/warn {LINK}")
    await there.says(f"/report {LINK}")
    assert in_chat(club) == []


async def test_an_edit_again_and_again_is_one_card(club: ClubChat, anna: Phone, room: Phone) -> None:
    there = club.of(anna)
    await there.says(HELLO)
    shown = there.screen[-1]
    club.network.lacking.add(Act.DELETE)
    for number in range(6):
        await there.edits(shown, f"{LINK}?{number}")
    assert len([text for text in room.texts if text.startswith("Сообщение №")]) == 1


async def test_who_runs_the_chat_no_more_decides_nothing_by_an_old_card(
    club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await club.of(anna).says(LINK)
    await club.runs(vera, admin=False)
    await room.presses("Показать")
    assert in_chat(club) == []


async def test_a_power_that_is_not_fresh_is_read_anew_before_it_decides(
    line: TheLine, club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await club.of(anna).says(LINK)
    line.now += 45 * 60.0
    before = len(club.network.acts(Act.ADMINS))
    await room.presses("Показать")
    assert len(club.network.acts(Act.ADMINS)) > before
    assert in_chat(club) == [f"Анна П. пишет: {LINK}"]


async def test_the_line_goes_on_where_it_was_stopped_in_the_middle_of_a_removal(
    line: TheLine, club: ClubChat, anna: Phone, room: Phone
) -> None:
    await club.of(anna).says(LINK)
    line.slow()
    await room.presses("Это мошенник")
    await line.reopen()
    await line.fast()
    async with line.reading() as work:
        held = await work.moderation.held(1)
        measures = await work.measures.of_account(club.number, anna.account)
    assert held is not None
    assert str(held.state) == "fraud"
    assert len(measures) == 1


async def test_cards_for_a_lost_moderators_room_go_to_moderators_themselves(
    club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    club.network.closed.add(room.chat_id)
    await club.of(anna).says(LINK)
    assert LINK in vera.last.text
    await vera.presses("Показать")
    assert in_chat(club) == [f"Анна П. пишет: {LINK}"]


async def test_nothing_that_people_wrote_lies_open_on_disk(
    line: TheLine, club: ClubChat, anna: Phone, ivan: Phone, vera: Phone, room: Phone
) -> None:
    await club.of(anna).says("Пишите мне: +7 912 345-67-89, спросите Анфису")
    await room.presses("Удалить")
    await room.presses("Предупредить")
    await anna.presses("Обжаловать")
    await anna.says("Это телефон Анфисы из булочной")
    await club.of(anna).says("Добрый день")
    there = club.of(ivan)
    await there.says("/report грубиянка", reply_to=there.screen[-1])
    await there.says("/report грубиянка", reply_to=club.chat.messages[-1])
    files = [file.read_bytes() for file in line.folder.glob("line.db*") if file.is_file()]
    assert b"club_log" in b"".join(files)
    for words in ("Анфис", "345-67-89", "булочной", "грубиянка", "Анна Петрова"):
        assert not any(words.encode() in content for content in files), words
