"""A lean keep-alive HTTP/1.1 client for one host: POST a body, get status and bytes.

A general client costs more than the rest of a turn (docs/benchmarks.md); httptools does the parsing.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections import deque
from typing import cast
from urllib.parse import urlsplit

import httptools

IDLE = 20.0
"""Seconds after which an idle connection is not used again: the server may be closing it."""


class WireError(Exception):
    """The exchange failed; `sent` says whether the server may have taken the request."""

    def __init__(self, why: str, *, sent: bool) -> None:
        super().__init__(why)
        self.sent = sent


class Wire:
    """Connections to one host, used again and again."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("an address like https://api.telegram.org is needed")
        self._host = parts.hostname
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._host_header = parts.netloc.rpartition("@")[2]
        self._idle: deque[_Connection] = deque()

    async def get(self, path: str, timeout: float = 30.0) -> tuple[int, bytes]:
        """Fetch something; raises WireError."""
        head = f"GET {path} HTTP/1.1\r\nHost: {self._host_header}\r\n\r\n"
        return await self._exchange(head.encode(), timeout)

    async def post(
        self, path: str, body: bytes, timeout: float = 30.0, content_type: str = "application/json"
    ) -> tuple[int, bytes]:
        """Send a body; raises WireError."""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self._host_header}\r\nContent-Type: {content_type}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return await self._exchange(head.encode() + body, timeout)

    async def _exchange(self, request: bytes, timeout: float) -> tuple[int, bytes]:
        connection = self._take() or await self._connect(min(timeout, 10.0))
        answer = connection.ask(request)
        # A timer of our own: asyncio.timeout costs several times as much, on every exchange.
        timer = asyncio.get_running_loop().call_later(timeout, connection.expire)
        try:
            status, content = await answer
        except BaseException:
            connection.close()
            raise
        finally:
            timer.cancel()
        if connection.reusable:
            self._idle.append(connection)
        return status, content

    def _take(self) -> _Connection | None:
        now = time.monotonic()
        while self._idle:
            connection = self._idle.pop()
            if connection.reusable and now - connection.used_at < IDLE:
                return connection
            connection.close()
        return None

    async def _connect(self, patience: float) -> _Connection:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(patience):
                _, connection = await loop.create_connection(
                    _Connection,
                    self._host,
                    self._port,
                    ssl=self._tls,
                    server_hostname=self._host if self._tls else None,
                )
        except TimeoutError:
            raise WireError("no connection in time", sent=False) from None
        except OSError as error:
            raise WireError(f"no connection ({type(error).__name__})", sent=False) from None
        return connection

    def close(self) -> None:
        """Close what is idle; what is in use closes when it ends."""
        while self._idle:
            self._idle.popleft().close()


class _Connection(asyncio.Protocol):
    """One connection, one exchange at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiter: asyncio.Future[tuple[int, bytes]] | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._body: list[bytes] = []
        self._open = True
        self.used_at = 0.0

    @property
    def reusable(self) -> bool:
        return self._open and self._waiter is None

    def ask(self, request: bytes) -> asyncio.Future[tuple[int, bytes]]:
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        if self._transport is None or not self._open:
            self._fail("the connection was closed")
        else:
            self._body.clear()
            self._transport.write(request)
        return waiter

    def close(self) -> None:
        self._open = False
        if self._transport is not None:
            self._transport.close()

    def expire(self) -> None:
        self.close()
        self._fail("no answer in time")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # A cast and no check: uvloop's transports are no subclasses of asyncio's.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.close()
            self._fail("the answer is no HTTP")

    def connection_lost(self, exc: Exception | None) -> None:
        self._open = False
        self._fail("the connection was lost")

    def _fail(self, why: str) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_exception(WireError(why, sent=True))

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        waiter, self._waiter = self._waiter, None
        self.used_at = time.monotonic()
        status = self._parser.get_status_code()
        if not self._parser.should_keep_alive():
            self.close()
        if waiter is not None and not waiter.done():
            waiter.set_result((status, b"".join(self._body)))
        self._parser = httptools.HttpResponseParser(self)
