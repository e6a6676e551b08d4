"""The crowd: many scripted people in the sandbox's own process, each acting as soon as the reply is there."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.hands import Hand, count_of_buttons
from benchmarks.walks import Step, Walk

DRAIN_SECONDS = 20.0


class Stray(Exception):
    """Somebody did not get the reply that the script expects: nothing that was measured counts."""


class Walker:
    """One person with a script."""

    __slots__ = ("_act_at", "_crowd", "_heard", "_index", "_page", "_walk", "busy", "hand", "laps", "last")

    def __init__(self, crowd: Crowd, hand: Hand, walk: Walk) -> None:
        self._crowd = crowd
        self.hand = hand
        self._walk = walk
        self._index = 0
        self._heard = 0
        self._act_at = 0.0
        self._page: Any = None
        self.last: Any = None
        self.busy = False
        self.laps = 0
        hand.watches(self._hear)

    @property
    def step(self) -> Step:
        return self._walk[self._index]

    def act(self) -> None:
        """Do the next step; the reply is waited for."""
        step, hand = self._walk[self._index], self.hand
        self.busy = True
        self._heard = 0
        self._crowd.acted += 1
        self._act_at = time.perf_counter()
        if step.said:
            hand.says(step.said)
        elif step.contact:
            hand.shares_contact()
        else:
            message = self._page if step.page else self.last
            if message is None:
                raise Stray(f"{hand.name} has nothing to press")
            hand.presses(message, step.button)

    def _hear(self, message: Any) -> None:
        if not self.busy:
            self._crowd.stray(f"{self.hand.name} hears something unasked: {message.text[:100]}")
            return
        self._heard += 1
        self.last = message
        step = self._walk[self._index]
        if self._heard == step.replies:
            if step.shown != count_of_buttons(message):
                self._crowd.stray(f"{self.hand.name} at {step} hears another reply: {message.text[:200]}")
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

    def __init__(self, hands: Sequence[Hand], first: Walk, then: Walk) -> None:
        self.walk = then
        self.acted = 0
        self.turns = 0
        self.took: list[float] = []
        self.strays: list[str] = []
        self.joined = 0
        self._closed = False
        self._resting: list[Walker] = []
        self._joined_all = asyncio.Event()
        self.walkers = [Walker(self, hand, first) for hand in hands]
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
        return f"{len(stuck)} wait, for one {stuck[0].hand.name} at {stuck[0].step} after «{heard}»"
