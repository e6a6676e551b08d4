"""A letter to many on its way: `python -m benchmarks.broadcast` measures how fast, and who waits for it.

On Telegram with its limits enforced, without added latency and with jitter; on VK in packs. All the
while residents press «Меню»: their answers must not wait. It fails where a floor is not held.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import time
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.crisis import Scene
from benchmarks.hands import FIRST_USER, Hand
from benchmarks.measure import Bench, Plan
from benchmarks.process import ROOT
from bot.domain.broadcasts import Audience, Broadcast, Going, Post, Who
from bot.flows.organising.mailing import KIND
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.memory import Memory
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Address, Sender
from sandbox.faults import Fault, Faults
from sandbox.server import Sandbox

NEWS = "В пятницу меняются правила оплаты проезда. Паспорт менять не нужно, платить заранее тоже."
FIRST_READER = FIRST_USER + 100_000
TALKERS = 40
"""Residents who use the line meanwhile, one after another."""

CEILING = {"telegram": 30.0, "vk": 500.0}
"""Messages a second: Telegram's own limit; VK's twenty calls, each a pack of twenty-five."""

FLOORS = {"telegram": 0.97, "telegram, jitter": 0.94, "vk": 0.0}
REPLY_FLOOR = 1.0
SETTLING = 3.0
"""Seconds at both ends that do not count, where it takes longer: the first window is empty."""


class Jitter(Faults):
    """Each message takes up to so many seconds to come, another time each."""

    def __init__(self, sandbox: Sandbox, most: float) -> None:
        super().__init__(sandbox.world.updates)
        self._most = most
        self._dice = random.Random(1)

    def pick(self, method: str) -> Fault | None:
        """As Faults has it."""
        return Fault.delay(self._dice.uniform(0.0, self._most)) if method == "sendMessage" else None


@dataclass(frozen=True, slots=True)
class Sent:
    """What was measured. Rates are messages a second in the steady state, `share` of the ceiling."""

    people: int
    once: int
    seconds: float
    rate: float
    share: float
    broadcast: float
    refused: int
    replies: int
    p50: float
    p99: float
    cpu: float
    load: float


class Mail(Scene):
    """One messenger with a line, and everybody in the town."""

    def __init__(self, bench: Bench, messenger: str, people: int, jitter: float, replies: float) -> None:
        super().__init__(bench, messenger, 0)
        self._many = people
        self._jitter = jitter
        self._replies = replies
        self._all: list[float] = []
        self._took: list[float] = []
        self._got: Counter[int] = Counter()
        self._got_at: list[float] = []
        self._ended = asyncio.Event()

    async def send(self) -> Sent:
        """Send it to all of them, while some of them talk."""
        path = self.bench.fresh(f"broadcast-{self.messenger}.db")
        await fill(path, self.bench.key, self.messenger, self._many)
        sandbox = self._sandbox()
        async with sandbox:
            if self._jitter:
                sandbox.front.faults = Jitter(sandbox, self._jitter)
            self._town(sandbox)
            world: Any = sandbox.vk.world if self.messenger == "vk" else sandbox.world
            world.watch(self._notice)
            talkers = [self._hand(sandbox, FIRST_USER + number) for number in range(TALKERS)]
            async with self._line(sandbox, path) as bot:
                talking = asyncio.create_task(self._talk(talkers))
                with suppress(TimeoutError):
                    async with asyncio.timeout(60.0 + 2.0 * self._many / CEILING[self.messenger]):
                        await self._ended.wait()
                talking.cancel()
                await asyncio.gather(talking, return_exceptions=True)
                cpu = bot.cpu
                # So that every mark is on disk, and the author has the report.
                await asyncio.sleep(5.0)
            pacer = sandbox.vk.api.desk.pacer if self.messenger == "vk" else sandbox.api.pacer
            refused = pacer.refused
        return self._summed(refused, cpu)

    def _town(self, sandbox: Sandbox) -> None:
        for user in range(FIRST_READER, FIRST_READER + self._many):
            if self.messenger == "vk":
                sandbox.vk.world.add_user(user, "Анна", str(user))
                sandbox.vk.world.dialogue(user).permission = "allowed"
            else:
                sandbox.world.add_user(user, "Анна", str(user))
                sandbox.world.private(user).started = True

    def _notice(self, change: Any) -> None:
        message = change.message
        if message is None or not message.outgoing or change.kind not in ("message", "edited"):
            return
        now = time.perf_counter()
        self._all.append(now)
        if message.text == NEWS:
            self._got[message.peer.id if self.messenger == "vk" else message.chat.id] += 1
            self._got_at.append(now)
            if len(self._got_at) == self._many:
                self._ended.set()

    async def _talk(self, talkers: list[Hand]) -> None:
        """One after another presses the key, at random moments; how long each waits for the answer."""
        dice = random.Random(2)
        asked: dict[int, float] = {}

        def heard(number: int, message: Any) -> None:
            if message.text != NEWS and number in asked:
                self._took.append(time.perf_counter() - asked.pop(number))

        for number, hand in enumerate(talkers):
            hand.watches(partial(heard, number))
        number = 0
        try:
            while True:
                await asyncio.sleep(dice.expovariate(self._replies))
                asked.setdefault(number, time.perf_counter())
                talkers[number].says("Меню")
                number = (number + 1) % len(talkers)
        finally:
            # Who still waits has waited as long as this.
            self._took += [time.perf_counter() - at for at in asked.values()]

    def _summed(self, refused: int, cpu: float) -> Sent:
        first, last = self._got_at[0], self._got_at[-1]
        settling = SETTLING if last - first > 4 * SETTLING else 0.0
        begin, end = first + settling, last - settling

        def rate(moments: list[float]) -> float:
            return sum(begin <= at < end for at in moments) / (end - begin)

        took = sorted(self._took) or [0.0]
        whole = rate(self._all)
        return Sent(
            people=self._many,
            once=sum(count == 1 for count in self._got.values()),
            seconds=last - first,
            rate=whole,
            share=whole / CEILING[self.messenger],
            broadcast=rate(self._got_at),
            refused=refused,
            replies=len(self._took),
            p50=took[len(took) // 2],
            p99=took[min(len(took) - 1, int(0.99 * len(took)))],
            cpu=cpu,
            load=os.getloadavg()[0],
        )


async def fill(path: Path, key: str, messenger: str, people: int) -> None:
    """A town that agreed to everything, and a broadcast to all of it that is about to begin."""
    database = Database(path, Cipher((key,)))
    await database.open()
    now = time.time()
    work = UnitOfWork(database, Memory(1), LetterIds(0, now), lambda: now)
    async with database.transaction():
        for account in range(FIRST_READER, FIRST_READER + people):
            person = await work.people.meet(messenger, Sender(account, "Анна"), now)
            await work.people.consent(person, "1", True, now)
        author = Address(messenger, FIRST_READER)
        new = Broadcast(
            id=0,
            author=1,
            address=author,
            text=NEWS,
            file=None,
            audience=Audience(Who.EVERYBODY),
            urgent=True,
            state=Going.SENDING,
            total=0,
            counts={},
            version=1,
            created_at=now,
        )
        one = await work.broadcasts.begin(new, (messenger,))
        work.later(f"{KIND}:{one.id}", KIND, now + SETTLING, author, {"broadcast": one.id})
        await work.end_turn()
        await work.flush()
    await database.close()


async def marked(path: Path, key: str) -> dict[Post, int]:
    """What the line believes to have sent."""
    database = Database(path, Cipher((key,)))
    await database.open()
    rows = await database.fetch("SELECT state, count(*) FROM broadcast_recipients GROUP BY state")
    await database.close()
    return {Post(row[0]): int(row[1]) for row in rows}


async def measure(given: argparse.Namespace) -> bool:
    """Measure, print, write; whether all is as it must be."""
    plan = Plan()
    plan.folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(plan)
    found: dict[str, dict[str, object]] = {}
    good = True
    ways = [("telegram", "telegram", 0.0), ("telegram, jitter", "telegram", 0.04), ("vk", "vk", 0.0)]
    for name, messenger, jitter in ways:
        if given.only and name != given.only:
            continue
        one = await Mail(bench, messenger, given.people, jitter, given.replies).send()
        posts = await marked(bench.plan.folder / f"broadcast-{messenger}.db", bench.key)
        kept = (
            one.share >= FLOORS[name]
            and one.p99 <= REPLY_FLOOR
            and not one.refused
            and one.once == one.people == posts.get(Post.DELIVERED)
        )
        good = good and kept
        found[name] = {**asdict(one), "kept": kept}
        print(
            f"{name}: {one.people} people in {one.seconds:.1f} s, {one.rate:.2f} messages/s,"
            f" {one.share:.1%} of the ceiling ({one.broadcast:.2f}/s of the broadcast);"
            f" {one.refused} answers of 429; {one.replies} replies, p50 {one.p50 * 1000:.0f} ms,"
            f" p99 {one.p99 * 1000:.0f} ms; {one.cpu:.1f} s of processor; load {one.load:.1f};"
            f" {one.once} have exactly one; {'kept' if kept else 'NOT KEPT'}",
            flush=True,
        )
    target = ROOT / "build" / "broadcast.json"
    target.write_text(json.dumps(found, indent=2))
    return good


def main() -> None:
    """Run what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.broadcast", description=__doc__)
    parser.add_argument("--people", type=int, default=10_000, help="who gets the letter")
    parser.add_argument("--replies", type=float, default=2.0, help="residents' messages a second meanwhile")
    parser.add_argument("--only", choices=tuple(FLOORS), help="one of the three")
    raise SystemExit(not asyncio.run(measure(parser.parse_args())))


if __name__ == "__main__":
    main()
