"""Rotation of keys: everything that is encrypted at rest, sealed anew under the first key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import InvalidToken
from sqlalchemy import Table, and_, literal, select, tuple_, update

from bot.storage.cipher import Cipher
from bot.storage.database import Database, DatabaseRefused
from bot.storage.tables import metadata

AT_ONCE = 500
"""Rows in one transaction; a rotation that is broken off may simply be begun again."""


async def rotate(database: Database, report: Callable[[str, int], None]) -> int:
    """Seal every value under the first key, table by table; raises DatabaseRefused where no key fits."""
    total = 0
    for table in metadata.sorted_tables:
        if any(column.name.endswith("_sealed") for column in table.columns):
            done = await _table(database, table)
            report(table.name, done)
            total += done
    return total + _spool(Path(f"{database.path}.spool"), database.cipher)


def _spool(folder: Path, cipher: Cipher) -> int:
    """Files that wait for delivery, sealed anew; the line stands, so nobody else touches them."""
    files = list(folder.glob("*.sealed"))
    for file in files:
        fresh = file.with_suffix(".part")
        try:
            fresh.write_bytes(cipher.rotate(file.read_bytes()))
        except InvalidToken:
            continue  # nothing opens it, so nobody waits for it
        fresh.replace(file)
    return len(files)


async def _table(database: Database, table: Table) -> int:
    keys = list(table.primary_key.columns)
    sealed = [column for column in table.columns if column.name.endswith("_sealed")]
    page = select(*keys, *sealed).order_by(*keys).limit(AT_ONCE)
    done = 0
    last: tuple[object, ...] | None = None
    while True:
        statement = page if last is None else page.where(tuple_(*keys) > tuple_(*map(literal, last)))
        async with database.transaction():
            rows = list(await database.execute(statement))
            if not rows:
                return done
            for row in rows:
                same = (column == row[place] for place, column in enumerate(keys))
                anew = {
                    column.name: _anew(database, table, row[place])
                    for place, column in enumerate(sealed, len(keys))
                }
                await database.execute(update(table).where(and_(*same)).values(anew))
        done += len(rows)
        last = tuple(rows[-1][: len(keys)])


def _anew(database: Database, table: Table, value: bytes | None) -> bytes | None:
    if value is None:
        return None
    try:
        return database.cipher.rotate(value)
    except InvalidToken:
        raise DatabaseRefused(
            f"В таблице {table.name} есть запись, которую не открывает ни один ключ из BOT_KEYS."
            " Допишите в BOT_KEYS через запятую прежние ключи и повторите."
        ) from None
