"""Copies of the database: taken while the line runs, checked, and put in its place.

A running line's database is only read here, never written: two connections that write can spoil a WAL
in SQLite before 3.51.3.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bot.storage.cipher import Cipher, WrongKey
from bot.storage.database import DatabaseRefused
from bot.storage.migrate import revisions
from bot.storage.tables import metadata

BUSY = 10.0
"""Seconds to wait for a lock of SQLite's own."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds, in numbers."""

    schema: str
    newest: bool
    persons: int
    requests: int
    waiting: int
    unsent: int
    dead: int


@contextmanager
def look(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads one consistent state and cannot write; raises DatabaseRefused."""
    if not path.is_file():
        raise DatabaseRefused(f"Файла {path} нет. Проверьте путь.")
    try:
        address = f"file:{quote(str(path.absolute()))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY, isolation_level=None)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise DatabaseRefused(
            f"{path} не читается как база ({error}). Проверьте, тот ли это файл, и права на него."
        ) from None


def examine(path: Path, cipher: Cipher, called: Path | None = None) -> Contents:
    """Check a database from end to end; raises DatabaseRefused with what is wrong, under the name given."""
    name = called or path
    with look(path) as connection:
        connection.execute("BEGIN")
        flaws = [row[0] for row in connection.execute("PRAGMA integrity_check(3)") if row[0] != "ok"]
        if flaws:
            raise DatabaseRefused(f"База {name} повреждена. Возьмите другую копию.")
        schema = _schema(name, connection)
        _try_keys(name, connection, cipher)

        def count(what: str) -> int:
            return int(connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0])  # noqa: S608

        return Contents(
            schema=schema,
            newest=schema == revisions()[0],
            persons=count("persons"),
            requests=count("requests"),
            waiting=count("inbox WHERE state = 'waiting'"),
            unsent=count("outbox"),
            dead=count("dead_letters WHERE replayed_at IS NULL"),
        )


def _schema(path: Path, connection: sqlite3.Connection) -> str:
    named = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if named else None
    if row is None:
        raise DatabaseRefused(f"{path} — не база этой программы. Проверьте, тот ли это файл.")
    if row[0] not in revisions():
        raise DatabaseRefused(f"Базу {path} записала более новая версия программы. Обновите программу.")
    return str(row[0])


def _try_keys(path: Path, connection: sqlite3.Connection, cipher: Cipher) -> None:
    """Open the newest value of every sealed column; an older schema may lack some."""
    for table, column in sealed_columns():
        try:
            row = connection.execute(
                f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY rowid DESC LIMIT 1"  # noqa: S608
            ).fetchone()
        except sqlite3.OperationalError:
            continue
        if row is None:
            continue
        try:
            cipher.open(row[0])
        except WrongKey:
            raise DatabaseRefused(
                f"BOT_KEYS не открывает базу {path}. Верните ключи, с которыми она записана."
            ) from None


def sealed_columns() -> tuple[tuple[str, str], ...]:
    """Table and column of everything that is encrypted at rest."""
    return tuple(
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_sealed")
    )


def copy(source: Path, target: Path) -> None:
    """Write a consistent copy, one file without a WAL, readable by its owner only; raises DatabaseRefused."""
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise _unwritten(target, error) from None
    try:
        with look(source) as reading, closing(sqlite3.connect(target, isolation_level=None)) as writing:
            # In one step: the reader's snapshot holds, so that no write of the line can make it begin again.
            reading.backup(writing, pages=-1)
            writing.execute("PRAGMA journal_mode=DELETE")
        _sync(target)
    except OSError as error:
        discard(target)
        raise _unwritten(target, error) from None
    except BaseException:
        discard(target)
        raise


def put_in_place(fresh: Path, database: Path, former: Path) -> bool:
    """Let a checked copy take the database's place, and keep the former one; whether there was one.

    The caller holds the lock. The WAL of the former database must never meet the new one: SQLite would
    play it into a file that it does not belong to.
    """
    wal, shm = Path(f"{database}-wal"), Path(f"{database}-shm")
    existed = database.exists()
    if existed:
        # A broken database cannot take its WAL in, and SQLite may throw it away: it is copied before.
        kept = Path(f"{former}-wal")
        if wal.exists() and wal.stat().st_size:
            shutil.copyfile(wal, kept)
            kept.chmod(0o600)
        if _take_in_wal(database):
            kept.unlink(missing_ok=True)
        try:
            os.link(database, former)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            shutil.copyfile(database, former)
            former.chmod(0o600)
        _sync(database.parent)
    wal.unlink(missing_ok=True)
    shm.unlink(missing_ok=True)
    fresh.replace(database)
    _sync(database.parent)
    return existed


def _take_in_wal(database: Path) -> bool:
    """Move what is only in the WAL into the file itself; false where that cannot be done."""
    try:
        with closing(sqlite3.connect(database, timeout=BUSY)) as connection:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
    except sqlite3.Error:
        return False


def discard(path: Path) -> None:
    """Remove a copy that came to nothing, with what SQLite left beside it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _unwritten(target: Path, error: OSError) -> DatabaseRefused:
    return DatabaseRefused(f"{target} не записывается ({error.strerror}). Проверьте место и права.")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
