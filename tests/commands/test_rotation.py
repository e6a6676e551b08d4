"""Keys are rotated: everything lies under the new one, and nothing opens with the old one any more."""

from __future__ import annotations

from cryptography.fernet import Fernet

from bot.storage.cipher import Cipher
from bot.storage.copies import sealed_columns
from bot.storage.rotation import AT_ONCE
from tests.commands.conftest import Operator

CONVERSATION = (
    "INSERT INTO conversations (messenger, chat, state_sealed, touched_at) VALUES ('telegram', ?, ?, 1.0)"
)
EVENT = "INSERT INTO request_events (request, at, kind, text_sealed) VALUES (?, 1.0, 'note', ?)"


def opens_with(operator: Operator, key: str) -> dict[tuple[str, str], bool]:
    """For each sealed column that holds anything, whether the key opens all of it."""
    cipher, found = Cipher((key,)), {}
    for table, column in sealed_columns():
        values = [row[0] for row in operator.asks(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")]
        if values:
            try:
                found[table, column] = all(cipher.open(value) is not None for value in values)
            except Exception:
                found[table, column] = False
    return found


async def test_everything_is_sealed_anew_under_the_first_key(operator: Operator) -> None:
    old, new = operator.settings["BOT_KEYS"], Fernet.generate_key().decode()
    await operator.has_a_database()
    seal = Cipher((old,)).seal
    for chat in range(AT_ONCE + 3):
        operator.asks(CONVERSATION, chat, seal(b"{}"))
    operator.asks(EVENT, 1, None)
    operator.asks(EVENT, 2, seal(b"why"))
    waiting = operator.folder / "data" / "line.db.spool" / "12.sealed"
    waiting.parent.mkdir()
    waiting.write_bytes(seal(b"a photo"))
    rotated = await operator.types("rotate-keys", BOT_KEYS=f"{new},{old}")
    assert rotated.code == 0, rotated
    assert f"conversations: {AT_ONCE + 3}" in rotated.out
    assert set(opens_with(operator, new).values()) == {True}
    assert set(opens_with(operator, old).values()) == {False}
    assert Cipher((new,)).open(waiting.read_bytes()) == b"a photo"
    assert (await operator.types("backup", "copy.db", BOT_KEYS=new)).code == 0


async def test_without_the_old_key_nothing_is_changed(operator: Operator) -> None:
    await operator.has_a_database()
    before = operator.asks("SELECT value_sealed FROM secrets")
    ended = await operator.types("rotate-keys", BOT_KEYS=Fernet.generate_key().decode())
    assert (ended.code, "Верните ключи" in ended.err) == (2, True)
    assert operator.asks("SELECT value_sealed FROM secrets") == before


async def test_a_value_under_a_lost_key_is_named_by_its_table(operator: Operator) -> None:
    await operator.has_a_database()
    lost = Cipher((Fernet.generate_key().decode(),))
    operator.asks(CONVERSATION, 1, lost.seal(b"{}"))
    ended = await operator.types("rotate-keys")
    assert (ended.code, "conversations" in ended.err, "Traceback" in ended.err) == (2, True, False)
