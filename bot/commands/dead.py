"""`dead`: updates that failed, and their second chance after a repair."""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Sequence

from bot.commands.words import complain, moment, say, tell
from bot.settings import Settings, load_settings
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.dead import failures, replay, traceback_of


def run(given: argparse.Namespace) -> int:
    """List, show or replay."""
    settings = load_settings()
    match given.deed:
        case "show":
            return _show(settings, given.number)
        case "replay":
            return _replay(settings, given.which)
        case _:
            return _list(settings)


def _list(settings: Settings) -> int:
    known = failures(settings.database)
    if not known:
        tell("dead-none")
        return 0
    rows = [[say(f"dead-column-{name}") for name in ("id", "at", "source", "key", "kind", "replayed")]]
    for one in known:
        replayed = moment(one.replayed_at, settings.zone) if one.replayed_at is not None else "—"
        rows.append([str(one.id), moment(one.at, settings.zone), one.source, one.key, one.kind, replayed])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    open_ones = sum(one.replayed_at is None for one in known)
    tell("dead-some" if open_ones else "dead-all-replayed", count=open_ones, zone=settings.timezone)
    return 0


def _show(settings: Settings, number: int) -> int:
    told = traceback_of(settings.database, Cipher(settings.key_list), number)
    if told is None:
        complain(say("dead-unknown", number=number))
        return 1
    tell("dead-private")
    print(told)
    return 0


def _replay(settings: Settings, which: str) -> int:
    if which != "all" and not which.isdecimal():
        complain(say("dead-which", which=which))
        return 1
    known = {one.id: one for one in failures(settings.database)}
    numbers = None
    if which != "all":
        one = known.get(int(which))
        if one is None:
            complain(say("dead-unknown", number=which))
            return 1
        if one.replayed_at is not None:
            complain(say("dead-replayed-before", number=which, at=moment(one.replayed_at, settings.zone)))
            return 1
        numbers = [one.id]
    return asyncio.run(_put_back(settings, numbers))


async def _put_back(settings: Settings, numbers: Sequence[int] | None) -> int:
    database = Database(settings.database, Cipher(settings.key_list))
    await database.open()
    try:
        done = await replay(database, numbers, time.time())
    finally:
        await database.close()
    if done:
        tell("dead-replayed", count=len(done), numbers=", ".join(map(str, done)))
    else:
        tell("dead-nothing-to-replay")
    return 0
