"""The demo as one sees it who has just typed `make demo`: a browser, the page, the sandbox, the line."""

import os
import re
import time
import zlib
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from struct import pack

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.domain.games.words import WordList
from bot.settings import VkSettings
from sandbox import Clock, Sandbox, demo
from sandbox.clock import reminders_in
from sandbox.demo import PHONES, VK_STAFF_CHAT, demo_vk_world, demo_world, hire_workers, open_clubs
from sandbox.vk import Vk
from tests.end_to_end.stage import Stage
from tests.sandbox_page.conftest import launch

PICTURE = Path(__file__).parents[2] / "docs" / "demo.png"
ANNA, IVAN, GROUP, MARIA, OLEG = "Анна Петровна", "Иван Сергеевич", "Дежурная смена", "Мария", "Олег"
RAISA, VK_GROUP, GALINA = "Раиса Павловна", "Смена ВКонтакте", "Галина"
SIZE = (1600, 1000)
MONDAY_MORNING = 1_795_420_800.0
"""23 November 2026, 11:00 in Moscow."""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        yield browser
        await browser.close()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo's worlds with their page and their own pace, the line beside them, and workers."""
    ahead = MONDAY_MORNING - time.time()
    clock = Clock(
        tmp_path / "clock", upcoming=reminders_in(tmp_path / "line.db"), real=lambda: time.time() + ahead
    )
    vk_world = Vk(demo_vk_world())
    async with Sandbox(demo_world(), page_port=0, phones=PHONES, vk=vk_world, clock=clock) as sandbox:
        stage = Stage(sandbox, tmp_path)
        vk = {
            "token": sandbox.vk.token,
            "group_id": sandbox.vk.group_id,
            "api_url": sandbox.vk.api_url,
            "staff_chat": VK_STAFF_CHAT,
        }
        admins = f"telegram:{demo.MARIA},vk:{demo.GALINA}"
        await stage.opens(paced=True, vk=VkSettings.model_validate(vk), admins=admins)
        await hire_workers(sandbox)
        yield stage
        await stage.closes()
        assert stage.dead() == []


@pytest.fixture
async def page(browser: Browser, stage: Stage) -> AsyncIterator[Page]:
    width, height = SIZE
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale="ru-RU", timezone_id="Europe/Moscow"
    )
    context.set_default_timeout(15_000)
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(stage.sandbox.page_url)
    yield page
    await context.close()
    assert errors == []


def phone(page: Page, title: str) -> Locator:
    """The phone with this title."""
    return page.locator(f'.phone[aria-label="Телефон: {title}"]')


async def brings(page: Page, title: str) -> None:
    """Bring a phone that waits aside."""
    await page.get_by_role("complementary").get_by_role("button", name=f"{title}, ").click()
    await expect(phone(page, title)).to_be_visible()


async def presses(page: Page, title: str, button: str) -> None:
    """Press a button under a message, where it is newest."""
    await phone(page, title).locator(".message").get_by_role("button", name=button, exact=True).last.click()


async def says(page: Page, title: str, text: str) -> None:
    """Type a text and send it with Enter."""
    field = phone(page, title).get_by_role("textbox", name="Сообщение")
    await field.fill(text)
    await field.press("Enter")


async def sees(page: Page, title: str, words: str) -> Locator:
    """Wait until a message of the line with these words is there."""
    message = phone(page, title).locator(".message:not(.own)", has_text=words).last
    await expect(message).to_be_visible(timeout=15_000)
    return message


