"""Ten thousand people sign up for classes while clocks change, machines stop and organisers change plans.

Nobody's reminder is lost in silence, none comes twice, and none of the day before or the hour before comes
after the start. Judged by an oracle of its own, which is shown to find each of these.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.domain.clocks import Watch
from tests.activities.script import Life, town
from tests.activities.tally import Tally
from tests.activities.world import Town

SOAK = os.environ.get("SOAK") == "1"
SEED = int(os.environ.get("SEED", "1" if SOAK else "7"))
"""The first town; the seventh has a bit of everything."""

PEOPLE = 200
TOWNS = 50 if SOAK else 1


async def lives(folder: Path, seed: int, people: int = PEOPLE, troubles: int = 1, **faults: object) -> Tally:
    folder.mkdir()
    life = Life(town(folder, seed, people, **faults), seed, troubles)
    await life.runs()
    tally = life.audit()
    tally.wrong = [f"town {seed}: {wrong}" for wrong in tally.wrong]
    return tally


@pytest.mark.soak
async def test_nobody_is_forgotten_nobody_is_told_twice_and_nothing_is_said_too_late(tmp_path: Path) -> None:
    tally = Tally()
    for seed in range(SEED, SEED + TOWNS):
        tally += await lives(tmp_path / f"town-{seed}", seed)
    print(
        f"{TOWNS * PEOPLE} people, {tally.due} reminders due: {tally.said} said in {tally.letters} messages,"
        f" {tally.late} of them late and saying so, {tally.merged} with a nearer one of the same activity,"
        f" {tally.missed} too late to be said, of which the host was told; {tally.news} news of what was"
        f" moved or cancelled; wrong: {tally.wrong or 'nothing'}"
    )
    assert not tally.wrong
    assert tally.said > 2 * TOWNS * PEOPLE
    assert tally.late > TOWNS
    assert tally.missed > TOWNS


FORGETS_TO_PLAN = """
CREATE TRIGGER forgets AFTER INSERT ON reminders WHEN NEW.person % 5 = 0 BEGIN
  DELETE FROM reminders WHERE person = NEW.person AND occurrence = NEW.occurrence AND kind = NEW.kind;
END;
"""

FORGETS_ITS_CLAIM = """
CREATE TABLE forgotten (person INT, occurrence INT, kind TEXT, PRIMARY KEY (person, occurrence, kind));
CREATE TRIGGER doubles AFTER UPDATE OF state ON reminders
WHEN NEW.state IN ('sent', 'late') AND NEW.person % 5 = 1
  AND NOT EXISTS (SELECT 1 FROM forgotten WHERE person = NEW.person AND occurrence = NEW.occurrence)
BEGIN
  INSERT INTO forgotten VALUES (NEW.person, NEW.occurrence, NEW.kind);
  UPDATE reminders SET state = 'waiting'
  WHERE person = NEW.person AND occurrence = NEW.occurrence AND kind = NEW.kind;
END;
"""

KEEPS_IT_FROM_THE_HOST = """
CREATE TRIGGER keeps AFTER INSERT ON due WHEN NEW.kind = 'missed' BEGIN
  DELETE FROM due WHERE key = NEW.key;
END;
"""


async def test_a_line_that_loses_doubles_or_is_silent_about_it_is_found_out(tmp_path: Path) -> None:
    faults = (FORGETS_TO_PLAN, FORGETS_ITS_CLAIM, KEEPS_IT_FROM_THE_HOST)
    tally = await lives(tmp_path / "town", 3, people=20, troubles=3, faults=faults)
    found = "\n".join(tally.wrong)
    assert "was never said" in found
    assert "was said again" in found
    assert "were missed, the host knows of []" in found


class Believing(Watch):
    """Whatever the clock on the wall shows is so."""

    def look(self, wall: float, steady: float) -> None:
        return None


def break_its_sense_of_time(town: Town) -> None:
    town.line.app.clock._watch = Believing()
    town.post.now = lambda: 0.0


async def test_a_line_that_believes_any_clock_and_sends_any_letter_is_found_out(tmp_path: Path) -> None:
    tally = await lives(tmp_path / "town", 16, people=20, troubles=3, meddle=break_its_sense_of_time)
    found = "\n".join(tally.wrong)
    assert "by a clock that was in doubt" in found
    assert "after the start" in found
