"""When something meets again and again, as people say it: «по вторникам и четвергам в 18.30 до конца мая».

What was not understood is never made up: it is asked for, or shown as left aside. A bare hour below seven is
one of the afternoon, as everywhere on the line; «06:00» and «6 утра» are the morning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from bot.domain.activities import Plan, moment
from bot.domain.days import spoken
from bot.domain.plan_pieces import (
    DATE,
    MONTH,
    NUMBER,
    NUMBERS,
    WEEKDAY,
    clock,
    day_said,
    number_in,
    weekdays_in,
)

LONGEST = 200
"""Characters in which a plan can be said."""

MOST_WEEKS, MOST_TIMES = 12, 200
"""The longest pause between two weeks, and the most meetings of one plan, that are believed."""

MOST_MINUTES = 480
"""The longest that one meeting is believed to take."""

_HOURS = {"час": 1.0, "полтора": 1.5}
_ORDINALS = {"втор": 2, "трет": 3, "четв": 4}
_PART = r"(?: (?P<part>утра|дня|вечера|ночи))?"
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:(?:[:.]|-(?=(?:00|15|30|45)\b))(?P<minute>\d{2}))?(?![\d:])(?: ?ч(?:ас\w*)?\b)?"
)
_LENGTH = (
    r"\b(?:по|на|длится|длительностью) (?P<hours>\d|час|полтора|два|три|четыре)(?: час\w*\b|\b(?! ?[:.\d]))"
    r"(?: (?P<more>\d\d) мин\w*)?|(?<!часов )(?<!часа )(?<!час )\b(?P<minutes>\d{1,3}) мин(?:ут\w*)?\b"
)
_NOT_AFTER = rf"(?! ?(?:-?го\b|{MONTH}|раз|занят|встреч|урок|недел|мин))"
_TIMES = (
    rf"\b(?:в|к|на|начало в) (?P<hour>\d{{1,2}}) час\w* (?P<minute>\d{{1,2}}) мин\w*{_PART}",
    rf"\b(?:в|во|к|ровно в) {_CLOCK}{_NOT_AFTER}{_PART}",
    rf"\b(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})\b{_PART}",
    r"\b(?P<hour>\d{1,2})(?: ?ч(?:ас\w*)?\b)? (?P<part>утра|дня|вечера)\b",
    rf"\b(?P<hour>\d{{1,2}}) ?ч(?:ас(?:ов|а)?)?\b{_PART}",
    r"\b(?P<hour>\d{1,2})[.-](?P<minute>[03]0|[14]5)\b(?P<part>)",
)
_SPELT = (
    r"\b(?:в|к) (?P<word>два|три|четыре|пять|шесть|семь|восемь|девять|десять|одиннадцать|двенадцать|час)"
    rf"(?: (?P<half>тридцать|пятнадцать|двадцать|сорок пять|сорок))?\b(?: час\w*)?{_PART}"
)
_AGAIN = (
    rf"\bкажд\w+ (?:\w+ )?{WEEKDAY}|\b(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)[ая]м\b"
)
_STOP = re.compile(
    r"и|а|во?|со?|на|по|к|до|же|также|только|всегда|всего|раз|время|начало|начиная|старт|будет|проводим|проходит"
    r"|заняти\w+|встреч\w+|урок\w*|д(?:ень|ни|ня)|час\w*|ровно|кажд\w+|включительно|год\w*|недел\w+|еженедельно"
    r"|регулярно|перв\w+|ближайш\w+|эт(?:от|у|о|а)|следующ\w+"
)
"""Words that say nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text says of a plan; `unclear` are its words that say nothing we know.

    `day` is the first, or the only one where there are no `weekdays`; `again`: it is not for once. `why`
    names what no plan can hold: `monthly`, or `hours` for several.
    """

    weekdays: tuple[int, ...] = ()
    every: int = 1
    day: date | None = None
    at: time | None = None
    minutes: int = 0
    until: date | None = None
    weeks: int = 0
    count: int | None = None
    left_out: frozenset[date] = frozenset()
    again: bool = False
    unclear: str = ""
    why: str = ""

    @property
    def lacks_days(self) -> bool:
        """Whether it does not say on which days."""
        return not self.weekdays and self.day is None

    def with_answer(self, more: Heard) -> Heard:
        """Together with what was said when it was asked for what was lacking."""
        empty = Heard()
        known = {
            one.name: getattr(self, one.name)
            for one in fields(self)
            if getattr(self, one.name) != getattr(empty, one.name) and one.name not in ("unclear", "why")
        }
        return replace(more, **known).settled()

    def settled(self) -> Heard:
        """A day of something that comes again says on which weekday."""
        if self.weekdays or self.day is None:
            return self
        again = self.again or self.every > 1 or self.count or self.until or self.weeks
        return replace(self, weekdays=(self.day.weekday(),)) if again else self

    def plan(self, zone: ZoneInfo, now: datetime) -> Plan | None:
        """The plan, from now on; None while something is lacking, or where nothing of it is to come."""
        if self.lacks_days or self.at is None:
            return None
        first = self._first(zone, now)
        until = self.until or (first + timedelta(weeks=self.weeks, days=-1) if self.weeks else None)
        plan = Plan(
            first=first,
            at=self.at,
            zone=zone,
            weekdays=self.weekdays,
            every=self.every,
            until=until,
            count=self.count,
        )
        plan = leave_out(plan, self.left_out)
        return plan if next(plan.occurrences(now.timestamp(), 4e10), None) else None

    def _first(self, zone: ZoneInfo, now: datetime) -> date:
        start = self.day or now.date()
        if not self.weekdays:
            return start
        assert self.at is not None  # noqa: S101 - asked for by whoever calls
        for ahead in range(8):
            day = start + timedelta(days=ahead)
            if (
                day.weekday() in self.weekdays
                and moment(datetime.combine(day, self.at), zone) > now.timestamp()
            ):
                return day
        return start


def leave_out(plan: Plan, days: frozenset[date]) -> Plan:
    """A plan without some of its days; of a number of meetings, none is lost by it."""
    if plan.count is None or not plan.weekdays:
        hit = days if plan.until is None else frozenset(day for day in days if day <= plan.until)
        return replace(plan, left_out=plan.left_out | {day for day in hit if _meets(plan, day)})
    for day in sorted(days):
        last = max(replace(plan, left_out=frozenset()).days(), default=plan.first)
        if _meets(plan, day) and day <= last and day not in plan.left_out:
            plan = replace(plan, left_out=plan.left_out | {day}, count=(plan.count or 0) + 1)
    return plan


def _meets(plan: Plan, day: date) -> bool:
    """Whether a day is one of a plan, if it went on without an end."""
    if not plan.weekdays:
        return day == plan.first
    weeks = ((day - timedelta(days=day.weekday())) - (plan.first - timedelta(days=plan.first.weekday()))).days
    return day >= plan.first and day.weekday() in plan.weekdays and weeks // 7 % plan.every == 0


def heard(text: str, now: datetime) -> Heard:
    """What a text says of when something meets, seen from `now` on the wall clock."""
    return _Reading(text, now.replace(tzinfo=None)).whole()


class _Reading:
    """One text, of which piece after piece is understood and taken away."""

    def __init__(self, text: str, now: datetime) -> None:
        words = " ".join(re.sub(r"[,;()!«»\"]", " ", text.casefold().replace("ё", "е")).split())
        self.rest = re.sub(r"\.(?!\d)", " ", words.replace("–", "-").replace("—", "-"))
        self.now, self.today = now, now.date()
        self.weekly = False

    def take(self, pattern: str) -> re.Match[str] | None:
        """The first piece of that pattern, which is understood then."""
        found = re.search(pattern, self.rest)
        if found is not None:
            self.rest = f"{self.rest[: found.start()]} | {self.rest[found.end() :]}"
        return found

    def whole(self) -> Heard:
        """Everything, in the order in which one piece could be mistaken for another."""
        if len(self.rest) > LONGEST:
            return Heard(unclear=self.rest[:LONGEST])
        why = "monthly" if self._monthly() else ""
        spared, left_out = self._exceptions()
        at, minutes = self._span()
        minutes = minutes or self._length()
        every = self._every()
        count = self._count()
        weekdays = self._week()
        if at is None:
            at, why = self._at(why)
        until = self._until()
        weeks = self._weeks()
        day = self._first_day()
        named = self._weekdays()
        bare = self._bare_day() if day is None else None
        if self.weekly or len(named) > 1 or every > 1 or (named and (count or until or weeks or day)):
            weekdays = weekdays | named
        elif named and bare is None and not weekdays:
            day = self._next_of(min(named))
        weekdays -= spared
        day = day or bare
        if day is None and not weekdays:
            day = self._said_otherwise()
        start = day or self.today
        return Heard(
            weekdays=tuple(sorted(weekdays)),
            every=every,
            day=day,
            at=at,
            minutes=minutes,
            until=day_said(until, start, self.today) if until else None,
            weeks=weeks,
            count=count,
            left_out=frozenset(found for one in left_out if (found := day_said(one, start, self.today))),
            again=self.weekly,
            unclear=self._unclear(),
            why=why,
        ).settled()

    # Pieces

    def _monthly(self) -> bool:
        found = self.take(
            r"\b(?:раз в месяц|кажд\w+ месяц|ежемесячно|(?:перв|втор|трет|четв|последн)\w+ "
            rf"{WEEKDAY} (?:каждого |в )?месяц\w*|\w+ каждого месяца|\d{{1,2}}(?:-?го)? числа)"
        )
        return found is not None

    def _exceptions(self) -> tuple[frozenset[int], list[str]]:
        item = rf"(?:{DATE}|{WEEKDAY}|\bвыходн\w+|\bпраздник\w*)"
        found = self.take(rf"\b(?:кроме|за исключением|исключая|без) ((?:{item})(?: (?:и )?(?:{item}))*)")
        if found is None:
            return frozenset(), []
        said = found[1]
        days = {5, 6} if "выходн" in said else set()
        dates = [one[0] for one in re.finditer(DATE, said)]
        return frozenset(days | weekdays_in(re.sub(DATE, " ", said))), dates

    def _span(self) -> tuple[time | None, int]:
        """«С 10 до 11:30»: when it begins, and how long it takes."""
        hour = r"(?P<h{0}>\d{{1,2}})(?:[:.](?P<m{0}>00|1[3-9]|[2-5]\d|(?<=:)\d\d))?(?![\d.:])"
        part = r"(?: (?P<p{0}>утра|дня|вечера))?(?: час\w*)?"
        one, two = (hour.format(n) + part.format(n) for n in (1, 2))
        found = self.take(
            rf"\b(?:с {one} до {two}{_NOT_AFTER}"
            r"|(?:в )?(?P<h3>\d\d?)[:.](?P<m3>\d\d) ?- ?(?P<h4>\d\d?)[:.](?P<m4>\d\d))"
        )
        if found is None:
            return None, 0
        a, b = ("1", "2") if found["h1"] else ("3", "4")
        parts = (found["p1"] or found["p2"], found["p2"]) if found["h1"] else (None, None)
        begin = clock(found[f"h{a}"], found[f"m{a}"], parts[0])
        end = clock(found[f"h{b}"], found[f"m{b}"], parts[1])
        if begin is None or end is None:
            return begin, 0
        minutes = (end.hour - begin.hour) * 60 + end.minute - begin.minute
        return begin, minutes if 0 < minutes <= MOST_MINUTES else 0

    def _length(self) -> int:
        """«По 2 часа», «45 минут»: how long it takes."""
        found = self.take(_LENGTH)
        if found is None:
            return 0
        if found["minutes"]:
            minutes = float(found["minutes"])
        else:
            minutes = 60 * _HOURS.get(found["hours"], number_in(found["hours"])) + int(found["more"] or 0)
        return int(minutes) if 5 <= minutes <= MOST_MINUTES else 0

    def _every(self) -> int:
        if self.take(rf"\b(?:{NUMBER}) раза? в неделю"):
            self.weekly = True
            return 1
        found = self.take(rf"\b(?:один )?раз в (?:({NUMBER}) )?недел\w+|\bеженедельно|\bкажд\w+ неделю")
        if found is None:
            found = self.take(rf"\bкажд\w+ ({NUMBER}) недел\w+")
        if found is not None:
            self.weekly = True
            return min(max(number_in(found[1]), 1) if found.lastindex else 1, MOST_WEEKS)
        ordinal = self.take(
            rf"\bкажд\w+ (втор(?:ой|ую|ое)|трет(?:ий|ью|ье)|четверт(?:ый|ую|ое)) (?={WEEKDAY}|недел)"
        )
        if ordinal is not None:
            self.weekly = True
            self.take(r"\bнеделю")
            return _ORDINALS[ordinal[1][:4]]
        if re.search(WEEKDAY, self.rest) and self.take(r"\bчерез неделю"):
            self.weekly = True
            return 2
        return 1

    def _count(self) -> int | None:
        found = self.take(rf"\b(?:всего )?({NUMBER}) (?:раза?|заняти\w+|встреч\w*|урок\w*)\b")
        number = number_in(found[1]) if found is not None else 0
        return number if 0 < number <= MOST_TIMES else None

    def _week(self) -> frozenset[int]:
        """All days, working days, a span of days."""
        days: set[int] = set()
        for pattern, meant in (
            (r"\bежедневно|\bкажд\w+ д(?:ень|ня)\b", range(7)),
            (r"\b(?:по |в |каждый )?будн\w+(?: дн\w+)?|\b(?:по |в )рабочи\w+ дн\w+", range(5)),
            (r"\b(?:по |в |каждые )выходн\w+(?: дн\w+)?", (5, 6)),
        ):
            if self.take(pattern):
                days |= set(meant)
        span = self.take(rf"(?:\bс )?({WEEKDAY}) ?(?:-|по) ?({WEEKDAY})")
        if span is not None and not span[2].endswith("ам"):
            first, last = min(weekdays_in(span[1])), min(weekdays_in(span[2]))
            days |= {(first + ahead) % 7 for ahead in range((last - first) % 7 + 1)}
        elif span is not None:
            days |= weekdays_in(span[0])
        self.weekly = self.weekly or bool(days)
        return frozenset(days)

    def _at(self, why: str) -> tuple[time | None, str]:
        found: set[time] = set()
        for pattern in _TIMES:
            while (piece := self.take(pattern)) is not None:
                said = clock(piece["hour"], piece.groupdict().get("minute"), piece["part"])
                if said is not None:
                    found.add(said)
        while (piece := self.take(_SPELT)) is not None:
            hour = 1 if piece["word"] == "час" else NUMBERS[piece["word"]]
            half = sum(NUMBERS[word] for word in (piece["half"] or "").split())
            said = clock(str(hour), f"{half:02}", piece["part"])
            found |= {said} if said is not None else set()
        if self.take(r"\bв полдень\b"):
            found.add(time(12))
        if len(found) > 1:
            return None, why or "hours"
        return (found.pop() if found else None), why

    def _until(self) -> str:
        found = self.take(
            rf"\b(?:до|по) ({DATE})(?: включительно)?"
            rf"|\bдо (конца (?:этого |текущего )?(?:месяца|года|{MONTH}))"
            rf"|\bдо ({MONTH})"
        )
        return next(one for one in found.groups() if one) if found is not None else ""

    def _weeks(self) -> int:
        found = self.take(rf"\b(?:в течение |на протяжении |на )?({NUMBER}) недел[ьию]\b")
        return number_in(found[1]) if found is not None else 0

    def _first_day(self) -> date | None:
        found = self.take(
            rf"\b(?:начиная )?(?:с|со) (?:({DATE})|(следующей недели|следующего месяца)"
            rf"|((?:следующего |ближайшего )?{WEEKDAY})|({MONTH}))"
        )
        if found is None:
            return None
        if found[2] == "следующей недели":
            return self.today + timedelta(days=7 - self.today.weekday())
        if found[2]:
            return self.today.replace(day=1) + relativedelta(months=1)
        if found[3]:
            self.weekly = True
            days = (min(weekdays_in(found[3])) - self.today.weekday()) % 7
            return self.today + timedelta(days=days)
        if found[4]:
            return day_said(f"1 {found[4]}", self.today, self.today)
        return day_said(found[1], self.today, self.today)

    def _weekdays(self) -> frozenset[int]:
        days: set[int] = set()
        if re.search(_AGAIN, self.rest):
            self.weekly = True
        while (found := self.take(WEEKDAY)) is not None:
            days |= weekdays_in(found[0])
        return frozenset(days)

    def _next_of(self, weekday: int) -> date:
        """A weekday alone is the nearest one; «следующий» is one of the next week."""
        if re.search(r"\bследующ", self.rest):
            return self.today + timedelta(days=7 - self.today.weekday() + weekday)
        return self.today + timedelta(days=(weekday - self.today.weekday()) % 7)

    def _bare_day(self) -> date | None:
        found = self.take(DATE)
        return day_said(found[0], self.today, self.today) if found is not None else None

    def _said_otherwise(self) -> date | None:
        """«Через неделю», «через три дня»: what the parser of days knows."""
        found = self.take(r"\bчерез (?:\w+ )?(?:недел\w+|дн\w+|день|месяц\w*)")
        said = spoken(found[0], self.now) if found is not None else None
        return said.day if said is not None else None

    def _unclear(self) -> str:
        words = [word for word in re.sub(r"[|.:\-]", " ", self.rest).split() if not _STOP.fullmatch(word)]
        return " ".join(words)


def kept(one: Heard) -> dict[str, Any]:
    """What was heard, as JSON has it."""
    return {
        "weekdays": list(one.weekdays),
        "every": one.every,
        "day": one.day.isoformat() if one.day else None,
        "at": one.at.isoformat() if one.at else None,
        "minutes": one.minutes,
        "until": one.until.isoformat() if one.until else None,
        "weeks": one.weeks,
        "count": one.count,
        "left_out": sorted(day.isoformat() for day in one.left_out),
        "again": one.again,
        "unclear": one.unclear,
    }


def recalled(stored: Mapping[str, Any]) -> Heard:
    """What was heard, from its stored form."""
    return Heard(
        weekdays=tuple(stored["weekdays"]),
        every=int(stored["every"]),
        day=date.fromisoformat(stored["day"]) if stored["day"] else None,
        at=time.fromisoformat(stored["at"]) if stored["at"] else None,
        minutes=int(stored["minutes"]),
        until=date.fromisoformat(stored["until"]) if stored["until"] else None,
        weeks=int(stored["weeks"]),
        count=stored["count"],
        left_out=frozenset(date.fromisoformat(day) for day in stored["left_out"]),
        again=bool(stored["again"]),
        unclear=str(stored["unclear"]),
    )
