"""Phones of VK on the page, in a real browser over the real sandbox; ids are those of Telegram too."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import BrowserContext, expect

from sandbox import Limits, Sandbox, World
from sandbox.views import VK, PhoneView
from sandbox.vk import CHAT_START, Client, Vk, VkLimits, VkWorld, membership
from tests.sandbox_page.conftest import Window
from tests.sandbox_page.test_page import picture

pytestmark = pytest.mark.asyncio(loop_scope="module")

RAISA, PETR, GALINA, LEV = 1, 2, 11, 12
ROOM = CHAT_START + 1
NAMESAKE, RESIDENT, OLD_PHONE, GROUP = "Анна Петровна", "Раиса Павловна", "Пётр Кузьмич", "Смена"
PHONES = [
    PhoneView("anna", NAMESAKE, RAISA, RAISA, (RAISA,)),
    PhoneView("raisa", RESIDENT, RAISA, RAISA, (RAISA,), VK),
    PhoneView("petr", OLD_PHONE, PETR, PETR, (PETR,), VK),
    PhoneView("room", GROUP, GALINA, ROOM, (GALINA, LEV), VK),
    PhoneView("galina", "Галина", GALINA, GALINA, (GALINA,), VK, more=True),
]


class Line:
    """Calls VK as the line does."""

    def __init__(self, session: ClientSession, vk: Vk) -> None:
        self._session = session
        self.vk = vk
        self._random = 0

    async def call(self, method: str, **fields: Any) -> Any:
        form = {"access_token": self.vk.token, "v": "5.199"}
        form |= {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()
        }
        async with self._session.post(f"{self.vk.api_url}/method/{method}", data=form) as response:
            answer = json.loads(await response.read())
        assert "error" not in answer, answer
        return answer["response"]

    async def says(self, peer: int, text: str, keyboard: Any = None, **more: Any) -> int:
        """Send a text and return its number in the dialogue or chat."""
        self._random += 1
        if keyboard is not None:
            more["keyboard"] = keyboard
        sent = await self.call(
            "messages.send", peer_ids=str(peer), message=text, random_id=self._random, **more
        )
        return int(sent[0]["conversation_message_id"])

    async def answers_the_press(self, **data: str) -> None:
        """Answer the only press that waits, or is about to."""
        async with asyncio.timeout(30):
            while not self.vk.world.presses:
                await asyncio.sleep(0.01)
        ((event, (user, peer, _)),) = self.vk.world.presses.items()
        await self.call(
            "messages.sendMessageEventAnswer", event_id=event, user_id=user, peer_id=peer, event_data=data
        )


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    telegram, vk = World(), VkWorld()
    telegram.add_user(RAISA, "Анна", "Петровна")
    vk.add_user(RAISA, "Раиса", "Павловна")
    vk.add_user(PETR, "Пётр", "Кузьмич", client=Client.old())
    vk.add_user(GALINA, "Галина")
    vk.add_user(LEV, "Лев")
    vk.add_chat(1, GROUP, members=[LEV], owner=GALINA)
    server = Vk(vk, limits=VkLimits.lifted())
    async with Sandbox(telegram, page_port=0, phones=PHONES, limits=Limits.lifted(), vk=server) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def line(sandbox: Sandbox) -> AsyncIterator[Line]:
    async with ClientSession() as session:
        yield Line(session, sandbox.vk)


def button(kind: str, label: str, color: str | None = None, **more: Any) -> dict[str, Any]:
    painted = {} if color is None else {"color": color}
    return {"action": {"type": kind, "label": label, **more}, **painted}


def inside(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline": True, "buttons": list(rows)}


async def start(window: Window, title: str = RESIDENT) -> None:
    phone = window.phone(title)
    await phone.get_by_role("button", name="Начать", exact=True).click()
    await expect(phone.locator(".message.own .text")).to_have_text("Начать")


async def test_what_is_said_on_vk_appears_in_another_window_and_not_on_telegram(
    window: Window, context: BrowserContext, sandbox: Sandbox
) -> None:
    other = Window(await context.new_page())
    await other.page.goto(sandbox.page_url)
    await start(window)
    await window.says(RESIDENT, "Протекает крыша /start")
    for one in (window, other):
        phone = one.phone(RESIDENT)
        await expect(phone.locator(".message.own .text").last).to_have_text("Протекает крыша /start")
        await expect(phone.locator(".text button")).to_have_count(0)  # commands are Telegram's
        await expect(phone.locator(".owner .messenger")).to_have_text("ВКонтакте")
        await expect(phone.locator(".status")).to_have_text("сообщество")
        await expect(one.phone(NAMESAKE).locator(".message")).to_have_count(0)
        await expect(one.phone(NAMESAKE).locator(".owner .messenger")).to_have_text("Telegram")
    assert other.errors == []
    assert sandbox.vk.phone(RAISA).texts == ["Начать", "Протекает крыша /start"]


async def test_a_pressed_callback_button_waits_until_the_snackbar_comes(window: Window, line: Line) -> None:
    payload = '{"take":27}'
    await line.says(ROOM, "Заявка № 27", inside([button("callback", "Взять", "positive", payload=payload)]))
    phone = window.phone(GROUP)
    await phone.get_by_text("Лев", exact=True).click()
    take = phone.get_by_role("button", name="Взять")
    await expect(take).to_have_attribute("data-color", "positive")
    await take.click()
    await expect(take).to_have_attribute("aria-busy", "true")
    assert [user for user, _, _ in line.vk.world.presses.values()] == [LEV]
    await line.answers_the_press(type="show_snackbar", text="Заявка № 27 ваша")
    await expect(phone.locator(".toast")).to_have_text("Заявка № 27 ваша")
    await expect(take).not_to_have_attribute("aria-busy", "true")


async def test_an_answer_that_opens_a_link_shows_the_link(window: Window, line: Line) -> None:
    await start(window)
    await line.says(RAISA, "Памятка", inside([button("callback", "Открыть", payload="{}")]))
    await window.phone(RESIDENT).get_by_role("button", name="Открыть").click()
    await expect(window.phone(RESIDENT).locator("[aria-busy]")).to_have_count(1)
    await line.answers_the_press(type="open_link", link="https://example.org/pamyatka")
    shown = window.phone(RESIDENT).locator(".toast a")
    await expect(shown).to_have_attribute("href", "https://example.org/pamyatka")


async def test_a_text_button_is_said_and_waits_for_nothing(window: Window, line: Line) -> None:
    await start(window)
    rows = [button("text", "Дом и быт", "primary", payload="1"), button("text", "Здоровье", payload="2")]
    await line.says(RAISA, "Чем помочь?", inside(rows, [button("open_link", "Памятка", link="https://a.ru")]))
    phone = window.phone(RESIDENT)
    await expect(phone.get_by_role("link", name="Памятка")).to_have_attribute("href", "https://a.ru")
    await phone.get_by_role("button", name="Здоровье").click()
    await expect(phone.locator(".message.own .text").last).to_have_text("Здоровье")
    await expect(phone.locator("[aria-busy]")).to_have_count(0)
    assert line.vk.phone(RAISA).screen[-1].wire["payload"] == "2"


async def test_a_key_under_the_input_is_said_and_a_one_time_keyboard_goes(window: Window, line: Line) -> None:
    await start(window)
    keys = {"one_time": True, "buttons": [[button("text", "Меню", "negative", payload='{"m":1}')]]}
    await line.says(RAISA, "Здравствуйте!", keys)
    phone = window.phone(RESIDENT)
    key = phone.locator(".reply-keyboard").get_by_role("button", name="Меню")
    await expect(key).to_have_attribute("data-color", "negative")
    await key.click()
    await expect(phone.locator(".message.own .text").last).to_have_text("Меню")
    await expect(phone.locator(".reply-keyboard")).to_be_hidden()
    assert line.vk.phone(RAISA).screen[-1].wire["payload"] == '{"m":1}'


async def test_an_old_application_shows_no_buttons_inside_messages(window: Window, line: Line) -> None:
    await start(window, OLD_PHONE)
    await line.says(PETR, "Чем помочь?", inside([button("text", "Здоровье")]))
    phone = window.phone(OLD_PHONE)
    await expect(phone.get_by_text("Чем помочь?")).to_be_visible()
    await expect(phone.get_by_role("button", name="Здоровье")).to_have_count(0)


async def test_photos_sent_together_are_one_message_and_can_be_enlarged(window: Window, line: Line) -> None:
    await start(window)
    phone = window.phone(RESIDENT)
    photos = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": picture()} for n in range(2)]
    await phone.locator('input[data-kind="photo"]').set_input_files(photos)  # type: ignore[arg-type]
    await phone.get_by_role("textbox", name="Подпись").fill("Вот так выглядит")
    await phone.get_by_role("dialog").get_by_role("button", name="Отправить").click()
    last = phone.locator(".message.own").last
    await expect(last.locator(".album img")).to_have_count(2)
    await expect(last.locator(".text")).to_have_text("Вот так выглядит")
    image = last.locator("img").first
    assert await image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 40
    await last.locator(".photo").first.click()
    await expect(window.page.get_by_role("dialog", name="Фотография")).to_be_visible()
    await window.page.keyboard.press("Escape")
    assert [one["type"] for one in line.vk.phone(RAISA).screen[-1].attachments] == ["photo", "photo"]


async def test_voices_papers_places_and_stickers_are_shown(window: Window, line: Line) -> None:
    hand = line.vk.phone(RAISA)
    hand.sends_voice()
    hand.sends_document(b"%PDF", "счёт.pdf")
    hand.sends_location(55.75, 37.61)
    hand.sends_sticker()
    hand.sends_video()
    phone = window.phone(RESIDENT)
    await expect(phone.get_by_role("button", name="Слушать")).to_be_visible()
    paper = phone.get_by_role("link", name="счёт.pdf")
    async with window.page.expect_download() as download:
        await paper.click()
    assert (await download.value).suggested_filename == "счёт.pdf"
    await expect(phone.get_by_text("55.75000, 37.61000")).to_be_visible()
    await expect(phone.locator(".sticker")).to_have_count(1)
    await expect(phone.locator(".message.own")).to_have_count(5)


async def test_markup_of_people_is_text_and_a_mention_is_a_link(window: Window, line: Line) -> None:
    await start(window)
    text = "👋 <b>жирно</b> <img src=x onerror='window.broken = 1'> [id1|Раиса & Ко], [id2|<i>Пётр</i>]"
    shown = "👋 <b>жирно</b> <img src=x onerror='window.broken = 1'> Раиса & Ко, <i>Пётр</i>"
    await line.says(RAISA, text)
    said = window.phone(RESIDENT).locator(".message:not(.own) .text").last
    await expect(said).to_have_text(shown)
    await expect(said.locator("a")).to_have_text(["Раиса & Ко", "<i>Пётр</i>"])
    await expect(said.locator("a").first).to_have_attribute("href", "https://vk.com/id1")
    assert await window.page.evaluate("window.broken") is None
    assert await said.locator("b, i, img").count() == 0


async def test_replies_edits_and_forwards_are_shown(window: Window, line: Line) -> None:
    await start(window)
    number = await line.says(RAISA, "Какой у вас адрес?")
    phone = window.phone(RESIDENT)
    question = phone.locator(f'.message[data-id="{number}"]')
    await question.hover()
    await question.get_by_role("button", name="Ответить").click()
    await window.says(RESIDENT, "Ленина, 5")
    mine = phone.locator(".message.own").last
    await expect(mine.locator(".quote")).to_contain_text("Какой у вас адрес?")
    await mine.locator(".text").click(button="right")
    await phone.get_by_role("menuitem", name="Изменить").click()
    await window.says(RESIDENT, "Ленина, 15")
    await expect(mine.locator(".text")).to_have_text("Ленина, 15")
    await expect(mine.locator(".edited")).to_have_text("изменено")
    hand = line.vk.phone(RAISA)
    assert hand.screen[-1].wire["reply_message"]["conversation_message_id"] == number
    hand.forwards(hand.screen[-2], text="Что ответить?")
    forwarded = phone.locator(".message.own").last.locator(".forwarded")
    await expect(forwarded).to_contain_text("Линия поддержки")
    await expect(forwarded).to_contain_text("Какой у вас адрес?")
    await line.call("messages.edit", peer_id=RAISA, cmid=number, message="Адрес записан")
    await expect(question.locator(".text")).to_have_text("Адрес записан")


async def test_who_comes_and_goes_is_told_in_the_chat(window: Window, sandbox: Sandbox) -> None:
    vk = sandbox.vk.world
    membership.invite(vk, vk.peer(ROOM), PETR, GALINA)
    membership.kick(vk, vk.peer(ROOM), PETR, GALINA)
    notes = window.phone(GROUP).locator(".service")
    await expect(notes).to_have_text(["Пётр теперь в беседе", "Пётр больше не в беседе"])
    await expect(window.phone(GROUP).locator(".status")).to_have_text("3 участника")


async def test_messages_can_be_forbidden_and_allowed_again(
    window: Window, context: BrowserContext, sandbox: Sandbox
) -> None:
    other = Window(await context.new_page())
    await other.page.goto(sandbox.page_url)
    await start(window)
    phone = window.phone(RESIDENT)
    await phone.get_by_role("button", name="Меню телефона").click()
    await phone.get_by_role("menuitem", name="Запретить сообщения").click()
    allow = other.phone(RESIDENT).get_by_role("button", name="Разрешить сообщения")
    await expect(allow).to_be_visible()
    assert sandbox.vk.world.peer(RAISA).permission == "denied"
    await allow.click()
    await expect(phone.get_by_role("button", name="Разрешить сообщения")).to_be_hidden()
    assert sandbox.vk.world.peer(RAISA).permission == "allowed"
    await phone.get_by_role("button", name="Меню телефона").click()
    await phone.get_by_role("menuitem", name="В чёрный список").click()
    await phone.get_by_role("button", name="Убрать из чёрного списка").click()
    await expect(phone.get_by_role("textbox", name="Сообщение")).to_be_visible()
    assert not sandbox.vk.world.peer(RAISA).blocked


async def test_the_community_is_seen_typing(window: Window, line: Line) -> None:
    await start(window)
    await line.call("messages.setActivity", peer_id=RAISA, type="typing")
    await expect(window.phone(RESIDENT).locator(".status")).to_have_text("печатает…")


async def test_a_link_to_the_community_starts_the_dialogue_of_who_presses(window: Window, line: Line) -> None:
    link = f"https://vk.me/{line.vk.world.community.screen_name}?ref=card_27"
    await line.says(ROOM, "Заявка № 27", inside([button("open_link", "Открыть", link=link)]))
    await expect(window.phone("Галина")).to_be_hidden()
    await window.phone(GROUP).get_by_role("link", name="Открыть").click()
    await expect(window.phone("Галина").locator(".message.own .text")).to_have_text("Начать")
    await expect(window.phone("Галина")).to_be_in_viewport()
    assert line.vk.phone(GALINA).screen[-1].wire["ref"] == "card_27"


async def test_a_phone_waits_aside_until_it_is_asked_for(window: Window, line: Line) -> None:
    door = window.page.get_by_role("complementary").get_by_role("button", name="Галина")
    await expect(window.phone("Галина")).to_be_hidden()
    line.vk.phone(GALINA).starts()
    await line.says(GALINA, "Новая заявка")
    await expect(door).to_contain_class("unread")
    await door.click()
    await expect(window.phone("Галина").get_by_text("Новая заявка")).to_be_in_viewport()
    await expect(door).not_to_contain_class("unread")
    await door.click()
    await expect(window.phone("Галина")).to_be_hidden()


async def test_a_narrow_screen_shows_a_vk_phone_whole(window: Window, line: Line) -> None:
    page = window.page
    await page.set_viewport_size({"width": 360, "height": 640})
    await expect(page.get_by_role("tab")).to_have_count(5)
    await expect(page.get_by_role("complementary")).to_be_hidden()
    await page.get_by_role("tab", name=f"{RESIDENT}, ВКонтакте").click()
    await start(window)
    rows = [
        [button("text", f"Очень длинная надпись кнопки номер {n}{m}") for m in range(2)] for n in range(3)
    ]
    await line.says(RAISA, "Выбирайте " + "оченьдлинноеслово" * 20, inside(*rows))
    phone = window.phone(RESIDENT)
    await expect(phone.get_by_role("button", name="номер 21")).to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert await phone.locator(".log").evaluate("log => log.scrollWidth <= log.clientWidth")
