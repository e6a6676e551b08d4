"""A lean HTTP/1.1 server for APIs of messengers: keep-alive, pipelining, bodies by length or in chunks."""

import asyncio
import mimetypes
from collections import deque
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import unquote

import httptools
import orjson

from sandbox.faults import Fault, Faults
from sandbox.telegram.api import Answer, BotApi
from sandbox.telegram.errors import ApiError, not_found, unauthorized

MOST_HEADER_BYTES = 32 * 1024
MOST_BODY_BYTES = 64 * 1024 * 1024
REASONS = {status.value: status.phrase.encode() for status in HTTPStatus}
HEADS = {
    code: b"HTTP/1.1 %d %s\r\nServer: sandbox\r\nContent-Type: application/json\r\nContent-Length: "
    % (code, REASONS[code])
    for code in (200, 400, 401, 403, 404, 409, 413, 429, 500, 501)
}


class Request(NamedTuple):
    """One request as it came."""

    url: bytes
    content_type: bytes
    body: bytes
    keep_alive: bool
    authorization: bytes = b""


class Listener:
    """One port with its connections; what is behind it says which method a path names and what it answers."""

    files = b"/file/bot"
    """Where paths of downloads begin."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.connections: set[Connection] = set()
        self.port = 0
        self._server: asyncio.Server | None = None
        self._ended = False

    def method(self, path: bytes) -> str | Answer:
        """The method that a path names, or the refusal."""
        raise NotImplementedError

    def download(self, path: bytes) -> tuple[Answer, str]:
        """A stored file's bytes and their type."""
        raise NotImplementedError

    def call(self, method: str, request: Request, query: bytes) -> Answer | asyncio.Future[Answer]:
        """Carry out a call, now or later."""
        raise NotImplementedError

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> None:
        """Listen; port 0 takes a free one."""
        self._server = await asyncio.get_running_loop().create_server(lambda: Connection(self), host, port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Close the port and every connection."""
        self._ended = True
        if self._server is not None:
            self._server.close()
        for connection in tuple(self.connections):
            connection.abort()
        if self._server is not None:
            await self._server.wait_closed()
            self._server = None

    async def outage(self, seconds: float) -> None:
        """Refuse connections for so long, then listen on the same port again."""
        await self.stop()
        self._ended = False
        await asyncio.sleep(seconds)
        if not self._ended:
            await self.start(self.port)


class Front(Listener):
    """The server of one Bot API; `token` is the only one it knows."""

    def __init__(self, api: BotApi, faults: Faults, token: str) -> None:
        super().__init__(faults)
        self.api = api
        self.token = token
        self._known: dict[bytes, str] = {}

    def call(self, method: str, request: Request, query: bytes) -> Answer | asyncio.Future[Answer]:
        """Carry out a call, now or later."""
        return self.api.call(method, request.content_type, request.body, query)

    def method(self, path: bytes) -> str | Answer:
        """The method that a path names, or the refusal."""
        known = self._known.get(path)
        if known is not None and not self.faults.token_revoked:
            return known
        text = unquote(path.decode("latin-1"))
        if not text.startswith("/bot"):
            return refused(not_found())
        token, slash, name = text.removeprefix("/bot").partition("/")
        if not slash:
            return refused(not_found())
        if token != self.token or self.faults.token_revoked:
            return refused(unauthorized())
        method = self.api.spec.name(name)
        if method is None:
            return refused(not_found())
        self._known[path] = method
        return method

    def download(self, path: bytes) -> tuple[Answer, str]:
        """A stored file's bytes and their type."""
        token, _, name = unquote(path.decode("latin-1")).removeprefix("/file/bot").partition("/")
        if token != self.token or self.faults.token_revoked:
            return refused(unauthorized()), "application/json"
        file = self.api.world.files.at(name)
        if file is None or file.content is None:
            return refused(not_found()), "application/json"
        return Answer(200, file.content), mimetypes.guess_type(file.name)[0] or "application/octet-stream"


class Connection(asyncio.Protocol):
    """One client; its requests are answered in the order in which they came."""

    __slots__ = (
        "_authorization", "_body", "_busy", "_content_type", "_front", "_head_bytes", "_in_body", "_parser",
        "_pending", "_size", "_transport", "_url", "_waiting",
    )  # fmt: skip

    def __init__(self, front: Listener) -> None:
        self._front = front
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._pending: deque[Request] = deque()
        self._busy = False
        self._waiting: asyncio.Future[Answer] | None = None
        self._head_bytes = 0
        self.on_message_begin()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]
        self._front.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._pending.clear()
        self._front.connections.discard(self)
        if self._waiting is not None:
            self._waiting.cancel()

    def abort(self) -> None:
        """Break the connection."""
        if self._transport is not None:
            self._transport.abort()

    # Parsing

    def data_received(self, data: bytes) -> None:
        if not self._in_body:
            self._head_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._give_up(413 if self._size > MOST_BODY_BYTES else 400)
            return
        if not self._in_body and self._head_bytes > MOST_HEADER_BYTES:
            self._give_up(431)

    def on_message_begin(self) -> None:
        self._url = b""
        self._content_type = b""
        self._authorization = b""
        self._body: list[bytes] = []
        self._size = 0
        self._in_body = False

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        if len(name) == 12 and name.lower() == b"content-type":
            self._content_type = value
        elif len(name) == 13 and name.lower() == b"authorization":
            self._authorization = value

    def on_headers_complete(self) -> None:
        self._in_body = True

    def on_body(self, body: bytes) -> None:
        self._size += len(body)
        if self._size > MOST_BODY_BYTES:
            raise ValueError("body too large")
        self._body.append(body)

    def on_message_complete(self) -> None:
        body = self._body[0] if len(self._body) == 1 else b"".join(self._body)
        keep_alive = self._parser.should_keep_alive()
        request = Request(self._url, self._content_type, body, keep_alive, self._authorization)
        self._in_body = False
        self._head_bytes = 0
        if self._busy:
            self._pending.append(request)
        else:
            self._serve(request)

    def _give_up(self, code: int) -> None:
        """Answer what is no request, and close."""
        if self._transport is not None:
            body = b'{"ok":false,"error_code":%d,"description":"%s"}' % (code, REASONS[code])
            self._write(code, body, b"application/json", keep_alive=False)

    # Answering

    def _serve(self, request: Request) -> None:
        path, _, query = request.url.partition(b"?")
        front = self._front
        if front.faults.silent:
            self._busy = True
            return
        if path.startswith(front.files):
            answer, kind = front.download(path)
            self._write(answer.code, answer.body, kind.encode(), keep_alive=request.keep_alive)
            return
        method = front.method(path)
        if isinstance(method, Answer):
            self._answer(method, request.keep_alive)
            return
        fault = front.faults.pick(method)
        if fault is not None:
            self._fail(fault, method, request, query)
            return
        answer_or_wait = front.call(method, request, query)
        if isinstance(answer_or_wait, Answer):
            self._answer(answer_or_wait, request.keep_alive)
        else:
            self._wait(answer_or_wait, request)

    def _wait(self, future: asyncio.Future[Answer], request: Request) -> None:
        self._busy = True
        self._waiting = future

        def done(finished: asyncio.Future[Answer]) -> None:
            self._waiting = None
            if self._front.faults.silent:
                return
            if not finished.cancelled() and self._transport is not None:
                self._answer(finished.result(), request.keep_alive)
                self._go_on()

        future.add_done_callback(done)

    def _go_on(self) -> None:
        self._busy = False
        while self._pending and not self._busy:
            self._serve(self._pending.popleft())

    def _fail(self, fault: Fault, method: str, request: Request, query: bytes) -> None:
        """Let the planned fault happen to this call."""
        effect = fault.effect
        if effect == "answer":
            kind = b"text/html" if fault.body.startswith(b"<") else b"application/json"
            self._write(fault.code, fault.body, kind, keep_alive=request.keep_alive)
            return
        if effect == "delay":
            self._busy = True
            asyncio.get_running_loop().call_later(fault.seconds, self._serve_late, method, request, query)
            return
        if effect in ("close after", "hang after"):
            answer = self._front.call(method, request, query)
            if isinstance(answer, asyncio.Future):
                answer.cancel()
        if effect in ("close before", "close after"):
            self.abort()
        else:
            self._busy = True

    def _serve_late(self, method: str, request: Request, query: bytes) -> None:
        answer = self._front.call(method, request, query)
        if isinstance(answer, asyncio.Future):
            self._wait(answer, request)
        else:
            self._answer(answer, request.keep_alive)
            self._go_on()

    def _answer(self, answer: Answer, keep_alive: bool) -> None:
        transport = self._transport
        if transport is None:
            return
        code, body = answer
        head = HEADS.get(code)
        if head is None or not keep_alive:
            self._write(code, body, b"application/json", keep_alive=keep_alive)
        else:
            transport.write(b"%b%d\r\n\r\n%b" % (head, len(body), body))

    def _write(self, code: int, body: bytes, kind: bytes, *, keep_alive: bool) -> None:
        if self._transport is None:
            return
        lines = (
            b"HTTP/1.1 %d %b" % (code, REASONS[code]),
            b"Server: sandbox",
            b"Content-Type: " + kind,
            b"Content-Length: %d" % len(body),
            b"Connection: keep-alive" if keep_alive else b"Connection: close",
        )
        self._transport.write(b"\r\n".join(lines) + b"\r\n\r\n" + body)
        if not keep_alive:
            self._transport.close()


def refused(error: ApiError) -> Answer:
    """The refusal of a request that reached no method."""
    return Answer(error.code, orjson.dumps(error.body()))
