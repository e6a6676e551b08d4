"""Warnings, silences, removals: told with a reason and a term, appealed against, undone in one tap."""

from __future__ import annotations

import pytest

from bot.domain.clubs import MemberState
from bot.domain.moderation import MeasureKind
from bot.vocabulary import Act
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.line import TheLine
from tests.phone import Phone

LINK = "Смотрите все: https://example-prize.ru/win"
RUDE = "Вы все ничего не понимаете"


@pytest.fixture
async def room(hall: ClubHall, vera: Phone) -> Phone:
    """The moderators' room, as Vera has it open."""
    return await hall.opens_moderators_room(vera)


def in_chat(club: ClubChat) -> list[str]:
    """What everybody in the chat reads, the oldest first."""
    return [shown.text for shown in club.chat.messages]


async def rude(club: ClubChat, phone: Phone) -> None:
    """Somebody is rude in the chat."""
    await club.of(phone).says(RUDE)


async def test_a_warning_by_a_reply_is_told_in_private_only(
    club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await rude(club, anna)
    there = club.of(vera)
    await there.says("/warn грубит соседям", reply_to=there.screen[-1])
    assert in_chat(club) == [RUDE]
    assert "Причина: грубит соседям" in anna.last.text
    assert anna.last.labels == ["Обжаловать"]
    assert room.last.text.startswith("Предупреждение: Анна Петрова")
    assert "Кто: Вера Лисицына" in room.last.text


async def test_a_silence_keeps_quiet_where_a_messenger_can_and_deletes_where_it_cannot(
    line: TheLine, club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await rude(club, anna)
    there = club.of(vera)
    await there.says("/silence 1d ругается", reply_to=there.screen[-1])
    silenced = club.network.acts(Act.SILENCE)
    assert len(silenced) == (1 if club.network.silences else 0)
    await club.of(anna).says("А я всё равно напишу")
    assert in_chat(club) == [RUDE]
    await line.stands_still(hours=25)
    await club.of(anna).says("Простите меня")
    assert in_chat(club) == [RUDE, "Простите меня"]


async def test_a_removal_is_undone_with_a_fresh_link(
    line: TheLine, hall: ClubHall, club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await rude(club, anna)
    there = club.of(vera)
    await there.says("/remove хамит", reply_to=there.screen[-1])
    assert [letter.target for letter in club.network.acts(Act.REMOVE)] == [anna.account]
    assert await state(line, hall, club, anna) is MemberState.REMOVED
    await room.presses("Отменить")
    assert [letter.target for letter in club.network.acts(Act.ADMIT)] == [anna.account]
    assert await state(line, hall, club, anna) is MemberState.READY
    told = "\n".join(anna.texts)
    assert "отменено" in told
    assert "https://example.org/+" in anna.last.text
    assert "Отменено. Кто: Вера Лисицына" in room.last.text
    assert room.last.labels == []


async def state(line: TheLine, hall: ClubHall, club: ClubChat, phone: Phone) -> MemberState:
    """What somebody is to the club."""
    person = await hall.known(phone)
    async with line.reading() as work:
        member = await work.clubs.member(club.number, person.id)
    assert member is not None
    return member.state


async def test_a_resident_commands_nobody(club: ClubChat, anna: Phone, ivan: Phone, room: Phone) -> None:
    await rude(club, anna)
    there = club.of(ivan)
    await there.says("/remove мешает", reply_to=there.screen[-1])
    await there.says("/silence", reply_to=there.screen[-2])
    assert club.network.acts(Act.REMOVE) == []
    assert anna.texts == []


async def test_nobody_silences_who_runs_the_chat(
    hall: ClubHall, club: ClubChat, vera: Phone, room: Phone
) -> None:
    olga = await hall.person(302, "Ольга Вторая")
    await club.runs(olga)
    await club.of(olga).says(RUDE)
    there = club.of(vera)
    await there.says("/silence 7d", reply_to=there.screen[-1])
    assert "меры к ним не применить" in vera.last.text
    assert club.network.acts(Act.SILENCE) == []


async def test_a_step_of_the_ladder_from_a_deleted_message_is_taken_once(
    club: ClubChat, anna: Phone, room: Phone
) -> None:
    await club.of(anna).says(LINK)
    card = room.last
    await room.presses("Удалить", on=card)
    await room.presses("Тишина на день", on=card)
    await room.presses("Тишина на день", on=card)
    assert len([text for text in room.texts if text.startswith("Тишина до")]) == 1
    assert room.toasts[-1] == "Уже решено. Кто: Вера Лисицына"
    assert "Причина: ссылка" in anna.last.text


async def test_an_appeal_is_looked_at_by_another_moderator_first(
    line: TheLine, hall: ClubHall, club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    olga = await hall.person(302, "Ольга Вторая")
    await club.runs(olga)
    there = olga.joins(room.chat_id)
    await club.of(anna).says(LINK)
    card = room.last
    await room.presses("Удалить", on=card)
    await room.presses("Предупредить", on=card)
    await anna.presses("Обжаловать")
    await anna.says("Это рецепт пирога, я ничего не продаю")
    measure = room.shown("Человек просит пересмотреть:\nЭто рецепт пирога")
    await room.presses("Отменить меру", on=measure)
    assert room.toasts[-1].startswith("Это ваше решение")
    await there.presses("Отменить меру", on=measure)
    assert [text for text in anna.texts if "вы правы, решение отменено" in text]
    assert in_chat(club) == [f"Анна П. пишет: {LINK}"]


async def test_an_appeal_may_be_declined_and_is_heard_once(
    line: TheLine, club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await rude(club, anna)
    there = club.of(vera)
    await there.says("/warn грубит", reply_to=there.screen[-1])
    warning = anna.last
    await anna.presses("Обжаловать", on=warning)
    await anna.says("Я не грубила")
    await room.presses("Оставить в силе")
    assert "оставили решение в силе" in "\n".join(anna.texts)
    assert "осталось в силе" in room.last.text
    await anna.presses("Обжаловать", on=warning)
    assert [text for text in anna.texts if "вы уже писали" in text]


async def test_nobody_appeals_for_another(
    club: ClubChat, anna: Phone, ivan: Phone, vera: Phone, room: Phone
) -> None:
    await rude(club, anna)
    there = club.of(vera)
    await there.says("/warn грубит", reply_to=there.screen[-1])
    await ivan.presses(data="g:club-appeal:1")
    assert "Такого решения о вас нет" in "\n".join(ivan.texts)


async def test_everybody_sees_what_was_decided_about_them(
    club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await rude(club, anna)
    there = club.of(vera)
    await there.says("/warn грубит", reply_to=there.screen[-1])
    await anna.presses(data="g:club-warnings:")
    assert "предупреждение. Причина: грубит" in anna.last.text
    assert anna.last.labels[0] == "Обжаловать № 1, предупреждение"


async def test_a_swindler_is_out_of_all_clubs_with_all_that_was_said_and_comes_back_in_one_tap(
    line: TheLine, hall: ClubHall, club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    other = await hall.opens(vera, anna, name="Сад")
    await club.of(anna).says("Добрый день")
    await other.of(anna).says("И вам добрый день")
    await club.of(anna).says(LINK)
    card = room.last
    await room.presses("Это мошенник", on=card)
    assert in_chat(club) == in_chat(other) == []
    removed = {letter.address.chat for letter in club.network.acts(Act.REMOVE)}
    assert removed == {club.address.chat, other.address.chat}
    await room.presses("Отменить", on=card)
    admitted = {letter.address.chat for letter in club.network.acts(Act.ADMIT)}
    assert admitted == removed
    async with line.reading() as work:
        measures = await work.measures.of_account(club.number, anna.account)
        standing = await work.moderation.standing(club.number, anna.account)
    assert [(one.kind, one.undone) for one in measures] == [(MeasureKind.REMOVAL, True)]
    assert standing is not None
    assert standing.trusted is None
    assert room.shown("Сообщение №").labels == ["Показать", "Удалить", "Это мошенник"]


async def test_a_name_like_a_workers_is_told_at_the_door_and_all_it_says_is_held(
    line: TheLine, hall: ClubHall, club: ClubChat, room: Phone
) -> None:
    await hall.person(201, "Мария Ивановна Кузнецова", messenger="telegram")
    maria = await hall.person(201, "Мария Ивановна Кузнецова", messenger="telegram")
    await maria.says("/start")
    fake = await hall.person(666, "Mария Ивановна Kузнецова", opened=False)
    await club.comes(fake)
    card = room.shown("Оно похоже на «Мария Ивановна Кузнецова»")
    await club.of(fake).says("Здравствуйте, это соцслужба")
    assert "Здравствуйте, это соцслужба" not in in_chat(club)
    await room.presses("Это свой человек", on=card)
    await club.of(fake).says("Я внучка")
    assert in_chat(club)[-1] == "Я внучка"


async def test_a_moved_group_keeps_its_people_and_loses_no_decision(
    club: ClubChat, anna: Phone, room: Phone
) -> None:
    if club.address.messenger != "telegram":
        return
    await club.of(anna).says(LINK)
    from bot.vocabulary import Address, Moved
    from tests.network import raw

    new = Address("telegram", -1_000_999)
    moved = Moved(
        key=club.hall.line.key(), at=0.0, address=club.address, sender=anna.sender, private=False, to=new
    )
    await club.hall.line.hear(raw(moved), messenger="telegram")
    await room.presses("Показать")
    assert [shown.text for shown in club.network.chat(new.chat).messages] == [f"Анна П. пишет: {LINK}"]
