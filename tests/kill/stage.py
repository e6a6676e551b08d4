"""The world of the kill tests: a sandbox, people in it, a nursery of lines, and somebody who kills them."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from sandbox.models import Change
from sandbox.people import Phone
from sandbox.server import Sandbox
from sandbox.telegram.limits import Limits
from sandbox.updates import FIRST_NUMBER
from tests.kill.ledger import Report, audit, waiting_letters
from tests.kill.lines import Order, as_json
from tests.kill.moments import Moment, Watched
from tests.kill.people import Resident, Worker

ROOT = Path(__file__).resolve().parents[2]
ROOM = -1_001_000_000_001
MARIA, OLEG = 2001, 2002
FIRST_RESIDENT = 1001


@dataclass(slots=True)
class Tally:
    """What the kills did to the letters."""

    kills: int = 0
    in_flight: list[int] = field(default_factory=list)
    """For each kill: letters that were begun, and that the file did not know yet to be sent."""
    sent: Counter[int] = field(default_factory=Counter)
    """How many lines began to send each letter that is a new message."""
    strays: set[int] = field(default_factory=set)
    """Letters begun again though no kill had left them in flight."""


class Nursery:
    """The process that forks lines; one for all tests, because what it has imported takes seconds."""

    def __init__(self, lines: str = "tests.kill.lines") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kill.nursery", lines],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """End it."""
        self._process.communicate()

    async def fork(self, order: Order, number: int) -> int:
        """Start a line; its process id."""
        return int((await self._ask({"fork": number, **as_json(order)}))["pid"])

    async def reap(self, pid: int) -> int:
        """Wait for a line's end: its exit code, negative for a signal."""
        return int((await self._ask({"reap": pid}))["status"])

    async def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        # In a thread: the sandbox, which the line talks to in its last moments, lives on this loop.
        return await asyncio.to_thread(self._answer, request)

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return dict(json.loads(self._process.stdout.readline()))


