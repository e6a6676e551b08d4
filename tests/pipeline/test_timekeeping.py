"""Time that a file tells: it goes faster, it jumps, and it is no clock that somebody set."""

import json
import os
from pathlib import Path

import pytest

from bot.domain.clocks import Watch
from bot.pipeline.timekeeping import LOOKED_AT_EVERY, SYSTEM, ToldTime, kept_by

NOON = 1_800_000_000.0
DAY = 86_400.0


class Machine:
    """This machine's clocks, and the file, written by hand."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.passed = 0.0
        self.versions = 0
        self.time = ToldTime(file, self.wall, self.steady)

    def wall(self) -> float:
        return NOON + self.passed

    def steady(self) -> float:
        return 77.0 + self.passed

    def tells(self, shown: float, rate: float = 1.0) -> None:
        self.write(json.dumps({"at": self.wall(), "shown": shown, "rate": rate}))

    def write(self, text: str) -> None:
        self.file.write_text(text)
        self.versions += 1
        os.utime(self.file, ns=(self.versions, self.versions))
        self.passed += LOOKED_AT_EVERY


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "clock")


def test_without_a_file_the_line_has_the_time_of_its_machine() -> None:
    assert kept_by(None) is SYSTEM


def test_a_jump_shows_at_the_next_look(machine: Machine) -> None:
    machine.tells(NOON)
    assert machine.time.now() == NOON + LOOKED_AT_EVERY
    machine.tells(NOON + DAY)
    assert machine.time.now() == NOON + DAY + LOOKED_AT_EVERY


def test_an_hour_passes_in_a_minute(machine: Machine) -> None:
    machine.tells(NOON, rate=60.0)
    before = machine.time.now()
    machine.passed += 60.0
    assert machine.time.now() - before == 3600.0


def test_a_line_that_starts_later_has_the_same_time(machine: Machine) -> None:
    machine.tells(NOON, rate=60.0)
    machine.passed += 600.0
    later = ToldTime(machine.file, machine.wall, machine.steady)
    assert later.now() == pytest.approx(machine.time.now())


def test_a_jump_is_time_that_passes_and_no_clock_that_was_set(machine: Machine) -> None:
    watch = Watch()

    def look() -> bool:
        return watch.look(machine.time.now(), machine.time.steady()) is not None

    machine.tells(NOON)
    assert not look()
    machine.tells(NOON + DAY)
    assert not look()
    machine.tells(NOON + DAY, rate=600.0)
    assert not look()
    machine.passed += 1.0
    assert not look()
    assert watch.look(machine.time.now() + 3600.0, machine.time.steady())  # control


@pytest.mark.parametrize("text", ["", "[]", '{"at": 1}', '{"at": 1, "shown": "soon", "rate": 1}'])
def test_a_file_that_tells_nothing_changes_nothing(
    machine: Machine, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    machine.tells(NOON + DAY)
    machine.time.now()
    for _ in range(2):
        machine.write(text)
        machine.time.now()
    assert machine.time.now() == pytest.approx(NOON + DAY + 3 * LOOKED_AT_EVERY)
    assert len(caplog.records) == 1
    machine.tells(NOON)
    assert machine.time.now() == NOON + LOOKED_AT_EVERY
