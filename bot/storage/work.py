"""The unit of work: the repositories of one batch of turns, in one transaction."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy.engine import CursorResult
from sqlalchemy.sql import Executable

from bot.domain.conversations import Conversation
from bot.domain.people import Person
from bot.domain.understanding import NOTHING, Understood
from bot.domain.wording import has_letters
from bot.storage.activities import Activities
from bot.storage.broadcasts import Broadcasts
from bot.storage.buffer import Buffer
from bot.storage.cards import Cards
from bot.storage.clubs import Clubs
from bot.storage.codec import conversation_bytes, conversation_from, letter_bytes
from bot.storage.database import Database
from bot.storage.entries import Entries
from bot.storage.game_plans import GamePlans
from bot.storage.games import Games
from bot.storage.ideas import Ideas
from bot.storage.linking import Linking
from bot.storage.measures import Measures
from bot.storage.memory import Memory
from bot.storage.moderation import Moderation
from bot.storage.packs import Packs
from bot.storage.people import People
from bot.storage.prepared import Prepared
from bot.storage.reminders import Reminders
from bot.storage.requests import Requests
from bot.storage.rooms import Rooms
from bot.storage.signups import Signups
from bot.storage.tallies import Tallies
from bot.vocabulary import Act, Address, Lane, Letter, Message, Toast


class Unranked(Exception):
    """A turn needs to know what a text means: it is taken back, and taken again when that is known."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something to happen later; a row of the same key replaces it."""

    key: str
    kind: str
    at: float
    address: Address
    data: Mapping[str, Any]


class LetterIds:
    """Ids of letters, ascending over restarts: they start from the clock, in microseconds."""

    def __init__(self, highest: int, now: float) -> None:
        self._next = itertools.count(max(highest + 1, int(now * 1_000_000)))

    def take(self) -> int:
        """A new id."""
        return next(self._next)


def _never(_letter: int, _said_at: float) -> bool:
    return False


