"""Who may act as staff: an explicit role and present membership of the staff room, freshly confirmed."""

from __future__ import annotations

from enum import Enum

from bot.domain.people import MEMBERSHIP_TRUSTED, WORKERS, Role
from bot.flows.services import Services
from bot.handlers.held import packed
from bot.vocabulary import Act, Lane, Pressed, Said


class Power(Enum):
    """Whether a person may act as staff now; UNSURE until the membership is read anew."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


async def power(update: Said | Pressed, services: Services, roles: frozenset[Role] = WORKERS) -> Power:
    """Check role and membership; where the membership is not fresh, the update waits for a reading.

    One of the `roles` is enough.
    """
    person = services.person
    if not person.may_be(roles):
        return Power.NO
    # One person may write from one messenger and be in the staff room of another.
    own = await services.work.people.accounts_of(person.id)
    known = [
        (room, one.account, await services.work.rooms.membership(room, one.account))
        for one in sorted(own, key=lambda one: one.messenger != person.messenger)
        for room in await services.work.rooms.staff(one.messenger)
    ]
    if not known:
        return Power.NO
    fresh = [
        membership
        for _, _, membership in known
        if membership is not None and services.now - membership.confirmed_at <= MEMBERSHIP_TRUSTED
    ]
    if any(membership.present for membership in fresh):
        return Power.YES
    if len(fresh) == len(known) or update.key.startswith("confirmed:"):
        return Power.NO
    stale = [one for one in known if one[2] not in fresh]
    room, account, _ = next((one for one in stale if one[2] is not None and one[2].present), stale[0])
    wants = {"for": "member", "account": account, "held": packed(update)}
    services.work.put(room, Lane.REPLY, Act.MEMBER, target=account, wants=wants)
    return Power.UNSURE
