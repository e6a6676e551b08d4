"""Asks VK, through vk_api, whether a line can work with this key, this community and these chats."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from bot.messengers.findings import Finding, bad, good, note
from bot.messengers.vk.clients import VERSION, CallFailed, Clients
from bot.messengers.vk.decode import CHATS
from bot.messengers.vk.verdicts import classify
from bot.vocabulary import Verdict

RIGHTS = ("messages", "photos", "docs", "manage")
"""What the key must be allowed to do: talk, bring photos and papers, and read the long poll's settings."""

EVENTS = ("message_new", "message_edit", "message_event", "message_allow", "message_deny")
"""What the long poll must tell of."""

REFUSED = frozenset({5, 27, 28})
"""Codes with which VK refuses the key itself."""

RIGHTLESS = frozenset({7, 15})
BOTS_OFF = 912
NO_LINK = 919
SOME_CHAT = CHATS + 1


class Doctor:
    """The examination of one community."""

    def __init__(
        self,
        token: str,
        group: int,
        api_url: str,
        rooms: Sequence[int],
        admins: Sequence[int],
        clubs: Sequence[int] = (),
    ) -> None:
        self._clients = Clients(token, api_url, 3, size=1)
        self._group = group
        self._rooms = rooms
        self._admins = admins
        self._clubs_chats = clubs

    async def examine(self) -> AsyncIterator[Finding]:
        """Everything that can be asked, one finding after another."""
        try:
            own = await self._own()
        except CallFailed as error:
            yield _trouble(error)
            return
        if int(own.get("id") or 0) != self._group:
            yield bad("vk-other-community", wanted=str(self._group), own=str(own.get("id")))
            return
        yield good("vk-token", name=str(own.get("name") or own.get("screen_name")))
        if not own.get("can_message", 1):
            yield bad("vk-messages-off")
        for step in (self._rights(), self._long_poll(), self._bots(), self._chats(), self._clubs()):
            try:
                async for finding in step:
                    yield finding
            except CallFailed as error:
                yield _trouble(error)

    async def close(self) -> None:
        """Close the connections."""
        self._clients.close()

    async def _own(self) -> Mapping[str, Any]:
        answer = await self._clients.call("groups.getById", {"fields": "can_message"})
        groups = answer.get("groups") if isinstance(answer, Mapping) else answer
        return groups[0] if groups else {}

    async def _rights(self) -> AsyncIterator[Finding]:
        answer = await self._clients.call("groups.getTokenPermissions", {})
        given = {str(one.get("name")) for one in answer.get("permissions") or ()}
        missing = [right for right in RIGHTS if right not in given]
        if not missing:
            yield good("vk-rights")
        for right in missing:
            yield bad(f"vk-right-{right}")

    async def _long_poll(self) -> AsyncIterator[Finding]:
        try:
            settings = await self._clients.call("groups.getLongPollSettings", {"group_id": self._group})
        except CallFailed as error:
            if error.code not in RIGHTLESS:
                raise
            yield bad("vk-right-manage")
            return
        if not settings.get("is_enabled"):
            yield bad("vk-long-poll-off")
            return
        version = str(settings.get("api_version") or "")
        missing = [kind for kind in EVENTS if not (settings.get("events") or {}).get(kind)]
        if version != VERSION:
            yield bad("vk-long-poll-version", version=version, wanted=VERSION)
        for kind in missing:
            yield bad(f"vk-event-{kind.replace('_', '-')}")
        if version == VERSION and not missing:
            yield good("vk-long-poll")

    async def _bots(self) -> AsyncIterator[Finding]:
        """Whether the abilities of bots are on: without them no chat can be asked about."""
        room = self._rooms[0] if self._rooms else SOME_CHAT
        try:
            await self._clients.call("messages.getConversationMembers", {"peer_id": room, "count": 1})
        except CallFailed as error:
            if error.code == BOTS_OFF:
                yield bad("vk-bots-off")
                return
            if classify(error.code, "").verdict is not Verdict.UNREACHABLE:
                raise
        yield good("vk-bots")

    async def _chats(self) -> AsyncIterator[Finding]:
        if not self._rooms:
            yield note("vk-no-room")
        for room in self._rooms:
            async for finding in self._chat(room):
                yield finding

    async def _chat(self, room: int) -> AsyncIterator[Finding]:
        if room <= CHATS:
            yield bad("vk-room-no-chat", room=str(room))
            return
        try:
            members = await self._members(room)
        except CallFailed as error:
            if error.code == BOTS_OFF:
                return
            if classify(error.code, "").verdict is not Verdict.UNREACHABLE:
                raise
            yield await self._closed(room)
            return
        own = members.get(-self._group, {})
        if own.get("is_admin"):
            yield good("vk-room-admin", room=str(room))
        else:
            yield bad("vk-room-no-admin", room=str(room))
        for account in self._admins:
            present = account in members
            sentence = "vk-admin-present" if present else "vk-admin-absent"
            yield (good if present else bad)(sentence, account=str(account), room=str(room))

    async def _clubs(self) -> AsyncIterator[Finding]:
        """The chats of clubs: whether the community runs each of them; more rights VK does not tell apart."""
        for room in self._clubs_chats:
            try:
                own = (await self._members(room)).get(-self._group, {})
                if own.get("is_admin"):
                    await self._clients.call("messages.getInviteLink", {"peer_id": room})
                sentence = "vk-club-rights" if own.get("is_admin") else "vk-club-no-admin"
            except CallFailed as error:
                if classify(error.code, "").verdict is not Verdict.UNREACHABLE:
                    raise
                closed = (await self._closed(room)).sentence == "vk-room-no-admin"
                sentence = "vk-club-no-link" if error.code == NO_LINK else "vk-club-absent"
                sentence = "vk-club-no-admin" if closed and error.code != NO_LINK else sentence
            yield (good if sentence == "vk-club-rights" else bad)(sentence, room=await self._title(room))

    async def _title(self, room: int) -> str:
        """What a chat is called, or its number where that is not told."""
        try:
            answer = await self._clients.call("messages.getConversationsById", {"peer_ids": room})
        except CallFailed:
            return str(room)
        titles = [(item.get("chat_settings") or {}).get("title") for item in answer.get("items") or ()]
        return str(next(filter(None, titles), room))

    async def _members(self, room: int) -> dict[int, Mapping[str, Any]]:
        found: dict[int, Mapping[str, Any]] = {}
        while True:
            values = {"peer_id": room, "count": 200, "offset": len(found)}
            answer = await self._clients.call("messages.getConversationMembers", values)
            items = answer.get("items") or ()
            found |= {int(item["member_id"]): item for item in items}
            if not items or len(found) >= int(answer.get("count") or 0):
                return found

    async def _closed(self, room: int) -> Finding:
        """Why the members cannot be read: the community is no administrator, or is not there at all."""
        try:
            answer = await self._clients.call("messages.getConversationsById", {"peer_ids": room})
        except CallFailed:
            return bad("vk-room-unknown", room=str(room))
        states = [(item.get("chat_settings") or {}).get("state") for item in answer.get("items") or ()]
        return bad("vk-room-no-admin" if "in" in states else "vk-room-unknown", room=str(room))


def _trouble(error: CallFailed) -> Finding:
    """A call that came to no answer."""
    if not error.code:
        return bad("vk-unreachable")
    if error.code in REFUSED:
        return bad("vk-token-refused")
    if error.code in RIGHTLESS:
        return bad("vk-rightless")
    if classify(error.code, "").verdict in (Verdict.WAIT, Verdict.RETRY):
        return note("vk-busy")
    return note("vk-odd", code=str(error.code))
