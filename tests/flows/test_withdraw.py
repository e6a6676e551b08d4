"""Cancelling one's request: by a reason of the list, or in one's own words."""

from __future__ import annotations

import pytest

from tests.phone import voice
from tests.talks import orders_groceries, takes


async def comes_to_the_reason(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await anna.presses(data="g:withdraw:1")
    assert "Почему отменяем заявку № 1?" in anna.last.text


async def state_of(line, number=1):
    async with line.reading() as work:
        return str((await work.requests.get(number)).state)


async def test_another_reason_is_told_in_ones_own_words(anna, maria, line):
    await comes_to_the_reason(anna, maria)
    await anna.presses("Другая причина")
    assert "Напишите причину" in anna.last.text
    assert "отменена" in (await anna.says("Сын приехал и всё привёз"))[0]
    assert any("Причина: Сын приехал и всё привёз." in text for text in maria.texts)
    assert await state_of(line) == "cancelled"


async def test_another_reason_need_not_be_told(anna, maria):
    await comes_to_the_reason(anna, maria)
    await anna.presses("Другая причина")
    assert "отменена" in (await anna.presses("Пропустить"))[0]
    assert any("Причина: Другая причина." in text for text in maria.texts)


async def test_a_reason_that_is_typed_at_once_is_taken_after_a_yes(anna, maria, line):
    await comes_to_the_reason(anna, maria)
    (asked,) = await anna.says("внучка всё купила")
    assert "Отменить заявку № 1? Причина: «внучка всё купила»." in asked
    assert await state_of(line) == "taken"
    assert "отменена" in (await anna.says("да"))[0]
    assert any("Причина: внучка всё купила." in text for text in maria.texts)


@pytest.mark.parametrize("typed", ["не надо", "нет", "ой, не туда нажала"])
async def test_words_that_take_it_back_cancel_nothing(anna, maria, line, typed):
    await comes_to_the_reason(anna, maria)
    await anna.says(typed)
    assert "остаётся в работе" in (await anna.says("нет, не отменять"))[0]
    assert await state_of(line) == "taken"


async def test_a_question_typed_instead_of_a_reason_reaches_the_worker(anna, maria, line):
    await comes_to_the_reason(anna, maria)
    await anna.says("А когда вы придёте?")
    assert "Передали сотруднику" in (await anna.presses("Нет, это для сотрудника"))[0]
    assert "А когда вы придёте?" in maria.texts[-1]
    assert await state_of(line) == "taken"


async def test_a_number_that_is_not_in_the_list_is_no_reason(anna, maria, line):
    await comes_to_the_reason(anna, maria)
    assert "Не получилось понять" in (await anna.says("17"))[0]
    assert "словами" in (await anna.sends(voice()))[0]
    assert await state_of(line) == "taken"


async def test_words_of_danger_are_no_reason_to_cancel(anna, maria, line):
    await comes_to_the_reason(anna, maria)
    await anna.says("я больше не хочу жить")
    assert "112" in "\n".join(anna.texts[-3:])
    assert await state_of(line) == "taken"
    await anna.says("нет")
    assert await state_of(line) == "taken"
