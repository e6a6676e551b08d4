"""An alarm that nobody takes goes to more and more people, until somebody takes it by name."""

from __future__ import annotations

import pytest

from bot.vocabulary import Lane
from tests.phone import Phone
from tests.talks import calls_a_person, takes

WORDS = "Я больше не хочу жить"
CALL = "и никто ещё не взял"


@pytest.fixture
async def anna_in_need(anna, maria, oleg):
    """Anna, whose words of crisis nobody has taken up; Maria runs the line, Oleg is a worker."""
    await anna.says(WORDS)
    return anna


def asked(staff):
    """How often the room was asked who takes the alarm."""
    return len([one for one in staff.messages if "(ТРЕВОГА) ждёт уже" in one.text])


def calls(worker):
    """How often a worker was called in private."""
    return len([text for text in worker.texts if CALL in text])


async def test_the_room_is_asked_after_a_minute_the_workers_after_three_all_after_five(
    anna_in_need, maria, oleg, staff, line
):
    seen = []
    for seconds in (50, 15, 105, 15, 105, 20):
        await line.later(seconds=seconds)
        seen.append((asked(staff), calls(oleg), calls(maria)))
    assert seen == [(0, 0, 0), (1, 0, 0), (1, 0, 0), (2, 1, 0), (2, 1, 0), (3, 2, 1)]
    assert all(one.lane is Lane.CRISIS for one in [*staff.messages, *oleg.screen] if "ТРЕВОГ" in one.text)


async def test_after_that_everybody_is_called_every_five_minutes(anna_in_need, maria, oleg, staff, line):
    await line.later(minutes=16)
    assert (asked(staff), calls(oleg), calls(maria)) == (5, 4, 3)


async def test_nothing_personal_is_in_a_call(anna_in_need, oleg, line):
    await line.later(minutes=4)
    call = oleg.shown(CALL)
    assert "жить" not in call.text
    assert "Анна" not in call.text


async def test_who_is_called_takes_it_in_private_and_all_learn_the_name(
    anna_in_need, maria, oleg, staff, line
):
    await line.later(minutes=6)
    await oleg.presses("Взять", on=oleg.shown(CALL))
    assert "Заявка № 1 ваша" in oleg.toasts[-1]
    assert WORDS in oleg.shown("Заявка № 1 ·").text
    assert any(one.text == "Тревогу № 1 взял сотрудник: Олег." for one in staff.messages)
    assert any("В работе: Олег" in one.text for one in staff.messages)
    assert maria.last.text == "Тревогу № 1 взял сотрудник: Олег."
    assert maria.last.buttons == []
    assert anna_in_need.last.text.startswith("Олег читает ваши слова")
    before = len(staff.messages), len(oleg.texts), len(maria.texts)
    await line.later(hours=1)
    assert (len(staff.messages), len(oleg.texts), len(maria.texts)) == before


async def test_of_two_who_are_called_one_has_it_and_the_other_reads_who(anna_in_need, maria, oleg, line):
    await line.later(minutes=6)
    call = maria.shown(CALL)
    await takes(oleg, 1)
    assert "взял сотрудник: Олег" in maria.last.text
    await maria.presses(data="r:take:1:1", on=call)
    assert "уже взял сотрудник: Олег" in maria.last.text


async def test_a_line_that_stood_still_goes_on_where_it_would_be(anna_in_need, maria, oleg, staff, line):
    await line.stands_still(hours=1)
    assert (asked(staff), calls(oleg), calls(maria)) == (1, 1, 1)
    await line.later(minutes=5)
    assert (asked(staff), calls(oleg), calls(maria)) == (2, 2, 2)


async def test_an_alarm_that_is_given_back_begins_its_ladder_anew(anna_in_need, maria, oleg, staff, line):
    await takes(oleg, 1)
    await line.later(minutes=30)
    assert asked(staff) == 0
    await oleg.presses("Вернуть")
    await oleg.says("Не могу дозвониться")
    await line.later(seconds=70)
    assert (asked(staff), calls(oleg)) == (1, 0)
    await line.later(minutes=2)
    assert (asked(staff), calls(oleg)) == (2, 1)


async def test_where_all_workers_run_the_line_they_are_called_with_the_workers(anna, maria, staff, line):
    await anna.says(WORDS)
    await line.later(minutes=3, seconds=30)
    assert (asked(staff), calls(maria)) == (2, 1)


async def test_a_worker_in_need_is_not_called_to_their_own_alarm(maria, oleg, line):
    await oleg.says("Меню")
    await oleg.says(WORDS)
    await line.later(minutes=6)
    assert calls(oleg) == 0
    assert calls(maria) == 2


async def test_one_who_left_the_staff_cannot_take_an_alarm(anna_in_need, oleg, line):
    await line.later(minutes=4)
    await oleg.leaves()
    await oleg.presses("Взять", on=oleg.shown(CALL))
    assert "Это могут только сотрудники" in oleg.toasts[-1]


async def test_an_alarm_withdrawn_by_its_author_calls_nobody_any_more(anna_in_need, oleg, staff, line):
    await line.later(minutes=4)
    await anna_in_need.says("Мои заявки")
    await anna_in_need.presses("№ 1 · ТРЕВОГА")
    await anna_in_need.presses("Отменить заявку")
    await anna_in_need.presses("Уже справились")
    assert oleg.last.text == "Тревога № 1 закрыта."
    before = len(staff.messages)
    await line.later(hours=1)
    assert len(staff.messages) == before


async def test_a_usual_request_calls_nobody_in_private(anna, maria, oleg, staff, line):
    await calls_a_person(anna)
    before = len(oleg.texts), len(maria.texts)
    await line.later(minutes=25)
    assert len([one for one in staff.messages if "ждёт уже" in one.text]) == 2
    assert (len(oleg.texts), len(maria.texts)) == before


async def test_a_worker_whom_the_messenger_has_not_named_is_known_by_the_account(anna, maria, line, staff):
    nameless = Phone(line, 303, "")
    await nameless.comes()
    await maria.says("/invite")
    await maria.presses("Сотрудника")
    await nameless.says(f"/start inv_{maria.last.text.rpartition('inv_')[2]}")
    await anna.says(WORDS)
    await takes(nameless, 1)
    assert any(one.text == "Тревогу № 1 взял сотрудник: сотрудник 303." for one in staff.messages)


async def test_new_words_call_everybody_again_when_who_took_the_alarm_has_long_been_silent(
    anna_in_need, oleg, staff, line
):
    await line.later(seconds=30)
    await takes(oleg, 1)
    await anna_in_need.says(WORDS)
    assert "Тревога № 1" in anna_in_need.last.text
    await line.later(hours=9)
    before = asked(staff)
    await anna_in_need.says(WORDS)
    assert "Тревога № 2" in anna_in_need.last.text
    await line.later(minutes=2)
    assert asked(staff) == before + 1


async def test_whoever_took_an_alarm_sees_it_at_their_desk(anna_in_need, maria, oleg, line):
    await line.later(minutes=4)
    await oleg.presses("Взять", on=oleg.shown(CALL))
    await oleg.says("заявки")
    assert any("№1 " in label for label in oleg.buttons), oleg.buttons
