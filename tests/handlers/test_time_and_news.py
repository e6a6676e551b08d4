"""What people are told of activities when the network is slow, the night is near, or a place comes late."""

# ruff: noqa: DTZ001 - the wall clock of a place is what is meant

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.activities import Plan, Reminder, moment, remind_at
from bot.domain.timetable import Activity, Calendar, Form, Series
from bot.flows.activities.notices import PORTION
from bot.flows.activities.reminding import replan
from bot.flows.activities.timetable import Timetable
from bot.vocabulary import Address
from tests.line import TheLine
from tests.network import TELEGRAM
from tests.phone import Phone

MOSCOW = ZoneInfo("Europe/Moscow")


class Hall:
    """What meets on Tuesday, and who comes."""

    def __init__(self, line: TheLine, host: Phone) -> None:
        self.line, self.host = line, host

    async def opens(self, at: time, form: Form = Form.CLASS, minutes: int = 45) -> Activity:
        async with self.line.acting(TELEGRAM, self.host.account) as services:
            timetable = Timetable(services)
            plan = Plan(date(2026, 11, 24), at, MOSCOW) if form is Form.CLASS else None
            series = await timetable.open_series(
                Series(
                    id=0, kind="exercise", form=form, title="Зарядка", about="", prepare="", leader="Ольга",
                    host=services.person.id, minutes=minutes, places=0 if plan else 1, zone=MOSCOW, plan=plan,
                    link="https://example.org/room",
                )
            )  # fmt: skip
            if form is Form.HOURS:
                starts = moment(datetime.combine(date(2026, 11, 24), at), MOSCOW)
                (hour,) = await timetable.open_hours(series, [(f"2026-11-24T{at:%H:%M}", starts)])
                return hour
            return (await services.work.activities.of_series(series.id, 0.0))[0]

    async def joins(self, phone: Phone, activity: Activity) -> None:
        async with self.line.acting(TELEGRAM, phone.account) as services:
            await Timetable(services).sign_up(activity)

    async def leaves(self, phone: Phone, activity: Activity) -> None:
        async with self.line.acting(TELEGRAM, phone.account) as services:
            await Timetable(services).leave(activity)

    async def until(self, wall: datetime) -> None:
        await self.line.later(seconds=moment(wall, MOSCOW) - self.line.now)


@pytest.fixture
async def hall(line: TheLine, maria: Phone, anna: Phone, ivan: Phone) -> Hall:
    for phone in (anna, ivan):
        await phone.says("/start")
    return Hall(line, maria)


def about(phone: Phone) -> list[str]:
    return [text for text in phone.texts if "Зарядка" in text]


@pytest.mark.parametrize(
    ("reminder", "starts", "since", "comes"),
    [
        (Reminder.HOUR, datetime(2026, 11, 24, 8, 30), datetime(2026, 11, 23, 21, 30), "23.11 21:59"),
        (Reminder.HOUR, datetime(2026, 11, 24, 8, 30), datetime(2026, 11, 23, 22, 30), "24.11 08:00"),
        (Reminder.HOUR, datetime(2026, 11, 24, 7, 30), datetime(2026, 11, 23, 22, 30), "24.11 06:30"),
        (Reminder.DAY, datetime(2026, 11, 25, 7), datetime(2026, 11, 23, 23), "24.11 08:00"),
    ],
)
def test_a_place_given_in_the_quiet_hours_is_reminded_of_all_the_same(reminder, starts, since, comes):
    at = remind_at(reminder, moment(starts, MOSCOW), MOSCOW, Calendar().quiet, moment(since, MOSCOW))
    assert f"{datetime.fromtimestamp(at, MOSCOW):%d.%m %H:%M}" == comes


async def test_who_signs_up_at_night_is_reminded_in_the_morning(hall: Hall, anna: Phone):
    activity = await hall.opens(time(8, 30))
    await hall.until(datetime(2026, 11, 23, 23))
    await hall.joins(anna, activity)
    await hall.until(datetime(2026, 11, 24, 8, 5))
    assert about(anna) == ["Скоро занятие: сегодня, вторник, в 08:30 — «Зарядка»."]


async def test_what_comes_late_at_night_makes_no_sound(hall: Hall, anna: Phone):
    await hall.joins(anna, await hall.opens(time(12)))
    await hall.until(datetime(2026, 11, 23, 11, 30))
    await hall.line.stands_still(hours=12)
    assert anna.last.text.startswith("Простите, напоминание пришло позже")
    assert anna.last.message.quiet


async def test_a_class_that_ended_while_the_line_stood_still_is_told_to_its_host(
    hall: Hall, anna: Phone, maria: Phone
):
    await hall.joins(anna, await hall.opens(time(12), minutes=20))
    await hall.until(datetime(2026, 11, 24, 11, 59, 30))
    await hall.line.stands_still(hours=3)
    await hall.line.later(minutes=5)
    assert not any("Начинается" in text or "уже идёт" in text for text in about(anna))
    assert any("1 напоминание не ушло вовремя" in text for text in maria.texts)


