"""A bot under test, in a process and on a core of its own."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60.0
END_SECONDS = 15.0


def cores() -> tuple[set[int], set[int]]:
    """A core for the sandbox and another for the bot; the same ones where there is no choice."""
    if not hasattr(os, "sched_getaffinity"):
        return set(), set()
    known = sorted(os.sched_getaffinity(0))
    return {known[0]}, {known[-1]}


def pin(process: int, to: set[int]) -> None:
    """Keep a process on its core, where the system can."""
    if to:
        os.sched_setaffinity(process, to)


class Bot:
    """One bot, from its start to its end; it is ready with its first request for updates (`polls`)."""

    def __init__(
        self,
        polls: Callable[[], int],
        module: Sequence[str],
        environment: Mapping[str, str],
        core: set[int],
        log: Path,
    ) -> None:
        self._polls = polls
        self._module = module
        self._environment = environment
        self._core = core
        self._log = log
        self.first_poll = 0.0
        self._process: asyncio.subprocess.Process

    async def __aenter__(self) -> Self:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("BOT_")}
        began = time.perf_counter()
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *("-m", *self._module),
                env=inherited | {"PYTHONPATH": str(ROOT)} | dict(self._environment),
                cwd=self._log.parent,
                stdout=log,
                stderr=log,
            )  # fmt: skip
        pin(self._process.pid, self._core)
        while not self._polls():
            if self._process.returncode is not None or time.perf_counter() - began > START_SECONDS:
                await self._end()
                raise RuntimeError(f"{' '.join(self._module)} did not start: see {self._log}")
            await asyncio.sleep(0.002)
        self.first_poll = time.perf_counter() - began
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()

    async def _end(self) -> None:
        if self._process.returncode is None:
            self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), END_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    @property
    def cpu(self) -> float:
        """Seconds of processor time so far, all threads; 0 where the system does not tell."""
        with suppress(OSError):
            fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return 0.0

    @property
    def rss_mb(self) -> float:
        """Memory in use, in millions of bytes; 0 where the system does not tell."""
        with suppress(OSError):
            for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) * 1024 / 1e6
        return 0.0
