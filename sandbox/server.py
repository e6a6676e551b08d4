"""Sandbox: the world, its Bot API, VK beside it and the page of phones, started and ended together."""

import asyncio
import time
from types import TracebackType
from typing import Self

from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.front import Front
from sandbox.page import Page
from sandbox.people import Phone
from sandbox.telegram.api import BotApi
from sandbox.telegram.limits import Limits
from sandbox.views import PhoneView
from sandbox.vk.server import Vk
from sandbox.world import World

TOKEN = "777000001:SANDBOX-token-of-a-bot-that-is-not-real"


class Sandbox:
    """Messengers on this machine; `page_port=None` leaves the page out, port 0 takes a free one.

    `vk=True` puts a VK beside Telegram, found in `vk`; a Vk made by hand may be given too.
    A `clock` moves the time of both, and the page shows it.
    """

    def __init__(
        self,
        world: World | None = None,
        *,
        api_port: int = 0,
        page_port: int | None = None,
        limits: Limits | None = None,
        phones: list[PhoneView] | None = None,
        token: str = TOKEN,
        strict: bool = True,
        host: str = "127.0.0.1",
        vk: bool | Vk = False,
        clock: Clock | None = None,
    ) -> None:
        self.world = world or World()
        self.token = token
        self.api = BotApi(self.world, limits, strict=strict)
        self.faults = Faults(self.world.updates)
        self.front = Front(self.api, self.faults, token)
        self._vk = Vk(host=host) if vk is True else vk or None
        self.clock = clock
        if clock is not None:
            for one in (self.world, self._vk.world) if self._vk is not None else (self.world,):
                one.clock, one.stopwatch = clock.now, time.monotonic
        self.page = None if page_port is None else Page(self.world, self.faults, phones, self._vk, clock)
        self._host = host
        self._api_port = api_port
        self._page_port = page_port or 0

    async def __aenter__(self) -> Self:
        await self.front.start(self._api_port, self._host)
        try:
            if self._vk is not None:
                await self._vk.start()
            if self.page is not None:
                await self.page.open(self._page_port, self._host)
        except OSError:
            await self._stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.page is not None:
            await self.page.close()
        await self._stop()

    async def _stop(self) -> None:
        if self._vk is not None:
            await self._vk.stop()
        await self.front.stop()

    @property
    def vk(self) -> Vk:
        """The VK beside Telegram: world, api_url, token, group_id, phone, faults, limits."""
        if self._vk is None:
            raise LookupError("this sandbox has no VK: Sandbox(vk=True)")
        return self._vk

    @property
    def api_url(self) -> str:
        """Where the bot calls: https://api.telegram.org of this world."""
        return f"http://{self._host}:{self.front.port}"

    @property
    def page_url(self) -> str:
        """Where the page of phones is."""
        if self.page is None:
            raise LookupError("this sandbox has no page")
        return f"http://{self._host}:{self.page.port}"

    @property
    def calls(self) -> dict[str, int]:
        """How often the bot called each method."""
        return self.api.calls

    async def outage(self, seconds: float) -> None:
        """Refuse every connection of the bot for so long; run it as a task to look on meanwhile."""
        await self.front.outage(seconds)

    async def silence(self, seconds: float) -> None:
        """Answer the bot nothing for so long, connections stay open; run it as a task beside."""
        self.faults.silent = True
        await asyncio.sleep(seconds)
        self.faults.silent = False

    def phone(self, user: int, chat: int | None = None) -> Phone:
        """A hand on the user's private chat with the bot, or on another chat."""
        return Phone(self.world, user, chat)
