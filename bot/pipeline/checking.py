"""Files that moderators bring are looked into beside the line, by a process that may die of them."""

from __future__ import annotations

import asyncio
import base64
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from bot.pipeline.ferry import FileLater, FileRefused, Porter
from bot.pipeline.outcomes import Settled
from bot.pipeline.worker import Worker, WorkerLost, WorkerRefused
from bot.vocabulary import Answer, Attachment, Letter, Verdict

log = logging.getLogger(__name__)

MODULE = "bot.packs"

LARGEST = 2 * 2**20
"""Bytes: nothing that can be played is larger, so more is not even fetched."""

IN_TIME = 60.0
"""Seconds in which a file is read and a sample of it made; an honest one takes two where nobody is busy."""

DEATHS = 2
"""Processes that may die of one file, should the first have died of something else."""

TRIES = 8
"""Tries to fetch a file, over three minutes: its sender waits."""

LONGEST_PAUSE = 60.0


class Reader(Protocol):
    """Whoever looks into a file."""

    async def ask(self, what: Mapping[str, Any]) -> dict[str, Any]:
        """What the file holds; raises WorkerLost or WorkerRefused."""

    async def stop(self) -> None:
        """End it."""


class Checking:
    """Takes letters that ask what is in a file; their outcome tells, in the words of `bot.packs`.

    Where the file cannot be had, or nobody survives it, the outcome is not sent.
    """

    def __init__(
        self,
        porters: Mapping[str, Porter],
        settle: Callable[[Settled], None],
        reader: Reader | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._porters = porters
        self._settle = settle
        self.reader = reader or Worker(MODULE, idle=30.0, in_time=IN_TIME)
        self._sleep = sleep
        self._one = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, letter: Letter) -> None:
        """Look into the file of a letter."""
        task = asyncio.create_task(self._check(letter), name=f"file {letter.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def done(self) -> None:
        """Wait until nothing is looked into."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self) -> None:
        """Stop; what was asked for is still in the outbox."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.reader.stop()

    async def _check(self, letter: Letter) -> None:
        file = letter.message.attachment if letter.message is not None else None
        try:
            if file is None:
                raise FileRefused("no file")
            content = await self._fetched(file)
            # One after another: of a file that kills the process, no other one is to die.
            async with self._one:
                told = await self._looked_into(file.name, content)
        except FileRefused as refused:
            self._settle(Settled(letter, Answer(refused.verdict, why=str(refused))))
        else:
            self._settle(Settled(letter, Answer(Verdict.SENT, result=told)))

    async def _fetched(self, file: Attachment) -> bytes:
        porter = self._porters.get(file.messenger)
        if porter is None or file.size > LARGEST:
            raise FileRefused("nobody has it, or it is too large")
        for attempt in range(TRIES):
            try:
                content = await porter.download(file)
            except FileLater as later:
                log.info("a file to look into waits (%s)", later)
                await self._sleep(min(LONGEST_PAUSE, 2.0**attempt) * random.uniform(0.8, 1.2))
                continue
            if len(content) > LARGEST:
                raise FileRefused("it is too large")
            return content
        raise FileRefused("no answer")

    async def _looked_into(self, name: str, content: bytes) -> dict[str, Any]:
        asked = {"name": name, "content": base64.b64encode(content).decode()}
        for _ in range(DEATHS):
            try:
                told = await self.reader.ask({"file": asked})
            except WorkerRefused as refused:
                raise FileRefused(str(refused), Verdict.BUG) from None
            except WorkerLost:
                continue
            return {key: value for key, value in told.items() if key != "id"}
        raise FileRefused("nobody survived it", Verdict.BUG)
