"""The line with people around it and no network: real handlers, a real database file, a real outbox.

What people do becomes updates in the inbox; what the line says lands in their chats at once, and is settled.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import create_engine

from bot.app import App
from bot.content import Book
from bot.domain.games.layout import laid_out
from bot.domain.games.words import WordList
from bot.flows.services import Services
from bot.packs.shelf import book_with_packs
from bot.pipeline.checking import Reader
from bot.pipeline.ferry import Ferry
from bot.pipeline.outcomes import Settled
from bot.pipeline.ranking import Ranker
from bot.settings import Settings, TelegramSettings, VkSettings
from bot.storage.migrate import upgrade
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Answer, Letter, Limits, Verdict
from tests.network import STAFF_CHAT, TELEGRAM, VK, Deed, Network

MONDAY_MORNING = 1_795_420_800.0
"""23 November 2026, 11:00 in Moscow."""


BOOKS: dict[Path, Book] = {}
"""Content read so far: a restart before every message need not read the same files again."""


@dataclass
class AtOnce:
    """The ferry without a sea for what the line makes itself: a picture arrives as it is described."""

    ferry: Ferry
    networks: Mapping[str, Network]

    def put(self, letter: Letter) -> None:
        """Let it arrive, or be carried from another messenger."""
        file = letter.message.attachment if letter.message is not None else None
        if file is not None and file.messenger in (TELEGRAM, VK):
            self.ferry.put(letter)
        else:
            self.networks[letter.address.messenger].put((letter,))

    def __getattr__(self, name: str) -> Any:
        """All else is the ferry's own."""
        return getattr(self.ferry, name)


@dataclass
class Draughtsman:
    """Whoever lays out crosswords, at once and less patiently than in a process of its own."""

    app: App

    def put(self, letter: Letter) -> None:
        """Lay out what the letter asks for."""
        lay = (letter.wants or {})["lay"]
        puzzle = laid_out(WordList.of(lay["words"]), lay["wanted"], lay["seed"], work=30)
        result = {"puzzle": puzzle.plain() if puzzle is not None else None}
        self.app.turns.settle(Settled(letter, Answer(Verdict.SENT, result=result)))

    async def stop(self) -> None:
        """Nothing to stop."""


class Eyes:
    """Reads at once, from every picture the codes that its messenger's network was told to have."""

    def __init__(self, app: App, networks: Mapping[str, Network]) -> None:
        self.app, self.networks = app, networks

    def put(self, letter: Letter) -> None:
        """Read the codes in the letter's picture."""
        network = self.networks[letter.address.messenger]
        network.letters.append(letter)
        self.app.turns.settle(Settled(letter, Answer(Verdict.SENT, result={"codes": list(network.codes)})))

    async def stop(self) -> None:
        """Nothing to stop."""


