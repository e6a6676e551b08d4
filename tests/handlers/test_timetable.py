"""Activities over time: reminders once and at the right hour, places, news for whom they concern."""

# ruff: noqa: DTZ001 - the wall clock of a place is what is meant

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.domain.activities import Plan, moment
from bot.domain.media import for_many
from bot.domain.requests import Refused
from bot.domain.timetable import Series, Standing
from bot.vocabulary import Attachment, AttachmentKind
from tests.hall import CLASS, MOSCOW, Hall
from tests.line import TheLine
from tests.phone import Phone


async def opens(hall: Hall, title: str = "Зарядка", at: time = time(10), **more: object) -> Series:
    """A class every Tuesday, the next one tomorrow."""
    plan = Plan(date(2026, 11, 24), at, MOSCOW, weekdays=(1,))
    return await hall.opens(replace(CLASS, title=title, prepare="коврик", plan=plan), **more)


@pytest.fixture
async def hall(line: TheLine, maria: Phone, anna: Phone, ivan: Phone) -> Hall:
    for phone in (anna, ivan):
        await phone.says("/start")
    return Hall(line, maria)


async def test_who_signed_up_is_reminded_a_day_and_an_hour_before_and_at_the_start(hall: Hall, anna: Phone):
    activity = await hall.first(await opens(hall, at=time(16)))
    assert await hall.joins(anna, activity) is Standing.GOING
    before = len(anna.texts)
    await hall.line.later(hours=30)
    told = anna.texts[before:]
    assert told[0] == "Напоминаем: завтра, вторник, в 16:00 — «Зарядка».\nЧто приготовить: коврик"
    assert told[1] == "Скоро занятие: сегодня, вторник, в 16:00 — «Зарядка».\nЧто приготовить: коврик"
    assert told[2] == "Начинается «Зарядка»."
    assert anna.shown("Начинается").labels == ["Войти", "О занятии"]
    assert len(told) == 4, "and when it was over: how it was"
    assert "понравилось" in told[3]


async def test_a_reminder_that_would_come_at_night_comes_before_the_quiet_begins(hall: Hall, anna: Phone):
    activity = await hall.first(await opens(hall, at=time(8, 30)))
    await hall.joins(anna, activity)
    before = len(anna.texts)
    until = moment(datetime(2026, 11, 23, 22), MOSCOW) - hall.line.now
    await hall.line.later(seconds=until)
    assert len(anna.texts) == before + 1, "the one of an hour before would be at half past seven"
    assert "завтра, вторник, в 08:30" in anna.texts[-1]


async def test_several_reminders_for_the_same_hour_are_one_message(hall: Hall, anna: Phone):
    for title, at in (("Зарядка", time(16)), ("Лекция", time(16, 30))):
        await hall.joins(anna, await hall.first(await opens(hall, title, at)))
    before = len(anna.texts)
    await hall.line.later(hours=6)
    assert len(anna.texts) == before + 1
    assert "«Зарядка»" in anna.texts[-1]
    assert "«Лекция»" in anna.texts[-1]


async def test_what_was_cancelled_is_told_at_once_and_nobody_is_reminded_of_it(hall: Hall, anna: Phone):
    activity = await hall.first(await opens(hall))
    await hall.joins(anna, activity)
    async with hall.by(hall.host) as timetable:
        assert await timetable.cancel(activity, "Ольга заболела") == 1
    before = len(anna.texts)
    await hall.line.later(hours=30)
    assert [text for text in anna.texts[before:] if "Зарядка" in text] == [
        "Занятия не будет: «Зарядка», завтра, вторник, в 10:00.\nПочему: Ольга заболела"
    ]


async def test_what_was_moved_is_reminded_of_at_its_new_hour(hall: Hall, anna: Phone):
    activity = await hall.first(await opens(hall, at=time(16)))
    await hall.joins(anna, activity)
    await hall.line.later(hours=6)
    async with hall.by(hall.host) as timetable:
        await timetable.move(activity, moment(datetime(2026, 11, 25, 18), MOSCOW))
    before = len(anna.texts)
    await hall.line.later(hours=26)
    told = anna.texts[before:]
    assert told[0].startswith("Занятие «Зарядка» перенесли.\nБыло: завтра, вторник, в 16:00.")
    assert told[1].startswith("Напоминаем: завтра, среда, в 18:00")
    assert len(told) == 2


async def test_the_first_who_waits_gets_a_place_that_is_given_back(hall: Hall, anna: Phone, ivan: Phone):
    activity = await hall.first(await opens(hall, places=1))
    assert await hall.joins(anna, activity) is Standing.GOING
    assert await hall.joins(ivan, activity) is Standing.WAITING
    async with hall.by(anna) as timetable:
        await timetable.leave(activity)
    await hall.line.later(minutes=1)
    assert "Для вас есть место: «Зарядка»" in ivan.texts[-1]
    await hall.line.later(hours=24)
    assert any("Начинается" in text for text in ivan.texts)
    assert not any("Начинается" in text for text in anna.texts)


