"""Who may act as staff: an explicit role and present membership of the staff room, freshly confirmed."""

from __future__ import annotations

from enum import Enum

from bot.domain.people import MEMBERSHIP_TRUSTED
from bot.flows.services import Services
from bot.handlers.held import packed
from bot.vocabulary import Act, Lane, Pressed, Said


class Power(Enum):
    """Whether a person may act as staff now; UNSURE until the membership is read anew."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


async def power(update: Said | Pressed, services: Services) -> Power:
    """Check role and membership; where the membership is not fresh, the update waits for a reading."""
    person = services.person
    if not person.worker:
        return Power.NO
    known = [
        (room, await services.work.rooms.membership(room, person.account))
        for room in await services.work.rooms.staff(person.messenger)
    ]
    if not known:
        return Power.NO
    fresh = [
        membership
        for _, membership in known
        if membership is not None and services.now - membership.confirmed_at <= MEMBERSHIP_TRUSTED
    ]
    if any(membership.present for membership in fresh):
        return Power.YES
    if len(fresh) == len(known) or update.key.startswith("confirmed:"):
        return Power.NO
    room = known[0][0]
    wants = {"for": "member", "account": person.account, "held": packed(update)}
    services.work.put(room, Lane.REPLY, Act.MEMBER, target=person.account, wants=wants)
    return Power.UNSURE
