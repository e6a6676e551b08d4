"""Residents find a club, read its rules, come in and go out: two taps, and nobody is lost at the door."""

from __future__ import annotations

from bot.domain.clubs import Entry, MemberState
from bot.vocabulary import Act
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.line import TheLine
from tests.network import TELEGRAM, VK
from tests.phone import Phone
from tests.talks import begins_groceries

OLGA = 105


async def olga_of(hall: ClubHall, *, opened: bool = True) -> Phone:
    return await hall.person(OLGA, "Ольга Ким", opened=opened)


async def state_of(hall: ClubHall, club: ClubChat, phone: Phone) -> MemberState | None:
    person = await hall.known(phone)
    async with hall.line.reading() as work:
        member = await work.clubs.member(club.number, person.id)
    return member.state if member is not None else None


async def test_without_clubs_the_menu_does_not_speak_of_them(anna: Phone) -> None:
    await anna.says("/start")
    assert "Клубы по интересам" not in anna.buttons
    await anna.says("/clubs")
    assert "Клубов пока нет" in anna.last.text
    assert anna.buttons == ["Придумать что-нибудь новенькое", "Меню"]


async def test_a_club_is_joined_by_two_taps_after_its_card(hall: ClubHall, club: ClubChat) -> None:
    olga = await olga_of(hall)
    await olga.says("/start")
    await olga.presses("Клубы по интересам")
    await olga.presses("Слово за слово")
    assert "по вторникам в 18:00" in olga.last.text
    assert "Участников: 3" in olga.last.text
    await olga.presses("Вступить")
    assert "Будьте добры друг к другу." in olga.last.text
    await olga.presses("Прочитал(а), согласен(на)")
    assert olga.last.labels == ["Войти в чат клуба", "Ссылка не открывается"]
    link = olga.last.buttons[0].url
    assert (await club.club()).link == link
    await club.comes(olga)
    assert await state_of(hall, club, olga) is MemberState.MEMBER
    assert (await club.club()).members == 4


async def test_agreeing_in_words_is_agreeing(hall: ClubHall, club: ClubChat) -> None:
    olga = await olga_of(hall)
    await olga.says("клубы")
    await olga.says("Слово за слово")
    await olga.says("вступить")
    assert any("Войти в чат" in shown.labels[0] for shown in olga.heard if shown.buttons) is False
    await olga.says("да")
    assert "Нажмите кнопку, и откроется чат" in olga.last.text


async def test_who_does_not_agree_is_back_at_the_card(hall: ClubHall, club: ClubChat) -> None:
    olga = await olga_of(hall)
    await olga.says("/clubs")
    await olga.presses("Слово за слово")
    await olga.presses("Вступить")
    await olga.presses("Не сейчас")
    assert "Вступить" in olga.buttons
    assert await state_of(hall, club, olga) is None


async def test_a_link_that_does_not_open_is_made_anew_and_the_next_one_gets_the_new(
    hall: ClubHall, club: ClubChat
) -> None:
    olga, pavel = await olga_of(hall), await hall.person(106, "Павел")
    for one in (olga, pavel):
        await one.presses(data=f"g:club-join:{club.number}-yes")
    old = olga.last.buttons[0].url
    assert pavel.last.buttons[0].url == old
    assert len(club.network.acts(Act.INVITE)) == 1
    await olga.presses("Ссылка не открывается")
    new = olga.last.buttons[0].url
    assert new != old
    await pavel.presses("Ссылка не открывается")
    assert pavel.last.buttons[0].url in (new, (await club.club()).link)


async def test_where_the_line_may_make_no_links_people_hear_it_and_so_do_moderators(
    hall: ClubHall, club: ClubChat, vera: Phone
) -> None:
    olga = await olga_of(hall)
    club.network.closed.add(club.address.chat)
    await olga.presses(data=f"g:club-join:{club.number}-yes")
    assert "сейчас не получить" in olga.last.text
    assert "приглашать участников" in vera.last.text


async def test_a_moderator_says_yes_and_the_link_comes(hall: ClubHall, club: ClubChat, vera: Phone) -> None:
    await club.change(entry=Entry.APPROVAL)
    olga = await olga_of(hall)
    await olga.says("/clubs")
    await olga.presses("Слово за слово")
    assert "сначала принимает ведущий" in olga.last.text
    await olga.presses("Вступить")
    await olga.presses("Прочитал(а), согласен(на)")
    assert "передали ведущему" in olga.last.text
    assert "Ольга К. просится" in vera.last.text
    assert "Ким" not in vera.last.text
    await vera.presses("Принять")
    assert "Войти в чат клуба" in olga.last.labels
    assert club.network.acts(Act.INVITE)[-1].wants["asks"] is True  # type: ignore[index]
    # Who came by the link knocks there, and is let in without a word.
    assert await club.asks_in(olga) == []
    assert [one.target for one in club.network.acts(Act.ACCEPT)] == [OLGA]


async def test_two_moderators_decide_once(hall: ClubHall, club: ClubChat, vera: Phone) -> None:
    second = await hall.person(302, "Пётр")
    await club.runs(second)
    room = await hall.opens_moderators_room(vera, second)
    await club.change(entry=Entry.APPROVAL)
    olga = await olga_of(hall)
    await olga.presses(data=f"g:club-join:{club.number}-yes")
    await second.presses("Отклонить")
    assert "не смог принять" in olga.last.text
    await room.presses("Принять")
    assert "уже решено" in room.toasts[-1]
    assert await state_of(hall, club, olga) is MemberState.DECLINED
    # Asking again at once is answered kindly, and nobody is asked twice.
    before = len(vera.heard)
    await olga.presses(data=f"g:club-join:{club.number}-yes")
    assert "Попробуйте завтра" in olga.last.text
    assert len(vera.heard) == before


