"""Names that nobody in a chat should read: neither by the messenger's own line, nor in a table."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from bot.flows.clubs.safety import naming
from bot.vocabulary import Announced, Message
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.line import TheLine
from tests.network import Shown, raw
from tests.phone import Phone


async def announced(club: ClubChat, *phones: Phone, present: bool = True) -> bool:
    """Telegram tells the chat by itself who came or left; whether that line stays."""
    line = club.hall.line
    shown = club.chat.add(Message("↪"), by=phones[0].account)
    update = Announced(
        key=line.key(),
        at=line.now,
        address=club.address,
        sender=phones[0].sender,
        private=False,
        message=shown.id,
        people=tuple((phone.account, phone.name) for phone in phones),
        present=present,
    )
    await line.hear(raw(update), messenger=club.address.messenger)
    return club.chat.find(shown.id) is not None


@pytest.fixture
def messenger() -> str:
    """Only Telegram tells so."""
    return "telegram"


@pytest.mark.parametrize(
    "name", ["Bepa Лисицына", "Соцзащита Москвы", "Займы t.me/zaim", "Ольга 8 912 345-67-89"]
)
async def test_the_messengers_own_line_shows_no_name_that_is_held(
    hall: ClubHall, club: ClubChat, line: TheLine, name: str
) -> None:
    async with line.acting(club.moderator.messenger, club.moderator.account) as services:
        await services.work.people.grant(services.person, Role.WORKER, None, line.now)
    fake, olga = await hall.person(501, name, opened=False), await hall.person(503, "Ольга Ким", opened=False)
    assert await announced(club, olga)
    assert not await announced(club, olga, fake)
    assert not await announced(club, fake, present=False)
    assert await announced(club, olga, present=False)


async def test_who_comes_in_a_raid_and_who_was_removed_is_not_announced(
    hall: ClubHall, club: ClubChat, anna: Phone, vera: Phone
) -> None:
    there, moderating = club.of(anna), club.of(vera)
    await there.says("Добрый день всем!")
    await moderating.says("/remove торгует", reply_to=moderating.screen[-1])
    assert not await announced(club, anna, present=False)
    guests = [await hall.person(700 + one, f"Гость {one}", opened=False) for one in range(10)]
    assert await announced(club, *guests)
    await club.comes(*guests)
    assert not await announced(club, guests[0])


async def test_who_may_not_show_their_name_presses_nothing_into_a_table(
    hall: ClubHall, club: ClubChat, line: TheLine, vera: Phone
) -> None:
    room = await hall.opens_moderators_room(vera)
    await club.of(vera).says("викторина книги 1")
    await line.later(seconds=10)
    fake = club.of(await hall.person(501, "Займы t.me/zaim", opened=False))
    await fake.presses(on=club.chat.messages[-1], data=club.chat.messages[-1].buttons[0].data)
    assert "Пока вас не знают" in fake.toasts[-1]
    await fake.says("Добрый день, я Ольга")
    await room.presses("Показать", on=room.shown("Сообщение №"))
    async with line.acting(vera.messenger, vera.account) as services:
        await naming.trust(services, await services.work.clubs.known(club.number), 501, True)
    await fake.presses(on=club.chat.messages[-1], data=question_of(club).buttons[0].data)
    assert "Пока вас не знают" not in fake.toasts[-1]
    olga = club.of(await hall.person(503, "Ольга Ким", opened=False))
    await olga.presses(on=question_of(club), data=question_of(club).buttons[0].data)
    assert "Пока вас не знают" not in olga.toasts[-1]


def question_of(club: ClubChat) -> Shown:
    """The question of the quiz."""
    return next(one for one in club.chat.messages if one.buttons)
