"""A database of every earlier version, with rows in it, is brought to today and read by today's code."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import orjson
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from cryptography.fernet import Fernet
from sqlalchemy import Connection, LargeBinary, create_engine, select
from sqlalchemy.pool import NullPool

from bot.domain.requests import State
from bot.domain.timetable import Standing
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.inbox import Inbox
from bot.storage.memory import Memory
from bot.storage.migrate import revisions, upgrade
from bot.storage.outbox import Outbox
from bot.storage.rotation import rotate
from bot.storage.tables import metadata
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Address
from tests.storage.rows import ANNA, WORDS, counts, fill, unwritten

KEY = Fernet.generate_key().decode()
HERE = Address("telegram", 101)


def of_version(path: Path, revision: str) -> set[str]:
    """A file as that version left it, with a row in every table; the tables that it knew."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.begin() as connection:
        upgrade(connection, revision)
        return fill(connection, Cipher((KEY,)))


def test_every_table_has_a_row_to_be_tested_with() -> None:
    assert unwritten() == set()


@pytest.mark.parametrize("revision", revisions())
async def test_rows_of_every_version_are_read_by_todays_code(tmp_path: Path, revision: str) -> None:
    known = of_version(tmp_path / "line.db", revision)
    database = Database(tmp_path / "line.db", Cipher((KEY,)))
    await database.open()
    try:
        await reads_the_pipelines_own(database)
        await reads_the_domain(database, known)
    finally:
        await database.close()
    with create_engine(f"sqlite:///{tmp_path / 'line.db'}", poolclass=NullPool).connect() as connection:
        now = counts(connection)
        assert {name: now[name] for name in known} == dict.fromkeys(known, 1)
        assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()


async def reads_the_pipelines_own(database: Database) -> None:
    async with database.transaction():
        (row,) = await Inbox(database).open()
        assert row.payload == {"update_id": 9}
        assert await Inbox(database).position("telegram") == "10"
        (letter,) = await Outbox(database).waiting()
        assert letter.message is not None
        assert letter.message.text == WORDS
        ((sealed,),) = await database.fetch("SELECT data_sealed FROM due WHERE key = 'announce:1'")
        assert orjson.loads(database.cipher.open(sealed)) == {"request": 1}


async def reads_the_domain(database: Database, known: set[str]) -> None:
    work = UnitOfWork(database, Memory(), LetterIds(0, 1.0), lambda: 2.0)
    async with database.transaction():
        talk = await work.conversation(HERE)
        assert (talk.flow, talk.answers, talk.drafts) == ("help", {"items": WORDS}, ())
        person = await work.people.get(ANNA)
        assert person is not None
        assert (person.name, person.consent, person.worker) == (WORDS, "2026-11", True)
        assert person.blocked(8.0)
        request = await work.requests.get(1)
        assert request is not None
        assert (request.state, request.form["fields"][0]["text"]) == (State.TAKEN, WORDS)
        assert [event.text for event in await work.requests.history(1)] == [WORDS]
        assert await work.requests.linked(HERE, 4) == (1, "desk")
        card = await work.cards.find(HERE, "request:1")
        assert card is not None
        assert card.wanted.text == WORDS
        assert await work.rooms.staff() == [Address("telegram", -1001)]
        membership = await work.rooms.membership(Address("telegram", -1001), 101)
        assert membership is not None
        assert membership.present
        assert len(await work.tallies.unreported("2026-W48")) == ("tallies" in known)
        await reads_activities(work, known)


async def reads_activities(work: UnitOfWork, known: set[str]) -> None:
    activity = await work.activities.get(1)
    assert (activity is not None) == ("occurrences" in known)
    if activity is None:
        return
    assert (activity.reason, activity.link, activity.series.title) == (WORDS, "https://example.org", WORDS)
    place = await work.signups.of(1, ANNA)
    assert place is not None
    assert (place.standing, place.note, place.liked) == (Standing.GOING, WORDS, 1)
    assert await work.signups.followers("series:1") == [ANNA]
    assert len(await work.reminders.waiting(ANNA)) == 1
    assert await work.signups.preferences(ANNA) == {"zone": "Asia/Omsk"}
    assert await work.signups.disturbed(ANNA, "2026-11-22") == 2


def test_the_migrations_make_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    with migrated(tmp_path) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_column_that_no_migration_makes_is_noticed(tmp_path: Path) -> None:
    with migrated(tmp_path) as connection:
        connection.exec_driver_sql("ALTER TABLE persons DROP COLUMN language")
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert len(compare_metadata(context, metadata)) == 1


def migrated(folder: Path) -> closing[Connection]:
    """A connection to a fresh file of today."""
    connection = create_engine(f"sqlite:///{folder / 'line.db'}", poolclass=NullPool).connect()
    upgrade(connection)
    return closing(connection)


def test_what_is_kept_as_bytes_is_sealed_or_a_hash() -> None:
    columns = [
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if column.type.python_type is bytes
    ]
    assert all(isinstance(column.type, LargeBinary) for column in columns)
    names = {
        f"{column.table.name}.{column.name}" for column in columns if not column.name.endswith("_sealed")
    }
    assert names == {"codes.hash", "requests.phone_hash"}


async def test_every_sealed_value_opens_with_the_new_key_alone_after_a_rotation(tmp_path: Path) -> None:
    of_version(tmp_path / "line.db", "head")
    fresh = Fernet.generate_key().decode()
    database = Database(tmp_path / "line.db", Cipher((fresh, KEY)))
    await database.open()
    await rotate(database, lambda _table, _rows: None)
    alone = Cipher((fresh,))
    async with database.transaction():
        for table in metadata.sorted_tables:
            sealed = [column for column in table.columns if column.name.endswith("_sealed")]
            for row in await database.execute(select(*sealed)) if sealed else ():
                assert [alone.open(value) for value in row if value is not None], table.name
    await database.close()
