"""A row for every table, as the line wrote them when the table was new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, MetaData, insert, select

from bot.storage.cipher import Cipher
from bot.storage.tables import metadata

ANNA, VERA = 1, 2
"""Two persons; what belongs to somebody is Anna's."""

WORDS = "Молоко и хлеб"
"""What stands wherever people write something."""

_LETTER = {
    "id": 7,
    "address": {"messenger": "telegram", "chat": 101},
    "lane": 1,
    "act": "say",
    "message": {
        "text": WORDS,
        "buttons": [],
        "keyboard": [],
        "attachment": None,
        "reply_to": None,
        "quiet": False,
    },
    "target": 0,
    "wants": None,
    "random_id": 5,
    "attempts": 0,
}
_TALK = {"serial": 3, "flow": "help", "subject": "household/groceries", "answers": {"items": WORDS}}
_PLACE = {"messenger": "telegram", "chat": 101}

_ROWS: Mapping[str, Mapping[str, Any]] = {
    "inbox": {"id": 1, "source": "telegram", "key": "9", "received_at": 1.0, "state": "waiting"}
    | {"payload_sealed": {"update_id": 9}},
    "offsets": {"messenger": "telegram", "position": "10"},
    "dead_letters": {"id": 1, "inbox_id": 1, "source": "telegram", "key": "8", "error_kind": "KeyError"}
    | {"payload_sealed": {"update_id": 8}, "error_sealed": WORDS, "at": 1.0},
    "outbox": {"id": 7, **_PLACE, "lane": 1, "letter_sealed": _LETTER},
    "conversations": {**_PLACE, "state_sealed": _TALK, "touched_at": 1.0},
    "due": {"key": "announce:1", "kind": "announce", "at": 4e9, **_PLACE, "data_sealed": {"request": 1}},
    "persons": {"id": ANNA, "created_at": 1.0, "home_messenger": "telegram", "home_account": 101}
    | {"seen_messenger": "telegram", "seen_account": 101, "blocked_until": 9.0}
    | {"block_reason_sealed": WORDS, "language": "pl"},
    "accounts": {"messenger": "telegram", "account": 101, "person": ANNA, "reachable": True}
    | {"name_sealed": WORDS},
    "consents": {"id": 1, "person": ANNA, "version": "2026-11", "given": True, "at": 1.0},
    "roles": {"person": ANNA, "role": "worker", "granted_by": None, "at": 1.0},
    "codes": {"hash": b"c" * 32, "purpose": "worker", "created_by": ANNA, "expires_at": 9.0},
    "rooms": {"messenger": "telegram", "chat": -1001, "kind": "staff", "connected_at": 1.0},
    "memberships": {"messenger": "telegram", "chat": -1001, "account": 101, "present": True}
    | {"confirmed_at": 1.0},
    "requests": {"id": 1, "person": ANNA, **_PLACE, "service": "household/groceries", "district": "north"}
    | {"urgency": "usual", "state": "taken", "owner": ANNA, "version": 2, "phone_hash": b"p" * 32}
    | {"form_sealed": {"fields": [{"key": "items", "title": "Что", "text": WORDS}]}}
    | {"opened_at": 1.0, "promised_at": 2.0, "changed_at": 1.0},
    "request_events": {"id": 1, "request": 1, "at": 1.0, "person": ANNA, "kind": "note"}
    | {"text_sealed": WORDS},
    "cards": {"id": 1, **_PLACE, "key": "request:1", "message": 4, "wanted_sealed": _LETTER["message"]}
    | {"wanted_version": 1, "shown_version": 1},
    "links": {**_PLACE, "message": 4, "request": 1, "kind": "desk"},
    "tallies": {"week": "2026-W47", "kind": "other", "about": "repair", "count": 3},
    "series": {"id": 1, "kind": "exercise", "form": "class", "title": WORDS, "about": "", "prepare": ""}
    | {"leader": "Вера", "host": ANNA, "minutes": 30, "places": 10, "zone": "Europe/Moscow", "plan": ""}
    | {"link_sealed": "https://example.org", "state": "open", "version": 1, "created_at": 1.0},
    "occurrences": {"id": 1, "series": 1, "planned": "2026-11-24", "starts": 1.8e9, "state": "planned"}
    | {"version": 1, "reason_sealed": WORDS},
    "signups": {"id": 1, "occurrence": 1, "person": ANNA, "state": "going", "at": 1.0}
    | {"note_sealed": WORDS, "liked": 1},
    "follows": {"person": ANNA, "about": "series:1", "at": 1.0},
    "reminders": {"person": ANNA, "occurrence": 1, "kind": "day", "at": 1.7e9, "state": "waiting"},
    "preferences": {"person": ANNA, "name": "zone", "value": "Asia/Omsk"},
    "disturbances": {"person": ANNA, "day": "2026-11-22", "count": 2},
    "broadcasts": {"id": 1, "author": ANNA, **_PLACE, "text_sealed": WORDS, "audience": "all", "total": 1}
    | {"urgent": False, "state": "going", "counts": "{}", "version": 1, "created_at": 1.0},
    "broadcast_recipients": {"id": 1, "broadcast": 1, "person": ANNA, **_PLACE, "state": "waiting"}
    | {"at": 1.0},
    "kept_files": {"key": "exercise/1.jpg", "messenger": "vk", "ref_sealed": "photo1_2"},
    "readings": {"id": 1, "occurrence": 1, "person": ANNA, "at": 1.0},
    "clubs": {"id": 1, "name": "Сад", "about": WORDS, "rules": WORDS, "meets": WORDS, "language": "ru"}
    | {"messenger": "telegram", "chat": -1002, "state": "open", "entry": "link", "link_sealed": WORDS}
    | {"settings": "{}", "rules_version": 1, "members": 1, "version": 1, "created_by": ANNA}
    | {"created_at": 1.0},
    "club_members": {"club": 1, "person": ANNA, "state": "member", "rules_version": 1, "account": 101}
    | {"at": 1.0, "about_sealed": WORDS},
    "club_ideas": {"id": 1, "person": ANNA, "text_sealed": WORDS, "state": "open", "at": 1.0, "version": 1},
    "club_idea_votes": {"idea": 1, "person": ANNA, "liked": True, "at": 1.0},
    "standings": {"club": 1, "account": 101, "joined_at": 1.0, "ordinary": 1, "held": 0, "last_at": 1.0},
    "held_messages": {"id": 1, "club": 1, "account": 101, "person": ANNA, "message": 5}
    | {"content_sealed": {"text": WORDS}, "reasons": "[]", "state": "waiting", "at": 1.0, "version": 1},
    "measures": {"id": 1, "club": 1, "account": 101, "person": ANNA, "kind": "warning"}
    | {"reason_sealed": WORDS, "at": 1.0, "version": 1},
    "club_log": {"id": 1, "club": 1, "at": 1.0, "kind": "warned", "about": "measure:1"}
    | {"data_sealed": {"words": WORDS}},
    "complaints": {"id": 1, "club": 1, "person": ANNA, "text_sealed": {"text": WORDS}, "state": "waiting"}
    | {"at": 1.0, "version": 1},
    "games": {"id": 1, "club": 1, "kind": "battle", "title": "Космос", "content_sealed": {}}
    | {"state_sealed": {}, "status": "ended", "began": 1.0},
    "game_points": {"game": 1, "person": ANNA, "club": 1, "points": 3, "right": 1, "at": 1.0},
    "game_plans": {"id": 1, "club": 1, "kind": "battle", "plan": "{}", "zone": "Europe/Moscow"}
    | {"options": "{}", "state": "open", "made_by": ANNA, "at": 1.0},
    "game_entries": {"id": 1, "game": 1, "person": ANNA, "file_sealed": {"ref": "x"}, "state": "shown"}
    | {"caption_sealed": WORDS, "at": 1.0},
    "game_votes": {"entry": 1, "person": ANNA, "at": 1.0},
    "packs": {"id": 1, "person": ANNA, "kind": "words", "title": "Сад", "language": "ru"}
    | {"size": 60, "content_sealed": {}, "state": "kept", "at": 1.0},
}

