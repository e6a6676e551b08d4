"""The log: lines for the operator with ids in them, and nothing that a person wrote or that opens a door.

Exceptions of aiogram, aiohttp, requests and pydantic carry tokens, telephones and texts in their words, so an
exception is told by its type and its place in the code; its words only where they cannot hold a person's.
The whole of a failed turn is kept, sealed, with its update: `python -m bot dead show`.
"""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
import sys
import threading
import time
import traceback
import types
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

log = logging.getLogger(__name__)

QUIET = ("aiogram", "aiohttp", "aiosqlite", "alembic", "apscheduler", "asyncio", "sqlalchemy", "urllib3")
"""Libraries that are heard from WARNING on."""

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
HIDDEN = "[…]"

_TELEPHONE = re.compile(
    r"(?<![\w.@:/-])"
    r"(?:\+\d(?:[\s().-]*\d){7,14}|(?:[78][\s().-]*)?\(?[3489]\d\d\)?(?:[\s.-]*\d){7})"
    r"(?![\w@:]|\.\d)"
)
_DOORS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)\d{5,20}:[A-Za-z0-9_-]{20,}",  # a token of BotFather, in an address too
        r"\bvk1\.[A-Za-z0-9._-]{20,}",
        r"(?i)(?<=access_token=)[^&\s'\"]+",
        r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}=(?![A-Za-z0-9_=-])",  # a key of BOT_KEYS
        r"\bgAAAA[A-Za-z0-9_=-]{40,}",  # something sealed: of no use in a log
        r"(?i)(?<=[?&]text=)[^&\s]+|(?<=[?&]message=)[^&\s]+",
    )
)
# What people fill in a messenger's objects, as JSON or as Python writes them.
_FIELDS = re.compile(
    r"""(?ix) (['"]?\b
    (?: text|message_text|caption|first_name|last_name|full_name|name|username|title|phone_number|phone
      | address|message|data|payload|input_value )
    \b['"]? \s*[:=]\s*) (?: '[^']*' | "[^"]*" )"""
)
# Our own lines and those of the libraries are English: a letter beyond ASCII is a person's or an editor's.
_FOREIGN = re.compile(r"[^\W\d_]*[^\x00-\x7f][^\x00-\x7f]*(?:[\s,.!?;:()\"«»–—-]+[^\x00-\x7f]+)*")
_OURS = frozenset("…«»–—’×·→≥≤")

_OF_THE_CODE = (AttributeError, ImportError, MemoryError, NameError, TypeError, sqlite3.Error)
"""Exceptions whose words name what stands in the code, never a value."""


class Filter(logging.Filter):
    """Makes a record safe; on the handlers of the root logger, so that no library goes past it."""

    def __init__(self) -> None:
        super().__init__()
        self._secrets: tuple[str, ...] = ()

    def hide(self, *secrets: str) -> None:
        """Take out these words as well, whatever they look like."""
        # The secret part of a token is one by itself: some libraries cut addresses at the colon.
        parts = {part for secret in secrets for part in (secret, secret.partition(":")[2])}
        self._secrets = tuple(sorted((part for part in parts if len(part) > 7), key=len, reverse=True))

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place: text, arguments, exception and stack."""
        try:
            if record.args:
                # The numbers among the arguments are ids: a telephone is never a number.
                record.args = self._safe(record.args)
                record.msg = self.scrub(record.getMessage(), telephones=False)
                record.args = None
            else:
                record.msg = self.scrub(str(record.msg)).replace("\n", "\n    ")
            if record.exc_info and record.exc_info[1] is not None:
                record.exc_text = self.scrub(told(record.exc_info[1]))
            record.exc_info = None
            if record.stack_info:
                record.stack_info = self.scrub(record.stack_info)
        except Exception as error:
            record.msg, record.args = "a line of the log could not be made safe (%s)", (type(error).__name__,)
            record.exc_info = record.exc_text = record.stack_info = None
        return True

    def _safe(self, given: Any) -> Any:
        if isinstance(given, Mapping):
            return {name: self._argument(value) for name, value in given.items()}
        return tuple(self._argument(value) for value in given)

    def _argument(self, value: object) -> object:
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, BaseException):
            return self.scrub(in_one_line(value))
        return self.scrub(" ".join(str(value).split()))

    def scrub(self, text: str, *, telephones: bool = True) -> str:
        """The text without tokens, keys, telephones and words of people."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        text = _FIELDS.sub(rf"\1{HIDDEN}", text)
        for door in _DOORS:
            text = door.sub(HIDDEN, text)
        if telephones:
            text = _TELEPHONE.sub(HIDDEN, text)
        return _FOREIGN.sub(lambda found: found[0] if _OURS.issuperset(found[0]) else HIDDEN, text)


