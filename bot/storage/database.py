"""The database file: one writing connection, short transactions, and all that is SQLite's own."""

from __future__ import annotations

import asyncio
import fcntl
import os
import secrets as randomness
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from alembic.util import CommandError
from sqlalchemy import Connection, event
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.sql import Executable

from bot.storage.cipher import Cipher, WrongKey
from bot.storage.driver import Driver, core_over
from bot.storage.migrate import upgrade
from bot.storage.prepared import Prepared

__all__ = ["Database", "DatabaseRefused", "upsert"]

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "2",
    "secure_delete": "1",
    "foreign_keys": "1",
    "busy_timeout": "5000",
}
_OLDEST_SQLITE = (3, 35, 0)


class DatabaseRefused(Exception):
    """The database cannot be used; the text says why and what to do."""


class Database:
    """The writing connection and the lock that keeps a second instance away."""

    def __init__(self, path: Path, cipher: Cipher) -> None:
        self.path = path
        self.cipher = cipher
        self._turnstile = asyncio.Lock()
        self._lock_file: int | None = None
        self._engine: AsyncEngine
        self._connection: AsyncConnection
        self._driver: Driver
        self._core: Connection

    async def open(self) -> None:
        """Lock, migrate, check; raises DatabaseRefused with a sentence for the operator."""
        if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
            raise DatabaseRefused(
                f"SQLite {sqlite3.sqlite_version} слишком старый, нужен 3.35 или новее. Обновите Python."
            )
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock_file = hold(self.path)
            self._engine = create_async_engine(
                "sqlite+aiosqlite://", poolclass=NullPool, async_creator=self._connect
            )
            event.listen(self._engine.sync_engine, "connect", _prepare)
            self._connection = await self._engine.connect()
            await self._check()
            async with self._connection.begin():
                await self._connection.exec_driver_sql("BEGIN IMMEDIATE")
                await self._connection.run_sync(upgrade)
            self._core = await self._driver.visit(core_over)
            await self._unlock_hashes()
        except BaseException as error:
            await self.close()
            sentence = _refusal(self.path, error)
            if sentence:
                raise DatabaseRefused(sentence) from None
            raise

    async def _connect(self) -> Driver:
        self._driver = Driver(self.path)
        await self._driver
        return self._driver

    async def _check(self) -> None:
        for name, wanted in _PRAGMAS.items():
            cursor = await self._driver.execute(f"PRAGMA {name}")
            row = await cursor.fetchone()
            if row is None or str(row[0]) != wanted:
                raise DatabaseRefused(
                    f"SQLite не принял {name}={wanted} для {self.path}. Перенесите базу на местный диск."
                )

    async def _unlock_hashes(self) -> None:
        """Open the key of the hashes; a fresh database gets one."""
        async with self.transaction():
            rows = await self.fetch("SELECT value_sealed FROM secrets WHERE name = 'hash'")
            if rows:
                try:
                    self.cipher.use_hash_key(self.cipher.open(rows[0][0]))
                except WrongKey:
                    raise DatabaseRefused(
                        f"BOT_KEYS не открывает базу {self.path}. Верните ключи, с которыми она записана."
                    ) from None
                return
            key = randomness.token_bytes(32)
            await self.run(
                "INSERT INTO secrets (name, value_sealed) VALUES ('hash', ?)", (self.cipher.seal(key),)
            )
            self.cipher.use_hash_key(key)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """One transaction at a time; committed at the end, rolled back on any error, never left open."""
        async with self._turnstile:
            self._driver.soon("BEGIN IMMEDIATE", ())
            try:
                yield
                await self._driver.commit_all()
            except BaseException:
                await asyncio.shield(asyncio.ensure_future(self._driver.roll_back_all()))
                raise

    # Done here and now, in the loop's own thread: a statement of a turn takes some microseconds, a visit to
    # the driver's thread several times as much. The connection is ours until the transaction ends, SQLite
    # serialises whoever only reads beside it, and nobody else writes to the file: the begin does not wait.

    async def execute(self, statement: Executable) -> CursorResult[*tuple[Any, ...]]:
        """A Core statement inside the open transaction."""
        self._driver.do_what_waits()
        return self._core.execute(statement)

    async def execute_prepared(self, statement: Prepared, values: Mapping[str, Any]) -> list[Any]:
        """As `execute`, for a statement that was compiled before; the rows come by names."""
        self._driver.do_what_waits()
        return statement.rows(self._driver.fetch_here(statement.sql, {**statement.fixed, **values}))

    async def fetch_few(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """As `fetch`, inside the open transaction, for a few rows that an index finds."""
        self._driver.do_what_waits()
        return self._driver.fetch_here(sql, values)

    # Done in the driver's thread: what reads or writes much, and what waits for the disk.

    async def run(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> None:
        """One statement of the driver's own inside the open transaction, at the latest at its end."""
        self._driver.soon(sql, values)

    async def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """One statement over many rows, in bulk, inside the open transaction, at the latest at its end."""
        self._driver.soon(sql, list(rows), many=True)

    async def fetch(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Any]:
        """The rows of one statement of the driver's own."""
        return await self._driver.visit(lambda connection: connection.execute(sql, values).fetchall())

    async def close(self) -> None:
        """Give everything back; safe to call after a failed start."""
        if hasattr(self, "_connection") and not self._connection.closed:
            async with self._turnstile:
                if hasattr(self, "_core"):
                    await self._driver.visit(lambda _: self._core.close())
                await self._connection.close()
        if hasattr(self, "_engine"):
            await self._engine.dispose()
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None


def hold(path: Path) -> int:
    """Lock a database for one process; the lock goes with the descriptor. Raises DatabaseRefused, OSError."""
    descriptor = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise DatabaseRefused(
            f"С базой {path} уже работает другой процесс."
            " Остановите его или укажите другой файл в BOT_DATABASE."
        ) from None
    return descriptor


def _refusal(path: Path, error: BaseException) -> str:
    """What the operator reads where the file itself is at fault; empty for any other error."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, OSError):
        return f"База {path} не открывается ({error.strerror}). Проверьте BOT_DATABASE и права."
    if isinstance(error, CommandError):
        return (
            f"Базу {path} записала более новая версия программы. Обновите программу или верните копию базы."
        )
    if isinstance(error, sqlite3.DatabaseError):
        return f"База {path} не открывается ({error}). Проверьте место и права или верните копию."
    return ""


def _prepare(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for name, value in _PRAGMAS.items():
        cursor.execute(f"PRAGMA {name}={value}")
    cursor.close()
