"""Days and hours as people say them: «завтра в 10», «в пятницу после обеда», «25 ноября»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from timesense import ParseStatus, TimeConfig, TimeSenseParser

from bot.domain import day_words
from bot.domain.day_words import EARLIEST

LONGEST = 100
"""Characters of an answer to "which day"; more is a story, in which a date would only be guessed."""

_NUMBERS = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4}))?\b")
_NAMED = re.compile(r"\b(\d{1,2})(?:-?го)? (числ|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*")
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_NEAR = (("послезавтра", 2), ("завтра", 1), ("сегодня", 0))
_PARTS = (("morning", r"\bутр"), ("day", r"\bдн[её]м\b|после обеда|\bобед"), ("evening", r"\bвечер"))
_AHEAD = re.compile(r"\bчерез (?:\w+ )?(?:недел|д[ен]н?[ьяей]|сут)\w*")
_HOUR = re.compile(
    r"\d|\bчас|\bпол(?:овин|перв|втор|трет|дев|дес|один|две)|"
    r"\b(?:одну|дв[ау]х?м?|тр(?:и|[её][мх])|четыр\w+|пят[ьи]|шест[ьи]|сем[ьи]|восем[ьи]?|восьми|девят[ьи]|"
    r"десят[ьи]|одиннадцат[ьи]|двенадцат[ьи])\b"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A day, with the hour (`10:30`) or the part of the day, if one was said.

    `unclear`: an hour was said and not understood, so it must be asked for and never made up.
    """

    day: date
    hour: str = ""
    part: str = ""
    unclear: bool = False


def spoken(text: str, now: datetime, language: str = "ru") -> Spoken | None:
    """The day that a text names, seen from `now` on the station's clock; None when it names none, or many.

    In Russian, or else in another language; a day in numbers is one in both.
    """
    words = " ".join(text.casefold().replace("ё", "е").split())
    if not words or len(words) > LONGEST:
        return None
    if language in day_words.languages():
        return _abroad(words, now.date(), language) or spoken(text, now)
    day, hour = _understood(words, now)
    day = day or _plain(words, now.date())
    if day is None:
        return None
    part = next((name for name, pattern in _PARTS if re.search(pattern, words)), "")
    numbered = bool(_HOUR.search(_AHEAD.sub(" ", _NAMED.sub(" ", _NUMBERS.sub(" ", words)))))
    if hour and (numbered or not part):
        return Spoken(day, hour)
    # «После обеда» is no appointment at one o'clock.
    return Spoken(day, part=part, unclear=numbered and not part)


def _abroad(words: str, today: date, language: str) -> Spoken | None:
    day = day_words.day_in(language, words, today)
    if day is None:
        return None
    hour, part = day_words.hour_in(language, words), day_words.part_in(language, words)
    return Spoken(day, hour, "" if hour else part, not hour and day_words.numbered(language, words))


def spoken_hour(text: str, now: datetime, language: str = "ru") -> str:
    """The hour that a text names, as `10:30`; empty when it names none."""
    words = " ".join(text.casefold().replace("ё", "е").split())
    if language in day_words.languages() and len(words) <= LONGEST:
        return day_words.hour_in(language, words) or spoken_hour(text, now)
    bare = re.fullmatch(r"(?:в |к |с |часов в |около )?(\d{1,2})(?:[:.\- ](\d{2}))?(?: час\w*)?", words)
    if bare and int(bare[1]) < 24 and int(bare[2] or 0) < 60:
        # «В три» is said of the afternoon: nobody asks for help to come at night.
        hour = int(bare[1]) + (12 if int(bare[1]) < EARLIEST else 0)
        return f"{hour:02}:{int(bare[2] or 0):02}"
    return _understood(words, now)[1] if words and len(words) <= LONGEST else ""


@cache
def _parser() -> TimeSenseParser:
    return TimeSenseParser(TimeConfig(use_morph=False, max_text_length=LONGEST))


def _understood(words: str, now: datetime) -> tuple[date | None, str]:
    """The day and the hour that the parser is sure of."""
    analysis = _parser().analyze(words, now=now.replace(tzinfo=None), language="ru")
    if analysis.status is not ParseStatus.OK:
        return None, ""
    said = analysis.result.to_dict()
    if said.get("recurrence"):
        return None, ""
    if "datetime" in said:
        at = datetime.fromisoformat(said["datetime"])
        return at.date(), f"{at:%H:%M}"
    begin, end = (datetime.fromisoformat(said.get(key) or said["start"]) for key in ("start", "end"))
    if "deadline" in said:
        return datetime.fromisoformat(said["deadline"]).date(), ""
    if end.date() != begin.date():
        return None, ""
    return begin.date(), f"{begin:%H:%M}" if said["type"] == "calendar" else ""


def _plain(words: str, today: date) -> date | None:
    """Days that are named in one word or in numbers."""
    for word, days in _NEAR:
        if word in words:
            return today + timedelta(days=days)
    for number, name in enumerate(_WEEKDAYS):
        if name in words:
            return today + timedelta(days=(number - today.weekday()) % 7)
    numbers = _NUMBERS.search(words)
    if numbers:
        return _next(today, int(numbers[1]), int(numbers[2]), int(numbers[3] or 0))
    named = _NAMED.search(words)
    if named and named[2] != "числ":
        month = next(index for index, name in enumerate(_MONTHS, 1) if named[2].startswith(name))
        return _next(today, int(named[1]), month)
    return None


def _next(today: date, day: int, month: int, year: int = 0) -> date | None:
    """The nearest day of that name, or the one of a year that was said."""
    nearest = (today.year, today.year + 1)
    for one in (year if year > 99 else 2000 + year,) if year else nearest:
        try:
            found = date(one, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None
