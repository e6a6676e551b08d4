"""Who is trusted in a club's chat, what is held there, and who did what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Integer, bindparam, func, insert, select, type_coerce, update

from bot.domain.moderation import Entry, Heard, Held, HeldState, Standing
from bot.storage.database import upsert
from bot.storage.prepared import Prepared
from bot.storage.tables import club_log, complaints, held_messages, standings

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

_KEPT = ("joined_at", "ordinary", "held", "last_at", "silenced_until", "recent")
"""Columns of a standing that each message may change; trust is given apart."""

# A truth value cannot come back from a prepared statement: as a number it can.
_STANDING = Prepared(
    select(
        standings.c.joined_at,
        standings.c.ordinary,
        standings.c.held,
        standings.c.last_at,
        type_coerce(standings.c.trusted, Integer).label("trusted"),
        standings.c.silenced_until,
        standings.c.recent,
    ).where(standings.c.club == bindparam("club"), standings.c.account == bindparam("account"))
)
_KEEP = Prepared(
    (_new := upsert(standings)).on_conflict_do_update(
        index_elements=["club", "account"], set_={name: _new.excluded[name] for name in _KEPT}
    ),
    *("club", "account", *_KEPT),
)


class Moderation:
    """The repository of standings, held messages and the log."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    # Standings

    async def standing(self, club: int, account: int) -> Standing | None:
        """What is known of an account in a club."""
        found = await self._work.read_prepared(_STANDING, club=club, account=account)
        return _standing(club, account, found[0]) if found else None

    async def keep(self, standing: Standing) -> None:
        """Store a standing, all but the trust."""
        await self._work.write_prepared(
            _KEEP,
            club=standing.club,
            account=standing.account,
            joined_at=standing.joined_at,
            ordinary=standing.ordinary,
            held=standing.held,
            last_at=standing.last_at,
            silenced_until=standing.silenced_until or None,
            recent=_recent(standing.recent),
        )

    async def trust(self, club: int, account: int, trusted: bool | None) -> None:
        """A moderator's word on an account; None takes it back."""
        await self._work.write(
            update(standings)
            .where(standings.c.club == club, standings.c.account == account)
            .values(trusted=trusted)
        )

    async def latest(self, club: int, most: int) -> list[Standing]:
        """The accounts of a club that came or wrote last."""
        found = await self._work.read(
            select(standings)
            .where(standings.c.club == club)
            .order_by(func.max(standings.c.last_at, standings.c.joined_at).desc(), standings.c.account)
            .limit(most)
        )
        return [_standing(row.club, row.account, row) for row in found]

    async def where(self, account: int, clubs: Sequence[int]) -> list[Standing]:
        """The account's standings in these clubs."""
        found = await self._work.read(
            select(standings).where(standings.c.account == account, standings.c.club.in_(clubs))
        )
        return [_standing(row.club, row.account, row) for row in found]

    async def moved(self, club: int) -> None:
        """A club's chat has moved: numbers of messages mean others there, or none."""
        await self._work.write(update(standings).where(standings.c.club == club).values(recent="[]"))
        await self._work.write(update(complaints).where(complaints.c.club == club).values(message=None))

    async def came_since(self, club: int, since: float) -> int:
        """How many came into a club since then."""
        found = await self._work.read(
            select(func.count()).where(standings.c.club == club, standings.c.joined_at > since)
        )
        return int(found.scalar_one())

    # Held messages

    async def hold(
        self,
        club: int,
        account: int,
        person: int | None,
        message: int,
        content: Mapping[str, Any],
        reasons: Sequence[tuple[str, str]],
        now: float,
    ) -> Held:
        """Keep a message for a moderator; of the reasons only their kinds are kept in clear, and for good."""
        content = {**content, "why": [words for _, words in reasons]}
        result = await self._work.write(
            insert(held_messages)
            .values(
                club=club,
                account=account,
                person=person,
                message=message,
                content_sealed=self._sealed(content),
                reasons=orjson.dumps([kind for kind, _ in reasons]).decode(),
                state=HeldState.WAITING,
                at=now,
                version=1,
            )
            .returning(held_messages.c.id)
        )
        number = int(result.scalar_one())
        kinds = tuple(kind for kind, _ in reasons)
        return Held(number, club, account, person, message, content, kinds, HeldState.WAITING, now)

    async def held(self, number: int) -> Held | None:
        """A held message by its number."""
        found = await self._work.read(select(held_messages).where(held_messages.c.id == number))
        row = found.first()
        return self._held(row) if row is not None else None

    async def waiting(self, club: int, most: int = 200) -> list[Held]:
        """What waits for a decision in a club, the oldest first."""
        found = await self._work.read(
            select(held_messages)
            .where(held_messages.c.club == club, held_messages.c.state == HeldState.WAITING)
            .order_by(held_messages.c.id)
            .limit(most)
        )
        return [self._held(row) for row in found]

    async def latest_held(self, club: int, account: int) -> Held | None:
        """The last message of an account that was held in a club."""
        found = await self._work.read(
            select(held_messages)
            .where(held_messages.c.club == club, held_messages.c.account == account)
            .order_by(held_messages.c.id.desc())
            .limit(1)
        )
        row = found.first()
        return self._held(row) if row is not None else None

    async def held_since(self, club: int, since: float, account: int | None = None) -> int:
        """How many messages were held in a club since then; of one account, where it is named."""
        statement = select(func.count()).where(held_messages.c.club == club, held_messages.c.at > since)
        if account is not None:
            statement = statement.where(held_messages.c.account == account)
        return int((await self._work.read(statement)).scalar_one())

    async def decide(self, held: Held, state: HeldState, by: int | None, now: float) -> bool:
        """Decide on a message as it was seen; False where somebody else was first."""
        decided = not state.open
        result = await self._work.write(
            update(held_messages)
            .where(held_messages.c.id == held.id, held_messages.c.version == held.version)
            .values(
                state=state,
                decided_by=by if decided else None,
                decided_at=now if decided else None,
                version=held.version + 1,
            )
        )
        return bool(result.rowcount)

    async def rewrite(self, held: Held, content: Mapping[str, Any]) -> None:
        """Store other content of a held message: another part of its album, or nothing any more."""
        await self._work.write(
            update(held_messages)
            .where(held_messages.c.id == held.id)
            .values(content_sealed=self._sealed(content))
        )

    # The log

    async def log(
        self,
        club: int,
        by: int | None,
        kind: str,
        about: str,
        now: float,
        data: Mapping[str, Any] | None = None,
    ) -> int:
        """Note who did what; `data` is what undoing it needs. Gives the entry's number."""
        result = await self._work.write(
            insert(club_log)
            .values(
                club=club,
                at=now,
                by=by,
                kind=kind,
                about=about,
                data_sealed=self._sealed(data) if data is not None else None,
            )
            .returning(club_log.c.id)
        )
        return int(result.scalar_one())

    async def entry(self, number: int) -> Entry | None:
        """A line of the log."""
        found = await self._work.read(select(club_log).where(club_log.c.id == number))
        row = found.first()
        return self._entry(row) if row is not None else None

    async def entries(self, club: int, most: int = 40) -> list[Entry]:
        """The log of a club, the newest first."""
        found = await self._work.read(
            select(club_log).where(club_log.c.club == club).order_by(club_log.c.id.desc()).limit(most)
        )
        return [self._entry(row) for row in found]

    async def last_entry(self, club: int, kind: str) -> Entry | None:
        """The newest line of a kind in a club's log."""
        found = await self._work.read(
            select(club_log)
            .where(club_log.c.club == club, club_log.c.kind == kind)
            .order_by(club_log.c.id.desc())
            .limit(1)
        )
        row = found.first()
        return self._entry(row) if row is not None else None

    async def entry_about(self, club: int, about: str) -> Entry | None:
        """The newest line of a club's log about something that can be undone."""
        found = await self._work.read(
            select(club_log)
            .where(club_log.c.club == club, club_log.c.about == about, club_log.c.data_sealed.is_not(None))
            .order_by(club_log.c.id.desc())
            .limit(1)
        )
        row = found.first()
        return self._entry(row) if row is not None else None

    async def amend(self, entry: Entry, data: Mapping[str, Any]) -> None:
        """Store what became known later and undoing an entry needs."""
        await self._work.write(
            update(club_log).where(club_log.c.id == entry.id).values(data_sealed=self._sealed(data))
        )

    async def undo(self, entry: Entry, by: int, now: float) -> bool:
        """Mark an entry as taken back; False where that was done before."""
        result = await self._work.write(
            update(club_log)
            .where(club_log.c.id == entry.id, club_log.c.undone_at.is_(None))
            .values(undone_by=by, undone_at=now)
        )
        return bool(result.rowcount)

    def _entry(self, row: Any) -> Entry:
        data = orjson.loads(self._work.cipher.open(row.data_sealed)) if row.data_sealed else {}
        return Entry(
            row.id, row.club, row.at, row.by, row.kind, row.about, data, row.undone_by, row.undone_at
        )

    def _held(self, row: Any) -> Held:
        return Held(
            id=row.id,
            club=row.club,
            account=row.account,
            person=row.person,
            message=row.message,
            content=orjson.loads(self._work.cipher.open(row.content_sealed)),
            kinds=tuple(orjson.loads(row.reasons)),
            state=HeldState(row.state),
            at=row.at,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            version=row.version,
        )

    def _sealed(self, value: Mapping[str, Any]) -> bytes:
        return self._work.cipher.seal(orjson.dumps(value))


def _recent(recent: Sequence[Heard]) -> str:
    """As `[message, at, known, album]`, the last one only where there is any: this is written very often."""
    rows = [
        [one.message, round(one.at), int(one.known), *([one.album] if one.album else [])] for one in recent
    ]
    return orjson.dumps(rows).decode()


def _standing(club: int, account: int, row: Any) -> Standing:
    recent = tuple(
        Heard(one[0], one[1], bool(one[2]), one[3] if len(one) > 3 else "")
        for one in orjson.loads(row.recent)
    )
    return Standing(
        club=club,
        account=account,
        joined_at=row.joined_at,
        ordinary=row.ordinary,
        held=row.held,
        last_at=row.last_at,
        trusted=None if row.trusted is None else bool(row.trusted),
        silenced_until=row.silenced_until or 0.0,
        recent=recent,
    )
