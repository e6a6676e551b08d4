"""A club's chat on the page: coming in by a link, pictures that change, reactions, what is pinned."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from sandbox import Limits, Sandbox, World, links
from sandbox.views import VK, PhoneView
from sandbox.vk import CHAT_START, Vk, VkLimits, VkWorld, membership
from tests.sandbox_page.conftest import ANNA, BORIS, Bot, Window
from tests.sandbox_page.test_page import picture

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser for all

RAISA, ZOYA = 21, 22
CLUB, VK_CLUB = -1002, CHAT_START + 2
HERS, HIS = "Кроссворды: Анна", "Кроссворды: Борис"
PHONES = [
    PhoneView("anna", "Анна Петровна", ANNA, ANNA, (ANNA,)),
    PhoneView("club-anna", HERS, ANNA, CLUB, (ANNA,), more=True),
    PhoneView("club-boris", HIS, BORIS, CLUB, (BORIS,)),
    PhoneView("raisa", "Раиса Павловна", RAISA, RAISA, (RAISA,), VK),
    PhoneView("vk-club", "Кроссворды: Раиса", RAISA, VK_CLUB, (RAISA,), VK),
]


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    world, vk_world = World(), VkWorld()
    world.add_user(ANNA, "Анна", "Петровна")
    world.add_user(BORIS, "Борис", "Ильич")
    world.add_chat(CLUB, "Кроссворды", members=[BORIS])
    vk_world.add_user(RAISA, "Раиса", "Павловна")
    vk_world.add_user(ZOYA, "Зоя")
    vk_world.add_chat(VK_CLUB - CHAT_START, "Кроссворды ВК", owner=ZOYA)
    vk = Vk(vk_world, limits=VkLimits.lifted())
    async with Sandbox(world, page_port=0, limits=Limits.lifted(), phones=PHONES, vk=vk) as running:
        yield running


def photo(sandbox: Sandbox) -> str:
    """A picture that the bot has uploaded."""
    return sandbox.world.files.add("photo", "grid.png", "image/png", picture(), None).id


async def test_who_taps_an_invite_link_comes_into_the_chat_and_sees_it(
    window: Window, bot: Bot, sandbox: Sandbox
) -> None:
    anna = sandbox.phone(ANNA)
    anna.starts()
    link = links.make(sandbox.world, sandbox.world.chats[CLUB])["invite_link"]
    await bot.says(CLUB, "Первое слово: космос")
    row = [{"text": "Войти в чат", "url": link}]
    await bot.says(ANNA, "Вас ждут", reply_markup={"inline_keyboard": [row]})
    await window.phone("Анна Петровна").get_by_role("link", name="Войти в чат").click()
    club = window.phone(HERS)
    await expect(club.get_by_text("Первое слово: космос")).to_be_visible()
    await window.says(HERS, "Здравствуйте!")
    await expect(window.phone(HIS).get_by_text("Здравствуйте!")).to_be_visible()


async def test_who_is_not_in_the_chat_sees_nothing_of_it(window: Window, bot: Bot) -> None:
    await bot.says(CLUB, "Первое слово: космос")
    await window.page.get_by_role("complementary").get_by_role("button", name=f"{HERS}, ").click()
    club = window.phone(HERS)
    await expect(club.get_by_text("Вас нет в этом чате")).to_be_visible()
    await expect(club.get_by_text("Первое слово: космос")).to_be_hidden()
    await expect(club.get_by_role("textbox", name="Сообщение")).to_be_hidden()


async def test_a_wish_to_come_in_waits_for_a_moderator(window: Window, bot: Bot, sandbox: Sandbox) -> None:
    sandbox.phone(ANNA).starts()
    link = links.make(sandbox.world, sandbox.world.chats[CLUB], creates_join_request=True)["invite_link"]
    await bot.says(ANNA, f"Заявка: {link}")
    phone = window.phone("Анна Петровна")
    await phone.get_by_role("link", name=link).click()
    await expect(phone.locator(".toast")).to_contain_text("Ждём решения модератора")
    await bot.call("approveChatJoinRequest", chat_id=CLUB, user_id=ANNA)
    assert sandbox.world.chats[CLUB].member(ANNA).present


async def test_a_picture_and_its_words_change_in_place(window: Window, bot: Bot, sandbox: Sandbox) -> None:
    first, second = photo(sandbox), photo(sandbox)
    sent = await bot.call("sendPhoto", chat_id=CLUB, photo=first, caption="Счёт 0:0")
    image = window.phone(HIS).locator(".message .photo img")
    await expect(image).to_have_attribute("src", f"api/file/{first}")
    again = {"chat_id": CLUB, "message_id": sent["message_id"]}
    media = {"type": "photo", "media": second, "caption": "Счёт 1:0"}
    await bot.call("editMessageMedia", media=media, **again)
    await expect(image).to_have_attribute("src", f"api/file/{second}")
    await expect(window.phone(HIS).locator(".message .text")).to_have_text("Счёт 1:0")
    await bot.call("editMessageCaption", caption="Счёт 2:0", **again)
    await expect(window.phone(HIS).locator(".message .text")).to_have_text("Счёт 2:0")
    await expect(image).to_have_count(1)


async def test_reactions_stand_under_a_message_and_can_be_joined(
    window: Window, bot: Bot, sandbox: Sandbox
) -> None:
    said = sandbox.phone(BORIS, CLUB).says("космонавт")
    await bot.call(
        "setMessageReaction",
        chat_id=CLUB,
        message_id=said.id,
        reaction=[{"type": "emoji", "emoji": "🔥"}],
    )
    chip = window.phone(HIS).get_by_role("button", name="Реакция 🔥: 1")
    await chip.click()
    await expect(window.phone(HIS).get_by_role("button", name="Реакция 🔥: 2")).to_have_attribute(
        "aria-pressed", "true"
    )
    assert set(said.reactions) == {BORIS, sandbox.world.bot.id}


async def test_what_is_pinned_stays_on_top_until_it_is_taken_down(window: Window, bot: Bot) -> None:
    number = await bot.says(CLUB, "Правила клуба: будьте добры друг к другу")
    for _ in range(30):
        await bot.says(CLUB, "Слово\nза\nсловом")
    await bot.call("pinChatMessage", chat_id=CLUB, message_id=number, disable_notification=True)
    club = window.phone(HIS)
    top = club.get_by_role("button", name="К закреплённому сообщению")
    await expect(top).to_contain_text("Правила клуба")
    rules = club.locator(".message", has_text="Правила клуба")
    await expect(rules).not_to_be_in_viewport()
    await top.click()
    await expect(rules).to_be_in_viewport()
    await bot.call("unpinChatMessage", chat_id=CLUB, message_id=number)
    await expect(top).to_be_hidden()


async def test_on_vk_a_link_leads_in_and_what_is_pinned_is_seen(window: Window, sandbox: Sandbox) -> None:
    vk = sandbox.vk
    raisa, zoya = vk.phone(RAISA), vk.phone(ZOYA, VK_CLUB)
    rules = zoya.says("Правила клуба")
    membership.pin(vk.world, zoya.chat, rules.id, ZOYA)
    raisa.says(f"Мне дали ссылку: {membership.link_of(zoya.chat)}")
    await window.phone("Раиса Павловна").get_by_role("link", name="vk.me/join").click()
    club = window.phone("Кроссворды: Раиса")
    await expect(club.get_by_role("button", name="К закреплённому сообщению")).to_contain_text("Правила")
    zoya.reacts(rules, "👍")
    await expect(club.get_by_role("button", name="Реакция 👍: 1")).to_be_visible()
