"""What a person wants to hear of activities, and by which clock."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from bot.domain.activities import Reminder
from bot.flows.activities.reminding import replan
from bot.flows.activities.words import told_apart
from bot.flows.answers import Choice
from bot.flows.browse import follow
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services
from bot.flows.when import zone_of

WANTED = (*(str(one) for one in Reminder), "news")
"""What can be switched off."""

ZONES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
    "Europe/Warsaw",
    "Europe/Berlin",
    "Asia/Shanghai",
    "America/New_York",
)
"""The eleven zones of Russia from west to east, and those where our other languages are at home."""


async def act_settings(turn: Turn, services: Services) -> None:
    """Which reminders come, and by which clock; each is switched by one press."""
    say = services.say
    chosen = await services.work.signups.preferences(services.person.id)
    zone = ZoneInfo(chosen["zone"]) if chosen.get("zone") else services.line.zone
    lines, choices = [], []
    for name in WANTED:
        now, then = ("off", "on") if chosen.get(name) == "off" else ("on", "off")
        lines.append(say(f"act-is-{now}", what=say(f"act-what-{name}")))
        switch = f"{then}-{name}"
        choices.append(Choosable(name, say(f"act-turn-{switch}"), to=("act-set", switch)))
    text = say("act-settings-now", lines="\n".join(lines), city=_shown(services, zone))
    choices += [
        Choosable("zone", say("act-zone"), to=("act-zone", "")),
        Choosable("mine", say("act-mine"), to=("act-mine", "")),
        Choosable("activities", say("act-to-all"), to=("activities", "")),
    ]
    await follow(turn, "what", text, tuple(choices))


async def act_set(turn: Turn, services: Services) -> None:
    """Switch one thing on or off."""
    value, _, name = turn.subject.partition("-")
    if name in WANTED and value in ("on", "off"):

        async def store() -> bool:
            kept = "off" if value == "off" else ""
            await services.work.signups.prefer(services.person.id, name, kept)
            await replan(services, services.person.id)
            return True

        await turn.once("set", store)
    turn.go("act-settings")


async def act_zone(turn: Turn, services: Services) -> None:
    """Choose one's own clock, by a city and what the clocks there show now."""
    station = services.line.zone.key
    listed = list(dict.fromkeys((station, *ZONES)))
    choices = told_apart(Choosable(key, _shown(services, ZoneInfo(key))) for key in listed)
    now = _shown(services, await zone_of(services, services.person.id))
    chosen = await turn.ask("zone", "act-zone-ask", Choice(choices), city=now)

    async def store() -> bool:
        # The station's own is not stored: whoever has it goes along when the station moves.
        await services.work.signups.prefer(services.person.id, "zone", "" if chosen == station else chosen)
        await replan(services, services.person.id)
        return True

    await turn.once("chosen", store)
    turn.say("act-zone-set", city=_shown(services, ZoneInfo(chosen)))
    turn.go("act-settings")


def _shown(services: Services, zone: ZoneInfo) -> str:
    """A zone by its city, with the hour there now, by which people know their own."""
    local = datetime.fromtimestamp(services.now, zone)
    return services.say("act-city", city=city_of(zone.key, services.content.language), time=f"{local:%H:%M}")


@lru_cache(maxsize=256)
def city_of(key: str, language: str) -> str:
    """The city that a zone is named after, in a language."""
    return get_timezone_location(key, locale=language, return_city=True)