async def test_news_that_waited_past_midnight_name_the_right_day(hall: Hall, anna: Phone):
    activity = await hall.opens(time(12))
    await hall.joins(anna, activity)
    await hall.until(datetime(2026, 11, 23, 20))
    hall.line.slow()
    async with hall.line.acting(TELEGRAM, hall.host.account) as services:
        known = await services.work.activities.get(activity.id)
        assert known is not None
        await Timetable(services).move(known, activity.starts + timedelta(hours=2).total_seconds())
    await hall.until(datetime(2026, 11, 24, 9))
    await hall.line.fast()
    await hall.line.later(seconds=2)
    (moved,) = [text for text in about(anna) if "перенесли" in text]
    assert "Теперь: сегодня, вторник, в 14:00" in moved


async def test_an_old_letter_takes_no_newer_reminder_back(hall: Hall, anna: Phone):
    activity = await hall.opens(time(12))
    await hall.joins(anna, activity)
    hall.line.slow()
    await hall.until(datetime(2026, 11, 23, 13))
    async with hall.line.acting(TELEGRAM, hall.host.account) as services:
        known = await services.work.activities.get(activity.id)
        assert known is not None
        await Timetable(services).move(known, activity.starts + timedelta(days=1, hours=-2).total_seconds())
    await hall.until(datetime(2026, 11, 24, 11))
    await hall.line.fast()
    await hall.line.later(seconds=2)
    days = [text for text in about(anna) if "Напоминаем" in text]
    assert len(days) == 1
    assert "завтра, среда, в 10:00" in days[0]


async def test_a_specialist_hears_of_an_hour_that_is_booked_when_no_reminder_would_tell(
    hall: Hall, anna: Phone, ivan: Phone, maria: Phone
):
    hour = await hall.opens(time(12), Form.HOURS)
    await hall.joins(anna, hour)
    await hall.line.later(seconds=1)
    assert not about(maria)
    await hall.until(datetime(2026, 11, 24, 11, 30))
    await hall.leaves(anna, hour)
    await hall.joins(ivan, hour)
    await hall.line.later(seconds=2)
    assert sorted(about(maria)[-2:]) == [
        "Запись отменили, время снова свободно: «Зарядка», сегодня, вторник, в 12:00.",
        "К вам записались: «Зарядка», сегодня, вторник, в 12:00.",
    ]


async def test_a_specialist_who_wants_no_reminders_of_the_day_before_gets_none(
    hall: Hall, anna: Phone, maria: Phone
):
    await hall.joins(anna, await hall.opens(time(16), Form.HOURS))
    async with hall.line.acting(TELEGRAM, maria.account) as services:
        await services.work.signups.prefer(services.person.id, "day", "off")
        await replan(services, services.person.id)
    await hall.until(datetime(2026, 11, 24, 10))
    assert not about(maria)
    await hall.until(datetime(2026, 11, 24, 15, 30))
    assert len(about(maria)) == 1


async def test_nobody_is_passed_over_when_somebody_leaves_a_series_between_two_portions(hall: Hall):
    activity = await hall.opens(time(12))
    series = f"series:{activity.series.id}"
    async with hall.line.acting(TELEGRAM, hall.host.account) as services:
        work, people = services.work, []
        for number in range(PORTION + 20):
            people.append(await work.people.new_person(Address(TELEGRAM, 5000 + number), services.now))
            await work.signups.follow(people[-1], series, services.now + number)
        Timetable(services)._enrol_later(activity)
    await hall.line.tick()
    async with hall.line.acting(TELEGRAM, hall.host.account) as services:
        assert await services.work.signups.taken(activity.id) == PORTION
        await services.work.signups.unfollow(people[5], series)
    await hall.line.later(seconds=5)
    async with hall.line.reading() as work:
        assert await work.signups.taken(activity.id) == PORTION + 20


async def test_who_signs_up_by_a_clock_that_is_wrong_is_reminded_by_the_right_one(hall: Hall, anna: Phone):
    activity = await hall.opens(time(12))
    await hall.until(datetime(2026, 11, 24, 10, 30))
    await hall.line.tick()
    hall.line.clock_steps(3600.0)
    await hall.line.tick()
    await hall.joins(anna, activity)
    hall.line.now += 10.0
    hall.line.clock_steps(-3600.0)
    await hall.until(datetime(2026, 11, 24, 11, 5))
    assert about(anna) == ["Скоро занятие: сегодня, вторник, в 12:00 — «Зарядка»."]


async def test_a_reminder_that_was_switched_off_while_it_waited_for_the_network_is_not_said(
    hall: Hall, anna: Phone
):
    await hall.joins(anna, await hall.opens(time(12)))
    hall.line.slow()
    await hall.until(datetime(2026, 11, 23, 13))
    async with hall.line.acting(TELEGRAM, anna.account) as services:
        await services.work.signups.prefer(services.person.id, "day", "off")
        await replan(services, services.person.id)
    await hall.until(datetime(2026, 11, 24, 0, 30))
    await hall.line.fast()
    await hall.line.later(seconds=2)
    assert not about(anna)
    await hall.until(datetime(2026, 11, 24, 11, 5))
    assert len(about(anna)) == 1
