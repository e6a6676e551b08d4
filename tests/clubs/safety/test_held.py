"""A newcomer's message with a link: out of the chat at once, before a moderator, and what they decide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.vocabulary import Act, Lane, SenderKind
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.line import TheLine
from tests.phone import Phone, photo, sticker, voice

LINK = "Смотрите все: https://example-prize.ru/win"
HELLO = "Добрый день всем!"


@pytest.fixture
async def room(hall: ClubHall, vera: Phone) -> Phone:
    """The moderators' room, as Vera has it open."""
    return await hall.opens_moderators_room(vera)


def in_chat(club: ClubChat) -> list[str]:
    """What everybody in the chat reads, the oldest first."""
    return [shown.text for shown in club.chat.messages]


async def test_a_newcomers_link_leaves_the_chat_and_waits_before_moderators(
    club: ClubChat, anna: Phone, room: Phone
) -> None:
    there = club.of(anna)
    await there.says(HELLO)
    await there.says(LINK)
    assert in_chat(club) == [HELLO]
    assert room.last.labels == ["Показать", "Удалить", "Это мошенник"]
    assert "Анна Петрова пишет:\n" + LINK in room.last.text
    assert "— ссылка: " in room.last.text
    (letter,) = club.network.acts(Act.DELETE)
    assert letter.lane is Lane.CRISIS


async def test_its_author_is_told_kindly_and_once_a_day(
    line: TheLine, club: ClubChat, anna: Phone, room: Phone
) -> None:
    there = club.of(anna)
    await there.says(LINK)
    assert "сначала прочитает ведущий" in anna.last.text
    told = len(anna.texts)
    await there.says(LINK)
    assert len(anna.texts) == told
    await line.stands_still(hours=25)
    await there.says(LINK)
    assert len([text for text in anna.texts if "сначала прочитает" in text]) == 2


async def test_who_never_opened_the_line_reads_one_line_in_the_chat_for_all(
    line: TheLine, hall: ClubHall, club: ClubChat, room: Phone
) -> None:
    line.forgetful = False  # A restart may let the line say it once more.
    for number in range(3):
        stranger = await hall.person(900 + number, f"Пришелец {number}", opened=False)
        await club.of(stranger).says(LINK)
    assert in_chat(club) == ["Сообщения новичков со ссылками и телефонами сначала читает ведущий."]


async def test_shown_it_stands_in_the_chat_in_the_authors_name(
    club: ClubChat, anna: Phone, room: Phone
) -> None:
    await club.of(anna).says(LINK)
    await room.presses("Показать")
    assert in_chat(club) == [f"Анна П. пишет: {LINK}"]
    assert "Показано в чате. Кто: Вера Лисицына" in room.last.text
    assert room.last.labels == ["Отменить"]
    await room.presses("Отменить")
    assert in_chat(club) == []
    assert room.last.labels == ["Показать", "Удалить", "Это мошенник"]


async def test_a_picture_comes_back_with_its_words(club: ClubChat, anna: Phone, room: Phone) -> None:
    await club.of(anna).sends(photo(), text=LINK)
    assert [one.message.attachment for one in room.heard][-1] == photo()
    card = room.shown("Сообщение №")
    await room.presses("Показать", on=card)
    (shown,) = club.chat.messages
    assert shown.message.attachment == photo()
    assert shown.text == f"Анна П. пишет: {LINK}"


async def test_deleted_it_stays_out_and_the_ladder_is_offered(
    club: ClubChat, anna: Phone, room: Phone
) -> None:
    await club.of(anna).says(LINK)
    await room.presses("Удалить")
    assert in_chat(club) == []
    assert "не стал показывать" in anna.last.text
    assert room.last.labels == [
        *("Предупредить", "Тишина 10 минут", "Тишина на день", "Тишина на неделю", "Убрать из чата"),
        "Отменить",
    ]


async def test_of_two_moderators_one_decides_and_the_other_is_told_who(
    hall: ClubHall, club: ClubChat, anna: Phone, room: Phone
) -> None:
    olga = await hall.person(302, "Ольга Вторая")
    await club.runs(olga)
    there = olga.joins(room.chat_id)
    await club.of(anna).says(LINK)
    card = room.last
    await club.hall.line.hear(
        room.pressing("Показать", on=card), there.pressing("Удалить", on=card), messenger=room.messenger
    )
    assert in_chat(club) == [f"Анна П. пишет: {LINK}"]
    assert there.toasts == ["Уже решено. Кто: Вера Лисицына"]


