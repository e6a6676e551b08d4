"""The ferry: files that cross from one messenger to another, or that a messenger wants uploaded anew.

A letter with such a file waits here, beside the lanes, and holds nothing else up; its bytes lie in the spool.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Protocol

from bot.pipeline.outcomes import Settled
from bot.pipeline.shelf import Keeper, Shelf, place_of
from bot.storage.spool import Spool
from bot.vocabulary import Answer, Attachment, Letter, Verdict

log = logging.getLogger(__name__)

TRIES = 64
"""Tries of one file, over about an hour, so that it outlasts an outage; then its sender is told."""

LONGEST_PAUSE = 60.0
"""Seconds between two tries at most."""

AT_ONCE = 3
"""Files on their way at once in one direction: what hangs between two messengers delays no others."""


class FileRefused(Exception):
    """The file cannot be had or taken: too large, gone, for somebody out of reach. Waiting does not help."""

    def __init__(self, why: str, verdict: Verdict = Verdict.FILE) -> None:
        super().__init__(why)
        self.verdict = verdict


class FileLater(Exception):
    """The file cannot be had or taken just now."""


class Porter(Protocol):
    """A messenger's hands for files."""

    async def download(self, file: Attachment) -> bytes:
        """The bytes behind a reference of this messenger; raises FileRefused or FileLater."""

    async def upload(self, file: Attachment, content: bytes, letter: Letter) -> Attachment:
        """The file as this messenger can send it; raises FileRefused or FileLater.

        It has `keep` where its reference is good for everybody's letters from now on.
        """


def crosses(letter: Letter) -> bool:
    """Whether the letter's file must be carried before it can be sent."""
    file = letter.message.attachment if letter.message is not None else None
    return (
        file is not None
        and bool(file.ref)
        and bool(file.messenger)
        and (file.messenger != letter.address.messenger or bool(file.url))
    )


class Ferry:
    """Carries files, a few at once, and gives their letters to delivery."""

    def __init__(
        self,
        spool: Spool,
        porters: Mapping[str, Porter],
        deliver: Callable[[Letter], None],
        settle: Callable[[Settled], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        keeper: Keeper | None = None,
    ) -> None:
        self._shelf = Shelf(keeper, self._start, self._lend, settle)
        self._spool = spool
        self._porters = porters
        self._deliver = deliver
        self._settle = settle
        self._sleep = sleep
        self._rooms: dict[tuple[str, str], asyncio.Semaphore] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._carried: dict[int, Letter] = {}

    def put(self, letter: Letter) -> None:
        """Carry the file of a letter, unless it is there already, or on its way with another's."""
        place = place_of(letter)
        if place is None:
            self._start(letter)
        else:
            self._shelf.put(letter, place)

    def _start(self, letter: Letter) -> None:
        task = asyncio.create_task(self._carry(letter), name=f"ferry {letter.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def settled(self, settled: Settled) -> None:
        """A letter came to its end: its file is not needed any more."""
        letter, answer = settled.letter, settled.answer
        # Where the file must go another way, it is the one that was sent to us that can be had again.
        original = self._carried.pop(letter.id, letter)
        if self._shelf.goes_again(original, answer):
            return
        if letter.message is not None and letter.message.attachment is not None:
            self._spool.drop(letter.id)
        self._settle(settled if original is letter else replace(settled, letter=original))
        self._shelf.settled(original, answer)

    def _lend(self, letter: Letter, ready: Letter) -> None:
        self._carried[letter.id] = letter
        self._deliver(ready)

    async def noted(self) -> None:
        """Let what was learnt of kept files be written down."""
        await self._shelf.noted()

    async def stop(self) -> None:
        """Stop; the letters are still in the outbox."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _carry(self, letter: Letter) -> None:
        for attempt in range(TRIES):
            try:
                async with self._room(letter):
                    ready = await self._once(letter)
            except FileRefused as refused:
                self.settled(Settled(letter, Answer(refused.verdict, why=str(refused))))
                return
            except Exception as error:
                # What nobody foresaw, as a full disk, is waited out as well: no letter may be forgotten.
                why = str(error) if isinstance(error, FileLater) else type(error).__name__
                log.info("the file of letter %d waits (%s)", letter.id, why)
                await self._sleep(min(LONGEST_PAUSE, 2.0**attempt) * random.uniform(0.8, 1.2))
                continue
            self._lend(letter, ready)
            self._shelf.uploaded(letter, ready)
            return
        self.settled(Settled(letter, Answer(Verdict.FILE, why="no answer")))

    def _room(self, letter: Letter) -> asyncio.Semaphore:
        file = letter.message.attachment if letter.message is not None else None
        way = (file.messenger if file is not None else "", letter.address.messenger)
        return self._rooms.setdefault(way, asyncio.Semaphore(AT_ONCE))

    async def _once(self, letter: Letter) -> Letter:
        if letter.message is None or letter.message.attachment is None:
            return letter
        file = letter.message.attachment
        source, target = self._porters.get(file.messenger), self._porters.get(letter.address.messenger)
        if source is None or target is None:
            raise FileRefused("the messenger is off")
        content = await asyncio.to_thread(self._spool.read, letter.id)
        if content is None:
            content = await source.download(file)
            await asyncio.to_thread(self._spool.keep, letter.id, content)
        carried = await target.upload(file, content, letter)
        return replace(letter, message=replace(letter.message, attachment=carried))
