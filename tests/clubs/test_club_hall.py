"""What dialogues in clubs rest on: a club with its chat, its moderator and its people."""

from __future__ import annotations

from bot.flows.clubs.moderated import moderated_by
from bot.flows.services import Services
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.line import TheLine
from tests.phone import Phone


async def test_a_moderator_runs_the_chat_and_a_resident_does_not(
    line: TheLine, club: ClubChat, anna: Phone
) -> None:
    async def clubs_of(phone: Phone) -> list[int]:
        async with line.acting(phone.messenger, phone.account) as services:
            assert isinstance(services, Services)
            return [one.id for one in await moderated_by(services)]

    assert await clubs_of(club.moderator) == [club.number]
    assert await clubs_of(anna) == []


async def test_words_in_the_chat_are_heard_and_left_alone(club: ClubChat, anna: Phone) -> None:
    assert await club.of(anna).says("Добрый день всем!") == []


async def test_two_clubs_meet_in_two_messengers(hall: ClubHall, vera: Phone, anna: Phone) -> None:
    first = await hall.opens(vera, anna)
    other = "vk" if hall.messenger == "telegram" else "telegram"
    theirs = await hall.person(401, "Пётр", messenger=other)
    second = await hall.opens(theirs, name="Книголюбы", messenger=other)
    assert (await first.club()).members == 2
    assert (await second.club()).address == second.address
