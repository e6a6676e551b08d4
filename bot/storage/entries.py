"""Photographs in contests and flash mobs, and the votes for them.

The reference to a file is kept until the photograph is shown, and no longer.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import delete, func, insert, select, update

from bot.domain.games.exhibition import Entry, EntryState
from bot.storage.database import upsert
from bot.storage.tables import game_entries, game_votes
from bot.vocabulary import Attachment, AttachmentKind

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

_THERE = tuple(state for state in EntryState if state is not EntryState.REMOVED)


class Entries:
    """The repository of photographs."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def add(self, game: int, person: int, file: Attachment, caption: str, now: float) -> Entry:
        """Take a photograph; it is shown when its author has agreed to that."""
        seal = self._work.cipher
        result = await self._work.write(
            insert(game_entries)
            .values(
                game=game,
                person=person,
                file_sealed=seal.seal(orjson.dumps(asdict(file))),
                caption_sealed=seal.seal_text(caption),
                state=EntryState.ASKED,
                at=now,
            )
            .returning(game_entries.c.id)
        )
        found = await self.get(int(result.scalar_one()))
        if found is None:
            raise LookupError("a photograph that was just put away is not there")
        return found

    async def get(self, entry: int) -> Entry | None:
        """A photograph by its number."""
        row = (await self._work.read(select(game_entries).where(game_entries.c.id == entry))).first()
        return self._entry(row) if row is not None else None

    async def of_game(self, game: int, *states: EntryState) -> list[Entry]:
        """The photographs of a game in these states, or all that are there, the oldest first."""
        found = await self._work.read(
            select(game_entries)
            .where(game_entries.c.game == game, game_entries.c.state.in_(states or _THERE))
            .order_by(game_entries.c.id)
        )
        return [self._entry(row) for row in found]

    async def of_person(self, person: int, game: int = 0) -> list[Entry]:
        """The photographs of a person that are there, the newest first; of one game, or of all."""
        statement = select(game_entries).where(
            game_entries.c.person == person, game_entries.c.state.in_(_THERE)
        )
        if game:
            statement = statement.where(game_entries.c.game == game)
        found = await self._work.read(statement.order_by(game_entries.c.id.desc()))
        return [self._entry(row) for row in found]

    async def agree(self, entry: Entry, now: float) -> bool:
        """Its author said yes to its being shown; false where that was said before, or it is gone."""
        return await self._turn(entry, EntryState.ASKED, state=EntryState.WAITING, consent_at=now)

    async def send(self, entry: Entry) -> bool:
        """It is on its way into the chat; false where it is gone or was sent before."""
        return await self._turn(entry, EntryState.WAITING, state=EntryState.SHOWING)

    async def shown(self, entry: Entry, message: int) -> bool:
        """The chat has it, and the line needs the file no more; false where it was taken away meanwhile."""
        values = {"state": EntryState.SHOWN, "message": message, "file_sealed": None}
        return await self._turn(entry, EntryState.SHOWING, **values)

    async def remove(self, entry: Entry) -> bool:
        """Take a photograph away with all that belongs to it; false where it was gone."""
        await self._work.write(delete(game_votes).where(game_votes.c.entry == entry.id))
        result = await self._work.write(
            update(game_entries)
            .where(game_entries.c.id == entry.id, game_entries.c.state.in_(_THERE))
            .values(state=EntryState.REMOVED, file_sealed=None, caption_sealed=None)
        )
        return bool(result.rowcount)

    async def vote(self, entry: int, person: int, now: float) -> bool:
        """Give a vote, or take it back; whether it is given now."""
        mine = game_votes.c.entry == entry, game_votes.c.person == person
        taken = await self._work.write(delete(game_votes).where(*mine))
        if taken.rowcount:
            return False
        await self._work.write(upsert(game_votes).values(entry=entry, person=person, at=now))
        return True

    async def votes(self, game: int) -> dict[int, int]:
        """How many votes each photograph of a game has."""
        found = await self._work.read(
            select(game_votes.c.entry, func.count())
            .join(game_entries, game_entries.c.id == game_votes.c.entry)
            .where(game_entries.c.game == game)
            .group_by(game_votes.c.entry)
        )
        return {int(row[0]): int(row[1]) for row in found}

    async def _turn(self, entry: Entry, was: EntryState, **values: Any) -> bool:
        result = await self._work.write(
            update(game_entries)
            .where(game_entries.c.id == entry.id, game_entries.c.state == was)
            .values(**values)
        )
        return bool(result.rowcount)

    def _entry(self, row: Any) -> Entry:
        unseal = self._work.cipher
        return Entry(
            id=row.id,
            game=row.game,
            person=row.person,
            file=_file(orjson.loads(unseal.open(row.file_sealed))) if row.file_sealed else None,
            caption=unseal.open_text(row.caption_sealed) if row.caption_sealed else "",
            state=EntryState(row.state),
            at=row.at,
            message=row.message,
        )


def _file(plain: dict[str, Any]) -> Attachment:
    return Attachment(**{**plain, "kind": AttachmentKind(plain["kind"])})
