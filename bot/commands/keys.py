"""`key` and `rotate-keys`: the keys under which residents' data lie."""

from __future__ import annotations

import argparse
import asyncio

from cryptography.fernet import Fernet

from bot.commands.words import complain, say, tell
from bot.settings import Settings, load_settings
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.rotation import rotate


def run(given: argparse.Namespace) -> int:
    """Make a key, or seal everything under the first one of the settings."""
    if given.command == "key":
        print(Fernet.generate_key().decode())
        return 0
    settings = load_settings()
    if not settings.database.exists():
        complain(say("no-database", database=str(settings.database)))
        return 1
    return asyncio.run(_rotate(settings))


async def _rotate(settings: Settings) -> int:
    database = Database(settings.database, Cipher(settings.key_list))
    await database.open()
    try:
        total = await rotate(database, lambda table, count: tell("rotated-table", table=table, count=count))
    finally:
        await database.close()
    tell("rotated", count=total)
    if len(settings.key_list) > 1:
        tell("rotated-next")
    return 0
