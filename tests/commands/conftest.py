"""An operator at the command line: real commands in processes of their own, beside a sandbox."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pytest
from cryptography.fernet import Fernet

from bot.storage.cipher import Cipher
from bot.storage.database import Database
from sandbox import Limits, Sandbox
from sandbox.demo import MARIA, STAFF_CHAT, demo_world

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds after which a test gives up; nothing depends on how fast it goes."""


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


class Running:
    """The line in a process of its own; what it logs is read as it comes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.log = ""
        self._grown = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stderr is not None
        while piece := await self.process.stderr.readline():
            self.log += piece.decode()
            self._grown.set()
        self._grown.set()

    async def logs(self, words: str, times: int = 1) -> None:
        """Wait until the log says so."""
        async with asyncio.timeout(PATIENCE):
            while self.log.count(words) < times:
                assert not self._reading.done(), f"ended without «{words}»:\n{self.log}"
                self._grown.clear()
                await self._grown.wait()

    def gets(self, number: int = signal.SIGTERM) -> None:
        self.process.send_signal(number)

    async def ends(self) -> int:
        """The exit code, when it is over."""
        async with asyncio.timeout(PATIENCE):
            code = await self.process.wait()
            await self._reading
        return code

    async def stops(self) -> int:
        """Tell it to end, and wait."""
        self.gets()
        return await self.ends()


@dataclass
class Operator:
    """Somebody with a shell, a folder and settings."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    started: list[Running] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.folder / "data" / "line.db"

    async def has_a_database(self) -> None:
        """Let the program make its database, without a line."""
        database = Database(self.database, Cipher(tuple(self.settings["BOT_KEYS"].split(","))))
        await database.open()
        await database.close()

    def asks(self, sql: str, *values: object, file: Path | None = None) -> list[Any]:
        """Look into a database file, or change it, past the program."""
        with closing(sqlite3.connect(file or self.database, isolation_level=None)) as connection:
            return list(connection.execute(sql, values))

    def writes_env(self, *lines: str) -> None:
        """Keep settings in .env instead of the environment."""
        (self.folder / ".env").write_text("\n".join(lines) + "\n", "utf-8")
        (self.folder / ".env").chmod(0o600)

    async def types(self, *words: str, **settings: str) -> Ended:
        """Run a command to its end."""
        process = await self._start(*words, **settings)
        async with asyncio.timeout(PATIENCE):
            out, err = await process.communicate()
        return Ended(process.returncode or 0, out.decode(), err.decode())

    async def starts_the_line(self, *, until: str = "the line is open", **settings: str) -> Running:
        # Learning thousands of phrases at every start would take the processor from the other tests.
        running = Running(await self._start("run", **{"BOT_UNDERSTANDING": "off", **settings}))
        self.started.append(running)
        if until:
            await running.logs(until)
        return running

    async def _start(self, *words: str, **settings: str) -> asyncio.subprocess.Process:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", *words),
            cwd=self.folder,
            env={**inherited, "PYTHONPATH": str(ROOT), **self.settings, **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        for running in self.started:
            if running.process.returncode is None:
                with suppress(ProcessLookupError):
                    running.process.kill()
            await running.ends()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Two residents, two workers and the staff group, without limits."""
    async with Sandbox(demo_world(), limits=Limits.lifted()) as opened:
        yield opened


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Content in one language and without packs: each command reads all of it anew."""
    folder = tmp_path_factory.mktemp("editors") / "content"
    left_out = shutil.ignore_patterns("*.??.yaml", "en.ftl", "pl.ftl", "zh.ftl", "packs")
    shutil.copytree(ROOT / "content", folder, ignore=left_out)
    return folder


@pytest.fixture
async def newcomer(tmp_path: Path, content: Path) -> AsyncIterator[Operator]:
    """An operator who has set nothing yet."""
    async with Operator(tmp_path, {"BOT_CONTENT": str(content)}) as operator:
        yield operator


@pytest.fixture
def operator(newcomer: Operator) -> Operator:
    """An operator with all settings; nothing is asked of Telegram."""
    newcomer.settings |= {
        "BOT_TELEGRAM__TOKEN": "123456:a-token-that-nobody-gave",
        "BOT_TELEGRAM__API_URL": "http://127.0.0.1:9",
        "BOT_KEYS": Fernet.generate_key().decode(),
        "BOT_DATABASE": str(newcomer.database),
    }
    return newcomer


@pytest.fixture
def beside(operator: Operator, sandbox: Sandbox) -> Operator:
    """An operator whose line talks to the sandbox."""
    operator.settings |= {
        "BOT_TELEGRAM__TOKEN": sandbox.token,
        "BOT_TELEGRAM__API_URL": sandbox.api_url,
        "BOT_TELEGRAM__STAFF_CHAT": str(STAFF_CHAT),
        "BOT_ADMINS": f"telegram:{MARIA}",
    }
    return operator
