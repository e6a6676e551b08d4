"""The control API of the page, and the sandbox in a process of its own."""

import asyncio
import json
import signal
import sys
from pathlib import Path

import aiohttp
import pytest
from aiogram.exceptions import TelegramRetryAfter

from sandbox import Limits, Sandbox
from sandbox.demo import MARIA, PHONES, STAFF_CHAT, VK_STAFF_CHAT, BotProcess, demo_world, environment
from tests.sandbox.conftest import ANNA, STAFF, bot_of, end, populate
from tests.sandbox.test_messages import inline


@pytest.fixture
async def sandbox():
    async with populate(Sandbox(page_port=0, limits=Limits.lifted())) as opened:
        yield opened


class Window:
    """A browser window: calls and the events it was sent."""

    def __init__(self, url):
        self.url = url

    async def __aenter__(self):
        self.client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        self.events = await self.client.get(f"{self.url}/api/events")
        assert await self.events.content.readuntil(b"\n\n") == b": hello\n\n"
        return self

    async def __aexit__(self, *error):
        self.events.close()
        await self.client.close()

    async def world(self):
        async with self.client.get(f"{self.url}/api/world") as response:
            return await response.json()

    async def post(self, what, headers=None, **body):
        async with self.client.post(f"{self.url}/api/{what}", json=body, headers=headers) as response:
            return response.status, await response.json()

    async def event(self, kind):
        while True:
            line = await asyncio.wait_for(self.events.content.readuntil(b"\n\n"), 5)
            event = json.loads(line.removeprefix(b"data: "))
            if event["type"] == kind:
                return event


@pytest.fixture
async def window(sandbox):
    async with Window(sandbox.page_url) as opened:
        yield opened


async def test_a_talk_from_the_page(sandbox, bot, window):
    assert (await window.post("start", user=ANNA, payload="x"))[0] == 200
    assert (await window.event("message"))["message"]["text"] == "/start x"
    await bot.send_message(ANNA, "<b>берём?</b>", parse_mode="HTML", reply_markup=inline("Да"))
    message = (await window.event("message"))["message"]
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 6}]
    assert message["buttons"] == [[{"text": "Да", "data": "data:Да"}]]
    status, pressed = await window.post("press", user=ANNA, chat=ANNA, message=message["id"], data="data:Да")
    assert status == 200
    await bot.answer_callback_query(pressed["query"], "Записали", show_alert=True)
    toast = await window.event("toast")
    assert (toast["user"], toast["text"], toast["alert"]) == (ANNA, "Записали", True)
    await bot.edit_message_text("взяли", chat_id=ANNA, message_id=message["id"])
    assert (await window.event("message"))["message"]["edited"]
    await bot.delete_message(ANNA, message["id"])
    assert (await window.event("deleted"))["id"] == message["id"]
    await bot.send_chat_action(ANNA, "typing")
    assert (await window.event("typing"))["chat"] == ANNA


async def test_several_windows_see_the_same(sandbox, window):
    async with Window(sandbox.page_url) as second:
        await window.post("say", user=ANNA, chat=ANNA, text="раз")
        assert (await window.event("message")) == (await second.event("message"))
        assert (await window.world()) == (await second.world())


async def test_a_window_that_comes_back_reads_what_it_missed(sandbox, window):
    await window.post("say", user=ANNA, chat=ANNA, text="раз")
    async with Window(sandbox.page_url) as again:
        world = await again.world()
    assert [message["text"] for message in world["chats"][str(ANNA)]["messages"]] == ["раз"]
    assert world["bot"]["username"] == "support_line_bot"
    assert {phone["chat"] for phone in world["phones"]} >= {ANNA, STAFF}


async def test_files_contacts_places_and_blocks(sandbox, window):
    form = aiohttp.FormData({"user": str(ANNA), "chat": str(ANNA), "kind": "photo", "caption": "вот"})
    form.add_field("file", b"\x89PNG", filename="a.png", content_type="image/png")
    async with window.client.post(f"{sandbox.page_url}/api/upload", data=form) as response:
        assert response.status == 200
    message = (await window.event("message"))["message"]
    async with window.client.get(f"{sandbox.page_url}/api/file/{message['photo']}") as response:
        assert (response.content_type, await response.read()) == ("image/png", b"\x89PNG")
    await window.post("contact", user=ANNA, chat=ANNA)
    assert (await window.event("message"))["message"]["contact"]["phone_number"] == "+79000001001"
    await window.post("location", user=ANNA, chat=ANNA, latitude=1.5, longitude=2)
    assert (await window.event("message"))["message"]["location"]["latitude"] == 1.5
    _, said = await window.post("say", user=ANNA, chat=ANNA, text="раз")
    await window.post("edit", user=ANNA, chat=ANNA, message=said["message"]["id"], text="два")
    assert (await window.event("message"))["message"]["text"] == "раз"
    assert (await window.event("message"))["message"]["text"] == "два"
    await window.post("block", user=ANNA, blocked=True)
    assert (await window.world())["chats"][str(ANNA)]["blocked"]


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("say", {"user": ANNA, "chat": ANNA, "text": ""}),
        ("say", {"user": ANNA, "chat": ANNA}),
        ("say", {"user": 5, "chat": ANNA, "text": "раз"}),
        ("say", {"user": ANNA, "chat": 1002, "text": "чужой чат"}),
        ("say", {"user": ANNA, "chat": STAFF, "text": "не член"}),
        ("press", {"user": ANNA, "chat": ANNA, "message": 1, "data": "нет такой"}),
        ("edit", {"user": ANNA, "chat": ANNA, "message": 999, "text": "раз"}),
    ],
)
async def test_an_error_is_a_sentence(window, what, body):
    status, answer = await window.post(what, **body)
    assert status == 400
    assert answer["error"]


