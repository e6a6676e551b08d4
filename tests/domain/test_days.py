"""Days and hours in the words of people; an hour that is not understood is never made up."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.days import LONGEST, Spoken, spoken, spoken_hour

MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=ZoneInfo("Europe/Moscow"))


def on(day: int, month: int = 11, year: int = 2026, **more) -> Spoken:
    return Spoken(date(year, month, day), **more)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("завтра", on(24)),
        ("Завтра в 10", on(24, hour="10:00")),
        ("завтра в половине третьего", on(24, hour="14:30")),
        ("послезавтра в полдень", on(25, hour="12:00")),
        ("25.11 в 15:30", on(25, hour="15:30")),
        ("в субботу часов в 11", on(28, hour="11:00")),
        ("не раньше 12 часов в среду", on(25, hour="12:00")),
        ("завтра с 10 до 12", on(24, hour="10:00")),
        ("в среду вечером в семь", on(25, hour="19:00")),
        ("в пятницу после обеда", on(27, part="day")),
        ("завтра утром", on(24, part="morning")),
        ("сегодня вечером", on(23, part="evening")),
        ("в пятницу", on(27)),
        ("в следующий вторник", on(1, 12)),
        ("25 ноября", on(25)),
        ("25 числа", on(25)),
        ("25.11", on(25)),
        ("1 мая", on(1, 5, 2027)),
        ("через два дня", on(25)),
        ("через неделю", on(30)),
        ("до пятницы", on(27)),
    ],
)
def test_a_day_is_understood_as_it_is_said(text, said):
    assert spoken(text, MONDAY) == said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "Tomorrow at 10", on(24, hour="10:00")),
        ("en", "tomorrow", on(24)),
        ("en", "on Friday afternoon", on(27, part="day")),
        ("en", "the day after tomorrow at 3 pm", on(25, hour="15:00")),
        ("en", "25th of November", on(25)),
        ("en", "November 25", on(25)),
        ("en", "25.11 at half past 10", on(25, hour="10:30")),
        ("en", "завтра в 10", on(24, hour="10:00")),
        ("pl", "jutro o 10", on(24, hour="10:00")),
        ("pl", "w piątek po południu", on(27, part="day")),
        ("pl", "w czwartek rano", on(26, part="morning")),
        ("pl", "dzis wieczorem o 7", on(23, hour="19:00")),
        ("pl", "25 listopada", on(25)),
        ("pl", "pojutrze o 3", on(25, hour="15:00")),
        ("zh", "明天上午10点", on(24, hour="10:00")),
        ("zh", "后天下午3点半", on(25, hour="15:30")),
        ("zh", "星期五晚上", on(27, part="evening")),
        ("zh", "11月25日", on(25)),
    ],
)
def test_a_day_is_understood_in_the_language_of_the_talk_and_in_russian(language, text, said):
    assert spoken(text, MONDAY, language) == said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(("en", text) for text in ("a friend will come", "money", "every friday", "monday or tuesday", "")),
        *(("pl", text) for text in ("mleko", "każdy piątek", "w poniedziałek albo wtorek")),
        *(("zh", text) for text in ("牛奶", "每天")),
    ],
)
def test_what_names_no_day_in_a_language_is_no_day(language, text):
    assert spoken(text, MONDAY, language) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "tomorrow at ten"), ("pl", "jutro o dziesiątej"), ("zh", "明天十点"), ("en", "friday 10 or 11")],
)
def test_an_hour_in_words_of_another_language_is_asked_for_again(language, text):
    said = spoken(text, MONDAY, language)
    assert said is not None
    assert said.unclear
    assert said.hour == ""


@pytest.mark.parametrize(
    ("language", "text", "hour"),
    [("en", "at 3", "15:00"), ("en", "10:30 am", "10:30"), ("pl", "o 10", "10:00"), ("zh", "10点", "10:00")],
)
def test_an_hour_alone_is_understood_in_every_language(language, text, hour):
    assert spoken_hour(text, MONDAY, language) == hour


@pytest.mark.parametrize("text", ["завтра к трём", "на пятницу на 11 часов", "послезавтра после четырех"])
def test_an_hour_that_is_not_understood_is_unclear_and_not_midnight(text):
    said = spoken(text, MONDAY)
    assert said is not None
    assert said.unclear
    assert said.hour == ""


@pytest.mark.parametrize(
    "text",
    [
        *("молоко", "купите 10 яиц", "1", "99", "8 912 345-67-89", "30 февраля", "29.02.2027", ""),
        *("на следующей неделе", "в выходные", "каждый день", "я" * (LONGEST + 1), "завтра " * 50),
    ],
)
def test_what_names_no_day_or_many_is_no_day(text):
    assert spoken(text, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [("10", "10:00"), ("в 10:30", "10:30"), ("в 3 часа", "15:00"), ("в три", "15:00"), ("7", "07:00")],
)
def test_an_hour_alone_is_understood(text, hour):
    assert spoken_hour(text, MONDAY) == hour


@pytest.mark.parametrize("text", ["99", "когда-нибудь", "", "25:70"])
def test_what_is_no_hour_is_none(text):
    assert spoken_hour(text, MONDAY) == ""
