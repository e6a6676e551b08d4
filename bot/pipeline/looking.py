"""Pictures in which codes are looked for: fetched from their messenger, read by a process of its own."""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Awaitable, Callable, Mapping

from bot.pipeline.ferry import FileLater, FileRefused, Porter
from bot.pipeline.outcomes import Settled
from bot.pipeline.worker import Worker, WorkerLost, WorkerRefused
from bot.vocabulary import Answer, Letter, Verdict

log = logging.getLogger(__name__)

MODULE = "bot.looking"

TRIES = 8
"""Tries to fetch one picture, over some minutes: later a moderator has seen it."""

DEATHS = 2
"""Processes that may die of one picture before it is given up."""

LONGEST_PAUSE = 60.0

AT_ONCE = 3
"""Pictures on their way at once."""


class Reader:
    """Reads the codes in pictures; a letter that asks for it never goes to a messenger."""

    def __init__(
        self,
        porters: Mapping[str, Porter],
        settle: Callable[[Settled], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.worker = Worker(MODULE)
        self._porters = porters
        self._settle = settle
        self._sleep = sleep
        self._room = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, letter: Letter) -> None:
        """Read the codes in a letter's picture; the outcome holds them as `codes`."""
        task = asyncio.create_task(self._read(letter), name=f"codes {letter.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Stop; what was asked for is still in the outbox."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.worker.stop()

    async def _read(self, letter: Letter) -> None:
        async with self._room:
            answer = await self._answer(letter)
        self._settle(Settled(letter, answer))

    async def _answer(self, letter: Letter) -> Answer:
        deaths = 0
        for attempt in range(TRIES):
            try:
                content = await self._fetched(letter)
                told = await self.worker.ask({"look": base64.b64encode(content).decode()})
            except (FileRefused, WorkerRefused) as refused:
                return Answer(Verdict.FILE, why=str(refused))
            except WorkerLost:
                deaths += 1
                if deaths >= DEATHS:
                    log.warning("the picture of letter %d kills whoever reads it", letter.id)
                    return Answer(Verdict.FILE, why="nobody could read it")
            except Exception as error:
                # Whatever it is, the letter must come to an end.
                why = str(error) if isinstance(error, FileLater) else type(error).__name__
                log.info("the picture of letter %d waits (%s)", letter.id, why)
                await self._sleep(min(LONGEST_PAUSE, 2.0**attempt))
            else:
                return Answer(Verdict.SENT, result={"codes": told["codes"]})
        return Answer(Verdict.FILE, why="no answer")

    async def _fetched(self, letter: Letter) -> bytes:
        file = letter.message.attachment if letter.message is not None else None
        if file is None:
            raise FileRefused("there is no picture")
        porter = self._porters.get(file.messenger or letter.address.messenger)
        if porter is None:
            raise FileRefused("the messenger is off")
        return await porter.download(file)
