"""Pieces of what people say of time in Russian: weekdays, days of the year, hours, numbers."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from dateutil.relativedelta import relativedelta

from bot.domain.day_words import EARLIEST

_WEEKDAYS = (
    r"(?:понедельник\w*|пн)",
    r"(?:вторник\w*|вт)",
    r"(?:сред(?:а|ы|у|е|ой|ам)|ср)",
    r"(?:четверг\w*|чт)",
    r"(?:пятниц\w*|пт)",
    r"(?:суббот\w*|сб)",
    r"(?:воскресень\w*|вс)",
)
WEEKDAY = rf"\b(?:{'|'.join(_WEEKDAYS)})\b"
_MONTHS = ("янв", "фев", "мар", "апр", "ма[йяе]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
MONTH = rf"(?:{'|'.join(_MONTHS)})\w*"
DATE = (
    rf"(?:\b\d{{1,2}}(?:-?го)? {MONTH}(?: \d{{4}}\b(?: г\w*)?)?"
    r"|\b\d{1,2}[./](?:0?[1-9]|1[0-2])(?:[./]\d{2,4})?(?![\d:])|\b(?:послезавтра|завтра|сегодня)\b)"
)
NUMBERS = {
    **{"один": 1, "одно": 1, "одну": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6},
    **{"семь": 7, "восемь": 8, "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12},
    **{"пятнадцать": 15, "двадцать": 20, "тридцать": 30, "сорок": 40},
}
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"


def day_said(said: str, start: date, today: date) -> date | None:
    """The nearest day of that name, from a day on."""
    near = {"послезавтра": 2, "завтра": 1, "сегодня": 0}
    if said in near:
        return today + timedelta(days=near[said])
    if said.startswith("конца"):
        return _end_of(said, start)
    numbers = re.fullmatch(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4}))?", said)
    if numbers:
        return nearest(int(numbers[1]), int(numbers[2]), start, _year(numbers[3]))
    named = re.match(rf"(\d{{1,2}})(?:-?го)? ({MONTH})(?: (\d{{4}}))?", said)
    if named:
        return nearest(int(named[1]), _month(named[2]), start, _year(named[3]))
    # «До июня»: the last day before it.
    begins = nearest(1, _month(said), start)
    return begins - timedelta(days=1) if begins is not None else None


def nearest(day: int, month: int, start: date, year: int = 0) -> date | None:
    """The nearest day of a name from another day on, or the one of a year."""
    for one in (year,) if year else range(start.year, start.year + 9):
        try:
            found = date(one, month, day)
        except ValueError:
            continue
        if year or found >= start:
            return found
    return None


def _year(said: str | None) -> int:
    return (2000 + int(said) if len(said) < 3 else int(said)) if said else 0


def _end_of(said: str, start: date) -> date:
    month = re.search(MONTH, said.removeprefix("конца "))
    if "год" in said:
        return date(start.year, 12, 31)
    begins = start.replace(day=1)
    if month is not None and "месяц" not in said:
        begins = begins + relativedelta(months=(_month(month[0]) - begins.month) % 12)
    return begins + relativedelta(months=1, days=-1)


def _month(said: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if re.match(name, said))


def weekdays_in(said: str) -> set[int]:
    """The weekdays that are named, from Monday, 0."""
    return {number for number, name in enumerate(_WEEKDAYS) if re.search(rf"\b{name}\b", said)}


def number_in(said: str) -> int:
    """A number in digits or in a word."""
    return int(said) if said.isdecimal() else NUMBERS.get(said, 0)


def clock(hour: str, minute: str | None, part: str | None) -> time | None:
    """An hour of the day, with the part of the day that was said with it; None where there is none such."""
    said, late = int(hour), part in ("дня", "вечера")
    if part == "ночи" and said == 12:
        said = 0
    if (late and said < 12) or (part is None and said < EARLIEST and not hour.startswith("0")):
        said += 12
    return time(said, int(minute or 0)) if said < 24 and int(minute or 0) < 60 else None