async def test_faults_are_planned_from_outside(sandbox, bot, window):
    assert (await window.post("fault", method="getMe", kind="too_many", seconds=3))[0] == 200
    with pytest.raises(TelegramRetryAfter) as refusal:
        await bot.get_me()
    assert refusal.value.retry_after == 3
    await window.post("fault", method="*", kind="html", times=99)
    assert await window.post("fault") == (200, {"happened": 1})
    await bot.get_me()
    assert (await window.post("fault", method="getMe", kind="fire"))[0] == 400


async def test_other_sites_may_not_act_here(window):
    status, _ = await window.post(
        "say", headers={"Origin": "https://evil.example"}, user=ANNA, chat=ANNA, text="раз"
    )
    assert status == 403
    async with window.client.get(f"{window.url}/api/world", headers={"Host": "evil.example"}) as response:
        assert response.status == 403


async def test_a_served_sandbox_says_where_it_is_and_ends_when_told():
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sandbox",
        "serve",
        "--no-limits",
        stdout=asyncio.subprocess.PIPE,
        cwd=Path.cwd(),
    )
    try:
        assert process.stdout
        addresses = json.loads(await asyncio.wait_for(process.stdout.readline(), 30))
        async with aiohttp.ClientSession() as client:
            async with client.get(f"{addresses['api_url']}/bot{addresses['token']}/getMe") as response:
                assert (await response.json())["ok"]
            async with client.get(f"{addresses['page_url']}/api/world") as response:
                phones = (await response.json())["phones"]
            vk = addresses["vk"]
            asked = {"group_id": vk["group_id"], "access_token": vk["token"], "v": "5.199"}
            async with client.post(
                f"{vk['api_url']}/method/groups.getLongPollServer", data=asked
            ) as response:
                assert (await response.json())["response"]["server"].startswith(vk["api_url"])
        assert [phone["key"] for phone in phones] == [phone.key for phone in PHONES]
        assert {phone["messenger"] for phone in phones} == {"telegram", "vk"}
        assert (addresses["staff_chat"], vk["staff_chat"]) == (STAFF_CHAT, VK_STAFF_CHAT)
    finally:
        process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 10) == 0


async def test_the_demo_keeps_its_key_and_begins_with_new_data(tmp_path, monkeypatch):
    monkeypatch.setenv("BOT_TELEGRAM__TOKEN", "1:of-a-real-line")
    (tmp_path / "line.db").write_text("old")
    (tmp_path / "line.db-wal").write_text("old")
    async with Sandbox(demo_world(), phones=PHONES) as sandbox:
        first = environment(sandbox, tmp_path)
        assert first["BOT_TELEGRAM__TOKEN"] == sandbox.token
        assert first["BOT_ADMINS"] == f"telegram:{MARIA}"
        assert environment(sandbox, tmp_path)["BOT_KEYS"] == first["BOT_KEYS"]
        bot = bot_of(sandbox)
        assert (await bot.get_chat_member(STAFF_CHAT, sandbox.world.bot.id)).status == "administrator"
        await end(bot)
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


async def test_a_bot_that_ends_at_once_is_not_started_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr("sandbox.demo.AGAIN_SECONDS", 0)
    (tmp_path / "bot.py").write_text("raise SystemExit(3)")
    told: list[str] = []
    await BotProcess({"PYTHONPATH": str(tmp_path)}, tmp_path, told.append).keep_running()
    assert sum("код 3" in line for line in told) == 3
    assert "больше не запускается" in told[-1]


async def test_a_running_bot_is_ended_by_its_process_id(tmp_path):
    (tmp_path / "bot.py").write_text("import time\ntime.sleep(60)")
    told: list[str] = []
    process = BotProcess({"PYTHONPATH": str(tmp_path)}, tmp_path, told.append)
    running = asyncio.create_task(process.keep_running())
    while not told:
        await asyncio.sleep(0.001)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await process.end()
    assert process._process
    assert process._process.returncode == -signal.SIGTERM
