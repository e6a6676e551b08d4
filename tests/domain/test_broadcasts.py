"""What needs no database in letters to many: the bar, and the hours of a zone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.activities import Quiet
from bot.domain.broadcasts import Going, Hours, bar


@pytest.mark.parametrize(
    ("done", "total", "shown"),
    [(0, 10, "░░░░"), (5, 10, "▓▓░░"), (9_999, 10_000, "▓▓▓░"), (10, 10, "▓▓▓▓"), (0, 0, "▓▓▓▓")],
)
def test_the_bar_is_full_only_when_all_is_done(done: int, total: int, shown: str) -> None:
    assert bar(done, total, 4) == shown


def test_who_sleeps_in_one_zone_is_awake_in_another() -> None:
    now = datetime(2026, 11, 23, 15, 0, tzinfo=UTC).timestamp()
    moscow = Hours.of(now, ZoneInfo("Europe/Moscow"), Quiet())
    vladivostok = Hours.of(now, ZoneInfo("Asia/Vladivostok"), Quiet())
    assert (moscow.day, moscow.asleep_until) == ("2026-11-23", 0.0)
    assert vladivostok.day == "2026-11-24"
    morning = datetime(2026, 11, 24, 8, 0, tzinfo=ZoneInfo("Asia/Vladivostok")).timestamp()
    assert vladivostok.asleep_until == morning


def test_only_what_is_stopped_or_done_is_over() -> None:
    assert {state for state in Going if state.over} == {Going.STOPPED, Going.DONE}
