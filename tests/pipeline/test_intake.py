"""Intake: on disk with its position in one commit, and only then is more asked for."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from bot.pipeline.intake import Batch, FetchFailed, Intake
from bot.storage.inbox import InboxRow
from tests.pipeline.little_line import NAME, LittleLine
from tests.pipeline.virtual import VirtualLoop

Lines = Callable[[], LittleLine]


class Telegram:
    """A source that gives what it was told to, looks at the disk at every question, and then says nothing."""

    name = NAME

    def __init__(self, line: LittleLine, *batches: Batch | Exception) -> None:
        self._line = line
        self._batches = list(batches)
        self.asked: list[str] = []
        self.on_disk: list[tuple[int, str]] = []
        """What the file held when each question was asked: rows, and the position."""
        self.asked_at: list[float] = []
        self.silent = asyncio.Event()

    async def fetch(self, position: str) -> Batch:
        self.asked.append(position)
        self.asked_at.append(asyncio.get_running_loop().time())
        inbox = self._line.inbox
        self.on_disk.append((await self._line.count("inbox"), await inbox.position(NAME)))
        if not self._batches:
            self.silent.set()
            await asyncio.Event().wait()
        batch = self._batches.pop(0)
        if isinstance(batch, Exception):
            raise batch
        return batch


def batch(*numbers: int) -> Batch:
    return Batch([(str(number), {"text": f"word {number}"}) for number in numbers], str(max(numbers) + 1))


async def take_in(line: LittleLine, source: Telegram) -> list[InboxRow]:
    """Run the intake until the source falls silent; what it pushed."""
    pushed: list[InboxRow] = []

    def push(rows: Sequence[InboxRow]) -> None:
        pushed.extend(rows)

    intake = Intake(source, line.database, line.inbox, push, lambda: line.now, lambda: None)
    running = asyncio.create_task(intake.run())
    ending = asyncio.create_task(source.silent.wait())
    await asyncio.wait({running, ending}, return_when=asyncio.FIRST_COMPLETED)
    for task in (running, ending):
        task.cancel()
    results = await asyncio.gather(running, return_exceptions=True)
    assert isinstance(results[0], asyncio.CancelledError), results
    return pushed


async def test_a_batch_is_on_disk_with_its_position_before_more_is_asked_for(line: LittleLine) -> None:
    source = Telegram(line, batch(1, 2), batch(3))
    pushed = await take_in(line, source)
    assert source.asked == ["", "3", "4"]
    assert source.on_disk == [(0, ""), (2, "3"), (3, "4")]
    assert [row.key for row in pushed] == ["1", "2", "3"]


async def test_an_update_that_comes_again_is_not_heard_again(line: LittleLine) -> None:
    source = Telegram(line, batch(1, 2), Batch([*batch(2).updates, *batch(3, 3).updates], "4"), batch(1))
    pushed = await take_in(line, source)
    assert [row.key for row in pushed] == ["1", "2", "3"]


async def test_an_update_that_comes_again_after_it_was_handled_is_not_heard_again(line: LittleLine) -> None:
    await line.hears("one")
    await line.works()
    assert await take_in(line, Telegram(line, batch(1))) == []


async def test_marks_of_a_source_are_kept_with_the_batch(line: LittleLine) -> None:
    await take_in(line, Telegram(line, Batch([], "ts", {"vk:42": "7"})))
    assert await line.inbox.positions([NAME, "vk:42"]) == {NAME: "ts", "vk:42": "7"}


async def test_after_a_restart_the_intake_goes_on_where_it_was(lines: Lines) -> None:
    line = lines()
    await line.open()
    await take_in(line, Telegram(line, batch(1)))
    await line.close()
    again = lines()
    await again.open()
    source = Telegram(again)
    await take_in(again, source)
    assert source.asked == ["2"]


async def test_while_the_disk_is_full_nothing_is_confirmed(line: LittleLine) -> None:
    line.database.breaks["INSERT INTO inbox"] = 1
    source = Telegram(line, batch(1))
    pushed = await take_in(line, source)
    assert source.asked == ["", "2"]
    assert source.on_disk[-1] == (1, "2")
    assert [row.key for row in pushed] == ["1"]


async def test_a_stop_in_the_middle_of_storing_leaves_no_half(line: LittleLine) -> None:
    source = Telegram(line, batch(1, 2))
    intake = Intake(source, line.database, line.inbox, line.turns.push, lambda: line.now, lambda: None)
    running = asyncio.create_task(intake.run())
    while not line.database._turnstile.locked():
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert (await line.count("inbox"), await line.inbox.position(NAME)) in ((0, ""), (2, "3"))
    async with line.database.transaction():
        pass


def test_a_stop_does_not_wait_for_a_disk_that_stays_full(lines: Lines) -> None:
    async def test() -> None:
        line = lines()
        await line.open()
        line.database.breaks["INSERT INTO inbox"] = 10**9
        source = Telegram(line, batch(1))
        intake = Intake(source, line.database, line.inbox, line.turns.push, lambda: line.now, lambda: None)
        running = asyncio.create_task(intake.run())
        await asyncio.sleep(60.0)
        before = asyncio.get_running_loop().time()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert asyncio.get_running_loop().time() - before <= 3.0
        assert source.asked == [""]
        await line.close()

    # The database's thread needs a moment of real time before the virtual one moves on.
    with asyncio.Runner(loop_factory=partial(VirtualLoop, 0.02)) as runner:
        runner.run(test())


def patiently(line_of: Lines, *answers: Batch | Exception) -> tuple[list[float], list[InboxRow]]:
    """Take in what a source answers, in virtual time: when it was asked, and what was pushed."""

    async def test() -> tuple[list[float], list[InboxRow]]:
        line = line_of()
        await line.open()
        source = Telegram(line, *answers)
        pushed = await take_in(line, source)
        await line.close()
        return [at - source.asked_at[0] for at in source.asked_at], pushed

    # The database's thread needs a moment of real time before the virtual one moves on.
    with asyncio.Runner(loop_factory=partial(VirtualLoop, 0.02)) as runner:
        return runner.run(test())


def test_a_messenger_that_fails_is_asked_again_ever_more_seldom_and_at_least_every_half_minute(
    lines: Lines,
) -> None:
    asked, pushed = patiently(lines, *(FetchFailed("no connection") for _ in range(8)), batch(1))
    pauses = [round(later - earlier, 1) for earlier, later in itertools.pairwise(asked)]
    assert pauses[:6] == sorted(pauses[:6])
    assert max(pauses) == 30.0
    assert [row.key for row in pushed] == ["1"]


def test_a_messenger_that_asks_to_wait_is_not_asked_before(lines: Lines) -> None:
    asked, _ = patiently(lines, FetchFailed("Too Many Requests", 17.0), batch(1))
    assert asked[1] >= 17.0


def test_an_answer_that_nobody_foresaw_does_not_end_the_intake(lines: Lines) -> None:
    """Something between us and the messenger may answer anything, and nobody would see that nothing comes."""
    strange: Any = KeyError("result")
    _, pushed = patiently(lines, strange, batch(1))
    assert [row.key for row in pushed] == ["1"]
