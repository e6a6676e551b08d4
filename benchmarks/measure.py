"""The measurements: the echo, the form and the menu in rounds; latency at half load; memory."""

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from cryptography.fernet import Fernet

from benchmarks.crowd import Crowd
from benchmarks.hands import FIRST_USER, on_telegram
from benchmarks.process import ROOT, Bot, cores
from benchmarks.stored import store
from benchmarks.walks import ECHO, Walk, Walks, learn, learn_menu
from sandbox.server import Sandbox
from sandbox.telegram.limits import Limits
from sandbox.world import World

STAFF_CHAT, WORKER, SCOUT = -1_001_000_000_001, 2001, 1001
MOST_STORED_WALKERS = 5_000
POLLS = frozenset({"getUpdates", "longpoll"})
HALF_TIMES = 3
"""Into how many parts the time at half load falls; the median of each number counts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how much is measured."""

    chats: int = 1_000
    rounds: int = 3
    seconds: float = 6.0
    half_seconds: float = 15.0
    stored: int = 100_000
    vk_rounds: int = 2
    vk_chats: int = 200
    vk_seconds: float = 4.0
    folder: Path = ROOT / "build" / "bench"


@dataclass(frozen=True, slots=True)
class Load:
    """One measured time: turns a second, milliseconds a turn, shares of a core."""

    rate: float
    p50: float
    p95: float
    p99: float
    bot_cpu: float
    sandbox_cpu: float


@dataclass(frozen=True, slots=True)
class Round:
    """The echo, the form and the menu, one after another."""

    echo: Load
    form: Load
    menu: Load
    echo_first_poll: float
    first_poll: float


@dataclass(frozen=True, slots=True)
class Held:
    """The line with many stored conversations."""

    rss_at_start: float
    rss_after_load: float
    first_poll: float


class BrokenPromise(Exception):
    """What was counted is not what is on disk."""


