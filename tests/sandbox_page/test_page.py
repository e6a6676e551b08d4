"""The page of phones, in a real browser over the real sandbox."""

import zlib
from struct import pack
from typing import Any

import pytest
from playwright.async_api import BrowserContext, expect

from sandbox import Sandbox
from tests.sandbox_page.conftest import ANNA, MARIA, STAFF, Bot, Window

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser for all

RESIDENT, NEIGHBOUR, WORKER, GROUP = "Анна Петровна", "Борис Ильич", "Мария Соколова", "Дежурная смена"


def buttons(*rows: list[str]) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": text, "callback_data": text} for text in row] for row in rows]}


def picture() -> bytes:
    """A red PNG of 40 by 30 pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))

    lines = (b"\0" + b"\xc0\x30\x30" * 40) * 30
    header = pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


async def start(window: Window, title: str = RESIDENT) -> None:
    phone = window.phone(title)
    await phone.get_by_role("button", name="Начать", exact=True).click()
    await expect(phone.locator(".message.own .text")).to_have_text("/start")


async def test_what_is_said_in_one_window_appears_in_another(
    window: Window, context: BrowserContext, sandbox: Sandbox
) -> None:
    other = Window(await context.new_page())
    await other.page.goto(sandbox.page_url)
    await start(window)
    await window.says(RESIDENT, "Протекает крыша,\nуже второй день")
    for one in (window, other):
        last = one.phone(RESIDENT).locator(".message.own .text").last
        await expect(last).to_have_text("Протекает крыша,\nуже второй день")
    assert other.errors == []


async def test_a_pressed_button_waits_until_the_toast_comes(window: Window, bot: Bot) -> None:
    await bot.says(STAFF, "Заявка № 27", reply_markup=buttons(["Взять", "Подробнее"]))
    phone = window.phone(GROUP)
    await phone.get_by_text("Олег", exact=True).click()
    take = phone.get_by_role("button", name="Взять")
    await take.click()
    await expect(take).to_have_attribute("aria-busy", "true")
    query = await bot.hears("callback_query")
    assert (query["data"], query["from"]["first_name"]) == ("Взять", "Олег")
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Заявка № 27 ваша")
    await expect(phone.locator(".toast")).to_have_text("Заявка № 27 ваша")
    await expect(take).not_to_have_attribute("aria-busy", "true")


async def test_an_alert_is_a_dialog_in_its_phone_only(window: Window, bot: Bot) -> None:
    await bot.says(STAFF, "Заявка № 27", reply_markup=buttons(["Взять"]))
    phone = window.phone(GROUP)
    await phone.get_by_role("button", name="Взять").click()
    query = await bot.hears("callback_query")
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Взял Олег", show_alert=True)
    alert = phone.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Взял Олег")
    await start(window, WORKER)  # a dialog in one phone does not hold up the others
    await alert.get_by_role("button", name="Хорошо").click()
    await expect(alert).to_have_count(0)


async def test_an_edit_changes_the_message_in_place(window: Window, bot: Bot) -> None:
    await start(window)
    number = await bot.says(ANNA, "Ищем мастера", reply_markup=buttons(["Отменить"]))
    await bot.says(ANNA, "Что-нибудь ещё?")
    message = window.phone(RESIDENT).locator(f'.message[data-id="{number}"]')
    await expect(message.locator(".text")).to_have_text("Ищем мастера")
    await bot.call("editMessageText", chat_id=ANNA, message_id=number, text="Мастер придёт завтра")
    await expect(message.locator(".text")).to_have_text("Мастер придёт завтра")
    await expect(message.locator(".edited")).to_have_text("изменено")
    await expect(message.get_by_role("button", name="Отменить")).to_have_count(0)
    await expect(window.phone(RESIDENT).locator(".message:not(.own) .text")).to_have_count(2)


async def test_a_person_edits_their_own_message(window: Window, bot: Bot) -> None:
    await start(window)
    await window.says(RESIDENT, "Ленина 5")
    phone = window.phone(RESIDENT)
    mine = phone.locator(".message.own").last
    await expect(mine.locator(".text")).to_have_text("Ленина 5")
    await mine.locator(".bubble").click(button="right")
    await phone.get_by_role("menuitem", name="Изменить").click()
    field = phone.get_by_role("textbox", name="Сообщение")
    await expect(field).to_have_value("Ленина 5")
    await window.says(RESIDENT, "Ленина, 15")
    await expect(mine.locator(".text")).to_have_text("Ленина, 15")
    assert (await bot.hears("edited_message"))["text"] == "Ленина, 15"


async def test_a_key_of_the_bots_keyboard_is_said(window: Window, bot: Bot) -> None:
    await start(window)
    keys = {"keyboard": [[{"text": "Меню"}, {"text": "Назад"}]], "input_field_placeholder": "Выберите"}
    await bot.says(ANNA, "Здравствуйте!", reply_markup=keys)
    phone = window.phone(RESIDENT)
    await phone.get_by_role("button", name="Меню", exact=True).click()
    await expect(phone.locator(".message.own .text").last).to_have_text("Меню")
    await phone.locator(".keyboard-toggle").click()
    await expect(phone.get_by_role("button", name="Меню", exact=True)).to_be_hidden()
    await bot.says(ANNA, "Готово", reply_markup={"remove_keyboard": True})
    await expect(phone.locator(".keyboard-toggle")).to_be_hidden()


async def test_a_telephone_is_shared_only_after_a_question(window: Window, bot: Bot) -> None:
    await start(window)
    keys = {"keyboard": [[{"text": "Мой телефон", "request_contact": True}]]}
    await bot.says(ANNA, "Как вам позвонить?", reply_markup=keys)
    phone = window.phone(RESIDENT)
    await phone.get_by_role("button", name="Мой телефон").click()
    await expect(phone.locator(".contact")).to_have_count(0)
    await phone.get_by_role("dialog").get_by_role("button", name="Поделиться").click()
    await expect(phone.locator(".contact a")).to_have_text("+79001234567")


async def test_a_photo_is_shown_and_can_be_enlarged(window: Window, bot: Bot) -> None:
    await start(window)
    phone = window.phone(RESIDENT)
    photo = {"name": "крыша.png", "mimeType": "image/png", "buffer": picture()}
    await phone.locator('input[data-kind="photo"]').set_input_files(photo)  # type: ignore[arg-type]
    sheet = phone.get_by_role("dialog")
    await sheet.get_by_role("textbox", name="Подпись").fill("Вот так выглядит")
    await sheet.get_by_role("button", name="Отправить").click()
    image = phone.locator(".message.own .photo img")
    await expect(image).to_be_visible()
    assert await image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 40
    await expect(phone.locator(".message.own .text").last).to_have_text("Вот так выглядит")
    await phone.locator(".photo").click()
    await expect(window.page.get_by_role("dialog", name="Фотография")).to_be_visible()
    await window.page.keyboard.press("Escape")
    await expect(window.page.get_by_role("dialog", name="Фотография")).to_be_hidden()


async def test_markup_that_a_person_types_is_only_text(window: Window, bot: Bot) -> None:
    await start(window)
    text = "<script>window.broken = 1</script><b>жирно</b><img src=x onerror='window.broken = 1'>"
    await window.says(RESIDENT, text)
    await expect(window.phone(RESIDENT).locator(".message.own .text").last).to_have_text(text)
    await bot.says(ANNA, text)
    await expect(window.phone(RESIDENT).locator(".message:not(.own) .text").last).to_have_text(text)
    assert await window.page.evaluate("window.broken") is None
    assert await window.page.locator(".text b, .text img, .text script").count() == 0


async def test_entities_are_shown_where_they_stand(window: Window, bot: Bot) -> None:
    await start(window)
    text = "👋 <b>Важно: <i>завтра</i></b>, код <tg-spoiler>4815</tg-spoiler>"
    await bot.says(ANNA, text, parse_mode="HTML")
    said = window.phone(RESIDENT).locator(".message:not(.own) .text").last
    await expect(said.locator("strong")).to_have_text("Важно: завтра")
    await expect(said.locator("strong em")).to_have_text("завтра")
    await said.get_by_role("button", name="Скрытый текст").click()
    await expect(said.locator(".spoiler.shown")).to_have_text("4815")


async def test_a_reply_quotes_and_leads_back(window: Window, bot: Bot) -> None:
    await start(window)
    number = await bot.says(ANNA, "Какой у вас адрес?")
    phone = window.phone(RESIDENT)
    question = phone.locator(f'.message[data-id="{number}"]')
    await question.hover()
    await question.get_by_role("button", name="Ответить").click()
    await window.says(RESIDENT, "Ленина, 5")
    answer = phone.locator(".message.own").last
    await expect(answer.locator(".quote")).to_contain_text("Какой у вас адрес?")
    await bot.hears("message")
    assert (await bot.hears("message"))["reply_to_message"]["message_id"] == number
    await answer.locator(".quote").click()
    await expect(question).to_contain_class("flash")


async def test_a_link_with_a_payload_starts_the_private_chat_of_who_presses(window: Window, bot: Bot) -> None:
    me = await bot.call("getMe")
    link = {"text": "Открыть", "url": f"https://t.me/{me['username']}?start=card_27"}
    await bot.says(STAFF, "Заявка № 27", reply_markup={"inline_keyboard": [[link]]})
    await window.phone(GROUP).get_by_role("link", name="Открыть").click()
    await expect(window.phone(WORKER).locator(".message.own .text")).to_have_text("/start card_27")
    await expect(window.phone(WORKER)).to_be_in_viewport()
    said = await bot.hears("message")
    assert (said["chat"]["id"], said["text"]) == (MARIA, "/start card_27")


async def test_a_blocked_bot_is_unblocked_with_one_button(window: Window, sandbox: Sandbox) -> None:
    await start(window)
    phone = window.phone(RESIDENT)
    await phone.get_by_role("button", name="Меню телефона").click()
    await phone.get_by_role("menuitem", name="Заблокировать бота").click()
    unblock = phone.get_by_role("button", name="Разблокировать")
    await expect(unblock).to_be_visible()
    await expect(phone.get_by_role("textbox", name="Сообщение")).to_be_hidden()
    assert sandbox.world.chat(ANNA).blocked
    await unblock.click()
    await expect(phone.get_by_role("textbox", name="Сообщение")).to_be_visible()
    assert not sandbox.world.chat(ANNA).blocked


async def test_a_refusal_is_said_in_the_phone_and_the_text_is_kept(window: Window, sandbox: Sandbox) -> None:
    await start(window, NEIGHBOUR)
    phone = window.phone(NEIGHBOUR)
    await phone.get_by_role("button", name="Прикрепить").click()
    await phone.get_by_role("menuitem", name="Мой номер телефона").click()
    await phone.get_by_role("button", name="Поделиться").click()
    await expect(phone.get_by_role("alert")).not_to_be_empty()
    await window.page.route("**/api/say", lambda route: route.abort())
    await window.says(NEIGHBOUR, "Помогите")
    await expect(phone.get_by_role("alert")).to_contain_text("Нет связи")
    await expect(phone.get_by_role("textbox", name="Сообщение")).to_have_value("Помогите")


async def test_new_messages_are_counted_for_who_reads_older_ones(window: Window, bot: Bot) -> None:
    await start(window)
    for number in range(30):
        await bot.says(ANNA, f"Сообщение {number}")
    phone = window.phone(RESIDENT)
    await expect(phone.get_by_text("Сообщение 29", exact=True)).to_be_in_viewport()
    await phone.locator(".log").evaluate("log => log.scrollTo(0, 0)")
    down = phone.get_by_role("button", name="Вниз, к новым сообщениям")
    await expect(down).to_be_visible()
    await bot.says(ANNA, "Мастер выехал")
    await expect(down).to_have_text("1")
    await down.click()
    await expect(phone.get_by_text("Мастер выехал")).to_be_in_viewport()
    await expect(down).to_be_hidden()


async def test_a_narrow_screen_shows_one_phone_and_tabs(window: Window, bot: Bot) -> None:
    await start(window)
    page = window.page
    for width, height in ((390, 844), (360, 640)):
        await page.set_viewport_size({"width": width, "height": height})
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        await expect(page.get_by_role("tab")).to_have_count(5)
    await expect(window.phone(RESIDENT).get_by_role("textbox", name="Сообщение")).to_be_visible()
    await expect(window.phone(GROUP).get_by_role("textbox", name="Сообщение")).to_be_hidden()
    await bot.says(STAFF, "Заявка № 27 " + "оченьдлинноеслово" * 20, reply_markup=buttons(["Взять"]))
    tab = page.get_by_role("tab", name=GROUP)
    await expect(tab).to_contain_class("unread")
    await tab.click()
    await expect(window.phone(GROUP).get_by_role("button", name="Взять")).to_be_in_viewport()
    await expect(tab).not_to_contain_class("unread")
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert await window.phone(GROUP).locator(".log").evaluate("log => log.scrollWidth <= log.clientWidth")


async def test_a_lost_connection_is_told_and_what_was_missed_is_read(
    window: Window, sandbox: Sandbox, bot: Bot
) -> None:
    await start(window)
    assert sandbox.page is not None
    port = sandbox.page.port
    await sandbox.page.close()
    await expect(window.page.get_by_text("Нет связи, пробую снова")).to_be_visible()
    await bot.says(ANNA, "Пока вас не было")
    await sandbox.page.open(port)
    await expect(window.phone(RESIDENT).get_by_text("Пока вас не было")).to_be_visible()
    await expect(window.page.get_by_text("Нет связи, пробую снова")).to_be_hidden()
