"""Words of people whose day to go is written nowhere any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, Table, and_, cast, exists, func, or_, select

from bot.domain.moderation import DAY, DROP_AFTER, WIPE_AFTER, HeldState
from bot.storage.tables import clubs, complaints, due, held_messages
from bot.vocabulary import Address

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

MOST = 200
"""Rows that are put again at once: the next look finds the others."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A row of time that is missing; `chat` is the club's, None where that has none any more."""

    kind: str
    about: str
    number: int
    at: float
    chat: Address | None

    @property
    def key(self) -> str:
        """The key of the row."""
        return f"{self.kind}:{self.number}"


async def lost_rows(work: UnitOfWork, messenger: str, now: float) -> list[Lost]:
    """What nobody would decide on or wipe, in the clubs of a messenger."""
    # An empty value sealed is shorter than any with words in it.
    wiped = len(work.cipher.seal(b"{}"))
    waits = held_messages.c.state == HeldState.WAITING
    told = and_(~waits, func.length(held_messages.c.content_sealed) > wiped)
    spoken = func.length(complaints.c.text_sealed) > wiped
    found = []
    for row in await _missing(work, held_messages, "club-expire", waits, messenger):
        # A day at least: a decision that was taken back let it wait anew.
        found.append(_lost("club-expire", "held", row, max(row.at + DROP_AFTER, now + DAY)))
    for row in await _missing(work, held_messages, "club-wipe", told, messenger):
        found.append(_lost("club-wipe", "held", row, max((row.decided_at or row.at) + WIPE_AFTER, now)))
    for row in await _missing(work, complaints, "club-forget", spoken, messenger):
        found.append(_lost("club-forget", "complaint", row, max(row.at + WIPE_AFTER, now)))
    return found


async def _missing(work: UnitOfWork, table: Table, kind: str, wanted: Any, messenger: str) -> list[Any]:
    planned = exists().where(due.c.key == f"{kind}:" + cast(table.c.id, String))
    there = or_(clubs.c.messenger == messenger, clubs.c.messenger.is_(None))
    statement = (
        select(table, clubs.c.messenger.label("there"), clubs.c.chat)
        .join(clubs, clubs.c.id == table.c.club)
        .where(wanted, there, ~planned)
        .order_by(table.c.id)
        .limit(MOST)
    )
    return list(await work.read(statement))


def _lost(kind: str, about: str, row: Any, at: float) -> Lost:
    chat = Address(row.there, row.chat) if row.chat is not None else None
    return Lost(kind, about, row.id, at, chat)
