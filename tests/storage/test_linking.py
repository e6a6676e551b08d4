"""Two persons become one, and no row stays behind; where both had the same thing, the better one stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import ForeignKeyConstraint, insert, select
from sqlalchemy.exc import IntegrityError

from bot.domain.people import Person
from bot.domain.timetable import Standing
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.linking import Joined
from bot.storage.memory import Memory
from bot.storage.tables import metadata
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Address
from tests.storage.rows import ANNA, VERA, rows_of

NOW = 1.75e9


@pytest.fixture
async def work(tmp_path: Path) -> AsyncIterator[UnitOfWork]:
    """Anna on Telegram with a row in every table, and Vera on VK with nothing."""
    database = Database(tmp_path / "line.db", Cipher((Fernet.generate_key().decode(),)))
    await database.open()
    work = UnitOfWork(database, Memory(), LetterIds(0, NOW), lambda: NOW)
    async with database.transaction():
        for name, row in rows_of(metadata, database.cipher):
            await put(work, name, **row)
        await put(work, "persons", **(await one(work, "persons", id=ANNA)) | {"id": VERA, "language": None})
        vera = database.cipher.seal_text("Вера")
        await put(
            work, "accounts", messenger="vk", account=501, person=VERA, name_sealed=vera, reachable=True
        )
        yield work
    await database.close()


async def put(work: UnitOfWork, table: str, **values: Any) -> None:
    await work.write(insert(metadata.tables[table]).values(values))


async def every(work: UnitOfWork, table: str, **where: Any) -> list[dict[str, Any]]:
    found = metadata.tables[table]
    rows = await work.read(select(found).where(*(found.c[name] == value for name, value in where.items())))
    return [dict(row._mapping) for row in rows]


async def one(work: UnitOfWork, table: str, **where: Any) -> dict[str, Any]:
    (row,) = await every(work, table, **where)
    return row


async def joins(work: UnitOfWork, keeper: int, joining: int) -> Joined:
    """One of the two types the code of the other."""
    persons = [await work.people.get(number) for number in (keeper, joining)]
    keeping, gone = [person for person in persons if person is not None]
    return await work.linking.join(keeping, gone)


def naming_a_person() -> list[tuple[str, str]]:
    return [
        (table.name, column.name)
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, ForeignKeyConstraint) and constraint.referred_table.name == "persons"
        for column in constraint.columns
    ]


async def test_every_row_of_who_is_joined_follows(work: UnitOfWork) -> None:
    before = {table: len(await every(work, table)) for table, _ in naming_a_person()}
    joined = await joins(work, VERA, ANNA)
    assert joined.person.id == VERA
    assert joined.person.address == Address("telegram", 101)
    for table, column in [*naming_a_person(), ("requests", "owner"), ("request_events", "person")]:
        assert await every(work, table, **{column: ANNA}) == [], f"{table}.{column}"
    assert before == {table: len(await every(work, table)) for table, _ in naming_a_person()}


async def test_nothing_of_who_is_joined_is_lost_where_both_have_everything(work: UnitOfWork) -> None:
    for name, row in rows_of(metadata, work.cipher):
        column = next((column for table, column in naming_a_person() if table == name), None)
        if column and name not in ("accounts", "persons"):
            second = {**row, column: VERA, "id": 2} if "id" in row else {**row, column: VERA}
            await put(work, name, **second)
    joined = await joins(work, VERA, ANNA)
    assert joined.freed == (1,)
    assert len(await every(work, "signups")) == 1
    assert len(await every(work, "series")) == 2
    assert (await one(work, "disturbances"))["count"] == 4
    for table, column in naming_a_person():
        assert await every(work, table, **{column: ANNA}) == [], f"{table}.{column}"


@pytest.mark.parametrize("keeper", [ANNA, VERA])
@pytest.mark.parametrize(
    ("one_of_them", "other", "stays", "freed"),
    [
        (Standing.GOING, Standing.WAITING, Standing.GOING, ()),
        (Standing.GOING, Standing.LEFT, Standing.GOING, ()),
        (Standing.CAME, Standing.MISSED, Standing.CAME, (1,)),
        (Standing.LEFT, Standing.WAITING, Standing.WAITING, ()),
        (Standing.GOING, Standing.GOING, Standing.GOING, (1,)),
    ],
)
async def test_of_two_places_in_one_activity_the_better_stays(
    work: UnitOfWork, keeper: int, one_of_them: Standing, other: Standing, stays: Standing, freed: tuple[int]
) -> None:
    await work.signups.set((await work.signups.people(1))[0], one_of_them)
    await work.signups.put(1, VERA, other, NOW, "от Веры")
    joined = await joins(work, keeper, VERA if keeper == ANNA else ANNA)
    (place,) = await work.signups.people(1)
    assert (place.person, place.standing, place.liked) == (keeper, stays, 1)
    assert joined.freed == freed


async def test_of_two_who_wait_the_earlier_place_stays(work: UnitOfWork) -> None:
    await work.signups.set((await work.signups.people(1))[0], Standing.WAITING)
    await put(work, "persons", **(await one(work, "persons", id=ANNA)) | {"id": 3})
    await work.signups.put(1, 3, Standing.WAITING, NOW)
    await work.signups.put(1, VERA, Standing.WAITING, NOW)
    await joins(work, VERA, ANNA)
    assert [place.person for place in await work.signups.people(1)] == [VERA, 3]


async def test_what_one_of_them_was_told_is_not_told_again(work: UnitOfWork) -> None:
    again = {"occurrence": 1, "kind": "day", "at": NOW, "state": "sent", "told_at": NOW}
    await put(work, "reminders", person=VERA, **again)
    await put(work, "reminders", person=VERA, **again | {"kind": "hour", "state": "waiting", "told_at": None})
    await joins(work, ANNA, VERA)
    kinds = {row["kind"]: row["state"] for row in await every(work, "reminders", person=ANNA)}
    assert kinds == {"day": "sent", "hour": "waiting"}


async def test_the_choice_of_who_links_is_the_newer_one(work: UnitOfWork) -> None:
    await work.signups.prefer(VERA, "zone", "Asia/Tomsk")
    await work.signups.prefer(VERA, "news", "off")
    await joins(work, ANNA, VERA)
    assert await work.signups.preferences(ANNA) == {"zone": "Asia/Tomsk", "news": "off"}


async def test_who_was_joined_is_still_found_by_the_old_number(work: UnitOfWork) -> None:
    await joins(work, VERA, ANNA)
    found = await work.people.get(ANNA)
    assert found is not None
    assert (found.id, found.address) == (VERA, Address("telegram", 101))


async def test_parting_leaves_everything_with_the_accounts_that_remain(work: UnitOfWork) -> None:
    joined = await joins(work, VERA, ANNA)
    parted: Person = await work.linking.part(joined.person, NOW)
    assert parted.id not in (ANNA, VERA)
    for table, column in naming_a_person():
        own = {"accounts": 1, "consents": 1}.get(table, 0)
        assert len(await every(work, table, **{column: parted.id})) == own, f"{table}.{column}"
    assert [place.person for place in await work.signups.people(1)] == [VERA]


async def test_rows_that_simply_change_hands_would_collide(work: UnitOfWork) -> None:
    await work.signups.put(1, VERA, Standing.GOING, NOW)
    with pytest.raises(IntegrityError):
        await work.write(metadata.tables["signups"].update().values(person=VERA))
