"""Ideas of residents for new clubs, and what moderators say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from bot.domain.clubs import Idea, IdeaState
from bot.storage.database import upsert
from bot.storage.tables import club_idea_votes, club_ideas

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork


class Ideas:
    """The repository of ideas."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def add(self, person: int, text: str, now: float) -> Idea:
        """A new one, for moderators to vote on."""
        result = await self._work.write(
            insert(club_ideas)
            .values(
                person=person,
                text_sealed=self._work.cipher.seal_text(text),
                state=IdeaState.OPEN,
                at=now,
                version=1,
            )
            .returning(club_ideas.c.id)
        )
        return Idea(int(result.scalar_one()), person, text, IdeaState.OPEN, now)

    async def get(self, number: int) -> Idea | None:
        """An idea with its votes."""
        row = (await self._work.read(select(club_ideas).where(club_ideas.c.id == number))).first()
        return await self._idea(row) if row is not None else None

    async def waiting(self) -> list[Idea]:
        """The ideas that nobody has decided about, or of which no club was made yet; the oldest first."""
        found = await self._work.read(
            select(club_ideas)
            .where(
                (club_ideas.c.state == IdeaState.OPEN)
                | ((club_ideas.c.state == IdeaState.TAKEN) & club_ideas.c.club.is_(None))
            )
            .order_by(club_ideas.c.at)
        )
        return [await self._idea(row) for row in found.all()]

    async def open_of(self, person: int) -> int:
        """How many ideas of a person wait."""
        found = await self._work.read(
            select(func.count()).where(club_ideas.c.person == person, club_ideas.c.state == IdeaState.OPEN)
        )
        return int(found.scalar_one())

    async def of_club(self, club: int) -> Idea | None:
        """The idea of which a club was made."""
        row = (await self._work.read(select(club_ideas).where(club_ideas.c.club == club))).first()
        return await self._idea(row) if row is not None else None

    async def vote(self, idea: Idea, person: int, now: float, *, liked: bool) -> None:
        """What a moderator says of an idea; said again, it replaces what they said before."""
        values = {"liked": liked, "at": now}
        statement = upsert(club_idea_votes).values(idea=idea.id, person=person, **values)
        await self._work.write(
            statement.on_conflict_do_update(index_elements=["idea", "person"], set_=values)
        )

    async def change(self, idea: Idea, **values: Any) -> bool:
        """Store a new state or club, unless others were stored meanwhile."""
        result = await self._work.write(
            update(club_ideas)
            .where(club_ideas.c.id == idea.id, club_ideas.c.version == idea.version)
            .values(**values, version=idea.version + 1)
        )
        return bool(result.rowcount)

    async def _idea(self, row: Any) -> Idea:
        votes = await self._work.read(
            select(club_idea_votes.c.person, club_idea_votes.c.liked).where(club_idea_votes.c.idea == row.id)
        )
        return Idea(
            id=row.id,
            person=row.person,
            text=self._work.cipher.open_text(row.text_sealed),
            state=IdeaState(row.state),
            at=row.at,
            version=row.version,
            club=row.club,
            votes={vote.person: bool(vote.liked) for vote in votes},
        )
