"""Мои заявки: the state in words, a message to add, cancelling, rating, reopening."""

from __future__ import annotations

import pytest

from tests.phone import photo
from tests.talks import calls_a_person, orders_groceries, takes


async def finish(worker, number):
    """The worker ends the request from their card."""
    await worker.presses("Готово", on=worker.shown(f"Заявка № {number} ·"))
    await worker.presses("Сделано")


async def test_nobody_elses_requests_are_seen(anna, ivan):
    await orders_groceries(anna)
    await ivan.says("/start")
    assert await ivan.says("Мои заявки") == ["Открытых заявок у вас нет."]
    answers = await ivan.presses(data="g:request:1")
    assert "Такой заявки у вас нет" in answers[0]
    for verb in ("add", "withdraw", "rate", "reopen", "rate:1-5"):
        answers = await ivan.presses(data=f"g:{verb}:1")
        assert "Молоко" not in "\n".join(answers)
        assert answers[-1] == "Открытых заявок у вас нет." or "Чем помочь" in answers[-1]


async def test_the_state_of_a_request_is_told_in_words(anna, maria):
    await orders_groceries(anna)
    (mine,) = await anna.says("Мои заявки")
    assert "№ 1 · Продукты на дом · от сегодня в" in mine
    assert "Принята, ищем сотрудника." in mine
    await takes(maria, 1)
    assert "взял сотрудник: Мария" in anna.texts[-1]
    assert "Ею занимается Мария." in (await anna.says("мои заявки"))[0]
    await maria.presses("Спросить жителя")
    await maria.says("Какой хлеб?")
    assert "Ждём вашего ответа." in (await anna.says("заявки"))[0]
    await finish(maria, 1)
    assert "Выполнена." in (await anna.says("/requests"))[0]


async def test_a_message_is_added_before_and_after_somebody_took_it(anna, maria):
    await orders_groceries(anna)
    await anna.says("Мои заявки")
    await anna.presses("№ 1 · Продукты на дом")
    assert anna.buttons == ["Дополнить", "Отменить заявку", "Мои заявки"]
    await anna.presses("Дополнить")
    assert "Сотрудник прочитает, когда возьмёт" in (await anna.says("И ещё сыр"))[0]
    await takes(maria, 1)
    assert any("И ещё сыр" in text for text in maria.texts)
    await anna.says("Мои заявки")
    await anna.presses("№ 1 · Продукты на дом")
    await anna.presses("Дополнить")
    assert "Передали сотруднику" in (await anna.sends(photo(), text="вот такой"))[0]
    shown = maria.shown("вот такой")
    assert shown.message.attachment == photo()


