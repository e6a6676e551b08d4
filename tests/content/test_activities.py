"""What editors say of everything with a time reaches the line; slips in it are told like all others."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from bot.content import Book, ContentError, load
from bot.domain.activities import Quiet
from bot.domain.timetable import Calendar, Kind
from tests.content.slips import ACTIVITIES, ACTIVITIES_EN, CASE, TODAY, Slip, told_in_place

SLIPS = {
    "a kind without words about it": Slip(
        ACTIVITIES, "    about: Делаем вместе.\n", "", "kinds[0].about", "«about»", "key: exercise"
    ),
    "a kind with a title too long for a button": Slip(
        ACTIVITIES, "title: Юрист", f"title: {'ю' * 41}", "kinds[1].title", "помещается 40"
    ),
    "two kinds with one key": Slip(
        ACTIVITIES, "- key: lawyer", "- key: exercise", "kinds[1].key", "уже занят"
    ),
    "two kinds with one title": Slip(
        ACTIVITIES, "title: Юрист", "title: зарядка", "kinds[1].title", "Сделайте их разными"
    ),
    "a key that cannot stand behind a button": Slip(
        ACTIVITIES, "- key: lawyer", "- key: Юрист", "kinds[1].key", "латинских"
    ),
    "hours that are neither yes nor no": Slip(
        ACTIVITIES, "hours: yes", "hours: по записи", "kinds[1].hours", "yes или no"
    ),
    "quiet hours in words": Slip(ACTIVITIES, "from: 22:00", "from: ночь", "quiet.from", "например 22:00"),
    "an hour that no clock shows": Slip(ACTIVITIES, "to: 8:00", "to: 25:00", "quiet.to", "например 8:00"),
    "quiet hours without an end": Slip(
        ACTIVITIES, "{from: 22:00, to: 8:00}", "{from: 22:00}", "quiet.to", "«to»"
    ),
    "quiet hours that are none": Slip(ACTIVITIES, "to: 8:00", "to: 22:00", "quiet.to", "ни часа"),
    "a cap of none": Slip(ACTIVITIES, "cap: 3", "cap: 0", "cap", "не меньше 1"),
    "a holiday in words": Slip(ACTIVITIES, "- 2027-05-09", "- девятое мая", "holidays[1]", "не дата"),
    "a holiday written twice": Slip(ACTIVITIES, "- 2027-05-09", "- 2027-01-01", "holidays[1]", "дважды"),
    "a word nobody knows": Slip(ACTIVITIES, "cap: 3", "caps: 3", "caps", "Может быть, «cap»"),
    "a service that leads to a kind that is not there": Slip(
        CASE, "activities: exercise", "activities: yoga", "services[0].activities", "exercise, lawyer"
    ),
    "a translation of a kind that is not there": Slip(
        ACTIVITIES_EN, "  exercise:", "  exercises:", "kinds.exercises", "Может быть, «exercise»"
    ),
    "quiet hours in a translation": Slip(
        ACTIVITIES_EN, "kinds:", "cap: 5\nkinds:", "cap", "не переводят", "cap: 5"
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_by_file_line_and_place_with_what_to_do(folder: Path, name: str) -> None:
    told_in_place(folder, SLIPS[name])


def test_the_line_knows_kinds_quiet_hours_the_cap_and_holidays(folder: Path) -> None:
    assert load(folder, today=TODAY).calendar == Calendar(
        kinds=(
            Kind("exercise", "Зарядка", "Делаем вместе."),
            Kind("lawyer", "Юрист", "Посмотрит ваш вопрос.", hours=True),
        ),
        quiet=Quiet(time(22), time(8)),
        cap=3,
        holidays=frozenset({date(2027, 1, 1), date(2027, 5, 9)}),
    )


def test_kinds_are_told_in_the_language_of_the_person_and_the_rest_is_the_same(folder: Path) -> None:
    book = Book.read(folder, "ru")
    here, there = book.content.calendar, book.localised("en").content.calendar
    assert [kind.title for kind in there.kinds] == ["Exercise", "Юрист"]
    assert (there.quiet, there.cap, there.holidays) == (here.quiet, here.cap, here.holidays)


def test_an_installation_without_the_file_has_no_activities_and_no_trouble(folder: Path) -> None:
    for name in (ACTIVITIES, ACTIVITIES_EN):
        (folder / name).unlink()
    content = load(folder, today=TODAY)
    assert content.calendar == Calendar()
    assert content.calendar.kinds == ()


def test_what_is_not_said_has_a_sensible_value(folder: Path) -> None:
    (folder / ACTIVITIES).write_text("kinds:\n  - {key: exercise, title: Зарядка, about: Вместе.}\n", "utf-8")
    calendar = load(folder, today=TODAY).calendar
    assert (calendar.quiet, calendar.cap, calendar.holidays) == (Quiet(), 3, frozenset())


def test_a_broken_file_is_the_only_thing_told_of_services_that_lead_to_it(folder: Path) -> None:
    file = folder / ACTIVITIES
    file.write_text(file.read_text("utf-8").replace("cap: 3", "cap: много"), "utf-8")
    with pytest.raises(ContentError) as caught:
        load(folder, today=TODAY)
    assert [one.path for one in caught.value.problems] == ["cap"]
