"""The clock: what is due comes once, says how late it is, and takes the way of everything else."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import pytest

from bot.pipeline.clock import Clock
from bot.storage.work import LetterIds, UnitOfWork
from tests.pipeline.little_line import ANNA, LittleLine

Lines = Callable[[], LittleLine]


def clock(line: LittleLine) -> Clock:
    return Clock(line.database, line.inbox, line.turns.push, lambda: line.now)


async def later(line: LittleLine, *keys: str, after: float = 60.0, kind: str = "reminder") -> None:
    """Let things happen later."""
    work = UnitOfWork(line.database, line.turns.memory, LetterIds(0, line.now), lambda: line.now)
    async with line.database.transaction():
        for key in keys:
            work.later(key, kind, line.now + after, ANNA, {"of": key})
        await work.flush()


async def passes(line: LittleLine, seconds: float) -> list[str]:
    """Time passes, the clock ticks; the keys of what happened."""
    line.now += seconds
    await clock(line).tick()
    await line.works()
    happened, line.happened = line.happened, []
    return [update.subject for update in happened]


async def test_what_is_due_comes_when_it_is_due_and_once(line: LittleLine) -> None:
    await later(line, "tea")
    assert await passes(line, 59.0) == []
    assert await passes(line, 1.0) == ["tea"]
    assert await passes(line, 60.0) == []
    assert await line.count("due") == 0


async def test_what_is_due_brings_its_data_and_says_how_late_it_is(line: LittleLine) -> None:
    await later(line, "tea")
    line.now += 3600.0
    await clock(line).tick()
    await line.works()
    (tea,) = line.happened
    assert (tea.kind, tea.subject, tea.data, tea.address) == ("reminder", "tea", {"of": "tea"}, ANNA)
    assert tea.late == 3540.0


async def test_the_same_key_replaces_and_may_come_again_later(line: LittleLine) -> None:
    await later(line, "tea", after=60.0)
    await later(line, "tea", after=120.0)
    assert await passes(line, 60.0) == []
    assert await passes(line, 60.0) == ["tea"]
    await later(line, "tea", after=60.0)
    assert await passes(line, 60.0) == ["tea"]


async def test_what_is_put_off_for_the_very_same_moment_is_not_taken_for_a_repeat(line: LittleLine) -> None:
    await later(line, "tea", after=0.0)
    assert await passes(line, 0.0) == ["tea"]
    await later(line, "tea", after=0.0)
    assert await passes(line, 0.0) == ["tea"]


async def test_a_thousand_things_due_at_once_all_come_with_one_tick_and_in_order(line: LittleLine) -> None:
    keys = [f"tea {number:04}" for number in range(1000)]
    await later(line, *keys)
    assert await passes(line, 61.0) == keys
    assert await line.count("due") == 0


async def test_what_was_claimed_before_a_restart_comes_once_after_it(lines: Lines) -> None:
    line = lines()
    await line.open()
    await later(line, "tea")
    line.now += 60.0
    await clock(line).tick()
    await line.close()

    again = lines()
    again.now = line.now
    await again.open()
    await clock(again).tick()
    await again.works()
    assert [update.subject for update in again.happened] == ["tea"]


async def test_a_tick_that_the_database_refuses_loses_nothing(line: LittleLine) -> None:
    await later(line, "tea")
    line.database.breaks["DELETE FROM due"] = 1
    assert await passes(line, 60.0) == []
    assert await passes(line, 1.0) == ["tea"]


async def test_keys_of_what_was_handled_go_after_two_days_and_waiting_rows_never(line: LittleLine) -> None:
    await line.hears("one")
    await line.works()
    line.now += 47 * 3600.0
    await line.hears("two", first=2)
    await clock(line).clean()
    assert await line.count("inbox") == 2
    line.now += 72 * 3600.0
    await clock(line).clean()
    assert [row[0] for row in await line.database.fetch("SELECT key FROM inbox")] == ["2"]


async def test_a_line_that_ends_in_the_middle_of_a_tick_says_nothing_of_it(
    line: LittleLine, caplog: pytest.LogCaptureFixture
) -> None:
    ticking = Clock(line.database, line.inbox, line.turns.push, lambda: line.now, beat=0.01)
    async with line.database.transaction():
        ticking.start()
        while not ticking._ticks:
            await asyncio.sleep(0.001)
        ticking.stop()
        for _ in range(5):
            await asyncio.sleep(0)
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == []
