"""The promised time has passed: the resident hears it once, the staff is reminded, nobody at night."""

from __future__ import annotations

from tests.talks import calls_a_person, orders_groceries, takes

LATE = "не успели к обещанному времени"


def told(person):
    return [text for text in person.texts if LATE in text]


def reminded(chat_or_phone):
    shown = chat_or_phone.messages if hasattr(chat_or_phone, "messages") else chat_or_phone.heard
    return [one for one in shown if "время вышло" in one.text]


async def test_a_request_that_nobody_took_in_time_is_told_to_the_resident_and_the_room(
    anna, maria, line, staff
):
    await orders_groceries(anna)
    await line.later(hours=3.9)
    assert told(anna) == []
    assert reminded(staff) == []
    await line.later(hours=0.2)
    assert len(told(anna)) == 1
    (card,) = reminded(staff)
    assert "Заявка № 1 (Продукты на дом): обещали до сегодня в 15:00" in card.text
    assert "Свободна" in card.text
    await maria.joins().presses("Взять", on=card)
    assert "взял сотрудник: Мария" in anna.last.text
    await line.later(days=6)
    assert len(told(anna)) == 1


async def test_who_has_a_request_is_reminded_in_private_and_the_room_a_day_later(anna, maria, line, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    await line.later(hours=4.5)
    assert len(told(anna)) == 1
    assert len(reminded(maria)) == 1
    assert reminded(staff) == []
    await maria.says("Приду к шести", reply_to=reminded(maria)[0])
    assert "Приду к шести" in anna.last.text
    await line.later(days=1.1)
    assert ["В работе: Мария" in one.text for one in reminded(staff)] == [True]
    await line.later(days=9)
    assert len(reminded(staff)) == 1
    assert len(told(anna)) == 1


async def test_a_reply_to_the_apology_reaches_the_request(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    await line.later(hours=4.5)
    await anna.says("Я ещё жду, хлеба нет", reply_to=anna.shown(LATE))
    assert "Я ещё жду, хлеба нет" in maria.texts[-1]


async def test_who_was_written_to_by_the_worker_is_not_told_that_nobody_did(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.says("Приду завтра утром", reply_to=maria.shown("Заявка № 1 ·"))
    await line.later(hours=4.5)
    assert told(anna) == []
    assert len(reminded(maria)) == 1


async def test_nobody_is_disturbed_at_night_and_everybody_hears_in_the_morning(anna, maria, line, staff):
    await line.later(hours=9.5)
    await orders_groceries(anna)
    await line.later(hours=10)
    assert told(anna) == []
    assert reminded(staff) == []
    await line.later(hours=2)
    assert len(told(anna)) == 1
    assert "обещали до сегодня в 00:3" in reminded(staff)[0].text


async def test_what_is_done_or_cancelled_in_time_is_not_spoken_of(anna, ivan, maria, line, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Готово")
    await maria.presses("Сделано")
    await orders_groceries(ivan)
    await ivan.presses(data="g:withdraw:2")
    await ivan.presses("Больше не нужно")
    await line.later(days=2)
    assert told(anna) + told(ivan) + reminded(maria) + reminded(staff) == []


async def test_while_the_resident_is_asked_nobody_is_told_and_afterwards_the_worker_is(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Спросить жителя")
    await maria.says("Какой хлеб?")
    await line.later(hours=6)
    assert told(anna) + reminded(maria) == []
    await anna.says("Чёрный", reply_to=anna.shown("Какой хлеб?"))
    await line.later(days=1)
    assert len(reminded(maria)) == 1


async def test_a_line_that_stood_still_tells_it_when_it_is_back_and_once(anna, maria, line, staff):
    await orders_groceries(anna)
    await line.stands_still(hours=7)
    assert len(told(anna)) == 1
    await line.reopen()
    await line.tick()
    assert len(told(anna)) == 1
    assert len(reminded(staff)) == 1


async def test_a_request_that_is_opened_again_is_promised_anew(anna, maria, line, staff):
    await calls_a_person(anna)
    await takes(maria, 1)
    await maria.presses("Готово")
    await maria.presses("Сделано")
    await line.later(hours=2)
    await anna.presses("Открыть снова")
    assert "Ответим до: сегодня в 14:00" in (await anna.presses("Пропустить"))[0]
    await line.later(minutes=50)
    assert told(anna) == []
    await line.later(minutes=20)
    assert len(told(anna)) == 1
    assert len(reminded(maria)) == 1
