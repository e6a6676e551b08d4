"""The clock: a due row becomes an inbox row, in one commit, and takes the one way from there.

A jump of the clock on the wall against the steady one lets everything wait until it goes on evenly.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import orjson
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.domain.clocks import Step, Watch
from bot.storage.database import Database
from bot.storage.inbox import DUE, KEYS_KEPT, Inbox, InboxRow

log = logging.getLogger(__name__)

AT_ONCE = 200
"""Due rows taken in one commit."""

STEPPED = "clock-stepped"
"""What is told when the clock on the wall jumped."""

ASLEEP = 5
"""Beats without a tick after which the alarm is set anew."""


class Beat(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
    """Again a while from now, whatever was missed: after a long sleep there is nothing to catch up with."""

    def __init__(self, seconds: float) -> None:
        self._pause = timedelta(seconds=seconds)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """When the alarm goes off next."""
        return now + self._pause


class Clock:
    """Wakes every second; APScheduler is only the alarm. `now` can be set by people, `steady` cannot."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        push: Callable[[Sequence[InboxRow]], None],
        now: Callable[[], float],
        steady: Callable[[], float] = time.monotonic,
        watch: Watch | None = None,
        beat: float = 1.0,
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._push = push
        self._now = now
        self._steady = steady
        self._watch = watch or Watch()
        self._beat = beat
        self._untold: list[Step] = []
        self._ticks = 0
        self._guard: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()
        self._set_alarms()
        self._guard = asyncio.create_task(self._stay_awake(), name="clock")

    def stop(self) -> None:
        """Tick no more."""
        if self._guard is not None:
            self._guard.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _set_alarms(self) -> None:
        for job, seconds in ((self.tick, self._beat), (self.clean, 3600.0)):
            self._scheduler.add_job(_ends_quietly(job), Beat(seconds), id=job.__name__, replace_existing=True)

    async def _stay_awake(self) -> None:
        """APScheduler reckons by the wall: set back by an hour, it would sleep for an hour."""
        while True:
            before = self._ticks
            await asyncio.sleep(ASLEEP * self._beat)
            if self._ticks == before:
                self._set_alarms()

    async def tick(self) -> None:
        """Move what is due into the inbox."""
        self._ticks += 1
        now = self._now()
        step = self._watch.look(now, self._steady())
        if step is not None:
            self._untold.append(step)
            log.error("the clock jumped by %+.0f s; what is due waits", step.now - step.was)
        try:
            await self._tell(now)
            if not self._watch.calm:
                return
            while len(fresh := await self._claim(now)) == AT_ONCE:
                self._push(fresh)
        except Exception as error:
            log.error("the clock could not move what is due (%s)", type(error).__name__)
            return
        self._push(fresh)

    async def _tell(self, now: float) -> None:
        """Jumps are told past the rows that wait because of them."""
        if not self._untold:
            return
        told = [
            _happens(STEPPED, STEPPED, now, "line", 0, {"was": step.was, "now": step.now}, 0.0)
            for step in self._untold
        ]
        async with self._database.transaction():
            fresh = await self._inbox.store(DUE, told, now)
        self._untold.clear()
        self._push(fresh)

    async def _claim(self, now: float) -> list[InboxRow]:
        """Take the rows that are due out of `due` and into the inbox, in one commit."""
        async with self._database.transaction():
            rows = await self._database.fetch(
                "SELECT key, kind, at, messenger, chat, data_sealed FROM due"
                " WHERE at <= ? ORDER BY at, key LIMIT ?",
                (now, AT_ONCE),
            )
            if not rows:
                return []
            unseal = self._database.cipher.open
            updates = [
                _happens(key, kind, at, messenger, chat, orjson.loads(unseal(sealed)), now - at)
                for key, kind, at, messenger, chat, sealed in rows
            ]
            fresh = await self._inbox.store(DUE, updates, now)
            await self._database.run_many(
                "DELETE FROM due WHERE key = ? AND at <= ?", [(row[0], now) for row in rows]
            )
            return fresh

    async def clean(self) -> None:
        """Drop the keys of handled updates after their time."""
        if not self._watch.calm:
            return
        async with self._database.transaction():
            await self._inbox.forget(self._now() - KEYS_KEPT)


def _ends_quietly(job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """APScheduler would report a job that the end of the line broke off, with a traceback."""

    async def run() -> None:
        with suppress(asyncio.CancelledError):
            await job()

    return run


def _happens(
    key: str, kind: str, at: float, messenger: str, chat: int, data: Any, late: float
) -> tuple[str, dict[str, Any]]:
    """An update of our own, as the inbox keeps it."""
    told = {
        "key": key,
        "kind": kind,
        "at": at,
        "messenger": messenger,
        "chat": chat,
        "data": data,
        "late": late,
    }
    # The commit keeps it from coming twice; the same key may be due at the same moment again.
    return f"{key}@{at:.3f}:{secrets.token_hex(4)}", told
