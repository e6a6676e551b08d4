"""The world of the kill tests on VK; whoever is killed, and by whom, is the same as on Telegram."""

from __future__ import annotations

import asyncio
import random
import signal
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
from cryptography.fernet import Fernet

from bot.messengers.vk.events import event_key
from sandbox import Sandbox
from sandbox.telegram.api import Answer
from sandbox.vk import CHAT_START, Vk, VkChange, VkLimits, VkPhone
from sandbox.vk.api import VkApi
from tests.kill import ledger
from tests.kill.ledger import Report
from tests.kill.moments import Moment
from tests.kill.people import Resident, Worker
from tests.kill.stage import FIRST_RESIDENT, MARIA, OLEG, Nursery, Stage, Tally
from tests.kill_vk.lines import Order

ROOM = CHAT_START + 1
POLL, SEND = "longpoll", "messages.send"


def choose(chance: random.Random) -> Moment:
    """A moment of any sort."""
    sort = chance.random()
    if sort < 0.4:
        return Moment(chance.uniform(0.0, 1.5))
    method = POLL if sort < 0.6 else SEND
    answered = chance.random() < 0.6
    return Moment(chance.uniform(0.1, 0.6), method, answered, chance.uniform(0.0, 0.012))


PACKED = b"API.messages.send%28"
"""What the body of a call holds that sends many letters at once."""


class Watched:
    """VK's API, with somebody looking on who kills at the chosen moment."""

    def __init__(self, api: VkApi) -> None:
        self._api = api
        self._moment: Moment | None = None
        self._kill: Callable[[], None] = lambda: None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._api, name)

    def aim(self, moment: Moment, kill: Callable[[], None]) -> None:
        """Kill at the moment's next call."""
        self._moment, self._kill = moment, kill

    def call(self, method: str, content_type: bytes, body: bytes, query: bytes, bearer: str = "") -> Answer:
        """As VkApi has it."""
        answer = self._api.call(method, content_type, body, query, bearer)
        packed = method == "execute" and PACKED in body
        self._meet(SEND if packed else method, None, body)
        return answer

    def poll(self, content_type: bytes, body: bytes, query: bytes) -> Answer | asyncio.Future[Answer]:
        """As VkApi has it."""
        answer = self._api.poll(content_type, body, query)
        self._meet(POLL, answer if isinstance(answer, asyncio.Future) else None)
        return answer

    def _meet(self, method: str, waited: asyncio.Future[Answer] | None, body: bytes = b"") -> None:
        moment = self._moment
        if moment is None or moment.method != method or moment.holding not in body:
            return
        self._moment = None
        if not moment.answered:
            self._kill()
        elif waited is not None:
            waited.add_done_callback(lambda _: self._later(moment.delay))
        else:
            self._later(moment.delay)

    def _later(self, delay: float) -> None:
        asyncio.get_running_loop().call_later(delay, self._kill)


class VkStage(Stage):
    """Everything of one test on VK, started and ended together."""

    order: Order

    def __init__(self, nursery: Nursery, folder: Path, variant: str, seed: int) -> None:
        self.nursery = nursery
        self.lives = 0
        self.pid = 0
        self.chance = random.Random(seed)
        self.vk = Vk(limits=VkLimits(per_second=None))
        self.sandbox = Sandbox(vk=self.vk)
        self.watched = Watched(self.vk.api)  # type: ignore[assignment]
        self.vk.front.api = self.watched  # type: ignore[assignment]
        self.residents = []
        self.tally = Tally()
        self.said = 0
        self._folder = folder
        self._variant = variant
        self._key = Fernet.generate_key().decode()
        self._stop = asyncio.Event()
        self._people = []
        self._residents_left = 0

    async def __aenter__(self) -> VkStage:
        world = self.vk.world
        world.add_user(MARIA, "Мария")
        world.add_user(OLEG, "Олег")
        world.add_chat(1, "Дежурная смена", members=[OLEG], owner=MARIA)
        world.watch(self._notice_vk)
        await self.sandbox.__aenter__()
        self.order = Order(
            folder=str(self._folder),
            token=self.vk.token,
            api_url=self.vk.api_url,
            staff_chat=ROOM,
            admins=f"vk:{MARIA},vk:{OLEG}",
            keys=self._key,
            variant=self._variant,
            group_id=self.vk.group_id,
        )
        return self

    def _notice_vk(self, change: VkChange) -> None:
        message = change.message
        if change.kind == "message" and message is not None and message.outgoing and not message.service:
            self.said += 1

    async def begins_before_everybody(self) -> None:
        """The line is started once while nobody writes: what was there before it is not its own to answer."""
        number = await self.fork()
        async with asyncio.timeout(30.0):
            while self._position() is None:
                await asyncio.sleep(0.02)
        await self.ends()
        self._count(number)

    def _position(self) -> str | None:
        rows = self._rows("SELECT position FROM offsets WHERE messenger = 'vk'")
        return str(rows[0][0]) if rows else None

    def _rows(self, query: str) -> list[Any]:
        if not self.order.database.exists():
            return []
        # Another connection may read what is committed; before the first migration there is no table.
        connection = sqlite3.connect(f"file:{self.order.database}?mode=ro", uri=True)
        try:
            with suppress(sqlite3.OperationalError):
                return connection.execute(query).fetchall()
            return []
        finally:
            connection.close()

    def resident(self, *, patience: float | None = None, thinks: float = 0.1) -> Resident:
        user = FIRST_RESIDENT + len(self.residents)
        self.vk.world.add_user(user, f"Житель {user}")
        chance = random.Random(self.chance.random())
        phone: Any = self.vk.phone(user)
        resident = Resident(phone, chance, patience=patience, thinks=thinks)
        self.residents.append(resident)
        return resident

    def begin(self) -> None:
        self._residents_left = len(self.residents)
        for resident in self.residents:
            self._spawn(self._reside(resident))
        for user in (MARIA, OLEG):
            room: Any = VkPhone(self.vk.world, user, ROOM)
            desk: Any = self.vk.phone(user)
            chance = random.Random(self.chance.random())
            self._spawn(Worker(room, desk, chance, lambda: self._residents_left > 0).lives())

    def _at_rest(self) -> bool:
        waiting = self._rows(
            "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM inbox WHERE state <> 'done')"
        )
        return waiting == [(0,)] and self._position() == str(self.vk.world.events.ts)

    def audit(self) -> Report:
        """What was lost, doubled or is stale; what VK still has of its events must all have been stored."""
        given = [event_key(orjson.loads(kept.body)) for kept in self.vk.world.events._history]
        report = Report(updates=self.vk.world.events.ts - 1)
        walks = [walk for resident in self.residents for walk in resident.walks]
        room: Any = self.vk.world.peers[ROOM]
        with ledger.reading(self.order.database) as connection:
            keys = {row[0] for row in connection.execute("SELECT key FROM inbox WHERE source = 'vk'")}
            report.lost_updates = [place for place, key in enumerate(given) if key not in keys]
            report.unhandled = ledger._count(connection, "SELECT count(*) FROM inbox WHERE state <> 'done'")
            report.unsent = ledger._count(connection, "SELECT count(*) FROM outbox")
            report.dead = ledger._count(connection, "SELECT count(*) FROM dead_letters")
            ledger._requests(connection, report, Fernet(self._key), walks)
            ledger._cards(connection, report, Fernet(self._key), room)
        return report

    async def ends(self) -> None:
        """End the line in good order."""
        self.send(signal.SIGTERM)
        assert await self.reap() == 0, self.order.log(self.lives).read_text()[-2000:]
