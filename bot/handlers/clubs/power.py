"""Who moderates a club: whoever runs its chat by the messenger's own word, freshly confirmed."""

from __future__ import annotations

from bot.domain.clubs import Club, ClubState
from bot.domain.people import MEMBERSHIP_TRUSTED
from bot.flows.clubs.closing import CLOSED
from bot.flows.clubs.moderated import moderated_by
from bot.flows.engine import Flow
from bot.flows.services import Services
from bot.handlers.held import packed
from bot.handlers.power import Power, power
from bot.vocabulary import Act, Address, Lane, Pressed, Said


async def may_hold(flow: Flow, subject: str, update: Said | Pressed, services: Services) -> Power:
    """Check that the person may hold a conversation, or begin it: asked on every one of its turns."""
    if flow.moderating:
        return await leads(update, services, club_of(subject))
    return await power(update, services, flow.roles) if flow.staff else Power.YES


def club_of(subject: str) -> int | None:
    """The club that a moderators' conversation is about; None where it is about none."""
    number = subject.partition("-")[0]
    return int(number) if number.isdecimal() and len(number) < 10 else None


async def leads(update: Said | Pressed, services: Services, number: int | None) -> Power:
    """Check that the person moderates a club, or any where none is named."""
    if number is not None:
        club = await services.work.clubs.get(number)
        return await moderates(update, services, club) if club is not None else Power.NO
    if services.person.admin:
        return Power.YES
    own = await moderated_by(services)
    # A club freshly confirmed before one that would have to be read again: nobody waits without need.
    for club in own:
        if await _runs(services, club):
            return Power.YES
    return await moderates(update, services, own[0]) if own else Power.NO


async def moderates(update: Said | Pressed, services: Services, club: Club) -> Power:
    """Check that the person runs the club's chat; where the reading is not fresh, the update waits for one.

    Who runs the line has the powers of a moderator in every club.
    """
    if services.person.admin:
        return Power.YES
    runs = await _runs(services, club)
    if runs is None and club.address is not None and not update.key.startswith("confirmed:"):
        read_administrators(services, club.id, club.address, held=packed(update))
        return Power.UNSURE
    return Power.YES if runs else Power.NO


def read_administrators(
    services: Services, club: int, room: Address, *, lane: Lane = Lane.REPLY, **wants: object
) -> None:
    """Ask the messenger who runs a club's chat; `wants` travel to the outcome."""
    services.work.put(room, lane, Act.ADMINS, wants={"for": "club-admins", "club": club, **wants})


async def _closed(services: Services, club: Club) -> bool:
    """Whether the person ran a club that is closed, and closed it: who did may open it again."""
    if club.state is not ClubState.CLOSED:
        return False
    entry = await services.work.moderation.last_entry(club.id, CLOSED)
    return entry is not None and entry.by == services.person.id


async def _runs(services: Services, club: Club) -> bool | None:
    """Whether the person runs a club's chat; None where that must be read anew."""
    room, stale = club.address, False
    if room is None:
        return club.created_by == services.person.id or await _closed(services, club)
    for own in await services.work.people.accounts_of(services.person.id):
        if own.messenger != room.messenger:
            continue
        known = await services.work.rooms.membership(room, own.account)
        if known is not None and known.admin and known.present:
            if services.now - known.confirmed_at <= MEMBERSHIP_TRUSTED:
                return True
            stale = True
    return None if stale else False
