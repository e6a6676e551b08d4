"""What nobody at home may see leaves the screen at a tap or a word, and nothing of it comes back."""

from __future__ import annotations

import pytest

from bot.vocabulary import Act
from tests.talks import agrees, begins_groceries, calls_a_person, number_in, takes

PATH = "psychological/violence"
SECRET = "Он меня запирает"


@pytest.fixture
async def anna_looks(anna):
    """Anna reads about violence at home."""
    await anna.says("/start")
    await anna.presses(data=f"g:service:{PATH}")
    return anna


def on_screen(person):
    return "\n".join(shown.text for shown in person.screen)


async def test_a_service_to_hide_says_how_before_anything_else(anna_looks):
    assert "напишите: скрыть" in anna_looks.last.text
    assert "«Удалить чат»" in anna_looks.last.text
    assert anna_looks.buttons[-1] == "Быстро скрыть"
    assert len(anna_looks.buttons) <= 7


async def test_a_tap_takes_the_messages_away_and_leaves_the_plain_menu(anna_looks):
    await anna_looks.presses("Прочитать по шагам")
    title = next(shown.text for shown in anna_looks.heard if "Быстро скрыть" in shown.labels).splitlines()[0]
    await anna_looks.presses("Быстро скрыть")
    assert title not in on_screen(anna_looks)
    assert "скрыть" not in on_screen(anna_looks).casefold()
    assert anna_looks.last.text.startswith("Чем помочь?")


async def test_the_word_works_inside_the_form_and_takes_the_persons_own_words_along(anna_looks, line):
    await anna_looks.presses("Спросить человека")
    await agrees(anna_looks)
    assert anna_looks.buttons[-1] == "Быстро скрыть"
    await anna_looks.says(SECRET)
    await anna_looks.says("скрыть")
    assert SECRET not in on_screen(anna_looks)
    assert "скрыть" not in on_screen(anna_looks)
    assert anna_looks.last.text.startswith("Чем помочь?")
    assert "Продолжить заявку" not in anna_looks.buttons
    async with line.reading() as work:
        assert SECRET not in str(await work.conversation(anna_looks.address))
    before = len(anna_looks.screen)
    await line.later(hours=1)
    assert len(anna_looks.screen) == before


async def test_what_was_left_for_another_place_is_hidden_too(anna_looks):
    await anna_looks.presses("Спросить человека")
    await agrees(anna_looks)
    await anna_looks.says(SECRET)
    await anna_looks.says("Меню")
    await anna_looks.says("скрыть")
    assert SECRET not in on_screen(anna_looks)
    assert "Продолжить заявку" not in anna_looks.buttons


async def test_a_message_that_arrives_after_the_tap_goes_as_well(anna_looks, line):
    line.forgetful = False
    line.slow()
    await anna_looks.presses("Прочитать по шагам")
    await anna_looks.says("скрыть")
    await line.fast()
    assert "Быстро скрыть" not in str([shown.labels for shown in anna_looks.screen])


async def test_the_answer_to_words_of_violence_stays_until_it_is_hidden(anna):
    answers = await anna.says("муж меня бьёт")
    assert "напишите: скрыть" in answers[0]
    assert answers[0] in anna.texts
    await anna.says("скрыть")
    assert "бьёт" not in on_screen(anna)
    assert "Вы не виноваты" not in on_screen(anna)


async def test_what_is_too_old_for_the_messenger_is_left_and_breaks_nothing(anna_looks, line):
    await line.stands_still(days=3)
    await anna_looks.says("скрыть")
    assert anna_looks.last.text.startswith("Чем помочь?")
    assert not [
        one for one in line.network.letters if one.act is Act.DELETE and len(one.wants["messages"]) > 1
    ]


async def test_other_talks_are_not_traced_and_another_draft_stays(anna, line):
    await begins_groceries(anna)
    await anna.says("Молоко")
    assert "Быстро скрыть" not in str([shown.labels for shown in anna.screen])
    async with line.reading() as work:
        assert (await work.conversation(anna.address)).traces == ()
    await anna.says("скрыть")
    assert "Продолжить заявку" in anna.buttons
    await anna.presses("Продолжить заявку")
    assert "В какой день" in anna.last.text


async def begins_to_tell(person):
    """Begin the form about violence at home, up to her words."""
    await person.presses(data=f"g:help:{PATH}")
    await agrees(person)
    await person.presses("Нет, пишите здесь")


async def test_no_reminder_of_what_was_begun_comes_when_somebody_else_may_hold_the_telephone(
    anna_looks, line
):
    await begins_to_tell(anna_looks)
    before = len(anna_looks.screen)
    await line.later(hours=2)
    assert len(anna_looks.screen) == before
    await anna_looks.says("Меню")
    await anna_looks.presses("Продолжить заявку")
    assert "нужнее" in anna_looks.last.text


async def test_what_was_begun_does_not_come_back_by_itself_after_something_else(anna_looks):
    await begins_to_tell(anna_looks)
    await calls_a_person(anna_looks)
    assert "Заявка №" in anna_looks.last.text
    assert "нужнее" not in anna_looks.last.text


async def test_the_answer_to_words_of_violence_carries_the_button_and_a_flood_or_a_block_does_not_stop_it(
    anna, maria, line
):
    await anna.says("муж меня бьёт")
    assert "Быстро скрыть" in anna.shown("Вы не виноваты").labels
    for _ in range(40):
        await anna.says("да")
    await anna.presses("Быстро скрыть", on=anna.shown("Вы не виноваты"))
    assert "Вы не виноваты" not in on_screen(anna)


