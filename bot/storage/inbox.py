"""The inbox: what happened and is not handled yet, on disk before anything else."""

from __future__ import annotations

import itertools
import math
import traceback
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from bot.storage.database import Database

OUTCOME, DUE = "outcome", "due"
"""Sources of our own, beside the messengers' names."""

KEYS_KEPT = 48 * 3600.0
"""Seconds for which the key of a handled update is kept, against repeats."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One raw update: `source` is a messenger's name or one of ours, `key` is unique within it."""

    id: int
    source: str
    key: str
    payload: Any
    received_at: float


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An update that could not be handled, with what went wrong."""

    id: int
    source: str
    key: str
    payload: Any
    error: str
    error_kind: str
    at: float
    replayed_at: float | None


class Inbox:
    """Stores raw updates, marks them done, and keeps those that failed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ids = itertools.count(1)

    async def open(self) -> list[InboxRow]:
        """What waits from before the start, in order."""
        highest = await self._database.fetch("SELECT coalesce(max(id), 0) FROM inbox")
        self._ids = itertools.count(highest[0][0] + 1)
        rows = await self._database.fetch(
            "SELECT id, source, key, payload_sealed, received_at FROM inbox"
            " WHERE state = 'waiting' ORDER BY id"
        )
        return [
            InboxRow(row[0], row[1], row[2], orjson.loads(self._database.cipher.open(row[3])), row[4])
            for row in rows
        ]

    async def quiet(self, now: float) -> float:
        """For how many seconds nothing has come; a clock that was set back counts as a moment."""
        rows = await self._database.fetch("SELECT received_at FROM inbox ORDER BY id DESC LIMIT 1")
        return max(0.0, now - float(rows[0][0])) if rows else math.inf

    async def position(self, messenger: str) -> str:
        """Where the intake of a messenger goes on."""
        rows = await self._database.fetch("SELECT position FROM offsets WHERE messenger = ?", (messenger,))
        return str(rows[0][0]) if rows else ""

    async def positions(self, names: Sequence[str]) -> dict[str, str]:
        """The positions kept under these names; those never kept are missing."""
        rows = await self._database.fetch(
            f"SELECT messenger, position FROM offsets WHERE messenger IN ({','.join('?' * len(names))})",  # noqa: S608
            tuple(names),
        )
        return {row[0]: str(row[1]) for row in rows}

    async def move(self, positions: Mapping[str, str]) -> None:
        """Store where the intake goes on, by name; part of the caller's transaction."""
        await self._database.run_many(
            "INSERT INTO offsets (messenger, position) VALUES (?, ?)"
            " ON CONFLICT (messenger) DO UPDATE SET position = excluded.position",
            list(positions.items()),
        )

    async def store(self, source: str, updates: Sequence[tuple[str, Any]], now: float) -> list[InboxRow]:
        """Store those not seen yet, part of the caller's transaction; the new rows come back."""
        rows = await self.unseen(source, updates, now)
        await self.put(rows)
        return rows

    async def unseen(self, source: str, updates: Sequence[tuple[str, Any]], now: float) -> list[InboxRow]:
        """Rows for those not seen yet; `put` stores them, in the same transaction."""
        keys = [key for key, _ in updates]
        seen: set[str] = set()
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            seen |= {
                row[0]
                for row in await self._database.fetch_few(
                    f"SELECT key FROM inbox WHERE source = ? AND key IN ({','.join('?' * len(part))})",  # noqa: S608
                    (source, *part),
                )
            }
        fresh: dict[str, InboxRow] = {}
        for key, payload in updates:
            if key not in seen and key not in fresh:
                fresh[key] = InboxRow(next(self._ids), source, key, payload, now)
        return list(fresh.values())

    async def put(self, rows: Sequence[InboxRow], handled: Collection[int] = ()) -> None:
        """Store new rows; of those handled in the same transaction only the key is kept, against repeats."""
        if not rows:
            return
        seal = self._database.cipher.seal
        await self._database.run_many(
            "INSERT INTO inbox (id, source, key, received_at, payload_sealed, state)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (row.id, row.source, row.key, row.received_at)
                + ((None, "done") if row.id in handled else (seal(orjson.dumps(row.payload)), "waiting"))
                for row in rows
            ],
        )

    async def done(self, rows: Iterable[InboxRow]) -> None:
        """Handled: the payload goes at once, the key stays against repeats."""
        await self._database.run_many(
            "UPDATE inbox SET state = 'done', payload_sealed = NULL WHERE id = ?", [(row.id,) for row in rows]
        )

    async def bury(self, row: InboxRow, error: BaseException, now: float) -> None:
        """Keep an update that failed, for a replay after a repair."""
        seal = self._database.cipher.seal
        told = "".join(traceback.format_exception(error))
        await self._database.run(
            "INSERT INTO dead_letters (inbox_id, source, key, payload_sealed, error_sealed, error_kind, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                row.id,
                row.source,
                row.key,
                seal(orjson.dumps(row.payload)),
                seal(told.encode()),
                type(error).__name__,
                now,
            ),
        )

    async def forget(self, before: float) -> None:
        """Drop the keys of what was handled long ago."""
        await self._database.run("DELETE FROM inbox WHERE state = 'done' AND received_at < ?", (before,))
