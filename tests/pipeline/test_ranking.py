"""A text to be understood first: its turn is taken back and taken again, in order, whatever happens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.domain.understanding import NOTHING, Guess, Understood
from bot.pipeline.intake import Batch
from tests.pipeline.little_line import NAME, LittleLine
from tests.understanding.fixed import BrokenRanker, FixedRanker, SlowRanker

Lines = Callable[[], LittleLine]

PILLS = Understood((Guess("medicine", 0.9, "medical/medicines"),), sure=True, clear=True)


async def test_a_turn_that_asks_is_taken_again_with_what_was_understood(line: LittleLine) -> None:
    line.turns.ranking.ranker = ranker = FixedRanker({"pills": PILLS})
    line.asking = {"pills"}
    await line.hears("pills")
    await line.works()
    assert line.understood == [PILLS]
    assert line.heard == line.said == ["pills"]
    assert ranker.asked == ["pills"]
    assert await line.count("inbox", "state = 'done' AND payload_sealed IS NULL") == 1


async def test_a_turn_that_asks_nothing_goes_past_the_ranker(line: LittleLine) -> None:
    line.turns.ranking.ranker = ranker = FixedRanker()
    await line.hears("pills")
    await line.works()
    assert line.said == ["pills"]
    assert ranker.asked == []


async def test_what_the_same_person_says_meanwhile_waits_and_others_do_not(line: LittleLine) -> None:
    line.turns.ranking.ranker = ranker = SlowRanker({"pills": PILLS})
    line.asking = {"pills"}
    await line.hears("before", "pills", "after")
    await line.turns.step()
    await line.hears("later", first=4)
    await line.hears("of another", first=5, chat=2)
    await line.turns.step()
    assert line.said == ["before", "of another"]
    assert await line.count("inbox", "state = 'waiting'") == 3

    ranker.may.set()
    await line.works()
    assert line.said == ["before", "of another", "pills", "after", "later"]
    assert not line.turns.busy


async def test_a_line_that_runs_is_not_idle_while_a_text_is_out(line: LittleLine) -> None:
    line.turns.ranking.ranker = ranker = SlowRanker({"pills": PILLS})
    line.asking = {"pills"}
    running = asyncio.create_task(line.turns.run())
    await line.hears("pills", "after")
    while not line.turns.ranking.busy:
        await asyncio.sleep(0)
    assert not line.turns.idle.is_set()
    ranker.may.set()
    await line.turns.idle.wait()
    assert line.said == ["pills", "after"]
    line.turns.stop()
    await running


async def test_a_kill_while_a_text_is_out_loses_nothing(line: LittleLine, lines: Lines) -> None:
    line.turns.ranking.ranker = SlowRanker()
    line.asking = {"pills"}
    await line.hears("pills", "after")
    await line.turns.step()
    assert line.said == []
    line.turns.ranking.stop()
    await line.close()

    next_line = lines()
    next_line.turns.ranking.ranker = FixedRanker({"pills": PILLS})
    next_line.asking = {"pills"}
    await next_line.open()
    await next_line.works()
    assert next_line.understood == [PILLS]
    assert next_line.said == ["pills", "after"]


async def test_a_ranker_that_fails_leaves_the_text_without_suggestions(line: LittleLine) -> None:
    line.turns.ranking.ranker = BrokenRanker()
    line.asking = {"pills"}
    await line.hears("pills", "after")
    await line.works()
    assert line.understood == [NOTHING]
    assert line.said == ["pills", "after"]
    assert await line.count("dead_letters") == 0


async def test_a_text_without_words_needs_nobody(line: LittleLine) -> None:
    line.turns.ranking.ranker = ranker = FixedRanker()
    line.asking = {"😀 …"}
    await line.hears("😀 …")
    await line.works()
    assert line.understood == [NOTHING]
    assert ranker.asked == []


async def test_a_database_that_fails_meanwhile_ranks_and_answers_once(line: LittleLine) -> None:
    line.turns.ranking.ranker = FixedRanker({"pills": PILLS})
    line.asking = {"pills"}
    line.database.breaks["INTO outbox"] = 1
    await line.hears("before", "pills", "after")
    await line.works()
    assert line.said == ["before", "pills", "after"]
    assert line.understood.count(PILLS) == 1


async def test_what_arrives_for_others_while_a_text_is_out_is_not_held_up(line: LittleLine) -> None:
    line.turns.ranking.ranker = ranker = SlowRanker()
    line.asking = {"pills"}
    running = asyncio.create_task(line.turns.run())
    await line.hears("pills")
    while not line.turns.ranking.busy:
        await asyncio.sleep(0)
    arrived = Batch([("7", {"text": "of another", "chat": 2})], "8")
    assert await asyncio.wait_for(line.turns.take_along(NAME, arrived), 30)
    assert line.said == ["of another"]
    assert not ranker.asked
    ranker.may.set()
    await line.turns.idle.wait()
    assert line.said == ["of another", "pills"]
    line.turns.stop()
    await running
