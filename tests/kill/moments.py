"""The moments at which a line dies: at random, or aimed by what the sandbox hears from it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.telegram.api import Answer, BotApi


@dataclass(frozen=True, slots=True)
class Moment:
    """Kill `after` seconds; or then wait for the next call of `method`, kill when it comes or is answered.

    A call that comes takes effect; when its caller dies at once, its answer is lost. What was just answered
    is on its way to the disk: `delay` moves the kill through the commit. `holding` narrows the calls.
    """

    after: float
    method: str = ""
    answered: bool = False
    delay: float = 0.0
    holding: bytes = b""


def choose(chance: random.Random) -> Moment:
    """A moment of any sort."""
    sort = chance.random()
    if sort < 0.4:
        return Moment(chance.uniform(0.0, 1.5))
    method = "getUpdates" if sort < 0.7 else "sendMessage"
    answered = chance.random() < 0.6
    return Moment(chance.uniform(0.1, 0.6), method, answered, chance.uniform(0.0, 0.012))


class Watched:
    """The Bot API, with somebody looking on who kills at the chosen moment."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._moment: Moment | None = None
        self._kill: Callable[[], None] = lambda: None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._api, name)

    def aim(self, moment: Moment, kill: Callable[[], None]) -> None:
        """Kill at the moment's next call."""
        self._moment, self._kill = moment, kill

    def call(
        self, name: str, content_type: bytes, body: bytes, query: bytes
    ) -> Answer | asyncio.Future[Answer]:
        """As BotApi has it."""
        answer = self._api.call(name, content_type, body, query)
        moment = self._moment
        if moment is None or moment.method != name or moment.holding not in body:
            return answer
        self._moment = None
        if not moment.answered:
            self._kill()
        elif isinstance(answer, asyncio.Future):
            answer.add_done_callback(lambda _: self._later(moment.delay))
        else:
            self._later(moment.delay)
        return answer

    def _later(self, delay: float) -> None:
        asyncio.get_running_loop().call_later(delay, self._kill)
