"""Builds the line, once; the only place that knows all parts."""

from __future__ import annotations

import asyncio
import gc
import logging
import math
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from bot.content import Book
from bot.domain.flood import Flood
from bot.domain.understanding.examples import examples_of
from bot.flows.services import Line
from bot.handlers import Handlers
from bot.handlers.editors import WEEKLY, tell_weekly
from bot.handlers.timetable import TIMETABLE, look_after
from bot.packs.shelf import book_with_packs
from bot.pipeline.checking import Checking
from bot.pipeline.clock import Clock
from bot.pipeline.delivery import Delivery, Sink, by_messenger
from bot.pipeline.drawing import DRAWN, Studio
from bot.pipeline.ferry import Ferry, Porter, crosses
from bot.pipeline.inline import INLINE, Inline
from bot.pipeline.intake import Intake, Known, Source
from bot.pipeline.looking import Reader
from bot.pipeline.media import MEDIA, Media
from bot.pipeline.renewal import Renewal
from bot.pipeline.turns import Turns
from bot.settings import Settings
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.inbox import Inbox
from bot.storage.kept import Kept
from bot.storage.outbox import Outbox
from bot.storage.spool import Spool
from bot.storage.work import LetterIds, UnitOfWork
from bot.understanding.ranker import Interpreter
from bot.vocabulary import Act, Address, Letter, Limits, Toast, Update

log = logging.getLogger(__name__)

COMMANDS = (
    *("start", "menu", "requests", "activities", "clubs"),
    *("person", "phones", "back", "cancel", "language"),
)
"""What a messenger's own list of commands offers to everybody."""

PACKED = 250
"""Letters of a broadcast that may wait where a messenger counts calls, not letters: half a second."""

PATIENCE = 3.0
"""Seconds that letters on their way get at the end."""


class Messenger(Source, Sink, Porter, Protocol):
    """One network, both ways."""

    def attach(self, known: Known, spool: Spool) -> None:
        """Give it the positions of conversations and the spool, where it needs them."""

    @property
    def account(self) -> int:
        """The line's own account there."""

    @property
    def shares_phone(self) -> bool:
        """Whether it has a key that shares a person's telephone."""

    @property
    def silences(self) -> bool:
        """Whether it can keep a member of a chat from writing without taking them out."""

    def decode(self, key: str, raw: Any) -> Update:
        """One raw update in our vocabulary."""

    def writer(self, raw: Any) -> Address | None:
        """The private chat behind a raw update that cannot be decoded, if it shows one."""

    async def introduce(self, commands: Mapping[str, Mapping[str, str]]) -> str:
        """Offer commands, described in each language, the default one first; gives the line's own name there.

        Raises when the messenger is not reached.
        """

    async def close(self) -> None:
        """Close the connections."""


