"""The lean client against servers that behave as servers do, badly too."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from bot.messengers.wire import Wire, WireError

Behaviour = Callable[["Exchange"], Awaitable[None]]
OK = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"ok":true}'


@dataclass
class Exchange:
    """One request as it came, and the way back."""

    head: bytes
    body: bytes
    writer: asyncio.StreamWriter

    async def sends(self, *parts: bytes) -> None:
        """Write each part by itself."""
        for part in parts:
            self.writer.write(part)
            await self.writer.drain()
            await asyncio.sleep(0)

    def hangs_up(self) -> None:
        self.writer.close()


@dataclass
class Server:
    """A server of raw bytes that answers request after request as it is told."""

    behaviours: list[Behaviour] = field(default_factory=list)
    requests: list[Exchange] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    hung_up: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                lengths = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
                body = await reader.readexactly(int(lengths[0].split(b":")[1])) if lengths else b""
                exchange = Exchange(head, body, writer)
                self.requests.append(exchange)
                behaviour = self.behaviours.pop(0) if self.behaviours else answers(OK)
                await behaviour(exchange)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()
            self.hung_up.set()


def answers(*parts: bytes) -> Behaviour:
    """Answer with these bytes, each in a packet of its own."""

    async def behave(exchange: Exchange) -> None:
        await exchange.sends(*parts)

    return behave


def answers_and_hangs_up(*parts: bytes) -> Behaviour:
    """Answer, then close the connection."""

    async def behave(exchange: Exchange) -> None:
        await exchange.sends(*parts)
        exchange.hangs_up()

    return behave


async def says_nothing(_exchange: Exchange) -> None:
    """Take the request and be silent."""


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    running = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = running.sockets[0].getsockname()[1]
    yield server
    running.close()


@pytest.fixture
async def wire(server: Server) -> AsyncIterator[Wire]:
    wire = Wire(f"http://127.0.0.1:{server.port}")
    yield wire
    wire.close()


async def test_a_request_arrives_whole_and_its_answer_comes_back(server: Server, wire: Wire) -> None:
    assert await wire.post("/bot1:x/sendMessage", '{"text":"Здравствуйте"}'.encode()) == (200, b'{"ok":true}')
    (request,) = server.requests
    assert request.head.startswith(b"POST /bot1:x/sendMessage HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{server.port}\r\n".encode() in request.head
    assert request.body.decode() == '{"text":"Здравствуйте"}'


async def test_an_answer_in_many_packets_is_one_answer(server: Server, wire: Wire) -> None:
    server.behaviours = [answers(*(OK[at : at + 1] for at in range(len(OK))))]
    assert await wire.post("/", b"{}") == (200, b'{"ok":true}')


async def test_an_answer_in_chunks_is_put_together(server: Server, wire: Wire) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.behaviours = [answers(head, b'5\r\n{"ok"\r\n', b"6\r\n:true}\r\n", b"0\r\n\r\n")]
    assert await wire.post("/", b"{}") == (200, b'{"ok":true}')
    assert await wire.post("/", b"{}") == (200, b'{"ok":true}')
    assert server.connections == 1


async def test_a_connection_is_used_again(server: Server, wire: Wire) -> None:
    for _ in range(5):
        await wire.post("/", b"{}")
    assert (server.connections, len(server.requests)) == (1, 5)


async def test_requests_at_once_have_connections_of_their_own(server: Server, wire: Wire) -> None:
    server.behaviours = [says_nothing]
    silent = asyncio.create_task(wire.post("/slow", b"{}"))
    while not server.requests:
        await asyncio.sleep(0)
    assert await wire.post("/fast", b"{}") == (200, b'{"ok":true}')
    assert server.connections == 2
    silent.cancel()
    with pytest.raises(asyncio.CancelledError):
        await silent


async def test_a_cancelled_request_leaves_no_answer_for_the_next_one(server: Server, wire: Wire) -> None:
    server.behaviours = [says_nothing]
    first = asyncio.create_task(wire.post("/first", b"{}"))
    while not server.requests:
        await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    late = server.requests[0].writer
    if not late.is_closing():
        late.write(OK.replace(b"200 OK", b"418 Late"))
    assert (await wire.post("/second", b"{}"))[0] == 200
    assert server.connections == 2


async def test_a_server_that_closed_between_two_requests_is_connected_to_anew(
    server: Server, wire: Wire
) -> None:
    server.behaviours = [answers_and_hangs_up(OK)]
    await wire.post("/", b"{}")
    await server.hung_up.wait()
    await asyncio.sleep(0.01)  # the end of the connection has to arrive
    assert await wire.post("/", b"{}") == (200, b'{"ok":true}')
    assert server.connections == 2


async def test_a_server_that_says_it_will_close_is_not_asked_again_there(server: Server, wire: Wire) -> None:
    server.behaviours = [answers(OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))]
    assert await wire.post("/", b"{}") == (200, b'{"ok":true}')
    assert await wire.post("/", b"{}") == (200, b'{"ok":true}')
    assert server.connections == 2


async def test_a_connection_that_breaks_in_the_middle_leaves_in_doubt(server: Server, wire: Wire) -> None:
    for broken in ((), (OK[:20],), (OK[:-3],)):
        server.behaviours = [answers_and_hangs_up(*broken)]
        with pytest.raises(WireError) as error:
            await wire.post("/", b"{}")
        assert error.value.sent
    assert await wire.post("/", b"{}") == (200, b'{"ok":true}')


async def test_silence_ends_in_doubt_after_the_time_given(server: Server, wire: Wire) -> None:
    server.behaviours = [says_nothing]
    with pytest.raises(WireError, match="no answer in time") as error:
        await wire.post("/", b"{}", timeout=0.05)
    assert error.value.sent
    assert await wire.post("/", b"{}") == (200, b'{"ok":true}')
    assert server.connections == 2


async def test_a_refused_connection_means_that_nothing_was_sent(server: Server, wire: Wire) -> None:
    closed = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = closed.sockets[0].getsockname()[1]
    closed.close()
    await closed.wait_closed()
    with pytest.raises(WireError, match="no connection") as error:
        await Wire(f"http://127.0.0.1:{port}").post("/", b"{}")
    assert not error.value.sent


async def test_a_page_of_html_is_an_answer_with_its_status(server: Server, wire: Wire) -> None:
    page = b"<html><h1>502 Bad Gateway</h1></html>"
    head = b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page)
    server.behaviours = [answers(head + page)]
    assert await wire.post("/", b"{}") == (502, page)


@pytest.mark.parametrize("rubbish", [b"\x00\xff\xfe rubbish\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n"])
async def test_what_is_no_http_is_said_to_be_none(server: Server, wire: Wire, rubbish: bytes) -> None:
    server.behaviours = [answers(rubbish)]
    with pytest.raises(WireError, match="no HTTP"):
        await wire.post("/", b"{}")
    assert await wire.post("/", b"{}") == (200, b'{"ok":true}')


async def test_a_huge_answer_comes_whole(server: Server, wire: Wire) -> None:
    body = b"x" * (8 * 1024 * 1024)
    server.behaviours = [answers(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body), body)]
    status, content = await wire.post("/", b"{}")
    assert (status, len(content)) == (200, len(body))


async def test_an_answer_that_nobody_asked_for_is_not_taken_for_the_next_one(
    server: Server, wire: Wire
) -> None:
    """Some servers say 408 on a connection that has been idle, and then close it."""
    await wire.post("/", b"{}")
    writer = server.requests[0].writer
    writer.write(b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    await writer.drain()
    await asyncio.sleep(0.01)  # it has to arrive before the next request leaves
    assert await wire.post("/", b"{}") == (200, b'{"ok":true}')
    assert server.connections == 2


@pytest.mark.parametrize("url", ["", "api.telegram.org", "ftp://api.telegram.org", "https://"])
def test_an_address_that_is_none_is_refused_in_words(url: str) -> None:
    with pytest.raises(ValueError, match="an address like"):
        Wire(url)