@cache
def _empty_database() -> bytes:
    """A database in which nothing was written: every test would take all migrations from the first on."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        engine = create_engine(f"sqlite:///{file}")
        with engine.begin() as connection:
            upgrade(connection)
        engine.dispose()
        return file.read_bytes()


def lay_out(database: Path) -> None:
    """Put an empty database where there is none."""
    if not database.exists():
        database.write_bytes(_empty_database())


@dataclass
class TheLine:
    """The line and its time. `forgetful` builds everything anew from the file before every deed.

    It is on Telegram alone, unless there is a network for `vk` as well.
    """

    folder: Path
    forgetful: bool = False
    admins: str = ""
    staff_chat: int | None = STAFF_CHAT
    content: Path = Path("content")
    pace: float = 3.0
    zone: str = "Europe/Moscow"
    now: float = MONDAY_MORNING
    stepped: float = 0.0
    network: Network = field(default_factory=Network)
    vk: Network | None = None
    dead_letters: int = 0
    ranker: Ranker | None = None
    reader: Reader | None = None

    def __post_init__(self) -> None:
        self._keys = Fernet.generate_key().decode()
        self._numbers = itertools.count(1)
        self.app: App

    # Opening and closing

    @property
    def networks(self) -> dict[str, Network]:
        """The messengers by name."""
        return {one.name: one for one in (self.network, self.vk) if one is not None}

    async def open(self) -> None:
        """Start it on its file."""
        vk = {"token": "secret", "group_id": 7} if self.vk is not None else {}
        settings = Settings(
            _env_file=None,
            telegram=TelegramSettings.model_validate({"token": "1:secret", "staff_chat": self.staff_chat}),
            vk=VkSettings.model_validate(vk),
            admins=self.admins,
            database=self.folder / "line.db",
            content=self.content,
            timezone=self.zone,
            keys=SecretStr(self._keys),
        )
        book = BOOKS.get(self.content) or BOOKS.setdefault(self.content, book_with_packs(self.content, "ru"))
        networks = [(network, Limits()) for network in self.networks.values()]
        self.app = App(settings, networks, lambda: self.now, book, self.steady)  # type: ignore[arg-type]
        self.app.deliveries = dict(self.networks)  # type: ignore[arg-type]
        self.app.ferry = AtOnce(self.app.ferry, self.networks)  # type: ignore[assignment]
        self.app.studio = Draughtsman(self.app)  # type: ignore[assignment]
        self.app.reader = Eyes(self.app, self.networks)  # type: ignore[assignment]
        if self.ranker is not None:
            self.app.turns.ranking.ranker = self.ranker
        if self.reader is not None:
            self.app.checking.reader = self.reader
        for name, network in self.networks.items():
            self.app.line.usernames[name] = await network.introduce({})
            network.tried = self.app.turns.tried
            network.settle = self.app.turns.settle
            network.now = lambda: self.now
        lay_out(settings.database)
        await self.app.open()

    async def close(self) -> None:
        """Stop it; what was not finished waits on disk."""
        await self.app.close()

    async def reopen(self) -> None:
        """A restart: nothing but the file survives."""
        await self.close()
        for network in self.networks.values():
            if network.waiting is not None:
                network.waiting.clear()
        await self.open()

    async def upgrade(self, edit: Callable[[Path], None]) -> None:
        """A restart with other content; `edit` changes the files of a copy."""
        copy = self.folder / f"content-{next(self._numbers)}"
        # Without the translations: what is taken away in one language would have to go in all of them.
        shutil.copytree(self.content, copy, ignore=shutil.ignore_patterns("*.??.yaml"))
        edit(copy)
        self.content = copy
        await self.reopen()

    # Time

    def steady(self) -> float:
        """The clock that nobody can set: time goes on the same on both, unless the wall's was set."""
        return self.now - self.stepped

    def clock_steps(self, seconds: float) -> None:
        """Somebody sets the clock on the wall."""
        self.now += seconds
        self.stepped += seconds

    async def later(
        self, *, seconds: float = 0.0, minutes: float = 0.0, hours: float = 0.0, days: float = 0.0
    ) -> None:
        """Time passes, and what is due happens when it is due; members are read again before it does."""
        end = self.now + seconds + 60.0 * minutes + 3600.0 * hours + 86400.0 * days
        while True:
            await self._skip_rereading(end)
            rows = await self.app.database.fetch("SELECT min(at) FROM due WHERE at <= ?", (end,))
            if rows[0][0] is None:
                break
            self.now = max(self.now, float(rows[0][0]))
            await self.tick()
        self.now = end

    async def _skip_rereading(self, end: float) -> None:
        """Of the readings every ten minutes only the last before something happens matters."""
        database = self.app.database
        readings = "('reread', 'club-reread')"
        others = await database.fetch(f"SELECT min(at) FROM due WHERE kind NOT IN {readings}")
        soon = min(end, others[0][0] if others[0][0] is not None else end) - 60.0
        async with database.transaction():
            await database.run(
                f"UPDATE due SET at = ? WHERE kind IN {readings} AND at < ?", (soon, soon - 600.0)
            )

    async def stands_still(self, *, hours: float = 0.0, days: float = 0.0) -> None:
        """The line is switched off for a time, and catches up when it is on again."""
        await self.close()
        self.now += 3600.0 * hours + 86400.0 * days
        await self.open()
        await self.tick()

    async def tick(self) -> None:
        """The clock looks at what is due."""
        await self.app.clock.tick()
        await self.settle()

    # What happens

    async def hear(self, *deeds: Deed, messenger: str = TELEGRAM) -> None:
        """People do something; several deeds at once reach the line in one batch."""
        if self.forgetful:
            await self.reopen()
        self.now += self.pace
        async with self.app.database.transaction():
            rows = await self.app.inbox.store(messenger, deeds, self.now)
        self.app.turns.push(rows)
        await self.settle()

    async def settle(self) -> None:
        """Let every turn be taken, those that follow from letters too."""
        for _ in range(1000):
            if not self.app.turns.busy:
                return
            await self.app.turns.step()
        raise AssertionError("turns follow from turns without an end")

    def slow(self) -> None:
        """From now on letters stay on their way."""
        self.network.waiting = []

    async def fast(self) -> None:
        """What was on its way arrives."""
        letters, self.network.waiting = self.network.waiting or [], None
        self.network.put(letters)
        await self.settle()

    def key(self) -> str:
        """The key of a new update."""
        return str(next(self._numbers))

    # Looking behind the scenes

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[UnitOfWork]:
        """A look into the database, through its repositories."""
        work = UnitOfWork(self.app.database, self.app.turns.memory, LetterIds(0, self.now), lambda: self.now)
        async with self.app.database.transaction():
            yield work

    @asynccontextmanager
    async def acting(self, messenger: str, account: int) -> AsyncIterator[Services]:
        """What a flow would do for somebody, done at once: a turn without a conversation."""
        async with self.reading() as work:
            person = await work.people.by_account(messenger, account)
            assert person is not None, f"{account} never wrote"
            yield Services(self.app.line, work, person, person.address, self.now)
            await work.end_turn()
            await work.flush()
        work.committed()

    async def failures(self) -> list[str]:
        """Which turns failed."""
        rows = await self.app.database.fetch("SELECT error_sealed FROM dead_letters")
        return [self.app.database.cipher.open(row[0]).decode() for row in rows]
