"""A new reading of the editors' folder while the line goes on: it takes the old one's place whole, or not."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.content import Book, ContentError, Problem
from bot.domain.cases import Content
from bot.flows.services import Line
from bot.vocabulary import Address

log = logging.getLogger(__name__)

TOLD = 5
"""How many problems somebody who asked is told; `check` shows all of them."""

Tell = Callable[[Address, Mapping[str, Any]], Awaitable[None]]


class Renewal:
    """Reads the folder in a thread when it is asked to, one reading at a time."""

    def __init__(self, line: Line, read: Callable[[], Book], tell: Tell) -> None:
        self._line = line
        self._read = read
        self._tell = tell
        self._followers: list[Callable[[Content], None]] = []
        self._asked: list[Address] = []
        self._wanted = False
        self._reading: asyncio.Task[None] | None = None

    def follow(self, follower: Callable[[Content], None]) -> None:
        """Let a part of the line know of new content as soon as it is read; it must not take long."""
        self._followers.append(follower)

    def ask(self, address: Address | None = None) -> None:
        """Read the folder soon; the address hears what came of it."""
        if address is not None:
            self._asked.append(address)
        # What was saved after a reading began is not in it: it is followed by another one.
        self._wanted = True
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._go(), name="content")
            self._reading.add_done_callback(_report)

    async def done(self) -> None:
        """Wait until everything asked for so far is read and told."""
        if self._reading is not None:
            await asyncio.wait({self._reading})

    async def stop(self) -> None:
        """Read no more; what is being read is not waited for."""
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait({self._reading})

    async def _go(self) -> None:
        while self._wanted:
            self._wanted = False
            asked, self._asked = self._asked, []
            result = await self._renewed()
            for address in dict.fromkeys(asked):
                await self._tell(address, result)

    async def _renewed(self) -> Mapping[str, Any]:
        """Read and take over; gives the new version, or the first problems and how many there are."""
        try:
            book = await asyncio.to_thread(self._read)
        except ContentError as error:
            return _refused(error.problems)
        except Exception as error:  # whatever a disk does, the line goes on with what it has
            return _refused(
                (Problem(type(error).__name__, 1, "", "Содержание не читается. Проверьте папку."),)
            )
        known = self._line.book
        changed = book.content.version != known.content.version or book.packs != known.packs
        self._line.renew(book)
        for follower in self._followers:
            follower(book.content)
        log.info("the content was read anew, its version is %s", book.content.version)
        return {"version": book.content.version, "changed": changed, "problems": [], "total": 0}


def _refused(problems: tuple[Problem, ...]) -> Mapping[str, Any]:
    log.error(
        "the content is wrong in %d places and stays as it was; the first: %s", len(problems), problems[0]
    )
    told = [str(problem) for problem in problems[:TOLD]]
    return {"version": "", "changed": False, "problems": told, "total": len(problems)}


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        log.error("the content could not be renewed", exc_info=task.exception())
