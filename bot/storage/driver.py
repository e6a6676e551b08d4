"""aiosqlite's connection, visited seldom: each visit to its thread costs more than a statement.

What needs no answer waits and goes along with the next visit; a batch of turns that reads nothing new
is begun, written and committed in a single one. The single statements of a turn are done without a visit
(docs/benchmarks.md has the numbers).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

T = TypeVar("T")

_Wish = tuple[str, Sequence[Any] | Mapping[str, Any], bool]
"""A statement, its values, and whether they are many rows of them."""


class Driver(aiosqlite.Connection):
    """The connection that SQLAlchemy holds, which also does several things in one visit."""

    def __init__(self, path: Path) -> None:
        super().__init__(_connector(path), iter_chunk_size=64)
        # As SQLAlchemy does for connections of its own making: a thread that hangs must not keep the process.
        self._thread.daemon = True
        self._waiting: list[_Wish] = []
        self._fault: BaseException | None = None

    def soon(self, sql: str, values: Sequence[Any] | Mapping[str, Any], *, many: bool = False) -> None:
        """Do this before anything that is visited for from now on; its errors come with that visit."""
        self._waiting.append((sql, values, many))

    async def visit(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do what waits, then `work`, on the connection's own thread."""
        waiting, self._waiting = self._waiting, []
        result: T = await self._execute(self._visited, waiting, work)  # type: ignore[no-untyped-call]
        return result

    def _visited(self, waiting: Sequence[_Wish], work: Callable[[sqlite3.Connection], T]) -> T:
        connection = self._conn
        try:
            for sql, values, many in waiting:
                if many:
                    connection.executemany(sql, values)
                else:
                    connection.execute(sql, values)
        except BaseException as error:
            # Whoever came along hears it now, and the transaction, whose part it was, at its end.
            self._fault = error
            raise
        return work(connection)

    def do_what_waits(self) -> None:
        """Do it in the caller's thread, between visits."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self._visited(waiting, _done)

    def fetch_here(self, sql: str, values: Mapping[str, Any] | Sequence[Any]) -> list[Any]:
        """The rows of one statement, in the caller's thread, between visits."""
        return self._conn.execute(sql, values).fetchall()

    async def commit_all(self) -> None:
        """Do what waits and commit, unless something that waited has failed before."""
        if self._fault is not None:
            raise self._fault
        self.do_what_waits()
        await self.visit(_commit)

    async def roll_back_all(self) -> None:
        """Forget what waits, and what was done since the begin."""
        self._waiting.clear()
        self._fault = None
        await self.visit(_roll_back)


def _connector(path: Path) -> Callable[[], sqlite3.Connection]:
    if sqlite3.threadsafety < 3:
        raise RuntimeError("this SQLite was built without threads; take Python's own build")
    return partial(sqlite3.connect, path, isolation_level=None, check_same_thread=False)


def _done(_connection: sqlite3.Connection) -> None:
    """Nothing after what waited."""


def _commit(connection: sqlite3.Connection) -> None:
    connection.execute("COMMIT")


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def core_over(connection: sqlite3.Connection) -> Connection:
    """SQLAlchemy's Core on the same connection, without a visit."""
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    return engine.connect()
