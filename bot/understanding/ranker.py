"""The line's side of the interpreter: starts it, asks it, and goes on without it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from pathlib import Path

from bot.domain.understanding import NOTHING, Understood
from bot.domain.understanding.examples import Example
from bot.domain.understanding.spelling import LONGEST
from bot.understanding import wire

log = logging.getLogger(__name__)

IN_TIME = 1.0
"""Seconds for which a turn may be held up; it goes on without suggestions then."""

MANY = 12
"""Texts on their way from which the letters alone must do: a vector costs a hundred times as much."""

PAUSES = (1.0, 10.0, 60.0, 600.0)
"""Seconds before the interpreter is started again, time after time."""

_KEPT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "XDG_CACHE_HOME",
    "TMPDIR",
    "SYSTEMROOT",
)
"""What the process is told of the environment: no key and no token."""

_ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""One thread for its sums: others would spin while they wait, and take as much of the processor again."""

_BROKEN = {signal.SIGILL, signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGABRT}
"""Signals that tell of a library that cannot run here."""

_HERE = str(Path(__file__).resolve().parents[2])


class Interpreter:
    """A ranker in a process of its own. Whatever happens to it, texts are only understood less well."""

    def __init__(
        self,
        beside: Path | None = None,
        *,
        letters_only: bool = False,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self._beside = beside
        self._pauses = pauses
        self._examples: tuple[Example, ...] = ()
        self._process: Process | None = None
        self._asked: dict[int, asyncio.Future[Understood]] = {}
        self._last = 0
        self._letters_only = letters_only
        self._watch: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()
        """Set when all was learnt."""

    @property
    def pid(self) -> int:
        """The number of the process; 0 while there is none."""
        return self._process.pid if self._process is not None else 0

    def start(self, examples: Sequence[Example]) -> None:
        """Begin to learn."""
        self._examples = tuple(examples)
        self._watch = asyncio.create_task(self._keep_running(), name="interpreter")

    def renew(self, examples: Sequence[Example]) -> None:
        """Learn other examples; until they are learnt the old ones serve."""
        self._examples = tuple(examples)
        self._send({"learn": wire.packed_examples(self._examples)})

    async def understand(self, text: str) -> Understood:
        """What a text may mean; NOTHING where the interpreter does not answer in time."""
        self._last += 1
        number = self._last
        answer: asyncio.Future[Understood] = asyncio.get_running_loop().create_future()
        # Half a character, as some telephones send it, is none that JSON could carry.
        text = text[:LONGEST].encode("utf-8", "replace").decode()
        if not self._send({"id": number, "text": text, "quick": len(self._asked) >= MANY}):
            return NOTHING
        self._asked[number] = answer
        try:
            return await asyncio.wait_for(answer, IN_TIME)
        except TimeoutError:
            log.warning("a text was not understood in %.0f s", IN_TIME)
            return NOTHING
        finally:
            self._asked.pop(number, None)

    async def stop(self) -> None:
        """End the process."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.wait({self._watch})

    def _send(self, value: dict[str, object]) -> bool:
        process = self._process
        if process is None or process.returncode is not None or process.stdin is None:
            return False
        with contextlib.suppress(OSError, RuntimeError):
            process.stdin.write(wire.line_of(value))
            return True
        return False

    async def _keep_running(self) -> None:
        for failures in range(1_000_000):
            code = await self._run()
            self._give_up()
            if -code in _BROKEN and not self._letters_only:
                # The library did what this processor cannot do, or what no program may: never again.
                self._letters_only = True
                log.warning("the interpreter ended by signal %d; letters alone from now on", -code)
            else:
                log.warning("the interpreter ended (%d); it is started again", code)
            await asyncio.sleep(self._pauses[min(failures, len(self._pauses) - 1)])

    async def _run(self) -> int:
        words = [sys.executable, "-m", "bot.understanding"]
        words += ["--beside", str(self._beside.absolute())] if self._beside is not None else []
        words += ["--letters"] if self._letters_only else []
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | _ALONE
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (_HERE, environment.get("PYTHONPATH"))))
        try:
            # A group of its own, so that Ctrl-C ends the line first; in the line's session, since Linux
            # shares a processor between sessions before it looks at how nice their processes are.
            process = await asyncio.create_subprocess_exec(
                *words, stdin=PIPE, stdout=PIPE, env=environment, process_group=0, limit=2**20
            )
        except OSError as error:
            log.warning("the interpreter cannot be started (%s)", type(error).__name__)
            return 1
        self._process = process
        try:
            self.renew(self._examples)
            if process.stdout is not None:
                async for raw in process.stdout:
                    self._heard(raw)
            return await process.wait()
        finally:
            self._process = None
            if process.returncode is None:
                process.kill()
                await process.wait()

    def _heard(self, raw: bytes) -> None:
        value = wire.told(raw)
        if "ready" in value:
            log.info("free text is understood by %s", value["ready"])
            self.ready.set()
            return
        answer = self._asked.pop(value["id"], None)
        if answer is not None and not answer.done():
            answer.set_result(wire.unpacked(value["understood"]))

    def _give_up(self) -> None:
        for answer in self._asked.values():
            if not answer.done():
                answer.set_result(NOTHING)
        self._asked.clear()
