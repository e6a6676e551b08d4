"""What a club needs now and then: a sentence against swindlers, a word of welcome, rules that are pinned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from bot.domain.activities import moment
from bot.domain.clubs import Club
from bot.domain.games.playing import Status, short_name
from bot.domain.people import Person
from bot.flows.services import Line, Services
from bot.vocabulary import Button, Lane, Message

NOON = time(12)
"""The hour at which a reminder comes, on the station's clock."""

HALF_AN_HOUR = 1800.0
"""Seconds by which a reminder makes way: for a game, for a raid."""

BURST = 600.0
"""Seconds after somebody's words for which a game in the chat is taken to be in full swing."""

MOST_NAMED = 5
"""Newcomers who are welcomed by name; of more, the others are counted."""


def voice(line: Line, club: Club) -> Callable[..., str]:
    """How the line speaks in a club's chat: in the club's language."""
    return line.book.localised(club.language).texts.say if club.language else line.texts.say


def plan_reminder(services: Services, club: Club, after: float) -> None:
    """Have the reminder come at noon, so many days after a moment; or not at all."""
    key = f"club-remind:{club.id}"
    if not club.reminds_every or club.address is None:
        services.work.never(key)
        return
    day = services.local(after).date() + timedelta(days=club.reminds_every)
    at = moment(datetime.combine(day, NOON), services.line.zone)
    services.work.later(key, "club-remind", at, club.address, {"club": club.id})


def sleeps(services: Services, club: Club) -> float:
    """When the line may speak in the chat by itself instead of now: after the night, a raid; 0 for now."""
    wall = services.local().replace(tzinfo=None)
    quiet = services.content.calendar.quiet
    if quiet.at(wall):
        return moment(quiet.ends(wall), services.line.zone)
    if club.raid_until > services.now:
        return club.raid_until + HALF_AN_HOUR
    return 0.0


async def makes_way(services: Services, club: Club) -> float:
    """When the reminder may come instead of now: after the night, a raid, a game; 0 for now."""
    later = sleeps(services, club)
    if later:
        return later
    games = await services.work.games.running(club.id)
    if any(one.status is Status.RUNNING for one in games):
        # A game may go on for days: only while people answer is it not to be disturbed.
        lively = services.now - await services.work.clubs.lively_at(club.id) < BURST
        return services.now + HALF_AN_HOUR if lively else 0.0
    return 0.0


def remind(services: Services, club: Club) -> None:
    """Say that nobody from the service ever asks for codes, cards or money."""
    if club.address is not None:
        text = voice(services.line, club)("club-reminder")
        services.work.send(club.address, Message(text, quiet=True), Lane.NOTICE)


def welcome(services: Services, club: Club, people: Sequence[Person]) -> None:
    """Welcome newcomers in the chat, all in one message."""
    if club.address is None:
        return
    say = voice(services.line, club)
    names = [short_name(one.name) for one in people if _is_name(one.name)]
    if names:
        named = ", ".join(names[:MOST_NAMED])
        text = say("club-welcome", names=named, more=len(people) - len(names[:MOST_NAMED]), name=club.name)
    else:
        text = say("club-welcome-nameless", name=club.name)
    ways = ((say("club-rules"), "rules"), (say("club-who"), "who"))
    links = [(label, door_link(services, club, place)) for label, place in ways]
    rows = tuple((Button(label, url=link),) for label, link in links if link)
    services.work.send(club.address, Message(text, rows), Lane.NOTICE)


def door_link(services: Services, club: Club, place: str) -> str:
    """A link that leads from the chat to a place of the club in private; empty while there is none."""
    messenger = club.address.messenger if club.address is not None else ""
    return services.line.start_link(messenger, f"club_{club.id}_{place}") if messenger else ""


def _is_name(name: str) -> bool:
    """Whether a name may be said aloud: no addresses, numbers or signs stand in its first word."""
    first = name.split()[0] if name.split() else ""
    return bool(first) and first.replace("-", "").isalpha()


def rules_text(services: Services, club: Club) -> str:
    """The rules as they stand in the chat."""
    return voice(services.line, club)("club-rules-pinned", name=club.name, rules=club.rules)


def post_rules(services: Services, club: Club) -> None:
    """Post the rules in the chat, to be pinned once they stand there."""
    if club.address is not None:
        wants = {"for": "club-rules", "club": club.id}
        services.work.send(club.address, Message(rules_text(services, club)), Lane.NOTICE, wants)


def renew_rules(services: Services, club: Club) -> None:
    """The rules changed: the pinned message is edited, and one short sentence says so."""
    if club.address is None:
        return
    if club.rules_message is not None:
        message, wants = Message(rules_text(services, club)), {"for": "club-rules", "club": club.id}
        services.work.send(club.address, message, Lane.NOTICE, wants, edit=club.rules_message)
    link = door_link(services, club, "rules")
    say = voice(services.line, club)
    rows = ((Button(say("club-rules"), url=link),),) if link else ()
    services.work.send(club.address, Message(say("club-rules-changed"), rows), Lane.NOTICE)
