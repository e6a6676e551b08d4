"""The database: transactions end, whatever happens to those who opened them."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3

import pytest
from sqlalchemy import insert, select

from bot.storage.database import Database
from bot.storage.tables import consents, offsets

_names = itertools.count()


async def write(database: Database) -> None:
    await database.execute(insert(offsets).values(messenger=f"m{next(_names)}", position="1"))


async def rows(database: Database) -> int:
    async with database.transaction():
        return len((await database.execute(select(offsets))).all())


@pytest.mark.parametrize("steps", range(12))
async def test_a_cancelled_task_never_leaves_a_transaction_open(database: Database, steps: int) -> None:
    """Cancelled after so many steps of the loop: at the begin, between statements, at the commit."""

    async def writing() -> None:
        async with database.transaction():
            await write(database)
            await database.run("INSERT INTO offsets (messenger, position) VALUES ('late', '2')")
            await write(database)

    task = asyncio.create_task(writing())
    for _ in range(steps):
        await asyncio.sleep(0.0005)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await rows(database) in (0, 3)
    async with database.transaction():
        await write(database)
    assert await rows(database) in (1, 4)


async def test_an_error_rolls_everything_back_and_the_next_transaction_works(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction():
            await write(database)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.transaction():
        await write(database)
    assert await rows(database) == 1


async def test_a_commit_that_fails_leaves_no_transaction_open(database: Database) -> None:
    """SQLite keeps a transaction open when its commit finds a broken foreign key: no other must meet it."""

    async def fail() -> None:
        async with database.transaction():
            await database.run("PRAGMA defer_foreign_keys = ON")
            await database.execute(insert(consents).values(person=999, version="1", given=True, at=1.0))

    with pytest.raises(sqlite3.IntegrityError):
        await fail()
    async with database.transaction():
        await write(database)
    assert await rows(database) == 1


async def test_a_statement_that_fails_late_fails_the_whole_transaction(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction():
            await write(database)
            await database.run("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(sqlite3.OperationalError):
        await fail()
    assert await rows(database) == 0


async def test_two_tasks_never_share_a_transaction(database: Database) -> None:
    async def fails() -> None:
        async with database.transaction():
            await write(database)
            raise RuntimeError

    async def writes() -> None:
        async with database.transaction():
            await write(database)

    await asyncio.gather(*(task() for _ in range(10) for task in (fails, writes)), return_exceptions=True)
    assert await rows(database) == 10
