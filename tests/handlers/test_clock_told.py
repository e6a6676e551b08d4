"""A clock that was set is told to those who can set it right, once, from when to when."""

from __future__ import annotations

from tests.line import TheLine
from tests.network import Chat
from tests.phone import Phone


def told(texts: list[str]) -> list[str]:
    return [text for text in texts if "Часы сервера перескочили" in text]


async def test_administrators_and_the_staff_room_hear_that_the_clock_was_set(
    line: TheLine, anna: Phone, maria: Phone, oleg: Phone, staff: Chat
) -> None:
    await anna.says("/start")
    await line.tick()
    line.clock_steps(3600.0)
    for _ in range(4):
        await line.tick()
        line.now += 15.0
    (text,) = told(maria.texts)
    assert "должно быть 23.11 11:00, а они показывают 23.11 12:00" in text
    assert told([shown.text for shown in staff.messages]) == [text]
    assert not told(oleg.texts)
    assert not told(anna.texts)


async def test_time_that_goes_on_evenly_is_not_worth_a_word(line: TheLine, maria: Phone) -> None:
    for _ in range(3):
        await line.later(hours=1)
    assert not told(maria.texts)
