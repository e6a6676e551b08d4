"""Calendar files (RFC 5545): activities as a telephone's own calendar takes them in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting in a calendar file. `name` is its own and stays; a higher `version` replaces a lower."""

    name: str
    version: int
    starts: float
    minutes: int
    title: str
    about: str = ""


def calendar_file(entries: Iterable[Entry], now: float) -> bytes:
    """The file for some meetings.

    Times are UTC and every meeting is an event of its own: what a telephone has to know of zones and of
    repeating it need not get right then, no table of a zone's changes travels along, and each shows the hour
    of the place where it is. A moved meeting, taken in anew, replaces itself.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Support Line//Activities//")
    calendar.add("version", "2.0")
    for entry in entries:
        starts = datetime.fromtimestamp(entry.starts, UTC)
        event = Event()
        event.add("uid", f"{entry.name}@support-line")
        event.add("dtstamp", datetime.fromtimestamp(int(now), UTC))
        event.add("dtstart", starts)
        event.add("dtend", starts + timedelta(minutes=entry.minutes))
        event.add("sequence", entry.version - 1)
        event.add("summary", entry.title)
        if entry.about:
            event.add("description", entry.about)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
