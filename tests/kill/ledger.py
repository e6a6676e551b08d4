"""Looks into the database file past the code under test, and says what is missing, doubled or stale."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from cryptography.fernet import Fernet

from sandbox.models import Chat
from sandbox.updates import FIRST_NUMBER
from tests.kill.people import Walk


@dataclass(slots=True)
class Report:
    """What was found; everything but the counts must be empty."""

    updates: int = 0
    requests: int = 0
    lost_updates: list[int] = field(default_factory=list)
    unhandled: int = 0
    unsent: int = 0
    dead: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    misnumbered: list[str] = field(default_factory=list)
    cards_missing: list[int] = field(default_factory=list)
    cards_stale: list[int] = field(default_factory=list)
    taken_twice: list[int] = field(default_factory=list)

    @property
    def wrong(self) -> dict[str, Any]:
        """All that must not be."""
        return {
            name: value
            for name in self.__slots__
            if name not in ("updates", "requests") and (value := getattr(self, name))
        }


@contextmanager
def reading(database: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the file as the kill left it: looking must not repair what the next start has to repair."""
    folder = database.parent / "looked-at"
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for path in (database, database.with_name(f"{database.name}-wal")):
        if path.exists():
            shutil.copy(path, folder / path.name)
    connection = sqlite3.connect(folder / database.name)
    try:
        yield connection
    finally:
        connection.close()


def waiting_letters(database: Path) -> set[int]:
    """Ids of the letters that a kill left in the outbox."""
    if not database.exists():
        return set()
    with reading(database) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").fetchone():
            return set()
        return {row[0] for row in connection.execute("SELECT id FROM outbox")}


def audit(database: Path, key: str, walks: Iterable[Walk], room: Chat, pushed: int) -> Report:
    """Compare what people did with what the line kept and shows; `pushed` updates were given to it in all."""
    fernet = Fernet(key)
    with reading(database) as connection:
        report = Report(updates=pushed)
        _inbox(connection, report)
        _requests(connection, report, fernet, list(walks))
        _cards(connection, report, fernet, room)
    return report


def _inbox(connection: sqlite3.Connection, report: Report) -> None:
    keys = {row[0] for row in connection.execute("SELECT key FROM inbox WHERE source = 'telegram'")}
    every = range(FIRST_NUMBER, FIRST_NUMBER + report.updates)
    report.lost_updates = [number for number in every if str(number) not in keys]
    report.unhandled = _count(connection, "SELECT count(*) FROM inbox WHERE state <> 'done'")
    report.unsent = _count(connection, "SELECT count(*) FROM outbox")
    report.dead = _count(connection, "SELECT count(*) FROM dead_letters")


def _count(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _requests(connection: sqlite3.Connection, report: Report, fernet: Fernet, walks: Sequence[Walk]) -> None:
    forms = {
        number: fernet.decrypt(sealed).decode()
        for number, sealed in connection.execute("SELECT id, form_sealed FROM requests")
    }
    report.requests = len(forms)
    for walk in walks:
        holding = [number for number, form in forms.items() if walk.marker in form]
        if walk.sent and not holding:
            report.lost.append(walk.marker)
        if len(holding) > 1:
            report.doubled.append(walk.marker)
        if walk.number and holding and walk.number not in holding:
            report.misnumbered.append(walk.marker)
    taken: Counter[int] = Counter(
        row[0] for row in connection.execute("SELECT request FROM request_events WHERE kind = 'taken'")
    )
    owned = {row[0] for row in connection.execute("SELECT id FROM requests WHERE owner IS NOT NULL")}
    report.taken_twice = [number for number in forms if taken[number] != (1 if number in owned else 0)]


def _cards(connection: sqlite3.Connection, report: Report, fernet: Fernet, room: Chat) -> None:
    shown = {
        key: row
        for key, *row in connection.execute(
            "SELECT key, message, wanted_sealed, wanted_version, shown_version, letter FROM cards"
            " WHERE chat = ?",
            (room.id,),
        )
    }
    for number, owner in connection.execute("SELECT id, owner FROM requests"):
        card = shown.get(f"request:{number}")
        message = room.messages.get(card[0]) if card is not None and card[0] is not None else None
        if card is None or message is None:
            report.cards_missing.append(number)
            continue
        wanted = orjson.loads(fernet.decrypt(card[1]))
        right = (
            message.text == wanted["text"]
            and f"Заявка № {number} " in message.text
            and card[2] == card[3]
            and card[4] is None
            and ("В работе" in message.text) == (owner is not None)
            and (["Взять"] in message.labels) == (owner is None)
        )
        if not right:
            report.cards_stale.append(number)
