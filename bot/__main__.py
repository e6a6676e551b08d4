"""The command line: `python -m bot run` and what the operator needs beside it."""

from __future__ import annotations

import argparse
import importlib
import os
import sys

REFUSED = 2
"""The exit code where settings, content or data do not allow what was asked."""


def arguments() -> argparse.ArgumentParser:
    """What may be typed; each command names the module that does it."""
    from bot.commands.words import say

    parser = argparse.ArgumentParser(prog="python -m bot", description=say("help"))
    commands = parser.add_subparsers(dest="command", required=True, metavar=say("help-command"))

    def add(name: str, module: str, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=say(text), description=say(text))
        command.set_defaults(module=module)
        return command

    add("run", "line", "help-run")
    add("check", "check", "help-check")
    understand = add("understand", "understand", "help-understand")
    understand.add_argument("--ship", action="store_true", help=say("help-ship"))
    mapped = add("map", "map", "help-map")
    mapped.add_argument("case", metavar="CASE", nargs="?", help=say("help-map-case"))
    mapped.add_argument("--svg", metavar="FILE", help=say("help-map-svg"))
    pack = add("pack", "pack", "help-pack")
    pack.add_argument("file", metavar="FILE")
    pack.add_argument("--picture", metavar="PNG", help=say("help-pack-picture"))
    doctor = add("doctor", "doctor", "help-doctor")
    doctor.add_argument("--delete-webhook", action="store_true", help=say("help-delete-webhook"))
    backup = add("backup", "copies", "help-backup")
    backup.add_argument("file", metavar="FILE")
    backup.add_argument("--force", action="store_true", help=say("help-force"))
    restore = add("restore", "copies", "help-restore")
    restore.add_argument("file", metavar="FILE")
    dead = add("dead", "dead", "help-dead").add_subparsers(dest="deed", metavar=say("help-command"))
    dead.add_parser("list", help=say("help-dead-list"))
    dead.add_parser("show", help=say("help-dead-show")).add_argument("number", metavar="ID", type=int)
    dead.add_parser("replay", help=say("help-dead-replay")).add_argument("which", metavar="ID|all")
    add("key", "keys", "help-key")
    add("rotate-keys", "keys", "help-rotate-keys")
    return parser


def main() -> int:
    """Run one command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that has no such letter is no reason to fail
    try:
        os.umask(0o077)  # what a command writes is for its owner: data, copies, locks
        given = arguments().parse_args()
        return _run(given)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing more can be flushed at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(given: argparse.Namespace) -> int:
    # What a command needs is imported with it: aiogram alone takes seconds.
    from bot.commands.words import complain
    from bot.content import ContentError
    from bot.settings import SettingsRefused
    from bot.storage.database import DatabaseRefused

    try:
        return int(importlib.import_module(f"bot.commands.{given.module}").run(given))
    except (SettingsRefused, DatabaseRefused, ContentError) as refused:
        complain(str(refused))
        return REFUSED


if __name__ == "__main__":
    sys.exit(main())
