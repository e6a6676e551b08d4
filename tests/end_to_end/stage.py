"""The stage of the whole story: the sandbox, the real line over the real aiogram, and hands of people."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from bot import app as line
from bot.app import App
from bot.settings import Settings, TelegramSettings
from sandbox import Impossible, Message, Phone, Sandbox
from sandbox.demo import ANNA, IVAN, MARIA, OLEG, STAFF_CHAT

KEY = Fernet.generate_key().decode()
UNPACED = {"per_second": 0, "chat_per_second": 0, "group_per_minute": 0}
PATIENCE = 20.0
"""Seconds after which a test gives up; nothing depends on how fast it goes."""

PAGES = 9
"""Screens of choices that are looked through for a button."""


class Hand:
    """One person in one chat: does something, and has the line's new messages when all is quiet again."""

    def __init__(self, stage: Stage, phone: Phone) -> None:
        self.stage = stage
        self.phone = phone
        self.heard: list[Message] = []
        """The line's messages after the last act."""

    async def says(self, text: str, reply_to: Message | None = None, **more: Any) -> list[str]:
        self.phone.says(text, reply_to, **more)
        return await self.hears()

    async def starts(self, payload: str = "") -> list[str]:
        self.phone.starts(payload)
        return await self.hears()

    async def presses(self, button: str, message: Message | None = None) -> list[str]:
        """Press a button, turning pages until it shows."""
        for _ in range(PAGES):
            try:
                self.phone.presses(button, message)
                break
            except Impossible:
                if message is not None or not any("Ещё…" in row for row in self.phone.buttons):
                    raise
                self.phone.presses("Ещё…")
                await self.hears()
        else:
            raise Impossible(f"there is no «{button}» on any page")
        return await self.hears()

    async def taps(self, key: str) -> list[str]:
        self.phone.taps(key)
        return await self.hears()

    async def hears(self) -> list[str]:
        """What the line said since the last time, when it has nothing more to say."""
        await self.stage.quiet()
        self.heard, self.phone.unheard = self.phone.unheard, []
        return [message.text for message in self.heard]

    def finds(self, words: str) -> Message:
        """The newest message of the line with these words."""
        for message in reversed(self.phone.screen):
            if message.outgoing and words in message.text:
                return message
        raise AssertionError(f"«{words}» is nowhere in {self.phone.texts}")

    @property
    def toast(self) -> str:
        """The newest answer to a press."""
        return self.phone.toasts[-1]

    @property
    def buttons(self) -> list[str]:
        """The buttons under the newest message that has any."""
        return list(itertools.chain.from_iterable(self.phone.buttons))


