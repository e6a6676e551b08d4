"""vk_api made fit for a line: timeouts, one pace, a client for what goes first, every error by its code."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
import requests
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import MaxRetryError, NameResolutionError, NewConnectionError, ProtocolError

from bot.messengers.vk.clients import CONNECT, READ, CallFailed, Clients, Door, Pace, never_left, session
from bot.messengers.vk.messenger import Vk
from bot.vocabulary import Act, Address, Lane, Letter, Message, Verdict
from sandbox import Fault, Sandbox
from sandbox.vk import Vk as VkServer
from sandbox.vk import VkLimits, captcha, refusal
from tests.messengers.vk.ear import server

ANNA = 1
USERS, NAME = "users.get", {"user_ids": ANNA}


@pytest.fixture
async def vk() -> AsyncIterator[VkServer]:
    vk = server([ANNA])
    async with Sandbox(vk=vk):
        yield vk


@pytest.fixture
async def clients(vk: VkServer) -> AsyncIterator[Clients]:
    """Clients without a pace, who wait for an answer as long as in life."""
    clients = Clients(vk.token, vk.api_url, 0)
    yield clients
    clients.close()


async def failure(clients: Clients) -> CallFailed:
    """How a call fails."""
    with pytest.raises(CallFailed) as failed:
        await clients.call(USERS, NAME)
    return failed.value


async def test_twenty_calls_a_second_are_kept_by_all_clients_together() -> None:
    vk = server([ANNA], limits=VkLimits())
    async with Sandbox(vk=vk):
        clients = Clients(vk.token, vk.api_url, 20)
        calls = [clients.call(USERS, NAME, first=number % 2 == 0) for number in range(50)]
        answers = await asyncio.gather(*calls)
        clients.close()
    assert all(answer[0]["id"] == ANNA for answer in answers)
    assert vk.api.desk.pacer.refused == 0


async def test_clients_without_a_pace_are_told_that_they_are_too_fast() -> None:
    """The proof can fail: the sandbox counts."""
    vk = server([ANNA], limits=VkLimits())
    async with Sandbox(vk=vk):
        clients = Clients(vk.token, vk.api_url, 0)
        calls = [clients.call(USERS, NAME) for _ in range(30)]
        answers = await asyncio.gather(*calls, return_exceptions=True)
        clients.close()
    assert any(isinstance(answer, CallFailed) and answer.code == 6 for answer in answers)


async def test_a_pace_smaller_than_what_is_spared_still_lets_everybody_through() -> None:
    pace = Pace(3)
    async with asyncio.timeout(5.0):
        await pace.enter(first=False)
    pace.leave()


async def test_a_call_that_came_too_fast_is_not_repeated_behind_our_back(
    vk: VkServer, clients: Clients
) -> None:
    vk.faults.next(USERS, refusal(6), times=100)
    assert (await failure(clients)).code == 6
    assert vk.faults.happened == 1


@pytest.mark.parametrize("code", [1, 5, 9, 10, 17, 29, 100, 901])
async def test_an_error_has_its_code(vk: VkServer, clients: Clients, code: int) -> None:
    vk.faults.next(USERS, refusal(code))
    assert (await failure(clients)).code == code


async def test_a_captcha_is_an_error_as_any_other(vk: VkServer, clients: Clients) -> None:
    vk.faults.next(USERS, captcha())
    assert (await failure(clients)).code == 14


@pytest.mark.parametrize(
    "fault",
    [
        Fault.server_error(),
        Fault.html(),
        Fault("answer", 200, b"<html>"),
        Fault("answer", 200, b"[]"),
        Fault("answer", 200, b"{}"),
        Fault("answer", 200, b"null"),
        Fault("answer", 200, b'{"error":{}}'),
        Fault("answer", 200, b'{"error":"no"}'),
        Fault("answer", 200, b'{"error":{"error_code":"many"}}'),
        Fault.closed_before(),
        Fault.closed_after(),
    ],
    ids=str,
)
async def test_what_is_no_answer_of_vk_leaves_in_doubt_whether_it_was_taken(
    vk: VkServer, clients: Clients, fault: Fault
) -> None:
    vk.faults.next(USERS, fault)
    failed = await failure(clients)
    assert (failed.code, failed.sent) == (0, True)
    assert await clients.call(USERS, NAME)


async def test_no_answer_of_vk_buries_no_letter(vk: VkServer) -> None:
    messenger = Vk(vk.token, vk.group_id, vk.api_url, 0)
    vk.phone(ANNA).starts()
    letter = Letter(1, Address("vk", ANNA), Lane.REPLY, Act.SAY, Message("Здравствуйте"), random_id=5)
    for body in (b"[]", b"{}", b'{"response":1}', b'{"response":[]}', b'{"response":[7]}'):
        vk.faults.next("messages.send", Fault("answer", 200, body))
        assert (await messenger.send(letter)).verdict is Verdict.IN_DOUBT
    assert (await messenger.send(letter)).verdict is Verdict.SENT
    await messenger.close()


async def test_a_refused_connection_is_known_to_have_carried_nothing(vk: VkServer) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        clients = Clients(vk.token, f"http://127.0.0.1:{taken.getsockname()[1]}", 0)
        assert not (await failure(clients)).sent
        clients.close()


def test_a_name_that_is_not_found_carried_nothing_and_a_broken_connection_may_have() -> None:
    pool = HTTPConnectionPool("api.vk.ru")
    unknown = NameResolutionError("api.vk.ru", pool, socket.gaierror())  # type: ignore[arg-type]
    refused = NewConnectionError(pool, "refused")  # type: ignore[arg-type]
    broken = ProtocolError("Connection aborted.")
    assert never_left(requests.ConnectionError(MaxRetryError(pool, "/", unknown)))
    assert never_left(requests.ConnectionError(MaxRetryError(pool, "/", refused)))
    assert not never_left(requests.ConnectionError(MaxRetryError(pool, "/", broken)))
    assert not never_left(requests.ConnectionError(broken))
    assert not never_left(requests.ConnectionError())


async def test_a_call_that_hangs_comes_to_an_end_though_vk_api_sets_none(vk: VkServer) -> None:
    clients = Clients(vk.token, vk.api_url, 0, read=0.2)
    vk.faults.next(USERS, Fault.hang_before())
    failed = await failure(clients)
    assert (failed.code, failed.sent) == (0, True)
    assert await clients.call(USERS, NAME)
    clients.close()


@pytest.mark.parametrize("host", ["https://api.vk.com/", "https://api.vk.ru/", "https://upload.example/"])
def test_every_host_has_a_timeout(host: str) -> None:
    door = session("").get_adapter(host)
    assert isinstance(door, Door)
    assert door._patience == (CONNECT, READ)


async def until(vk: VkServer, hanging: int) -> None:
    while vk.faults.happened < hanging:
        await asyncio.sleep(0.005)


async def test_stuck_calls_and_a_broadcast_delay_no_reply(vk: VkServer, clients: Clients) -> None:
    vk.faults.next("messages.getConversations", Fault.hang_before(), times=4)
    stuck = [asyncio.create_task(clients.call("messages.getConversations", {})) for _ in range(4)]
    await until(vk, 4)
    broadcast = [asyncio.create_task(clients.call(USERS, NAME)) for _ in range(20)]
    await asyncio.sleep(0)
    for _ in range(5):
        assert await clients.call(USERS, NAME, first=True)
    assert not any(task.done() for task in (*stuck, *broadcast))
    for task in (*stuck, *broadcast):
        task.cancel()
    await asyncio.gather(*stuck, *broadcast, return_exceptions=True)


async def test_a_reply_that_waits_for_a_client_has_the_next_one(vk: VkServer) -> None:
    clients = Clients(vk.token, vk.api_url, 0, size=1)
    vk.faults.next(USERS, Fault.delay(0.05), times=2)
    order: list[str] = []

    async def calls(name: str, *, first: bool) -> None:
        await clients.call(USERS, NAME, first=first)
        order.append(name)

    async with asyncio.TaskGroup() as all_of_them:
        all_of_them.create_task(calls("a", first=True))
        all_of_them.create_task(calls("b", first=True))
        await asyncio.sleep(0)
        for name in "cdef":
            all_of_them.create_task(calls(name, first=False))
        await asyncio.sleep(0)
        all_of_them.create_task(calls("g", first=True))
    assert order.index("g") < min(order.index(name) for name in "def")
    clients.close()


async def test_a_caller_who_gives_up_leaves_no_stuck_client_to_the_next(vk: VkServer) -> None:
    clients = Clients(vk.token, vk.api_url, 0, size=2)
    vk.faults.next(USERS, Fault.hang_before())
    toast = asyncio.create_task(clients.call(USERS, NAME))
    await until(vk, 1)
    toast.cancel()
    await asyncio.gather(toast, return_exceptions=True)
    for _ in range(6):
        assert await clients.call(USERS, NAME)
    clients.close()
