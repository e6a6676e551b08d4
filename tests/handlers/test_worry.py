"""What is described in a form may sound like danger: help is offered beside it, and the form goes on."""

from __future__ import annotations

import pytest

from bot.domain.cases import CrisisKind
from bot.domain.understanding import Guess, Understood
from tests.talks import agrees
from tests.understanding.fixed import FixedRanker

WEAK = "он какой-то вялый и говорит непонятно"
KNOWN = {
    WEAK: Understood((Guess("urgent_medical", 0.6),), urgent=True, danger=CrisisKind.HEALTH),
}


@pytest.fixture(autouse=True)
def ranker(line):
    line.ranker = line.app.turns.ranking.ranker = FixedRanker(KNOWN)
    return line.ranker


async def calls_a_person(anna):
    await anna.says("/start")
    await anna.says("Позвать человека")
    await agrees(anna)


async def test_a_description_that_sounds_like_danger_is_asked_about_and_the_form_goes_on(anna, maria, staff):
    await calls_a_person(anna)
    answers = await anna.says(WEAK)
    assert answers[0] == "Как к вам обращаться?"
    assert answers[1].startswith("Если помощь нужна прямо сейчас")
    await anna.says("Анна")
    assert not [one for one in staff.messages if "ТРЕВОГА" in one.text]


async def test_one_tap_brings_the_numbers_and_the_alarm_with_what_was_described(anna, maria, staff):
    await calls_a_person(anna)
    await anna.says(WEAK)
    help_ = await anna.presses("Да, срочно")
    assert "103" in help_[0]
    assert [one for one in staff.messages if "ТРЕВОГА" in one.text]
    room = maria.joins()
    alarm = [shown for shown in room.heard if "ТРЕВОГА" in shown.text and "Взять" in shown.labels]
    await room.presses("Взять", on=alarm[-1])
    assert any(WEAK in text for text in maria.texts)
    assert "телефон" in (await anna.says("Анна"))[0].lower() or "номеру" in anna.last.text


async def test_lists_names_and_addresses_are_not_looked_at(anna, maria, ranker):
    await calls_a_person(anna)
    await anna.says("хлеб и молоко")
    await anna.says("Анна Петровна из пятого дома")
    assert ranker.asked == []


async def test_words_of_crisis_in_a_form_wait_for_no_understanding(anna, maria, ranker):
    await calls_a_person(anna)
    assert "112" in (await anna.says("я сейчас умру мне не хочется жить"))[0]
    assert ranker.asked == []
