"""What moderators do for a club stands in its log, and one tap takes it back."""

from __future__ import annotations

from bot.domain.clubs import ClubState, Entry, MemberState
from bot.vocabulary import Act
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.line import TheLine
from tests.phone import Phone

OLGA = 105
PINNED = 7


async def state_of(hall: ClubHall, club: ClubChat, phone: Phone) -> MemberState | None:
    person = await hall.known(phone)
    async with hall.line.reading() as work:
        member = await work.clubs.member(club.number, person.id)
    return member.state if member is not None else None


async def taken_back(vera: Phone, club: ClubChat, what: str) -> None:
    """The moderator finds something in the log, and takes it back."""
    await vera.presses(data=f"g:club-log:{club.number}")
    assert what in vera.last.text
    await vera.presses(next(label for label in vera.last.labels if label.startswith("Отменить 1")))
    await vera.presses("Отменить")


async def asks(hall: ClubHall, club: ClubChat) -> Phone:
    await club.change(entry=Entry.APPROVAL)
    olga = await hall.person(OLGA, "Ольга Ким")
    await olga.presses(data=f"g:club-join:{club.number}-yes")
    return olga


async def test_who_was_accepted_by_mistake_is_outside_again_and_the_messenger_knows(
    hall: ClubHall, club: ClubChat, vera: Phone
) -> None:
    olga = await asks(hall, club)
    await vera.presses("Принять")
    await club.comes(olga)
    await taken_back(vera, club, "принято в клуб: Ольга")
    assert await state_of(hall, club, olga) is MemberState.REMOVED
    assert [one.target for one in club.network.acts(Act.REMOVE)] == [OLGA]
    assert "не смог принять" in olga.last.text
    # Taken back once, it is not offered again.
    await vera.presses(data=f"g:club-log:{club.number}")
    assert "(отменено)" in vera.last.text
    assert not [label for label in vera.last.labels if label.startswith("Отменить")]


async def test_who_was_turned_away_by_mistake_gets_the_way_in(
    hall: ClubHall, club: ClubChat, vera: Phone
) -> None:
    olga = await asks(hall, club)
    await vera.presses("Отклонить")
    assert await state_of(hall, club, olga) is MemberState.DECLINED
    await taken_back(vera, club, "отказ у входа: Ольга")
    assert await state_of(hall, club, olga) is MemberState.READY
    assert "Войти в чат клуба" in olga.last.labels


async def test_a_club_that_was_closed_by_mistake_is_open_again_in_its_chat(
    hall: ClubHall, club: ClubChat, vera: Phone, anna: Phone, line: TheLine
) -> None:
    olga = await asks(hall, club)
    await vera.presses(data=f"g:club-edit:{club.number}")
    await vera.presses("Закрыть клуб")
    await vera.presses("Да, закрыть")
    assert (await club.club()).state is ClubState.CLOSED
    assert "клуб закрыт" in vera.last.text
    await anna.presses(data=f"g:club-log:{club.number}")
    assert "клуб закрыт" not in anna.last.text
    await taken_back(vera, club, "клуб закрыт")
    again = await club.club()
    assert (again.state, again.address) == (ClubState.OPEN, club.address)
    assert "снова открыт" in club.texts[-1]
    assert await state_of(hall, club, olga) is MemberState.ASKED
    async with line.reading() as work:
        assert await work.clubs.at(club.address) == again


async def test_a_chat_that_is_another_clubs_by_now_is_not_taken_from_it(
    hall: ClubHall, club: ClubChat, vera: Phone, line: TheLine
) -> None:
    await vera.presses(data=f"g:club-edit:{club.number}")
    await vera.presses("Закрыть клуб")
    await vera.presses("Да, закрыть")
    async with line.acting(vera.messenger, vera.account) as services:
        await services.work.rooms.connect_moderators(club.address, line.now)
    await taken_back(vera, club, "клуб закрыт")
    assert (await club.club()).state is ClubState.CLOSED


async def test_what_was_changed_of_a_club_is_as_before(club: ClubChat, vera: Phone) -> None:
    await club.change(rules_message=PINNED)
    for field, words in (("О чём", "Совсем другое"), ("Правила", "Кричать можно")):
        await vera.presses(data=f"g:club-edit:{club.number}")
        await vera.presses(field)
        await vera.says(words)
        changed = await club.club()
        assert words in (changed.about, changed.rules)
        await taken_back(vera, club, f"изменено «{field}»")
    back = await club.club()
    assert (back.about, back.rules) == ("Разгадываем кроссворды вместе.", "Будьте добры друг к другу.")
    # The rules changed twice: so who has read them is asked again, and the pinned ones are edited.
    assert back.rules_version == 3
    edited = club.network.acts(Act.EDIT)[-1]
    assert edited.target == back.rules_message
    assert "Будьте добры" in edited.message.text  # type: ignore[union-attr]


async def test_a_switch_that_was_turned_is_turned_back(club: ClubChat, vera: Phone) -> None:
    await vera.presses(data=f"g:club-edit:{club.number}")
    await vera.presses("Игры")
    await vera.presses("Нет")
    assert not (await club.club()).plays
    await taken_back(vera, club, "изменено «Игры»")
    back = await club.club()
    assert back.plays
    assert "games" not in back.settings
