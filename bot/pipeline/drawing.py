"""Pictures of games, and crosswords in the making: done beside the line, in processes of their own."""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.drawing.sheet import DRAWN
from bot.pipeline.ferry import FileLater, FileRefused
from bot.pipeline.outcomes import Settled
from bot.pipeline.worker import Worker, WorkerLost, WorkerRefused
from bot.vocabulary import Answer, Attachment, Letter, Verdict

__all__ = ["DRAWN", "Studio"]

log = logging.getLogger(__name__)

MODULE = "bot.drawing"

TRIES = 8
"""Processes that may die of one crossword before it is given up."""

LONGEST_PAUSE = 60.0


class Studio:
    """A porter whose files are described in their letters, and who lays out crosswords.

    Each has a process of its own: while a crossword is laid out, pictures are drawn.
    """

    def __init__(
        self,
        settle: Callable[[Settled], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.drawing = Worker(MODULE)
        self.laying = Worker(MODULE, idle=60.0)
        self._settle = settle
        self._sleep = sleep
        self._tasks: set[asyncio.Task[None]] = set()

    async def download(self, file: Attachment) -> bytes:
        """The picture that the reference describes; raises FileRefused or FileLater."""
        for _ in range(2):
            try:
                return base64.b64decode((await self.drawing.ask({"draw": file.ref}))["png"])
            except WorkerRefused as refused:
                raise FileRefused(f"the picture cannot be drawn ({refused})") from None
            except WorkerLost:
                continue
        raise FileLater("whoever draws ended in the middle")

    async def upload(self, file: Attachment, content: bytes, letter: Letter) -> Attachment:
        """Nothing is sent to it."""
        raise FileRefused("it is no messenger")

    def put(self, letter: Letter) -> None:
        """Lay out the crossword that a letter asks for; the outcome holds it as `puzzle`."""
        task = asyncio.create_task(self._lay(letter), name=f"layout {letter.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def wake(self) -> None:
        """Be ready to draw, before anybody waits for a picture: somebody plays."""
        task = asyncio.create_task(self._wake(), name="drawing wakes")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Stop; what was asked for is still in the outbox."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(self.drawing.stop(), self.laying.stop())

    async def _wake(self) -> None:
        # To say that nothing is no picture, it reads all that it draws with.
        with suppress(WorkerLost, WorkerRefused):
            await self.drawing.ask({"draw": ""})

    async def _lay(self, letter: Letter) -> None:
        wants = letter.wants or {}
        for attempt in range(TRIES):
            try:
                told = await self.laying.ask({"lay": wants["lay"]})
            except WorkerLost:
                await self._sleep(min(LONGEST_PAUSE, 2.0**attempt))
                continue
            except WorkerRefused as refused:
                self._settle(Settled(letter, Answer(Verdict.BUG, why=str(refused))))
                return
            self._settle(Settled(letter, Answer(Verdict.SENT, result={"puzzle": told["puzzle"]})))
            return
        log.error("the crossword of letter %d is given up", letter.id)
        self._settle(Settled(letter, Answer(Verdict.BUG, why="no answer")))
