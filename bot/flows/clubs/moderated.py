"""Which clubs a person moderates, as last known; every deed is checked against a fresh reading besides."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.domain.people import Person
from bot.flows.services import Services


async def moderated_by(services: Services) -> list[Club]:
    """The clubs that the person moderates, by name; who runs the line moderates all."""
    return await services.work.clubs.moderated(services.person.id, everything=services.person.admin)


async def moderators_of(services: Services, club: Club) -> list[Person]:
    """Those who run a club's chat and have met the line; where nobody has, whoever made the club."""
    work, found = services.work, list[Person]()
    for account, _ in await work.rooms.running(club.address) if club.address is not None else ():
        person = await work.people.by_account(club.address.messenger, account) if club.address else None
        if person is not None and all(one.id != person.id for one in found):
            found.append(person)
    if not found:
        maker = await work.people.get(club.created_by)
        found = [maker] if maker is not None else []
    return found
