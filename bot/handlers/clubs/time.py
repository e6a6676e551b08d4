"""What time brings to clubs, by kind; every kind begins with `club-`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.flows.clubs import calendar
from bot.flows.services import Line
from bot.handlers.clubs import afterwards, battle, keeping, packs, quizzing
from bot.storage.work import UnitOfWork
from bot.vocabulary import Happened

BELONGS = "club-"
"""How the kinds of due rows begin that are heard here."""

Heard = Callable[[Happened, UnitOfWork, Line], Awaitable[None]]

KINDS: Mapping[str, Heard] = {
    **battle.KINDS,
    **quizzing.KINDS,
    "club-reread": keeping.reread,
    "club-welcome": keeping.welcomed,
    "club-remind": keeping.reminded,
    calendar.MEETING: keeping.meets,
    calendar.CHANGED: keeping.meets_otherwise,
    "club-expire": afterwards.expired,
    "club-wipe": afterwards.wiped,
    "club-forget": afterwards.forgotten,
    "club-waiting": afterwards.reminded,
    "club-raid": afterwards.raid_over,
    "club-knock": afterwards.knocked,
    packs.FORGOTTEN_PACKS: packs.forgotten,
}
"""Who hears what; each says what it does when it is late."""


async def happened(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Do what was to be done; a row of a kind that nobody knows any more is dropped."""
    heard = KINDS.get(update.kind)
    if heard is not None:
        await heard(update, work, line)
