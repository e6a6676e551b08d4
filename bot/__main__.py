"""The command line: `python -m bot run` and its helpers."""

from __future__ import annotations

import argparse
import asyncio
import sys

from cryptography.fernet import Fernet

from bot import app as line
from bot.content import ContentError, check
from bot.settings import SettingsRefused, load_settings
from bot.storage.database import DatabaseRefused


def main() -> int:
    """Run one command; the exit code is 2 where settings or data do not allow it."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="The Support Line.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="start the line")
    commands.add_parser("check", help="check content and settings")
    commands.add_parser("key", help="make a key for BOT_KEYS")
    chosen = parser.parse_args()
    if chosen.command == "key":
        print(Fernet.generate_key().decode())
        return 0
    try:
        return _run(chosen.command)
    except (SettingsRefused, DatabaseRefused, ContentError) as refused:
        print(refused, file=sys.stderr)
        return 2


def _run(command: str) -> int:
    settings = load_settings()
    if command == "check":
        return 0 if check(settings.content, print) else 1
    app = line.build(settings)
    asyncio.run(line.run(app))
    return 0


if __name__ == "__main__":
    sys.exit(main())
