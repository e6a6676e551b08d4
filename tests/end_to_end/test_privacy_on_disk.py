"""What a resident tells is in clear nowhere: not in the database, not in its write-ahead log, not in ours."""

import base64
import io
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import App
from bot.storage.cipher import Cipher
from tests.end_to_end.stage import ERRAND, KEY, Stage, maria_takes_it
from tests.end_to_end.test_restarts import STEPS

SECRETS = (
    "Молоко",
    "бородинский",
    "Анна",
    "Петровна",
    "912 345-67-89",
    "9123456789",
    "Садовая",
    "домофон",
    "Протечка",
    "подъезд закрыт",
    "Секретный ответ",
)


def disguises(secret: str) -> Iterator[bytes]:
    """The bytes under which a text may lie in a file."""
    yield secret.encode()
    yield secret.encode("utf-16-le")
    yield secret.encode("utf-16-be")
    yield secret.encode("cp1251")
    yield secret.encode("unicode_escape")
    for shift in range(3):  # base64 of the text at any offset within a longer one
        coded = base64.b64encode(b"\0" * shift + secret.encode())
        yield coded[4 if shift else 0 : len(coded) // 4 * 4 - 4]


def found(content: bytes) -> list[str]:
    """Which secrets stand in these bytes."""
    return [secret for secret in SECRETS if any(bytes_ in content for bytes_ in disguises(secret))]


def on_disk(database: Path) -> bytes:
    """Everything that the line has written."""
    files = sorted(database.parent.glob(f"{database.name}*"))
    assert database in files
    return b"\n".join(file.read_bytes() for file in files)


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """Everything that anybody logs, exceptions included."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


def assert_private(stage: Stage, logs: io.StringIO, when: str) -> None:
    assert found(on_disk(stage.database)) == [], when
    assert found(logs.getvalue().encode()) == [], when


async def test_nothing_personal_is_in_clear_after_any_turn_of_a_form(stage: Stage, logs: io.StringIO) -> None:
    for act, what in STEPS:
        getattr(stage.anna.phone, act)(what)
        await stage.hears_of_it()
        assert_private(stage, logs, f"as soon as «{what}» was stored")
        await stage.quiet()
        assert_private(stage, logs, f"after «{what}»")
    assert (stage.database.parent / "line.db-wal").stat().st_size > 0


async def test_nothing_personal_is_in_clear_after_the_rest_of_the_story(
    stage: Stage, logs: io.StringIO
) -> None:
    await maria_takes_it(stage)
    card = stage.maria.finds("Ответьте на это")
    await stage.maria.says("Секретный ответ", card)
    await stage.anna.says("Протечка, подъезд закрыт")
    stage.anna.phone.sends_photo(b"\xff\xd8", "Протечка")
    await stage.maria.presses("Заметка", card)
    await stage.maria.says("Садовая, подъезд закрыт")
    await stage.maria.presses("Готово", card)
    await stage.maria.presses("Сделано")
    await stage.anna.says("не хочу жить, Протечка")
    assert_private(stage, logs, "at the end")
    await stage.closes()
    assert_private(stage, logs, "after the end")


async def test_nothing_personal_is_in_clear_while_letters_wait_and_updates_die(
    stage: Stage, logs: io.StringIO
) -> None:
    """A breakdown on purpose, in the test's own handler: tracebacks hold what the turn was about."""
    await maria_takes_it(stage)
    stage.anna.phone.blocks()
    await stage.maria.says("Секретный ответ", stage.maria.finds("Ответьте на это"))
    stage.anna.phone.unblocks()
    world = stage.sandbox.world
    world.updates.push("message", {"message_id": "Протечка", "text": "подъезд закрыт", "chat": "Садовая"})
    await stage.quiet()
    assert [kind for _, _, kind in stage.dead()] == ["ValidationError"]
    assert_private(stage, logs, "with a dead letter")
    assert not any(found(text.encode()) for text in stage.group.phone.texts)
    with sqlite3.connect(stage.database) as connection:
        connection.execute("DELETE FROM dead_letters")
    connection.close()


async def test_the_search_finds_what_is_in_clear(stage: Stage, logs: io.StringIO) -> None:
    """The negative control: planted in a table and in a log, each secret is found in every disguise."""
    for secret in SECRETS:
        for planted in disguises(f"; {secret}, "):
            assert secret in found(b"before" + planted + b"after"), (secret, planted)
    with sqlite3.connect(stage.database) as connection:
        connection.execute("CREATE TABLE planted (text)")
        connection.execute("INSERT INTO planted VALUES (?)", (f"Адрес: {ERRAND.address}",))
    connection.close()
    assert found(on_disk(stage.database)) == ["Садовая", "домофон"]
    try:
        raise ValueError("Протечка")
    except ValueError:
        logging.getLogger("bot.planted").exception("a turn failed")
    assert found(logs.getvalue().encode()) == ["Протечка"]


class Glass(Cipher):
    """Hides nothing."""

    def seal(self, value: bytes) -> bytes:
        return value

    def seal_text(self, text: str) -> bytes:
        return text.encode()

    def open(self, sealed: bytes) -> bytes:
        return sealed


async def test_without_encryption_all_of_it_would_be_found(empty_stage: Stage) -> None:
    """The negative control of the cipher itself."""

    def breaks(app: App) -> None:
        app.database.cipher = Glass((KEY,))

    empty_stage.changes = breaks
    await empty_stage.opens()
    await maria_takes_it(empty_stage)
    assert set(found(on_disk(empty_stage.database))) >= {"Молоко", "Петровна", "9123456789", "Садовая"}
