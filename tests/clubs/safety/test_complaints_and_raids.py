"""Complaints that nobody in the chat sees, and raids during which the line keeps silent."""

from __future__ import annotations

import pytest

from bot.flows.clubs.safety import complaining
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


async def strangers(hall: ClubHall, number: int) -> list[Phone]:
    """People whom nobody knows."""
    return [await hall.person(700 + one, f"Гость {one}", opened=False) for one in range(number)]


async def test_a_complaint_leaves_the_chat_at_once_and_both_hear_what_came_of_it(
    club: ClubChat, anna: Phone, ivan: Phone, room: Phone
) -> None:
    await club.of(anna).says(RUDE)
    there = club.of(ivan)
    await there.says("жалоба", reply_to=there.screen[-1])
    assert in_chat(club) == [RUDE]
    assert "В чате никто не узнает" in ivan.last.text
    card = room.last
    assert "О ком: Анна Петрова" in card.text
    assert RUDE in card.text
    assert "Иван" not in card.text
    await room.presses("Предупредить", on=card)
    assert "приняли меры" in ivan.last.text
    assert "Причина: жалобы участников" in anna.last.text


async def test_two_who_complain_of_one_message_are_one_card(
    hall: ClubHall, club: ClubChat, anna: Phone, ivan: Phone, room: Phone
) -> None:
    await club.of(anna).says(RUDE)
    olga = await hall.person(303, "Ольга")
    for phone in (ivan, olga):
        there = club.of(phone)
        await there.says("/report грубит", reply_to=there.screen[-1])
    assert len([text for text in room.texts if text.startswith("Подозрительно")]) == 1
    assert "Написали несколько человек: 2" in room.last.text
    await room.presses("Нарушения нет")
    assert "правил там не нарушали" in ivan.last.text
    assert "правил там не нарушали" in olga.last.text


async def test_a_message_that_was_complained_of_goes_in_one_tap(
    club: ClubChat, anna: Phone, ivan: Phone, room: Phone
) -> None:
    await club.of(anna).says(RUDE)
    there = club.of(ivan)
    await there.says("жалоба", reply_to=there.screen[-1])
    await room.presses("Удалить сообщение")
    assert in_chat(club) == []


async def test_what_was_deleted_for_a_complaint_is_shown_again_by_the_undo_in_the_log(
    club: ClubChat, anna: Phone, ivan: Phone, vera: Phone, room: Phone
) -> None:
    await club.of(anna).says(RUDE)
    there = club.of(ivan)
    await there.says("/report грубит", reply_to=there.screen[-1])
    assert "грубит" in room.last.text
    await room.presses("Удалить сообщение")
    assert in_chat(club) == []
    await vera.presses(data=f"g:club-log:{club.number}")
    what = next(one for one in vera.last.labels if "удалено сообщение" in one)
    await vera.presses(what)
    await vera.presses("Отменить")
    (shown,) = in_chat(club)
    assert shown.endswith(f"пишет: {RUDE}")
    assert "грубит" not in shown


async def test_complaints_have_a_measure_and_a_flood_of_them_says_nothing_in_the_chat(
    line: TheLine, club: ClubChat, anna: Phone, ivan: Phone, room: Phone
) -> None:
    line.forgetful = False
    there = club.of(ivan)
    for number in range(12):
        await club.of(anna).says(f"Привет {number}")
        await there.says("/report", reply_to=there.screen[-1])
    await there.says("/report")
    assert len([text for text in room.texts if text.startswith("Подозрительно")]) == 5
    assert len([text for text in ivan.texts if "уже много раз" in text]) == 1
    assert not [shown for shown in club.chat.messages if not shown.by]


async def test_something_suspicious_in_private_comes_before_moderators(
    club: ClubChat, anna: Phone, room: Phone
) -> None:
    await anna.says("/report")
    await anna.says("Мне пишут в личку и просят код из СМС", forwarded=True)
    assert "Мне пишут в личку" in room.last.text
    await room.presses("Меры приняты")
    assert [text for text in anna.texts if "приняли меры" in text]


async def test_ten_who_come_at_once_are_a_raid_in_which_the_line_says_nothing(
    line: TheLine, hall: ClubHall, club: ClubChat, anna: Phone, room: Phone
) -> None:
    guests = await strangers(hall, 10)
    assert await club.comes(*guests) == []
    card = room.shown("Похоже на набег")
    await club.of(guests[0]).says("Всем привет")
    await club.of(guests[1]).says(LINK)
    assert in_chat(club) == []
    assert len([text for text in room.texts if "Сообщение №" in text]) == 0
    await line.later(minutes=31)
    assert "Задержано и ждёт решения: 2. Из них обычных, без подозрительного: 1" in card.text
    assert card.labels == ["Показать обычные: 1", "Разобрать подозрительные", "Удалить всё"]
    await room.presses("Показать обычные: 1", on=card)
    assert "Гость пишет: Всем привет" in in_chat(club)
    await room.presses("Разобрать подозрительные", on=card)
    assert LINK in room.shown("Сообщение №").text