class Damper(logging.Filter):
    """Lets a line of the code speak so often a minute and no more, and then says how much was left out."""

    def __init__(self, most: int = 20, seconds: float = 60.0) -> None:
        super().__init__()
        self._most, self._seconds = most, seconds
        self._seen: dict[tuple[str, int], list[float]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this record is written."""
        now = time.monotonic()
        since_and_count = self._seen.setdefault((record.pathname, record.lineno), [now, 0])
        since, count = since_and_count
        if now - since >= self._seconds:
            if count > self._most:
                record.msg = f"{record.msg} (and {count - self._most:.0f} more like it before)"
            since_and_count[:] = [now, 1]
            return True
        since_and_count[1] += 1
        return count < self._most or record.levelno >= logging.CRITICAL


class Handler(logging.StreamHandler[TextIO]):
    """Writes to the standard error; never shows what it could not write."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """Say only where the bad line stands."""
        sys.stderr.write(f"a line of the log could not be written ({record.pathname}:{record.lineno})\n")


def set_up(*secrets: str, level: int = logging.INFO) -> None:
    """Send the log, and with it every error that nobody catches, to the standard error."""
    root = logging.getLogger()
    handler = Handler()
    handler.setFormatter(logging.Formatter(LINE))
    safe = Filter()
    safe.hide(*secrets)
    handler.addFilter(safe)
    handler.addFilter(Damper())
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


def listen(loop: asyncio.AbstractEventLoop) -> None:
    """Let errors that the loop meets be told by our rules."""
    loop.set_exception_handler(_in_loop)


def told(error: BaseException) -> str:
    """A traceback without the words of people: where, what kind, and from what it came."""
    return "\n".join(_told(error, set())).rstrip()


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, seen)
        yield "\nwhich led to:\n" if error.__cause__ else "\nand then:\n"
    if error.__traceback__ is not None:
        yield "Traceback (most recent call last):"
        yield from (line.rstrip("\n") for line in traceback.format_tb(error.__traceback__))
    yield in_one_line(error)
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            if id(one) not in seen:
                yield from ("    " + line for text in _told(one, seen) for line in text.split("\n"))


def in_one_line(error: BaseException) -> str:
    """The kind of an exception, with its words where they cannot be a person's."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    words = " ".join(_words(error).split())
    return f"{name}: {words}" if words else name


def _words(error: BaseException) -> str:
    if isinstance(error, OSError):
        return error.strerror or ""
    if isinstance(error, _OF_THE_CODE):
        return str(error)
    kind = type(error)
    if kind.__module__.startswith("bot.") and kind.__name__ != "Refused":
        return str(error)
    original = getattr(error, "orig", None)
    if isinstance(original, BaseException):  # SQLAlchemy's, around the driver's
        return in_one_line(original)
    places = getattr(error, "errors", None)
    if kind.__name__ == "ValidationError" and callable(places):  # pydantic's
        return _places(error)
    return ""


def _places(error: Any) -> str:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return ", ".join(".".join(map(str, one["loc"])) + " " + str(one["type"]) for one in found[:8])


def _uncaught(kind: type[BaseException], error: BaseException, trace: types.TracebackType | None) -> None:
    log.critical("nobody caught an error", exc_info=(kind, error, trace))


def _uncaught_in_thread(caught: threading.ExceptHookArgs) -> None:
    if caught.exc_value is not None:
        where = caught.thread.name if caught.thread else "?"
        told_of = (caught.exc_type, caught.exc_value, caught.exc_traceback)
        log.critical("nobody caught an error in thread %s", where, exc_info=told_of)


def _unraisable(caught: sys.UnraisableHookArgs) -> None:
    if caught.exc_value is not None:
        told_of = (caught.exc_type, caught.exc_value, caught.exc_traceback)
        log.error("an error was met where none can be raised", exc_info=told_of)


def _in_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    # The words after the first bracket are a callback or a task with its arguments: messages of people.
    message = re.split(r"[<(:]", str(context.get("message", "")), maxsplit=1)[0].strip()
    error = context.get("exception")
    told_of = (type(error), error, error.__traceback__) if isinstance(error, BaseException) else None
    log.error("the loop met an error: %s", message or "unknown", exc_info=told_of)