async def test_who_does_not_run_the_chat_decides_nothing(
    hall: ClubHall, club: ClubChat, anna: Phone, ivan: Phone, room: Phone
) -> None:
    await club.of(anna).says(LINK)
    there = ivan.joins(room.chat_id)
    await there.presses("Показать", on=room.last)
    assert in_chat(club) == []
    assert there.toasts == ["Клуб «Слово за слово» ведут другие. Решать могут те, кто управляет его чатом."]
    data = room.last.buttons[0].data
    await ivan.presses(data=data)
    assert in_chat(club) == []


async def test_without_a_moderators_room_the_card_is_in_private(
    club: ClubChat, anna: Phone, vera: Phone
) -> None:
    await club.of(anna).says(LINK)
    await vera.presses("Показать")
    assert in_chat(club) == [f"Анна П. пишет: {LINK}"]


async def test_moderators_write_what_they_like(club: ClubChat, vera: Phone, room: Phone) -> None:
    await club.of(vera).says(LINK)
    assert in_chat(club) == [LINK]
    await club.runs(vera, admin=False)
    await club.of(vera).says(LINK)
    assert in_chat(club) == [LINK]


async def test_trust_grows_by_ordinary_messages_and_days(
    line: TheLine, club: ClubChat, anna: Phone, room: Phone
) -> None:
    there = club.of(anna)
    for number in range(10):
        await line.later(minutes=2)
        await there.says(f"Сегодня хорошая погода, {number}")
    await there.says(LINK)
    assert LINK not in in_chat(club)
    await line.stands_still(days=3)
    await there.says("А вот и рецепт: https://ru.wikipedia.org/wiki/Пирог")
    assert in_chat(club)[-1].startswith("А вот и рецепт")


async def test_ten_words_in_one_breath_are_no_ten_messages(
    line: TheLine, club: ClubChat, anna: Phone, room: Phone
) -> None:
    there = club.of(anna)
    for number in range(10):
        await there.says(f"слово {number}")
    await line.stands_still(days=4)
    await there.says(LINK)
    assert LINK not in in_chat(club)


async def test_what_was_written_before_trust_is_not_changed_in_its_shelter(
    line: TheLine, club: ClubChat, anna: Phone, vera: Phone, room: Phone
) -> None:
    there = club.of(anna)
    await there.says(HELLO)
    before = there.screen[-1]
    async with line.acting(vera.messenger, vera.account) as services:
        await services.work.moderation.trust(club.number, anna.account, True)
    await there.says("Уже со мной знакомы")
    after = there.screen[-1]
    await there.edits(after, "Рецепт: https://ru.wikipedia.org/wiki/Пирог")
    assert in_chat(club) == [HELLO, "Рецепт: https://ru.wikipedia.org/wiki/Пирог"]
    await there.edits(before, "Рецепт: https://ru.wikipedia.org/wiki/Пирог")
    assert len(in_chat(club)) == 1


async def test_an_edited_newcomers_message_is_judged_again(club: ClubChat, anna: Phone, room: Phone) -> None:
    there = club.of(anna)
    await there.says(HELLO)
    await there.edits(there.screen[-1], LINK)
    assert in_chat(club) == []
    assert LINK in room.last.text


async def test_a_text_that_is_edited_into_a_picture_with_a_code_is_held(
    club: ClubChat, anna: Phone, room: Phone
) -> None:
    there = club.of(anna)
    await there.says(HELLO)
    await there.edits(there.screen[-1], "Мой кот", photo("one"))
    assert len(club.chat.messages) == 1
    club.network.codes = ["https://example-prize.ru"]
    await there.edits(there.screen[-1], "Мой кот", photo("two"))
    assert in_chat(club) == []
    assert "картинка с QR-кодом: https://example-prize.ru" in room.shown("Мой кот").text


async def test_voices_stickers_and_albums_pass_and_pictures_with_codes_do_not(
    club: ClubChat, anna: Phone, room: Phone
) -> None:
    there = club.of(anna)
    await there.sends(voice())
    await there.sends(sticker())
    await there.sends_album(photo("one"), photo("two"))
    assert len(club.chat.messages) == 4
    club.network.codes = ["https://example-prize.ru"]
    await there.sends(photo("three"), text="Мой кот")
    assert len(club.chat.messages) == 4
    assert "картинка с QR-кодом: https://example-prize.ru" in room.shown("Мой кот").text


async def test_an_album_goes_whole(club: ClubChat, anna: Phone, room: Phone) -> None:
    await club.of(anna).sends_album(photo("one"), photo("two"), photo("three"), text=LINK)
    assert in_chat(club) == []
    await room.presses("Показать")
    assert [one.message.attachment for one in club.chat.messages if one.message.attachment] == [
        photo("one"),
        photo("two"),
        photo("three"),
    ]


