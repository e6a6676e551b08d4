"""Words that nothing asked for: what they may mean is offered with one tap each, and they travel along."""

from __future__ import annotations

import pytest

from bot.domain.cases import CrisisKind
from bot.domain.understanding import Guess, Understood
from tests.phone import photo
from tests.talks import agrees, number_in
from tests.understanding.fixed import FixedRanker

LEG = "нога не ходит а дома ни крошки"
TAP = "капает и капает третий день"
BILL = "где моя заявка про свет"
TIRED = "мне как-то нехорошо сегодня"
HELLO = "добрый вечер"
ODD = "марсиане прилетят в среду?"

KNOWN = {
    LEG: Understood(
        (
            Guess("groceries", 0.6, "household/groceries"),
            Guess("medicine", 0.2, "household/medicines"),
            Guess("volunteer", 0.1, opens="person"),
        ),
        clear=True,
    ),
    TAP: Understood((Guess("repair", 0.9, "household/repairs"),), sure=True, clear=True),
    BILL: Understood((Guess("status", 0.8, opens="mine"),), sure=True, clear=True),
    TIRED: Understood(
        (Guess("urgent_medical", 0.4), Guess("doctor", 0.3, "medical/doctor")),
        urgent=True,
        danger=CrisisKind.HEALTH,
        clear=True,
    ),
    HELLO: Understood((Guess("other", 0.9, opens="menu"),), clear=True),
}


@pytest.fixture(autouse=True)
def ranker(line):
    """The line understands a few sentences, and no others."""
    line.ranker = line.app.turns.ranking.ranker = FixedRanker(KNOWN)
    return line.ranker


async def test_up_to_three_services_are_offered_with_something_else_and_a_person(anna):
    (answer,) = await anna.says(LEG)
    assert answer.startswith("Вот что может подойти")
    assert anna.buttons == ["Продукты на дом", "Лекарства на дом", "Другое", "Позвать человека"]


async def test_what_is_sure_is_still_only_offered(anna):
    (answer,) = await anna.says(TAP)
    assert answer.startswith("Похоже, вам сюда")
    assert anna.buttons[1:] == ["Другое", "Позвать человека"]
    (service,) = await anna.presses(anna.buttons[0])
    assert "Сколько стоит" in service


async def test_the_words_travel_along_and_are_taken_with_one_tap(anna, maria):
    await anna.says(LEG)
    await anna.presses("Продукты на дом")
    await anna.presses("Попросить помощь")
    await agrees(anna)
    await anna.presses("Для меня")
    assert f"Раньше вы написали: «{LEG}»" in anna.last.text
    await anna.presses("Взять то, что уже написано")
    await anna.presses("Как можно скорее")
    await anna.presses("Наличными")
    await anna.says("Анна")
    await anna.says("8 912 345-67-89")
    await anna.says("Улица Мира, 5")
    (summary,) = await anna.presses("Северный")
    assert summary.count(LEG) == 1
    number_in(await anna.presses("Отправить"))
    await maria.joins().presses("Взять")
    assert LEG in maria.shown("Заявка № 1 ·").text


async def test_other_words_for_the_form_leave_the_first_ones_beside_them_and_they_can_be_dropped(anna):
    await anna.says(LEG)
    await anna.presses("Продукты на дом")
    await anna.presses("Попросить помощь")
    await agrees(anna)
    await anna.presses("Для меня")
    await anna.says("Молоко и хлеб")
    await anna.presses("Как можно скорее")
    await anna.presses("Наличными")
    await anna.says("Анна")
    await anna.says("8 912 345-67-89")
    await anna.says("Улица Мира, 5")
    (summary,) = await anna.presses("Северный")
    assert "Молоко и хлеб" in summary
    assert f"Вы написали: {LEG}" in summary
    (summary,) = await anna.presses("Убрать то, что написано раньше")
    assert LEG not in summary


async def test_the_guide_and_the_way_back_keep_the_words(anna):
    await anna.says(LEG)
    await anna.presses("Продукты на дом")
    await anna.presses("Прочитать по шагам")
    await anna.says("Назад")
    await anna.presses("Попросить помощь")
    await agrees(anna)
    await anna.presses("Для меня")
    assert LEG in anna.last.text


