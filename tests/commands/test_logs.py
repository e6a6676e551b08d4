"""The log holds ids and places in the code, and nothing that a person wrote or that opens a door."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendMessage
from aiogram.types import Update
from cryptography.fernet import Fernet
from sqlalchemy.exc import OperationalError

from bot.logs import LINE, Damper, Filter, told
from tests.commands.conftest import ROOT

TOKEN = "777000001:AAF-token_of_a_bot_that_is_not_real"
PRIVATE = (
    TOKEN,
    TOKEN.partition(":")[2],
    "+7 900 123-45-67",
    "89001234567",
    "Мне плохо",
    "Анна",
    "leave me alone",
)
ADDRESS = f"https://api.telegram.org/bot{TOKEN}/sendMessage"


@pytest.fixture(params=["guarded", "bare"])
def written(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """What a logger of a library wrote; the bare handler is the control, without the filter."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter(LINE))
    if request.param == "guarded":
        handler.addFilter(Filter())
    log = logging.getLogger("a.library")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False

    def read() -> str:
        text = stream.getvalue()
        leaked = [words for words in PRIVATE if words in text]
        if request.param == "bare":
            assert leaked, "nothing private was logged: the test proves nothing"
        else:
            assert not leaked, text
        return text

    yield read
    log.removeHandler(handler)
    log.propagate = True


log = logging.getLogger("a.library")


def test_addresses_of_calls_lose_their_token(written: Callable[[], str]) -> None:
    log.info("POST %s failed for letter %d", ADDRESS, 1_800_000_000_000_000)
    log.error(f"retrying {ADDRESS}?text=leave+me+alone")  # noqa: G004 - as libraries do
    assert "letter 1800000000000000" in written()


def test_words_and_telephones_of_people_are_taken_out_and_ids_stay(written: Callable[[], str]) -> None:
    log.info("update %s of chat %d: %s", "700000001", -1_001_000_000_001, "Мне плохо, 89001234567")
    log.info("call +7 900 123-45-67 about request 12, user 5876543210, key remind:12@1800000000.250")
    log.info('{"update_id": 700000002, "message": {"text": "leave me alone", "first_name": "Анна"}}')
    text = written()
    for number in (
        "700000001",
        "-1001000000001",
        "request 12",
        "5876543210",
        "remind:12@1800000000.250",
        "700000002",
    ):
        assert number in text


def test_exceptions_keep_their_kind_and_place_and_lose_their_words(written: Callable[[], str]) -> None:
    method = SendMessage(chat_id=1, text="leave me alone")

    def inner() -> None:
        raise KeyError("Мне плохо")

    try:
        try:
            inner()
        except KeyError as error:
            raise TelegramBadRequest(method, f"{ADDRESS} {method!r}") from error
    except TelegramBadRequest as error:
        log.error("letter %d failed (%s)", 7, error, exc_info=error)
    text = written()
    assert "KeyError" in text
    assert "aiogram.exceptions.TelegramBadRequest" in text
    assert 'test_logs.py", line' in text
    assert "in inner" in text


def test_what_pydantic_cannot_decode_is_told_by_its_place(written: Callable[[], str]) -> None:
    raw = {"update_id": 1, "message": {"message_id": "leave me alone", "chat": {"first_name": "Анна"}}}
    try:
        Update.model_validate(raw)
    except ValueError as error:
        log.error("update %s could not be decoded", "1", exc_info=error)
    assert "message.message_id int_parsing" in written() or "Анна" in written()


def test_a_fault_of_the_database_is_told_without_its_values(written: Callable[[], str]) -> None:
    import sqlite3

    cause = sqlite3.OperationalError("database or disk is full")
    log.error(
        "no commit",
        exc_info=OperationalError("INSERT INTO persons VALUES (?)", ("Анна", "leave me alone"), cause),
    )
    assert "database or disk is full" in written()


def test_groups_of_exceptions_are_told_to_the_last(written: Callable[[], str]) -> None:
    log.error(
        "all failed", exc_info=ExceptionGroup("Анна", [ValueError("Мне плохо"), OSError(28, "No space", "x")])
    )
    text = written()
    assert "ValueError" in text
    assert "No space" in text


def test_keys_and_sealed_values_are_taken_out() -> None:
    key = Fernet.generate_key().decode()
    sealed = Fernet(key).encrypt(b"x" * 40).decode()
    assert Filter().scrub(f"key {key} opens {sealed} of 12") == "key […] opens […] of 12"


def test_a_secret_of_the_settings_is_taken_out_whatever_it_looks_like() -> None:
    safe = Filter()
    safe.hide("12:short-secret")
    assert safe.scrub("12:short-secret and short-secret") == "[…] and […]"


def test_an_exception_that_refers_to_itself_ends() -> None:
    error = ValueError("a")
    error.__cause__ = KeyError("b")
    error.__cause__.__context__ = error
    assert told(error).count("ValueError") == 1


def test_a_line_that_repeats_itself_is_damped_and_counted() -> None:
    damper = Damper(most=3, seconds=1000.0)
    record = logging.LogRecord("a", logging.WARNING, "file.py", 7, "again", None, None)
    other = logging.LogRecord("a", logging.WARNING, "file.py", 8, "else", None, None)
    assert [damper.filter(record) for _ in range(6)] == [True, True, True, False, False, False]
    assert damper.filter(other)
    damper._seconds = 0.0
    assert damper.filter(record)
    assert record.msg == "again (and 3 more like it before)"


@pytest.mark.parametrize(
    "code",
    [
        "raise ValueError('leave me alone')",
        "import threading; t = threading.Thread(target=int, args=('leave me alone',)); t.start(); t.join()",
        "import asyncio\nasync def f():\n  logs.listen(asyncio.get_running_loop())\n"
        "  asyncio.get_running_loop().call_soon(int, 'leave me alone')\n  await asyncio.sleep(0.05)\n"
        "asyncio.run(f())",
        "class A:\n  def __del__(self): int('leave me alone')\nA()",
        "import warnings; warnings.warn('text=\"leave me alone\"')",
    ],
    ids=["process", "thread", "loop", "unraisable", "warning"],
)
@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "bare"])
def test_what_nobody_catches_goes_through_the_same_filter(code: str, guarded: bool) -> None:
    start = (
        "from bot import logs; logs.set_up()\n" if guarded else "from bot import logs; logs.listen = print\n"
    )
    # Written so that the line of the code, which a traceback shows, does not hold the words.
    hidden = code.replace("'leave me alone'", "WORDS").replace(
        "'text=\"leave me alone\"'", "f'text=\"{WORDS}\"'"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"WORDS = ' '.join(['leave', 'me', 'alone'])\n{start}{hidden}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr
    assert ("leave me alone" in done.stderr) is not guarded
