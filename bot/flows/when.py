"""Times of activities as a person reads them: on their own wall clock, with the weekday."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.flows.days import shown_date
from bot.flows.services import Services


async def zone_of(services: Services, person: int) -> ZoneInfo:
    """The zone that a person chose, else the station's."""
    return zone_among(services, await services.work.signups.preferences(person))


def zone_among(services: Services, preferences: dict[str, str]) -> ZoneInfo:
    """As `zone_of`, where the preferences were read already."""
    chosen = preferences.get("zone")
    return ZoneInfo(chosen) if chosen else services.line.zone


def said_when(services: Services, at: float, zone: ZoneInfo) -> str:
    """A moment with its day and hour; where the zone is not the station's, it says whose hour it is."""
    local = datetime.fromtimestamp(at, zone)
    today = datetime.fromtimestamp(services.now, zone).date()
    day = shown_date(services.texts, today, local.date())
    said = services.say("day-at", day=day, hour=f"{local:%H:%M}")
    if local.utcoffset() == datetime.fromtimestamp(at, services.line.zone).utcoffset():
        return said
    return services.say("when-own-zone", when=said)


def said_hour(at: float, zone: ZoneInfo) -> str:
    """The hour alone."""
    return f"{datetime.fromtimestamp(at, zone):%H:%M}"
