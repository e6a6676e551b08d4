"""Whose text is it? Several requests of one person never mix."""

from __future__ import annotations

import pytest

from tests.phone import Phone, photo, voice
from tests.talks import calls_a_person, orders_groceries, takes


async def writes(worker: Phone, number: int, text: str) -> None:
    """The worker answers the card of a request."""
    await worker.says(text, reply_to=worker.shown(f"Заявка № {number} ·"))


async def test_a_reply_goes_to_the_request_of_the_message_replied_to(anna, maria, oleg):
    await orders_groceries(anna)
    await calls_a_person(anna)
    await takes(maria, 1)
    await takes(oleg, 2)
    await writes(maria, 1, "Какой хлеб купить?")
    await writes(oleg, 2, "Какая сумма в квитанции?")
    assert "Передали сотруднику, заявка № 1." in (
        await anna.says("Чёрный", reply_to=anna.shown("Какой хлеб купить?"))
    )
    assert "Чёрный" in maria.texts[-1]
    await anna.says("Две тысячи", reply_to=anna.shown("Какая сумма"))
    assert "Две тысячи" in oleg.texts[-1]
    assert not any("Две тысячи" in text for text in maria.texts)
    assert not any("Чёрный" in text for text in oleg.texts)


async def test_the_only_request_with_a_workers_message_gets_the_text(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await writes(maria, 1, "Какой хлеб купить?")
    answers = await anna.says("Чёрный, пожалуйста")
    assert answers == ["Передали сотруднику, заявка № 1."]
    assert anna.buttons == ["Это о другом"]
    assert "Чёрный, пожалуйста" in maria.texts[-1]


async def test_about_something_else_offers_what_was_said_to_a_person(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await writes(maria, 1, "Какой хлеб купить?")
    await anna.says("У соседки сломался лифт")
    await anna.presses("Это о другом")
    assert "Передать человеку" in anna.buttons
    await anna.presses("Передать человеку")
    await anna.says("Анна")
    await anna.presses("Пропустить")
    assert "У соседки сломался лифт" in anna.last.text


async def test_with_several_requests_the_line_asks_which(anna, maria, oleg):
    await orders_groceries(anna)
    await calls_a_person(anna)
    await takes(maria, 1)
    await takes(oleg, 2)
    await writes(maria, 1, "Какой хлеб купить?")
    await writes(oleg, 2, "Какая сумма?")
    answers = await anna.says("Не знаю")
    assert answers == ["К какой заявке это относится?"]
    assert anna.buttons == ["№ 1 · Продукты на дом", "№ 2 · Позвать человека", "Это о другом"]
    answers = await anna.says("позвать")
    assert answers == ["Передали сотруднику, заявка № 2."]
    assert "Не знаю" in oleg.texts[-1]
    assert not any("Не знаю" in text for text in maria.texts)


async def test_more_words_before_the_choice_go_the_same_way(anna, maria, oleg):
    await orders_groceries(anna)
    await calls_a_person(anna)
    await takes(maria, 1)
    await takes(oleg, 2)
    await writes(maria, 1, "Какой хлеб купить?")
    await writes(oleg, 2, "Какая сумма?")
    await anna.says("Не знаю,")
    await anna.says("посмотрю вечером")
    await anna.says("2")
    assert "Не знаю,\nпосмотрю вечером" in oleg.texts[-1]


async def test_an_open_form_takes_the_text_before_any_request(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await writes(maria, 1, "Какой хлеб купить?")
    await anna.says("Позвать человека")
    assert await anna.says("Чёрный хлеб, и ещё вопрос") == ["Как к вам обращаться?"]
    assert not any("Чёрный хлеб, и ещё" in text for text in maria.texts)


async def test_after_a_day_the_text_is_a_question_to_the_line(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    await writes(maria, 1, "Какой хлеб купить?")
    await line.stands_still(hours=25)
    assert "Кому передать" in (await anna.says("Чёрный, пожалуйста"))[0]


async def test_a_reply_to_an_old_message_finds_its_request_after_a_day(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    await writes(maria, 1, "Какой хлеб купить?")
    await line.stands_still(days=20)
    answers = await anna.says("Чёрный", reply_to=anna.shown("Какой хлеб"))
    assert answers == ["Передали сотруднику, заявка № 1."]


async def test_a_reply_to_a_closed_request_loses_nothing(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await writes(maria, 1, "Какой хлеб купить?")
    await maria.presses("Готово", on=maria.shown("Заявка № 1 ·"))
    await maria.presses("Сделано")
    answers = await anna.says("А молоко забыли", reply_to=anna.shown("Какой хлеб"))
    assert "уже закрыта" in "\n".join(answers)
    assert "Передать человеку" in anna.buttons
    await anna.presses("Передать человеку")
    await anna.says("Анна")
    await anna.presses("Пропустить")
    assert "А молоко забыли" in anna.last.text


@pytest.mark.parametrize("sent", [photo(), voice()], ids=["photo", "voice"])
async def test_a_photo_or_a_voice_message_outside_a_form_is_offered_to_a_person(anna, maria, sent):
    await anna.says("/start")
    answers = await anna.sends(sent)
    assert answers == ["Получили. Передать это человеку?"]
    await anna.presses("Передать человеку")
    await anna.presses("Да, разрешаю")
    await anna.says("Анна")
    await anna.presses("Пропустить")
    assert "Что случилось: 1 файл" in anna.last.text
    await anna.presses("Отправить")
    await takes(maria, 1)
    assert [shown.message.attachment for shown in maria.heard if shown.message.attachment] == [sent]


async def test_words_said_to_nobody_are_passed_on_with_everything_said_after(anna, maria):
    await anna.says("/start")
    await anna.says("У меня вопрос про квитанцию")
    await anna.says("Сумма очень большая")
    await anna.sends(photo())
    await anna.presses("Передать человеку")
    await anna.presses("Да, разрешаю")
    await anna.says("Анна")
    await anna.presses("Пропустить")
    assert "У меня вопрос про квитанцию\nСумма очень большая, 1 файл" in anna.last.text


async def test_what_was_offered_and_not_passed_on_is_said_to_be_nowhere(anna):
    await anna.says("/start")
    await anna.says("У меня вопрос про квитанцию")
    answers = await anna.presses("Меню")
    assert answers[-1].startswith("Чем помочь?")


async def test_a_reply_to_an_ordinary_message_is_an_ordinary_text(anna):
    await anna.says("/start")
    answers = await anna.says("Дом и быт", reply_to=anna.last)
    assert answers[0].startswith("Дом и быт")


async def test_a_forwarded_message_is_heard_like_any_other(anna):
    await anna.says("/start")
    answers = await anna.says("Внимание! Отключение воды", forwarded=True)
    assert "Кому передать" in answers[0]


async def test_words_that_wish_something_elsewhere_answer_the_message_they_reply_to(anna, maria):
    number = await calls_a_person(anna)
    await takes(maria, number)
    await writes(maria, number, "Двух батонов хватит?")
    assert await anna.says("хватит", reply_to=anna.shown("Двух батонов")) == [
        f"Передали сотруднику, заявка № {number}."
    ]
    assert maria.last.text.endswith("\nхватит")
    await maria.says("Телефон", reply_to=maria.shown("хватит"))
    assert anna.last.text.endswith("\nТелефон")
    assert "Чем помочь?" in (await anna.says("Меню", reply_to=anna.shown("Двух батонов")))[0]
    assert "Чем помочь?" in (await anna.says("/menu", reply_to=anna.shown("Двух батонов")))[0]


async def test_a_forged_question_without_words_is_not_asked(anna, maria, line):
    await anna.says("/start")
    for forged in ("which", "about"):
        for person in (anna, maria):
            answers = await person.presses(data=f"g:{forged}:")
            assert not any("какой заявке" in text for text in answers)


async def finishes(worker, number):
    await worker.presses("Готово", on=worker.shown(f"Заявка № {number} ·"))
    await worker.presses("Сделано")


@pytest.mark.parametrize("menu_is_open", [False, True])
async def test_a_typed_number_answers_whether_it_helped(anna, maria, menu_is_open):
    number = await calls_a_person(anna)
    await takes(maria, number)
    if menu_is_open:
        await anna.says("Меню")
    await finishes(maria, number)
    assert "Спасибо!" in (await anna.says("5"))[0]
    assert maria.last.text == f"Житель оценил заявку № {number}: 5 из 5."
    assert "Спасибо!" not in (await anna.says("5"))[0]


async def test_a_number_answers_what_was_asked_last(anna, maria):
    groceries, call = await orders_groceries(anna), await calls_a_person(anna)
    for number in (groceries, call):
        await takes(maria, number)
    await finishes(maria, groceries)
    await writes(maria, call, "Какой этаж?")
    assert await anna.says("3") == [f"Передали сотруднику, заявка № {call}."]
    await anna.says("Меню")
    assert "Спасибо" not in (await anna.says("1"))[0]
