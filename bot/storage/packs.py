"""Packs that moderators brought: crosswords, word lists and quizzes, checked, then kept or thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import delete, insert, select, update

from bot.domain.games.playable import PackKind, Playable, kind_of, plain_of, playable_of, size_of
from bot.storage.tables import packs

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

FORGOTTEN = 7 * 86400.0
"""Seconds after which a pack that nobody kept is thrown away."""


class PackState(StrEnum):
    """Whether a pack was only looked at, or stands on the shelf."""

    CHECKED = "checked"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Brought:
    """A pack of a moderator, without its content."""

    id: int
    person: int
    kind: PackKind
    title: str
    language: str
    size: int
    state: PackState
    at: float


class Packs:
    """The repository of packs that moderators brought."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def keep(
        self, person: int, playable: Playable, now: float, state: PackState = PackState.KEPT
    ) -> int:
        """Put a pack away, on the shelf or to be decided on; gives its number."""
        result = await self._work.write(
            insert(packs)
            .values(person=person, state=state, at=now, **self._values(playable))
            .returning(packs.c.id)
        )
        return int(result.scalar_one())

    async def forget(self, now: float) -> None:
        """Throw away what was looked at and not kept in time."""
        forgotten = packs.c.state == PackState.CHECKED, packs.c.at <= now - FORGOTTEN
        await self._work.write(delete(packs).where(*forgotten))

    async def shelve(self, pack: int) -> bool:
        """Put a pack that was looked at on the shelf; false where it is there, or nowhere any more."""
        checked = packs.c.id == pack, packs.c.state == PackState.CHECKED
        result = await self._work.write(update(packs).where(*checked).values(state=PackState.KEPT))
        return bool(result.rowcount)

    async def replace(self, pack: int, playable: Playable) -> bool:
        """Give a pack another content, as when a question was added; false where it is gone."""
        result = await self._work.write(
            update(packs).where(packs.c.id == pack).values(self._values(playable))
        )
        return bool(result.rowcount)

    async def about(self, pack: int) -> Brought | None:
        """What a pack is; None where it was thrown away."""
        found = (await self._work.read(select(*_LISTED).where(packs.c.id == pack))).first()
        return _brought(found) if found is not None else None

    async def get(self, pack: int) -> Playable | None:
        """What a pack holds; None where it was thrown away."""
        sealed = (await self._work.read(select(packs.c.content_sealed).where(packs.c.id == pack))).scalar()
        return playable_of(orjson.loads(self._work.cipher.open(sealed))) if sealed is not None else None

    async def listed(self, kinds: Sequence[PackKind] = tuple(PackKind), person: int = 0) -> list[Brought]:
        """The packs on the shelf, the newest first: everybody's, or those of one person."""
        statement = select(*_LISTED).where(packs.c.state == PackState.KEPT, packs.c.kind.in_(kinds))
        if person:
            statement = statement.where(packs.c.person == person)
        found = await self._work.read(statement.order_by(packs.c.at.desc(), packs.c.id.desc()))
        return [_brought(row) for row in found]

    async def drop(self, pack: int) -> bool:
        """Throw a pack away for good; a game that was begun with it goes on. False where it was gone."""
        result = await self._work.write(delete(packs).where(packs.c.id == pack))
        return bool(result.rowcount)

    def _values(self, playable: Playable) -> dict[str, Any]:
        return {
            "kind": kind_of(playable),
            "title": playable.title,
            "language": playable.language,
            "size": size_of(playable),
            "content_sealed": self._work.cipher.seal(orjson.dumps(plain_of(playable))),
        }


_LISTED = [column for column in packs.columns if column is not packs.c.content_sealed]


def _brought(row: Any) -> Brought:
    return Brought(
        row.id,
        row.person,
        PackKind(row.kind),
        row.title,
        row.language,
        row.size,
        PackState(row.state),
        row.at,
    )
