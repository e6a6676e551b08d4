"""Weeks are those of the station's calendar."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.weeks import next_telling, week_of

BERLIN = ZoneInfo("Europe/Berlin")


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("day", "week"), [((2026, 11, 23), "2026-W48"), ((2027, 1, 1), "2026-W53"), ((2027, 1, 4), "2027-W01")]
)
def test_a_week_belongs_to_the_year_of_its_thursday(day, week):
    assert week_of(local(*day)) == week


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ((2026, 11, 23, 8, 59), (2026, 11, 23, 9, 0)),
        ((2026, 11, 23, 9, 0), (2026, 11, 30, 9, 0)),
        ((2026, 11, 29, 23, 0), (2026, 11, 30, 9, 0)),
        # The clock is put forward in between: nine in the morning stays nine in the morning.
        ((2027, 3, 27, 12, 0), (2027, 3, 29, 9, 0)),
    ],
)
def test_editors_are_told_on_monday_at_nine(moment, told):
    assert next_telling(local(*moment)) == local(*told)
