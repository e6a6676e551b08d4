"""Days and hours in other languages than Russian: by their own words, without guessing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DayWords:
    """How a language names days and hours; every word is a pattern.

    `weekdays` begin with Monday, `months` with January; `dated` finds `day` and `month`, `hour` finds `hour`
    and perhaps `minute` and `half`; `late` says that an hour below twelve is one of the afternoon, `early`
    that it is not; `spelt` finds hours in words, which are asked for again.
    """

    near: tuple[tuple[str, int], ...]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    dated: re.Pattern[str]
    parts: tuple[tuple[str, str], ...]
    hour: re.Pattern[str]
    late: re.Pattern[str]
    early: re.Pattern[str]
    spelt: re.Pattern[str]


EARLIEST = 7
"""The first hour that a bare number means in the morning."""

_AGAIN = re.compile(r"\bevery\b|\beach\b|\bka[żz]d|每")
"""Days that come again and again are no day to agree on."""

_NUMBERS = re.compile(r"(?<!\d)(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./]\d{2,4})?(?!\d)")
_EN_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PL_MONTHS = (
    *("stycz", "lut", "mar", "kwie", "maj", "czerw", "lip", "sierp", "wrze", "pa[źz]dz", "listop", "grud"),
)

_WORDS: Mapping[str, DayWords] = {
    "en": DayWords(
        near=((r"day after tomorrow", 2), (r"\btomorrow", 1), (r"\btoday|\btonight", 0)),
        weekdays=tuple(
            rf"\b{name}\b"
            for name in (
                "mon(?:day)?",
                "tue(?:sday)?",
                "wed(?:nesday)?",
                "thu(?:rsday)?",
                "fri(?:day)?",
                "sat(?:urday)?",
                "sun(?:day)?",
            )
        ),
        months=_EN_MONTHS,
        dated=re.compile(
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{'|'.join(_EN_MONTHS)})[a-z]*\b"
            rf"|\b(?P<month2>{'|'.join(_EN_MONTHS)})[a-z]* (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b"
        ),
        parts=(("morning", r"\bmorning"), ("day", r"\bafternoon|\bnoon"), ("evening", r"\bevening|\bnight")),
        hour=re.compile(r"\b(?P<half>half past )?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?!\d)"),
        late=re.compile(r"\d ?p\.?m\b|\bafternoon|\bevening|\bnight"),
        early=re.compile(r"\d ?a\.?m\b|\bmorning"),
        spelt=re.compile(
            r"\bo.clock|\b(?:at|by|around|past|to)"
            r" (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
        ),
    ),
    "pl": DayWords(
        near=((r"pojutrze", 2), (r"\bjutro|\bjutrz", 1), (r"\bdzi(?:ś|s\b|siaj)", 0)),
        weekdays=(
            r"\bponiedz",
            r"\bwtor",
            r"\b[śs]rod",
            r"\bczwart(?:ek|k)",
            r"\bpi[ąa]t[e]?k",
            r"\bsobot",
            r"\bniedziel",
        ),
        months=_PL_MONTHS,
        dated=re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_PL_MONTHS)})[a-ząćęłńóśźż]*"),
        parts=(
            ("morning", r"\brano\b|\bporank|przed po[łl]udniem"),
            ("day", r"popo[łl]udni|po po[łl]udniu|w po[łl]udnie"),
            ("evening", r"\bwiecz"),
        ),
        hour=re.compile(r"\b(?P<half>w p[óo][łl] do )?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?!\d)"),
        late=re.compile(r"popo[łl]udni|po po[łl]udniu|\bwiecz"),
        early=re.compile(r"\brano\b|\bporank"),
        spelt=re.compile(
            r"\b(?:o|do|po|przed|na) (?:pierwsz|drug|trzeci|czwartej|pi[ąa]tej|sz[óo]st|si[óo]dm|[óo]sm|"
            r"dziewi[ąa]t|dziesi[ąa]t|jedenast|dwunast)"
        ),
    ),
    "zh": DayWords(
        near=((r"后天", 2), (r"明天|明日|明早|明晚", 1), (r"今天|今日|今晚", 0)),
        weekdays=tuple(
            rf"(?:星期|礼拜|周){name}" for name in ("一", "二", "三", "四", "五", "六", "[日天末]")
        ),
        months=tuple(rf"(?<!\d){number}" for number in range(1, 13)),
        dated=re.compile(r"(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?[日号]?"),
        parts=(
            ("morning", r"早上|上午|明早|早晨"),
            ("day", r"下午|中午"),
            ("evening", r"晚上|今晚|明晚|傍晚"),
        ),
        hour=re.compile(r"(?P<hour>\d{1,2})(?: ?[点:：](?P<minute>\d{2})?)(?P<half>半)?"),
        late=re.compile(r"下午|晚上|今晚|明晚|傍晚"),
        early=re.compile(r"早上|上午|明早|早晨|凌晨"),
        spelt=re.compile(r"[零〇一二三四五六七八九十两]+ ?点"),
    ),
}


def languages() -> frozenset[str]:
    """The languages whose words for days are known here."""
    return frozenset(_WORDS)


def day_in(language: str, text: str, today: date) -> date | None:
    """The one day that a text names; None when it names none."""
    words = _WORDS[language]
    if _AGAIN.search(text):
        return None
    for pattern, days in words.near:
        if re.search(pattern, text):
            return today + timedelta(days=days)
    found = _dated(words, text)
    if found is not None:
        return _next(today, *found)
    named = [number for number, pattern in enumerate(words.weekdays) if re.search(pattern, text)]
    if len(named) == 1:
        return today + timedelta(days=(named[0] - today.weekday()) % 7)
    return None


def part_in(language: str, text: str) -> str:
    """The part of the day that a text names; empty for none."""
    return next((name for name, pattern in _WORDS[language].parts if re.search(pattern, text)), "")


def hour_in(language: str, text: str) -> str:
    """The hour that a text names beside its day, as `10:30`; empty when it names none, or several."""
    words = _WORDS[language]
    rest = words.dated.sub(" ", _NUMBERS.sub(_not_an_hour, text))
    found = list(words.hour.finditer(rest))
    if len(found) != 1:
        return ""
    hour, minute = int(found[0]["hour"]), int(found[0]["minute"] or 0)
    if found[0]["half"]:
        # Half to ten in Polish is half past nine.
        hour, minute = (hour - 1, 30) if language == "pl" else (hour, 30)
    # Nobody asks for help to come at night.
    if (hour < 12 and words.late.search(rest)) or (hour < EARLIEST and not words.early.search(rest)):
        hour += 12
    return f"{hour:02}:{minute:02}" if 0 <= hour < 24 and minute < 60 else ""


def numbered(language: str, text: str) -> bool:
    """Whether a number stands there beside the day: an hour, then, even where nobody understands it."""
    rest = _WORDS[language].dated.sub(" ", _NUMBERS.sub(_not_an_hour, text))
    return any(character.isdigit() for character in rest) or bool(_WORDS[language].spelt.search(text))


def _not_an_hour(found: re.Match[str]) -> str:
    """`25.11` is a day and `10.30` an hour: no month has such a number."""
    return " " if 1 <= int(found["month"]) <= 12 else found[0]


def _dated(words: DayWords, text: str) -> tuple[int, int] | None:
    found = words.dated.search(text)
    if found is not None:
        groups = found.groupdict()
        name = groups["month"] or groups.get("month2") or ""
        day = int(groups["day"] or groups.get("day2") or 0)
        month = next((number for number, one in enumerate(words.months, 1) if re.fullmatch(one, name)), 0)
        return day, month or int(name if name.isdecimal() else 0)
    numbers = _NUMBERS.search(text)
    if numbers is not None and 1 <= int(numbers["month"]) <= 12:
        return int(numbers["day"]), int(numbers["month"])
    return None


def _next(today: date, day: int, month: int) -> date | None:
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None