async def test_nobody_is_reminded_of_the_day_before_when_it_is_over(hall: Hall, anna: Phone, maria: Phone):
    activity = await hall.first(await opens(hall, at=time(16)))
    await hall.joins(anna, activity)
    before = len(anna.texts)
    await hall.line.stands_still(hours=40)
    await hall.line.later(minutes=5)
    assert not any("Напоминаем" in text or "Скоро" in text for text in anna.texts[before:])
    assert any("напоминания не ушли вовремя" in text for text in maria.texts)


async def test_who_is_reminded_late_hears_that_it_is_late(hall: Hall, anna: Phone):
    activity = await hall.first(await opens(hall, at=time(16)))
    await hall.joins(anna, activity)
    await hall.line.stands_still(hours=10)
    assert anna.texts[-1].startswith("Простите, напоминание пришло позже")
    start = activity.starts - hall.line.now
    await hall.line.later(seconds=start - 60)
    await hall.line.stands_still(hours=0.1)
    assert "уже идёт" in anna.texts[-1]


async def test_a_reminder_that_could_not_leave_in_time_is_judged_anew(hall: Hall, anna: Phone):
    activity = await hall.first(await opens(hall, at=time(16)))
    await hall.joins(anna, activity)
    hall.line.slow()
    await hall.line.later(seconds=activity.starts - hall.line.now + 240)
    await hall.line.fast()
    await hall.line.later(seconds=5)
    told = [text for text in anna.texts if "Зарядка" in text]
    assert len(told) == 1, told
    assert "уже идёт" in told[0]


async def test_followers_of_a_kind_hear_of_what_is_new_in_the_morning(hall: Hall, anna: Phone):
    async with hall.line.acting("telegram", anna.account) as services:
        await services.work.signups.follow(services.person.id, "kind:exercise", hall.line.now)
    await hall.line.later(hours=12)
    before = len(anna.texts)
    await opens(hall)
    await hall.line.later(minutes=30)
    assert len(anna.texts) == before, "it is eleven in the evening"
    await hall.line.later(hours=10)
    assert anna.texts[before] == "Новое занятие: «Зарядка»."


async def test_the_recording_goes_to_all_who_signed_up(hall: Hall, anna: Phone, ivan: Phone):
    activity = await hall.first(await opens(hall, places=1))
    for phone in (anna, ivan):
        await hall.joins(phone, activity)
    await hall.line.later(hours=25)
    film = Attachment(AttachmentKind.VIDEO, "video-1", messenger="telegram")
    over = await hall.first(activity.series)
    async with hall.by(hall.host) as timetable:
        assert await timetable.attach_recording(over, film) == 2
    await hall.line.later(minutes=1)
    assert anna.last.message.attachment == for_many(film)
    assert ivan.last.message.attachment == for_many(film)


async def test_who_signed_up_for_all_has_a_place_in_what_is_planned_later(hall: Hall, anna: Phone):
    series = await opens(hall)
    async with hall.by(anna) as timetable:
        await timetable.sign_up_series(series)
    async with hall.line.reading() as work:
        person = (await work.people.by_account("telegram", anna.account)).id  # type: ignore[union-attr]
        assert len(await work.signups.of_person(person, 0.0)) == 4
    await hall.line.later(days=8)
    async with hall.line.reading() as work:
        assert len(await work.signups.of_person(person, 0.0)) == 5


async def test_an_hour_is_taken_once_and_can_be_changed_for_another(hall: Hall, anna: Phone, ivan: Phone):
    first, second = await hall.opens_hours("2026-11-25T12:00", "2026-11-25T13:00")
    assert await hall.joins(anna, first) is Standing.GOING
    with pytest.raises(Refused):
        await hall.joins(ivan, first)
    async with hall.by(anna) as timetable:
        await timetable.move_hour(first, second)
    assert await hall.joins(ivan, first) is Standing.GOING


async def test_a_reminder_that_the_messenger_refuses_is_told_to_whoever_runs_the_class(
    hall: Hall, anna: Phone, maria: Phone
):
    activity = await hall.first(await opens(hall, at=time(16)))
    await hall.joins(anna, activity)
    hall.line.network.refuses = "Напоминаем"
    await hall.line.later(hours=6)
    assert maria.shown("не ушло вовремя").text.startswith("1 напоминание")
    hall.line.network.refuses = ""
    await hall.line.later(hours=24)
    assert any("Скоро занятие" in text for text in anna.texts), "the next ones are sent as ever"


async def test_nobody_has_all_hours_of_a_specialist_and_one_held_can_still_be_moved(hall: Hall, anna: Phone):
    hours = await hall.opens_hours(*(f"2026-11-25T{hour}:00" for hour in range(10, 15)))
    async with hall.by(hall.host) as timetable:
        with pytest.raises(Refused, match="hour-own"):
            await timetable.sign_up(hours[4])
    for hour in hours[:3]:
        await hall.joins(anna, hour)
    with pytest.raises(Refused, match="hours-enough"):
        await hall.joins(anna, hours[3])
    async with hall.by(anna) as timetable:
        await timetable.move_hour(hours[0], hours[3])
