"""Texts that wait to be understood: ranked outside of every turn, while others go on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.domain.understanding import NOTHING, Understood
from bot.storage.inbox import InboxRow
from bot.vocabulary import Address

log = logging.getLogger(__name__)


class Ranker(Protocol):
    """Whoever understands texts."""

    async def understand(self, text: str) -> Understood:
        """What a text may mean; NOTHING where that cannot be said in time."""


class Nobody:
    """Understands nothing: of the pipeline alone."""

    async def understand(self, text: str) -> Understood:
        """NOTHING."""
        return NOTHING


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row whose turn was taken back: for a `text` to be ranked, or behind such a row of its chat."""

    row: InboxRow
    chat: Address
    text: str = ""


class Ranking:
    """Rows that wait, by chat, so that the order within a chat holds; on disk they are not handled yet."""

    def __init__(self, ranker: Ranker, wake: Callable[[], None]) -> None:
        self.ranker = ranker
        self._wake = wake
        self._known: dict[int, Mapping[str, Understood]] = {}
        self._behind: dict[Address, list[InboxRow]] = {}
        self._back: list[Waiting] = []
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> bool:
        """Whether a text is out."""
        return bool(self._behind)

    @property
    def ready(self) -> bool:
        """Whether some are back."""
        return bool(self._back)

    @property
    def chats(self) -> set[Address]:
        """Chats whose rows wait."""
        return set(self._behind)

    def known(self, row: InboxRow) -> Mapping[str, Understood] | None:
        """What was understood for a row; nothing at its first turn."""
        return self._known.get(row.id)

    def forget(self, rows: Iterable[InboxRow]) -> None:
        """These rows are handled."""
        if self._known:
            for row in rows:
                self._known.pop(row.id, None)

    def put(self, waiting: Iterable[Waiting]) -> None:
        """Rank the texts, after the commit that left their rows open."""
        for one in waiting:
            if one.chat in self._behind:
                self._behind[one.chat].append(one.row)
                continue
            self._behind[one.chat] = []
            task = asyncio.create_task(self._rank(one), name="ranking")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _rank(self, one: Waiting) -> None:
        try:
            understood = await self.ranker.understand(one.text)
        except Exception as error:
            log.error("a text could not be ranked (%s)", type(error).__name__)
            understood = NOTHING
        self._known[one.row.id] = {**self._known.get(one.row.id, {}), one.text: understood}
        self._back.append(one)
        self._wake()

    def returned(self) -> list[InboxRow]:
        """Rows whose text was ranked, with those behind them; asked for between two batches, never in one."""
        back, self._back = self._back, []
        return [row for one in back for row in (one.row, *self._behind.pop(one.chat))]

    async def some(self) -> None:
        """Wait until one of the texts is back."""
        if not self._back:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    def stop(self) -> None:
        """Give up: the rows are on disk, and their turns come after the next start."""
        for task in self._tasks:
            task.cancel()
