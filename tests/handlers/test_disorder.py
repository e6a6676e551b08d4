"""What people really send: too fast, twice, the wrong thing, nothing at all: all of it gets an answer."""

from __future__ import annotations

import pytest

from bot.vocabulary import Attachment, AttachmentKind
from tests.phone import paper, photo, place, sticker, voice
from tests.talks import begins_groceries, fills_groceries, orders_groceries, takes


async def test_three_quick_messages_are_one_answer(anna):
    await begins_groceries(anna)
    answers = await anna.says_quickly("Молоко", "Хлеб", "Сыр")
    assert answers[0] == "В какой день вам удобно?"
    assert answers[1:] == ["Добавили это к тому, что вы уже написали."] * 2
    await finish(anna)
    for word in ("Молоко", "Хлеб", "Сыр"):
        assert word in anna.last.text


async def finish(person):
    """Answer what follows the list of a form for groceries."""
    await person.presses("Как можно скорее")
    await person.presses("Наличными")
    await person.says("Анна")
    await person.says("89123456789")
    await person.says("Улица Мира, 5")
    await person.presses("Северный")


async def test_messages_before_the_question_arrived_are_no_answer_to_it(anna, line):
    await begins_groceries(anna)
    await anna.says("Молоко")
    await anna.presses("Как можно скорее")
    # After a restart nobody knows whether the question arrived, and what comes counts as its answer.
    line.forgetful = False
    line.slow()
    await anna.presses("Наличными")
    await anna.says("И ещё кефир")
    await line.fast()
    assert anna.texts[-2:] == ["Как к вам обращаться?", "Добавили это к тому, что вы уже написали."]
    await anna.says("Анна")
    await anna.says("89123456789")
    await anna.says("Улица Мира, 5")
    await anna.presses("Северный")
    assert "Имя: Анна" in anna.last.text
    assert "И ещё кефир" in anna.last.text


async def test_a_button_pressed_twice_answers_once(anna):
    await begins_groceries(anna)
    await anna.says("Молоко")
    day = anna.last
    await anna.presses("Как можно скорее", on=day)
    answers = await anna.presses("Как можно скорее", on=day)
    assert answers == []
    assert "Этот ответ уже записан" in anna.toasts[-1]


async def test_two_presses_in_one_breath_answer_once(anna, line):
    await begins_groceries(anna)
    await anna.says("Молоко")
    day = anna.last
    await line.hear(anna.pressing("Как можно скорее", on=day), anna.pressing("Как можно скорее", on=day))
    assert anna.toasts[-2:] == ["", "Этот ответ уже записан. Изменить можно кнопкой «Назад»."]
    assert "заплатить" in anna.last.text


async def test_sending_twice_opens_one_request(anna, line):
    await begins_groceries(anna)
    await fills_groceries(anna)
    summary = anna.last
    await line.hear(anna.pressing("Отправить", on=summary), anna.pressing("Отправить", on=summary))
    async with line.reading() as work:
        assert len(await work.requests.open_ones()) == 1
    assert anna.toasts[-1]


async def test_a_stale_button_is_not_taken_for_an_answer(anna):
    await begins_groceries(anna)
    await anna.says("Молоко")
    old = anna.last
    await anna.says("Отмена")
    await begins_groceries(anna)
    answers = await anna.presses("Как можно скорее", on=old)
    assert "кнопка от прошлого вопроса" in anna.toasts[-1]
    assert "Что купить" in answers[-1]


async def test_a_button_of_last_month_shows_where_we_are(anna, line):
    await begins_groceries(anna)
    whom = anna.shown("Для кого")
    await anna.says("Отмена")
    await line.stands_still(days=40)
    answers = await anna.presses("Для соседа", on=whom)
    assert answers[-1].startswith("Чем помочь?")


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "a",
        "a:",
        "a:1",
        "a:1:",
        "a:x:list:yes",
        "a:99999999999999999999:list:x",
        "g:",
        "g:nowhere:",
        "g:help:",
        "g:help:household/none",
        "g:help:line/alarm",
        "g:guide:line/person",
        "g:request:",
        "g:request:999",
        "g:request:99999999999999999999999",
        "g:request:²",
        "g:rate:1-9",
        "g:which:",
        "g:offer:",
        "g:add:-1",
        "g:show:1",
        "g:desk:",
        "g:note:1",
        "g:invite:",
        "g:connect:",
        "g:about:",
        "g:drop:",
        "g:resume:",
        "r:take:1:1",
        "r:done:99999999999999999999999:1",
        "r:ask:²:1",
        "r:history:1:1",
        "r::::",
        "l:open",
        "l:<b>",
        "DROP TABLE requests",
        "\x00",
        "😀" * 16,
    ],
)
async def test_forged_data_of_a_button_has_no_power(anna, ivan, line, data):
    await orders_groceries(ivan)
    await anna.says("/start")
    await anna.presses(data=data)
    assert len(anna.toasts) == 1
    assert not any("Молоко" in text for text in anna.texts)
    assert (await anna.says("Меню"))[-1].startswith("Чем помочь?")
    async with line.reading() as work:
        (request,) = await work.requests.open_ones()
        assert request.owner is None
        assert request.version == 1


