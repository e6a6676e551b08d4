"""Dead letters as the operator sees them: what failed, why, and its second chance after a repair."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from bot.storage.cipher import Cipher, WrongKey
from bot.storage.copies import look
from bot.storage.database import Database, DatabaseRefused
from bot.storage.inbox import Inbox

_COLUMNS = "id, at, source, key, error_kind, replayed_at"


@dataclass(frozen=True, slots=True)
class Failure:
    """One update that failed; nothing in it is a person's."""

    id: int
    at: float
    source: str
    key: str
    kind: str
    replayed_at: float | None


def failures(path: Path) -> list[Failure]:
    """All that failed, oldest first; may be asked while the line runs. Raises DatabaseRefused."""
    with look(path) as connection:
        return [
            Failure(*row)
            for row in connection.execute(f"SELECT {_COLUMNS} FROM dead_letters ORDER BY id")  # noqa: S608
        ]


def traceback_of(path: Path, cipher: Cipher, number: int) -> str | None:
    """The whole traceback of one failure, with whatever words stand in it; None where there is no such."""
    with look(path) as connection:
        row: sqlite3.Row | None = connection.execute(
            "SELECT error_sealed FROM dead_letters WHERE id = ?", (number,)
        ).fetchone()
    if row is None:
        return None
    try:
        return cipher.open_text(row[0])
    except WrongKey:
        raise DatabaseRefused(
            f"BOT_KEYS не открывает базу {path}. Верните ключи, с которыми она записана."
        ) from None


async def replay(database: Database, numbers: Sequence[int] | None, now: float) -> list[int]:
    """Put failures back into the inbox, each once; all that were not yet, where no numbers are given."""
    inbox = Inbox(database)
    async with database.transaction():
        await inbox.open()
        rows = await database.fetch(
            "SELECT id, source, payload_sealed FROM dead_letters WHERE replayed_at IS NULL ORDER BY id"
        )
        chosen = [row for row in rows if numbers is None or row[0] in numbers]
        for number, source, sealed in chosen:
            payload = orjson.loads(database.cipher.open(sealed))
            await inbox.store(source, [(f"replay:{number}", payload)], now)
        await database.run_many(
            "UPDATE dead_letters SET replayed_at = ? WHERE id = ?", [(now, row[0]) for row in chosen]
        )
    return [row[0] for row in chosen]
