"""Weeks on the station's calendar: what is counted by the week, and when the editors are told."""

from __future__ import annotations

from datetime import datetime, time, timedelta

TOLD_AT = time(9)
"""When the editors are told on Monday: at the beginning of a working day."""


def week_of(moment: datetime) -> str:
    """The week as its year and number: `2026-W48`."""
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02}"


def next_telling(moment: datetime) -> datetime:
    """The next Monday morning after a moment, in its own zone."""
    monday = moment.date() - timedelta(days=moment.weekday())
    this = datetime.combine(monday, TOLD_AT, moment.tzinfo)
    return this if this > moment else datetime.combine(monday + timedelta(days=7), TOLD_AT, moment.tzinfo)