def picture() -> bytes:
    """A PNG of 40 by 30 pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))

    header = pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
    lines = (b"\0" + b"\x40\x90\x60" * 40) * 30
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


async def anna_asks_for_groceries(page: Page) -> None:
    """From «Начать» to «принята», by hand."""
    await phone(page, ANNA).get_by_role("button", name="Начать", exact=True).click()
    for question, button in (
        ("Чем помочь?", "Дом и быт"),
        ("Когда трудно выйти", "Продукты на дом"),
        ("Сколько стоит", "Попросить помощь"),
        ("Вы согласны?", "Да, разрешаю"),
        ("Для кого нужна помощь?", "Для меня"),
    ):
        await sees(page, ANNA, question)
        await presses(page, ANNA, button)
    await sees(page, ANNA, "Что купить?")
    await says(page, ANNA, "Молоко, хлеб, гречку и яблоки, рублей на 800")
    await sees(page, ANNA, "В какой день")
    await presses(page, ANNA, "Как можно скорее")
    await sees(page, ANNA, "Как вам удобнее заплатить")
    await presses(page, ANNA, "Наличными")
    await sees(page, ANNA, "Как к вам обращаться?")
    await says(page, ANNA, "Анна Петровна")
    await sees(page, ANNA, "По какому номеру")
    await phone(page, ANNA).get_by_role("button", name="Отправить мой номер").click()
    await phone(page, ANNA).get_by_role("button", name="Поделиться").click()
    await sees(page, ANNA, "Куда принести?")
    await says(page, ANNA, "Садовая, 7, квартира 45")
    await sees(page, ANNA, "Какой это район?")
    await presses(page, ANNA, "Северный")
    await sees(page, ANNA, "Проверьте, пожалуйста")
    await presses(page, ANNA, "Отправить")
    await sees(page, ANNA, "Заявка № 1 принята")


async def test_the_page_shows_at_once_workers_who_are_ready(page: Page) -> None:
    for worker in (OLEG, GALINA):
        await brings(page, worker)
        await sees(page, worker, "Теперь вы сотрудник")
    await sees(page, MARIA, "Перешлите эту ссылку")
    await expect(phone(page, ANNA).get_by_role("button", name="Начать", exact=True)).to_be_visible()


async def test_a_request_is_carried_from_annas_phone_to_the_group_and_back(
    page: Page, stage: Stage, tmp_path: Path
) -> None:
    await anna_asks_for_groceries(page)
    card = await sees(page, GROUP, "Заявка № 1 · Продукты на дом")
    await expect(card).to_contain_text("Свободна")
    await expect(card).not_to_contain_text("Садовая")
    await presses(page, GROUP, "Взять")
    await expect(card).to_contain_text("В работе: Мария")
    await expect(card.get_by_role("button", name="Взять")).to_have_count(0)

    full = await sees(page, MARIA, "Ответьте на это сообщение")
    await expect(full).to_contain_text("Садовая, 7, квартира 45")
    await full.locator(".bubble").click(button="right")
    await phone(page, MARIA).get_by_role("menuitem", name="Ответить").click()
    await says(page, MARIA, "Здравствуйте, Анна Петровна! Принесу к 15 часам.")
    await sees(page, MARIA, "Доставлено")
    await sees(page, ANNA, "Принесу к 15 часам")
    await says(page, ANNA, "Спасибо, жду!")
    await sees(page, ANNA, "Передали сотруднику")
    await sees(page, MARIA, "Спасибо, жду!")
    await brings(page, IVAN)
    await phone(page, IVAN).get_by_role("button", name="Начать", exact=True).click()
    await sees(page, IVAN, "Чем помочь?")


async def test_raisa_asks_on_vk_and_maria_answers_on_telegram(
    page: Page, stage: Stage, tmp_path: Path
) -> None:
    await anna_asks_for_groceries(page)
    await phone(page, RAISA).get_by_role("button", name="Начать", exact=True).click()
    await sees(page, RAISA, "Чем помочь?")
    await phone(page, RAISA).get_by_role("button", name="Позвать человека", exact=True).last.click()
    await sees(page, RAISA, "Вы согласны?")
    await presses(page, RAISA, "Да, разрешаю")
    await sees(page, RAISA, "Что случилось")
    await says(page, RAISA, "Не работает лифт, не могу спуститься в аптеку")
    await sees(page, RAISA, "Как к вам обращаться?")
    await says(page, RAISA, "Раиса Павловна")
    await sees(page, RAISA, "По какому номеру")
    await says(page, RAISA, "8 912 345-67-89")
    await sees(page, RAISA, "Проверьте, пожалуйста")
    await presses(page, RAISA, "Отправить")
    await sees(page, RAISA, "Заявка № 2 принята")

    card = await sees(page, GROUP, "Заявка № 2")
    await expect(card).not_to_contain_text("лифт")
    await card.get_by_role("button", name="Взять").click()
    await expect(card).to_contain_text("В работе: Мария")
    full = await sees(page, MARIA, "не могу спуститься в аптеку")
    await full.locator(".bubble").click(button="right")
    await phone(page, MARIA).get_by_role("menuitem", name="Ответить").click()
    await says(page, MARIA, "Раиса Павловна, зайду в аптеку за вас в 15 часов. Что купить?")
    await sees(page, MARIA, "Доставлено")
    await sees(page, RAISA, "зайду в аптеку за вас")
    await says(page, RAISA, "Спасибо! Капли от давления")
    await sees(page, MARIA, "Капли от давления")
    await sees(page, RAISA, "Передали сотруднику")
    await take_picture(page, tmp_path)

    # The staff room of VK has the same cards.
    await brings(page, VK_GROUP)
    await expect(await sees(page, VK_GROUP, "Заявка № 2")).to_contain_text("В работе: Мария")


async def take_picture(page: Page, folder: Path) -> None:
    """The picture of the README: written there with UPDATE_PICTURE=1, else only taken and measured."""
    path = PICTURE if os.environ.get("UPDATE_PICTURE") else folder / "demo.png"
    path.parent.mkdir(exist_ok=True)
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement?.blur()")
    with suppress(TimeoutError):  # toasts go by themselves
        await expect(page.locator(".toast")).to_have_count(0, timeout=10_000)
    await page.screenshot(path=path)
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert (int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")) == SIZE
    assert len(content) > 100_000


async def sends_photos(page: Page, count: int, caption: str) -> None:
    """Choose photos, write under them and send them together."""
    photos = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": picture()} for n in range(count)]
    await phone(page, ANNA).locator('input[data-kind="photo"]').set_input_files(photos)  # type: ignore[arg-type]
    await phone(page, ANNA).get_by_role("textbox", name="Подпись").fill(caption)
    await phone(page, ANNA).get_by_role("dialog").get_by_role("button", name="Отправить").click()


async def test_an_album_sent_from_the_page_is_one_message_to_the_line(page: Page, stage: Stage) -> None:
    await phone(page, ANNA).get_by_role("button", name="Начать", exact=True).click()
    await sees(page, ANNA, "Чем помочь?")
    await sends_photos(page, 3, "Протекает кран")
    await expect(phone(page, ANNA).locator(".message.own .album img")).to_have_count(3)
    await sees(page, ANNA, "Кому передать ваше сообщение?")
    await stage.quiet()
    assert sum("Кому передать" in text for text in stage.anna.phone.texts) == 1


async def test_the_page_says_in_plain_words_what_cannot_be_done(page: Page) -> None:
    await phone(page, ANNA).get_by_role("button", name="Начать", exact=True).click()
    await sees(page, ANNA, "Чем помочь?")
    await sends_photos(page, 11, "")
    await expect(page.get_by_text("помещается не больше 10 файлов")).to_be_visible()


TITLE = "Зарядка на стуле"


async def maria_creates_a_class(page: Page) -> None:
    """Every Tuesday at noon, in her own words."""
    await says(page, MARIA, "/classes")
    await presses(page, MARIA, "Новое занятие")
    for question, answer in (
        ("Как оно называется?", TITLE),
        ("Расскажите в двух словах", "Спокойная зарядка."),
        ("Кто ведёт?", "Ирина"),
        ("Когда занятие?", "по вторникам в 12:00"),
        ("Сколько длится?", "!45 мин."),
        ("Сколько человек", "!Без ограничения"),
        ("Что приготовить заранее?", "!Пропустить"),
        ("Ссылка для входа.", "https://telemost.yandex.ru/j/123"),
        ("Картинка для карточки", "!Пропустить"),
    ):
        if question == "Как оно называется?":
            await presses(page, MARIA, "Зарядка и гимнастика")
        elif question == "Сколько длится?":
            await presses(page, MARIA, "Да, верно")
        await sees(page, MARIA, question)
        await (presses if answer.startswith("!") else says)(page, MARIA, answer.removeprefix("!"))
    await sees(page, MARIA, "Публикуем?")
    await presses(page, MARIA, "Опубликовать")
    await sees(page, MARIA, f"Готово: «{TITLE}» в расписании")


async def maria_opens(page: Page, day: str) -> None:
    """One date of the class, as she finds it."""
    await says(page, MARIA, "/classes")
    await phone(page, MARIA).locator(".message").get_by_role("button", name=TITLE).last.click()
    await presses(page, MARIA, "Все даты")
    dates = phone(page, MARIA).locator(".message").get_by_role("button", name=day)
    await dates.last.click()
    await sees(page, MARIA, f"«{TITLE}», ")


async def signs_up(page: Page, one: str) -> None:
    """Find the class in the timetable and come to all of it."""
    await phone(page, one).get_by_role("button", name="Начать", exact=True).click()
    await sees(page, one, "Чем помочь?")
    await says(page, one, "занятия")
    for question, button in (
        ("Что посмотреть?", "На неделю вперёд"),
        ("За семь дней 1 занятие", f"вт 24.11, 12:00 · {TITLE}"),
        ("Ведёт: Ирина", "Записаться на все дни"),
    ):
        await sees(page, one, question)
        await presses(page, one, button)
    await sees(page, one, f"Записали вас на все дни: «{TITLE}»")


async def test_a_class_is_held_on_the_page_from_its_first_word_to_its_recording(
    page: Page, stage: Stage
) -> None:
    await maria_creates_a_class(page)
    people = (ANNA, RAISA)
    for one in people:
        await signs_up(page, one)
    clock = page.get_by_role("region", name="Время")
    await expect(clock).to_contain_text("пн, 23 ноября")
    for reminder, at in (
        ("Напоминаем: завтра, вторник, в 12:00", "пн, 23 ноября 12:0"),
        ("Скоро занятие: сегодня, вторник, в 12:00", "вт, 24 ноября 11:0"),
        (f"Начинается «{TITLE}».", "вт, 24 ноября 12:0"),
    ):
        await clock.get_by_role("button", name="До напоминания").click()
        for one in people:
            await sees(page, one, reminder)
        await expect(clock).to_contain_text(at)
    for one in people:
        await expect(phone(page, one).get_by_role("link", name="Войти")).to_be_visible()

    await maria_opens(page, "24.11")
    await presses(page, MARIA, "Отправить запись")
    await sees(page, MARIA, f"Запись «{TITLE}»: пришлите видео")
    await says(page, MARIA, "https://vk.com/video-1_2")
    await phone(page, MARIA).locator(".message").get_by_role("button", name="Не отправлять").wait_for()
    await presses(page, MARIA, "Отправить запись")
    await sees(page, MARIA, "Отправляем запись. Получат: 2")

    await maria_opens(page, "01.12")
    await presses(page, MARIA, "Отменить эту дату")
    await sees(page, MARIA, "Почему отменяем")
    await says(page, MARIA, "Ирина на соревнованиях")
    await phone(page, MARIA).locator(".message").get_by_role("button", name="Не отменять").wait_for()
    await presses(page, MARIA, "Да, отменить")
    for one in people:
        await sees(page, one, f"Запись занятия «{TITLE}»")
        await expect(phone(page, one).get_by_role("link", name="Смотреть запись")).to_be_visible()
        await sees(page, one, "Почему: Ирина на соревнованиях")


CLUB_ANNA, CLUB_IVAN = "Кроссворды: Анна", "Кроссворды: Иван"


async def anna_joins_the_club(page: Page) -> None:
    """From the menu through the rules into the chat, which the page opens beside."""
    await phone(page, ANNA).get_by_role("button", name="Начать", exact=True).click()
    await sees(page, ANNA, "Чем помочь?")
    await says(page, ANNA, "клубы")
    for question, button in (
        ("Выберите клуб", "Кроссворды"),
        ("по вторникам в 18:00", "Вступить"),
        ("Прочитали?", "Прочитал(а), согласен(на)"),
    ):
        await sees(page, ANNA, question)
        await presses(page, ANNA, button)
    await sees(page, ANNA, "откроется чат")
    await phone(page, ANNA).get_by_role("link", name="Войти в чат клуба").click()
    await expect(phone(page, CLUB_ANNA)).to_be_visible()
    await expect(phone(page, CLUB_ANNA)).to_contain_text("Кроссворды")


async def answers_to(clues: Locator, stage: Stage) -> list[str]:
    """What somebody would write who knows the topic: «5 космонавт»."""
    known = {
        word.clue: word.text
        for pack in stage.app.line.book.packs.values()
        if isinstance(pack, WordList)
        for word in pack.words
    }
    listed = re.findall(r"^(\d+)\. (.*) \(\d+\)$", await clues.inner_text(), re.MULTILINE)
    return [f"{number} {known[clue]}" for number, clue in listed]


async def test_anna_joins_a_club_and_battles_with_ivan_over_a_picture_that_changes(
    page: Page, stage: Stage
) -> None:
    await open_clubs(stage.sandbox)
    await anna_joins_the_club(page)
    await brings(page, CLUB_IVAN)
    ivan = phone(page, CLUB_IVAN)
    await ivan.locator(".actors label", has_text="Мария").click()
    await says(page, CLUB_IVAN, "/battle космос 6")
    board = phone(page, CLUB_ANNA).locator(".message img").last
    await expect(board).to_be_visible()
    empty = await board.get_attribute("src")
    (annas, ivans, *_) = await answers_to(await sees(page, CLUB_ANNA, "По горизонтали"), stage)

    await ivan.locator(".actors label", has_text="Иван").click()
    await says(page, CLUB_ANNA, annas)
    await says(page, CLUB_IVAN, ivans)
    for chat in (CLUB_ANNA, CLUB_IVAN):
        caption = await sees(page, chat, "Открыто слов: 2 из 6")
        await expect(caption).to_contain_text(re.compile(r"Анна П\. \d+"))
        await expect(caption).to_contain_text(re.compile(r"Иван С\. \d+"))
    await expect(board).not_to_have_attribute("src", empty or "")
    assert await board.evaluate("image => image.complete && image.naturalWidth") >= 640
    await expect(phone(page, CLUB_ANNA).locator(".message", has_text=annas)).to_contain_text("👍")
