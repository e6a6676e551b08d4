"""What a person comes to, the files for their calendar, recordings, and what they want to hear of it."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from bot.domain.activities import Plan, Reminder
from bot.domain.timetable import Activity
from bot.storage.outbox import Outbox
from tests.hall import MOSCOW, Hall
from tests.line import TheLine
from tests.phone import Phone, paper

ONCE = Plan(date(2026, 11, 24), time(10), MOSCOW)
EXERCISE = "вт 24.11, 10:00 · Утренняя зарядка"


@pytest.fixture
async def hall(line: TheLine, maria: Phone, anna: Phone, ivan: Phone) -> Hall:
    for phone in (anna, ivan):
        await phone.says("/start")
    return Hall(line, maria)


async def reminders_of(hall: Hall, phone: Phone, activity: Activity) -> list[Reminder]:
    """What a person is still to be reminded of."""
    async with hall.line.acting("telegram", phone.account) as services:
        waiting = await services.work.reminders.waiting(services.person.id)
    return [one.kind for one in waiting if one.activity == activity.id]


async def made_files(hall: Hall) -> list[Calendar]:
    """The calendar files that the line made; they are carried apart from their letters."""
    letters = [*await Outbox(hall.line.app.database).waiting(), *hall.line.network.letters]
    files = [letter.message.attachment for letter in letters if letter.message]
    made = {one.ref for one in files if one is not None and one.messenger == "inline"}
    return [Calendar.from_ical(base64.b64decode(ref.removeprefix("inline:"))) for ref in sorted(made)]


def passes(hall: Hall, days: float) -> None:
    """Time goes by; what was due meanwhile is of no interest here."""
    hall.line.now += days * 86400.0


# Mine


async def test_each_series_stands_there_once_with_its_nearest_day(hall: Hall, anna: Phone):
    series = await hall.opens()
    await anna.presses(data=f"g:act-all:{series.id}")
    (lecture,) = await hall.days(await hall.opens(title="Лекция", kind="lecture", plan=ONCE))
    await anna.presses(data=f"g:act-go:{lecture.id}")
    await anna.says("мои занятия")
    assert anna.last.text == (
        "Вы записаны на 9 занятий:\n\n"
        "— Утренняя зарядка: завтра, вторник, в 10:00\n— Лекция: завтра, вторник, в 10:00"
    )
    assert anna.buttons == [
        EXERCISE,
        "вт 24.11, 10:00 · Лекция",
        "Всё в календарь телефона",
        "Напоминания и время",
        "Все занятия",
    ]


async def test_one_who_comes_to_nothing_is_invited_and_never_blamed(anna: Phone, hall: Hall):
    await anna.says("мои занятия")
    assert anna.last.text == "Пока вы никуда не записаны. Выберите занятие по душе."


async def test_what_goes_on_now_is_still_there_and_what_is_over_is_not(hall: Hall, anna: Phone):
    (only,) = await hall.days(await hall.opens(plan=ONCE))
    await hall.joins(anna, only)
    await hall.line.later(seconds=only.starts - hall.line.now + 1800)
    await anna.says("мои занятия")
    assert "Утренняя зарядка: сегодня, вторник, в 10:00" in anna.last.text
    await hall.line.later(hours=1)
    await anna.says("мои занятия")
    assert anna.last.text.startswith("Пока вы никуда не записаны.")


async def test_weeks_in_a_row_are_praised_and_a_missed_week_is_passed_over(hall: Hall, anna: Phone):
    series = await hall.opens(plan=Plan(date(2026, 11, 24), time(10), MOSCOW, weekdays=(1,)))
    await anna.presses(data=f"g:act-all:{series.id}")
    passes(hall, days=9)
    await anna.says("мои занятия")
    assert anna.last.text.endswith("Вы с нами 2 недели подряд. Рады вам!")
    third = (await hall.days(series))[2]
    await anna.presses(data=f"g:act-leave:{third.id}")
    passes(hall, days=14)
    await anna.says("мои занятия")
    assert "подряд" not in anna.last.text
    assert "пропустили" not in anna.last.text


async def test_recordings_are_found_again_by_those_who_signed_up(hall: Hall, anna: Phone, ivan: Phone):
    (only,) = await hall.days(await hall.opens(plan=ONCE))
    await hall.joins(anna, only)
    passes(hall, days=2)
    (over,) = await hall.days(only.series)
    async with hall.by(hall.host) as timetable:
        await timetable.attach_recording(over, link="https://example.org/film")
    await anna.says("мои занятия")
    await anna.presses("Записи прошедших")
    before = len(anna.heard)
    await anna.presses(EXERCISE)
    film, shown = anna.heard[before:]
    assert [button.url for button in film.buttons] == ["https://example.org/film"]
    assert "Уже прошло." in shown.text
    await ivan.says("мои занятия")
    assert "Записи прошедших" not in ivan.buttons
    before = len(ivan.heard)
    await ivan.presses(data=f"g:act:{only.id}")
    assert len(ivan.heard) == before + 1, "who had not signed up gets no recording"


async def test_a_recording_that_is_a_file_comes_with_the_card(hall: Hall, anna: Phone):
    (only,) = await hall.days(await hall.opens(plan=ONCE))
    await hall.joins(anna, only)
    passes(hall, days=2)
    (over,) = await hall.days(only.series)
    async with hall.by(hall.host) as timetable:
        await timetable.attach_recording(over, replace(paper(), messenger="telegram"))
    before = len(anna.heard)
    await anna.presses(data=f"g:act:{only.id}")
    assert anna.heard[before].message.attachment is not None
    assert anna.heard[before].text == "Запись этого занятия."


# Calendar files


async def test_all_that_a_person_comes_to_goes_into_the_telephones_calendar(
    hall: Hall, anna: Phone, ivan: Phone
):
    series = await hall.opens(places=1)
    first, second, *_ = await hall.days(series)
    await hall.joins(ivan, first)
    for one in (first, second):
        await anna.presses(data=f"g:act-go:{one.id}")
    await anna.says("мои занятия")
    await anna.presses("Всё в календарь телефона")
    (calendar,) = await made_files(hall)
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"] == "Утренняя зарядка", "and not where she waits for a place"
    assert event["DTSTART"].dt == datetime.fromtimestamp(second.starts, UTC)  # type: ignore[union-attr]
    assert "Ссылка для входа придёт" in str(event["DESCRIPTION"])
    assert "example.org" not in str(event), "the way in is shown shortly before the start only"


async def test_one_activity_goes_into_the_calendar_and_a_moved_one_replaces_it(hall: Hall, anna: Phone):
    (only,) = await hall.days(await hall.opens(plan=ONCE))
    await anna.presses(data=f"g:act-go:{only.id}")
    await anna.presses("В календарь телефона")
    async with hall.by(hall.host) as timetable:
        await timetable.move(only, only.starts + 3600.0)
    await anna.presses(data=f"g:act-file:{only.id}")
    (one,), (other,) = (calendar.walk("VEVENT") for calendar in await made_files(hall))
    before, after = sorted((one, other), key=lambda event: int(str(event["SEQUENCE"])))
    assert before["UID"] == after["UID"]
    assert int(str(after["SEQUENCE"])) == int(str(before["SEQUENCE"])) + 1
    assert after["DTSTART"].dt - before["DTSTART"].dt == timedelta(hours=1)  # type: ignore[union-attr, operator]


async def test_with_nothing_to_come_to_there_is_no_file(hall: Hall, anna: Phone):
    said = await anna.presses(data="g:act-file:")
    assert said[0] == "Добавлять в календарь пока нечего: сначала запишитесь."
    assert await made_files(hall) == []


# What one wants to hear


async def test_each_reminder_is_switched_off_and_on_by_one_press(hall: Hall, anna: Phone):
    (only,) = await hall.days(await hall.opens(plan=replace(ONCE, at=time(16))))
    await hall.joins(anna, only)
    await anna.says("занятия")
    await anna.presses("Напоминания и время")
    assert "Напоминание за день: да" in anna.last.text
    await anna.presses("Не напоминать за день")
    assert "Напоминание за день: нет" in anna.last.text
    assert await reminders_of(hall, anna, only) == [Reminder.HOUR, Reminder.START]
    await anna.says("2")
    await anna.presses("Не писать о начале")
    assert await reminders_of(hall, anna, only) == []
    for label in ("Напоминать за день", "Напоминать за час", "Писать о начале"):
        await anna.presses(label)
    assert await reminders_of(hall, anna, only) == list(Reminder)


async def test_an_old_switch_does_what_it_says_and_nothing_else(hall: Hall, anna: Phone):
    for data in ("g:act-set:off-hour", "g:act-set:off-hour", "g:act-set:sideways-hour", "g:act-set:off-all"):
        await anna.presses(data=data)
    async with hall.line.acting("telegram", anna.account) as services:
        assert await services.work.signups.preferences(services.person.id) == {"hour": "off"}


async def test_one_chooses_their_clock_by_a_city_and_all_is_told_by_it(hall: Hall, anna: Phone):
    (only,) = await hall.days(await hall.opens(plan=ONCE))
    await hall.joins(anna, only)
    await anna.presses(data="g:act-zone:")
    assert anna.last.text.startswith("Сейчас у вас стоит: Москва, сейчас 11:00.")
    assert len(anna.buttons) == 7
    said = await anna.says("Владивосток")
    assert said[0] == "Хорошо. Теперь показываем время так: Владивосток, сейчас 18:00."
    assert "Время показываем по часам: Владивосток, сейчас 18:00." in said[1]
    await anna.says("мои занятия")
    assert "— Утренняя зарядка: завтра, вторник, в 17:00 по вашему времени" in anna.last.text


async def test_one_who_comes_back_to_the_stations_clock_goes_along_with_it(hall: Hall, anna: Phone):
    await anna.presses(data="g:act-zone:")
    await anna.presses("Омск, сейчас 14:00")
    await anna.presses(data="g:act-zone:")
    await anna.presses("Москва, сейчас 11:00")
    async with hall.line.acting("telegram", anna.account) as services:
        assert await services.work.signups.preferences(services.person.id) == {}


async def test_who_follows_a_kind_hears_of_it_though_news_were_off(hall: Hall, anna: Phone):
    await anna.presses(data="g:act-set:off-news")
    await anna.presses(data="g:act-follow:exercise")
    await anna.presses(data="g:act-settings:")
    assert "Новости о новых занятиях: да" in anna.last.text


async def test_news_that_are_off_do_not_come(hall: Hall, anna: Phone):
    await anna.presses(data="g:act-follow:exercise")
    await anna.presses(data="g:act-set:off-news")
    await hall.opens()
    await hall.line.later(minutes=1)
    assert not any("Новое занятие" in text for text in anna.texts)
