"""Who has to do with a club's safety: the line itself, its moderators, and the people they decide about."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.domain.people import Person
from bot.flows.services import Line, Services
from bot.storage.rooms import MODERATORS
from bot.storage.work import UnitOfWork
from bot.vocabulary import Address, Button, Lane, Message

SHOWN_TO_MODERATORS = "moderators"
"""The kind of cards that somebody must see: where their room is lost, they go elsewhere."""


def by_itself(work: UnitOfWork, line: Line, messenger: str) -> Services:
    """A turn of the line's own: what nobody did is noted as done by nobody."""
    itself = Person(0, messenger, line.accounts.get(messenger, 0), "")
    return Services(line, work, itself, itself.address, line.now())


def by_whom(services: Services) -> int | None:
    """Who acts, as logs note it; None is the line itself."""
    return services.person.id or None


def chat_of(club: Club) -> Address:
    """Where a club meets; nothing is decided about one that meets nowhere."""
    if club.address is None:
        raise LookupError(f"club {club.id} has no chat")
    return club.address


async def places_of_moderators(services: Services, club: Club) -> list[Address]:
    """Where moderators of a club read: their rooms, else in private, else who runs the line."""
    work, line = services.work, services.line
    rooms = await work.rooms.of_kind(MODERATORS)
    if rooms:
        return rooms
    running = await work.rooms.running(club.address) if club.address is not None else []
    own = {
        Address(club.address.messenger, account)
        for account, _ in running
        if club.address is not None and account != line.accounts.get(club.address.messenger)
    }
    # Who never opened the line, or closed it, would leave a message waiting before nobody.
    if reached := await work.people.within_reach(sorted(own, key=str)):
        return reached
    return [person.address for person in await work.people.with_roles() if person.admin]


async def post(services: Services, club: Club, key: str, message: Message) -> None:
    """Show moderators a card, wherever they read; where it is shown already, it changes."""
    places = await places_of_moderators(services, club)
    for place in dict.fromkeys((*await services.work.cards.holders(key), *places)):
        await services.work.cards.wish(place, key, message, Lane.STAFF, kind=SHOWN_TO_MODERATORS)


async def mend(services: Services, key: str, message: Message) -> None:
    """Show what is so now where a card is shown, and nowhere else."""
    for place in await services.work.cards.holders(key):
        await services.work.cards.wish(place, key, message, Lane.STAFF)


async def tell_moderators(services: Services, club: Club, text: str) -> None:
    """A word to moderators that needs no answer."""
    for place in await places_of_moderators(services, club):
        services.work.send(place, Message(text), Lane.STAFF)


async def reader(services: Services, club: Club, account: int) -> Services:
    """The same turn, as whoever has that account reads it."""
    person = None
    if club.address is not None:
        person = await services.work.people.by_account(club.address.messenger, account)
    return services.for_reader(person)


def tell(
    services: Services,
    club: Club,
    account: int,
    text: str,
    buttons: tuple[tuple[Button, ...], ...] = (),
    why: str = "",
) -> None:
    """A word in private to an account of a club's chat; `why` names who waits for what becomes of it."""
    if club.address is None or account <= 0:
        # A channel reads no private chat.
        return
    wants = {"for": why, "club": club.id} if why else None
    services.work.send(Address(club.address.messenger, account), Message(text, buttons), wants=wants)


async def name_of(services: Services, club: Club, account: int) -> str:
    """What an account is called, as people see it in the messenger."""
    person = None
    if club.address is not None:
        person = await services.work.people.by_account(club.address.messenger, account)
    return (
        person.name if person is not None and person.name else services.say("safe-unnamed", account=account)
    )


async def deed_of(services: Services, person: int | None) -> str:
    """Who did something, for those who read of it later."""
    if person is None:
        return services.say("safe-by-line")
    found = await services.work.people.get(person)
    return found.name if found is not None and found.name else services.say("safe-by-somebody")
