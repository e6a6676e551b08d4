"""A sandbox, the real aiogram against it, and people with telephones."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update

from sandbox import Limits, Phone, Sandbox

ANNA, IVAN, MARIA, OLEG = 1001, 1002, 2001, 2002
STAFF = -1_001_000_000_001


class Clock:
    """Time that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def populate(sandbox: Sandbox) -> Sandbox:
    world = sandbox.world
    world.add_user(ANNA, "Анна", "Петровна", username="anna", phone="+7 900 000-10-01")
    world.add_user(IVAN, "Иван", phone="+7 900 000-10-02")
    world.add_user(MARIA, "Мария", phone="+7 900 000-20-01")
    world.add_user(OLEG, "Олег")
    world.add_chat(STAFF, "Дежурная смена", members=[MARIA, OLEG])
    return sandbox


def bot_of(sandbox: Sandbox, token: str = "") -> Bot:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.api_url))
    return Bot(token or sandbox.token, session=session)


async def end(bot: Bot) -> None:
    """Close without aiogram's quarter of a second for TLS."""
    session = bot.session
    assert isinstance(session, AiohttpSession)
    if session._session is not None:
        await session._session.close()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with populate(Sandbox(limits=Limits.lifted())) as opened:
        yield opened


@pytest.fixture
async def strict(clock: Clock) -> AsyncIterator[Sandbox]:
    """A sandbox with Telegram's limits, whose pacing follows the test's clock."""
    sandbox = populate(Sandbox())
    sandbox.api.pacer.clock = clock
    sandbox.world.clock = clock
    async with sandbox:
        yield sandbox


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    bot = bot_of(sandbox)
    yield bot
    await end(bot)


@pytest.fixture
async def strict_bot(strict: Sandbox) -> AsyncIterator[Bot]:
    bot = bot_of(strict)
    yield bot
    await end(bot)


@pytest.fixture
def anna(sandbox: Sandbox) -> Phone:
    """Anna, who has started the bot."""
    phone = sandbox.phone(ANNA)
    phone.starts()
    return phone


@pytest.fixture
def maria(sandbox: Sandbox) -> Phone:
    """Maria in the staff group."""
    return sandbox.phone(MARIA, STAFF)


@pytest.fixture
def news(bot: Bot) -> Callable[[], Awaitable[list[Update]]]:
    """All updates since the last call, confirmed at once."""
    offset = 0

    async def read() -> list[Update]:
        nonlocal offset
        updates = await bot.get_updates(offset=offset, timeout=0)
        if updates:
            offset = updates[-1].update_id + 1
            await bot.get_updates(offset=offset, timeout=0, limit=1)
        return updates

    return read