_THE_LINES_OWN = {"secrets"}
"""Tables that are never empty: the line writes them itself when it makes the file."""


def unwritten() -> set[str]:
    """Tables of today that have no row here."""
    return {table.name for table in metadata.tables.values()} - _ROWS.keys() - _THE_LINES_OWN


def rows_of(known: MetaData, cipher: Cipher) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows for the tables and columns that a schema knows, in an order that foreign keys allow."""
    for table in known.sorted_tables:
        row = _ROWS.get(table.name)
        if row is not None:
            there = {name: value for name, value in row.items() if name in table.columns}
            yield table.name, {name: _sealed(name, value, cipher) for name, value in there.items()}


def _sealed(name: str, value: Any, cipher: Cipher) -> Any:
    if not name.endswith("_sealed") or value is None:
        return value
    return cipher.seal_text(value) if isinstance(value, str) else cipher.seal(orjson.dumps(value))


def fill(connection: Connection, cipher: Cipher) -> set[str]:
    """Put a row into every table that the database has; their names."""
    known = MetaData()
    known.reflect(connection)
    filled = set()
    for name, row in rows_of(known, cipher):
        connection.execute(insert(known.tables[name]).values(row))
        filled.add(name)
    return filled


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table of today has."""
    return {
        table.name: len(connection.execute(select(*table.primary_key)).all())
        for table in metadata.sorted_tables
    }
