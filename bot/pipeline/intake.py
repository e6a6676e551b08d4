"""Intake: fetch raw updates, store them with the new position in one commit, and only then ask for more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.storage.database import Database
from bot.storage.inbox import Inbox, InboxRow

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that a stop gives to a batch which is being stored."""


BREATH = 0.005
"""Seconds between two questions while updates keep coming: what comes meanwhile shares a commit."""

Known = Callable[[Sequence[str]], Awaitable[Mapping[str, str]]]
"""Asks for the positions kept under names."""


class FetchFailed(Exception):
    """The messenger could not be asked: it wants us to wait `after` seconds, or waiting will not help."""

    def __init__(self, why: str, after: float = 0.0, *, stop: bool = False) -> None:
        super().__init__(why)
        self.after = after
        self.stop = stop


@dataclass(frozen=True, slots=True)
class Batch:
    """Raw updates by key, the position behind them, and marks by name that are kept in the same commit."""

    updates: Sequence[tuple[str, Any]]
    position: str
    marks: Mapping[str, str] = field(default_factory=dict)


Along = Callable[[str, Batch], Awaitable[bool]]
"""Stores what was fetched together with something else; False where it was not stored."""


async def alone(_source: str, _batch: Batch) -> bool:
    """There is nothing to store it with."""
    return False


class Source(Protocol):
    """Where updates come from. Asking with a position confirms everything before it."""

    @property
    def name(self) -> str:
        """The messenger's name."""

    async def fetch(self, position: str) -> Batch:
        """The next updates, waiting for some; raises FetchFailed."""


class Intake:
    """The intake of one messenger."""

    def __init__(
        self,
        source: Source,
        database: Database,
        inbox: Inbox,
        push: Callable[[Sequence[InboxRow]], None],
        now: Callable[[], float],
        room: Callable[[], asyncio.Future[None] | None],
        stopped: Callable[[str], None] = lambda _why: None,
        along: Along = alone,
    ) -> None:
        self._source = source
        self._database = database
        self._inbox = inbox
        self._push = push
        self._now = now
        self._room = room
        self._stopped = stopped
        self._along = along

    async def run(self) -> None:
        """Fetch and store until cancelled; trouble is waited out."""
        loop = asyncio.get_running_loop()
        position = await self._inbox.position(self._source.name)
        failures = 0
        while True:
            try:
                batch = await self._fetch(position)
            except FetchFailed as error:
                failures += 1
                if error.stop:
                    self._stopped(str(error))
                pause = max(error.after, 60.0 if error.stop else min(30.0, 0.5 * 2 ** min(failures, 6)))
                # The first failures and then one every ten minutes or so: an outage must not fill the log.
                log.log(
                    logging.WARNING if failures <= 5 or failures % 20 == 0 else logging.DEBUG,
                    "%s: no updates could be fetched (%s); trying again in %.0f s",
                    self._source.name,
                    error,
                    pause,
                )
                await asyncio.sleep(pause)
                continue
            if failures:
                log.info("%s: reachable again", self._source.name)
                failures = 0
            ask_again_at = loop.time() + BREATH if batch.updates else 0.0
            if batch.updates or batch.marks:
                # Shielded: a stop in the middle must not leave a half of "stored and moved".
                storing = asyncio.ensure_future(self._store(batch))
                try:
                    await asyncio.shield(storing)
                except asyncio.CancelledError:
                    # A disk that stays full must not keep the line from ending: nothing was confirmed yet.
                    await asyncio.wait({storing}, timeout=PATIENCE)
                    storing.cancel()
                    raise
            position = batch.position
            if loop.time() < ask_again_at:
                await asyncio.sleep(ask_again_at - loop.time())
            crowded = self._room()
            if crowded is not None:
                await crowded

    async def _fetch(self, position: str) -> Batch:
        """What nobody foresaw is a failure as any other: the intake must not end of it."""
        try:
            return await self._source.fetch(position)
        except FetchFailed:
            raise
        except Exception as error:
            raise FetchFailed(f"the answer cannot be read: {type(error).__name__}") from None

    async def _store(self, batch: Batch) -> None:
        if await self._along(self._source.name, batch):
            return
        while True:
            try:
                async with self._database.transaction():
                    rows = await self._inbox.store(self._source.name, batch.updates, self._now())
                    await self._inbox.move({**batch.marks, self._source.name: batch.position})
            except Exception as error:
                log.error(
                    "%s: updates could not be stored (%s); trying again",
                    self._source.name,
                    type(error).__name__,
                )
                await asyncio.sleep(1.0)
                continue
            self._push(rows)
            return
