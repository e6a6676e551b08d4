"""The clock: a due row becomes an inbox row, in one commit, and takes the one way from there."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence

import orjson
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.storage.database import Database
from bot.storage.inbox import DUE, KEYS_KEPT, Inbox, InboxRow

log = logging.getLogger(__name__)

AT_ONCE = 200
"""Due rows taken in one commit."""


class Clock:
    """Wakes every second; APScheduler is only the alarm."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        push: Callable[[Sequence[InboxRow]], None],
        now: Callable[[], float],
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._push = push
        self._now = now
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.add_job(self.tick, "interval", seconds=1)
        self._scheduler.add_job(self.clean, "interval", hours=1)
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Move what is due into the inbox."""
        try:
            while len(fresh := await self._claim()) == AT_ONCE:
                self._push(fresh)
        except Exception as error:
            log.error("the clock could not move what is due (%s)", type(error).__name__)
            return
        self._push(fresh)

    async def _claim(self) -> list[InboxRow]:
        """Take the rows that are due out of `due` and into the inbox, in one commit."""
        async with self._database.transaction():
            now = self._now()
            rows = await self._database.fetch(
                "SELECT key, kind, at, messenger, chat, data_sealed FROM due"
                " WHERE at <= ? ORDER BY at, key LIMIT ?",
                (now, AT_ONCE),
            )
            if not rows:
                return []
            updates = [
                (
                    # The commit keeps it from coming twice; the same key may be due at the same moment again.
                    f"{key}@{at:.3f}:{secrets.token_hex(4)}",
                    {
                        "key": key,
                        "kind": kind,
                        "at": at,
                        "messenger": messenger,
                        "chat": chat,
                        "data": orjson.loads(self._database.cipher.open(sealed)),
                        "late": now - at,
                    },
                )
                for key, kind, at, messenger, chat, sealed in rows
            ]
            fresh = await self._inbox.store(DUE, updates, now)
            await self._database.run_many(
                "DELETE FROM due WHERE key = ? AND at <= ?", [(row[0], now) for row in rows]
            )
            return fresh

    async def clean(self) -> None:
        """Drop the keys of handled updates after their time."""
        async with self._database.transaction():
            await self._inbox.forget(self._now() - KEYS_KEPT)