async def test_what_a_worker_answers_about_it_can_be_hidden_too(anna_looks, oleg):
    await begins_to_tell(anna_looks)
    await anna_looks.presses("Поговорить с психологом")
    await anna_looks.presses("Пропустить")
    await anna_looks.says("Аня")
    number = number_in(await anna_looks.presses("Отправить"))
    await takes(oleg, number)
    await oleg.says("Мы поможем уйти от него", reply_to=oleg.shown(f"Заявка № {number}"))
    assert "уйти от него" in on_screen(anna_looks)
    await anna_looks.says("скрыть")
    assert "уйти от него" not in on_screen(anna_looks)
    assert f"Заявку № {number} взял" not in on_screen(anna_looks)
    await anna_looks.says("Мои заявки")
    assert "Страшно дома" not in on_screen(anna_looks)
    assert f"№ {number} · Позвать человека" in anna_looks.last.text


async def test_what_is_written_after_words_of_violence_can_be_hidden_too(anna, oleg):
    await anna.says("муж меня бьёт")
    await anna.says("Он в соседней комнате")
    await takes(oleg, 1)
    await anna.says("скрыть")
    assert "в соседней комнате" not in on_screen(anna)
    assert "№ 1" not in on_screen(anna)
    await anna.says("Мои заявки")
    assert "ТРЕВОГА" not in on_screen(anna)


async def asks_for_help(person):
    """Leave a request about violence at home; its number."""
    await begins_to_tell(person)
    await person.presses("Поговорить с психологом")
    await person.presses("Пропустить")
    await person.says("Аня")
    return number_in(await person.presses("Отправить"))


ANSWER = "Мы поможем уйти от него"


async def test_after_hiding_nothing_of_it_comes_to_the_screen_until_she_writes_herself(
    anna_looks, oleg, line
):
    number = await asks_for_help(anna_looks)
    await anna_looks.says("скрыть")
    before = len(anna_looks.screen)
    await takes(oleg, number)
    await oleg.says(ANSWER, reply_to=oleg.shown(f"Заявка № {number}"))
    assert "человек скрыл переписку" in oleg.last.text
    assert "Доставлено" not in str(oleg.texts[-2:])
    await line.later(days=2)
    assert len(anna_looks.screen) == before

    await anna_looks.says("Меню")
    assert anna_looks.last.text == "Для вас есть новое сообщение."
    assert ANSWER not in on_screen(anna_looks)
    assert "взял" not in on_screen(anna_looks)
    shown = await anna_looks.presses("Показать")
    assert "взял" in shown[0]
    assert ANSWER in shown[1]
    assert "Доставлено" in oleg.last.text
    await anna_looks.says("скрыть")
    assert ANSWER not in on_screen(anna_looks)
    assert "новое сообщение" not in on_screen(anna_looks)


async def test_without_hiding_the_answer_comes_at_once(anna_looks, oleg):
    number = await asks_for_help(anna_looks)
    await takes(oleg, number)
    await oleg.says(ANSWER, reply_to=oleg.shown(f"Заявка № {number}"))
    assert ANSWER in on_screen(anna_looks)
    assert "Доставлено" in oleg.last.text


async def test_what_is_said_again_is_heard_and_the_next_answer_comes(anna_looks, oleg):
    number = await asks_for_help(anna_looks)
    await takes(oleg, number)
    await anna_looks.says("скрыть")
    await anna_looks.says("Меню")
    assert "новое сообщение" not in on_screen(anna_looks)
    await oleg.says(ANSWER, reply_to=oleg.shown(f"Заявка № {number}"))
    assert ANSWER in on_screen(anna_looks)


async def test_hiding_twice_is_still_hiding(anna_looks, oleg):
    number = await asks_for_help(anna_looks)
    await takes(oleg, number)
    await anna_looks.says("скрыть")
    await oleg.says(ANSWER, reply_to=oleg.shown(f"Заявка № {number}"))
    await anna_looks.says("скрыть")
    assert "новое сообщение" not in on_screen(anna_looks)


async def test_an_answer_on_its_way_while_it_is_hidden_goes_at_once_and_the_worker_knows(
    anna_looks, oleg, line
):
    line.forgetful = False
    number = await asks_for_help(anna_looks)
    await takes(oleg, number)
    card = oleg.shown(f"Заявка № {number}")
    line.slow()
    await oleg.says(ANSWER, reply_to=card)
    await anna_looks.says("скрыть")
    await line.fast()
    assert ANSWER not in on_screen(anna_looks)
    assert "сразу убрали с экрана" in oleg.last.text


async def test_the_end_of_it_waits_as_well_and_other_requests_are_told_of(anna_looks, oleg):
    number = await asks_for_help(anna_looks)
    other = await calls_a_person(anna_looks)
    await anna_looks.presses(data=f"g:service:{PATH}")
    await takes(oleg, number)
    await takes(oleg, other)
    await anna_looks.says("скрыть")
    before = len(anna_looks.heard)
    await oleg.says("По квитанции всё верно", reply_to=oleg.shown(f"Заявка № {other}"))
    assert [one.text for one in anna_looks.heard[before:]] == [anna_looks.last.text]
    assert "По квитанции" in anna_looks.last.text
    await oleg.presses("Готово", on=oleg.shown(f"Заявка № {number}"))
    await oleg.presses(oleg.buttons[0])
    assert "По квитанции" in anna_looks.last.text
