"""The server as raw sockets meet it: pieces, rubbish, giants, several requests in a row."""

import asyncio
import json

import pytest

from sandbox import Fault
from tests.sandbox.conftest import ANNA


def request(sandbox, method, body=b"", kind="application/json", more=""):
    head = (
        f"POST /bot{sandbox.token}/{method} HTTP/1.1\r\nHost: x\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    )
    return head.encode() + body


async def read_answer(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    length = next(int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length"))
    return int(lines[0].split()[1]), await reader.readexactly(length)


class Wire:
    """A raw connection."""

    def __init__(self, sandbox):
        self.sandbox = sandbox

    async def __aenter__(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.sandbox.front.port)
        return self

    async def __aexit__(self, *error):
        self.writer.close()
        await asyncio.gather(self.writer.wait_closed(), return_exceptions=True)

    async def send(self, data):
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self):
        code, body = await asyncio.wait_for(read_answer(self.reader), 5)
        return code, json.loads(body)

    async def ended(self):
        return await asyncio.wait_for(self.reader.read(), 5) == b""


def message(text="раз"):
    return json.dumps({"chat_id": ANNA, "text": text}).encode()


async def test_a_request_may_come_byte_by_byte(sandbox, anna):
    async with Wire(sandbox) as wire:
        for byte in request(sandbox, "sendMessage", message()):
            await wire.send(bytes([byte]))
        code, body = await wire.answer()
    assert (code, body["result"]["text"]) == (200, "раз")


async def test_a_body_may_come_in_chunks(sandbox, anna):
    body = message()
    head = f"POST /bot{sandbox.token}/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    async with Wire(sandbox) as wire:
        await wire.send(head.encode() + b"Transfer-Encoding: chunked\r\n\r\n")
        for start in range(0, len(body), 10):
            piece = body[start : start + 10]
            await wire.send(b"%x\r\n%b\r\n" % (len(piece), piece))
        await wire.send(b"0\r\n\r\n")
        assert (await wire.answer())[0] == 200


async def test_requests_in_a_row_are_answered_in_order(sandbox, anna):
    async with Wire(sandbox) as wire:
        await wire.send(
            b"".join(request(sandbox, "sendMessage", message(f"{number}")) for number in range(50))
        )
        answers = [(await wire.answer())[1]["result"]["text"] for _ in range(50)]
    assert answers == [f"{number}" for number in range(50)]


async def test_a_request_behind_a_long_poll_waits_for_it(sandbox, anna):
    seen = sandbox.world.updates._next
    async with Wire(sandbox) as wire:
        poll = json.dumps({"offset": seen, "timeout": 30}).encode()
        await wire.send(request(sandbox, "getUpdates", poll) + request(sandbox, "getMe"))
        while sandbox.calls.get("getUpdates") != 1:
            await asyncio.sleep(0.001)
        assert "getMe" not in sandbox.calls
        anna.says("раз")
        assert (await wire.answer())[1]["result"][0]["message"]["text"] == "раз"
        assert (await wire.answer())[1]["result"]["is_bot"]


async def test_the_token_may_be_escaped_and_the_method_in_any_case(sandbox):
    async with Wire(sandbox) as wire:
        await wire.send(request(sandbox, "GETME").replace(b":SANDBOX", b"%3ASANDBOX"))
        assert (await wire.answer())[0] == 200


async def test_a_get_with_a_query_is_a_call(sandbox, anna):
    async with Wire(sandbox) as wire:
        path = f"/bot{sandbox.token}/sendMessage?chat_id={ANNA}&text=%D1%80%D0%B0%D0%B7+%2B+2"
        await wire.send(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert (await wire.answer())[1]["result"]["text"] == "раз + 2"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/", 404),
        ("/bot", 404),
        ("/bot1:wrong/getMe", 401),
        ("/bot1:wrong/noSuchMethod", 401),
        ("/bot{token}/noSuchMethod", 404),
        ("/bot{token}", 404),
        ("/file/bot{token}/no/such.file", 404),
        ("/file/bot1:wrong/photos/file_1.jpg", 401),
    ],
)
async def test_paths_that_lead_nowhere(sandbox, path, code):
    async with Wire(sandbox) as wire:
        await wire.send(f"GET {path.format(token=sandbox.token)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        answer = await wire.answer()
    assert answer[0] == answer[1]["error_code"] == code


@pytest.mark.parametrize(
    "rubbish",
    [
        b"\x16\x03\x01\x02\x00",
        b"HELLO\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
    ],
)
async def test_rubbish_is_refused_and_the_connection_closed(sandbox, rubbish):
    async with Wire(sandbox) as wire:
        await wire.send(rubbish)
        assert (await wire.answer())[0] == 400
        assert await wire.ended()


async def test_a_huge_header_is_refused(sandbox):
    async with Wire(sandbox) as wire:
        await wire.send(b"GET / HTTP/1.1\r\nX: " + b"x" * 40_000)
        assert (await wire.answer())[0] == 431
        assert await wire.ended()


async def test_a_long_body_is_no_huge_header(sandbox, anna):
    async with Wire(sandbox) as wire:
        for _ in range(2):
            await wire.send(
                request(sandbox, "sendMessage", b'{"chat_id":1001,"text":"%b"}' % (b"x" * 100_000))
            )
            assert (await wire.answer())[1]["description"] == "Bad Request: message is too long"


@pytest.mark.parametrize(
    ("kind", "body", "why"),
    [
        ("application/json", b"{", "can't parse JSON object"),
        ("application/json", b"[]", "can't parse JSON object: object expected"),
        ("application/x-www-form-urlencoded", b"text=%FF", "strings must be encoded in UTF-8"),
        ("multipart/form-data", b"x", "can't find boundary in multipart/form-data"),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\n\r\n",
            "can't parse multipart/form-data: it ends too early",
        ),
    ],
)
async def test_broken_bodies_are_refused_and_the_connection_stays(sandbox, kind, body, why):
    async with Wire(sandbox) as wire:
        await wire.send(request(sandbox, "sendMessage", body, kind))
        code, answer = await wire.answer()
        assert (code, answer["description"]) == (400, f"Bad Request: {why}")
        await wire.send(request(sandbox, "getMe"))
        assert (await wire.answer())[0] == 200


async def test_a_client_that_wants_to_close_is_closed(sandbox):
    async with Wire(sandbox) as wire:
        await wire.send(request(sandbox, "getMe", more="Connection: close\r\n"))
        assert (await wire.answer())[0] == 200
        assert await wire.ended()


async def test_a_client_that_leaves_in_the_middle_harms_nobody(sandbox, anna):
    async with Wire(sandbox) as wire:
        await wire.send(request(sandbox, "sendMessage", message())[:60])
    async with Wire(sandbox) as wire:
        await wire.send(request(sandbox, "sendMessage", message("два")))
        assert (await wire.answer())[0] == 200
    assert anna.texts == ["/start", "два"]


async def test_a_page_of_the_proxy_is_no_json(sandbox):
    sandbox.faults.next("getMe", Fault.html())
    async with Wire(sandbox) as wire:
        await wire.send(request(sandbox, "getMe"))
        code, body = await read_answer(wire.reader)
    assert code == 502
    assert b"<center>nginx" in body
