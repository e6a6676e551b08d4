"""vk_api made fit for a line: a timeout on every call, several clients, and one pace for all of them."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import jconfig
import orjson
import requests
import vk_api
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from vk_api.exceptions import ApiError, ApiHttpError, VkApiError

from bot.messengers.vk.threads import aside

VERSION = "5.199"
HOSTS = ("https://api.vk.com/", "https://api.vk.ru/")
AT_ONCE = 25
"""Calls that one `execute` takes."""

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

    def __init__(self, api_url: str = "", read: float = READ) -> None:
        super().__init__()
        self._api_url = urlsplit(api_url) if api_url else None
        self._patience = (CONNECT, read)

    def send(  # type: ignore[override]
        self, request: requests.PreparedRequest, timeout: Any = None, **more: Any
    ) -> requests.Response:
        """Send one request, at the address and with the patience that hold here."""
        if self._api_url is not None and request.url is not None:
            asked = urlsplit(request.url)
            request.url = urlunsplit(
                (self._api_url.scheme, self._api_url.netloc, asked.path, asked.query, "")
            )
        return super().send(request, timeout=timeout or self._patience, **more)


def session(api_url: str, read: float = READ) -> requests.Session:
    """A session whose every call has a timeout."""
    made = requests.Session()
    made.mount("https://", Door())
    made.mount("http://", Door())
    for host in HOSTS:
        made.mount(host, Door(api_url, read))
    return made


class _Client:
    """One VkApiGroup with a session of its own, for one call at a time: its lock holds nobody else."""

    def __init__(self, token: str, api_url: str, name: str, read: float) -> None:
        # What vk_api would keep in a file beside the line stays in memory: it holds the token.
        self._api = vk_api.VkApiGroup(
            token=token, api_version=VERSION, session=session(api_url, read), config=jconfig.MemoryConfig
        )
        # Our own pace covers all clients together; a pace in each would only add to it.
        self._api.RPS_DELAY = 0
        # By itself vk_api repeats a call that came too fast, asleep and without end, and makes a captcha
        # something that is no ApiError; here every error has its code, and the verdicts rule.
        self._api.error_handlers.clear()
        self._name = name

    async def call(self, method: str, values: Mapping[str, Any], *, whole: bool) -> Any:
        return await aside(self._name, self._call, method, dict(values), whole)

    def _call(self, method: str, values: dict[str, Any], whole: bool) -> Any:
        try:
            return self._api.method(method, values, raw=whole)
        except ApiError as error:
            code = error.code if isinstance(error.code, int) else 0
            raise CallFailed(str(error.error.get("error_msg", "")), code=code) from None
        except ApiHttpError as error:
            raise CallFailed(f"HTTP {error.response.status_code}") from None
        except requests.ConnectionError as error:
            raise CallFailed(type(error).__name__, sent=not never_left(error)) from None
        except requests.RequestException as error:
            raise CallFailed(type(error).__name__) from None
        except (ValueError, KeyError, TypeError, AttributeError, VkApiError) as error:
            # JSON, but none of VK's: what a proxy or a captive page says must bury no letter.
            raise CallFailed(f"no answer of VK ({type(error).__name__})") from None

    def close(self) -> None:
        self._api.http.close()


def never_left(error: requests.ConnectionError) -> bool:
    """Whether there was no connection at all: refused, not found, not in time."""
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", cause), (NewConnectionError, ConnectTimeoutError))


def _refusal(error: Mapping[str, Any]) -> CallFailed:
    return CallFailed(str(error.get("error_msg") or ""), code=int(error.get("error_code") or 0))


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
            most = self._per_second if first else max(1, self._per_second - self._spare)
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

    def __init__(self, token: str, api_url: str, per_second: int, size: int = 4, read: float = READ) -> None:
        self._reserved = _Client(token, api_url, "vk-first", read)
        self._idle = [_Client(token, api_url, f"vk-{number}", read) for number in range(size)]
        self._idle_first = [self._reserved]
        self._all = (self._reserved, *self._idle)
        self._waiting: deque[asyncio.Future[_Client]] = deque()
        self._waiting_first: deque[asyncio.Future[_Client]] = deque()
        self._pace = Pace(per_second)

    async def call(self, method: str, values: Mapping[str, Any], *, first: bool = False) -> Any:
        """One call; `first` may use the client that is kept free. Raises CallFailed."""
        return await self._called(method, values, first=first, whole=False)

    async def execute(
        self, calls: Sequence[tuple[str, Mapping[str, Any]]], *, first: bool = False
    ) -> list[Any]:
        """Several calls in one: what each answered, or the CallFailed with which VK refused it.

        Raises CallFailed where none was answered by itself.
        """
        made = (f"API.{method}({orjson.dumps(values).decode()})" for method, values in calls)
        given = {"code": f"return [{','.join(made)}];"}
        answer = await self._called("execute", given, first=first, whole=True)
        results = answer.get("response")
        if not isinstance(results, list) or len(results) != len(calls):
            raise CallFailed("no answer of VK")
        # A refused call answers false; why stands beside, in the same order.
        refused = iter(answer.get("execute_errors") or ())
        return [_refusal(next(refused, {})) if result is False else result for result in results]

    async def _called(self, method: str, values: Mapping[str, Any], *, first: bool, whole: bool) -> Any:
        client = await self._take(first=first)
        try:
            await self._pace.enter(first=first)
        except BaseException:
            self._give_back(client)
            raise
        calling = asyncio.ensure_future(client.call(method, values, whole=whole))
        # A caller may give up; the call goes on, and only its end makes room for another.
        calling.add_done_callback(lambda _: self._landed(client))
        return await asyncio.shield(calling)

    async def _take(self, *, first: bool) -> _Client:
        if self._idle:
            return self._idle.pop()
        if first and self._idle_first:
            return self._idle_first.pop()
        turn: asyncio.Future[_Client] = asyncio.get_running_loop().create_future()
        (self._waiting_first if first else self._waiting).append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back(turn.result())
            raise

    def _landed(self, client: _Client) -> None:
        self._pace.leave()
        self._give_back(client)

    def _give_back(self, client: _Client) -> None:
        kept = client is self._reserved
        for waiting in (self._waiting_first,) if kept else (self._waiting_first, self._waiting):
            while waiting:
                turn = waiting.popleft()
                if not turn.done():
                    turn.set_result(client)
                    return
        (self._idle_first if kept else self._idle).append(client)

    def close(self) -> None:
        """Close all of them; a thread in the middle of a call is not waited for."""
        for client in self._all:
            client.close()