class App:
    """The line: open it, run it, close it."""

    def __init__(
        self,
        settings: Settings,
        messengers: Sequence[tuple[Messenger, Limits]],
        now: Callable[[], float] = time.time,
        book: Book | None = None,
        steady: Callable[[], float] = time.monotonic,
        beat: float = 1.0,
    ) -> None:
        self.settings = settings
        self.messengers = messengers
        self.now = now
        self.database = Database(settings.database, Cipher(settings.key_list))
        self.inbox = Inbox(self.database)
        self.line = Line(
            book=book or book_with_packs(settings.content, settings.locale),
            zone=settings.zone,
            now=now,
            flood=Flood(settings.messages_a_minute),
            admins=frozenset(settings.admin_accounts),
            accounts={messenger.name: messenger.account for messenger, _ in messengers},
            phone_sharers=frozenset(messenger.name for messenger, _ in messengers if messenger.shares_phone),
            silencers=frozenset(messenger.name for messenger, _ in messengers if messenger.silences),
            ahead={messenger.name: limits.per_second * 3 // 2 or PACKED for messenger, limits in messengers},
        )
        self.handlers = Handlers(self.line, {messenger.name: messenger.writer for messenger, _ in messengers})
        self.turns = Turns(
            self.database,
            self.inbox,
            Outbox(self.database),
            {messenger.name: messenger.decode for messenger, _ in messengers},
            self.handlers.handle,
            self.handlers.apologise,
            self._deliver,
            now,
        )
        self.spool = Spool(
            settings.database.with_name(settings.database.name + ".spool"), self.database.cipher
        )
        self.studio = Studio(self.turns.settle)
        porters: dict[str, Porter] = {messenger.name: messenger for messenger, _ in messengers}
        self.checking = Checking(porters, self.turns.settle)
        self.reader = Reader(porters, self.turns.settle)
        self.ferry = Ferry(
            self.spool,
            porters | {DRAWN: self.studio, INLINE: Inline(), MEDIA: Media(settings.content)},
            self._send,
            self.turns.settle,
            keeper=Kept(self.database),
        )
        self.deliveries = {
            messenger.name: Delivery(
                messenger,
                limits,
                self.ferry.settled,
                self.turns.tried,
                stopped=partial(self._messenger_stopped, messenger.name),
                now=now,
            )
            for messenger, limits in messengers
        }
        for messenger, _ in messengers:
            messenger.attach(self.inbox.positions, self.spool)
        self.clock = Clock(self.database, self.inbox, self.turns.push, now, steady, beat=beat)
        self._tasks: list[asyncio.Task[None]] = []
        self._quiet = math.inf
        self._playing = False
        self.renewal = Renewal(
            self.line, partial(book_with_packs, settings.content, settings.locale), self._tell_renewed
        )
        self.line.reload = self.renewal.ask
        self.interpreter: Interpreter | None = None

    async def open(self) -> None:
        """Open the database, take up what was left, and settle the rooms that the settings name."""
        await self.database.open()
        waiting = await self.turns.open()
        self.spool.sweep(letter.id for letter in waiting)
        self._quiet = await self.inbox.quiet(self.now())
        going_on = "SELECT 1 FROM games WHERE status = 'running' LIMIT 1"
        self._playing = bool(await self.database.fetch(going_on))
        self._deliver(waiting, ())
        await self._seed()

    async def _seed(self) -> None:
        """The staff rooms of the settings, and the first reading of their members."""
        work = UnitOfWork(self.database, self.turns.memory, LetterIds(0, self.now()), self.now)
        async with self.database.transaction():
            for name, chat in (
                ("telegram", self.settings.telegram.staff_chat),
                ("vk", self.settings.vk.staff_chat),
            ):
                if chat is None:
                    continue
                wanted = Address(name, chat)
                known = await work.rooms.resolve(wanted)
                if known == wanted and wanted not in await work.rooms.staff():
                    await work.rooms.connect(wanted, self.now())
            for messenger, _ in self.messengers:
                work.later(f"reread:{messenger.name}", "reread", self.now(), Address(messenger.name, 0))
            if not await self.database.fetch("SELECT 1 FROM due WHERE key = ?", (WEEKLY,)):
                # One that is late stays late: put anew, it would be passed over.
                tell_weekly(work, self.line, Address("line", 0))
            if not await self.database.fetch("SELECT 1 FROM due WHERE key = ?", (TIMETABLE,)):
                look_after(work, self.now())
            await work.end_turn()
            await work.flush()
        work.committed()

    def _deliver(self, letters: Sequence[Letter], toasts: Sequence[Toast]) -> None:
        beside = {Act.LAY: self.studio.put, Act.CHECK: self.checking.put, Act.READ: self.reader.put}
        for letter in letters:
            if letter.act in beside:
                beside[letter.act](letter)
        letters = [letter for letter in letters if letter.act not in beside]
        for letter in letters:
            if crosses(letter):
                self.ferry.put(letter)
        for name, part in by_messenger(letters).items():
            if name in self.deliveries:
                self.deliveries[name].put(letter for letter in part if not crosses(letter))
        for toast in toasts:
            if toast.address.messenger in self.deliveries:
                self.deliveries[toast.address.messenger].flash(toast)

    def _send(self, letter: Letter) -> None:
        self.deliveries[letter.address.messenger].put((letter,))

    def understand(self, *, letters_only: bool = False) -> None:
        """Have free text understood once the line has started; without it people are asked."""
        beside = self.settings.database.with_name(self.settings.database.name + ".learnt")
        self.interpreter = interpreter = Interpreter(beside, letters_only=letters_only)
        self.turns.ranking.ranker = interpreter
        self.renewal.follow(lambda content: interpreter.renew(examples_of(content)))

    def start(self) -> None:
        """Set everything going."""
        if self._playing:
            self.studio.wake()
        if self.interpreter is not None:
            self.interpreter.start(examples_of(self.line.content))
        for messenger, _ in self.messengers:
            self.deliveries[messenger.name].follow(self._quiet)
            intake = Intake(
                messenger,
                self.database,
                self.inbox,
                self.turns.push,
                self.now,
                self.turns.room,
                partial(self._messenger_stopped, messenger.name),
                self.turns.take_along,
            )
            self._spawn(intake.run(), f"{messenger.name} intake")
            self._spawn(self.deliveries[messenger.name].run(), f"{messenger.name} delivery")
            self._spawn(self._introduce(messenger), f"{messenger.name} name")
        self._turning = asyncio.create_task(self.turns.run(), name="turns")
        self._turning.add_done_callback(_report)
        self.clock.start()
        # What was imported stays for good: the collector need not walk it again and again.
        gc.collect()
        gc.freeze()
        # A batch of turns leaves hardly any cycles: looked for as often as Python does, they cost a tenth.
        gc.set_threshold(2_000, 20, 50)

    def _spawn(self, work: Any, name: str) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work, name=name)
        task.add_done_callback(_report)
        self._tasks.append(task)

    async def _introduce(self, messenger: Messenger) -> None:
        """Learn the line's own name, for links; until then links are left out."""
        pause = 1.0
        commands = {
            language: {
                name: self.line.book.localised(language).texts.say(f"command-{name}") for name in COMMANDS
            }
            for language in self.line.book.languages
        }
        while True:
            try:
                self.line.usernames[messenger.name] = await messenger.introduce(commands)
            except Exception as error:
                log.info(
                    "%s: the line's own name is not known yet (%s)", messenger.name, type(error).__name__
                )
                await asyncio.sleep(pause)
                pause = min(pause * 2, 60.0)
                continue
            return

    def _messenger_stopped(self, name: str, why: str) -> None:
        """A messenger refuses us for good: an administrator hears it on another one, once an hour."""
        if self.line.may_warn(f"{name} stopped"):
            log.critical("%s takes nothing from us any more: %s", name, why)
            self._spawn(self._warn(name, why), f"{name} warning")

    async def _warn(self, name: str, why: str) -> None:
        await self._happens(f"stopped:{name}", "stopped", Address(name, 0), {"why": why})

    async def _tell_renewed(self, address: Address, result: Mapping[str, Any]) -> None:
        await self._happens(f"renewed:{address.messenger}:{address.chat}", "renewed", address, result)

    async def _happens(self, key: str, kind: str, where: Address, data: Mapping[str, Any]) -> None:
        """What a part of the line has to tell takes the way of everything that happens."""
        work = UnitOfWork(self.database, self.turns.memory, LetterIds(0, self.now()), self.now)
        async with self.database.transaction():
            work.later(key, kind, self.now(), where, data)
            await work.flush()

    @property
    def vital(self) -> set[asyncio.Task[None]]:
        """The parts without which the line is none: when one of them ends, it must be started again."""
        lasting = (task for task in self._tasks if task.get_name().endswith(("intake", "delivery")))
        return {self._turning, *lasting}

    async def stop(self) -> None:
        """Take nothing new, finish the batch, let what is on its way arrive, write what arrived."""
        self.clock.stop()
        await self.renewal.stop()
        intakes = [task for task in self._tasks if "delivery" not in task.get_name()]
        for task in intakes:
            task.cancel()
        await asyncio.gather(*intakes, return_exceptions=True)
        await self.ferry.stop()
        await asyncio.gather(self.studio.stop(), self.checking.stop(), self.reader.stop())
        await asyncio.gather(*(delivery.stop(PATIENCE) for delivery in self.deliveries.values()))
        self.turns.stop()
        await asyncio.wait({self._turning})
        await self.ferry.noted()
        if self.interpreter is not None:
            await self.interpreter.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Give everything back."""
        for messenger, _ in self.messengers:
            await messenger.close()
        await self.database.close()


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        log.critical("%s ended with an error", task.get_name(), exc_info=task.exception())


def build(
    settings: Settings,
    now: Callable[[], float] = time.time,
    steady: Callable[[], float] = time.monotonic,
    beat: float = 1.0,
) -> App:
    """The line with the messengers that the settings name; `steady` cannot be set as the wall's clock can."""
    messengers: list[tuple[Messenger, Limits]] = []
    token = settings.telegram.token.get_secret_value()
    if token:
        from bot.messengers.telegram import Telegram  # aiogram is imported only where it is used

        chosen = settings.telegram
        limits = Limits(
            per_second=chosen.per_second,
            chat_burst=chosen.chat_burst,
            chat_per_second=chosen.chat_per_second,
            group_per_minute=chosen.group_per_minute,
        )
        messengers.append((Telegram(token, chosen.api_url, now), limits))
    community = settings.vk
    if community.token.get_secret_value() and community.group_id is not None:
        from bot.messengers.vk import Vk

        vk = Vk(
            community.token.get_secret_value(),
            community.group_id,
            community.api_url,
            community.per_second,
            now,
        )
        # The calls a second are the community's, not the letters': the clients keep that pace themselves.
        messengers.append((vk, Limits(per_second=0, chat_per_second=0, group_per_minute=0, in_flight=5)))
    return App(settings, messengers, now, steady=steady, beat=beat)


async def run(app: App, stop: asyncio.Event) -> bool:
    """Run until `stop` is set, even before the line is open; false where a part of it ended by itself."""
    stopping = asyncio.create_task(stop.wait(), name="stop")
    opening = asyncio.create_task(app.open(), name="open")
    try:
        await asyncio.wait({opening, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not opening.done():
            opening.cancel()
            await asyncio.wait({opening})
        if opening.cancelled():
            return True
        opening.result()
        app.start()
        log.info("the line is open")
        await asyncio.wait({stopping, *app.vital}, return_when=asyncio.FIRST_COMPLETED)
        log.info("the line closes")
        await app.stop()
        return stop.is_set()
    finally:
        stopping.cancel()
        await app.close()
