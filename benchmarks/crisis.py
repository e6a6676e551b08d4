"""Words of crisis under load: `python -m benchmarks.crisis` measures how soon the numbers are there.

On each messenger, at the messenger's own pace: people in danger write one after another, once to an idle line
and once to one whose outbox holds ten thousand letters for staff and residents. Every alarm must come to the
staff room.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.hands import FIRST_USER, Hand, OnTelegram, OnVk
from benchmarks.measure import STAFF_CHAT, WORKER, Bench, Plan, polls
from benchmarks.measure import world as telegram_world
from benchmarks.process import ROOT, Bot
from benchmarks.vk import STAFF
from benchmarks.vk import polls as vk_polls
from benchmarks.vk import world as vk_world
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.memory import Memory
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Address, Lane, Message
from sandbox.server import Sandbox
from sandbox.telegram.limits import Limits
from sandbox.vk import CHAT_START, Vk, VkLimits

WORDS = "Я больше не хочу жить"
NUMBER, CARD = "112", "· ТРЕВОГА"
READERS, FIRST_READER = 500, FIRST_USER + 100_000
"""People among whom the letters of the full outbox are shared out, ten to each of them for staff."""

IDLE, LOADED = 1.0, 3.0
"""Seconds within which 99 of 100 must have the numbers."""

PATIENCE = 30.0
"""Seconds that an answer is waited for; in the room, a minute for every twenty alarms more."""


@dataclass(frozen=True, slots=True)
class Answered:
    """How soon people had the numbers, and how many alarms the room had, how late at most; seconds."""

    people: int
    p50: float
    p99: float
    alarms: int
    alarm_p50: float
    alarm_last: float
    waiting: int


class Seen:
    """When each person had the numbers, and when alarms stood in the room, in order."""

    def __init__(self, people: int) -> None:
        self.people = people
        self.helped: dict[int, float] = {}
        self.alarms: list[float] = []
        self.all = asyncio.Event()

    def hear(self, number: int, message: Any) -> None:
        """The line said something to this person."""
        if NUMBER in message.text:
            self.helped.setdefault(number, time.perf_counter())
            self._look()

    def alarm(self) -> None:
        """An alarm stands in the room."""
        self.alarms.append(time.perf_counter())
        self._look()

    def _look(self) -> None:
        if len(self.helped) == len(self.alarms) == self.people:
            self.all.set()


class Scene:
    """One messenger with a line, a staff room, and people in danger."""

    def __init__(self, bench: Bench, messenger: str, people: int) -> None:
        self.bench = bench
        self.messenger = messenger
        self.people = people
        self.room = Address(messenger, STAFF_CHAT if messenger == "telegram" else CHAT_START + STAFF)

    async def play(self, letters: int, gap: float) -> Answered:
        """Let them write, `gap` seconds apart, while so many letters wait to be sent."""
        path = self.bench.fresh(f"crisis-{self.messenger}.db")
        if letters:
            await fill(path, self.bench.key, self.room, letters)
        sandbox = self._sandbox()
        async with sandbox:
            hands = [self._hand(sandbox, FIRST_USER + number) for number in range(self.people)]
            self._readers(sandbox)
            seen = Seen(self.people)
            said: list[float] = []
            self._watch_room(sandbox, seen.alarm)
            async with self._line(sandbox, path):
                for number, hand in enumerate(hands):
                    hand.watches(partial(seen.hear, number))
                    said.append(time.perf_counter())
                    hand.says(WORDS)
                    await asyncio.sleep(gap)
                with suppress(TimeoutError):
                    async with asyncio.timeout(PATIENCE + 60.0 * (self.people / 17 + 1)):
                        await seen.all.wait()
        took = sorted(seen.helped.get(number, float("inf")) - at for number, at in enumerate(said))
        late = sorted(at - said[number] for number, at in enumerate(seen.alarms[: self.people]))
        waiting = await left(path, self.bench.key)
        nothing = [float("inf")]
        return Answered(
            self.people,
            _at(took, 0.5),
            _at(took, 0.99),
            len(seen.alarms),
            _at(late or nothing, 0.5),
            (late or nothing)[-1],
            waiting,
        )

    def _sandbox(self) -> Sandbox:
        if self.messenger == "vk":
            return Sandbox(vk=Vk(vk_world(), limits=VkLimits()))
        return Sandbox(telegram_world(), limits=Limits())

    def _hand(self, sandbox: Sandbox, user: int) -> Hand:
        if self.messenger == "vk":
            return OnVk(sandbox.vk.world, user)
        return OnTelegram(sandbox.world, user)

    def _readers(self, sandbox: Sandbox) -> None:
        """People who opened the line long ago: they take letters."""
        for user in range(FIRST_READER, FIRST_READER + READERS):
            if self.messenger == "vk":
                sandbox.vk.world.add_user(user, "Анна", str(user))
                sandbox.vk.world.dialogue(user).permission = "allowed"
            else:
                sandbox.world.add_user(user, "Анна", str(user))
                sandbox.world.private(user).started = True

    def _watch_room(self, sandbox: Sandbox, alarm: Callable[[], None]) -> None:
        def notice(change: Any) -> None:
            card = change.message if change.kind == "message" else None
            if card is not None and card.outgoing and card.text.startswith("Заявка №") and CARD in card.text:
                alarm()

        world = sandbox.vk.world if self.messenger == "vk" else sandbox.world
        world.watch(notice, self.room.chat)

    def _line(self, sandbox: Sandbox, path: Path) -> Bot:
        environment = {
            "BOT_DATABASE": str(path),
            "BOT_CONTENT": str(ROOT / "content"),
            "BOT_KEYS": self.bench.key,
            "BOT_ADMINS": f"{self.messenger}:{WORKER}",
        }
        if self.messenger == "vk":
            environment |= {
                "BOT_VK__TOKEN": sandbox.vk.token,
                "BOT_VK__GROUP_ID": str(sandbox.vk.group_id),
                "BOT_VK__API_URL": sandbox.vk.api_url,
                "BOT_VK__STAFF_CHAT": str(self.room.chat),
            }
            asked = vk_polls(sandbox.vk)
        else:
            environment |= {
                "BOT_TELEGRAM__TOKEN": sandbox.token,
                "BOT_TELEGRAM__API_URL": sandbox.api_url,
                "BOT_TELEGRAM__STAFF_CHAT": str(self.room.chat),
            }
            asked = polls(sandbox)
        return self.bench.bot(asked, ("bot", "run"), environment, f"crisis-{self.messenger}")


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def fill(path: Path, key: str, room: Address, letters: int) -> None:
    """An outbox with so many letters: some for the room, half of the others for staff, half a broadcast."""
    database = Database(path, Cipher((key,)))
    await database.open()
    now = time.time()
    work = UnitOfWork(database, Memory(1), LetterIds(0, now), lambda: now)
    for number in range(letters):
        person = Address(room.messenger, FIRST_READER + number % READERS)
        if number % 100 == 0:
            work.send(room, Message(f"Заявка № {number} ждёт. Кто возьмёт?"), Lane.STAFF)
        else:
            work.send(person, Message(f"Письмо {number}"), Lane.STAFF if number % 2 else Lane.BROADCAST)
    async with database.transaction():
        await work.flush()
    await database.close()


async def left(path: Path, key: str) -> int:
    """How many letters still wait."""
    database = Database(path, Cipher((key,)))
    await database.open()
    rows = await database.fetch("SELECT count(*) FROM outbox")
    await database.close()
    return int(rows[0][0])


async def measure(given: argparse.Namespace) -> bool:
    """Measure, print, write; whether all is as it must be."""
    plan = Plan()
    plan.folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(plan)
    found: dict[str, dict[str, object]] = {}
    good = True
    for messenger in ("telegram", "vk"):
        for name, letters, most in (("idle", 0, IDLE), ("loaded", given.letters, LOADED)):
            one = await Scene(bench, messenger, given.people).play(letters, given.gap)
            kept = one.p99 <= most and one.alarms == one.people
            good = good and kept
            found[f"{messenger} {name}"] = {**asdict(one), "kept": kept}
            print(
                f"{messenger}, {name}: help p50 {one.p50 * 1000:.0f} ms, p99 {one.p99 * 1000:.0f} ms;"
                f" alarms {one.alarms} of {one.people}, median {one.alarm_p50:.1f} s,"
                f" last {one.alarm_last:.1f} s; {one.waiting} letters still wait",
                flush=True,
            )
    target = ROOT / "build" / "crisis.json"
    target.write_text(json.dumps(found, indent=2))
    return good


def main() -> None:
    """Run what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crisis", description=__doc__)
    parser.add_argument("--people", type=int, default=60, help="people in danger")
    parser.add_argument("--letters", type=int, default=10_000, help="letters that wait in the full outbox")
    parser.add_argument("--gap", type=float, default=0.2, help="seconds between two of them")
    raise SystemExit(not asyncio.run(measure(parser.parse_args())))


if __name__ == "__main__":
    main()