async def test_a_resident_decides_nothing_with_a_moderators_button(
    hall: ClubHall, club: ClubChat, anna: Phone
) -> None:
    await club.change(entry=Entry.APPROVAL)
    olga = await olga_of(hall)
    await olga.presses(data=f"g:club-join:{club.number}-yes")
    person = await hall.known(olga)
    await anna.presses(data=f"g:club-let:{club.number}-{person.id}-1")
    assert await state_of(hall, club, olga) is MemberState.ASKED


async def test_who_knocks_at_the_chat_reads_the_rules_first(hall: ClubHall, club: ClubChat) -> None:
    olga = await olga_of(hall)
    (letter,) = await club.asks_in(olga)
    assert "Будьте добры друг к другу." in letter
    assert club.network.acts(Act.ACCEPT) == []
    await olga.presses("Прочитал(а), согласен(на)")
    assert [one.target for one in club.network.acts(Act.ACCEPT)] == [OLGA]
    assert "Вас впустили" in olga.last.text


async def test_who_knocks_and_cannot_be_written_to_is_left_to_the_moderators(
    hall: ClubHall, club: ClubChat, vera: Phone
) -> None:
    olga = await olga_of(hall, opened=False)
    assert await club.asks_in(olga) == []
    assert "не открывал бота" in vera.last.text
    await vera.presses("Отклонить")
    assert [one.target for one in club.network.acts(Act.DECLINE)] == [OLGA]
    assert club.network.acts(Act.ACCEPT) == []


async def test_leaving_in_private_takes_one_out_of_the_chat(
    hall: ClubHall, club: ClubChat, anna: Phone
) -> None:
    await anna.says("/clubs")
    await anna.presses("✓ Слово за слово")
    await anna.presses("Выйти из клуба")
    await anna.presses("Да, выйти")
    assert "Вы вышли" in "\n".join(anna.texts[-2:])
    removed = [one.target for one in club.network.acts(Act.REMOVE)]
    # VK lets nobody come back whom it was told to take out: there people leave by themselves.
    assert removed == ([anna.account] if hall.messenger == TELEGRAM else [])
    assert any("выйдите из него сами" in text for text in anna.texts) is (hall.messenger == VK)
    await club.leaves(anna)
    assert await state_of(hall, club, anna) is MemberState.LEFT
    assert (await club.club()).members == 2


async def test_leaving_the_chat_is_leaving_the_club(hall: ClubHall, club: ClubChat, anna: Phone) -> None:
    await club.leaves(anna)
    assert await state_of(hall, club, anna) is MemberState.LEFT
    await anna.says("/clubs")
    assert "Слово за слово" in anna.buttons


async def test_who_writes_in_the_chat_is_a_member_whoever_added_them(
    hall: ClubHall, club: ClubChat, line: TheLine
) -> None:
    olga = await olga_of(hall)
    await club.of(olga).says("Здравствуйте!")
    assert await state_of(hall, club, olga) is MemberState.MEMBER


async def test_a_closed_door_is_not_offered(hall: ClubHall, club: ClubChat, vera: Phone) -> None:
    await club.change(settings={"lost": 1.0})
    olga = await olga_of(hall)
    await olga.says("/clubs")
    await olga.presses("Слово за слово")
    assert "Вступить" not in olga.buttons
    assert "что-то случилось" in olga.last.text


async def test_a_wish_that_no_letter_told_of_waits_at_the_desk(
    hall: ClubHall, club: ClubChat, vera: Phone
) -> None:
    await club.change(entry=Entry.APPROVAL)
    vera.network.closed.add(vera.account)
    olga = await olga_of(hall)
    await olga.presses(data=f"g:club-join:{club.number}-yes")
    vera.network.closed.clear()
    await vera.presses(data=f"g:club-desk:{club.number}")
    await vera.presses("Просятся в клуб: 1")
    await vera.presses("1. Ольга К.")
    await vera.presses("Принять")
    assert "Войти в чат клуба" in olga.last.labels


async def test_who_was_taken_out_comes_back_by_a_moderators_yes_only(
    hall: ClubHall, club: ClubChat, vera: Phone, line: TheLine
) -> None:
    olga = await olga_of(hall)
    person = await hall.known(olga)
    async with line.acting(vera.messenger, vera.account) as services:
        await services.work.clubs.place(club.number, person.id, MemberState.REMOVED, OLGA, line.now)
    await olga.presses(data=f"g:club-join:{club.number}-yes")
    assert "передали ведущему" in olga.last.text
    assert club.network.acts(Act.INVITE) == []
    await vera.presses("Принять")
    assert [one.target for one in club.network.acts(Act.ADMIT)] == [OLGA]
    assert "Войти в чат клуба" in olga.last.labels


async def test_who_writes_of_crosswords_is_shown_the_clubs(club: ClubChat, anna: Phone) -> None:
    (shown,) = await anna.says("Кроссворд")
    assert shown.startswith("Клубы по интересам")


async def test_crosswords_that_somebody_wants_bought_are_no_club(club: ClubChat, anna: Phone) -> None:
    await begins_groceries(anna)
    asked = anna.last.text
    assert not any("Клубы по интересам" in one for one in await anna.says("Кроссворды"))
    assert anna.last.text != asked
