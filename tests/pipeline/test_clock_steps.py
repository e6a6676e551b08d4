"""Somebody sets the clock on the wall: nothing comes early, nothing is lost, and staff are told."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.clocks import STEP, Watch
from bot.pipeline.clock import STEPPED, Clock
from bot.storage.inbox import InboxRow
from bot.storage.work import LetterIds, UnitOfWork
from tests.pipeline.little_line import ANNA, LittleLine

HOUR = 3600.0


class Believing(Watch):
    """What every clock was before: whatever the wall shows is so."""

    def look(self, wall: float, steady: float) -> None:
        return None


class Room:
    """A line in a room with a clock on the wall, which people set, and one that nobody can set."""

    def __init__(self, line: LittleLine, watch: Watch | None = None) -> None:
        self.line = line
        self.passed = 0.0
        self.clock = Clock(
            line.database, line.inbox, line.turns.push, lambda: line.now, lambda: self.passed, watch
        )

    async def planned(self, **minutes: float) -> None:
        """Things are to happen in so many minutes."""
        work = UnitOfWork(
            self.line.database, self.line.turns.memory, LetterIds(0, self.line.now), lambda: self.line.now
        )
        async with self.line.database.transaction():
            for key, after in minutes.items():
                work.later(key, "reminder", self.line.now + 60.0 * after, ANNA)
            await work.flush()

    async def passes(self, *, seconds: float = 0.0, minutes: float = 0.0) -> list[str]:
        """Time passes, a tick each second at the end of it; what happened."""
        span = seconds + 60.0 * minutes
        self.line.now += span
        self.passed += span
        return await self.ticks()

    async def is_set(self, seconds: float) -> list[str]:
        """Somebody sets the clock on the wall, and a second passes."""
        self.line.now += seconds
        return await self.passes(seconds=1.0)

    async def ticks(self) -> list[str]:
        await self.clock.tick()
        await self.line.works()
        happened, self.line.happened = self.line.happened, []
        return [update.kind if update.kind == STEPPED else update.subject for update in happened]


@pytest.fixture
async def room(line: LittleLine) -> Room:
    room = Room(line)
    await room.planned(tea=30, bread=90, supper=300)
    assert await room.ticks() == []
    return room


async def test_a_clock_set_on_by_an_hour_brings_what_it_passed_over_after_a_second_reading(
    room: Room,
) -> None:
    assert await room.is_set(HOUR) == [STEPPED]
    assert await room.passes(seconds=29.0) == []
    assert await room.passes(seconds=1.0) == ["tea"]
    assert await room.passes(minutes=30) == ["bread"]


async def test_a_clock_set_on_and_back_within_the_pause_brings_nothing_early(room: Room) -> None:
    assert await room.is_set(HOUR) == [STEPPED]
    assert await room.passes(seconds=20.0) == []
    assert await room.is_set(-HOUR) == []
    assert await room.passes(minutes=29) == []
    assert await room.passes(minutes=1) == ["tea"]


async def test_without_a_second_reading_it_would_come_early(line: LittleLine) -> None:
    room = Room(line, Believing())
    await room.planned(tea=30)
    await room.ticks()
    assert await room.is_set(HOUR) == ["tea"]


async def test_a_clock_set_back_by_an_hour_goes_on_by_its_new_time(room: Room) -> None:
    assert await room.is_set(-HOUR) == [STEPPED]
    assert await room.passes(seconds=30.0) == []
    await room.planned(soon=1)
    assert await room.passes(minutes=1) == ["soon"]
    assert await room.passes(minutes=90) == ["tea"]
    assert await room.passes(minutes=60) == ["bread"]


async def test_a_clock_set_back_by_a_year_does_not_stop_what_is_planned_from_then_on(room: Room) -> None:
    assert await room.is_set(-365 * 24 * HOUR) == [STEPPED]
    await room.passes(seconds=30.0)
    await room.planned(soon=1)
    assert await room.passes(minutes=1) == ["soon"]


async def test_what_comes_during_the_pause_of_a_clock_set_back_waits_for_its_end(room: Room) -> None:
    await room.planned(soon=0.1)
    await room.is_set(-HOUR)
    await room.planned(at_once=0.0)
    assert await room.passes(seconds=10.0) == []
    assert await room.passes(seconds=21.0) == ["at_once"]


@pytest.mark.parametrize("jump", [STEP - 1.0, 1.0 - STEP])
async def test_a_correction_of_less_than_a_minute_pauses_nothing(room: Room, jump: float) -> None:
    assert await room.is_set(jump) == []
    assert await room.passes(minutes=31) == ["tea"]


async def test_a_long_standstill_of_the_loop_is_no_jump(room: Room) -> None:
    assert await room.passes(minutes=100) == ["tea", "bread"]


async def test_a_clock_set_twice_is_told_twice_and_waited_for_from_the_second_time(room: Room) -> None:
    assert await room.is_set(HOUR) == [STEPPED]
    assert await room.passes(seconds=20.0) == []
    assert await room.is_set(HOUR) == []
    assert await room.passes(seconds=20.0) == [STEPPED]
    assert await room.passes(seconds=10.0) == ["tea", "bread"]


async def test_what_is_told_says_from_when_to_when(room: Room) -> None:
    before = room.line.now
    room.line.now += HOUR
    await room.clock.tick()
    await room.line.works()
    (told,) = room.line.happened
    assert told.data == {"was": before, "now": before + HOUR}


async def test_a_jump_that_the_database_could_not_take_down_is_told_with_the_next_tick(room: Room) -> None:
    room.line.database.breaks["INSERT INTO inbox"] = 1
    assert await room.is_set(HOUR) == []
    assert await room.passes(seconds=1.0) == [STEPPED]
    assert await room.passes(seconds=30.0) == ["tea"]


async def test_keys_are_not_dropped_by_a_time_that_is_not_believed(room: Room) -> None:
    await room.line.hears("one")
    await room.line.works()
    await room.is_set(72 * HOUR)
    await room.clock.clean()
    assert await room.line.count("inbox", "source = 'telegram'") == 1
    await room.passes(seconds=30.0)
    await room.clock.clean()
    assert await room.line.count("inbox", "source = 'telegram'") == 0


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=-365)])
async def test_the_alarm_goes_off_again_after_the_wall_was_set_back_or_far_on(
    line: LittleLine, jump: timedelta
) -> None:
    """APScheduler reckons by the wall: what a step does to it is done to its next time here."""
    ticked = asyncio.Event()

    def push(rows: Sequence[InboxRow]) -> None:
        ticked.set()

    clock = Clock(line.database, line.inbox, push, lambda: line.now, beat=0.01)
    clock.start()
    await ticked.wait()
    clock._scheduler.modify_job("tick", next_run_time=datetime.now(UTC) + jump)
    ticked.clear()
    await ticked.wait()
    clock.stop()
