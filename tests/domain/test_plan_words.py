"""Plans as organisers say them, and nothing made up where they say less."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import Texts
from bot.domain.activities import Plan, moment
from bot.domain.plan_words import heard, kept, leave_out, recalled
from bot.flows.organising.plans import plan_words

ZONE = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=ZONE)
"""A Monday."""
TEXTS = Texts.load(Path("content"), "ru")


def said(text: str, now: datetime = NOW) -> Plan | None:
    return heard(text, now).plan(ZONE, now)


def planned(text: str) -> Plan:
    found = said(text)
    assert found is not None, text
    return found


def days(text: str, count: int = 3) -> str:
    plan = said(text)
    assert plan is not None, heard(text, NOW)
    return " ".join(f"{day:%d.%m}" for day in islice(plan.days(), count)) + f" {plan.at:%H:%M}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("каждый понедельник, среду и пятницу в 10:00", "25.11 27.11 30.11 10:00"),
        ("Каждый понедельник, среду и пятницу в 12:00.", "23.11 25.11 27.11 12:00"),
        ("по вторникам и четвергам в 18.30", "24.11 26.11 01.12 18:30"),
        ("каждый день в 9", "24.11 25.11 26.11 09:00"),
        ("ежедневно кроме воскресенья в 11", "24.11 25.11 26.11 11:00"),
        ("каждый день, кроме выходных, в 8:30", "24.11 25.11 26.11 08:30"),
        ("по будням в 10 утра", "24.11 25.11 26.11 10:00"),
        ("по выходным в полдень", "28.11 29.11 05.12 12:00"),
        ("каждую вторую субботу в 12", "28.11 12.12 26.12 12:00"),
        ("каждую третью пятницу в 17", "27.11 18.12 08.01 17:00"),
        ("раз в две недели по средам в 15:00 до 30 июня", "25.11 09.12 23.12 15:00"),
        ("раз в 5 недель по средам в 15:00", "25.11 30.12 03.02 15:00"),
        ("через неделю по средам в 15:00", "25.11 09.12 23.12 15:00"),
        ("2 раза в неделю, вт и чт, в 16", "24.11 26.11 01.12 16:00"),
        ("завтра в 10", "24.11 10:00"),
        ("послезавтра в десять утра", "25.11 10:00"),
        ("через неделю в 10", "30.11 10:00"),
        ("25 декабря в 15:00", "25.12 15:00"),
        ("25.12 в 15:00", "25.12 15:00"),
        ("25-го декабря в 15 часов", "25.12 15:00"),
        ("в пятницу в 18:00", "27.11 18:00"),
        ("в следующую среду в 12.15", "02.12 12:15"),
        ("среда, 25 ноября, в три часа дня", "25.11 15:00"),
        ("в понедельник и среду в 12", "23.11 25.11 30.11 12:00"),
        ("пн, ср, пт 10:00", "25.11 27.11 30.11 10:00"),
        ("пн-чт 9:30", "24.11 25.11 26.11 09:30"),
        ("с понедельника по пятницу в 9:30", "24.11 25.11 26.11 09:30"),
        ("с 1 декабря по вторникам в 11", "01.12 08.12 15.12 11:00"),
        ("начиная со среды каждый день в 9", "25.11 26.11 27.11 09:00"),
        ("со следующей недели по будням в 9", "30.11 01.12 02.12 09:00"),
        ("с января по вторникам в 11", "05.01 12.01 19.01 11:00"),
        ("каждый вторник в 10 часов 30 минут", "24.11 01.12 08.12 10:30"),
        ("каждую среду в 06:00", "25.11 02.12 09.12 06:00"),
        ("каждую среду в 6", "25.11 02.12 09.12 18:00"),
        ("каждую среду в 6 утра", "25.11 02.12 09.12 06:00"),
        ("по четвергам в шесть вечера", "26.11 03.12 10.12 18:00"),
        ("по четвергам в десять тридцать", "26.11 03.12 10.12 10:30"),
        ("по средам в 15, кроме 2 декабря и 9.12", "25.11 16.12 23.12 15:00"),
        ("еженедельно 1 декабря в 10:00", "01.12 08.12 15.12 10:00"),
        ("завтра в 10, 3 раза", "24.11 01.12 08.12 10:00"),
    ],
)
def test_a_plan_is_understood_as_it_is_said(text, meant):
    assert days(text) == meant
    assert heard(text, NOW).unclear == ""


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("по пятницам в 19 до конца мая", date(2027, 5, 31)),
        ("по пятницам в 19 до конца месяца", date(2026, 11, 30)),
        ("по пятницам в 19 до конца года", date(2026, 12, 31)),
        ("по пятницам в 19 до июня", date(2027, 5, 31)),
        ("по средам в 15:00 по 30 июня включительно", date(2027, 6, 30)),
        ("по субботам в 12 с 10.01 до 31.05.2027", date(2027, 5, 31)),
        ("по субботам в 12 с 10 января до 20 января", date(2027, 1, 20)),
        ("по четвергам в 16:00 в течение 8 недель", date(2027, 1, 20)),
    ],
)
def test_an_end_is_heard(text, last):
    assert planned(text).until == last


def test_a_number_of_times_is_heard_and_none_is_lost_to_an_exception():
    assert planned("по вторникам в 10, 10 раз").count == 10
    assert planned("по вторникам в 10, всего пять занятий").count == 5
    plan = planned("по вторникам в 10, 3 занятия, кроме 1 декабря")
    assert [f"{day:%d.%m}" for day in plan.days()] == ["24.11", "08.12", "15.12"]


@pytest.mark.parametrize("text", ["по средам с 10 до 11:30", "в среду 10:00-11:30", "вт с 10 часов до 11:30"])
def test_how_long_it_takes_is_heard_with_the_hours(text):
    found = heard(text, NOW)
    assert (found.at, found.minutes) == (time(10), 90)


@pytest.mark.parametrize(
    ("text", "at", "minutes"),
    [
        ("по средам в 15:00, 45 минут", time(15), 45),
        ("по средам в 15:00 по 2 часа", time(15), 120),
        ("по вторникам в 11 на полтора часа", time(11), 90),
        ("по вторникам в 11, на час", time(11), 60),
        ("по вторникам в 11, по 1 часу 20 мин", time(11), 80),
        ("в среду в 10 часов 30 минут", time(10, 30), 0),
        ("в среду в 10-30", time(10, 30), 0),
        ("в среду в 2 часа", time(14), 0),
    ],
)
def test_how_long_it_takes_is_not_mistaken_for_an_hour(text, at, minutes):
    found = heard(text, NOW)
    assert (found.at, found.minutes, found.why, found.unclear) == (at, minutes, "", "")


def test_what_is_lacking_is_known_and_joins_what_was_said():
    without_hour = heard("каждую субботу", NOW)
    assert (without_hour.lacks_days, without_hour.at) == (False, None)
    assert without_hour.plan(ZONE, NOW) is None
    plan = without_hour.with_answer(heard("в 12", NOW)).plan(ZONE, NOW)
    assert plan is not None
    assert plan.weekdays == (5,)
    without_days = heard("раз в две недели в 12", NOW)
    assert (without_days.lacks_days, without_days.at) == (True, time(12))
    whole = without_days.with_answer(heard("в субботу", NOW))
    assert (whole.weekdays, whole.every, whole.at) == ((5,), 2, time(12))
    assert heard("привет", NOW).lacks_days


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("первая суббота каждого месяца в 12", "monthly"),
        ("раз в месяц в 12", "monthly"),
        ("каждое 5 число в 12", ""),
        ("по понедельникам в 10, по средам в 18", "hours"),
    ],
)
def test_what_no_plan_can_hold_is_said_and_not_guessed(text, why):
    found = heard(text, NOW)
    assert found.why == why
    assert found.why or found.unclear


def test_words_that_say_nothing_known_are_kept_apart():
    assert heard("по средам в 10 с чаем и пряниками", NOW).unclear == "чаем пряниками"


def test_what_is_over_is_no_plan():
    assert said("сегодня в 10") is None
    assert planned("сегодня в 12").first == NOW.date()
    assert said("1 ноября 2026 в 10") is None
    assert said("по средам в 10 до 24 ноября") is None


def test_a_story_is_no_plan():
    assert heard("мы встречаемся " * 40, NOW).plan(ZONE, NOW) is None


WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans that begin on one of their days, within a year and a half."""
    first = NOW.date() + timedelta(days=draw(st.integers(1, 500)))
    at = time(draw(st.integers(0, 23)), draw(st.integers(0, 59)))
    if draw(st.booleans()):
        return Plan(first=first, at=at, zone=ZONE)
    weekdays = draw(WEEKDAYS)
    while first.weekday() not in weekdays:
        first += timedelta(days=1)
    plan = Plan(first=first, at=at, zone=ZONE, weekdays=weekdays, every=draw(st.integers(1, 12)))
    match draw(st.sampled_from(["until", "count", ""])):
        case "until":
            until = first + timedelta(days=draw(st.integers(1, 700)))
            plan = Plan(first=first, at=at, zone=ZONE, weekdays=weekdays, every=plan.every, until=until)
        case "count":
            count = draw(st.integers(1, 100))
            plan = Plan(first=first, at=at, zone=ZONE, weekdays=weekdays, every=plan.every, count=count)
    out = draw(st.sets(st.sampled_from(list(islice(plan.days(), 40))[1:] or [first]), max_size=5))
    return leave_out(plan, frozenset(out - {first}))


@given(plans())
def test_a_plan_that_is_read_back_means_itself(plan):
    words = plan_words(TEXTS.say, plan, NOW.date())
    found = heard(words, NOW)
    assert found.unclear == "", words
    assert found.plan(ZONE, NOW) == plan, words
    assert recalled(kept(found)) == found


@given(st.text(alphabet="авекиносрту 0123456789:.-,", max_size=60))
def test_no_words_are_too_strange_to_be_read(text):
    found = heard(text, NOW)
    plan = found.plan(ZONE, NOW)
    assert plan is None or next(plan.occurrences(NOW.timestamp(), 4e10)).starts > 0
    assert recalled(kept(found)).plan(ZONE, NOW) == plan


def test_a_day_whose_hour_is_jumped_over_still_counts():
    zone = ZoneInfo("Europe/Berlin")
    now = datetime(2027, 3, 28, 1, 0, tzinfo=zone)
    plan = heard("сегодня в 02:30", now).plan(zone, now)
    assert plan is not None
    assert moment(datetime.combine(plan.first, plan.at), zone) > now.timestamp()
