"""The outbox as delivery sees it: what is not sent yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.storage.codec import letter_from
from bot.storage.database import Database
from bot.vocabulary import Letter


class Outbox:
    """Letters on disk; a sent one is deleted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def waiting(self) -> list[Letter]:
        """What was not sent before the start, in order; any of it may have been tried, and counts as such."""
        rows = await self._database.fetch("SELECT letter_sealed FROM outbox ORDER BY id")
        letters = (letter_from(self._database.cipher.open(row[0])) for row in rows)
        return [replace(letter, attempts=max(1, letter.attempts)) for letter in letters]

    async def highest(self) -> int:
        """The highest id in use."""
        rows = await self._database.fetch("SELECT coalesce(max(id), 0) FROM outbox")
        return int(rows[0][0])

    async def remove(self, ids: Iterable[int]) -> None:
        """These are sent or buried; part of the caller's transaction."""
        await self._database.run_many("DELETE FROM outbox WHERE id = ?", [(number,) for number in ids])