async def test_known_people_talk_on_in_a_raid(
    line: TheLine, hall: ClubHall, club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await club.of(anna).says("Это я")
    async with line.acting(vera.messenger, vera.account) as services:
        await services.work.moderation.trust(club.number, anna.account, True)
    await club.comes(*await strangers(hall, 10))
    await club.of(anna).says("Что происходит?")
    assert in_chat(club) == ["Это я", "Что происходит?"]


async def test_nine_who_come_and_old_members_who_write_are_no_raid(
    hall: ClubHall, club: ClubChat, room: Phone
) -> None:
    for phone in await strangers(hall, 15):
        await club.of(phone).says("Доброе утро")
    await club.comes(*[await hall.person(800 + one, f"Новый {one}") for one in range(9)])
    assert not [text for text in room.texts if "набег" in text]


async def test_ten_held_messages_a_minute_are_a_raid_and_a_moderator_ends_it(
    line: TheLine, hall: ClubHall, club: ClubChat, anna: Phone, room: Phone
) -> None:
    for phone in await strangers(hall, 10):
        await club.of(phone).says(LINK)
    await room.presses("Закончить")
    assert "Тихий час окончен" in room.shown("Тихий час окончен").text
    await club.of(anna).says("Добрый день")
    assert in_chat(club)[-1] == "Добрый день"


async def test_a_moderator_begins_a_quiet_half_hour_in_private(
    line: TheLine, club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await vera.presses(data=f"g:club-raid:{club.number}")
    await vera.presses("Начать")
    await club.of(anna).says("Добрый день")
    assert in_chat(club) == []
    await vera.presses(data=f"g:club-log:{club.number}")
    assert "тихий час" in vera.last.text
    await vera.presses(vera.buttons[0])
    await vera.presses("Отменить")
    await club.of(anna).says("Добрый день ещё раз")
    assert in_chat(club) == ["Добрый день ещё раз"]


async def test_what_is_held_is_decided_in_private_as_well(
    club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await club.of(anna).says(LINK)
    await vera.presses(data=f"g:club-held:{club.number}")
    await vera.presses(vera.buttons[0])
    assert "— ссылка" in vera.last.text
    await vera.presses("Показать")
    assert in_chat(club) == [f"Анна П. пишет: {LINK}"]
    await vera.presses(data=f"g:club-log:{club.number}")
    await vera.presses(vera.buttons[0])
    await vera.presses("Отменить")
    assert in_chat(club) == []


async def test_a_moderator_gives_and_takes_trust_in_private(
    line: TheLine, club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    await club.of(anna).says("Добрый день")
    await vera.presses(data=f"g:club-people:{club.number}")
    await vera.presses("Анна Петрова · новичок")
    assert "Обычных сообщений: 1" in vera.last.text
    await vera.presses("Доверять")
    await club.of(anna).says("Рецепт: https://ru.wikipedia.org/wiki/Пирог")
    assert len(in_chat(club)) == 2
    await vera.presses(data=f"g:club-people:{club.number}-{anna.account}")
    await vera.presses("Тишина на день")
    await vera.says("много спорит")
    assert "много спорит" in anna.last.text


async def test_private_talks_of_moderation_are_closed_to_everybody_else(
    club: ClubChat, anna: Phone, ivan: Phone, room: Phone
) -> None:
    await club.of(anna).says(LINK)
    for flow in ("club-held", "club-people", "club-log", "club-raid"):
        await ivan.presses(data=f"g:{flow}:{club.number}")
        assert not [text for text in ivan.texts if "Анна" in text or "Ждут решения" in text]
    assert club.network.acts(Act.REMOVE) == []


async def test_who_knocks_during_a_raid_is_heard_after_it(
    line: TheLine, hall: ClubHall, club: ClubChat, room: Phone
) -> None:
    await club.comes(*await strangers(hall, 10))
    olga = await hall.person(303, "Ольга")
    assert await club.asks_in(olga) == []
    before = len(olga.texts)
    await line.later(minutes=40)
    assert len(olga.texts) > before


async def test_a_decision_on_a_complaint_is_taken_back_in_the_log_and_its_words_go_after_a_month(
    line: TheLine, club: ClubChat, anna: Phone, ivan: Phone, vera: Phone, room: Phone
) -> None:
    await club.of(anna).says(RUDE)
    there = club.of(ivan)
    await there.says("жалоба", reply_to=there.screen[-1])
    await room.presses("Нарушения нет")
    await vera.presses(data=f"g:club-log:{club.number}")
    await vera.presses(next(one for one in vera.last.labels if one.startswith("Отменить 1")))
    await vera.presses("Отменить")
    assert "Нарушения нет" in room.shown("Подозрительно: №").labels
    await forgotten(line, vera)
    assert RUDE in room.shown("Подозрительно: №").text
    await room.presses("Нарушения нет", on=room.shown("Подозрительно: №"))
    await forgotten(line, vera)
    async with line.reading() as work:
        kept = await work.measures.complaint(1)
    assert kept is not None
    assert kept.text == ""


async def forgotten(line: TheLine, vera: Phone) -> None:
    """A month is over for the first complaint, without the days between."""
    async with line.acting(vera.messenger, vera.account) as services:
        complaint = await services.work.measures.complaint(1)
        assert complaint is not None
        await complaining.forget(services, await services.work.clubs.get(complaint.club), complaint)