class UnitOfWork:
    """What the turns of one batch read and change; a turn that fails drops its own changes only."""

    def __init__(self, database: Database, memory: Memory, ids: LetterIds, now: Callable[[], float]) -> None:
        self.database = database
        self.cipher = database.cipher
        self.memory = memory
        self.now = now
        self._ids = ids
        self._conversations: Buffer[Address, Conversation] = Buffer()
        self._persons: Buffer[tuple[str, int], Person] = Buffer()
        self._due: Buffer[str, DueRow | None] = Buffer()
        self.letters: list[Letter] = []
        self.toasts: list[Toast] = []
        self._marks: tuple[int, int] = (0, 0)
        self._in_savepoint = False
        self.clubs_changed = False
        self._understood: Mapping[str, Understood] | None = None
        self.unseen: Callable[[int, float], bool] = _never
        self.people = People(self)
        self.requests = Requests(self)
        self.rooms = Rooms(self)
        self.linking = Linking(self)
        self.cards = Cards(self)
        self.tallies = Tallies(self)
        self.activities = Activities(self)
        self.signups = Signups(self)
        self.reminders = Reminders(self)
        self.broadcasts = Broadcasts(self)
        self.clubs = Clubs(self)
        self.ideas = Ideas(self)
        self.moderation = Moderation(self)
        self.measures = Measures(self)
        self.games = Games(self)
        self.game_plans = GamePlans(self)
        self.entries = Entries(self)
        self.packs = Packs(self)

    # Statements of the domain

    async def read(self, statement: Executable) -> CursorResult[*tuple[Any, ...]]:
        """A reading statement."""
        return await self.database.execute(statement)

    async def write(self, statement: Executable) -> CursorResult[*tuple[Any, ...]]:
        """A writing statement, in the turn's savepoint."""
        await self._savepoint()
        return await self.database.execute(statement)

    async def read_prepared(self, statement: Prepared, **values: Any) -> list[Any]:
        """As `read`, for a statement that was compiled before."""
        return await self.database.execute_prepared(statement, values)

    async def write_prepared(self, statement: Prepared, **values: Any) -> list[Any]:
        """As `write`, for a statement that was compiled before; gives what it returns."""
        await self._savepoint()
        return await self.database.execute_prepared(statement, values)

    async def write_much(self, sql: str, values: Mapping[str, Any]) -> None:
        """As `write`, for a statement of the driver's own that touches many rows: done in its thread."""
        await self._savepoint()
        await self.database.run(sql, values)

    async def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """As `write_much`, once for each row."""
        await self._savepoint()
        await self.database.run_many(sql, rows)

    def clubs_change(self) -> None:
        """A turn changes clubs or who runs their chats: what is known by heart is read anew."""
        self.clubs_changed = True
        self.memory.signposts = None

    async def _savepoint(self) -> None:
        if not self._in_savepoint:
            await self.database.run("SAVEPOINT turn")
            self._in_savepoint = True

    # Turns

    def begin_turn(self, understood: Mapping[str, Understood] | None = None) -> None:
        """From here on, changes belong to one turn; `understood` is what it was taken back to learn."""
        self._understood = understood
        self._marks = (len(self.letters), len(self.toasts))
        self._conversations.mark()
        self._persons.mark()
        self._due.mark()
        self.games.mark()

    async def end_turn(self) -> None:
        """Keep the turn's changes for the batch."""
        if self._in_savepoint:
            self._in_savepoint = False
            await self.database.run("RELEASE turn")

    async def undo_turn(self) -> None:
        """Drop what the turn changed, and nothing else."""
        if self._in_savepoint:
            self._in_savepoint = False
            await self.database.run("ROLLBACK TO turn")
            await self.database.run("RELEASE turn")
        letters, toasts = self._marks
        del self.letters[letters:]
        del self.toasts[toasts:]
        self._conversations.undo()
        self._persons.undo()
        self._due.undo()
        self.games.undo()

    @property
    def taken_again(self) -> bool:
        """Whether the turn was taken back once, to learn what a text means."""
        return self._understood is not None

    def understand(self, text: str) -> Understood:
        """What a text may mean. The first time the turn ends here, raising Unranked, and begins anew."""
        if not has_letters(text):
            return NOTHING
        found = (self._understood or {}).get(text)
        if found is None:
            raise Unranked(text)
        return found

    # Conversations

    async def load(self, addresses: Iterable[Address], accounts: Iterable[tuple[str, int]]) -> None:
        """Read what the batch's turns will need, in one go."""
        wanted = {address for address in addresses if self.memory.conversations.get(address) is None}
        for messenger in {address.messenger for address in wanted}:
            chats = [address.chat for address in wanted if address.messenger == messenger]
            rows = await self.database.fetch(
                "SELECT chat, state_sealed FROM conversations WHERE messenger = ?"  # noqa: S608 - only question marks
                f" AND chat IN ({','.join('?' * len(chats))})",
                (messenger, *chats),
            )
            for chat, sealed in rows:
                known = conversation_from(self.cipher.open(sealed))
                self.memory.conversations.put(Address(messenger, chat), known)
        await self.people.load(accounts)

    async def conversation(self, address: Address) -> Conversation:
        """The conversation in a chat; a new one where there was none."""
        known = self._conversations.get(address) or self.memory.conversations.get(address)
        if known is None:
            rows = await self.database.fetch(
                "SELECT state_sealed FROM conversations WHERE messenger = ? AND chat = ?",
                (address.messenger, address.chat),
            )
            known = conversation_from(self.cipher.open(rows[0][0])) if rows else Conversation()
            self.memory.conversations.put(address, known)
        return known

    def keep_conversation(self, address: Address, conversation: Conversation) -> None:
        """Store the conversation with the batch."""
        self._conversations.put(address, conversation)

    # Persons

    def known_person(self, messenger: str, account: int) -> Person | None:
        """The person as this batch sees them, if already read."""
        return self._persons.get((messenger, account)) or self.memory.persons.get((messenger, account))

    def keep_person(self, person: Person) -> None:
        """Let the rest of the batch see a changed person; the row is the repository's to write."""
        key = (person.messenger, person.account)
        self._persons.put(key, person)

    # Outbox and due

    def send(
        self,
        address: Address,
        message: Message,
        lane: Lane = Lane.REPLY,
        wants: Mapping[str, Any] | None = None,
        *,
        edit: int = 0,
        until: float = 0.0,
        random_id: int = 0,
    ) -> Letter:
        """Put a message into the outbox: a new one, or the new content of the message `edit`.

        One that could not leave before `until` never does, and its outcome says so.
        """
        act = Act.EDIT if edit else Act.SAY
        return self.put(
            address, lane, act, message=message, target=edit, wants=wants, until=until, random_id=random_id
        )

    def put(
        self,
        address: Address,
        lane: Lane,
        act: Act,
        *,
        message: Message | None = None,
        target: int = 0,
        wants: Mapping[str, Any] | None = None,
        until: float = 0.0,
        random_id: int = 0,
    ) -> Letter:
        """Put any letter into the outbox; one that may have been sent before carries the same `random_id`."""
        letter = Letter(
            id=self._ids.take(),
            address=address,
            lane=lane,
            act=act,
            message=message,
            target=target,
            wants=wants,
            random_id=random_id or secrets.randbelow(2**31 - 1) + 1,
            until=until,
        )
        self.letters.append(letter)
        return letter

    def toast(self, toast: Toast) -> None:
        """Answer a press, after the commit; one that came as a message (VK) is answered by a message."""
        if toast.query:
            self.toasts.append(toast)
        elif toast.text:
            self.send(toast.address, Message(toast.text))

    def later(
        self, key: str, kind: str, at: float, address: Address, data: Mapping[str, Any] | None = None
    ) -> None:
        """Let something happen at a time; the same key replaces."""
        self._due.put(key, DueRow(key, kind, at, address, data or {}))

    def never(self, key: str) -> None:
        """Take back what was to happen later."""
        self._due.put(key, None)

    # The end of the batch

    async def flush(self) -> None:
        """Write what was buffered, a statement a table."""
        await self.games.flush()
        seal = self.cipher.seal
        if self._conversations:
            await self.database.run_many(
                "INSERT INTO conversations (messenger, chat, state_sealed, touched_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (messenger, chat) DO UPDATE SET"
                " state_sealed = excluded.state_sealed, touched_at = excluded.touched_at",
                [
                    (address.messenger, address.chat, seal(conversation_bytes(kept)), kept.touched_at)
                    for address, kept in self._conversations.items()
                ],
            )
        if self.letters:
            await self.database.run_many(
                "INSERT INTO outbox (id, messenger, chat, lane, letter_sealed) VALUES (?, ?, ?, ?, ?)",
                [
                    (
                        letter.id,
                        letter.address.messenger,
                        letter.address.chat,
                        int(letter.lane),
                        seal(letter_bytes(letter)),
                    )
                    for letter in self.letters
                ],
            )
        gone = [(key,) for key, row in self._due.items() if row is None]
        if gone:
            await self.database.run_many("DELETE FROM due WHERE key = ?", gone)
        rows = [row for row in self._due.values() if row is not None]
        if rows:
            await self.database.run_many(
                "INSERT INTO due (key, kind, at, messenger, chat, data_sealed) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, at = excluded.at,"
                " messenger = excluded.messenger, chat = excluded.chat, data_sealed = excluded.data_sealed",
                [
                    (
                        row.key,
                        row.kind,
                        row.at,
                        row.address.messenger,
                        row.address.chat,
                        seal(orjson.dumps(row.data)),
                    )
                    for row in rows
                ],
            )

    def committed(self) -> None:
        """The transaction is on disk: the next batch may start from here."""
        for address, conversation in self._conversations.items():
            self.memory.conversations.put(address, conversation)
        for key, person in self._persons.items():
            self.memory.persons.put(key, person)
        self.games.committed()

    def close(self) -> None:
        """Let go of what points back here: a batch's memory is free at once, not when the collector comes."""
        self.unseen = _never
        del self.people, self.requests, self.rooms, self.linking, self.cards, self.tallies
        del self.ideas, self.moderation, self.measures, self.entries
        del self.activities, self.signups, self.reminders, self.broadcasts, self.clubs, self.games, self.packs
        del self.game_plans
