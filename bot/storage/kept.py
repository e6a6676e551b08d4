"""Kept files: by which reference each messenger gives a file again that was uploaded to it once."""

from __future__ import annotations

from bot.storage.database import Database


class Kept:
    """References by the file's key and the messenger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, key: str, messenger: str) -> str:
        """The reference; empty where the file is not there yet."""
        rows = await self._database.fetch(
            "SELECT ref_sealed FROM kept_files WHERE key = ? AND messenger = ?", (key, messenger)
        )
        return self._database.cipher.open(rows[0][0]).decode() if rows else ""

    async def keep(self, key: str, messenger: str, ref: str) -> None:
        """The file is there."""
        async with self._database.transaction():
            await self._database.run(
                "INSERT INTO kept_files (key, messenger, ref_sealed) VALUES (?, ?, ?)"
                " ON CONFLICT (key, messenger) DO UPDATE SET ref_sealed = excluded.ref_sealed",
                (key, messenger, self._database.cipher.seal(ref.encode())),
            )

    async def forget(self, key: str, messenger: str) -> None:
        """The messenger does not know it any more."""
        async with self._database.transaction():
            await self._database.run(
                "DELETE FROM kept_files WHERE key = ? AND messenger = ?", (key, messenger)
            )
