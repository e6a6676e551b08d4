"""What is described in a form is ranked beside it: the form waits for nothing, and danger is asked about."""

from __future__ import annotations

import pytest

from bot.domain.cases import CrisisKind
from bot.domain.hearing import AT_ONCE
from bot.domain.understanding import Guess, Understood
from tests.talks import agrees, begins_groceries, fills_groceries, number_in, takes
from tests.understanding.fixed import FixedRanker, SlowRanker

FAINT = "нужен хлеб, сама не дойду: ноги подкосились и всё плывёт"
BREAD = "хлеба и молока"
DARK = "мне страшно, не знаю, что будет"

KNOWN = {
    FAINT: Understood((Guess("urgent_medical", 0.6),), urgent=True, danger=CrisisKind.HEALTH),
    DARK: Understood((Guess("urgent_danger", 0.4),), urgent=True),
    BREAD: Understood((Guess("groceries", 0.9, "household/groceries"),), clear=True),
}
QUESTION = "Вам нужна срочная помощь?"


@pytest.fixture(autouse=True)
def ranker(line):
    """The line understands a few sentences."""
    line.ranker = line.app.turns.ranking.ranker = FixedRanker(KNOWN)
    return line.ranker


async def tells(person, words):
    """Describe something in the form for groceries; what the line says before anything was ranked."""
    await begins_groceries(person)
    return await person.says(words)


async def test_the_form_goes_on_at_once_and_danger_is_asked_about_beside_it(anna, line, staff, maria):
    assert await tells(anna, FAINT) == ["В какой день вам удобно?"]
    await line.later(seconds=2)
    assert anna.last.text.startswith(QUESTION)
    assert anna.buttons == ["Да, срочно", "Нет"]
    answers = await anna.presses("Да, срочно")
    assert answers[0].startswith("Звоните 103 или 112")
    assert "Мы позвали сотрудника" in answers[1]
    assert answers[-2:] == [
        "Ваша заявка подождёт. Если хотите продолжить её, вот вопрос.",
        "В какой день вам удобно?",
    ]
    assert [one for one in staff.messages if "ТРЕВОГА" in one.text]
    await takes(maria, 1)
    assert FAINT in maria.shown("ТРЕВОГА").text


async def test_a_harmless_description_brings_no_question(anna, line, ranker):
    await tells(anna, BREAD)
    await line.later(seconds=2)
    assert ranker.asked == [BREAD]
    assert anna.last.text == "В какой день вам удобно?"


async def test_only_descriptions_are_looked_at_no_name_no_address_no_choice(anna, line, ranker):
    await begins_groceries(anna)
    await fills_groceries(anna, BREAD)
    number_in(await anna.presses("Отправить"))
    await line.later(seconds=2)
    assert ranker.asked == [BREAD]


@pytest.mark.parametrize("word", ["да", "Да, срочно"])
async def test_yes_may_be_typed_while_it_is_the_last_thing_that_was_asked(anna, line, word):
    await tells(anna, FAINT)
    await line.later(seconds=2)
    assert (await anna.says(word))[0].startswith("Звоните 103 или 112")


async def test_no_leads_back_to_the_question_of_the_form_and_nothing_is_asked_again(anna, line, staff):
    await tells(anna, FAINT)
    await line.later(seconds=2)
    answers = await anna.says("нет")
    assert answers[0].startswith("Хорошо, что не срочно")
    assert answers[1] == "В какой день вам удобно?"
    await anna.says("Назад")
    await anna.says(FAINT)
    await line.later(seconds=2)
    assert QUESTION not in anna.last.text
    assert not [one for one in staff.messages if "ТРЕВОГА" in one.text]


async def test_an_answer_to_the_form_is_none_to_that_question(anna, line, staff):
    await tells(anna, FAINT)
    await line.later(seconds=2)
    await anna.says("завтра в 10")
    assert "Да, срочно" in anna.shown(QUESTION).labels
    await anna.presses("Да, срочно", on=anna.shown(QUESTION))
    assert [one for one in staff.messages if "ТРЕВОГА" in one.text]


async def test_the_question_comes_even_where_the_request_was_sent_meanwhile(anna, line, staff):
    await begins_groceries(anna)
    await fills_groceries(anna, FAINT)
    await anna.presses("Отправить")
    await line.later(seconds=2)
    assert anna.last.text.startswith(QUESTION)
    await anna.presses("Да, срочно")
    assert [one for one in staff.messages if "ТРЕВОГА" in one.text]