@dataclass
class Stage:
    """The sandbox and one line in it, which can be stopped and started; time passes when told to."""

    sandbox: Sandbox
    folder: Path
    settings: dict[str, Any] = field(default_factory=dict)
    shift: float = 0.0
    running: bool = False
    changes: Callable[[App], None] | None = None
    """What a negative control breaks before the line opens."""

    def __post_init__(self) -> None:
        self.sandbox.world.clock = self.now
        self.hands: dict[tuple[int, int | None], Hand] = {}
        for user, chat in ((ANNA, None), (IVAN, None), (MARIA, None), (OLEG, None), (MARIA, STAFF_CHAT)):
            self.hand(user, chat)

    def now(self) -> float:
        return (self.sandbox.clock.now() if self.sandbox.clock else time.time()) + self.shift

    def steady(self) -> float:
        return (self.sandbox.clock.now() if self.sandbox.clock else time.monotonic()) + self.shift

    @property
    def database(self) -> Path:
        return self.folder / "line.db"

    async def opens(self, **settings: Any) -> None:
        """Start the line, with the settings of before where none are given, and wait until all is quiet."""
        await self.opens_at_once(**settings)
        await self.quiet()

    async def opens_at_once(self, **settings: Any) -> None:
        """Start the line."""
        self.settings = settings or self.settings
        chosen = {"staff_chat": STAFF_CHAT, "admins": f"telegram:{MARIA}", **self.settings}
        pace = {} if chosen.pop("paced", False) else UNPACED
        telegram = TelegramSettings.model_validate(
            {
                "token": self.sandbox.token,
                "api_url": self.sandbox.api_url,
                "staff_chat": chosen.pop("staff_chat"),
                **pace,
            }
        )
        built = Settings(
            _env_file=None,
            telegram=telegram,
            database=self.database,
            keys=KEY,
            messages_a_minute=chosen.pop("messages_a_minute", 0),
            **chosen,
        )
        self.app: App = line.build(built, self.now, self.steady)
        self.running = True
        if self.changes is not None:
            self.changes(self.app)
        await self.app.open()
        self.app.start()

    async def closes(self) -> None:
        """End the line as SIGTERM does."""
        await self.app.stop()
        await self.app.close()
        self.running = False

    async def restarts(self) -> None:
        await self.closes()
        await self.opens()

    async def quiet(self) -> None:
        """Wait until everything that happened is handled and every letter has its answer."""
        async with asyncio.timeout(PATIENCE):
            while self._busy():
                await asyncio.sleep(0.002)

    def _busy(self) -> bool:
        world, app = self.sandbox.world, self.app
        return bool(
            len(world.updates)
            or app.turns.busy
            or not app.turns.idle.is_set()
            or any(delivery.waiting or delivery._toasts for delivery in app.deliveries.values())
            or not app.line.usernames
        )

    async def hears_of_it(self) -> None:
        """Wait until what happened is stored, handled or not."""
        async with asyncio.timeout(PATIENCE):
            while len(self.sandbox.world.updates):
                await asyncio.sleep(0)

    async def passes(self, seconds: float) -> None:
        """Let time pass, for people, the line and Telegram, and let what became due happen."""
        self.shift += seconds
        await self.app.clock.tick()
        await self.quiet()

    def hand(self, user: int, chat: int | None = None) -> Hand:
        if (user, chat) not in self.hands:
            self.hands[user, chat] = Hand(self, self.sandbox.phone(user, chat))
        return self.hands[user, chat]

    @property
    def anna(self) -> Hand:
        return self.hand(ANNA)

    @property
    def ivan(self) -> Hand:
        return self.hand(IVAN)

    @property
    def maria(self) -> Hand:
        return self.hand(MARIA)

    @property
    def oleg(self) -> Hand:
        return self.hand(OLEG)

    @property
    def group(self) -> Hand:
        """The staff group in Maria's hand."""
        return self.hand(MARIA, STAFF_CHAT)

    @property
    def group_of_oleg(self) -> Hand:
        """The staff group in Oleg's hand."""
        return self.hand(OLEG, STAFF_CHAT)

    def say(self, id: str, **values: object) -> str:
        """A text of the interface."""
        return self.app.line.texts.say(id, **values)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Look into the database past the code under test."""
        with sqlite3.connect(self.database) as connection:
            rows = connection.execute(query).fetchall()
        connection.close()
        return rows

    def dead(self) -> list[tuple[Any, ...]]:
        """Updates that failed."""
        return self.rows("SELECT source, key, error_kind FROM dead_letters")


@dataclass(frozen=True)
class Errand:
    """What a resident asks for in a story, and what nobody but their worker may read."""

    items: str = "Молоко, хлеб бородинский, гречка"
    name: str = "Анна Петровна"
    phone: str = "8 912 345-67-89"
    address: str = "Садовая, 7, квартира 45, домофон 45К"

    @property
    def secrets(self) -> tuple[str, ...]:
        """All of it, as it may be written somewhere."""
        digits = "9123456789"
        return (self.items, self.name, self.phone, self.address, digits, "912 345-67-89", "бородинский")


ERRAND = Errand()


async def fills_the_form(hand: Hand, errand: Errand = ERRAND) -> None:
    """From /start to the summary of a request for groceries."""
    await hand.starts()
    await hand.presses("Дом и быт")
    await hand.presses("Продукты на дом")
    texts = await hand.presses("Попросить помощь")
    if any("согласны" in text for text in texts):
        await hand.presses("Да, разрешаю")
    await hand.presses("Для меня")
    await hand.says(errand.items)
    await hand.presses("Как можно скорее")
    await hand.presses("Наличными")
    await hand.says(errand.name)
    await hand.says(errand.phone)
    await hand.says(errand.address)
    texts = await hand.presses("Северный")
    assert "Проверьте" in texts[-1], texts


async def asks_for_help(hand: Hand, errand: Errand = ERRAND) -> int:
    """From /start to «принята»; the number of the request."""
    await fills_the_form(hand, errand)
    texts = await hand.presses("Отправить")
    assert "принята" in texts[0], texts
    return int(texts[0].split("№")[1].split()[0])


async def becomes_a_worker(stage: Stage, newcomer: Hand) -> None:
    """Maria, the administrator, invites; the newcomer follows her link."""
    await stage.maria.starts()
    await stage.maria.says("/invite")
    texts = await stage.maria.presses("Сотрудника")
    payload = texts[-1].rpartition("?start=")[2].split()[0]
    texts = await newcomer.starts(payload)
    assert "Теперь вы сотрудник" in texts[0], texts


async def two_workers(stage: Stage) -> None:
    """Maria and Oleg are workers, at their desks, and the line has read who is in the group."""
    await becomes_a_worker(stage, stage.oleg)
    await stage.passes(601)
    for hand in (stage.maria, stage.oleg, stage.group, stage.group_of_oleg):
        await hand.hears()


async def maria_takes_it(stage: Stage) -> int:
    """A request of Anna's is in Maria's hands; its number."""
    await stage.maria.starts()
    await stage.passes(601)
    number = await asks_for_help(stage.anna)
    await stage.group.presses("Взять")
    for hand in (stage.maria, stage.anna, stage.group):
        await hand.hears()
    return number


def from_resident(stage: Stage, number: int, text: str) -> str:
    """A resident's words as the worker reads them."""
    return stage.say("from-resident", number=number, service="Продукты на дом", text=text)
