"""Copies of the database: taken under load, checked, and put back."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import stat

from sandbox import Sandbox
from sandbox.demo import ANNA, IVAN
from tests.commands.conftest import Operator


async def test_a_copy_taken_under_load_is_whole_and_a_line_starts_from_it(
    beside: Operator, sandbox: Sandbox
) -> None:
    running = await beside.starts_the_line()
    anna, ivan = sandbox.phone(ANNA), sandbox.phone(IVAN)
    anna.starts()
    await anna.hears("Чем помочь", 20)

    async def load() -> None:
        while True:
            ivan.says("меню")
            await asyncio.sleep(0.002)

    ivan.starts()
    loading = asyncio.create_task(load())
    copies = [await beside.types("backup", f"{number}.db") for number in range(3)]
    refused = await beside.types("restore", "0.db")
    loading.cancel()
    await asyncio.gather(loading, return_exceptions=True)
    assert await running.stops() == 0
    assert [copy.code for copy in copies] == [0, 0, 0], copies
    assert "Копия проверена." in copies[0].out
    assert refused.code == 2
    assert "уже работает другой процесс" in refused.err
    for number in range(3):
        file = beside.folder / f"{number}.db"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert beside.asks("PRAGMA integrity_check", file=file) == [("ok",)]
    assert sorted(file.name for file in beside.folder.glob("*.db*")) == ["0.db", "1.db", "2.db"]

    restored = await beside.types("restore", "0.db")
    assert (restored.code, restored.err) == (0, "")
    running = await beside.starts_the_line()
    anna.unheard.clear()
    anna.says("меню")
    await anna.hears("Чем помочь", 20)
    assert await running.stops() == 0


async def test_the_former_database_is_kept_whole_beside_the_restored_one(operator: Operator) -> None:
    await operator.has_a_database()
    assert (await operator.types("backup", "copy.db")).code == 0
    operator.asks("INSERT INTO offsets (messenger, position) VALUES ('marker', '7')")
    ended = await operator.types("restore", "copy.db")
    assert ended.code == 0
    assert operator.asks("SELECT position FROM offsets") == []
    (former,) = operator.database.parent.glob("line.db.before-*")
    assert str(former) in ended.out
    assert operator.asks("SELECT position FROM offsets", file=former) == [("7",)]


def leave_a_wal(operator: Operator) -> None:
    """Leave database and WAL as a power cut would: with a commit that is in the WAL alone."""
    connection = sqlite3.connect(operator.database, isolation_level=None)
    connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.execute("INSERT INTO offsets (messenger, position) VALUES ('marker', '7')")
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{operator.database}{suffix}", operator.folder / f"kept{suffix}")
    connection.close()
    for suffix in ("", "-wal"):
        shutil.copyfile(operator.folder / f"kept{suffix}", f"{operator.database}{suffix}")


async def test_what_a_power_cut_left_in_the_wal_stays_with_the_former_database(operator: Operator) -> None:
    await operator.has_a_database()
    assert (await operator.types("backup", "copy.db")).code == 0
    leave_a_wal(operator)
    assert (await operator.types("restore", "copy.db")).code == 0
    assert operator.asks("SELECT position FROM offsets") == []
    (former,) = operator.database.parent.glob("line.db.before-????????-??????")
    assert operator.asks("SELECT position FROM offsets", file=former) == [("7",)]


async def test_a_wal_left_beside_a_restored_database_would_spoil_it(operator: Operator) -> None:
    """The control of the test above: a file put in place by hand takes up the commits of the former one."""
    await operator.has_a_database()
    assert (await operator.types("backup", "copy.db")).code == 0
    leave_a_wal(operator)
    operator.asks("PRAGMA journal_mode=WAL", file=operator.folder / "copy.db")
    shutil.copyfile(operator.folder / "copy.db", operator.database)
    assert operator.asks("SELECT position FROM offsets") == [("7",)]


async def test_a_database_that_is_broken_is_replaced_and_kept_as_it_lies(operator: Operator) -> None:
    await operator.has_a_database()
    assert (await operator.types("backup", "copy.db")).code == 0
    operator.database.write_bytes(b"not a database any more" * 100)
    operator.database.with_name("line.db-wal").write_bytes(b"something")
    assert (await operator.types("restore", "copy.db")).code == 0
    assert operator.asks("PRAGMA integrity_check") == [("ok",)]
    assert not operator.database.with_name("line.db-wal").exists()
    assert len(list(operator.database.parent.glob("line.db.before-*-wal"))) == 1


async def test_an_existing_file_is_replaced_only_by_force(operator: Operator) -> None:
    await operator.has_a_database()
    precious = operator.folder / "copy.db"
    precious.write_text("precious")
    ended = await operator.types("backup", "copy.db")
    assert (ended.code, "--force" in ended.err, precious.read_text()) == (2, True, "precious")
    assert (await operator.types("backup", "copy.db", "--force")).code == 0
    assert stat.S_IMODE(precious.stat().st_mode) == 0o600
    for itself in ("backup", "restore"):
        ended = await operator.types(itself, str(operator.database))
        assert (ended.code, "сама база" in ended.err) == (2, True)


async def test_what_is_no_copy_of_ours_changes_nothing(operator: Operator) -> None:
    await operator.has_a_database()
    operator.asks("INSERT INTO offsets (messenger, position) VALUES ('marker', '7')")
    (operator.folder / "letter.db").write_text("Это не база. " * 500)
    operator.asks("CREATE TABLE recipes (id)", file=operator.folder / "recipes.db")
    assert (await operator.types("backup", "newer.db")).code == 0
    operator.asks("UPDATE alembic_version SET version_num = '9999'", file=operator.folder / "newer.db")
    other = (await operator.types("key")).out.strip()
    assert (await operator.types("backup", "foreign.db")).code == 0
    cases = {
        "absent.db": "нет. Проверьте путь",
        "letter.db": "не читается как база",
        "recipes.db": "не база этой программы",
        "newer.db": "более новая версия",
    }
    for name, words in cases.items():
        ended = await operator.types("restore", name)
        assert (ended.code, words in ended.err) == (2, True), ended
    ended = await operator.types("restore", "foreign.db", BOT_KEYS=other)
    assert (ended.code, "BOT_KEYS не открывает" in ended.err) == (2, True)
    assert operator.asks("SELECT position FROM offsets") == [("7",)]
    assert [file.name for file in operator.database.parent.iterdir() if "restoring" in file.name] == []
