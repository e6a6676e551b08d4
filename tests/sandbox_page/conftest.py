"""A sandbox with people in it, a browser that shows its page, and a bot that does what a test tells it."""

import os
import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser, BrowserContext, Error, Locator, Page, Playwright, async_playwright

from sandbox import Limits, Sandbox, World

ANNA, BORIS, MARIA, OLEG, STAFF = 1, 2, 11, 12, -1001
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Bot:
    """Calls the sandbox as a bot does."""

    def __init__(self, session: ClientSession, url: str) -> None:
        self._session = session
        self._url = url
        self._offset = 0

    async def call(self, method: str, **fields: Any) -> Any:
        async with self._session.post(f"{self._url}/{method}", json=fields) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def says(self, chat: int, text: str, **more: Any) -> int:
        """Send a text and return its number."""
        message = await self.call("sendMessage", chat_id=chat, text=text, **more)
        return int(message["message_id"])

    async def hears(self, kind: str) -> Any:
        """The content of the next update of this kind; others before it are passed over."""
        for _ in range(20):
            updates = await self.call("getUpdates", offset=self._offset, timeout=2, limit=1)
            for update in updates:
                self._offset = update["update_id"] + 1
                if kind in update:
                    return update[kind]
        raise AssertionError(f"no {kind} has come")


class Window:
    """One browser window with the page of phones."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def phone(self, title: str) -> Locator:
        """The phone with this title."""
        return self.page.locator(f'.phone[aria-label="Телефон: {title}"]')

    async def says(self, title: str, text: str) -> None:
        """Type a text into a phone and send it with Enter."""
        field = self.phone(title).get_by_role("textbox", name="Сообщение")
        await field.fill(text)
        await field.press("Enter")


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    world = World()
    world.add_user(ANNA, "Анна", "Петровна", phone="+79001234567")
    world.add_user(BORIS, "Борис", "Ильич")
    world.add_user(MARIA, "Мария", "Соколова")
    world.add_user(OLEG, "Олег", "Титов")
    world.add_chat(STAFF, "Дежурная смена", members=[MARIA, OLEG])
    async with Sandbox(world, page_port=0, limits=Limits.lifted()) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with ClientSession() as session:
        yield Bot(session, f"{sandbox.api_url}/bot{sandbox.token}")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        yield browser
        await browser.close()


async def launch(playwright: Playwright) -> Browser:
    """The system's Chromium; without it CI fails, and a desk tries Playwright's own or skips the tests."""
    own = shutil.which("chromium")
    if own is None and os.environ.get("CI"):
        pytest.fail("there is no chromium, and in CI the page must be tested")
    try:
        return await playwright.chromium.launch(executable_path=own, args=ARGUMENTS)
    except Error as error:
        if own is None:
            pytest.skip(f"there is no browser: {error.message.splitlines()[0]}")
        raise


@pytest_asyncio.fixture(loop_scope="module")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport={"width": 1600, "height": 1000}, locale="ru-RU")
    context.set_default_timeout(10_000)
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def window(context: BrowserContext, sandbox: Sandbox) -> AsyncIterator[Window]:
    """The page, opened; at the end, no script may have failed in it."""
    window = Window(await context.new_page())
    await window.page.goto(sandbox.page_url)
    yield window
    assert window.errors == []