class Stage:
    """Everything of one test, started and ended together."""

    def __init__(self, nursery: Nursery, folder: Path, variant: str, seed: int) -> None:
        self.nursery = nursery
        self.order: Order
        self.lives = 0
        self.pid = 0
        self.chance = random.Random(seed)
        self.sandbox = Sandbox(limits=Limits.lifted())
        self.watched = Watched(self.sandbox.api)
        self.sandbox.front.api = self.watched  # type: ignore[assignment]
        self.residents: list[Resident] = []
        self.tally = Tally()
        self.said = 0
        """New messages of the line that Telegram took."""
        self._folder = folder
        self._variant = variant
        self._key = Fernet.generate_key().decode()
        self._stop = asyncio.Event()
        self._people: list[asyncio.Task[None]] = []
        self._residents_left = 0

    async def __aenter__(self) -> Stage:
        world = self.sandbox.world
        world.add_user(MARIA, "Мария")
        world.add_user(OLEG, "Олег")
        world.add_chat(ROOM, "Дежурная смена", members=[OLEG], admins=[MARIA])
        world.watch(self._notice)
        await self.sandbox.__aenter__()
        self.order = Order(
            folder=str(self._folder),
            token=self.sandbox.token,
            api_url=self.sandbox.api_url,
            staff_chat=ROOM,
            admins=f"telegram:{MARIA},telegram:{OLEG}",
            keys=self._key,
            variant=self._variant,
        )
        return self

    async def __aexit__(self, *error: Any) -> None:
        for task in self._people:
            task.cancel()
        await asyncio.gather(*self._people, return_exceptions=True)
        if self.pid:
            self.send(signal.SIGKILL)
            await self.reap()
        await self.sandbox.__aexit__(*error)

    def _notice(self, change: Change) -> None:
        if change.kind == "message" and change.message is not None and change.message.outgoing:
            self.said += 1

    # People

    def resident(self, *, patience: float | None = None, thinks: float = 0.1) -> Resident:
        """Somebody more who needs help; patient without end unless told otherwise."""
        user = FIRST_RESIDENT + len(self.residents)
        self.sandbox.world.add_user(user, f"Житель {user}")
        chance = random.Random(self.chance.random())
        resident = Resident(self.sandbox.phone(user), chance, patience=patience, thinks=thinks)
        self.residents.append(resident)
        return resident

    def begin(self) -> None:
        """Let everybody live."""
        self._residents_left = len(self.residents)
        for resident in self.residents:
            self._spawn(self._reside(resident))
        for user in (MARIA, OLEG):
            room, desk = Phone(self.sandbox.world, user, ROOM), self.sandbox.phone(user)
            chance = random.Random(self.chance.random())
            self._spawn(Worker(room, desk, chance, lambda: self._residents_left > 0).lives())

    async def _reside(self, resident: Resident) -> None:
        await resident.lives(self._stop)
        self._residents_left -= 1

    def _spawn(self, life: Coroutine[Any, Any, None]) -> None:
        self._people.append(asyncio.create_task(life))

    # Kills

    async def fork(self) -> int:
        """Start the next line; its number."""
        self.lives += 1
        self.pid = await self.nursery.fork(self.order, self.lives)
        return self.lives

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the line that lives."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    async def reap(self) -> int:
        """Wait for the line's end."""
        status = await self.nursery.reap(self.pid)
        self.pid = 0
        return status

    async def life(
        self, moment: Moment, by: signal.Signals = signal.SIGKILL, *, patience: float = 1.0
    ) -> None:
        """One line, from its fork to its end: a kill, or a stop in good order.

        Where its moment does not come within the patience it ends all the same, at any other moment.
        """
        number = await self.fork()
        killed = asyncio.Event()

        def kill() -> None:
            if not killed.is_set():
                self.send(by)
                killed.set()

        await asyncio.sleep(moment.after)
        if moment.method:
            self.watched.aim(moment, kill)
            with suppress(TimeoutError):
                await asyncio.wait_for(killed.wait(), patience)
        kill()
        status = await self.reap()
        assert status == (-by if by is signal.SIGKILL else 0), self.order.log(number).read_text()[-2000:]
        self._count(number)
        self.tally.kills += 1

    async def ends_well(self, patience: float) -> list[Any]:
        """Let people come to an end on a line that nobody disturbs; the walks that did not."""
        number = await self.fork()
        self._stop.set()
        _, late = await asyncio.wait(self._people, timeout=patience)
        if not late:
            await self.rests()
        self.send(signal.SIGTERM)
        status = await self.reap()
        assert status == 0, self.order.log(number).read_text()[-2000:]
        self._count(number)
        return [walk for resident in self.residents for walk in resident.unfinished]

    async def rests(self) -> None:
        """Wait until the line has nothing left to do."""
        async with asyncio.timeout(30.0):
            while not self._at_rest():
                await asyncio.sleep(0.05)

    def _at_rest(self) -> bool:
        # A second connection may read what is committed.
        with sqlite3.connect(f"file:{self.order.database}?mode=ro", uri=True) as connection:
            letters = connection.execute("SELECT count(*) FROM outbox").fetchone()[0]
            rows = connection.execute("SELECT count(*) FROM inbox WHERE state <> 'done'").fetchone()[0]
        connection.close()
        return letters == rows == 0 and len(self.sandbox.world.updates) == 0

    def _count(self, number: int) -> None:
        record = self.order.sent(number)
        begun = [line.split() for line in record.read_text().splitlines()] if record.exists() else []
        says = {int(id) for id, act in begun if act == "say"}
        for letter in says:
            if self.tally.sent[letter] and letter not in self._left:
                self.tally.strays.add(letter)
            self.tally.sent[letter] += 1
        self._left = waiting_letters(self.order.database)
        self.tally.in_flight.append(len(says & self._left))

    _left: frozenset[int] | set[int] = frozenset()

    @property
    def doubles(self) -> int:
        """Messages that people saw twice."""
        return self.said - len(self.tally.sent)

    def audit(self) -> Report:
        """What was lost, doubled or is stale."""
        world = self.sandbox.world
        pushed = world.updates._next - FIRST_NUMBER
        walks = [walk for resident in self.residents for walk in resident.walks]
        return audit(self.order.database, self._key, walks, world.chats[ROOM], pushed)
