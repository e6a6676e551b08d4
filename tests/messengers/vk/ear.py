"""A line that only listens: VK's real intake over a database file, and a turn that answers every message."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from bot.messengers.vk import Vk
from bot.pipeline.delivery import Delivery
from bot.pipeline.intake import Intake
from bot.pipeline.turns import Turns
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.inbox import Inbox, InboxRow
from bot.storage.outbox import Outbox
from bot.storage.spool import Spool
from bot.storage.work import UnitOfWork
from bot.vocabulary import Ignored, Letter, Limits, Message, Pressed, Said, Toast, Update
from sandbox.vk import Vk as VkServer
from sandbox.vk import VkLimits, VkWorld

KEY = Fernet.generate_key().decode()
PATIENCE = 30.0
"""Seconds after which a test gives up; nothing depends on how fast it goes."""

FREE = Limits(per_second=0, chat_per_second=0.0, group_per_minute=0, in_flight=5)
BREATH = 0.02
"""A `failed` is waited out faster than in life."""


def server(people: Sequence[int] = (), *, limits: VkLimits | None = None) -> VkServer:
    """A VK in which these people live."""
    vk = VkServer(VkWorld(), limits=limits or VkLimits.lifted())
    for user in people:
        vk.world.add_user(user, f"Житель {user}")
    return vk


def messenger(vk: VkServer, now: Callable[[], float] = time.time, **more: Any) -> Vk:
    """The adapter for that VK."""
    return Vk(vk.token, vk.group_id, vk.api_url, 0, now, **{"breath": BREATH, "wait": 5, **more})


class Ear:
    """One line on VK; another may take over its file."""

    def __init__(self, vk: VkServer, folder: Path, made: Callable[..., Vk] = messenger, **more: Any) -> None:
        self.server = vk
        self.vk = made(vk, **more)
        self.database = Database(folder / "line.db", Cipher((KEY,)))
        self.inbox = Inbox(self.database)
        self.heard: Counter[str] = Counter()
        """How often the turns had each message, by its place; presses by what was pressed."""
        self.heard_at: dict[str, float] = {}
        self.ignored: Counter[str] = Counter()
        self.turns = Turns(
            self.database,
            self.inbox,
            Outbox(self.database),
            {"vk": self.vk.decode},
            self._handle,
            self._apologise,
            self._deliver,
            time.time,
        )
        self.vk.attach(self.inbox.positions, Spool(folder / "spool", self.database.cipher))
        self.delivery = Delivery(self.vk, FREE, self.turns.settle)
        self.intake = Intake(self.vk, self.database, self.inbox, self.turns.push, time.time, lambda: None)
        self._tasks: list[asyncio.Task[None]] = []

    async def opens(self) -> Ear:
        """Take up what was left, and listen."""
        await self.database.open()
        self.delivery.put(await self.turns.open())
        works = (self.intake.run(), self.turns.run(), self.delivery.run())
        self._tasks = [asyncio.create_task(work) for work in works]
        return self

    async def breaks_off(self) -> None:
        """End in the middle of whatever it does; a commit that runs is finished, as the driver does."""
        for task in (*self._tasks, *self.delivery._flying):
            task.cancel()
        await asyncio.gather(*self._tasks, *self.delivery._flying, return_exceptions=True)
        await self.vk.close()
        await self.database.close()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                await asyncio.sleep(0.005)

    async def settles(self) -> None:
        """Wait for the first position: what comes from here on is the line's own to answer."""
        async with asyncio.timeout(PATIENCE):
            while not await self.inbox.position("vk"):
                await asyncio.sleep(0.005)

    async def keys(self) -> list[str]:
        """What the inbox knows, by key."""
        return [row[0] for row in await self.database.fetch("SELECT key FROM inbox WHERE source = 'vk'")]

    async def _handle(self, update: Update, work: UnitOfWork) -> None:
        if isinstance(update, Said):
            place = f"{update.address.chat}:{update.message}"
            self.heard[place] += 1
            self.heard_at.setdefault(place, time.monotonic())
            work.send(update.address, Message(answer_to(update.message)))
        elif isinstance(update, Pressed):
            self.heard[update.data] += 1
        elif isinstance(update, Ignored):
            self.ignored[update.why] += 1

    async def _apologise(self, update: Update | None, row: InboxRow, work: UnitOfWork) -> None:
        self.ignored["dead"] += 1

    def _deliver(self, letters: Sequence[Letter], toasts: Sequence[Toast]) -> None:
        self.delivery.put(letters)


def answer_to(number: int) -> str:
    """What the line says to a message."""
    return f"Ответ на {number}."


def said_by_people(vk: VkServer) -> list[str]:
    """The places of all messages of people that VK still shows, and that the community may read."""
    community = vk.world.community.peer
    return [
        f"{peer.id}:{message.id}"
        for peer in vk.world.peers.values()
        if peer.private or peer.admin(community)
        for message in peer.messages.values()
        if message.sender > 0 and not message.service
    ]


def answers(vk: VkServer) -> Counter[str]:
    """What the line said, by dialogue and text: an answer that came twice was a message handled twice."""
    return Counter(
        f"{peer.id} {message.text}"
        for peer in vk.world.peers.values()
        for message in peer.messages.values()
        if message.outgoing
    )
