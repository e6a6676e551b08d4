"""vk_api made fit for a line: a timeout on every call, a client a thread, and one pace for all of them."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import jconfig
import requests
import vk_api
from requests.adapters import HTTPAdapter
from vk_api.exceptions import ApiError, ApiHttpError, VkApiError

VERSION = "5.199"
HOSTS = ("https://api.vk.com/", "https://api.vk.ru/")
CONNECT, READ = 5.0, 15.0
"""Seconds for a connection and for an answer, unless a call says otherwise: vk_api itself has no limit."""


class CallFailed(Exception):
    """A call came to no answer: VK's error by `code`, or 0 and whether the request may have been taken."""

    def __init__(self, why: str, *, code: int = 0, sent: bool = True) -> None:
        super().__init__(why)
        self.code = code
        self.sent = sent


class Door(HTTPAdapter):
    """The way to VK's hosts: through another address where one is set, and never without a timeout."""

    def __init__(self, api_url: str = "") -> None:
        super().__init__()
        self._api_url = urlsplit(api_url) if api_url else None

    def send(  # type: ignore[override]
        self, request: requests.PreparedRequest, timeout: Any = None, **more: Any
    ) -> requests.Response:
        """Send one request, at the address and with the patience that hold here."""
        if self._api_url is not None and request.url is not None:
            asked = urlsplit(request.url)
            request.url = urlunsplit(
                (self._api_url.scheme, self._api_url.netloc, asked.path, asked.query, "")
            )
        return super().send(request, timeout=timeout or (CONNECT, READ), **more)


def session(api_url: str) -> requests.Session:
    """A session whose every call has a timeout."""
    made = requests.Session()
    made.mount("https://", Door())
    made.mount("http://", Door())
    for host in HOSTS:
        made.mount(host, Door(api_url))
    return made


class _Client:
    """One VkApiGroup in one thread: its lock holds nobody else."""

    def __init__(self, token: str, api_url: str, name: str) -> None:
        # What vk_api would keep in a file beside the line stays in memory: it holds the token.
        self._api = vk_api.VkApiGroup(
            token=token, api_version=VERSION, session=session(api_url), config=jconfig.MemoryConfig
        )
        # Our own pace covers all clients together; a pace in each would only add to it.
        self._api.RPS_DELAY = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)

    async def call(self, method: str, values: Mapping[str, Any]) -> Any:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, self._call, method, dict(values))
        except ApiError as error:
            raise CallFailed(str(error.error.get("error_msg", "")), code=error.code) from None
        except ApiHttpError as error:
            raise CallFailed(f"HTTP {error.response.status_code}") from None
        except requests.ConnectionError as error:
            unsent = isinstance(error, requests.exceptions.ConnectTimeout) or "NewConnectionError" in repr(
                error
            )
            raise CallFailed(type(error).__name__, sent=not unsent) from None
        except (requests.RequestException, ValueError) as error:
            raise CallFailed(type(error).__name__) from None
        except VkApiError as error:
            # A captcha is no ApiError.
            raise CallFailed(type(error).__name__, code=14) from None

    def _call(self, method: str, values: dict[str, Any]) -> Any:
        return self._api.method(method, values)

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._api.http.close()


class Pace:
    """The community's calls a second over all clients; a slot is free a second after its answer."""

    def __init__(self, per_second: int, spare: int = 4) -> None:
        self._per_second = per_second
        self._spare = spare
        self._marks: deque[float] = deque()
        self._flying = 0
        self._freed = asyncio.Event()

    async def enter(self, *, first: bool) -> None:
        """Wait for a slot; some are kept for what must go first."""
        if not self._per_second:
            return
        while True:
            now = time.monotonic()
            while self._marks and self._marks[0] <= now - 1.0:
                self._marks.popleft()
            most = self._per_second if first else self._per_second - self._spare
            if len(self._marks) + self._flying < most:
                self._flying += 1
                return
            await asyncio.sleep(max(0.01, self._marks[0] + 1.0 - now) if self._marks else 0.01)

    def leave(self) -> None:
        """The answer is here."""
        if self._per_second:
            self._flying -= 1
            self._marks.append(time.monotonic())


class Clients:
    """A few clients under one pace; one of them is kept for crisis and replies."""

    def __init__(self, token: str, api_url: str, per_second: int, size: int = 4) -> None:
        self._reserved = _Client(token, api_url, "vk-first")
        self._idle = deque(_Client(token, api_url, f"vk-{number}") for number in range(size))
        self._all = (self._reserved, *self._idle)
        self._reserved_lock = asyncio.Lock()
        self._room = asyncio.Semaphore(size)
        self._pace = Pace(per_second)

    async def call(self, method: str, values: Mapping[str, Any], *, first: bool = False) -> Any:
        """One call; `first` may use the client that is kept free. Raises CallFailed."""
        await self._pace.enter(first=first)
        try:
            if first and self._room.locked() and not self._reserved_lock.locked():
                async with self._reserved_lock:
                    return await self._reserved.call(method, values)
            async with self._room:
                client = self._idle.popleft()
                try:
                    return await client.call(method, values)
                finally:
                    self._idle.append(client)
        finally:
            self._pace.leave()

    def close(self) -> None:
        """Close all of them; a thread in the middle of a call is not waited for."""
        for client in self._all:
            client.close()
