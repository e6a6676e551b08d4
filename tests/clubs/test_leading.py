"""Moderators open a club, connect its chat by a code, learn what is lacking there, and nobody else can."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.clubs import ClubState, MemberState
from bot.flows.activities.timetable import Timetable
from bot.vocabulary import Act, Address, Moved, SenderKind
from tests.clubs.club_hall import CHATS, IVAN, MARIA, ClubChat, ClubHall
from tests.hall import CLASS
from tests.line import TheLine
from tests.network import TELEGRAM, raw
from tests.phone import Phone


async def admin_of(hall: ClubHall) -> Phone:
    """Who runs the line: on Telegram, as the settings have it."""
    maria = await hall.person(MARIA, "Мария", messenger=TELEGRAM)
    await maria.says("/start")
    return maria


async def writes_a_club(maria: Phone, name: str = "Книголюбы") -> str:
    """Answer every question about a new club; the code for its chat."""
    await maria.presses("Завести новый клуб")
    await maria.says(name)
    await maria.says("Читаем и обсуждаем.")
    await maria.says("по средам")
    await maria.presses("Взять готовые")
    await maria.presses("По ссылке, сразу")
    assert "Никто из службы и ведущих их не спрашивает" in maria.last.text
    await maria.presses("Создать клуб")
    return maria.last.text.rpartition("/connect ")[2].strip()


async def connected(hall: ClubHall, maria: Phone, code: str) -> Phone:
    """The code is written in a chat that Maria runs; her phone there."""
    here = maria.joins(CHATS[TELEGRAM])
    maria.network.admins[here.chat_id] = {maria.account}
    await here.says(f"/connect {code}")
    return here


async def test_a_club_is_written_connected_and_found_by_everybody(hall: ClubHall, anna: Phone) -> None:
    maria = await admin_of(hall)
    await maria.says("/moderate")
    code = await writes_a_club(maria)
    await anna.says("/clubs")
    assert "Клубов пока нет" in anna.last.text
    here = await connected(hall, maria, code)
    assert here.texts == ["Готово: теперь это чат клуба «Книголюбы»."]
    assert "прав у бота хватает" in maria.last.text
    await anna.says("/clubs")
    assert "Книголюбы" in anna.buttons
    # The same code opens nothing again.
    other = maria.joins(CHATS[TELEGRAM] - 1)
    await other.says(f"/connect {code}")
    assert "Код не подошёл" in other.last.text


async def test_a_code_in_the_hands_of_another_connects_nothing(
    hall: ClubHall, club: ClubChat, vera: Phone, anna: Phone
) -> None:
    await vera.presses(data=f"g:club-code:{club.number}")
    code = vera.last.text.rpartition("/connect ")[2].strip()
    chat = CHATS[hall.messenger] - 5 if hall.messenger == TELEGRAM else CHATS[hall.messenger] + 5
    stolen = anna.joins(chat)
    await stolen.says(f"/connect {code}")
    assert "Код не подошёл" in stolen.last.text
    assert (await club.club()).address == club.address


async def test_the_chat_of_one_club_does_not_become_anothers(
    hall: ClubHall, club: ClubChat, vera: Phone
) -> None:
    second = await hall.opens(vera, name="Садоводы")
    await vera.presses(data=f"g:club-code:{second.number}")
    code = vera.last.text.rpartition("/connect ")[2].strip()
    await club.of(vera).says(f"/connect {code}")
    assert "уже занят" in club.texts[-1]
    assert (await club.club()).address == club.address


async def test_who_connected_hears_what_the_line_may_not_do_there(
    hall: ClubHall, club: ClubChat, vera: Phone, line: TheLine
) -> None:
    club.network.rights[club.address.chat] = ["read", "invite"]
    await vera.presses(data=f"g:club-code:{club.number}")
    code = vera.last.text.rpartition("/connect ")[2].strip()
    await club.of(vera).says(f"/connect {code}")
    assert "удалять сообщения мошенников" in vera.last.text
    assert "давать ссылку" not in vera.last.text
    # What is taken away later is told once, and shown at the desk until it is given.
    club.network.rights[club.address.chat] = ["read"]
    before = len(vera.heard)
    await line.later(minutes=41)
    assert [shown.text.count("давать ссылку") for shown in vera.heard[before:]] == [1]
    del club.network.rights[club.address.chat]
    await line.later(minutes=21)
    await vera.presses(data=f"g:club-desk:{club.number}")
    assert "не хватает прав" not in vera.last.text


async def test_a_chat_that_is_lost_is_told_once_and_found_again(
    club: ClubChat, vera: Phone, line: TheLine
) -> None:
    await vera.presses(data=f"g:club-code:{club.number}")
    await club.of(vera).says(f"/connect {vera.last.text.rpartition('/connect ')[2].strip()}")
    club.network.closed.add(club.address.chat)
    before = len(vera.heard)
    await line.later(hours=1)
    await line.later(hours=1)
    assert [text[:20] for text in vera.texts[before:]] == ["Чат клуба «Слово за "]
    club.network.closed.clear()
    await line.later(hours=1)
    assert "снова на связи" in vera.last.text
    assert (await club.club()).open_to_join()


async def test_who_runs_the_chat_no_more_moderates_no_more(
    hall: ClubHall, club: ClubChat, vera: Phone, line: TheLine
) -> None:
    await vera.says("/start")
    assert "Мои клубы: ведущему" in vera.buttons
    await vera.presses(data=f"g:club-edit:{club.number}")
    await vera.presses("О чём")
    await club.runs(vera, admin=False)
    await vera.says("Теперь всё будет по-моему")
    assert (await club.club()).about == "Разгадываем кроссворды вместе."
    assert any("только ведущие" in text for text in vera.texts)
    await vera.says("/start")
    assert "Мои клубы: ведущему" not in vera.buttons


async def test_a_power_that_was_not_confirmed_waits_for_a_reading(
    club: ClubChat, vera: Phone, line: TheLine
) -> None:
    line.now += 3600.0
    await vera.presses(data=f"g:club-edit:{club.number}")
    assert club.network.acts(Act.ADMINS)
    assert "Что изменить" in vera.last.text
    line.now += 3600.0
    club.network.admins[club.address.chat] = set()
    await vera.presses("О чём")
    assert not any("Напишите по-новому" in text for text in vera.texts)


async def test_a_resident_is_let_into_nothing_of_the_moderators(club: ClubChat, anna: Phone) -> None:
    for flow in ("club-edit", "club-desk", "club-code"):
        await anna.presses(data=f"g:{flow}:{club.number}")
        assert "Изменить" not in "".join(anna.buttons)
        assert "/connect" not in anna.last.text
    await anna.says("/moderate")
    assert any("только ведущие" in text for text in anna.texts)
    await anna.says("модератор")
    assert "Ваши клубы" not in anna.last.text


async def test_a_group_that_becomes_a_supergroup_stays_the_clubs(
    hall: ClubHall, club: ClubChat, vera: Phone, line: TheLine
) -> None:
    await club.change(link="https://example.org/old", rules_message=7)
    new = Address(club.address.messenger, club.address.chat - 900)
    club.network.members[new.chat] = set(club.network.members[club.address.chat])
    update = Moved(
        key=line.key(), at=line.now, address=club.address, sender=vera.sender, private=False, to=new
    )
    await line.hear(raw(update), messenger=new.messenger)
    found = await club.club()
    assert (found.address, found.link, found.rules_message) == (new, "", None)
    await vera.presses(data=f"g:club-desk:{club.number}")
    assert "Участников: 3" in vera.last.text


async def test_a_club_that_is_closed_says_goodbye_once_and_is_found_no_more(
    club: ClubChat, vera: Phone, anna: Phone, line: TheLine
) -> None:
    await club.change(settings={"reminder": 1})
    await vera.presses(data=f"g:club-edit:{club.number}")
    await vera.presses("Закрыть клуб")
    await vera.presses("Да, закрыть")
    assert [text[:34] for text in club.texts] == ["Клуб «Слово за слово» закрывается."]
    await club.of(anna).says("Как жаль!")
    await line.later(hours=26)
    assert len(club.texts) == 1
    await anna.says("/clubs")
    assert "Слово за слово" not in "".join(anna.buttons)
    assert (await club.club()).state is ClubState.CLOSED


async def test_a_club_shows_its_next_activity(
    hall: ClubHall, club: ClubChat, vera: Phone, anna: Phone, line: TheLine
) -> None:
    async with line.acting(vera.messenger, vera.account) as services:
        await Timetable(services).open_series(replace(CLASS, host=services.person.id))
    await vera.presses(data=f"g:club-edit:{club.number}")
    await vera.presses("Занятия клуба")
    await vera.presses("1. Утренняя зарядка")
    await anna.presses(data=f"g:club:{club.number}")
    assert "Ближайшее занятие: Утренняя зарядка" in anna.last.text
    await anna.presses("Ближайшее занятие")
    assert "коврик" in anna.last.text


async def test_names_of_clubs_do_not_repeat(hall: ClubHall, club: ClubChat, vera: Phone) -> None:
    await vera.presses(data="g:club-new:")
    await vera.says("слово за СЛОВО")
    assert any("уже есть" in text for text in vera.texts)


async def test_the_moderators_room_is_connected_by_who_runs_the_line(
    hall: ClubHall, club: ClubChat, vera: Phone
) -> None:
    maria = await admin_of(hall)
    await vera.presses(data="g:club-code:room")
    assert "/connect" not in vera.last.text
    await maria.presses(data="g:club-code:room")
    code = maria.last.text.rpartition("/connect ")[2].strip()
    room = maria.joins(-1_000_888)
    await room.says(f"/connect {code}")
    assert "это комната ведущих" in room.last.text


async def test_a_person_of_two_accounts_has_one_place_the_better_one(
    hall: ClubHall, club: ClubChat, anna: Phone, ivan: Phone, line: TheLine
) -> None:
    keeper, joining = await hall.known(anna), await hall.known(ivan)
    await club.leaves(anna)
    async with line.acting(anna.messenger, anna.account) as services:
        await services.work.clubs.change_member(club.number, keeper.id, about="Люблю пионы")
        await services.work.linking.join(keeper, joining)
    async with line.reading() as work:
        (member,) = await work.clubs.of_person(keeper.id)
    assert (member.state, member.account) == (MemberState.MEMBER, IVAN)
    assert member.about == "Люблю пионы"


async def test_a_code_written_by_a_faceless_administrator_is_answered_with_what_to_do(
    hall: ClubHall, vera: Phone
) -> None:
    secret = replace(vera.joins(CHATS[hall.messenger]), kind=SenderKind.ANONYMOUS)
    await secret.says("/connect abc")
    assert "Отключите анонимность" in secret.last.text


async def test_a_row_that_was_lost_is_planned_again(club: ClubChat, line: TheLine) -> None:
    await club.change(settings={"reminder": 1})
    await line.later(minutes=25)
    assert club.network.acts(Act.ADMINS)
    await line.later(hours=26)
    assert len(club.texts) == 1


async def test_a_chat_in_which_the_line_runs_nothing_is_told_of_as_rights_and_not_as_lost(
    club: ClubChat, vera: Phone, line: TheLine
) -> None:
    club.network.lacking = {Act.ADMINS}
    await line.later(minutes=25)
    assert "стало меньше прав" in vera.last.text
    assert (await club.club()).open_to_join()
    club.network.lacking = set()
    await line.later(minutes=25)
    assert (await club.club()).settings["missing"] == []
