"""`doctor`: what is fine and what to change, from the settings over the database to the messengers."""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import stat
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from bot.commands import environment
from bot.commands.check import settings_problems
from bot.commands.words import say, tell
from bot.content import check
from bot.messengers.findings import Finding, Grade, bad, good, note
from bot.settings import Settings, SettingsRefused, load_settings
from bot.storage.cipher import Cipher
from bot.storage.copies import examine, look
from bot.storage.database import DatabaseRefused

_MARKS = {Grade.GOOD: "+", Grade.NOTE: "?", Grade.BAD: "!"}


def run(given: argparse.Namespace) -> int:
    """Look at everything; 1 where something must be changed."""
    tell("doctor-legend")
    well = _say_all("doctor-settings", _settings())
    try:
        settings = load_settings()
    except SettingsRefused:
        tell("doctor-stopped")
        return 1
    well &= _say_all("doctor-content", _content(settings))
    running = is_running(settings.database)
    well &= _say_all("doctor-database", _database(settings, running=running))
    if settings.telegram.token.get_secret_value():
        well &= asyncio.run(_telegram(settings, running=running, delete_webhook=given.delete_webhook))
    else:
        _say_all("doctor-telegram", iter([note("doctor-telegram-off")]))
    if settings.vk.token.get_secret_value():
        well &= asyncio.run(_vk(settings))
    else:
        _say_all("doctor-vk", iter([note("doctor-vk-off")]))
    tell("doctor-well" if well else "doctor-unwell")
    return 0 if well else 1


def is_running(database: Path) -> bool:
    """Whether the line holds its database now; asked without getting in the way of a start."""
    try:
        descriptor = os.open(f"{database}.lock", os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _say_all(title: str, findings: Iterator[Finding]) -> bool:
    tell(title)
    well = True
    for finding in findings:
        well &= _say(finding)
    return well


def _say(finding: Finding) -> bool:
    text = say(finding.sentence, **finding.values).replace("\n", "\n    ")
    print(f"  {_MARKS[finding.grade]} {text}", flush=True)
    return finding.grade is not Grade.BAD


def _settings() -> Iterator[Finding]:
    problems = settings_problems()
    for problem in problems:
        yield bad("doctor-as-is", text=problem)
    if not problems:
        yield good("doctor-settings-fine")
    if environment.FILE.exists() and environment.FILE.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield bad("doctor-env-open")


def _content(settings: Settings) -> Iterator[Finding]:
    lines: list[str] = []
    if check(settings.content, lines.append):
        yield good("doctor-content-fine")
        return
    for line in lines[:-1]:
        yield bad("doctor-as-is", text=line)


def _database(settings: Settings, *, running: bool) -> Iterator[Finding]:
    database = settings.database
    yield note("doctor-running" if running else "doctor-stands")
    if not database.exists():
        parent = next(folder for folder in (database.parent, *database.parent.parents) if folder.exists())
        if os.access(parent, os.W_OK):
            yield note("doctor-no-database", database=str(database))
        else:
            yield bad("doctor-no-folder", database=str(database), folder=str(parent))
        return
    try:
        contents = examine(database, Cipher(settings.key_list))
    except DatabaseRefused as refused:
        yield bad("doctor-as-is", text=str(refused))
        return
    yield good("doctor-database-fine", persons=contents.persons, requests=contents.requests)
    if not contents.newest:
        yield note("doctor-schema-older")
    if contents.dead:
        yield note("doctor-dead", count=contents.dead)
    if contents.unsent:
        yield note("doctor-unsent", count=contents.unsent)


async def _telegram(settings: Settings, *, running: bool, delete_webhook: bool) -> bool:
    from bot.messengers.telegram.doctor import Doctor  # aiogram is imported only where it is used

    admins = [account for messenger, account in settings.admin_accounts if messenger == "telegram"]
    doctor = Doctor(
        settings.telegram.token.get_secret_value(),
        settings.telegram.api_url,
        _rooms(settings, "telegram", settings.telegram.staff_chat),
        admins,
        _clubs(settings, "telegram"),
        running=running,
    )
    tell("doctor-telegram")
    try:
        if delete_webhook:
            tell("doctor-webhook-deleted" if await doctor.delete_webhook() else "doctor-webhook-kept")
        well = True
        async for finding in _of_telegram(doctor.examine(), admins):
            well &= _say(finding)
        return well
    finally:
        await doctor.close()


async def _of_telegram(findings: AsyncIterator[Finding], admins: list[int]) -> AsyncIterator[Finding]:
    async for finding in findings:
        yield finding
    if not admins:
        yield note("doctor-no-admins")


async def _vk(settings: Settings) -> bool:
    from bot.messengers.vk.doctor import Doctor  # vk_api is imported only where it is used

    admins = [account for messenger, account in settings.admin_accounts if messenger == "vk"]
    doctor = Doctor(
        settings.vk.token.get_secret_value(),
        settings.vk.group_id or 0,
        settings.vk.api_url,
        _rooms(settings, "vk", settings.vk.staff_chat),
        admins,
        _clubs(settings, "vk"),
    )
    tell("doctor-vk")
    try:
        well = True
        async for finding in doctor.examine():
            well &= _say(finding)
        if not admins and not settings.telegram.token.get_secret_value():
            _say(note("doctor-no-vk-admins"))
        return well
    finally:
        await doctor.close()


def _rooms(settings: Settings, messenger: str, wanted: int | None) -> list[int]:
    """The staff groups: the connected ones, and the one of the settings where it did not move on."""
    rooms = [wanted] if wanted is not None else []
    if not settings.database.exists():
        return rooms
    try:
        with look(settings.database) as connection:
            known = list(
                connection.execute("SELECT chat, kind, moved_to FROM rooms WHERE messenger = ?", (messenger,))
            )
    except DatabaseRefused:
        return rooms
    moved = {chat for chat, _, to in known if to is not None}
    connected = [chat for chat, kind, to in known if kind == "staff" and to is None]
    return [*connected, *(chat for chat in rooms if chat not in moved and chat not in connected)]


def _clubs(settings: Settings, messenger: str) -> list[int]:
    """The chats of clubs that are connected."""
    if not settings.database.exists():
        return []
    asked = "SELECT chat FROM rooms WHERE messenger = ? AND kind = 'club' AND moved_to IS NULL ORDER BY chat"
    try:
        with look(settings.database) as connection:
            return [int(chat) for (chat,) in connection.execute(asked, (messenger,))]
    except DatabaseRefused:
        return []
