"""Who moderates a club: whoever runs its chat by the messenger's own word, freshly confirmed."""

from __future__ import annotations

from bot.domain.clubs import Club, ClubState
from bot.domain.people import MEMBERSHIP_TRUSTED
from bot.flows.services import Services
from bot.handlers.held import packed
from bot.handlers.power import Power
from bot.vocabulary import Act, Lane, Pressed, Said


async def moderates(update: Said | Pressed, services: Services, club: Club) -> Power:
    """Check that the person runs the club's chat; where the reading is not fresh, the update waits for one.

    Who runs the line has the powers of a moderator in every club.
    """
    if services.person.admin:
        return Power.YES
    room = club.address
    if room is None:
        return Power.YES if club.created_by == services.person.id else Power.NO
    for own in await services.work.people.accounts_of(services.person.id):
        if own.messenger != room.messenger:
            continue
        known = await services.work.rooms.membership(room, own.account)
        if known is None or not known.admin:
            continue
        if services.now - known.confirmed_at <= MEMBERSHIP_TRUSTED:
            return Power.YES
        if not update.key.startswith("confirmed:"):
            wants = {"for": "club-admins", "held": packed(update)}
            services.work.put(room, Lane.REPLY, Act.ADMINS, wants=wants)
            return Power.UNSURE
    return Power.NO


async def moderated_by(services: Services) -> list[Club]:
    """The clubs that a person moderates as last known; each deed is checked by `moderates` all the same."""
    clubs = await services.work.clubs.listed(ClubState.NEW, ClubState.OPEN)
    if services.person.admin:
        return clubs
    own = await services.work.people.accounts_of(services.person.id)
    found = []
    for club in clubs:
        if club.address is None:
            if club.created_by == services.person.id:
                found.append(club)
            continue
        for one in own:
            if one.messenger == club.address.messenger:
                known = await services.work.rooms.membership(club.address, one.account)
                if known is not None and known.admin and known.present:
                    found.append(club)
                    break
    return found
