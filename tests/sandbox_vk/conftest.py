"""A VK on this machine, raw calls and the real vk_api against it, and people with telephones."""

import asyncio
import json
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import aiohttp
import jconfig
import pytest
import requests
from requests.adapters import HTTPAdapter
from vk_api import VkApiGroup

from sandbox import Sandbox
from sandbox.vk import CHAT_START, Client, Vk, VkLimits, VkPhone
from sandbox.vk.errors import schema
from tests.sandbox_vk.schema import check, complaints

ANNA, IVAN, MARIA, OLEG = 1001, 1002, 2001, 2002
ROOM = CHAT_START + 1
DEVIATIONS = {"groups.getLongPollSettings", "utils.resolveScreenName"}
"""Answers that are true to VK and not to its schema: more types of events, an empty list for nobody."""


class Clock:
    """Time that stands still until a test moves it."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def __call__(self):
        return self.now


class Refused(Exception):
    """VK has answered with an error."""

    def __init__(self, error):
        super().__init__(error)
        self.code = error["error_code"]
        self.words = error["error_msg"]
        self.error = error


class Api:
    """Calls without a library; each answer is held against the schema."""

    def __init__(self, vk):
        self.vk = vk
        self.http = aiohttp.ClientSession()

    async def __call__(self, method, **parameters):
        answer = await self.raw(method, **parameters)
        if "error" in answer:
            raise Refused(answer["error"])
        if method != "execute" and method not in DEVIATIONS:
            shapes = schema()["methods"][method]["responses"]
            assert any(not list(check(shape, answer, method)) for shape in shapes), [
                list(check(shape, answer, method)) for shape in shapes
            ]
        return answer["response"]

    async def raw(self, method, **parameters):
        """The answer as it is; what is None is left out, lists and objects are written as VK wants them."""
        given = {"access_token": self.vk.token, "v": "5.199"} | parameters
        form = {name: written(value) for name, value in given.items() if value is not None}
        async with self.http.post(f"{self.vk.api_url}/method/{method}", data=form) as answer:
            return json.loads(await answer.read())

    async def refused(self, method, **parameters):
        """The code with which a call is refused."""
        with pytest.raises(Refused) as refusal:
            await self(method, **parameters)
        return refusal.value.code

    async def code(self, peer, text="Здравствуйте", random_id=0, **more):
        """The code with which messages.send is refused."""
        return await self.refused("messages.send", peer_id=peer, message=text, random_id=random_id, **more)

    async def send(self, peer, text="Здравствуйте", random_id=0, **more):
        """messages.send to one peer, by peer_ids: the two ids."""
        (sent,) = await self("messages.send", peer_ids=peer, message=text, random_id=random_id, **more)
        if "error" in sent:
            raise Refused({"error_code": sent["error"]["code"], "error_msg": sent["error"]["description"]})
        return sent

    async def server(self):
        return Reader(self, await self("groups.getLongPollServer", group_id=self.vk.group_id))


class Reader:
    """A reader of the Long Poll that keeps its place."""

    def __init__(self, api, server):
        self.api = api
        self.url, self.key, self.ts = server["server"], server["key"], server["ts"]

    async def raw(self, wait=0, **more):
        given = {"act": "a_check", "key": self.key, "ts": self.ts, "wait": wait} | more
        async with self.api.http.get(self.url, params=given) as answer:
            return json.loads(await answer.read())

    async def news(self, wait=0):
        """What has come since; each event is held against the schema."""
        answer = await self.raw(wait)
        self.ts = answer["ts"]
        for event in answer["updates"]:
            assert not [one for one in complaints("callback_base", event) if "is not among" not in one]
            kind = event["type"]
            if kind in ("message_new", "message_allow", "message_deny", "message_read"):
                assert not complaints(f"callback_{kind}", event["object"])
        return answer["updates"]


def callback(label, payload="{}"):
    """A keyboard inside a message with one callback button."""
    return {
        "inline": True,
        "buttons": [[{"action": {"type": "callback", "label": label, "payload": payload}}]],
    }


def written(value):
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(int(value))
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


class Redirect(HTTPAdapter):
    """Sends what is meant for VK to the sandbox."""

    def __init__(self, address):
        super().__init__()
        self.address = address

    def send(self, request, *args, **more):
        parts = urlsplit(request.url)
        request.url = f"{self.address}{parts.path}" + (f"?{parts.query}" if parts.query else "")
        return super().send(request, *args, **more)


def library_of(vk, token=""):
    """The real vk_api; nothing of it is changed but where its session sends to."""
    session = requests.Session()
    session.trust_env = False
    for host in ("https://api.vk.com/", "https://api.vk.ru/"):
        session.mount(host, Redirect(vk.api_url))
    return VkApiGroup(
        token=token or vk.token, api_version="5.199", config=jconfig.MemoryConfig, session=session
    )


def populate(vk):
    world = vk.world
    world.add_user(ANNA, "Анна", "Петровна", screen_name="anna", member=True)
    world.add_user(IVAN, "Иван", client=Client.old())
    world.add_user(MARIA, "Мария")
    world.add_user(OLEG, "Олег")
    world.add_chat(1, "Дежурная смена", members=[OLEG], owner=MARIA)
    return vk


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def vk(clock) -> AsyncIterator[Vk]:
    vk = populate(Vk(limits=VkLimits.lifted()))
    vk.world.clock = clock
    async with Sandbox(vk=vk):
        yield vk


@pytest.fixture
async def api(vk):
    api = Api(vk)
    yield api
    await api.http.close()


@pytest.fixture
def library(vk):
    library = library_of(vk)
    yield library
    library.http.close()


@pytest.fixture
def anna(vk) -> VkPhone:
    """Anna, who has pressed «Начать»."""
    phone = vk.phone(ANNA)
    phone.starts()
    return phone


@pytest.fixture
def maria(vk) -> VkPhone:
    """Maria in the staff room, which she owns."""
    return vk.phone(MARIA, ROOM)


@pytest.fixture
async def reader(api):
    return await api.server()


async def in_thread(work, *arguments, **more):
    """A call of the library, which blocks."""
    return await asyncio.to_thread(work, *arguments, **more)
