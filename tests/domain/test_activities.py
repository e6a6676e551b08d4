"""Series of classes: at the same hour of the wall clock all year, and reminders that come in time."""

# ruff: noqa: DTZ001 - the wall clock of a place is what is meant

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.activities import (
    LATEST_START,
    Fate,
    Occurrence,
    Plan,
    Quiet,
    Reminder,
    fate,
    moment,
    remind_at,
)

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin",
        "Europe/Warsaw",
        "America/New_York",
        "Asia/Shanghai",
        "Europe/Kaliningrad",
        "Europe/Moscow",
        "Europe/Samara",
        "Asia/Yekaterinburg",
        "Asia/Omsk",
        "Asia/Krasnoyarsk",
        "Asia/Irkutsk",
        "Asia/Yakutsk",
        "Asia/Vladivostok",
        "Asia/Magadan",
        "Asia/Kamchatka",
    )
]
AGES = (0.0, 4e9)


def walls(plan: Plan, many: int) -> list[str]:
    found = itertools.islice(plan.occurrences(*AGES), many)
    return [f"{datetime.fromtimestamp(one.starts, plan.zone):%d.%m %H:%M}" for one in found]


def test_a_class_three_times_a_week_stays_at_its_hour_when_the_clocks_change():
    plan = Plan(date(2026, 10, 19), time(10), BERLIN, weekdays=(0, 2, 4), until=date(2026, 10, 30))
    assert walls(plan, 99) == [f"{day}.10 10:00" for day in (19, 21, 23, 26, 28, 30)]
    starts = [one.starts for one in plan.occurrences(*AGES)]
    assert starts[3] - starts[2] == 3 * 86400 + 3600


def test_holidays_are_left_out_and_a_moved_class_keeps_its_day_as_its_name():
    moved = {date(2026, 11, 11): datetime(2026, 12, 24, 18, 30)}
    left_out = frozenset({date(2026, 11, 4)})
    plan = Plan(
        date(2026, 10, 28), time(10), BERLIN, (2,), until=date(2026, 11, 18), left_out=left_out, moved=moved
    )
    assert walls(plan, 9) == ["28.10 10:00", "24.12 18:30", "18.11 10:00"]
    late = list(plan.occurrences(moment(datetime(2026, 12, 1), BERLIN), AGES[1]))
    assert late == [Occurrence(date(2026, 11, 11), moment(datetime(2026, 12, 24, 18, 30), BERLIN))]


def test_every_second_week_a_number_of_times_and_only_once():
    assert walls(Plan(date(2026, 1, 5), time(9), BERLIN, (0,), every=2, count=3), 9) == [
        "05.01 09:00",
        "19.01 09:00",
        "02.02 09:00",
    ]
    assert walls(Plan(date(2026, 1, 5), time(9), BERLIN), 9) == ["05.01 09:00"]


def test_a_time_that_is_not_there_comes_behind_the_jump_and_one_that_comes_twice_comes_first():
    assert walls(Plan(date(2026, 3, 29), time(2, 30), BERLIN), 1) == ["29.03 03:30"]
    twice = next(Plan(date(2026, 10, 25), time(2, 30), BERLIN).occurrences(*AGES))
    assert datetime.fromtimestamp(twice.starts, UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(
    st.sampled_from(ZONES),
    st.integers(1_700_000_000, 1_900_000_000),
    st.sampled_from(Reminder),
    st.floats(0.0, 48 * 3600.0),
)
@settings(max_examples=150, deadline=None)
def test_no_reminder_is_ever_said_after_its_use(zone, starts, reminder, down):
    due = remind_at(reminder, starts, zone, Quiet())
    assert due <= starts
    if reminder is not Reminder.START:
        assert due <= starts - 3600.0
        assert starts - due < 36 * 3600.0
    now = due + down
    what = fate(reminder, due, starts, now)
    if reminder is Reminder.START:
        assert (what is Fate.DROP) == (now > starts + LATEST_START)
    else:
        assert (what is Fate.DROP) == (now >= starts)
    assert what is not Fate.SEND or now <= due + 60.0


@given(st.sampled_from(ZONES), st.integers(1_700_000_000, 1_900_000_000))
@settings(max_examples=100, deadline=None)
def test_nobody_is_reminded_of_tomorrow_at_night(zone, starts):
    for reminder in (Reminder.DAY, Reminder.HOUR):
        wall = datetime.fromtimestamp(remind_at(reminder, starts, zone, Quiet()), zone)
        # Where the clocks jump, an hour less between the two may push it to the very edge.
        near = {(wall + timedelta(hours=hours)).utcoffset() for hours in (-30, 30)}
        assert not Quiet().at(wall.replace(tzinfo=None)) or len(near) > 1


@pytest.mark.parametrize(
    ("reminder", "starts", "comes"),
    [
        (Reminder.DAY, datetime(2026, 11, 24, 10), "23.11 10:00"),
        (Reminder.DAY, datetime(2026, 11, 24, 7), "22.11 21:59"),
        (Reminder.HOUR, datetime(2026, 11, 24, 10), "24.11 09:00"),
        (Reminder.HOUR, datetime(2026, 11, 24, 8), "23.11 21:59"),
        (Reminder.START, datetime(2026, 11, 24, 7), "24.11 07:00"),
        (Reminder.DAY, datetime(2026, 10, 25, 10), "24.10 10:00"),
    ],
)
def test_reminders_come_the_day_before_and_an_hour_before_but_not_at_night(reminder, starts, comes):
    at = remind_at(reminder, moment(starts, BERLIN), BERLIN, Quiet())
    assert f"{datetime.fromtimestamp(at, BERLIN):%d.%m %H:%M}" == comes


def test_quiet_hours_by_day_are_quiet_hours_too():
    siesta = Quiet(time(13), time(15))
    at = remind_at(Reminder.HOUR, moment(datetime(2026, 11, 24, 15), BERLIN), BERLIN, siesta)
    assert f"{datetime.fromtimestamp(at, BERLIN):%H:%M}" == "12:59"
