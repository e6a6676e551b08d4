"""Everything of one battle test: messengers with a club in each, a line as a process, and who kills it."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from cryptography.fernet import Fernet

from bot.domain.clubs import ClubState, Entry, MemberState
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.memory import Memory
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Address, Sender
from sandbox import Sandbox
from sandbox.telegram.api import Answer
from sandbox.vk import Vk
from tests.kill.moments import Moment, Watched
from tests.kill.stage import Nursery
from tests.kill_battle.chats import (
    CLUBS,
    FIRST_PLAYER,
    MODERATOR,
    TELEGRAM_CHAT,
    VK_CHAT,
    Chat,
    TelegramChat,
    VkChat,
)
from tests.kill_battle.leaders import open_clubs
from tests.kill_battle.lines import Order
from tests.kill_vk import stage as vk_stage

SECOND_OF_BOTH = 2.0
"""Seconds after a kill in which the line that follows does not know what was called in this very second."""

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that came too fast; `here` where it was for the club's chat."""

    at: float
    method: str
    here: bool


class WatchedTelegram(Watched):
    """Telegram's API; tells when the line asks for updates, and what came too fast."""

    def __init__(self, api: Any) -> None:
        super().__init__(api)
        self.polled = 0.0
        self.refused: list[Refusal] = []

    def call(
        self, name: str, content_type: bytes, body: bytes, query: bytes
    ) -> Answer | asyncio.Future[Answer]:
        if name == "getUpdates":
            self.polled = time.time()
        before = self.pacer.refused
        answer = super().call(name, content_type, body, query)
        if self.pacer.refused > before:
            self.refused.append(Refusal(time.time(), name, str(TELEGRAM_CHAT).encode() in body))
        return answer


class WatchedVk(vk_stage.Watched):
    """VK's API; tells when the line asks for events, and what came too fast."""

    def __init__(self, api: Any) -> None:
        super().__init__(api)
        self.polled = 0.0
        self.refused: list[Refusal] = []

    def call(self, method: str, content_type: bytes, body: bytes, query: bytes, bearer: str = "") -> Answer:
        before = self.desk.pacer.refused
        answer = super().call(method, content_type, body, query, bearer)
        if self.desk.pacer.refused > before:
            self.refused.append(Refusal(time.time(), method, str(VK_CHAT).encode() in body))
        return answer

    def poll(self, content_type: bytes, body: bytes, query: bytes) -> Answer | asyncio.Future[Answer]:
        self.polled = time.time()
        return super().poll(content_type, body, query)