class Bench:
    """All measurements of one plan; the walks are learnt once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.sandbox_core, self.bot_core = cores()
        self.walks: Walks | None = None
        self.key = Fernet.generate_key().decode()

    async def round(self, number: int) -> Round:
        """One paired round; every other one begins with the line."""
        if number % 2:
            (form, menu, poll), (echo, echo_poll) = await self.line(), await self.echo()
        else:
            (echo, echo_poll), (form, menu, poll) = await self.echo(), await self.line()
        return Round(echo, form, menu, echo_poll, poll)

    async def echo(self) -> tuple[Load, float]:
        """The bare echo bot, each chat saying a text as soon as the last one came back."""
        async with Sandbox(world(), limits=Limits.lifted()) as sandbox:
            told = {"ECHO_API_URL": sandbox.api_url, "ECHO_TOKEN": sandbox.token}
            async with self.bot(polls(sandbox), ("benchmarks.echo",), told, "echo") as bot:
                crowd = Crowd(on_telegram(sandbox.world, self.plan.chats), ECHO, ECHO)
                await crowd.turn_to(ECHO)
                await crowd.count(2.0)
                load = await self.closed(crowd, bot)
                await crowd.rest()
                if sandbox.calls["sendMessage"] != crowd.acted:
                    raise BrokenPromise(f"{sandbox.calls['sendMessage']} echoes of {crowd.acted} texts")
                return load, bot.first_poll

    async def line(self) -> tuple[Load, Load, float]:
        """The line: the form over and over, then the menu over and over; afterwards its database is asked."""
        path = self.fresh("line.db")
        async with Sandbox(world(), limits=Limits.lifted()) as sandbox:
            async with self._line(sandbox, path) as bot:
                walks, scouted = await self._walks(sandbox)
                crowd = Crowd(on_telegram(sandbox.world, self.plan.chats), walks.first, walks.form)
                await crowd.turn_to(walks.form)
                form = await self.closed(crowd, bot)
                await crowd.turn_to(walks.menu)
                menu = await self.closed(crowd, bot)
                await crowd.rest()
                await quiet(sandbox.calls)
            verify(path, crowd.acted + scouted)
        return form, menu, bot.first_poll

    async def half(self, rate: float, *, menu: bool = False) -> Load:
        """Form turns (or those of the menu) at random moments, so many a second."""
        path = self.fresh("line.db")
        async with Sandbox(world(), limits=Limits.lifted()) as sandbox:
            async with self._line(sandbox, path) as bot:
                walks, scouted = await self._walks(sandbox)
                crowd = Crowd(on_telegram(sandbox.world, self.plan.chats), walks.first, walks.form)
                await crowd.turn_to(walks.menu if menu else walks.form)
                dice = random.Random(1)
                await crowd.arrive(rate, 2.0, dice)
                loads: list[Load] = []
                for _ in range(HALF_TIMES):
                    began, cpu, own = time.perf_counter(), bot.cpu, time.process_time()
                    took = await crowd.arrive(rate, self.plan.half_seconds / HALF_TIMES, dice)
                    spent = time.perf_counter() - began
                    loads.append(summed(len(took), spent, took, bot.cpu - cpu, time.process_time() - own))
                await quiet(sandbox.calls)
            verify(path, crowd.acted + scouted)
        return Load(*(middle([getattr(load, name) for load in loads]) for name in Load.__slots__))

    async def held(self) -> Held:
        """Memory of the line with many stored conversations: after the start, and after some load."""
        path = self.fresh("stored.db")
        await store(path, self.key, self.plan.stored)
        walkers = min(MOST_STORED_WALKERS, self.plan.stored - 1)
        async with Sandbox(world(), limits=Limits.lifted()) as sandbox:
            scout = FIRST_USER + walkers
            sandbox.world.add_user(scout, "Анна", str(scout))
            async with self._line(sandbox, path) as bot:
                at_start = bot.rss_mb
                walk: Walk = await learn_menu(sandbox.phone(scout))
                crowd = Crowd(on_telegram(sandbox.world, walkers), walk, walk)
                await crowd.turn_to(walk)
                await crowd.count(self.plan.seconds)
                await crowd.rest()
                after = bot.rss_mb
                await quiet(sandbox.calls)
            verify(path, crowd.acted + len(walk))
        return Held(at_start, after, bot.first_poll)

    def _line(self, sandbox: Sandbox, path: Path) -> Bot:
        environment = {
            "BOT_TELEGRAM__TOKEN": sandbox.token,
            "BOT_TELEGRAM__API_URL": sandbox.api_url,
            "BOT_TELEGRAM__STAFF_CHAT": str(STAFF_CHAT),
            "BOT_TELEGRAM__PER_SECOND": "0",
            "BOT_TELEGRAM__CHAT_PER_SECOND": "0",
            "BOT_TELEGRAM__GROUP_PER_MINUTE": "0",
            "BOT_MESSAGES_A_MINUTE": "0",
            "BOT_ADMINS": f"telegram:{WORKER}",
            "BOT_DATABASE": str(path),
            "BOT_CONTENT": str(ROOT / "content"),
            "BOT_KEYS": self.key,
        }
        return self.bot(polls(sandbox), ("bot", "run"), environment, "line")

    async def _walks(self, sandbox: Sandbox) -> tuple[Walks, int]:
        """The walks, and how many turns it took to learn them here."""
        if self.walks is not None:
            return self.walks, 0
        self.walks = walks = await learn(sandbox.phone(SCOUT))
        return walks, len(walks.first) + len(walks.form) + len(walks.menu)

    async def closed(self, crowd: Crowd, bot: Bot, seconds: float = 0.0) -> Load:
        """Everybody acts as soon as they have their reply, for so long."""
        cpu, own = bot.cpu, time.process_time()
        turns, spent, took = await crowd.count(seconds or self.plan.seconds)
        return summed(turns, spent, took, bot.cpu - cpu, time.process_time() - own)

    def fresh(self, name: str) -> Path:
        """A path at which no database lies."""
        path = self.plan.folder / name
        for old in self.plan.folder.glob(f"{name}*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        return path

    def bot(
        self, polls: Callable[[], int], module: Sequence[str], environment: Mapping[str, str], log: str
    ) -> Bot:
        """A bot on its core."""
        return Bot(polls, module, environment, self.bot_core, self.plan.folder / f"{log}.log")


def world() -> World:
    """A staff room with its worker, and the scout."""
    made = World()
    made.add_user(SCOUT, "Разведчик", phone="+7 900 000-10-01")
    made.add_user(WORKER, "Мария", phone="+7 900 000-20-01")
    made.add_chat(STAFF_CHAT, "Дежурная смена", admins=[WORKER])
    return made


def summed(turns: int, spent: float, took: Sequence[float], bot_cpu: float, own_cpu: float) -> Load:
    """A measured time in numbers."""
    ordered = sorted(took)

    def at(share: float) -> float:
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else 0.0

    return Load(turns / spent, at(0.5), at(0.95), at(0.99), bot_cpu / spent, own_cpu / spent)


def polls(sandbox: Sandbox) -> Callable[[], int]:
    """How often a bot has asked for updates."""
    return lambda: sandbox.calls.get("getUpdates", 0)


async def quiet(calls: Mapping[str, int], pause: float = 0.5) -> None:
    """Wait until the bot has said all: cards for the staff come after the residents' replies."""
    before = -1
    while (now := sum(count for name, count in calls.items() if name not in POLLS)) != before:
        before = now
        await asyncio.sleep(pause)


def verify(path: Path, turns: int, source: str = "telegram") -> None:
    """Whether the database, after the line has ended, holds every turn as done and nothing that waits."""
    file = sqlite3.connect(path)
    try:
        done, waiting = (
            file.execute(
                "SELECT count(*) FROM inbox WHERE source = ? AND state = ?", (source, state)
            ).fetchone()[0]
            for state in ("done", "waiting")
        )
        dead = file.execute("SELECT count(*) FROM dead_letters").fetchone()[0]
        unsent = file.execute("SELECT count(*) FROM outbox").fetchone()[0]
    finally:
        file.close()
    if (done, waiting, dead, unsent) != (turns, 0, 0, 0):
        raise BrokenPromise(
            f"{turns} turns were counted; on disk {done} are done, {waiting} wait, {dead} failed,"
            f" and {unsent} letters are not sent"
        )


def middle(values: Sequence[float]) -> float:
    """The median."""
    return median(values) if values else 0.0