async def test_channels_and_bots_are_held_and_the_clubs_own_channel_is_not(
    club: ClubChat, anna: Phone, room: Phone
) -> None:
    channel = replace(club.of(anna), account=-100_500, name="Выгодно", kind=SenderKind.CHANNEL)
    await channel.says("Новости канала", linked=True)
    await channel.says("Подписывайтесь на нас")
    robot = replace(club.of(anna), account=777, name="Помощник", kind=SenderKind.BOT)
    await robot.says("Привет")
    assert in_chat(club) == ["Новости канала"]
    await room.presses("Это мошенник", on=room.shown("Подписывайтесь"))
    assert [letter.target for letter in club.network.acts(Act.BAR)] == [-100_500]
    await room.presses("Отменить", on=room.shown("Подписывайтесь"))
    assert [letter.target for letter in club.network.acts(Act.ADMIT)] == [-100_500]


async def test_an_anonymous_administrator_may_talk_and_not_command(club: ClubChat, anna: Phone) -> None:
    nobody = replace(club.of(anna), account=club.address.chat, name="Клуб", kind=SenderKind.ANONYMOUS)
    await nobody.says(LINK)
    club.hall.line.forgetful = False  # A restart may let the line say it once more.
    assert await nobody.says("/warn за дело") == [
        "Команды от имени группы бот не выполняет: не видно, кто пишет. Напишите боту в личном чате."
    ]
    assert await nobody.says("/warn за дело") == []
    assert in_chat(club)[0] == LINK


async def test_five_held_messages_are_an_hour_of_silence_that_one_tap_ends(
    line: TheLine, club: ClubChat, anna: Phone, room: Phone
) -> None:
    there = club.of(anna)
    for _ in range(5):
        await there.says(LINK)
    card = room.shown("Тишина до")
    assert "Кто: бот" in card.text
    await there.says(HELLO)
    assert in_chat(club) == []
    await room.presses("Отменить", on=card)
    await there.says(HELLO)
    assert in_chat(club) == [HELLO]
    assert "отменено" in anna.last.text


async def test_nobody_decides_for_a_week(line: TheLine, club: ClubChat, anna: Phone, room: Phone) -> None:
    await club.of(anna).says(LINK)
    await line.stands_still(hours=26)
    assert [text for text in room.texts if "ждут решения 1 сообщение" in text]
    await line.stands_still(days=7)
    assert "Неделю никто не решал" in room.shown("Сообщение №").text
    assert "так никто и не посмотрел" in anna.last.text


async def test_words_go_a_month_after_the_decision_and_reasons_stay(
    line: TheLine, club: ClubChat, anna: Phone, room: Phone
) -> None:
    await club.of(anna).says(LINK)
    await room.presses("Удалить")
    await line.stands_still(days=31)
    async with line.reading() as work:
        held = await work.moderation.held(1)
    assert held is not None
    assert (held.content, held.kinds) == ({}, ("link",))
    assert LINK not in room.shown("Сообщение №").text


async def test_where_the_line_may_not_delete_moderators_hear_it_once_an_hour(
    line: TheLine, club: ClubChat, anna: Phone, room: Phone
) -> None:
    line.forgetful = False  # A restart may let the line say it once more.
    club.network.lacking.add(Act.DELETE)
    await club.of(anna).says(LINK)
    await club.of(anna).says(LINK)
    assert len([text for text in room.texts if "не может удалять" in text]) == 1
    await line.later(minutes=61)
    club.network.lacking.clear()
    await club.of(anna).says(LINK)
    assert len([text for text in room.texts if "не может удалять" in text]) == 1


async def test_where_no_moderator_can_be_reached_who_runs_the_line_decides(
    line: TheLine, hall: ClubHall, anna: Phone
) -> None:
    maria = await hall.person(201, "Мария", messenger="telegram")
    await maria.says("/start")
    nowhere = await hall.person(304, "Ольга", opened=False)
    club = await hall.opens(nowhere, anna)
    there = club.of(anna)
    await there.says(LINK)
    await there.says(LINK)
    assert LINK in maria.last.text
    await maria.presses("Показать")
    assert in_chat(club)[-1] == f"Анна П. пишет: {LINK}"


async def test_what_could_not_be_shown_is_told(club: ClubChat, anna: Phone, room: Phone) -> None:
    await club.of(anna).says(LINK)
    club.network.refuses = "пишет: Смотрите"
    await room.presses("Показать")
    assert "не получилось" in room.last.text
    club.network.refuses = ""
    await room.presses("Отменить")
    await room.presses("Показать")
    assert in_chat(club) == [f"Анна П. пишет: {LINK}"]


async def test_a_contact_is_shown_as_what_it_says(club: ClubChat, anna: Phone, room: Phone) -> None:
    await club.of(anna).shares_contact("79123456789", own=False)
    assert in_chat(club) == []
    await room.presses("Показать")
    assert in_chat(club) == ["Анна П. пишет: Кто-то 79123456789"]
