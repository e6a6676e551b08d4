"""A database with many conversations in it, written by the line's own storage."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.crowd import FIRST_USER
from bot.domain.conversations import Conversation
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.memory import Memory
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Address

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
    work = UnitOfWork(database, Memory(1), LetterIds(0, now), lambda: now)
    async with database.transaction():
        await database.run_many(
            "INSERT INTO persons (id, created_at) VALUES (?, ?)", [(number + 1, now) for number in numbers]
        )
        await database.run_many(
            "INSERT INTO accounts (messenger, account, person, name_sealed, reachable)"
            " VALUES ('telegram', ?, ?, ?, 1)",
            [
                (FIRST_USER + number, number + 1, database.cipher.seal_text(f"Анна {FIRST_USER + number}"))
                for number in numbers
            ],
        )
        for number in numbers:
            work.keep_conversation(
                Address("telegram", FIRST_USER + number),
                Conversation(
                    serial=7,
                    flow="help",
                    subject="household/groceries",
                    answers=ANSWERS,
                    asked="phone",
                    asked_letter=number + 1,
                    touched_at=now,
                ),
            )
        await work.flush()
