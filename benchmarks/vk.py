"""The column of VK: the line beside vk_api used naively, in rounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crowd import Crowd
from benchmarks.hands import on_vk
from benchmarks.measure import SCOUT, WORKER, Bench, BrokenPromise, Load, quiet, verify
from benchmarks.process import ROOT, Bot
from benchmarks.walks import ECHO, Walks, learn
from sandbox.server import Sandbox
from sandbox.vk import CHAT_START, Vk, VkLimits, VkWorld

STAFF = 1
PACED_CHATS = 60


@dataclass(frozen=True, slots=True)
class VkRound:
    """The naive echo and the line, one after the other."""

    echo: Load
    line: Load


class VkBench:
    """All measurements on VK; the walks are learnt once."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._walks: Walks | None = None

    async def round(self, number: int) -> VkRound:
        """One paired round; every other one begins with the line."""
        if number % 2:
            line, echo = await self.line(), await self.echo()
        else:
            echo, line = await self.echo(), await self.line()
        return VkRound(echo, line)

    async def paced(self) -> VkRound:
        """Both under VK's own limit of twenty calls a second; the line's people walk the menu."""
        return VkRound(await self.echo(paced=True), await self.line(paced=True))

    async def echo(self, *, paced: bool = False) -> Load:
        """The naive echo, each chat saying a text as soon as the last one came back."""
        plan = self._bench.plan
        vk = Vk(world(), limits=VkLimits() if paced else VkLimits.lifted())
        async with Sandbox(vk=vk):
            told = {"ECHO_API_URL": vk.api_url, "ECHO_TOKEN": vk.token, "ECHO_GROUP": str(vk.group_id)}
            if paced:
                told["ECHO_PACED"] = "1"
            async with self._bench.bot(polls(vk), ("benchmarks.vk_echo",), told, "vk-echo") as bot:
                crowd = Crowd(on_vk(vk.world, PACED_CHATS if paced else plan.vk_chats), ECHO, ECHO)
                await crowd.turn_to(ECHO)
                load = await self._bench.closed(crowd, bot, plan.vk_seconds)
                await crowd.rest()
                if vk.calls["messages.send"] != crowd.acted:
                    raise BrokenPromise(f"{vk.calls['messages.send']} echoes of {crowd.acted} texts")
                return load

    async def line(self, *, paced: bool = False) -> Load:
        """The line: the form over and over; afterwards its database is asked."""
        plan = self._bench.plan
        path = self._bench.fresh("vk.db")
        vk = Vk(world(), limits=VkLimits() if paced else VkLimits.lifted())
        async with Sandbox(vk=vk):
            async with self._line(vk, path, paced=paced) as bot:
                scouted = 0
                if self._walks is None:
                    self._walks = await learn(vk.phone(SCOUT))
                    scouted = sum(map(len, (self._walks.first, self._walks.form, self._walks.menu)))
                walks = self._walks
                first, then = (walks.menu, walks.menu) if paced else (walks.first, walks.form)
                crowd = Crowd(on_vk(vk.world, PACED_CHATS if paced else plan.vk_chats), first, then)
                await crowd.turn_to(then)
                load = await self._bench.closed(crowd, bot, plan.vk_seconds)
                await crowd.rest()
                await quiet(vk.calls, 2.0 if paced else 0.5)
                refused = vk.api.desk.pacer.refused
            if refused:
                raise BrokenPromise(f"{refused} calls came too fast for VK")
            verify(path, crowd.acted + scouted, "vk")
        return load

    def _line(self, vk: Vk, path: Path, *, paced: bool) -> Bot:
        environment = {
            "BOT_VK__TOKEN": vk.token,
            "BOT_VK__GROUP_ID": str(vk.group_id),
            "BOT_VK__API_URL": vk.api_url,
            "BOT_VK__STAFF_CHAT": str(CHAT_START + STAFF),
            "BOT_VK__PER_SECOND": "20" if paced else "0",
            "BOT_MESSAGES_A_MINUTE": "0",
            "BOT_ADMINS": f"vk:{WORKER}",
            "BOT_DATABASE": str(path),
            "BOT_CONTENT": str(ROOT / "content"),
            "BOT_KEYS": self._bench.key,
        }
        return self._bench.bot(polls(vk), ("bot", "run"), environment, "vk-line")


def polls(vk: Vk) -> Callable[[], int]:
    """How often a bot has asked VK for updates."""
    return lambda: vk.calls.get("longpoll", 0)


def world() -> VkWorld:
    """A staff chat with its worker, and the scout."""
    made = VkWorld()
    made.add_user(SCOUT, "Разведчик")
    made.add_user(WORKER, "Мария")
    made.add_chat(STAFF, "Дежурная смена", owner=WORKER)
    return made
