"""Whatever is wrong with VK, it is asked at most twice a second; in a time that takes none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
import requests

from bot.messengers.vk.clients import CallFailed
from bot.messengers.vk.histories import Histories
from bot.messengers.vk.poll import Poll
from bot.pipeline.intake import FetchFailed, Intake
from tests.pipeline.virtual import VirtualLoop

MINUTES = 10 * 60.0
MOST = 2.0
"""Requests a second."""


class FakeClients:
    """Answers calls at once, or fails them all in one way; notes when each came."""

    def __init__(self, trouble: CallFailed | None = None) -> None:
        self.asked_at: list[float] = []
        self.servers = 0
        self._trouble = trouble

    async def call(self, method: str, values: Mapping[str, Any], *, first: bool = False) -> Any:
        self.note()
        if self._trouble is not None:
            raise self._trouble
        if method == "groups.getLongPollServer":
            self.servers += 1
            return {"server": "https://lp.example", "key": "k", "ts": "1"}
        return {"items": [], "count": 0}

    def note(self) -> None:
        self.asked_at.append(asyncio.get_running_loop().time())


class TroubledPoll(Poll):
    """A long poll that answers in one way, always, and at once."""

    def __init__(self, clients: FakeClients, answer: Callable[[], dict[str, Any]]) -> None:
        super().__init__(clients, 1, Histories(clients, 1))  # type: ignore[arg-type]
        self._calls = clients
        self._answer = answer

    async def _ask(self, position: str) -> Any:
        self._calls.note()
        return await super()._ask(position)

    def _get(self, server: str, values: Mapping[str, Any]) -> dict[str, Any]:
        return self._answer()


class FakeInbox:
    """Keeps nothing."""

    async def position(self, messenger: str) -> str:
        return "1"

    async def store(self, source: str, updates: Sequence[Any], now: float) -> list[Any]:
        return []

    async def move(self, positions: Mapping[str, str]) -> None:
        """Nobody asks for it."""


class FakeDatabase:
    """Takes everything."""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        yield


class Source:
    """VK as the intake sees it."""

    name = "vk"

    def __init__(self, poll: Poll) -> None:
        self.fetch = poll.fetch


def raising(error: Exception) -> Callable[[], dict[str, Any]]:
    def answer() -> dict[str, Any]:
        raise error

    return answer


def asked(trouble: CallFailed | None, answer: Callable[[], dict[str, Any]]) -> list[float]:
    """When VK was asked in ten minutes of such trouble."""

    async def lives() -> list[float]:
        clients = FakeClients(trouble)
        source = Source(TroubledPoll(clients, answer))
        inbox, database = FakeInbox(), FakeDatabase()
        intake = Intake(source, database, inbox, lambda _: None, lambda: 0.0, lambda: None)  # type: ignore[arg-type]
        loop = asyncio.get_running_loop()
        end = loop.time() + MINUTES
        task = asyncio.create_task(intake.run())
        while loop.time() < end and not task.done():
            await asyncio.sleep(0.25)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return clients.asked_at

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(lives())


TROUBLES: dict[str, tuple[CallFailed | None, Callable[[], dict[str, Any]]]] = {
    "no connection": (None, raising(requests.ConnectionError())),
    "silence": (None, raising(requests.ReadTimeout())),
    "HTML": (None, raising(ValueError())),
    "nothing new, at once": (None, lambda: {"ts": "1", "updates": []}),
    "no list of events": (None, lambda: {"ts": "1", "updates": 17}),
    "nothing but failed": (None, lambda: {"failed": 2}),
    "failed 1": (None, lambda: {"failed": 1, "ts": "7"}),
    "failed 1 without a place": (None, lambda: {"failed": 1}),
    "failed 3": (None, lambda: {"failed": 3}),
    "failed 4": (None, lambda: {"failed": 4}),
    "an odd failed": (None, lambda: {"failed": "gone"}),
    "calls: no connection": (CallFailed("ConnectionError", sent=False), dict),
    "calls: 500": (CallFailed("HTTP 500"), dict),
    "calls: too fast": (CallFailed("", code=6), dict),
    "calls: flood": (CallFailed("", code=9), dict),
    "calls: internal error": (CallFailed("", code=10), dict),
    "calls: no such token": (CallFailed("", code=5), dict),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_vk_is_asked_at_most_twice_a_second_and_never_given_up(name: str) -> None:
    times = asked(*TROUBLES[name])
    for start in range(len(times)):
        for end in range(start, len(times)):
            # One round is three calls at once: a server, the conversations, the events.
            assert end - start + 1 <= MOST * (times[end] - times[start]) + 3, times[start : end + 1]
    assert len(times) >= 5
    assert times[-1] > times[0] + MINUTES - 100.0


@pytest.mark.parametrize(("name", "most"), [("calls: no such token", 12), ("no connection", 60)])
def test_what_lasts_is_asked_about_ever_more_rarely(name: str, most: int) -> None:
    assert len(asked(*TROUBLES[name])) <= most


def test_after_some_failures_another_server_is_asked_for() -> None:
    """The server of the long poll may be gone while VK is well."""

    async def lives() -> int:
        clients = FakeClients()
        poll = TroubledPoll(clients, raising(requests.ConnectionError()))
        await poll.fetch("")  # at the first start it is only learnt how far the conversations are
        for _ in range(7):
            with pytest.raises(FetchFailed):
                await poll.fetch("1")
        return clients.servers

    assert asyncio.run(lives()) == 3
