"""`backup` and `restore`: the database into a file and back, checked both ways."""

from __future__ import annotations

import argparse
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.words import complain, say, tell
from bot.settings import Settings, load_settings
from bot.storage import copies
from bot.storage.cipher import Cipher
from bot.storage.copies import Contents
from bot.storage.database import DatabaseRefused, hold


def run(given: argparse.Namespace) -> int:
    """Take a copy, or put one in the database's place."""
    settings = load_settings()
    file = Path(given.file).expanduser()
    try:
        if given.command == "backup":
            return _back_up(settings, file, force=given.force)
        return _restore(settings, file)
    except OSError as error:
        complain(say("copies-os-error", file=str(error.filename or file), why=error.strerror or ""))
        return 2


def _back_up(settings: Settings, file: Path, *, force: bool) -> int:
    if file.is_dir():
        raise DatabaseRefused(say("backup-is-folder", file=str(file)))
    if file.exists() and file.resolve() == settings.database.resolve():
        raise DatabaseRefused(say("backup-is-database", file=str(file)))
    if file.exists() and not force:
        raise DatabaseRefused(say("backup-exists", file=str(file)))
    partial = _beside(file, "partial")
    try:
        copies.copy(settings.database, partial)
        contents = copies.examine(partial, Cipher(settings.key_list), settings.database)
        if force:
            partial.replace(file)
        else:
            os.link(partial, file)  # unlike a rename it refuses a file that came in the meantime
            partial.unlink()
    finally:
        copies.discard(partial)
    tell("backup-done", file=str(file), size=f"{file.stat().st_size / 1e6:.1f}".replace(".", ","))
    _describe(contents)
    tell("backup-keys")
    return 0


def _restore(settings: Settings, file: Path) -> int:
    database = settings.database
    if file.exists() and database.exists() and file.resolve() == database.resolve():
        raise DatabaseRefused(say("restore-is-database", file=str(file)))
    database.parent.mkdir(parents=True, exist_ok=True)
    fresh = _beside(database, "restoring")
    try:
        copies.copy(file, fresh)
        contents = copies.examine(fresh, Cipher(settings.key_list), file)
        lock = hold(database)
        try:
            former = Path(f"{database}.before-{datetime.now(UTC):%Y%m%d-%H%M%S}")
            existed = copies.put_in_place(fresh, database, former)
        finally:
            os.close(lock)
    finally:
        copies.discard(fresh)
    tell("restore-done", file=str(file), database=str(database))
    _describe(contents)
    if existed:
        tell("restore-former", former=str(former))
    if not contents.newest:
        tell("restore-older")
    if contents.unsent or contents.waiting:
        tell("restore-unsent", unsent=contents.unsent, waiting=contents.waiting)
    return 0


def _beside(file: Path, what: str) -> Path:
    return file.with_name(f".{file.name}.{what}-{secrets.token_hex(4)}")


def _describe(contents: Contents) -> None:
    tell(
        "copies-contents",
        persons=contents.persons,
        requests=contents.requests,
        dead=contents.dead,
        schema=contents.schema,
    )
