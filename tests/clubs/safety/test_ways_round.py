"""Ways round the judging of a chat's messages that a newcomer may try."""

from __future__ import annotations

import pytest

from bot.vocabulary import Attachment, AttachmentKind
from tests.clubs.club_hall import ClubChat, ClubHall
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
