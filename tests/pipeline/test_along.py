"""What comes in is stored in the commit of the turns, its own among them: one commit, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.pipeline.intake import Batch
from tests.pipeline.little_line import NAME, LittleLine

Lines = Callable[[], LittleLine]


def batch(*words: str, first: int = 1) -> Batch:
    updates = [(str(number), {"text": word}) for number, word in enumerate(words, first)]
    return Batch(updates, str(first + len(words)), {f"{NAME}:mark": "7"})


@asynccontextmanager
async def at_work(line: LittleLine) -> AsyncIterator[None]:
    """The line handles what comes."""
    running = asyncio.create_task(line.turns.run())
    await asyncio.sleep(0)
    yield
    line.turns.stop()
    await running


async def test_what_comes_in_is_handled_in_the_commit_that_stores_it(line: LittleLine) -> None:
    async with at_work(line):
        assert await line.turns.take_along(NAME, batch("one", "two"))
    assert line.heard == line.said == ["one", "two"]
    assert await line.inbox.positions([NAME, f"{NAME}:mark"]) == {NAME: "3", f"{NAME}:mark": "7"}
    assert await line.count("inbox", "state = 'done' AND payload_sealed IS NULL") == 2


async def test_what_comes_again_is_not_handled_again(line: LittleLine) -> None:
    async with at_work(line):
        assert await line.turns.take_along(NAME, batch("one", "two"))
        assert await line.turns.take_along(NAME, batch("two", "three", first=2))
    assert line.heard == ["one", "two", "three"]


async def test_what_waits_already_is_handled_first(line: LittleLine) -> None:
    await line.hears(*(f"word {number}" for number in range(300)))
    async with at_work(line):
        assert await line.turns.take_along(NAME, batch("last", first=1000))
        await line.turns.idle.wait()
    assert line.heard == [*(f"word {number}" for number in range(300)), "last"]
    assert await line.count("inbox", "state = 'done' AND payload_sealed IS NULL") == 301


async def test_a_turn_that_fails_is_kept_although_its_words_were_never_stored_as_waiting(
    line: LittleLine,
) -> None:
    async with at_work(line):
        assert await line.turns.take_along(NAME, batch("before", "fail", "after"))
    assert line.said == ["before", "sorry", "after"]
    assert await line.count("dead_letters", "payload_sealed IS NOT NULL") == 1
    assert await line.count("inbox", "state <> 'done'") == 0


async def test_a_turn_that_waits_for_its_ranking_is_stored_with_its_words(
    line: LittleLine, lines: Lines
) -> None:
    line.asking = {"asks"}
    async with at_work(line):
        assert await line.turns.take_along(NAME, batch("one", "asks"))
        assert await line.count("inbox", "state = 'waiting' AND payload_sealed IS NOT NULL") in (0, 1)
        await line.turns.idle.wait()
    assert line.heard == ["one", "asks"]
    assert await line.count("inbox", "state <> 'done'") == 0


async def test_where_the_commit_fails_nothing_is_stored_and_whoever_fetched_it_is_told(
    line: LittleLine,
) -> None:
    line.database.breaks["INSERT INTO inbox"] = 1
    async with at_work(line):
        assert not await line.turns.take_along(NAME, batch("one"))
        assert (await line.count("inbox"), await line.inbox.position(NAME)) == (0, "")
        assert line.said == []
        assert await line.turns.take_along(NAME, batch("one"))
    assert line.said == ["one"]


async def test_while_nothing_is_handled_nothing_is_taken_along(line: LittleLine) -> None:
    assert not await line.turns.take_along(NAME, batch("one"))
    async with at_work(line):
        pass
    assert not await line.turns.take_along(NAME, batch("one"))
    assert await line.count("inbox") == 0
