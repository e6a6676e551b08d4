"""A process of its own for what computes: started lazily, asked in lines of JSON, replaced when dead."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

log = logging.getLogger(__name__)

IDLE = 600.0
"""Seconds without work after which the process ends, and its memory is free."""

IN_TIME = 30.0
"""Seconds that one piece of work may take; what takes longer hangs."""

LONGEST_LINE = 32 * 2**20
"""Bytes of an answer: a picture, as text."""

_TOLD = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "TMPDIR", "SYSTEMROOT")
"""What the process is told of the environment: no key and no token."""

_HERE = str(Path(__file__).resolve().parents[2])


class WorkerLost(Exception):
    """The process ended, or hung, before it answered: asked again, another one does it."""


class WorkerRefused(Exception):
    """The process answered that it cannot do it; it never will."""


class Worker:
    """One process at most, `python -m module`; it answers in the order in which it is asked."""

    def __init__(self, module: str, idle: float = IDLE, in_time: float = IN_TIME) -> None:
        self._module = module
        self._idle = idle
        self._in_time = in_time
        self._process: Process | None = None
        self._starting = asyncio.Lock()
        self._asked: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._last = 0
        self._reader: asyncio.Task[None] | None = None
        self._resting: asyncio.TimerHandle | None = None

    @property
    def pid(self) -> int:
        """The number of the process; 0 while there is none."""
        return self._process.pid if self._process is not None else 0

    async def ask(self, what: Mapping[str, Any]) -> dict[str, Any]:
        """Have something done; raises WorkerLost or WorkerRefused."""
        process = await self._running()
        self._last += 1
        number = self._last
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        try:
            if process.stdin is None:
                raise WorkerLost
            process.stdin.write(orjson.dumps({"id": number, **what}) + b"\n")
            told = await asyncio.wait_for(answer, self._in_time)
        except TimeoutError:
            log.warning("%s hangs and is replaced", self._module)
            self._end(process)
            raise WorkerLost from None
        except (OSError, RuntimeError):
            raise WorkerLost from None
        finally:
            self._asked.pop(number, None)
            self._rest_later()
        if "error" in told:
            raise WorkerRefused(str(told["error"]))
        return told

    async def stop(self) -> None:
        """End the process."""
        if self._resting is not None:
            self._resting.cancel()
        process, reader = self._process, self._reader
        if process is not None:
            self._end(process)
        if reader is not None:
            await asyncio.wait({reader})

    async def _running(self) -> Process:
        if self._resting is not None:
            self._resting.cancel()
        async with self._starting:
            if self._process is None:
                self._process = await self._started()
                self._reader = asyncio.create_task(self._listen(self._process), name=self._module)
            return self._process

    async def _started(self) -> Process:
        environment = {name: os.environ[name] for name in _TOLD if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (_HERE, environment.get("PYTHONPATH"))))
        try:
            # A group of its own, so that Ctrl-C ends the line first; in the line's session, since Linux
            # shares a processor between sessions before it looks at how nice their processes are.
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", self._module),
                stdin=PIPE,
                stdout=PIPE,
                env=environment,
                process_group=0,
                limit=LONGEST_LINE,
            )
        except OSError as error:
            log.warning("%s cannot be started (%s)", self._module, type(error).__name__)
            raise WorkerLost from None

    async def _listen(self, process: Process) -> None:
        try:
            if process.stdout is not None:
                async for raw in process.stdout:
                    told = orjson.loads(raw)
                    answer = self._asked.pop(told["id"], None)
                    if answer is not None and not answer.done():
                        answer.set_result(told)
        except ValueError:
            log.warning("%s says what cannot be understood", self._module)
        finally:
            if self._process is process:
                self._process = None
            self._end(process)
            await process.wait()
            for answer in self._asked.values():
                if not answer.done():
                    answer.set_exception(WorkerLost())
            self._asked.clear()

    def _rest_later(self) -> None:
        if self._asked or self._process is None:
            return
        if self._resting is not None:
            self._resting.cancel()
        self._resting = asyncio.get_running_loop().call_later(self._idle, self._rest)

    def _rest(self) -> None:
        process = self._process
        if process is not None and not self._asked and process.stdin is not None:
            # It ends with its input.
            self._process = None
            process.stdin.close()

    def _end(self, process: Process) -> None:
        if self._process is process:
            self._process = None
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
