"""Who has a place where, who waits for one, who follows what, and what each person wants to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from bot.domain.timetable import Signup, Standing
from bot.storage.database import upsert
from bot.storage.tables import disturbances, follows, occurrences, preferences, readings, signups

if TYPE_CHECKING:
    from sqlalchemy.sql import ColumnElement

    from bot.storage.work import UnitOfWork

_TAKING = [str(standing) for standing in Standing if standing.counts]


class Signups:
    """The repository of places, of what people follow, and of their preferences."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    # Places

    async def taken(self, activity: int) -> int:
        """How many places are taken."""
        return await self._count(activity, *_TAKING)

    async def waiting(self, activity: int) -> int:
        """How many wait for a place."""
        return await self._count(activity, str(Standing.WAITING))

    async def _count(self, activity: int, *states: str) -> int:
        found = await self._work.read(
            select(func.count())
            .select_from(signups)
            .where(signups.c.occurrence == activity, signups.c.state.in_(states))
        )
        return int(found.scalar_one())

    async def taken_of(self, activities: list[int]) -> dict[int, int]:
        """How many places are taken in each of several."""
        rows = await self._work.read(
            select(signups.c.occurrence, func.count())
            .where(signups.c.occurrence.in_(activities), signups.c.state.in_(_TAKING))
            .group_by(signups.c.occurrence)
        )
        return {row[0]: row[1] for row in rows}

    async def of(self, activity: int, person: int) -> Signup | None:
        """A person's place in an activity, whatever became of it."""
        found = await self._find(signups.c.occurrence == activity, signups.c.person == person)
        return found[0] if found else None

    async def people(self, activity: int, *standings: Standing) -> list[Signup]:
        """Who is in an activity, in the order in which they came."""
        wanted = [signups.c.occurrence == activity]
        if standings:
            wanted.append(signups.c.state.in_([str(one) for one in standings]))
        return await self._find(*wanted)

    async def of_person(self, person: int, after: float, before: float = 4e10) -> list[Signup]:
        """A person's places in what starts in a span of time, the earliest first."""
        rows = await self._work.read(
            select(signups)
            .join(occurrences, occurrences.c.id == signups.c.occurrence)
            .where(signups.c.person == person, occurrences.c.starts >= after, occurrences.c.starts < before)
            .order_by(occurrences.c.starts, occurrences.c.id)
        )
        return [self._signup(row._mapping) for row in rows.all()]

    async def put(self, activity: int, person: int, standing: Standing, now: float, note: str = "") -> Signup:
        """Sign a person up, at the end of the line; one who had left begins anew."""
        await self._work.write(
            delete(signups).where(
                signups.c.occurrence == activity,
                signups.c.person == person,
                signups.c.state == str(Standing.LEFT),
            )
        )
        sealed = self._work.cipher.seal(note.encode()) if note else None
        # The order is the line's own: ids of rows that were taken away must not come again before others.
        last = await self._work.read(select(func.max(signups.c.id)))
        number = (last.scalar_one() or 0) + 1
        await self._work.write(
            insert(signups).values(
                id=number,
                occurrence=activity,
                person=person,
                state=str(standing),
                at=now,
                note_sealed=sealed,
            )
        )
        return Signup(number, activity, person, standing, now, note)

    async def set(self, signup: Signup, standing: Standing) -> bool:
        """Compare-and-set how a person stands; false where it is not so any more."""
        result = await self._work.write(
            update(signups)
            .where(signups.c.id == signup.id, signups.c.state == str(signup.standing))
            .values(state=str(standing))
        )
        return bool(result.rowcount)

    async def settle(self, activity: int, was: Standing, standing: Standing) -> None:
        """Let everybody who stood in one way to an activity stand in another."""
        await self._work.write(
            update(signups)
            .where(signups.c.occurrence == activity, signups.c.state == str(was))
            .values(state=str(standing))
        )

    async def like(self, activity: int, person: int, liked: bool) -> None:
        """What a person said afterwards."""
        await self._work.write(
            update(signups)
            .where(signups.c.occurrence == activity, signups.c.person == person)
            .values(liked=int(liked))
        )

    async def _find(self, *where: ColumnElement[bool]) -> list[Signup]:
        rows = await self._work.read(select(signups).where(*where).order_by(signups.c.id))
        return [self._signup(row._mapping) for row in rows.all()]

    def _signup(self, row: Any) -> Signup:
        note = row[signups.c.note_sealed]
        return Signup(
            id=row[signups.c.id],
            activity=row[signups.c.occurrence],
            person=row[signups.c.person],
            standing=Standing(row[signups.c.state]),
            at=row[signups.c.at],
            note=self._work.cipher.open(note).decode() if note else "",
            liked=row[signups.c.liked],
        )

    # Who read whose names

    async def read_by(self, person: int, activity: int, now: float) -> None:
        """The names of those who come, or what they wrote, were shown to somebody."""
        await self._work.write(insert(readings).values(occurrence=activity, person=person, at=now))

    async def readers(self, activity: int) -> list[tuple[int, float]]:
        """Who was shown the names, and when, the earliest first."""
        rows = await self._work.read(
            select(readings.c.person, readings.c.at)
            .where(readings.c.occurrence == activity)
            .order_by(readings.c.id)
        )
        return [(row[0], row[1]) for row in rows]

    # What people follow

    async def follow(self, person: int, about: str, now: float) -> None:
        """Follow `kind:exercise`, or sign up for all of `series:12`."""
        statement = upsert(follows).values(person=person, about=about, at=now)
        await self._work.write(statement.on_conflict_do_nothing(index_elements=["person", "about"]))

    async def unfollow(self, person: int, about: str) -> None:
        """Follow it no more."""
        await self._work.write(delete(follows).where(follows.c.person == person, follows.c.about == about))

    async def followed(self, person: int) -> frozenset[str]:
        """What a person follows."""
        rows = await self._work.read(select(follows.c.about).where(follows.c.person == person))
        return frozenset(row[0] for row in rows)

    async def followers(self, about: str) -> list[int]:
        """Who follows something, in the order in which they began to."""
        rows = await self._work.read(
            select(follows.c.person).where(follows.c.about == about).order_by(follows.c.at, follows.c.person)
        )
        return [row[0] for row in rows]

    # What a person wants

    async def preferences(self, person: int) -> dict[str, str]:
        """What a person chose: `zone`, and `day`, `hour`, `start`, `news` with the value `off`."""
        rows = await self._work.read(
            select(preferences.c.name, preferences.c.value).where(preferences.c.person == person)
        )
        return {row[0]: row[1] for row in rows}

    async def prefer(self, person: int, name: str, value: str) -> None:
        """Store a choice; an empty one is forgotten."""
        if not value:
            await self._work.write(
                delete(preferences).where(preferences.c.person == person, preferences.c.name == name)
            )
            return
        statement = upsert(preferences).values(person=person, name=name, value=value)
        await self._work.write(
            statement.on_conflict_do_update(index_elements=["person", "name"], set_={"value": value})
        )

    async def disturbed(self, person: int, day: str) -> int:
        """How often a person was written to unasked on a day of theirs."""
        found = await self._work.read(
            select(disturbances.c.count).where(disturbances.c.person == person, disturbances.c.day == day)
        )
        return int(found.scalar_one_or_none() or 0)

    async def disturb(self, person: int, day: str) -> None:
        """Count one more."""
        statement = upsert(disturbances).values(person=person, day=day, count=1)
        await self._work.write(
            statement.on_conflict_do_update(
                index_elements=["person", "day"], set_={"count": disturbances.c.count + 1}
            )
        )

    async def forget_disturbances(self, before: str) -> None:
        """Drop the counts of days that are over."""
        await self._work.write(delete(disturbances).where(disturbances.c.day < before))