class Arena:
    """The club of each messenger named, each with so many players and a moderator.

    Clubs are opened `by_hand` as moderators do it, or at once behind the screens.
    """

    def __init__(
        self,
        nursery: Nursery,
        folder: Path,
        messengers: tuple[str, ...],
        players: int,
        *,
        by_hand: bool = False,
    ) -> None:
        self.nursery = nursery
        self.sandbox = Sandbox(vk=Vk())
        self.chats: list[Chat] = []
        if "telegram" in messengers:
            self.chats.append(TelegramChat(self.sandbox, players))
        if "vk" in messengers:
            self.chats.append(VkChat(self.sandbox, players))
        self.watched: dict[str, WatchedTelegram | WatchedVk] = {
            "telegram": WatchedTelegram(self.sandbox.api),
            "vk": WatchedVk(self.sandbox.vk.api),
        }
        self.sandbox.front.api = self.watched["telegram"]  # type: ignore[assignment]
        self.sandbox.vk.front.api = self.watched["vk"]  # type: ignore[assignment]
        self.order: Order
        self.pid = 0
        self.lives = 0
        self.down: list[tuple[float, float]] = []
        """From each kill until the line asked every messenger for updates again."""
        self.spent: list[float] = []
        """Processor seconds of each line, and of whoever computes beside it."""
        self._beside: list[int] = []
        self._folder = folder
        self._by_hand = by_hand
        self._key = Fernet.generate_key().decode()

    async def __aenter__(self) -> Arena:
        await self.sandbox.__aenter__()
        sandbox, names = self.sandbox, {chat.messenger for chat in self.chats}
        self.order = Order(
            folder=str(self._folder),
            keys=self._key,
            admins=",".join(f"{name}:{MODERATOR}" for name in sorted(names)),
            telegram=sandbox.api_url if "telegram" in names else "",
            telegram_token=sandbox.token if "telegram" in names else "",
            vk=sandbox.vk.api_url if "vk" in names else "",
            vk_token=sandbox.vk.token if "vk" in names else "",
            group_id=sandbox.vk.group_id if "vk" in names else 0,
        )
        if not self._by_hand:
            await self._connect()
        await self.lives_again()
        if self._by_hand:
            await open_clubs(self.chats)
        return self

    async def __aexit__(self, *error: Any) -> None:
        if self.pid:
            await self.dies()
        await self.sandbox.__aexit__(*error)

    async def _connect(self) -> None:
        """Each chat is connected with a club that the moderator of the chat has opened."""
        database = Database(self.order.database, Cipher((self._key,)))
        await database.open()
        now = time.time()
        work = UnitOfWork(database, Memory(1), LetterIds(0, now), lambda: now)
        async with database.transaction():
            for chat in self.chats:
                vera = await work.people.meet(chat.messenger, Sender(MODERATOR, "Вера Лисицына"), now)
                place = Address(chat.messenger, chat.number)
                club = await work.clubs.create(
                    CLUBS[chat.messenger], "Кроссворды.", "Без обид.", "", "ru", Entry.LINK, vera.id, now
                )
                assert await work.clubs.change(club, state=ClubState.OPEN, address=place)
                await work.rooms.connect_club(place, club.id, now)
                await work.rooms.administrators(place, [MODERATOR], now)
                await work.clubs.place(club.id, vera.id, MemberState.MEMBER, MODERATOR, now, rules_version=1)
            await work.end_turn()
            await work.flush()
        await database.close()

    # The line.

    async def lives_again(self) -> None:
        """Start a line, and wait until it listens to every messenger."""
        self.lives += 1
        began = time.time()
        self.pid = await self.nursery.fork(self.order, self.lives)  # type: ignore[arg-type] # of its own kind
        names = [chat.messenger for chat in self.chats]
        async with asyncio.timeout(60.0):
            while min(self.watched[name].polled for name in names) < began:
                await asyncio.sleep(0.01)

    async def dies(self) -> None:
        """End the line without a word, at once."""
        beside = _children(self.pid)
        self.spent.append(sum(_spent(one) for one in (self.pid, *beside)))
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        pid, self.pid = self.pid, 0
        status = await self.nursery.reap(pid)
        assert status == -signal.SIGKILL, self.order.log(self.lives).read_text()[-2000:]
        self._beside += beside

    async def killed_at(self, moment: Moment, messenger: str) -> None:
        """Kill the line at a moment, and start the next one."""
        killed = asyncio.Event()
        await asyncio.sleep(moment.after)
        if moment.method:
            self.watched[messenger].aim(moment, killed.set)
            with suppress(TimeoutError):
                await asyncio.wait_for(killed.wait(), 2.0)
        at = time.time()
        await self.dies()
        await self.lives_again()
        self.down.append((at, time.time()))

    def too_fast(self, messenger: str) -> list[Refusal]:
        """What was refused, but for the second after a kill: it belongs to the life before as well."""
        return [
            one
            for one in self.watched[messenger].refused
            if not any(0.0 < one.at - killed < SECOND_OF_BOTH for killed, _ in self.down)
        ]

    async def orphans(self) -> int:
        """Whoever computed beside a dead line: it ends with its input, once it has done what it was at."""
        deadline = time.monotonic() + 5.0
        while (left := sum(map(_alive, self._beside))) and time.monotonic() < deadline:
            await asyncio.sleep(0.05)
        return left

    async def rests(self) -> None:
        """Wait until the line has nothing left to do."""
        async with asyncio.timeout(90.0):
            while not self._at_rest():
                await asyncio.sleep(0.05)

    def _at_rest(self) -> bool:
        ((letters, rows),) = self.rows(
            "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM inbox WHERE state <> 'done')"
        )
        return letters == rows == 0 and self._heard_all()

    def _heard_all(self) -> bool:
        if "vk" in {chat.messenger for chat in self.chats}:
            found = self.rows("SELECT position FROM offsets WHERE messenger = 'vk'")
            if found != [(str(self.sandbox.vk.world.events.ts),)]:
                return False
        return len(self.sandbox.world.updates) == 0

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Look into the file of the line that lives; another connection may read what is committed."""
        connection = sqlite3.connect(f"file:{self.order.database}?mode=ro", uri=True)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    # What is kept.

    def games(self) -> list[dict[str, Any]]:
        """Every game as it is kept: id, title, status and the play."""
        fernet = Fernet(self._key)
        return [
            {
                "id": number,
                "title": title,
                "status": status,
                "content": orjson.loads(fernet.decrypt(content)),
                **orjson.loads(fernet.decrypt(state)),
            }
            for number, title, status, content, state in self.rows(
                "SELECT id, title, status, content_sealed, state_sealed FROM games ORDER BY id"
            )
        ]

    def heard(self) -> dict[tuple[str, str], int]:
        """The place of every update in the line's hearing, by source and key."""
        return {(source, key): place for place, source, key in self.rows("SELECT id, source, key FROM inbox")}

    def persons(self) -> dict[tuple[str, int], int]:
        """The person behind each player, by messenger and player."""
        return {
            (messenger, account - FIRST_PLAYER): person
            for messenger, account, person in self.rows("SELECT messenger, account, person FROM accounts")
        }


def a_moment(chance: random.Random, messenger: str, within: float) -> tuple[Moment, str]:
    """A moment to die at: any, or one of a call that shows something."""
    after = chance.uniform(0.0, within)
    if chance.random() < 0.4:
        return Moment(after), messenger
    calls = {
        "telegram": ("getUpdates", "editMessageMedia", "setMessageReaction"),
        "vk": ("longpoll", "messages.edit", "messages.send"),
    }[messenger]
    answered = chance.random() < 0.6
    return Moment(after, chance.choice(calls), answered, chance.uniform(0.0, 0.012)), messenger


# Processes.


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _spent(pid: int) -> float:
    with suppress(OSError):
        fields = _stat(pid)
        return sum(map(int, fields[11:15])) / TICKS
    return 0.0


def _alive(pid: int) -> bool:
    with suppress(OSError):
        return _stat(pid)[0] != "Z"
    return False
