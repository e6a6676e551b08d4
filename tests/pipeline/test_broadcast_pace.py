"""A broadcast at a strict messenger, in virtual time: how much of its second is used, and who waits."""

from __future__ import annotations

import asyncio
import random
from collections import deque

import pytest

from bot.pipeline.delivery import Delivery
from bot.vocabulary import Answer, Lane, Letter, Limits, Verdict
from tests.pipeline.test_delivery import Post, letter
from tests.pipeline.virtual import VirtualLoop

PEOPLE = 900


class StrictPost(Post):
    """Takes thirty letters in any second, and refuses the next; each is on its way for a while."""

    def __init__(self, jitter: float) -> None:
        super().__init__()
        self.jitter = jitter
        self.dice = random.Random(1)
        self.refused = 0
        self.taken: list[float] = []
        self.second: deque[float] = deque()
        self.said_at: dict[str, float] = {}
        self.waited: list[float] = []

    async def send(self, letter: Letter) -> Answer:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self.dice.uniform(0.0, self.jitter) + 0.001)
        while self.second and self.second[0] <= loop.time() - 1.0:
            self.second.popleft()
        if len(self.second) >= 30:
            self.refused += 1
            return Answer(Verdict.WAIT, after=1.0)
        self.second.append(loop.time())
        self.taken.append(loop.time())
        assert letter.message is not None
        if letter.message.text in self.said_at:
            self.waited.append(loop.time() - self.said_at[letter.message.text])
        await asyncio.sleep(0.001)
        return Answer(Verdict.SENT, message=1)


async def broadcast(post: StrictPost, limits: Limits) -> float:
    """Letters to many, while residents get replies, alone and in bursts, and words of crisis; the rate."""
    loop = asyncio.get_running_loop()
    delivery = Delivery(post, limits, lambda _settled: None, clock=loop.time, now=loop.time)
    running = asyncio.create_task(delivery.run())
    delivery.put([letter("news", 10_000 + number, Lane.BROADCAST) for number in range(PEOPLE)])
    for number in range(60):
        await asyncio.sleep(post.dice.expovariate(3.0))
        lane = Lane.CRISIS if number % 10 == 0 else Lane.REPLY
        for part in range(8 if number % 20 == 5 else 1):
            text = f"{lane.name} {number} {part}"
            post.said_at[text] = loop.time()
            delivery.put([letter(text, 100 * number + part + 1, lane)])
    while delivery.waiting:
        await asyncio.sleep(0.05)
    await delivery.stop(0.0)
    await running
    begin, end = post.taken[0] + 2.0, post.taken[-1] - 1.0
    return sum(begin <= at < end for at in post.taken) / (end - begin)


def run(post: StrictPost, limits: Limits) -> float:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(broadcast(post, limits))


@pytest.mark.parametrize(("jitter", "share"), [(0.0, 0.985), (0.04, 0.95)])
def test_a_broadcast_uses_the_whole_second_and_nobody_waits_for_it(jitter: float, share: float) -> None:
    post = StrictPost(jitter)
    rate = run(post, Limits(per_second=30))
    assert rate >= 30 * share
    assert post.refused == 0
    assert len(post.waited) == len(post.said_at)
    assert max(post.waited) < 0.5


def test_a_pace_that_is_too_fast_is_refused() -> None:
    post = StrictPost(0.04)
    run(post, Limits(per_second=34))
    assert post.refused > 0
