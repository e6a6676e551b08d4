"""Vk: a VK on this machine with its API, Long Poll and files on one port."""

import asyncio

from sandbox.vk.api import VkApi
from sandbox.vk.faults import VkFaults
from sandbox.vk.front import VkFront
from sandbox.vk.limits import VkLimits
from sandbox.vk.people import VkPhone
from sandbox.vk.world import VkWorld

VK_TOKEN = "vk1.a.SANDBOX-token-of-a-community-that-is-not-real"


class Vk:
    """The world of one VK and its server; started and ended by the Sandbox it belongs to."""

    def __init__(
        self,
        world: VkWorld | None = None,
        *,
        port: int = 0,
        limits: VkLimits | None = None,
        token: str = VK_TOKEN,
        strict: bool = True,
        host: str = "127.0.0.1",
    ) -> None:
        self.world = world or VkWorld()
        self.token = token
        self.faults = VkFaults(self.world.events)
        self.api = VkApi(self.world, self.faults, token, limits, strict=strict)
        self.front = VkFront(self.api, self.faults)
        self._host = host
        self._port = port

    async def start(self) -> None:
        """Listen."""
        await self.front.start(self._port, self._host)

    async def stop(self) -> None:
        """Close the port and every connection."""
        await self.front.stop()

    @property
    def api_url(self) -> str:
        """Where the bot calls: https://api.vk.com (and api.vk.ru) of this world."""
        return f"http://{self._host}:{self.front.port}"

    @property
    def group_id(self) -> int:
        """The community that the bot speaks for."""
        return self.world.community.id

    @property
    def limits(self) -> VkLimits:
        """How much this VK takes."""
        return self.api.desk.limits

    @property
    def calls(self) -> dict[str, int]:
        """How often the bot called each method, "longpoll" included."""
        return self.api.calls

    async def outage(self, seconds: float) -> None:
        """Refuse every connection for so long; run it as a task to look on meanwhile."""
        await self.front.outage(seconds)

    async def silence(self, seconds: float) -> None:
        """Answer nothing for so long, with connections open; run it as a task to look on meanwhile."""
        self.faults.silent = True
        await asyncio.sleep(seconds)
        self.faults.silent = False

    def phone(self, user: int, peer: int | None = None) -> VkPhone:
        """A hand on the user's dialogue with the community, or on a chat (2000000000 + number)."""
        return VkPhone(self.world, user, peer)
