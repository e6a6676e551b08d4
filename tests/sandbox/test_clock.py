"""Time in the sandbox: faster, ahead, never back, and told to the bot."""

import sqlite3
from pathlib import Path

import pytest

from bot.pipeline.timekeeping import ToldTime
from sandbox import Clock, Impossible, Limits, Sandbox
from sandbox.clock import reminders_in
from sandbox.demo import ANNA, demo_world, environment

NOON = 1_800_000_000.0


class Machine:
    """This machine's clock, held still."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_it_goes_faster_and_jumps_ahead(machine: Machine) -> None:
    clock = Clock(real=machine)
    machine.now += 5
    assert clock.now() == NOON + 5
    clock.run(60)
    machine.now += 10
    assert clock.now() == NOON + 605
    clock.jump(3600)
    assert clock.now() == NOON + 4205
    clock.run(1)
    machine.now += 1
    assert clock.now() == NOON + 4206


@pytest.mark.parametrize("seconds", [-1.0, 40 * 86_400.0, float("nan")])
def test_it_goes_neither_back_nor_far_away(machine: Machine, seconds: float) -> None:
    clock = Clock(real=machine)
    with pytest.raises(Impossible, match="только вперёд"):
        clock.jump(seconds)
    with pytest.raises(Impossible, match="Так быстро"):
        clock.run(1000)
    assert clock.now() == NOON


def test_the_bot_has_the_same_time(machine: Machine, tmp_path: Path) -> None:
    clock = Clock(tmp_path / "clock", real=machine)
    bot = ToldTime(tmp_path / "clock", wall=machine, steady=machine)
    for move in (lambda: clock.run(600), lambda: clock.jump(86_400), lambda: clock.run(1)):
        move()
        machine.now += 1
        assert bot.now() == pytest.approx(clock.now())


def test_the_next_reminder_is_found_in_the_bots_data(machine: Machine, tmp_path: Path) -> None:
    database = tmp_path / "line.db"
    clock = Clock(upcoming=reminders_in(database), real=machine)
    with pytest.raises(Impossible, match="Ни одного напоминания"):
        clock.jump_to_next()
    with sqlite3.connect(database) as data:
        data.execute("CREATE TABLE due (kind TEXT, at REAL)")
        rows = [("reread", NOON + 1), ("remind", NOON - 1), ("remind", NOON + 900), ("remind", NOON + 60)]
        data.executemany("INSERT INTO due VALUES (?, ?)", rows)
    data.close()
    clock.jump_to_next()
    assert clock.now() == NOON + 60


async def test_messengers_have_the_clocks_time_and_presses_a_real_one(
    machine: Machine, tmp_path: Path
) -> None:
    clock = Clock(tmp_path / "clock", real=machine)
    async with Sandbox(demo_world(), limits=Limits.lifted(), vk=True, clock=clock) as sandbox:
        clock.jump(86_400)
        anna = sandbox.phone(ANNA)
        anna.starts()
        assert anna.chat.messages[1].wire["date"] == NOON + 86_400
        assert sandbox.vk.world.clock() == NOON + 86_400
        before = sandbox.world.stopwatch()
        clock.jump(86_400)
        assert sandbox.world.stopwatch() - before < 3600
        assert environment(sandbox, tmp_path)["BOT_CLOCK"] == str(tmp_path / "clock")
