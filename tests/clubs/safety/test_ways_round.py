"""Ways round the judging of a chat's messages that a newcomer may try."""

from __future__ import annotations

import pytest

from bot.domain.clubs import MemberState
from bot.domain.people import Role
from bot.vocabulary import Attachment, AttachmentKind
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.line import TheLine
from tests.phone import Phone

LINK = "Смотрите все: https://example-prize.ru/win"


@pytest.fixture
async def room(hall: ClubHall, vera: Phone) -> Phone:
    """The moderators' room, as Vera has it open."""
    return await hall.opens_moderators_room(vera)


async def test_the_command_of_connecting_shelters_no_link(club: ClubChat, anna: Phone, room: Phone) -> None:
    await club.of(anna).says(f"/connect {LINK}")
    assert club.chat.messages == []
    assert "https://example-prize.ru" in room.shown("Сообщение №").text


async def test_what_the_line_cannot_read_is_held_of_newcomers_and_a_die_is_not(
    club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await club.of(anna).sends(Attachment(AttachmentKind.OTHER, name="story"))
    assert club.chat.messages == []
    assert "бот не читает" in room.shown("Сообщение №").text
    await club.of(anna).sends(Attachment(AttachmentKind.OTHER, name="dice"))
    await club.of(vera).sends(Attachment(AttachmentKind.OTHER, name="story"))
    assert len(club.chat.messages) == 2


async def test_who_is_who_shows_no_numbers_of_strangers(club: ClubChat, anna: Phone) -> None:
    await anna.presses(data=f"g:club-me:{club.number}")
    told = await anna.says("Люблю пионы, звоните 8 912 345-67-89")
    assert told[0].startswith("Ссылки, телефоны и просьбы о деньгах мы другим не показываем")
    assert "Записали." in await anna.says("Люблю пионы и детективы")
    assert "Люблю пионы и детективы" in anna.last.text


async def test_the_line_welcomes_nobody_by_the_name_of_an_office(
    hall: ClubHall, club: ClubChat, line: TheLine
) -> None:
    office = await hall.person(501, "Соцзащита Москвы", opened=False)
    worker = await hall.person(502, "Bepa Лисицына", opened=False)
    olga = await hall.person(503, "Ольга Ким", opened=False)
    async with line.acting(club.moderator.messenger, club.moderator.account) as services:
        await services.work.people.grant(services.person, Role.WORKER, None, line.now)
    await club.comes(office, worker, olga)
    await line.later(minutes=2)
    (welcome,) = club.texts
    assert "Ольга К. и ещё 2" in welcome


async def test_what_was_written_before_a_removal_makes_no_member_again(
    club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    there, moderating = club.of(anna), club.of(vera)
    await there.says("Добрый день всем!")
    await moderating.says("/remove торгует", reply_to=moderating.screen[-1])
    await there.says("Это было ещё до того")
    async with club.hall.line.reading() as work:
        found = await work.people.by_account(anna.messenger, anna.account)
        assert found is not None
        member = await work.clubs.member(club.number, found.id)
    assert member is not None
    assert member.state is MemberState.REMOVED


async def test_a_complaint_about_a_moderator_is_not_settled_by_a_measure_that_cannot_be_taken(
    club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await club.of(vera).says("Ладно вам!")
    there = club.of(anna)
    await there.says("жалоба", reply_to=there.screen[-1])
    card = room.shown("Подозрительно: №")
    await room.presses("Предупредить", on=card)
    assert room.toasts == ["Это управляющий чата или сам бот: меры к ним не применить."]
    assert "Предупредить" in room.shown("Подозрительно: №").labels
