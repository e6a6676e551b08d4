"""What editors count by the week: needs that nobody met, and services that helped or did not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.storage.database import upsert
from bot.storage.tables import tallies

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork


class Counted(StrEnum):
    """What is counted; what it is about is an intent or a service, never a text."""

    UNANSWERED = "unanswered"
    OTHER = "other"
    HELPED = "helped"
    DID_NOT_HELP = "did-not-help"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was counted in a week (`2026-W48`)."""

    week: str
    kind: Counted
    about: str
    count: int


class Tallies:
    """The repository of counts."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def add(self, week: str, kind: Counted, about: str) -> None:
        """Count one more."""
        statement = upsert(tallies).values(week=week, kind=str(kind), about=about, count=1)
        await self._work.write(
            statement.on_conflict_do_update(
                index_elements=["week", "kind", "about"],
                set_={"count": tallies.c.count + 1, "reported_at": None},
            )
        )

    async def unreported(self, before: str) -> list[Tally]:
        """What was counted in the weeks before this one and told nobody yet, the most frequent first."""
        rows = await self._work.read(
            select(tallies.c.week, tallies.c.kind, tallies.c.about, tallies.c.count)
            .where(tallies.c.week < before, tallies.c.reported_at.is_(None))
            .order_by(tallies.c.count.desc(), tallies.c.about)
        )
        return [Tally(row[0], Counted(row[1]), row[2], row[3]) for row in rows]

    async def reported(self, before: str, now: float) -> None:
        """The editors have been told."""
        await self._work.write(
            update(tallies)
            .where(tallies.c.week < before, tallies.c.reported_at.is_(None))
            .values(reported_at=now)
        )