@pytest.mark.parametrize("option", ["~", "~1", "~-1", "~999999999999", "~²", "skip", "any", "yes", "x:y:z"])
async def test_a_forged_option_is_no_answer(anna, line, option):
    await begins_groceries(anna)
    await anna.says("Молоко")
    await anna.presses("Как можно скорее")
    async with line.reading() as work:
        serial = (await work.conversation(anna.address)).serial
    answers = await anna.presses(data=f"a:{serial}:payment:{option}")
    assert "заплатить" in answers[-1]


async def test_an_option_pressed_under_a_question_for_words_is_no_answer(anna, line):
    await begins_groceries(anna)
    async with line.reading() as work:
        serial = (await work.conversation(anna.address)).serial
    answers = await anna.presses(data=f"a:{serial}:list:anything")
    assert "Что купить" in answers[-1]


ODD = [
    "😀😀😀",
    "\u200b\u200f\u202e",
    "   \n\n ",
    "…",
    "<b>жирно</b>",
    "*a* _b_ `c`",
    "ي" * 50,
    "ё" * 4096,
    "\x00\x07",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
async def test_odd_texts_get_an_answer_everywhere(anna, text):
    await anna.says("/start")
    assert await anna.says(text)
    await anna.says("Меню")
    await begins_groceries(anna)
    assert await anna.says(text)
    await anna.says("Меню")
    await anna.presses("Мои заявки")
    assert await anna.says(text)


EVERYTHING = [photo(), voice(), paper(), paper(size=30 * 2**20), sticker(), place()]
EVERYTHING += [
    Attachment(AttachmentKind.VIDEO, "video-1"),
    Attachment(AttachmentKind.OTHER, name="poll"),
    Attachment(AttachmentKind.CONTACT, phone="79991112233", own=True),
    Attachment(AttachmentKind.CONTACT, phone="79991112233", own=False),
]


@pytest.mark.parametrize("sent", EVERYTHING, ids=range(len(EVERYTHING)))
async def test_every_kind_of_file_gets_an_answer_everywhere(anna, sent):
    await anna.says("/start")
    assert await anna.sends(sent)
    await anna.says("Меню")
    await begins_groceries(anna)
    assert await anna.sends(sent)
    await fills_from(anna)


async def fills_from(person):
    if "Что купить" in person.last.text:
        await person.says("Молоко")
    for step in ("Как можно скорее", "Наличными"):
        assert await person.sends(sticker())
        await person.presses(step)
    assert "обращаться" in person.last.text


async def test_ones_own_contact_outside_a_form_is_not_called_a_picture(anna):
    await anna.says("/start")
    answers = await anna.shares_contact()
    assert "картинку" not in answers[0]


async def test_an_edited_answer_is_taken_anew(anna):
    await begins_groceries(anna)
    await anna.says("Молоко")
    mine = next(shown for shown in anna.screen if shown.by and shown.text == "Молоко")
    answers = await anna.edits(mine, "Молоко и творог")
    assert answers == ["Поправили ваш ответ.", "В какой день вам удобно?"]
    await finish(anna)
    assert "Что купить: Молоко и творог" in anna.last.text


async def test_an_answer_edited_at_the_summary_changes_it(anna):
    await begins_groceries(anna)
    await anna.says("Молоко")
    mine = next(shown for shown in anna.screen if shown.by and shown.text == "Молоко")
    await finish(anna)
    answers = await anna.edits(mine, "Кефир")
    assert answers[0] == "Поправили ваш ответ."
    assert "Что купить: Кефир" in answers[-1]
    assert "Имя: Анна" in answers[-1]


async def test_an_answer_edited_into_nonsense_stays_as_it_was(anna):
    await begins_groceries(anna)
    await anna.says("Молоко")
    await anna.presses("Как можно скорее")
    await anna.presses("Наличными")
    await anna.says("Анна")
    mine = next(shown for shown in anna.screen if shown.by and shown.text == "Анна")
    answers = await anna.edits(mine, "😀")
    assert "прежний ответ остался" in answers[0]
    await anna.says("89123456789")
    await anna.says("Улица Мира, 5")
    await anna.presses("Северный")
    assert "Имя: Анна" in anna.last.text


async def test_a_message_edited_after_sending_reaches_the_worker_as_a_correction(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.says("Какой хлеб?", reply_to=maria.shown("Заявка № 1 ·"))
    await anna.says("Белый")
    mine = next(shown for shown in anna.screen if shown.by and shown.text == "Белый")
    await anna.edits(mine, "Чёрный")
    assert "Исправление: Чёрный" in maria.texts[-1]


async def test_an_edited_message_that_answered_nothing_gets_a_word(anna):
    await anna.says("/start")
    mine = next(shown for shown in anna.screen if shown.by)
    assert "напишите исправление новым сообщением" in (await anna.edits(mine, "/stop"))[0]


async def test_what_was_said_to_nobody_can_still_be_edited(anna):
    await anna.says("/start")
    await anna.says("Сколько стоит хлеп")
    mine = next(shown for shown in anna.screen if "хлеп" in shown.text)
    await anna.edits(mine, "Сколько стоит хлеб")
    await anna.presses("Передать человеку")
    await anna.presses("Да, разрешаю")
    await anna.says("Анна")
    await anna.presses("Пропустить")
    assert "Исправление: Сколько стоит хлеб" in anna.last.text


async def test_an_album_in_the_middle_of_a_form_is_one_answer(anna, maria):
    await begins_groceries(anna)
    answers = await anna.sends_album(photo("a"), photo("b"), photo("c"), text="Вот список")
    assert answers == ["В какой день вам удобно?"]
    await finish(anna)
    assert "Что купить: Вот список, 3 файла" in anna.last.text
    await anna.presses("Отправить")
    await takes(maria, 1)
    files = [shown.message.attachment.ref for shown in maria.heard if shown.message.attachment]
    assert files == ["a", "b", "c"]


async def test_two_albums_at_once_are_two_answers(anna, line):
    await begins_groceries(anna)
    one = [anna.saying("", attachments=(photo(ref),), album="one") for ref in "ab"]
    two = [anna.saying("", attachments=(photo(ref),), album="two") for ref in "cd"]
    await line.hear(*one, *two)
    await line.later(seconds=5)
    await finish(anna)
    assert "4 файла" in anna.last.text or anna.last.text.count("2 файла") == 2


async def test_a_word_after_an_album_does_not_overtake_it(anna, line):
    await begins_groceries(anna)
    album = [anna.saying("", attachments=(photo(ref),), album="one") for ref in "ab"]
    await line.hear(*album, anna.saying("и хлеб"))
    await line.later(seconds=5)
    await finish(anna)
    assert "Что купить: и хлеб, 2 файла" in anna.last.text


async def test_an_album_where_words_are_asked_for_is_kept(anna):
    await begins_groceries(anna)
    await anna.says("Молоко")
    answers = await anna.sends_album(photo("a"), photo("b"))
    assert answers
    assert "В какой день" in answers[-1]


async def test_a_photo_with_words_where_words_are_asked_for_is_not_lost(anna):
    await begins_groceries(anna)
    await anna.says("Молоко")
    await anna.presses("Как можно скорее")
    await anna.presses("Наличными")
    answers = await anna.sends(photo(), text="Анна")
    assert "позвонить" in answers[-1]


async def test_menu_in_the_middle_of_a_form_keeps_what_was_said(anna):
    await begins_groceries(anna)
    await anna.says("Молоко")
    await anna.says("Меню")
    assert anna.buttons[0] == "Продолжить заявку"
    answers = await anna.presses("Продолжить заявку")
    assert answers == ["Продолжим с того места, где остановились.", "В какой день вам удобно?"]


async def test_a_failed_turn_is_told_in_plain_words_and_to_the_staff(anna, maria, line, staff):
    await anna.says("/start")
    await line.hear(("broken", {"kind": "Said", "fields": {}}))
    assert any("не удалось обработать" in shown.text for shown in staff.messages)
    line.dead_letters = 1
    assert (await anna.says("Меню"))[-1].startswith("Чем помочь?")
