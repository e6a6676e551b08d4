"""The clock of the sandbox on the page: people see the time pass, and move it."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from sandbox import Clock, Limits, Sandbox
from sandbox.demo import ANNA, PHONES, demo_vk_world, demo_world
from sandbox.vk import Vk, VkLimits
from tests.sandbox_page.conftest import Window

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOON = datetime(2026, 11, 22, 9, 0, tzinfo=UTC).timestamp()
"""Sunday, noon in Moscow."""


class Machine:
    """This machine's clock, which a test holds still."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    reminders = [NOON + 5400.0]
    clock = Clock(
        tmp_path / "clock",
        upcoming=lambda after: min((at for at in reminders if at > after), default=None),
        real=Machine(),
    )
    vk = Vk(demo_vk_world(), limits=VkLimits.lifted())
    async with Sandbox(
        demo_world(), page_port=0, phones=PHONES, limits=Limits.lifted(), vk=vk, clock=clock
    ) as running:
        yield running


@pytest.fixture
def clock(sandbox: Sandbox) -> Clock:
    assert sandbox.clock is not None
    return sandbox.clock


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Время")


async def test_a_day_passes_at_a_press_for_people_messengers_and_the_bot(
    window: Window, sandbox: Sandbox, clock: Clock
) -> None:
    anna = sandbox.phone(ANNA)
    anna.starts()
    log = window.phone("Анна Петровна").get_by_role("log")
    await expect(log.get_by_text("Сегодня")).to_be_visible()
    await expect(panel(window.page)).to_contain_text("вс, 22 ноября")
    await expect(panel(window.page).get_by_role("time")).to_contain_text("12:00")
    await panel(window.page).get_by_role("button", name="+1 день").click()
    await expect(panel(window.page)).to_contain_text("пн, 23 ноября")
    await expect(panel(window.page).get_by_role("status")).to_contain_text("Теперь пн, 23 ноября")
    await expect(log.get_by_text("Вчера")).to_be_visible()
    message = anna.says("Уже завтра")
    assert message.wire["date"] == NOON + 86_400
    assert clock.file is not None
    assert json.loads(clock.file.read_text()) == {"at": NOON, "shown": NOON + 86_400, "rate": 1}
    raisa = sandbox.vk.phone(3001)
    raisa.starts()
    await expect(window.phone("Раиса Павловна").get_by_role("log").get_by_text("Сегодня")).to_be_visible()


async def test_on_a_wide_screen_the_clock_stands_beside_the_phones(window: Window) -> None:
    await expect(panel(window.page)).to_be_visible()
    column = await panel(window.page).bounding_box()
    last = await window.page.locator(".phone:not(.aside)").last.bounding_box()
    assert column is not None
    assert last is not None
    assert last["x"] + last["width"] <= column["x"]
    assert column["y"] + column["height"] <= 1000
    for button in await panel(window.page).get_by_role("button").all():
        place = await button.bounding_box()
        assert place is not None
        assert (place["x"] >= column["x"], place["x"] + place["width"] <= 1600) == (True, True)
        assert 44 <= place["height"] <= 60


async def test_time_goes_faster_in_every_window(window: Window, clock: Clock, sandbox: Sandbox) -> None:
    other = Window(await window.page.context.new_page())
    await other.page.goto(sandbox.page_url)
    fast = panel(window.page).get_by_role("button", name="В 600 раз быстрее")
    await fast.focus()
    await window.page.keyboard.press("Enter")
    for one in (window, other):
        pressed = panel(one.page).get_by_role("button", name="В 600 раз быстрее")
        await expect(pressed).to_have_attribute("aria-pressed", "true")
    await expect(panel(other.page).get_by_role("time")).not_to_contain_text("12:00")
    assert clock.rate == 600
    assert other.errors == []


async def test_time_jumps_to_the_next_reminder_and_says_when_there_is_none(window: Window) -> None:
    button = panel(window.page).get_by_role("button", name="До напоминания")
    await button.click()
    await expect(panel(window.page).get_by_role("time")).to_contain_text("13:30")
    await button.click()
    await expect(panel(window.page).get_by_role("status")).to_contain_text(
        "Ни одного напоминания пока не запланировано"
    )


@pytest.mark.parametrize("width", [320, 360, 412])
async def test_on_a_narrow_screen_the_clock_is_one_row(
    browser: Browser, sandbox: Sandbox, clock: Clock, width: int
) -> None:
    context = await browser.new_context(viewport={"width": width, "height": 740}, locale="ru-RU")
    window = Window(await context.new_page())
    await window.page.goto(sandbox.page_url)
    await expect(panel(window.page)).to_be_visible()
    box = await panel(window.page).bounding_box()
    assert box is not None
    assert box["height"] <= 60
    for button in await panel(window.page).get_by_role("button").all():
        await button.evaluate("button => button.scrollIntoView({ inline: 'nearest' })")
        place = await button.bounding_box()
        assert place is not None
        assert (place["x"] >= 0, place["x"] + place["width"] <= width + 1) == (True, True)
        assert (place["width"] >= 44, place["height"] >= 44) == (True, True)
    await panel(window.page).get_by_role("button", name="+1 час").click()
    await expect(panel(window.page).get_by_role("time")).to_contain_text("13:00")
    faster = panel(window.page).get_by_role("button", name="В 60 раз быстрее")
    await faster.click()
    await expect(faster).to_have_attribute("aria-pressed", "true")
    assert clock.rate == 60
    assert window.errors == []
    await context.close()


async def test_a_sandbox_without_a_clock_shows_none(browser: Browser) -> None:
    async with Sandbox(demo_world(), page_port=0, limits=Limits.lifted()) as plain:
        page = await browser.new_page()
        await page.goto(plain.page_url)
        await expect(page.locator(".phone").first).to_be_visible()
        await expect(page.locator("#time")).to_be_hidden()
        await page.close()
