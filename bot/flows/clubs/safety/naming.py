"""Names that would pass for a worker's or the line's, and a moderator's word on who somebody is."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.domain.people import Person
from bot.domain.safety import Seen, judge
from bot.flows.clubs.safety.around import by_whom, post
from bot.flows.clubs.safety.measures import standing_of
from bot.flows.services import Services
from bot.vocabulary import Button, Message

FRESH = 60.0
"""Seconds for which the names of those who work for the line are not read again."""


def name_key(club: int, account: int) -> str:
    """The key of the card about a name."""
    return f"name:{club}:{account}"


async def own_names(services: Services) -> tuple[str, ...]:
    """The names that nobody else may wear: those who work for the line, and the line itself."""
    line = services.line
    read_at, names = line.own_names
    if not 0.0 <= services.now - read_at < FRESH:
        names = tuple(person.name for person in await services.work.people.with_roles() if person.name)
        line.own_names = services.now, names
    return (*names, *(name for name in line.usernames.values() if name))


async def warn(services: Services, club: Club, account: int, name: str, other: str) -> None:
    """Let moderators know that somebody came whose name is like another's; all they write is held."""
    say = services.for_staff().say
    text = say("safe-name-card", name=name, other=other, club=club.name)
    ends = f"{club.id}:{account}"
    rows = (
        (Button(say("safe-button-own"), data=f"c:own:{ends}"),),
        (Button(say("safe-button-fraud"), data=f"c:cheat:{ends}"),),
    )
    await post(services, club, name_key(club.id, account), Message(text, rows))


async def hidden(services: Services, club: Club, account: int, name: str, person: Person | None) -> bool:
    """Whether nobody in the chat should read a name: it would pass for another's, or leads somewhere."""
    if club.address is None or not name or (person is not None and person.staff):
        return False
    known = await services.work.rooms.membership(club.address, account)
    if known is not None and known.admin and known.present:
        return False
    standing = await standing_of(services, club, account)
    if standing.trusted:
        return False
    seen = Seen(text="", name=name, known=standing.known(services.now), own_names=await own_names(services))
    return judge(seen, services.line.book.safety).held


async def trust(services: Services, club: Club, account: int, trusted: bool | None) -> None:
    """A moderator's word on an account, which is noted and can be taken back."""
    standing = await standing_of(services, club, account)
    await services.work.moderation.keep(standing)
    await services.work.moderation.trust(club.id, account, trusted)
    data = {"account": account, "was": standing.trusted}
    await services.work.moderation.log(
        club.id, by_whom(services), "trusted", f"account:{account}", services.now, data
    )
