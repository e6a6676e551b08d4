"""Asks Telegram, through aiogram, whether a line can work with this token and these groups."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import User

from bot.messengers.findings import Finding, bad, good, note
from bot.messengers.telegram.decode import present
from bot.messengers.telegram.session import LeanSession

PATIENCE = 10
"""Seconds for one answer."""

CLUB_RIGHTS = {
    "can_delete_messages": "delete",
    "can_restrict_members": "restrict",
    "can_invite_users": "invite",
    "can_pin_messages": "pin",
}
"""What the bot needs in the chat of a club, and how the sentence about it ends."""

LISTEN = 5.0
"""Seconds of polling in which another program with the same token shows itself."""


class Doctor:
    """The examination of one bot."""

    def __init__(
        self,
        token: str,
        api_url: str,
        rooms: Sequence[int],
        admins: Sequence[int],
        clubs: Sequence[int] = (),
        *,
        running: bool,
        listen: float = LISTEN,
    ) -> None:
        self._bot = Bot(token, session=LeanSession(api_url))
        self._rooms = rooms
        self._admins = admins
        self._clubs_chats = clubs
        self._listen = listen
        self._running = running
        """Whether the line itself is polling at this moment: then nobody else may."""

    async def examine(self) -> AsyncIterator[Finding]:
        """Everything that can be asked, one finding after another."""
        try:
            me = await self._bot.get_me(request_timeout=PATIENCE)
        except (TelegramUnauthorizedError, TelegramNotFound):
            yield bad("telegram-token-refused")
            return
        except TelegramNetworkError:
            yield bad("telegram-unreachable")
            return
        except (TelegramServerError, TelegramRetryAfter, ClientDecodeError):
            yield note("telegram-busy")
            return
        yield good("telegram-token", name=me.username or me.first_name)
        steps = (self._webhook(), self._pollers(), self._groups(me), self._clubs(me))
        for step in steps:
            try:
                async for finding in step:
                    yield finding
            except (TelegramNetworkError, TelegramServerError, TelegramRetryAfter, ClientDecodeError):
                yield note("telegram-busy")
            except TelegramAPIError as error:
                yield note("telegram-odd", kind=type(error).__name__)

    async def delete_webhook(self) -> bool:
        """Let updates be polled again; none that wait are dropped."""
        try:
            return await self._bot.delete_webhook(drop_pending_updates=False, request_timeout=PATIENCE)
        except (TelegramAPIError, ClientDecodeError):
            return False

    async def close(self) -> None:
        """Close the connections."""
        await self._bot.session.close()

    async def _webhook(self) -> AsyncIterator[Finding]:
        info = await self._bot.get_webhook_info(request_timeout=PATIENCE)
        if info.url:
            yield bad("telegram-webhook")
        else:
            yield good("telegram-no-webhook")
        if info.pending_update_count:
            yield note("telegram-pending", count=info.pending_update_count)

    async def _pollers(self) -> AsyncIterator[Finding]:
        if self._running:
            yield note("telegram-pollers-unknown")
            return
        # Asking without an offset confirms nothing. Who polls elsewhere is thrown out by our question,
        # asks again, and throws us out in turn: that is the conflict to wait for.
        end = time.monotonic() + self._listen
        while (left := end - time.monotonic()) > 0:
            try:
                waiting = await self._bot.get_updates(
                    limit=1, timeout=max(1, round(left)), request_timeout=PATIENCE
                )
            except TelegramConflictError as error:
                if "webhook" not in error.message.lower():
                    yield bad("telegram-two-pollers")
                return
            except ClientDecodeError:  # what waits cannot be decoded: that is the line's to settle
                waiting = []
            if waiting:
                await asyncio.sleep(min(1.0, max(0.0, end - time.monotonic())))
        yield good("telegram-one-poller")

    async def _groups(self, me: User) -> AsyncIterator[Finding]:
        if not self._rooms:
            yield note("telegram-no-room")
            if not me.can_join_groups:
                yield bad("telegram-no-groups")
        administrator = bool(self._rooms)
        for room in self._rooms:
            try:
                async for finding in self._group(room, me):
                    administrator = administrator and finding.sentence != "telegram-room-no-admin"
                    yield finding
            except TelegramMigrateToChat as moved:
                yield bad("telegram-room-moved", room=str(room), to=str(moved.migrate_to_chat_id))
            except TelegramForbiddenError:
                administrator = False
                yield bad("telegram-room-absent", room=str(room))
            except TelegramBadRequest:
                administrator = False
                yield bad("telegram-room-unknown", room=str(room))
        if me.can_read_all_group_messages:
            yield good("telegram-privacy-off")
        elif administrator:
            yield good("telegram-privacy-administrator")
        else:
            yield note("telegram-privacy-on")

    async def _group(self, room: int, me: User) -> AsyncIterator[Finding]:
        chat = await self._bot.get_chat(room, request_timeout=PATIENCE)
        if chat.type not in ("group", "supergroup"):
            yield bad("telegram-room-no-group", room=str(room))
            return
        own: Any = await self._bot.get_chat_member(room, me.id, request_timeout=PATIENCE)
        if not present(str(own.status), getattr(own, "is_member", None)):
            yield bad("telegram-room-absent", room=str(room))
            return
        if own.status in ("administrator", "creator"):
            yield good("telegram-room-admin", room=str(room))
        else:
            yield bad("telegram-room-no-admin", room=str(room))
            if not _may_write(own, chat.permissions):
                yield bad("telegram-room-mute", room=str(room))
        for account in self._admins:
            yield await self._administrator(room, account)

    async def _clubs(self, me: User) -> AsyncIterator[Finding]:
        """The chats of clubs: what the bot may not do in each of them, and needs to."""
        for room in self._clubs_chats:
            try:
                async for finding in self._club(room, me):
                    yield finding
            except TelegramMigrateToChat:
                yield note("telegram-club-moved", room=str(room))
            except (TelegramForbiddenError, TelegramBadRequest):
                yield bad("telegram-club-absent", room=str(room))

    async def _club(self, room: int, me: User) -> AsyncIterator[Finding]:
        chat = await self._bot.get_chat(room, request_timeout=PATIENCE)
        own: Any = await self._bot.get_chat_member(room, me.id, request_timeout=PATIENCE)
        named = {"room": chat.title or str(room)}
        if not present(str(own.status), getattr(own, "is_member", None)):
            yield bad("telegram-club-absent", **named)
            return
        if own.status not in ("administrator", "creator"):
            yield bad("telegram-club-no-admin", **named)
            return
        missing = [
            word
            for right, word in CLUB_RIGHTS.items()
            if own.status == "administrator" and not getattr(own, right, False)
        ]
        for word in missing:
            yield bad(f"telegram-club-no-{word}", **named)
        if chat.type != "supergroup":
            yield note("telegram-club-basic", **named)
        if not missing:
            yield good("telegram-club-rights", **named)

    async def _administrator(self, room: int, account: int) -> Finding:
        try:
            member: Any = await self._bot.get_chat_member(room, account, request_timeout=PATIENCE)
        except TelegramBadRequest:
            return bad("telegram-admin-unknown", account=str(account))
        if not present(str(member.status), getattr(member, "is_member", None)):
            return bad("telegram-admin-absent", account=str(account), room=str(room))
        if getattr(member, "is_anonymous", False):
            return bad("telegram-admin-anonymous", account=str(account), room=str(room))
        return good("telegram-admin-present", account=str(account), room=str(room))


def _may_write(own: Any, permissions: Any) -> bool:
    """Whether a bot that is no administrator may write: restricted itself, or as everybody there."""
    if own.status == "restricted":
        return bool(own.can_send_messages)
    return permissions is None or permissions.can_send_messages is not False
