"""When somebody is to be reminded, from the calendar alone: the rules once more, apart from the line's."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

HOUR = 3600.0
KINDS = ("day", "hour", "start")
QUIET_BEGINS, QUIET_ENDS = time(22), time(8)


def seconds(wall: datetime, zone: ZoneInfo) -> float:
    """A time of the wall clock; of one that is not there, as far behind the jump; of two, the first."""
    return wall.replace(tzinfo=zone).astimezone(UTC).timestamp()


def on_the_wall(at: float, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(at, zone).replace(tzinfo=None)


def quiet(wall: datetime) -> bool:
    return wall.time() >= QUIET_BEGINS or wall.time() < QUIET_ENDS


def due_at(kind: str, starts: float, zone: ZoneInfo, now: float) -> float | None:
    """When to remind somebody who lives there and has had the place since `now`; None where it is too late.

    What would be in the quiet comes a minute before it; if that has passed, when the quiet is over, and what
    begins before that is reminded of at its own time, however early.
    """
    if kind == "start":
        return starts if starts > now else None
    if kind == "day":
        own = min(seconds(on_the_wall(starts, zone) - timedelta(days=1), zone), starts - HOUR)
    else:
        own = starts - HOUR
    if own <= now:
        return None
    wall = on_the_wall(own, zone)
    if not quiet(wall):
        return own
    evening = wall.date() if wall.time() >= QUIET_BEGINS else wall.date() - timedelta(days=1)
    before = seconds(datetime.combine(evening, QUIET_BEGINS) - timedelta(minutes=1), zone)
    if before > now:
        return min(before, starts - HOUR)
    over = seconds(datetime.combine(evening + timedelta(days=1), QUIET_ENDS), zone)
    return over if over < starts else own
