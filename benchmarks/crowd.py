"""The crowd: many scripted people in the sandbox's own process, each acting as soon as the reply is there."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence

from benchmarks.walks import Step, Walk, buttons_of
from sandbox import acts
from sandbox.models import Change, Message
from sandbox.world import World

FIRST_USER = 5_000_000
DRAIN_SECONDS = 20.0


class Stray(Exception):
    """Somebody did not get the reply that the script expects: nothing that was measured counts."""


class Walker:
    """One person with a script."""

    __slots__ = (
        "_act_at", "_crowd", "_heard", "_index", "_page", "_user", "_walk", "busy", "chat", "laps", "last",
    )  # fmt: skip

    def __init__(self, crowd: Crowd, user: int, walk: Walk) -> None:
        world = crowd.world
        self._crowd = crowd
        self._user = world.users[user]
        self.chat = world.private(user)
        self._walk = walk
        self._index = 0
        self._heard = 0
        self._act_at = 0.0
        self._page: Message | None = None
        self.last: Message | None = None
        self.busy = False
        self.laps = 0
        world.watch(self._notice, user)

    @property
    def step(self) -> Step:
        return self._walk[self._index]

    def act(self) -> None:
        """Do the next step; the reply is waited for."""
        step, world = self._walk[self._index], self._crowd.world
        self.busy = True
        self._heard = 0
        self._crowd.acted += 1
        self._act_at = time.perf_counter()
        if step.said:
            acts.say(world, self._user, self.chat, step.said)
        elif step.contact:
            acts.share_contact(world, self._user, self.chat)
        else:
            message = self._page if step.page else self.last
            if message is None:
                raise Stray(f"{self.chat.id} has nothing to press")
            acts.press(world, self._user, self.chat, message.id, buttons_of(message)[step.button])

    def _notice(self, change: Change) -> None:
        message = change.message
        if change.kind != "message" or message is None or not message.outgoing:
            return
        if not self.busy:
            self._crowd.stray(f"{self.chat.id} hears something unasked: {message.text[:100]}")
            return
        self._heard += 1
        self.last = message
        step = self._walk[self._index]
        if self._heard == step.replies:
            if step.shown != len(buttons_of(message)):
                self._crowd.stray(f"{self.chat.id} at {step} hears another reply: {message.text[:200]}")
                return
            self._done(step, time.perf_counter() - self._act_at)

    def _done(self, step: Step, took: float) -> None:
        self.busy = False
        if step.marks:
            self._page = self.last
        self._index += 1
        if self._index == len(self._walk):
            self._index = 0
            self.laps += 1
            self._walk = self._crowd.next_walk(self)
        self._crowd.completed(self, took)


class Crowd:
    """All of them, in a closed loop (each acts at once) or an open one (they act when arrivals say so)."""

    def __init__(self, world: World, count: int, first: Walk, then: Walk) -> None:
        self.world = world
        self.walk = then
        self.acted = 0
        self.turns = 0
        self.took: list[float] = []
        self.strays: list[str] = []
        self.joined = 0
        self._closed = False
        self._resting: list[Walker] = []
        self._joined_all = asyncio.Event()
        newcomers = range(FIRST_USER, FIRST_USER + count)
        for user in newcomers:
            world.add_user(user, "Анна", str(user), phone=f"+7{9_000_000_000 + user}")
        self.walkers = [Walker(self, user, first) for user in newcomers]
        self._here: set[Walker] = set()

    def next_walk(self, walker: Walker) -> Walk:
        """Where somebody goes after a lap; who came to it first is noted."""
        self._here.add(walker)
        if len(self._here) == len(self.walkers):
            self._joined_all.set()
        return self.walk

    def completed(self, walker: Walker, took: float) -> None:
        """One turn: its whole reply was accepted."""
        self.turns += 1
        self.took.append(took)
        if self._closed:
            walker.act()
        else:
            self._resting.append(walker)

    def stray(self, why: str) -> None:
        """Note what went wrong; the run ends with it."""
        self.strays.append(why)

    async def turn_to(self, walk: Walk, patience: float = 120.0) -> None:
        """Go on with another walk, and wait until everybody does."""
        self.walk = walk
        self._here.clear()
        self._joined_all.clear()
        self.go()
        await self._until_all_joined(patience)

    def go(self) -> None:
        """Everybody who rests acts, and goes on acting."""
        self._closed = True
        resting = self._resting or [walker for walker in self.walkers if not walker.busy]
        self._resting = []
        for walker in resting:
            walker.act()

    async def _until_all_joined(self, patience: float) -> None:
        try:
            async with asyncio.timeout(patience):
                while not self._joined_all.is_set():
                    self._check()
                    await asyncio.sleep(0.05)
        except TimeoutError:
            through = f"only {len(self._here)} of {len(self.walkers)} got through"
            raise Stray(f"{through}: {self._stuck()}") from None

    async def count(self, seconds: float) -> tuple[int, float, Sequence[float]]:
        """Let them walk so long: turns, the time it really was, and how long each took."""
        self.turns, self.took = 0, []
        began = time.perf_counter()
        await asyncio.sleep(seconds)
        turns, took = self.turns, self.took
        spent = time.perf_counter() - began
        self._check()
        return turns, spent, took

    async def rest(self) -> None:
        """Nobody begins anything; who waits for a reply gets it."""
        self._closed = False
        deadline = time.perf_counter() + DRAIN_SECONDS
        while any(walker.busy for walker in self.walkers):
            self._check()
            if time.perf_counter() > deadline:
                raise Stray(f"replies are missing: {self._stuck()}")
            await asyncio.sleep(0.02)
        self._check()

    async def arrive(self, rate: float, seconds: float, dice: random.Random) -> Sequence[float]:
        """Turns begin at random moments (Poisson), whether earlier ones are answered or not."""
        await self.rest()
        self._resting = list(self.walkers)
        self.took = []
        loop = asyncio.get_running_loop()
        at = loop.time()
        end = at + seconds
        while at < end:
            at += dice.expovariate(rate)
            await asyncio.sleep(max(0.0, at - loop.time()))
            if not self._resting:
                raise Stray("everybody waits for a reply: the line is slower than the arrivals")
            place = dice.randrange(len(self._resting))
            self._resting[place], self._resting[-1] = self._resting[-1], self._resting[place]
            self._resting.pop().act()
        took = self.took
        await self.rest()
        return took

    def _check(self) -> None:
        if self.strays:
            raise Stray(f"{len(self.strays)} went astray, for one: {self.strays[0]}")

    def _stuck(self) -> str:
        stuck = [walker for walker in self.walkers if walker.busy]
        if not stuck:
            return "nobody waits"
        heard = stuck[0].last.text[:200] if stuck[0].last else "nothing"
        return f"{len(stuck)} wait, for one {stuck[0].chat.id} at {stuck[0].step} after «{heard}»"
