"""Calendar files as telephones take them in: times of UTC, a name that stays, a version that grows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from bot.domain.activities import moment
from bot.domain.calendar_files import Entry, calendar_file

NOW = 1_795_420_800.25
TEN = datetime(2026, 11, 24, 7, tzinfo=UTC).timestamp()
"""Ten in the morning in Moscow."""

CLASS = Entry("5-1795420000", 1, TEN, 45, "Зарядка", "Ведёт: Ольга, Пётр; приготовьте коврик\nи воду")


def events_of(made: bytes) -> list[Any]:
    """The events of a file, as a telephone reads them."""
    return list(Calendar.from_ical(made).walk("VEVENT"))


def test_a_meeting_begins_and_ends_at_the_same_moment_wherever_the_telephone_is():
    (event,) = events_of(calendar_file([CLASS], NOW))
    assert (event.start, event.end) == (
        datetime(2026, 11, 24, 7, tzinfo=UTC),
        datetime(2026, 11, 24, 7, 45, tzinfo=UTC),
    )
    assert b"DTSTART:20261124T070000Z\r\n" in calendar_file([CLASS], NOW)


def test_no_table_of_a_zone_and_no_rule_of_repeating_has_to_be_understood():
    made = calendar_file([CLASS, Entry("6-1", 1, TEN + 86400, 45, "Зарядка")], NOW)
    assert b"VTIMEZONE" not in made
    assert b"RRULE" not in made
    assert made.count(b"BEGIN:VEVENT") == 2


def test_words_come_back_whole_whatever_signs_and_letters_are_in_them():
    (event,) = events_of(calendar_file([CLASS], NOW))
    assert event["SUMMARY"] == "Зарядка"
    assert event["DESCRIPTION"] == CLASS.about
    assert all(len(line) <= 75 for line in calendar_file([CLASS], NOW).split(b"\r\n"))


def test_a_moved_meeting_takes_the_place_of_the_old_one():
    moved = Entry(CLASS.name, 2, TEN + 3600, 45, CLASS.title)
    (before,), (after,) = (events_of(calendar_file([one], NOW)) for one in (CLASS, moved))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_a_class_keeps_its_hour_of_the_wall_over_a_change_of_the_clocks():
    berlin = ZoneInfo("Europe/Berlin")
    days = [datetime(2027, 3, day, 10) for day in (27, 28)]  # noqa: DTZ001 - the wall clock of a place
    entries = [Entry(str(day), 1, moment(day, berlin), 45, "Зарядка") for day in days]
    events = events_of(calendar_file(entries, NOW))
    assert [event.start.astimezone(berlin).hour for event in events] == [10, 10]
    assert [event.start.hour for event in events] == [9, 8]


def test_a_file_without_meetings_is_still_a_calendar():
    assert events_of(calendar_file([], NOW)) == []