async def test_something_else_leads_to_the_menu_with_the_words_and_the_key_menu_without(anna):
    for first, kept in (("Другое", True), ("Меню", False)):
        await anna.says(LEG)
        (menu,) = await (anna.presses(first) if kept else anna.says(first))
        assert menu.startswith("Чем помочь?")
        await anna.says("Дом и быт")
        await anna.presses("Продукты на дом")
        await anna.presses("Попросить помощь")
        await agrees(anna)
        await anna.presses("Для меня")
        assert (LEG in anna.last.text) is kept
        await anna.says("Отмена")


async def test_a_person_gets_the_words_and_nobody_writes_them_twice(anna):
    await anna.says(LEG)
    await anna.presses("Позвать человека")
    await agrees(anna)
    assert anna.last.text == "Как к вам обращаться?"
    assert "Что случилось" in (await anna.says("Назад"))[0]
    await anna.says("Скажу иначе")
    await anna.says("Анна")
    *_, summary = await anna.presses("Пропустить")
    assert "Что случилось: Скажу иначе" in summary
    assert f"Вы написали: {LEG}" in summary


async def test_further_words_join_the_first_and_are_understood_together(anna, ranker):
    await anna.says(ODD)
    await anna.says("и ещё кое-что")
    assert ranker.asked[-1] == f"{ODD}\nи ещё кое-что"


async def test_what_is_said_next_is_answered_by_itself_where_it_means_something(anna):
    await anna.says(LEG)
    await anna.says(TAP)
    assert anna.buttons[1:] == ["Другое", "Позвать человека"]
    await anna.says(TIRED)
    assert anna.buttons == ["Да, срочно", "Нет"]


async def test_a_question_about_a_request_leads_to_ones_requests(anna):
    await anna.says(BILL)
    assert anna.buttons == ["Мои заявки", "Другое", "Позвать человека"]
    assert (await anna.presses("Мои заявки"))[0].startswith("Открытых заявок")


async def test_a_greeting_is_greeted_and_shown_the_menu(anna):
    hello, menu = await anna.says(HELLO)
    assert hello.startswith("Здравствуйте")
    assert menu.startswith("Чем помочь?")


async def test_what_nobody_understands_goes_to_a_person(anna):
    (answer,) = await anna.says(ODD)
    assert answer.startswith("Кому передать ваше сообщение?")
    assert anna.buttons == ["Передать человеку", "Меню"]


async def test_what_sounds_like_danger_is_asked_about_first_and_no_leads_on(anna, maria, staff):
    (question,) = await anna.says(TIRED)
    assert question.startswith("Вам нужна срочная помощь?")
    assert "112" in question
    await anna.presses("Нет")
    assert "Другое" in anna.buttons
    assert not [one for one in staff.messages if "ТРЕВОГА" in one.text]


async def test_yes_brings_the_numbers_and_the_alarm(anna, maria, staff):
    await anna.says(TIRED)
    answers = await anna.says("да")
    assert answers[0].startswith("Звоните 103 или 112")
    assert "Мы позвали сотрудника" in answers[1]
    assert [one for one in staff.messages if "ТРЕВОГА" in one.text]
    await maria.joins().presses("Взять")
    assert TIRED in maria.shown("ТРЕВОГА").text


async def test_words_of_crisis_wait_for_no_understanding(anna, ranker):
    await anna.says("Я больше не хочу жить")
    assert ranker.asked == []


async def test_a_photo_without_words_goes_to_a_person(anna, ranker):
    await anna.sends(photo())
    assert anna.last.text == "Получили. Передать это человеку?"
    assert ranker.asked == []


async def test_an_unfinished_service_with_words_said_before_is_no_draft(anna, line):
    await anna.says(LEG)
    await anna.presses("Продукты на дом")
    await anna.presses("Попросить помощь")
    await anna.says("Меню")
    assert "Продолжить заявку" not in anna.buttons
