"""Reminders: a row for each person, activity and kind; whoever claims it sends it, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, or_, select, update

from bot.domain.activities import Reminder
from bot.storage.database import upsert
from bot.storage.tables import reminders

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork


class Told(StrEnum):
    """What became of a reminder: `dropped` was of no use any more, `missed` came too late to be said."""

    WAITING = "waiting"
    SENT = "sent"
    LATE = "late"
    DROPPED = "dropped"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Reminding:
    """One reminder of one person; `at` is when it is due, UTC in seconds."""

    person: int
    activity: int
    kind: Reminder
    at: float
    state: Told = Told.WAITING


class Reminders:
    """The repository of reminders."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def plan(self, one: Reminding) -> None:
        """Plan a reminder; one that was sent stays sent, one that waits gets the new time."""
        statement = upsert(reminders).values(
            person=one.person,
            occurrence=one.activity,
            kind=str(one.kind),
            at=one.at,
            state=str(Told.WAITING),
        )
        await self._work.write(
            statement.on_conflict_do_update(
                index_elements=["person", "occurrence", "kind"],
                set_={"at": one.at},
                where=reminders.c.state == str(Told.WAITING),
            )
        )

    async def renew(self, activity: int) -> None:
        """An activity was moved: what was said of the old time is to be said of the new one."""
        await self._work.write(delete(reminders).where(reminders.c.occurrence == activity))

    async def drop(self, activity: int) -> None:
        """Take back what still waits, of everybody."""
        await self._work.write(
            delete(reminders).where(
                reminders.c.occurrence == activity, reminders.c.state == str(Told.WAITING)
            )
        )

    async def withdraw(
        self, person: int, activity: int, after: float = 0.0, unwanted: Sequence[str] = ()
    ) -> None:
        """Take back what still waits of one person: what is due `after` a time, and `unwanted` kinds."""
        await self._work.write(
            delete(reminders).where(
                reminders.c.occurrence == activity,
                reminders.c.person == person,
                reminders.c.state == str(Told.WAITING),
                or_(reminders.c.at > after, reminders.c.kind.in_(unwanted)),
            )
        )

    async def give_back(self, person: int, activity: int, kind: Reminder, claimed_at: float) -> None:
        """One that was claimed then could not be said: it waits again, unless it was claimed anew since."""
        await self._unsaid(person, activity, kind, claimed_at, Told.WAITING, None)

    async def lose(self, person: int, activity: int, kind: Reminder, claimed_at: float) -> None:
        """One that was claimed then can never be said."""
        await self._unsaid(person, activity, kind, claimed_at, Told.MISSED, claimed_at)

    async def _unsaid(
        self, person: int, activity: int, kind: Reminder, claimed_at: float, told: Told, at: float | None
    ) -> None:
        await self._work.write(
            update(reminders)
            .where(
                reminders.c.person == person,
                reminders.c.occurrence == activity,
                reminders.c.kind == str(kind),
                reminders.c.state.in_([str(Told.SENT), str(Told.LATE)]),
                reminders.c.told_at == claimed_at,
            )
            .values(state=str(told), told_at=at)
        )

    async def waiting(self, person: int) -> list[Reminding]:
        """What a person is still to be reminded of, the earliest first."""
        rows = await self._work.read(
            select(reminders.c.occurrence, reminders.c.kind, reminders.c.at)
            .where(reminders.c.person == person, reminders.c.state == str(Told.WAITING))
            .order_by(reminders.c.at, reminders.c.occurrence)
        )
        return [Reminding(person, row[0], Reminder(row[1]), row[2]) for row in rows]

    async def people(self, activity: int) -> list[int]:
        """Who has reminders of an activity that still wait."""
        rows = await self._work.read(
            select(reminders.c.person)
            .where(reminders.c.occurrence == activity, reminders.c.state == str(Told.WAITING))
            .distinct()
            .order_by(reminders.c.person)
        )
        return [row[0] for row in rows]

    async def claim(self, one: Reminding, told: Told, now: float) -> bool:
        """Take a reminder for good; false where somebody took it before, or it was taken back."""
        result = await self._work.write(
            update(reminders)
            .where(
                reminders.c.person == one.person,
                reminders.c.occurrence == one.activity,
                reminders.c.kind == str(one.kind),
                reminders.c.state == str(Told.WAITING),
            )
            .values(state=str(told), told_at=now)
        )
        return bool(result.rowcount)

    async def overdue(self, before: float) -> list[int]:
        """Whose reminders should have come before a time and still wait."""
        rows = await self._work.read(
            select(reminders.c.person)
            .where(reminders.c.state == str(Told.WAITING), reminders.c.at < before)
            .distinct()
        )
        return [row[0] for row in rows]

    async def counts(self, activity: int) -> dict[Told, int]:
        """How many reminders of an activity came to what."""
        rows = await self._work.read(
            select(reminders.c.state, func.count())
            .where(reminders.c.occurrence == activity)
            .group_by(reminders.c.state)
        )
        return {Told(row[0]): row[1] for row in rows}
