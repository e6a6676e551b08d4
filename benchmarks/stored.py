"""A database with many conversations in it, written by the line's own storage."""

from __future__ import annotations

import time
from pathlib import Path

from sqlalchemy import Table

from benchmarks.hands import FIRST_USER
from bot.domain.conversations import Conversation
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.memory import Memory
from bot.storage.tables import accounts, persons
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Address, Sender

AT_ONCE = 5_000
ANSWERS = {
    "consent": "yes",
    "!consented": True,
    "whom": "self",
    "list": {"text": "Молоко 1 литр, хлеб чёрный, яйца десяток. До тысячи рублей, без замены.", "files": []},
    "day": "any",
    "payment": "cash",
    "name": "Анна Петровна",
}


async def store(path: Path, key: str, count: int) -> None:
    """Persons with their accounts, each in the middle of a form."""
    database = Database(path, Cipher((key,)))
    await database.open()
    try:
        now = time.time()
        for start in range(0, count, AT_ONCE):
            await _some(database, range(start, min(start + AT_ONCE, count)), now)
    finally:
        await database.close()


async def _some(database: Database, numbers: range, now: float) -> None:
    """Some of them: the first by the line's own code, the others as copies of that one."""
    work = UnitOfWork(database, Memory(1), LetterIds(0, now), lambda: now)
    async with database.transaction():
        if numbers.start == 0:
            await work.people.meet("telegram", Sender(FIRST_USER, "Анна"), now)
            await work.end_turn()
        copies = [(number + 1, FIRST_USER + number) for number in numbers if number]
        for table in (persons, accounts):
            await database.run_many(copying(table), copies)
        for number in numbers:
            conversation = Conversation(
                serial=7,
                flow="help",
                subject="household/groceries",
                answers=ANSWERS,
                asked="phone",
                asked_letter=number + 1,
                touched_at=now,
            )
            work.keep_conversation(Address("telegram", FIRST_USER + number), conversation)
        await work.flush()


def copying(table: Table) -> str:
    """A statement that copies the first row for another person (?1) with another account (?2)."""
    columns = [column.name for column in table.columns]
    own = {"id": "?1", "person": "?1"}
    taken = [own.get(name) or ("?2" if name.endswith("account") else name) for name in columns]
    first = f"SELECT {', '.join(taken)} FROM {table.name} WHERE rowid = 1"  # noqa: S608 - names of the schema
    return f"INSERT INTO {table.name} ({', '.join(columns)}) {first}"
