"""What goes wrong on purpose: errors, pages instead of JSON, breaks, silence."""

import asyncio

import aiohttp
import pytest

from sandbox import Fault
from sandbox.vk import captcha, refusal
from sandbox.vk.faults import LONG_POLL, UPLOAD
from tests.sandbox_vk.conftest import ANNA


async def test_errors_of_the_table_can_be_planned(api, vk, anna):
    for code in (1, 5, 6, 9, 10, 14, 29, 901, 945):
        vk.faults.next("messages.send", refusal(code))
        assert await api.code(ANNA) == code
    assert anna.texts == ["Начать"]
    await api.send(ANNA)


async def test_a_captcha_comes_with_its_picture(api, vk, anna):
    vk.faults.next("messages.send", captcha("77"))
    answer = await api.raw("messages.send", peer_id=ANNA, message="раз", random_id=1)
    assert answer["error"]["captcha_sid"] == "77"
    assert "captcha_img" in answer["error"]
    await api.send(ANNA, captcha_sid="77", captcha_key="q9w8")


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("too_many", 6),
        ("flood", 9),
        ("server_error", 10),
        ("captcha", 14),
        ("unauthorized", 5),
        ("error_18", 18),
    ],
)
async def test_faults_have_names(api, vk, anna, kind, code):
    vk.faults.named("messages.send", kind)
    assert await api.code(ANNA) == code


async def test_failures_of_the_long_poll_have_names(vk, reader):
    vk.faults.named("*", "failed_2")
    assert await reader.raw() == {"failed": 2}
    vk.faults.named(LONG_POLL, "html")
    async with reader.api.http.get(reader.url) as answer:
        assert answer.status == 502
    with pytest.raises(ValueError, match="no fault called"):
        vk.faults.named("*", "plague")


async def test_a_page_comes_instead_of_json(api, vk, anna):
    vk.faults.next("messages.send", Fault.html())
    async with api.http.post(f"{vk.api_url}/method/messages.send") as answer:
        assert (answer.status, (await answer.text())[:6]) == (502, "<html>")


async def test_a_break_after_acceptance_leaves_the_message_and_a_repeat_adds_none(api, vk, anna):
    vk.faults.next("messages.send", Fault.closed_after())
    with pytest.raises(aiohttp.ClientError):
        await api.send(ANNA, "раз", 9)
    await api.send(ANNA, "раз", 9)
    assert anna.texts[1:] == ["раз"]


async def test_a_break_before_acceptance_leaves_nothing(api, vk, anna):
    vk.faults.next("messages.send", Fault.closed_before())
    with pytest.raises(aiohttp.ClientError):
        await api.send(ANNA, "раз", 9)
    assert anna.texts == ["Начать"]


async def test_an_answer_may_never_come(api, vk, anna):
    vk.faults.next("messages.send", Fault.hang_after())
    sending = asyncio.create_task(api.send(ANNA, "раз", 9))
    (heard,) = await anna.hears()
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    assert (await api.send(ANNA, "раз", 9))["conversation_message_id"] == heard.id


async def test_uploads_fail_too(api, vk, anna):
    server = await api("docs.getMessagesUploadServer", peer_id=ANNA)
    vk.faults.next(UPLOAD, Fault.html())
    async with api.http.post(server["upload_url"]) as answer:
        assert answer.status == 502


async def test_in_silence_nothing_is_answered_and_nothing_happens(api, vk, anna, reader):
    waiting = asyncio.create_task(reader.raw(25))
    while not vk.api._readers:
        await asyncio.sleep(0)
    vk.faults.silent = True
    sending = asyncio.create_task(api.send(ANNA, "раз"))
    anna.says("есть кто?")
    done, _ = await asyncio.wait({waiting, sending}, timeout=0.05)
    assert not done
    for task in (waiting, sending):
        task.cancel()
    await asyncio.gather(waiting, sending, return_exceptions=True)
    vk.faults.clear()
    assert anna.texts == ["Начать", "есть кто?"]
    (event,) = await reader.news()
    assert event["object"]["message"]["text"] == "есть кто?"


async def test_a_silence_ends_by_itself(api, vk, anna):
    silence = asyncio.create_task(vk.silence(0.05))
    await asyncio.sleep(0)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(api.send(ANNA, "раз"), 0.02)
    await silence
    await api.send(ANNA, "два")
    assert anna.texts[1:] == ["два"]


async def test_an_outage_ends_on_the_same_port(api, vk, anna):
    before = vk.api_url
    outage = asyncio.create_task(vk.outage(0.05))
    await asyncio.sleep(0)
    with pytest.raises(aiohttp.ClientError):
        await api.send(ANNA)
    await outage
    assert vk.api_url == before
    await api.send(ANNA)