async def test_a_resident_cancels_with_a_reason(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await anna.says("Мои заявки")
    await anna.presses("№ 1 · Продукты на дом")
    await anna.presses("Отменить заявку")
    assert "Не отменять" in anna.buttons
    await anna.presses("Не отменять")
    assert "остаётся в работе" in anna.last.text
    await anna.says("Мои заявки")
    await anna.presses("№ 1 · Продукты на дом")
    await anna.presses("Отменить заявку")
    assert "отменена" in (await anna.presses("Уже справились"))[0]
    assert any("Житель отменил заявку № 1. Причина: Уже справились." in text for text in maria.texts)
    assert "Отменена" in maria.joins().shown("Заявка № 1 ·").text


@pytest.mark.parametrize("score", [5, 4, 3, 2, 1])
async def test_the_resident_says_whether_it_helped(anna, maria, line, score):
    await orders_groceries(anna)
    await takes(maria, 1)
    await finish(maria, 1)
    asked = anna.shown("Помогли?")
    assert asked.text.startswith("Заявка № 1 выполнена: Сделано.")
    assert len(asked.buttons) == 6
    answers = await anna.presses(asked.labels[5 - score], on=asked)
    assert "Спасибо" in answers[0]
    if score <= 2:
        assert "откройте заявку № 1 снова" in answers[0]
    assert f"оценил заявку № 1: {score} из 5" in maria.texts[-1]
    async with line.reading() as work:
        assert (await work.requests.get(1)).rating == score


async def test_rating_is_offered_in_my_requests_too(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await finish(maria, 1)
    await anna.says("Мои заявки")
    await anna.presses("№ 1 · Продукты на дом")
    assert anna.buttons == ["Оценить", "Открыть снова", "Мои заявки"]
    await anna.presses("Оценить")
    assert "Спасибо" in (await anna.says("5"))[0]


async def test_typing_five_gives_five(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    await finish(maria, 1)
    await anna.presses("Открыть снова")
    await anna.says("Отмена")
    await anna.says("Мои заявки")
    await anna.presses("№ 1 · Продукты на дом")
    await anna.presses("Оценить")
    await anna.says("2")
    async with line.reading() as work:
        assert (await work.requests.get(1)).rating == 2


async def test_a_request_is_reopened_within_three_days_for_its_worker(anna, maria, line, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    await finish(maria, 1)
    await line.stands_still(days=2.9)
    await anna.presses("Открыть снова")
    answers = await anna.says("Принесли не тот хлеб")
    assert "снова открыта" in answers[0]
    assert any("Житель снова открыл заявку № 1." in text and "не тот хлеб" in text for text in maria.texts)
    assert any("Житель снова открыл заявку № 1." in shown.text for shown in staff.messages)
    assert not any("хлеб" in shown.text for shown in staff.messages)
    assert "В работе: Мария" in maria.joins().shown("Заявка № 1 ·").text


async def test_after_three_days_a_request_stays_closed(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    await finish(maria, 1)
    await line.stands_still(days=3.1)
    answers = await anna.presses("Открыть снова")
    assert "прошло больше трёх дней" in answers[0]
    assert await anna.says("Мои заявки") == ["Открытых заявок у вас нет."]


async def test_three_days_running_out_while_one_writes_are_told(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    await finish(maria, 1)
    await line.stands_still(days=2.999)
    await anna.presses("Открыть снова")
    await line.stands_still(days=0.1)
    answers = await anna.says("Принесли не тот хлеб")
    assert "прошло больше трёх дней" in "\n".join(answers)


async def test_a_request_that_staff_closed_can_be_reopened(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Закрыть без помощи")
    await maria.says("Не наш район")
    assert "Причина: Не наш район" in anna.texts[-1]
    await anna.says("Мои заявки")
    await anna.presses("№ 1 · Продукты на дом")
    assert anna.buttons == ["Открыть снова", "Мои заявки"]
    await anna.presses("Открыть снова")
    await anna.presses("Пропустить")
    assert "снова открыта" in anna.last.text


async def test_a_request_done_twice_over_is_rated_once_more_and_counts_last(anna, maria, line):
    await calls_a_person(anna)
    await takes(maria, 1)
    await finish(maria, 1)
    asked = anna.shown("Помогли?")
    await anna.presses(asked.labels[0], on=asked)
    await anna.presses(asked.labels[4], on=asked)
    async with line.reading() as work:
        assert (await work.requests.get(1)).rating == 1


async def test_a_long_list_of_requests_is_paged(anna):
    for number in range(1, 11):
        assert await calls_a_person(anna, f"Вопрос {number}") == number
    (mine,) = await anna.says("Мои заявки")
    assert "№ 10 ·" in mine
    assert anna.buttons[-1] == "Ещё…"
    await anna.presses("Ещё…")
    assert "№ 10 · Позвать человека · Вопрос 10" in anna.buttons
    assert "Меню" in anna.buttons
    await anna.presses("№ 10 · Позвать человека · Вопрос 10")
    assert "№ 10" in anna.last.text
    await anna.says("Назад")
    (answer,) = await anna.says("2")
    assert "№ 2 ·" in answer


async def test_two_requests_of_one_service_are_told_apart_by_their_first_words(anna):
    await orders_groceries(anna, "Молоко и хлеб")
    await anna.says("/start")
    await calls_a_person(anna, "Не понимаю квитанцию за воду и за свет, помогите")
    await calls_a_person(anna, "Потеряла паспорт")
    (mine,) = await anna.says("Мои заявки")
    assert "№ 1 · Продукты на дом · от" in mine
    assert "№ 3 · Позвать человека (Потеряла паспорт) · от" in mine
    assert anna.buttons[0] == "№ 1 · Продукты на дом"
    assert anna.buttons[2] == "№ 3 · Позвать челове… · Потеряла паспорт"
    assert "Не понимаю" in anna.buttons[1]
    assert max(map(len, anna.buttons)) <= 40


async def test_two_requests_in_the_same_words_are_told_apart_by_their_time(anna, line):
    await orders_groceries(anna)
    await line.stands_still(days=1)
    await anna.says("/start")
    await orders_groceries(anna)
    await anna.says("Мои заявки")
    assert anna.buttons[:2] == [
        "№ 1 · Продукты на дом · 23.11 в 11:00",
        "№ 2 · Продукты на дом · сегодня в 11:01",
    ]
