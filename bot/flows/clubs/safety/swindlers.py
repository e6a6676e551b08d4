"""«Это мошенник»: out of all clubs where the account is, with all that it wrote there; and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.clubs import Club, ClubState
from bot.domain.moderation import Held, MeasureKind, kept
from bot.flows.clubs.safety import holding, measures
from bot.flows.clubs.safety.around import by_whom, chat_of
from bot.flows.services import Services
from bot.vocabulary import Act, Lane


async def clubs_of(services: Services, club: Club, account: int) -> list[Club]:
    """The clubs in whose chats the account is, or was heard; this one first."""
    messenger = chat_of(club).messenger
    others = {
        one.id: (one, one.address)
        for one in await services.work.clubs.listed(ClubState.OPEN)
        if one.address is not None and one.address.messenger == messenger and one.id != club.id
    }
    heard = {one.club for one in await services.work.moderation.where(account, list(others))}
    found = [club]
    for one, chat in others.values():
        known = await services.work.rooms.membership(chat, account)
        if one.id in heard or (known is not None and known.present):
            found.append(one)
    return found


async def throw_out(services: Services, club: Club, account: int, held: Held | None = None) -> bool:
    """Remove an account from all clubs, with its messages of two days; one tap takes all of it back."""
    if held is not None and not await holding.decide_fraud(services, held):
        return False
    work, data = services.work, _Undo()
    for one in await clubs_of(services, club, account):
        if await measures.untouchable(services, one, account):
            continue
        await _clean(services, one, account)
        await _decide_others(services, one, account, data, held)
        if account < 0:
            _bar(services, one, account)
            data.barred.append(one.id)
            continue
        reason = services.for_staff().say("safe-reason-swindler")
        number = held.id if held is not None and one.id == club.id else None
        taken = await measures.take(
            services, one, account, MeasureKind.REMOVAL, reason, held=number, quiet=True
        )
        data.measures.append(taken.id)
        data.trusted[str(one.id)] = (await measures.standing_of(services, one, account)).trusted
        await work.moderation.trust(one.id, account, False)
    about = holding.held_key(held.id) if held is not None else f"account:{account}"
    await work.moderation.log(club.id, by_whom(services), "fraud", about, services.now, data.plain(account))
    if held is not None:
        await holding.show_again(services, club, held.id)
    return True


class _Undo:
    """What the way back needs."""

    def __init__(self) -> None:
        self.measures: list[int] = []
        self.others: list[int] = []
        self.barred: list[int] = []
        self.trusted: dict[str, bool | None] = {}

    def plain(self, account: int) -> dict[str, Any]:
        """As the log keeps it."""
        return {
            "account": account,
            "measures": self.measures,
            "others": self.others,
            "barred": self.barred,
            "trusted": self.trusted,
        }


async def _clean(services: Services, club: Club, account: int) -> None:
    """Take out what an account wrote, as far as a messenger lets anybody."""
    standing = await services.work.moderation.standing(club.id, account)
    if standing is not None:
        recent = kept(standing.recent, services.now)
        holding.take_out(services, club, [one.message for one in recent])
        await services.work.moderation.keep(replace(standing, recent=()))


async def _decide_others(
    services: Services, club: Club, account: int, data: _Undo, held: Held | None
) -> None:
    """What else of theirs waits for a decision is decided with this."""
    for one in await services.work.moderation.waiting(club.id):
        theirs = one.account == account and (held is None or one.id != held.id)
        if theirs and await holding.decide_fraud(services, one):
            data.others.append(one.id)
            await holding.show_again(services, club, one.id)


def _bar(services: Services, club: Club, account: int) -> None:
    """A channel is in no chat: it is kept from writing."""
    if club.address is not None:
        wants = {"for": "club-measure", "club": club.id}
        services.work.put(club.address, Lane.CRISIS, Act.BAR, target=account, wants=wants)


async def let_in_again(services: Services, club: Club, data: dict[str, Any]) -> None:
    """Everything that followed is taken back; what was deleted without being held cannot be shown again."""
    work, account = services.work, int(data["account"])
    for number in data["measures"]:
        measure = await work.measures.get(number)
        where = await work.clubs.get(measure.club) if measure is not None else None
        if measure is not None and where is not None:
            await measures.undo(services, where, measure)
    for number in data["barred"]:
        where = await work.clubs.get(number)
        if where is not None and where.address is not None:
            wants = {"for": "club-measure", "club": where.id}
            work.put(where.address, Lane.CRISIS, Act.ADMIT, target=account, wants=wants)
    for number, trusted in data["trusted"].items():
        await work.moderation.trust(int(number), account, trusted)
    for number in data["others"]:
        other = await work.moderation.held(number)
        where = await work.clubs.get(other.club) if other is not None else None
        if other is not None and where is not None:
            await holding.wait_again(services, where, other)
