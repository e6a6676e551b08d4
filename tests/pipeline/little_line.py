"""The pipeline without the Support Line: people say words, and the handler does what they say."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.domain.understanding import Understood
from bot.pipeline.outcomes import Settled
from bot.pipeline.turns import Turns
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.inbox import Inbox, InboxRow
from bot.storage.outbox import Outbox
from bot.storage.tables import offsets
from bot.storage.work import UnitOfWork
from bot.vocabulary import (
    Address,
    Answer,
    Happened,
    Letter,
    Message,
    Outcome,
    Said,
    Sender,
    Toast,
    Update,
    Verdict,
)

NAME = "telegram"
ANNA = Address(NAME, 1)


class BrokenDatabase(Database):
    """A real database whose statements fail when they are told to, as a full disk makes them."""

    def __init__(self, path: Path, cipher: Cipher) -> None:
        super().__init__(path, cipher)
        self.breaks: dict[str, int] = {}
        """How often the next statements that contain these words fail."""

    async def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        for words in [words for words, left in self.breaks.items() if words in sql and left]:
            self.breaks[words] -= 1
            raise sqlite3.OperationalError("database or disk is full")
        await super().run_many(sql, rows)


class LittleLine:
    """Turns over a file. A word names what its turn does; each turn answers with the word."""

    def __init__(self, path: Path, keys: tuple[str, ...]) -> None:
        self.now = 1_800_000_000.0
        self.database = BrokenDatabase(path, Cipher(keys))
        self.inbox = Inbox(self.database)
        self.delivered: list[Letter] = []
        self.toasts: list[Toast] = []
        self.apologies: list[str] = []
        self.heard: list[str] = []
        self.outcomes: list[Outcome] = []
        self.happened: list[Happened] = []
        self.broken_words = {"fail"}
        self.asking: set[str] = set()
        self.understood: list[Understood] = []
        self.unwritable: set[str] = set()
        self.stumbles = 0
        self.closed = False
        self.turns = Turns(
            self.database,
            self.inbox,
            Outbox(self.database),
            {NAME: decode},
            self._handle,
            self._apologise,
            self._deliver,
            lambda: self.now,
        )

    async def open(self) -> list[Letter]:
        """Take up what was left."""
        await self.database.open()
        return await self.turns.open()

    async def close(self) -> None:
        """End, as a kill ends it: nothing is written any more."""
        if not self.closed:
            self.closed = True
            await self.database.close()

    async def hears(self, *words: str, first: int = 1, chat: int = ANNA.chat) -> list[InboxRow]:
        """Words come in, in one commit; nothing is handled yet."""
        updates = [(str(first + number), {"text": word, "chat": chat}) for number, word in enumerate(words)]
        async with self.database.transaction():
            rows = await self.inbox.store(NAME, updates, self.now)
        self.turns.push(rows)
        return rows

    async def works(self) -> None:
        """Handle all that waits."""
        while self.turns.busy:
            await self.turns.step()

    def answered(self, letter: Letter, verdict: Verdict = Verdict.SENT, message: int = 7) -> None:
        """Delivery comes back with an answer."""
        self.turns.settle(Settled(letter, Answer(verdict, message=message)))

    @property
    def said(self) -> list[str]:
        """What was given to delivery."""
        return [letter.message.text for letter in self.delivered if letter.message is not None]

    async def domain_rows(self) -> int:
        """Rows that turns wrote into the domain."""
        return await self.count("offsets", "messenger LIKE 'turn %'")

    async def count(self, table: str, where: str = "1") -> int:
        """Rows of a table."""
        return int((await self.database.fetch(f"SELECT count(*) FROM {table} WHERE {where}"))[0][0])

    async def _handle(self, update: Update, work: UnitOfWork) -> None:
        if isinstance(update, Outcome):
            self.outcomes.append(update)
            return
        if isinstance(update, Happened):
            self.happened.append(update)
            return
        assert isinstance(update, Said)
        if update.text in self.asking:
            self.understood.append(work.understand(update.text))
        self.heard.append(update.text)
        work.send(ANNA, Message(update.text), wants={"for": update.text} if update.text == "tell" else None)
        work.toast(Toast(ANNA, f"query of {update.text}"))
        work.later(f"due of {update.text}", "reminder", self.now + 60.0, ANNA)
        conversation = await work.conversation(ANNA)
        answers = {**conversation.answers, update.text: True}
        work.keep_conversation(ANNA, replace(conversation, answers=answers))
        await work.write(insert(offsets).values(messenger=f"turn {secrets.token_hex(8)}", position=""))
        if update.text in self.unwritable:
            work.send(ANNA, Message(update.text), wants={"number": 2**70})
        if update.text in self.broken_words:
            raise RuntimeError(f"a turn that cannot be: {update.text}")

    async def _apologise(self, update: Update | None, row: InboxRow, work: UnitOfWork) -> None:
        self.apologies.append(row.key)
        work.send(ANNA, Message("sorry"))

    def _deliver(self, letters: Sequence[Letter], toasts: Sequence[Toast]) -> None:
        if self.stumbles:
            self.stumbles -= 1
            raise RuntimeError("delivery stumbles")
        self.delivered += letters
        self.toasts += toasts


def decode(key: str, raw: Any) -> Update:
    """What is said; a payload without a text cannot be decoded."""
    chat = raw.get("chat", ANNA.chat)
    return Said(
        key=key, at=0.0, address=Address(NAME, chat), sender=Sender(chat, "Анна"), message=1, text=raw["text"]
    )
