"""How a call may come in, who may make it, and how often."""

import asyncio
import json

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.vk import Vk, VkLimits
from tests.sandbox_vk.conftest import ANNA, Refused, populate


@pytest.mark.parametrize(
    ("changed", "code", "words"),
    [
        ({"access_token": None}, 5, "no access_token passed"),
        ({"access_token": "other"}, 5, "invalid access_token"),
        ({"v": None}, 8, "v .version. is required"),
        ({"v": "5.92"}, 8, "5.92"),
    ],
)
async def test_a_call_needs_token_and_version(api, changed, code, words):
    with pytest.raises(Refused, match=words) as refusal:
        await api("users.get", user_ids=ANNA, **changed)
    assert refusal.value.code == code


async def test_a_revoked_token_is_refused(api, vk):
    vk.faults.token_revoked = True
    assert await api.refused("users.get", user_ids=ANNA) == 5


async def test_methods_that_are_not_there(api):
    assert await api.refused("messages.sing") == 3
    assert await api.refused("docs.get") == 27
    assert await api.refused("messages.setChatPhoto", file="x") == 33


async def test_the_token_may_be_in_a_header_and_the_rest_in_the_address(api, vk):
    url = f"{vk.api_url}/method/users.get"
    header = {"Authorization": f"Bearer {vk.token}"}
    async with api.http.get(url, params={"user_ids": ANNA, "v": "5.199"}, headers=header) as answer:
        assert (await answer.json())["response"][0]["id"] == ANNA
        assert answer.status == 200
    async with api.http.get(url, params={"v": "5.199"}, headers={"Authorization": "Basic x"}) as answer:
        assert (await answer.json())["error"]["error_code"] == 5


async def test_a_form_may_come_in_parts(api, vk):
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in {"access_token": vk.token, "v": "5.199", "user_ids": "anna"}.items():
        form.add_field(name, value)
    async with api.http.post(f"{vk.api_url}/method/users.get", data=form) as answer:
        assert (await answer.json())["response"][0]["id"] == ANNA


async def test_json_is_not_looked_at(api, vk):
    url = f"{vk.api_url}/method/users.get"
    given = {"user_ids": ANNA, "v": "5.199", "access_token": vk.token}
    async with api.http.post(url, json=given) as answer:
        assert (await answer.json())["error"]["error_code"] == 5
    header = {"Authorization": f"Bearer {vk.token}"}
    async with api.http.post(url, json=given, headers=header) as answer:
        assert (await answer.json())["error"]["error_code"] == 8


async def test_rubbish_is_refused_in_json(api, vk):
    for body in (b"%FF=%FF", b"\xff\xfe", b"&&&=&"):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        async with api.http.post(f"{vk.api_url}/method/users.get", data=body, headers=headers) as answer:
            assert "error" in json.loads(await answer.read())
    async with api.http.get(f"{vk.api_url}/elsewhere") as answer:
        assert answer.status == 404
    async with api.http.get(f"{vk.api_url}/files/none.jpg") as answer:
        assert answer.status == 404


async def test_an_unstrict_vk_overlooks_unknown_parameters(clock):
    vk = populate(Vk(strict=False))
    vk.world.clock = clock
    given = {"access_token": vk.token, "v": "5.199", "user_ids": "anna", "parse_mode": "HTML"}
    form = "&".join(f"{name}={value}" for name, value in given.items()).encode()
    assert b"response" in vk.api.call("users.get", b"", form, b"").body


async def test_20_calls_a_second_and_no_more(clock):
    vk = populate(Vk())
    vk.api.desk.pacer.clock = clock
    form = f"access_token={vk.token}&v=5.199&user_ids=anna".encode()

    def call(method="users.get"):
        return json.loads(vk.api.call(method, b"", form, b"").body)

    assert all("response" in call() for _ in range(20))
    refused = call()
    assert refused["error"]["error_code"] == 6
    assert refused["error"]["error_msg"] == "Too many requests per second"
    assert call("execute")["error"]["error_code"] == 6
    clock.now += 1
    assert "response" in call()
    assert vk.api.desk.pacer.refused == 2


async def test_lifted_limits_lift_the_pace_only():
    vk = populate(Vk(limits=VkLimits.lifted()))
    form = f"access_token={vk.token}&v=5.199&user_ids=anna".encode()
    assert all(b"response" in vk.api.call("users.get", b"", form, b"").body for _ in range(100))
    assert vk.limits.random_id_seconds == 3600


async def test_a_sandbox_has_no_vk_unless_asked():
    async with Sandbox() as sandbox:
        with pytest.raises(LookupError):
            assert sandbox.vk.world is None
    async with Sandbox(vk=True) as sandbox:
        assert sandbox.vk.api_url != sandbox.api_url
        assert sandbox.vk.limits.per_second == 20


async def test_a_port_that_is_taken_leaves_nothing_open(vk):
    taken = Vk(port=vk.front.port)
    sandbox = Sandbox(vk=taken)
    with pytest.raises(OSError, match="in use"):
        async with sandbox:
            pass
    with pytest.raises(OSError, match=r"refused|Connect"):
        await asyncio.open_connection("127.0.0.1", sandbox.front.port)
