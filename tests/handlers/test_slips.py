"""A finger that hits the wrong key, and words that ask for nothing."""

from __future__ import annotations

import pytest

from tests.talks import begins_groceries, calls_a_person, fills_groceries, number_in, orders_groceries, takes


async def test_a_form_that_was_cancelled_by_mistake_comes_back_with_all_answers(anna):
    await begins_groceries(anna)
    await fills_groceries(anna)
    told = await anna.says("Отмена")
    assert told[0] == "Отменили. Ничего не отправлено."
    answers = await anna.presses("Вернуть заявку")
    assert answers[0] == "Продолжим с того места, где остановились."
    assert "Что купить: Молоко и хлеб" in answers[1]
    assert number_in(await anna.presses("Отправить")) == 1


async def test_a_cancelled_form_is_gone_when_something_else_begins(anna, line):
    await begins_groceries(anna)
    await fills_groceries(anna)
    await anna.says("Отмена")
    undo = anna.shown("Отменили.")
    await anna.presses("Здоровье")
    async with line.reading() as work:
        assert "Молоко" not in str(await work.conversation(anna.address))
    await anna.presses("Вернуть заявку", on=undo)
    assert "Молоко" not in anna.last.text
    await line.later(hours=2)
    assert not any("не закончили" in text for text in anna.texts)


async def test_where_nothing_was_answered_there_is_nothing_to_bring_back(anna):
    await anna.says("/start")
    await anna.says("Позвать человека")
    told = await anna.says("Отмена")
    assert told[0] == "Отменили. Ничего не отправлено."
    assert anna.shown("Отменили.").labels == []


@pytest.mark.parametrize("typed", ["да", "Всё верно!", "ок", "правильно", "отправляйте", "Yes"])
async def test_a_summary_is_sent_in_words_too(anna, typed):
    await begins_groceries(anna)
    await fills_groceries(anna)
    assert number_in(await anna.says(typed)) == 1


@pytest.mark.parametrize("typed", ["нет", "не верно", "не отправляйте", "подождите"])
async def test_a_summary_is_not_sent_by_other_words(anna, typed):
    await begins_groceries(anna)
    await fills_groceries(anna)
    assert "принята" not in "\n".join(await anna.says(typed))


@pytest.mark.parametrize("typed", ["Спасибо!", "спасибо большое 🙏", "ок", "Понятно.", "dziękuję", "谢谢"])
async def test_thanks_are_not_taken_for_a_question(anna, typed):
    await orders_groceries(anna)
    assert (await anna.says(typed))[0].startswith("Мы рядом.")


async def test_thanks_to_a_worker_reach_the_worker(anna, maria):
    number = await calls_a_person(anna)
    await takes(maria, number)
    await maria.says("Уже иду", reply_to=maria.shown(f"Заявка № {number} ·"))
    await anna.says("Спасибо!")
    assert "Спасибо!" in maria.texts[-1]


@pytest.mark.parametrize("typed", ["да", "спасибо большое!"])
async def test_yes_to_whether_it_helped_leads_to_how_much(anna, maria, line, typed):
    number = await calls_a_person(anna)
    await takes(maria, number)
    await maria.presses("Готово", on=maria.shown(f"Заявка № {number} ·"))
    await maria.presses("Сделано")
    assert "Помогли ли мы с заявкой № 1?" in (await anna.says(typed))[0]
    await anna.says("5")
    async with line.reading() as work:
        request = await work.requests.get(number)
    assert request is not None
    assert request.rating == 5


async def test_an_emoji_that_nothing_asked_for_is_no_wrong_answer(anna):
    await anna.says("/start")
    (answer,) = await anna.says("👍")
    assert answer.startswith("Видим ваше сообщение.")
