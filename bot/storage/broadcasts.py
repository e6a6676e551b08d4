"""Broadcasts and what became of each person's letter: in bulk, whatever has to do with all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.broadcasts import IDLE_WEEKS, Audience, Broadcast, Count, Going, LeftOut, Post, Recipient, Who
from bot.storage.codec import attachment_from
from bot.storage.prepared import Prepared
from bot.storage.tables import broadcast_recipients as recipients
from bot.storage.tables import broadcasts, disturbances
from bot.vocabulary import Address

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

KEPT = 7 * 86400.0
"""Seconds for which it is remembered who got a letter and who did not; the numbers stay."""

_WHY_NOT = (
    "CASE WHEN coalesce(p.blocked_until, 0) > :now THEN 'blocked'"
    " WHEN EXISTS (SELECT 1 FROM preferences n WHERE n.person = p.id AND n.name = 'news' AND n.value = 'off')"
    " THEN 'news'"
    " WHEN NOT coalesce((SELECT c.given FROM consents c WHERE c.person = p.id ORDER BY c.id DESC LIMIT 1), 0)"
    " THEN 'consent'"
    " WHEN coalesce(a.reachable, 0) AND a.messenger IN ({open}) THEN '' ELSE 'unreachable' END"
)
"""Why a person p gets no letter in the account a; empty where they get it."""

_ACCOUNT = (
    "row_number() OVER (PARTITION BY p.id ORDER BY (a.reachable AND a.messenger IN ({open})) DESC,"
    " (a.messenger = p.seen_messenger AND a.account = p.seen_account) DESC, a.messenger, a.account)"
)
"""The one account of a person that a letter goes to is the first: where they wrote last, if reached there."""

_OF: Mapping[Who, str] = {
    Who.EVERYBODY: "1",
    Who.DISTRICT: (
        ":about = (SELECT r.district FROM requests r WHERE r.person = p.id AND r.district <> ''"
        " ORDER BY r.id DESC LIMIT 1)"
    ),
    Who.FOLLOWERS: "EXISTS (SELECT 1 FROM follows f WHERE f.person = p.id AND f.about = 'kind:' || :about)",
    Who.NOT_COMING: (
        "NOT EXISTS (SELECT 1 FROM signups s WHERE s.person = p.id AND s.at >= :since AND s.state <> 'left')"
    ),
    Who.NOT_ASKED: "NOT EXISTS (SELECT 1 FROM requests r WHERE r.person = p.id)",
    Who.NOT_LINKED: "(SELECT count(*) FROM accounts b WHERE b.person = p.id) = 1",
}

_MARK = Prepared(
    update(recipients).where(
        recipients.c.id == bindparam("row"), recipients.c.state == bindparam("was", str(Post.QUEUED))
    ),
    "state",
)
_QUEUED = Prepared(
    select(func.count().label("many")).where(
        recipients.c.broadcast == bindparam("number"),
        recipients.c.state == bindparam("was", str(Post.QUEUED)),
        recipients.c.messenger == bindparam("messenger"),
    )
)


class Broadcasts:
    """The repository of broadcasts."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    # Before it begins

    async def count(self, audience: Audience, messengers: Collection[str], now: float) -> Count:
        """How many would get a letter now, and how many not."""
        sql, values = _candidates(audience, messengers, now)
        rows = await self._work.database.fetch(
            f"SELECT reason, count(*) FROM ({sql}) AS everybody GROUP BY reason",  # noqa: S608 - our own words
            values,
        )
        found = {row[0]: int(row[1]) for row in rows}
        return Count(found.pop("", 0), {LeftOut(reason): many for reason, many in found.items()})

    async def begin(self, new: Broadcast, messengers: Collection[str]) -> Broadcast:
        """Store a broadcast with everybody who gets it, and those who do not as numbers."""
        work, cipher = self._work, self._work.cipher
        left_out = (await self.count(new.audience, messengers, new.created_at)).left_out
        counts = {f"not-{reason}": many for reason, many in left_out.items()}
        stored = await work.write(
            insert(broadcasts)
            .values(
                author=new.author,
                messenger=new.address.messenger,
                chat=new.address.chat,
                text_sealed=cipher.seal_text(new.text),
                file_sealed=cipher.seal(orjson.dumps(new.file)) if new.file is not None else None,
                audience=orjson.dumps({"who": new.audience.who, "about": new.audience.about}).decode(),
                urgent=new.urgent,
                state=str(Going.SENDING),
                total=0,
                counts=orjson.dumps(counts).decode(),
                version=1,
                created_at=new.created_at,
            )
            .returning(broadcasts.c.id)
        )
        number = int(stored.scalar_one())
        sql, values = _candidates(new.audience, messengers, new.created_at)
        await work.write_much(
            "INSERT INTO broadcast_recipients (broadcast, person, messenger, chat, state, at)"  # noqa: S608
            " SELECT :number, person, messenger, account, 'waiting', 0"
            f" FROM ({sql}) AS everybody WHERE reason = '' ORDER BY person",
            {**values, "number": number},
        )
        rows = await work.database.fetch(
            "SELECT count(*) FROM broadcast_recipients WHERE broadcast = ?", (number,)
        )
        await work.write(update(broadcasts).where(broadcasts.c.id == number).values(total=rows[0][0]))
        return replace(new, id=number, total=rows[0][0], counts=counts)

    # While it goes

    async def get(self, number: int) -> Broadcast | None:
        """A broadcast by its number."""
        rows = await self._work.read(select(broadcasts).where(broadcasts.c.id == number))
        row = rows.first()
        return self._broadcast(row._mapping) if row is not None else None

    async def latest(self, most: int) -> list[Broadcast]:
        """The newest ones."""
        rows = await self._work.read(select(broadcasts).order_by(broadcasts.c.id.desc()).limit(most))
        return [self._broadcast(row._mapping) for row in rows]

    async def queued(self, number: int, messenger: str) -> int:
        """How many of its letters are in the outbox for a messenger."""
        (row,) = await self._work.read_prepared(_QUEUED, number=number, messenger=messenger)
        return int(row.many)

    async def ready(
        self, number: int, messenger: str, messengers: Collection[str], now: float, most: int
    ) -> list[Recipient]:
        """Whose letters may go now, the longest waiting first."""
        named, open_ = _open(messengers)
        rows = await self._work.database.fetch(
            "SELECT r.id, p.id, r.chat, p.language, coalesce(z.value, ''), "  # noqa: S608 - names of parameters only
            + _WHY_NOT.format(open=named)
            + " FROM broadcast_recipients r JOIN persons p ON p.id = r.person"
            " LEFT JOIN accounts a ON a.messenger = r.messenger AND a.account = r.chat"
            " LEFT JOIN preferences z ON z.person = p.id AND z.name = 'zone'"
            " WHERE r.broadcast = :number AND r.state = 'waiting' AND r.messenger = :messenger"
            " AND r.at <= :now"
            " ORDER BY r.at, r.id LIMIT :most",
            {"number": number, "messenger": messenger, "now": now, "most": most, **open_},
        )
        return [Recipient(row[0], row[1], Address(messenger, row[2]), row[3], row[4], row[5]) for row in rows]

    async def rest(self, number: int, zone: str, now: float, until: float) -> None:
        """Everybody of a zone waits until then; the zone without a name is that of all who chose none."""
        whose = (
            "person IN (SELECT person FROM preferences WHERE name = 'zone' AND value = :zone)"
            if zone
            else "person NOT IN (SELECT person FROM preferences WHERE name = 'zone')"
        )
        await self._work.write_much(
            "UPDATE broadcast_recipients SET at = :until WHERE broadcast = :number AND state = 'waiting'"  # noqa: S608
            f" AND at <= :now AND {whose}",
            {"until": until, "number": number, "now": now, "zone": zone},
        )

    async def tired(self, people: Collection[int], day: str, cap: int) -> set[int]:
        """Those of them who were written to unasked so often on a day of theirs."""
        rows = await self._work.read(
            select(disturbances.c.person).where(
                disturbances.c.day == day, disturbances.c.count >= cap, disturbances.c.person.in_(people)
            )
        )
        return {row[0] for row in rows}

    async def disturb(self, people: Iterable[tuple[int, str]]) -> None:
        """Count one more for each of them, on a day of theirs."""
        await self._work.write_many(
            "INSERT INTO disturbances (person, day, count) VALUES (?, ?, 1)"
            " ON CONFLICT (person, day) DO UPDATE SET count = disturbances.count + 1",
            list(people),
        )

    async def postpone(self, rows: Iterable[tuple[int, float]]) -> None:
        """These wait until then."""
        await self._work.write_many(
            "UPDATE broadcast_recipients SET at = ? WHERE id = ?", [(at, row) for row, at in rows]
        )

    async def put(self, rows: Iterable[int], post: Post) -> None:
        """These are so now."""
        await self._work.write_many(
            "UPDATE broadcast_recipients SET state = ? WHERE id = ?", [(str(post), row) for row in rows]
        )

    async def queue(self, rows: Iterable[int], now: float) -> None:
        """These are in the outbox from now on."""
        await self._work.write_many(
            "UPDATE broadcast_recipients SET state = 'queued', at = ? WHERE id = ?",
            [(now, row) for row in rows],
        )

    async def give_up(self, number: int, before: float) -> None:
        """Of what was put into the outbox before that time nothing will be heard any more."""
        await self._work.write_much(
            "UPDATE broadcast_recipients SET state = 'failed'"
            " WHERE broadcast = :number AND state = 'queued' AND at < :before",
            {"number": number, "before": before},
        )

    async def forgotten(self) -> list[int]:
        """Those that nobody looks after, and that go on or have no report: a turn of theirs has failed."""
        rows = await self._work.database.fetch(
            "SELECT id FROM broadcasts WHERE NOT EXISTS"
            " (SELECT 1 FROM due WHERE due.key = 'broadcast:' || broadcasts.id)"
            " AND (state = 'sending' OR state <> 'paused' AND counts NOT LIKE '%\"delivered\"%'"
            " OR EXISTS (SELECT 1 FROM broadcast_recipients"
            " WHERE broadcast = broadcasts.id AND broadcast_recipients.state = 'queued'))"
        )
        return [row[0] for row in rows]

    async def mark(self, row: int, post: Post) -> None:
        """What the messenger said of a letter; one that was put aside meanwhile stays so."""
        await self._work.write_prepared(_MARK, row=row, state=str(post))

    async def posts(self, number: int) -> dict[Post, int]:
        """How many letters are where."""
        rows = await self._work.database.fetch(
            "SELECT state, count(*) FROM broadcast_recipients WHERE broadcast = ? GROUP BY state", (number,)
        )
        return {Post(row[0]): int(row[1]) for row in rows}

    async def next_at(self, number: int) -> float | None:
        """When the first of those who wait may get theirs; None where nobody waits."""
        rows = await self._work.read(
            select(func.min(recipients.c.at)).where(
                recipients.c.broadcast == number, recipients.c.state == str(Post.WAITING)
            )
        )
        found = rows.scalar_one()
        return float(found) if found is not None else None

    async def turn(self, one: Broadcast, state: Going, now: float) -> bool:
        """Compare-and-set how it goes; false where somebody has changed that meanwhile."""
        changed = await self._work.write(
            update(broadcasts)
            .where(broadcasts.c.id == one.id, broadcasts.c.version == one.version)
            .values(state=str(state), version=one.version + 1, ended_at=now if state.over else None)
        )
        if not changed.rowcount:
            return False
        if state is Going.STOPPED:
            await self._work.write_much(
                "UPDATE broadcast_recipients SET state = 'withheld'"
                " WHERE broadcast = :number AND state = 'waiting'",
                {"number": one.id},
            )
        return True

    async def close(self, one: Broadcast, posts: Mapping[Post, int], now: float) -> None:
        """It is over: the numbers stay, and names of older ones are forgotten."""
        counts = {**one.counts, **{str(post): many for post, many in posts.items()}}
        await self._work.write(
            update(broadcasts).where(broadcasts.c.id == one.id).values(counts=orjson.dumps(counts).decode())
        )
        await self._work.write_much(
            "DELETE FROM broadcast_recipients WHERE broadcast IN"
            " (SELECT id FROM broadcasts WHERE ended_at < :before)",
            {"before": now - KEPT},
        )

    def _broadcast(self, row: Any) -> Broadcast:
        opened = self._work.cipher
        audience = orjson.loads(row["audience"])
        file = row["file_sealed"]
        return Broadcast(
            id=row["id"],
            author=row["author"],
            address=Address(row["messenger"], row["chat"]),
            text=opened.open_text(row["text_sealed"]),
            file=attachment_from(orjson.loads(opened.open(file))) if file is not None else None,
            audience=Audience(Who(audience["who"]), audience["about"]),
            urgent=row["urgent"],
            state=Going(row["state"]),
            total=row["total"],
            counts=orjson.loads(row["counts"]),
            version=row["version"],
            created_at=row["created_at"],
            ended_at=row["ended_at"],
        )


def _open(messengers: Collection[str]) -> tuple[str, dict[str, Any]]:
    """The messengers that are on, as parameters of a statement."""
    values = {f"open{place}": name for place, name in enumerate(sorted(messengers))}
    return ", ".join(f":{name}" for name in values), values


def _candidates(audience: Audience, messengers: Collection[str], now: float) -> tuple[str, dict[str, Any]]:
    """Everybody of an audience, once, with the account for the letter, and why they get none."""
    named, values = _open(messengers)
    sql = (
        "SELECT person, messenger, account, reason FROM"  # noqa: S608 - our own words
        f" (SELECT p.id AS person, a.messenger, a.account, {_WHY_NOT} AS reason, {_ACCOUNT} AS place"
        f" FROM persons p JOIN accounts a ON a.person = p.id WHERE {_OF[audience.who]}) AS theirs"
        " WHERE place = 1"
    ).format(open=named)
    since = now - IDLE_WEEKS * 7 * 86400.0
    return sql, {**values, "now": now, "about": audience.about, "since": since}
