"""What is under the input and on the screen after each answer: the right keys, the page being looked at."""

from __future__ import annotations

import pytest

from tests.phone import paper, photo
from tests.talks import begins_groceries, calls_a_person, fills_groceries

USUAL = ["Назад", "Отмена", "Меню", "Позвать человека"]
SHARE = "Отправить мой номер"


async def comes_to_the_telephone(anna):
    await anna.says("Позвать человека")
    await anna.presses("Да, разрешаю")
    await anna.says("Не понимаю квитанцию")
    await anna.says("Анна")
    assert anna.keyboard == [SHARE, *USUAL]


@pytest.mark.parametrize("leave", ["Пропустить", "Назад", "Отмена", "Меню", "Телефоны"])
async def test_the_key_for_the_number_goes_when_its_question_is_left(anna, leave):
    await anna.says("/start")
    await comes_to_the_telephone(anna)
    await anna.says(leave)
    assert anna.keyboard == USUAL
    shown = len([one for one in anna.heard if one.message.keyboard])
    await anna.says("Меню")
    assert len([one for one in anna.heard if one.message.keyboard]) == shown


async def test_the_key_for_the_number_stays_while_its_question_is_open(anna):
    await anna.says("/start")
    await comes_to_the_telephone(anna)
    await anna.says("не скажу")
    assert anna.keyboard == [SHARE, *USUAL]


async def test_a_telephone_is_said_to_be_kept_once(anna):
    await begins_groceries(anna)
    old = anna.shown("Что купить?")
    for answer in ("Молоко", "Как можно скорее", "Наличными", "Анна"):
        await anna.says(answer)
    assert "Записали телефон" in (await anna.shares_contact())[0]
    for again in (await anna.says("🙂"), await anna.presses(data="a:1:items:x", on=old)):
        assert again[-1].startswith("Куда принести?")
        assert not any("Записали телефон" in text for text in again)


async def test_what_is_not_understood_leaves_the_page_as_it_was(anna):
    await begins_groceries(anna)
    await fills_groceries(anna)
    await anna.presses("Ещё…")
    second = anna.buttons
    assert "Отправить" not in second
    assert "Не получилось понять" in (await anna.says("что-то другое"))[0]
    assert anna.buttons == second
    await anna.says("Изменить: Имя")
    await anna.says("Мария")
    assert "Отправить" in anna.buttons


@pytest.mark.parametrize("typed", ["согласна", "Я согласен", "хорошо", "Ок!", "разрешаю"])
async def test_consent_is_given_in_the_words_that_people_use(anna, typed):
    await anna.says("/start")
    await anna.says("Позвать человека")
    assert "Что случилось?" in (await anna.says(typed))[0]


@pytest.mark.parametrize("typed", ["не согласна", "нет", "не разрешаю", "а зачем?"])
async def test_consent_is_not_read_into_other_words(anna, typed):
    await anna.says("/start")
    await anna.says("Позвать человека")
    assert not any("Что случилось?" in text for text in await anna.says(typed))


async def test_the_desk_tells_of_each_request_what_it_is_about(anna, maria):
    for what in ("Не понимаю квитанцию за воду", "Потеряла паспорт"):
        number = await calls_a_person(anna, what)
        await maria.joins().presses("Взять", on=maria.joins().shown(f"Заявка № {number} "))
    await maria.says("/desk")
    first, second, *_ = maria.buttons
    assert "Не понимаю" in first
    assert "Потеряла" in second
    assert max(len(first), len(second)) <= 40


@pytest.mark.parametrize("times", [1, 2])
async def test_back_from_a_change_gives_the_answer_that_was_there(anna, times):
    await begins_groceries(anna)
    await fills_groceries(anna)
    summary = anna.last.text
    await anna.presses("Изменить: Имя")
    await anna.says("назад")
    assert anna.last.text == summary
    await anna.presses("Изменить: Когда принести")
    for _ in range(times):
        await anna.says("завтра")
        assert "В какое время удобнее?" in anna.last.text
        await anna.says("назад")
        assert "В какой день" in anna.last.text
    await anna.says("назад")
    assert anna.last.text == summary


async def test_what_was_added_in_the_middle_of_a_change_stays_after_going_back(anna):
    await begins_groceries(anna)
    await fills_groceries(anna)
    await anna.presses("Изменить: Имя")
    await anna.sends(photo())
    await anna.says("назад")
    assert "1 файл" in anna.last.text
    assert "Имя: Анна Петровна" in anna.last.text
    await anna.says("назад")
    assert "Проверьте" not in anna.last.text


async def test_a_file_that_is_too_large_is_said_to_be_so_at_every_question(anna):
    await begins_groceries(anna)
    await anna.says("Молоко")
    answers = await anna.sends(paper(size=30 * 1024 * 1024))
    assert "больше 20 мегабайт" in answers[0]
    assert answers[1:] == ["В какой день вам удобно?"]
    answers = await anna.sends(paper(size=30 * 1024 * 1024), text="завтра")
    assert "больше 20 мегабайт" in answers[0]
    assert "В какое время" in answers[1]