async def test_a_danger_without_a_name_brings_the_numbers_of_all(anna, line):
    await tells(anna, DARK)
    await line.later(seconds=2)
    (help, *_) = await anna.presses("Да, срочно")
    for number in ("112", "101", "102", "103", "104"):
        assert f"\n{number} — " in help
    assert help.index("112 —") < help.index("101 —")
    assert "Быстро скрыть" in anna.shown("Звоните 112, даже если").labels


async def test_nothing_that_the_person_writes_waits_for_the_ranking(anna, line):
    line.ranker = line.app.turns.ranking.ranker = slow = SlowRanker(KNOWN)
    line.forgetful = False
    await tells(anna, FAINT)
    line.now += 1
    await line.app.clock.tick()
    while not line.app.turns.ranking.busy:
        await line.app.turns.step()
    async with line.app.database.transaction():
        line.app.turns.push(await line.app.inbox.store("telegram", [anna.saying("завтра в 10")], line.now))
    await line.app.turns.step()
    assert anna.last.text != "В какой день вам удобно?"
    assert QUESTION not in "".join(anna.texts)
    slow.may.set()
    await line.settle()
    assert anna.last.text.startswith(QUESTION)


async def test_a_restart_before_the_ranking_loses_nothing_and_the_words_are_sealed(anna, line):
    await tells(anna, FAINT)
    rows = await line.app.database.fetch("SELECT * FROM due WHERE kind = 'overheard'")
    assert len(rows) == 1
    assert "подкосились" not in str(rows)
    await line.reopen()
    await line.later(seconds=2)
    assert anna.last.text.startswith(QUESTION)


async def test_what_nobody_could_rank_yet_is_ranked_later(anna, line):
    line.ranker = line.app.turns.ranking.ranker = FixedRanker()
    await tells(anna, FAINT)
    await line.later(seconds=2)
    assert QUESTION not in anna.last.text
    line.ranker = line.app.turns.ranking.ranker = FixedRanker(KNOWN)
    await line.later(seconds=30)
    assert anna.last.text.startswith(QUESTION)


async def test_more_than_can_be_ranked_beside_the_answers_is_passed_over(anna, line, ranker):
    line.forgetful = False
    line.app.line.hearing.tokens, line.app.line.hearing.at = 0.5, line.now + 3600
    assert await tells(anna, FAINT) == ["В какой день вам удобно?"]
    await line.later(seconds=2)
    assert ranker.asked == []
    line.app.line.hearing.at = 0.0
    await anna.says("Назад")
    await anna.says(FAINT)
    await line.later(seconds=2)
    assert ranker.asked == [FAINT]
    assert line.app.line.hearing.tokens <= AT_ONCE


async def test_who_was_helped_already_is_not_asked(anna, line):
    await anna.says("Я больше не хочу жить")
    await tells(anna, FAINT)
    await line.later(seconds=2)
    assert QUESTION not in "".join(anna.texts)


async def test_a_forged_yes_raises_no_alarm(anna, staff):
    await begins_groceries(anna)
    await anna.presses(data="g:urgent:yes")
    assert not [one for one in staff.messages if "ТРЕВОГА" in one.text]


async def test_what_is_added_to_a_request_is_looked_at_too(anna, line):
    await begins_groceries(anna)
    await fills_groceries(anna, BREAD)
    number = number_in(await anna.presses("Отправить"))
    await anna.presses(data=f"g:add:{number}")
    await anna.says(FAINT)
    await line.later(seconds=2)
    assert anna.last.text.startswith(QUESTION)


LOCKED = "он уходит и прячет ключ, я ему всё прощаю"


@pytest.mark.parametrize("ranked_first", [True, False])
async def test_the_question_is_hidden_with_the_talk_and_comes_no_more(anna, line, ranker, ranked_first):
    ranker.known[LOCKED] = Understood((Guess("urgent_danger", 0.6),), urgent=True)
    await anna.says("/start")
    await anna.presses(data="g:person:psychological/violence")
    await agrees(anna)
    await anna.says(LOCKED)
    if ranked_first:
        await line.later(seconds=2)
        assert anna.last.text.startswith(QUESTION)
    await anna.says("скрыть")
    await line.later(seconds=2)
    assert QUESTION not in "".join(anna.texts)
    async with line.reading() as work:
        assert "прячет ключ" not in str(await work.conversation(anna.address))
