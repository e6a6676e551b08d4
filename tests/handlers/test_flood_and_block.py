"""One who floods is slowed and told so kindly; one who hinders the work can be stopped for a time."""

from __future__ import annotations

import pytest

from bot.flows.engine import TOLD
from tests.talks import orders_groceries, takes


@pytest.fixture
def quick(line):
    """The line keeps running and people write faster than it allows: a restart would forgive them."""
    line.forgetful = False
    line.pace = 0.05
    return line


async def test_held_messages_come_later_in_their_order(anna, maria, quick):
    await anna.says("/start")
    for number in range(60):
        await anna.says(f"строка {number}")
    told = [text for text in anna.texts if "Сообщений пришло много" in text]
    assert len(told) == 1
    await quick.later(minutes=5)
    async with quick.reading() as work:
        answers = (await work.conversation(anna.address)).answers
    kept = [
        line
        for value in answers.values()
        if isinstance(value, dict) and "text" in value
        for line in value["text"].split("\n")
    ]
    assert kept == [f"строка {number}" for number in range(60)]


async def test_what_nobody_can_read_any_more_is_said_not_to_be_written_down(anna, quick):
    await anna.says("/start")
    for number in range(160):
        await anna.says(f"строка {number}")
    assert any("Последние не записаны" in text for text in anna.texts)
    await quick.later(minutes=10)
    quick.pace = 3.0
    assert (await anna.says("Меню"))[-1].startswith("Чем помочь?")


async def test_one_who_floods_slows_nobody_else(anna, ivan, quick):
    for number in range(60):
        await anna.says(f"строка {number}")
    assert (await ivan.says("/start"))[-1].startswith("Чем помочь?")


async def test_messages_held_back_survive_a_restart(anna, quick):
    await anna.says("/start")
    for number in range(45):
        await anna.says(f"строка {number}")
    await quick.reopen()
    await quick.later(minutes=5)
    await anna.presses("Передать человеку")
    quick.pace = 3.0
    async with quick.reading() as work:
        given = (await work.conversation(anna.address)).answers[TOLD]["text"]
    assert "строка 44" in given


async def test_a_resident_is_stopped_for_a_time_with_a_reason(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Остановить жителя")
    assert maria.buttons == ["1 час", "24 часа", "72 часа", "168 часов", "Не останавливать"]
    await maria.presses("1 час")
    assert "Жителю закрыта линия до" in (await maria.says("Пишет грубости"))[0]
    answers = await anna.says("Эй!")
    assert answers == [
        "Мы сможем ответить вам после: сегодня в 12:01. Если нужна срочная помощь, звоните 112."
    ]
    assert not any("Чем помочь" in text for text in await anna.says("Меню"))
    await line.later(minutes=2)
    assert (await anna.presses("Отправить"))[0].startswith("Мы сможем ответить")
    await maria.presses("История")
    assert "линия закрыта жителю: Пишет грубости" in maria.last.text
    await line.later(minutes=61)
    assert (await anna.says("Меню"))[-1].startswith("Чем помочь?")


async def test_a_worker_can_think_better_of_it(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Остановить жителя")
    await maria.presses("Не останавливать")
    assert maria.last.text == "Хорошо, не останавливаем."
    assert (await anna.says("Меню"))[-1].startswith("Чем помочь?")


async def test_a_worker_can_still_write_to_one_who_is_stopped(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Остановить жителя")
    await maria.presses("1 час")
    await maria.says("Грубит")
    await maria.says("Позвоним вам завтра", reply_to=maria.shown("Заявка № 1 ·"))
    assert "Позвоним вам завтра" in anna.last.text
