"""VK's long poll, asked by ourselves, and the sweep that closes its gaps.

vk_api's own loop ends on a time-out or an answer that is no JSON, and swallows `failed`; here it is a gap.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson
import requests

from bot.messengers.vk.clients import CONNECT, CallFailed, Clients, session
from bot.messengers.vk.decode import NAME
from bot.pipeline.intake import Batch, FetchFailed, Known

log = logging.getLogger(__name__)

WAIT = 25
"""Seconds that VK holds a request for events."""

PAGE = 200
"""Conversations, or messages of one, in one call."""


def mark(peer: int) -> str:
    """The name under which the last message id of a conversation is stored."""
    return f"{NAME}:{peer}"


class Poll:
    """The events of one community: new ones by long poll, missed ones from the histories."""

    def __init__(self, clients: Clients, group: int) -> None:
        self._clients = clients
        self._group = group
        self._http = session("")
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="vk-poll")
        self._server: tuple[str, str] | None = None
        self._gap = True
        self.known: Known = _nothing

    async def fetch(self, position: str) -> Batch:
        """The next events behind `position`; after a gap, first what the histories hold."""
        try:
            if self._server is None:
                position = await self._connect(position)
            if self._gap:
                batch = await self._sweep(position)
                self._gap = False
                if batch.updates or batch.marks or not position:
                    return batch
            return await self._ask(position)
        except CallFailed as error:
            raise FetchFailed(f"{error.code} {error}", stop=error.code in (5, 17)) from None

    async def _connect(self, position: str) -> str:
        answer = await self._clients.call("groups.getLongPollServer", {"group_id": self._group}, first=True)
        self._server = (str(answer["server"]), str(answer["key"]))
        return position or str(answer["ts"])

    async def _ask(self, position: str) -> Batch:
        server, key = self._server or ("", "")
        values = {"act": "a_check", "key": key, "ts": position, "wait": WAIT, "mode": 2, "version": 3}
        loop = asyncio.get_running_loop()
        try:
            answer = await loop.run_in_executor(self._thread, self._get, server, values)
        except (requests.RequestException, orjson.JSONDecodeError, ValueError) as error:
            raise FetchFailed(type(error).__name__) from None
        if "failed" in answer:
            return await self._failed(answer, position)
        updates = [(event_key(event), event) for event in answer["updates"]]
        return Batch(updates, str(answer["ts"]), marks_of(event for event in answer["updates"]))

    def _get(self, server: str, values: Mapping[str, Any]) -> dict[str, Any]:
        answer = orjson.loads(self._http.get(server, params=values, timeout=(CONNECT, WAIT + 10)).content)
        if not isinstance(answer, dict) or not ("failed" in answer or {"ts", "updates"} <= answer.keys()):
            raise ValueError("no answer of a long poll")
        return answer

    async def _failed(self, answer: Mapping[str, Any], position: str) -> Batch:
        """Whatever failed, messages may be missing: a new key where needed, then the sweep."""
        log.warning("vk: the long poll failed with %s; looking for what was missed", answer["failed"])
        self._gap = True
        if answer["failed"] == 1 and "ts" in answer:
            return Batch((), str(answer["ts"]))
        self._server = None
        # The old position is worth trying with a new key only where VK says so.
        return Batch((), position if answer["failed"] == 2 else "")

    async def _sweep(self, position: str) -> Batch:
        """Every conversation whose last message is beyond ours; at the first start, only where they are."""
        updates: list[tuple[str, Any]] = []
        marks: dict[str, str] = {}
        first = not await self.known([NAME])
        offset = 0
        while True:
            values = {"group_id": self._group, "count": PAGE, "offset": offset}
            page = await self._clients.call("messages.getConversations", values)
            items = page.get("items") or []
            ours = await self.known([mark(_peer(item)) for item in items])
            for item in items:
                name, last = mark(_peer(item)), _last(item)
                if last <= int(ours.get(name, 0)):
                    continue
                marks[name] = str(last)
                if not first:
                    updates += await self._missed(_peer(item), int(ours.get(name, 0)))
            offset += len(items)
            if not items or offset >= int(page.get("count") or 0):
                break
        if first:
            # Even where nobody has written yet the position must be kept: from here on, all is ours to find.
            marks[mark(0)] = "0"
        if updates:
            log.warning("vk: %d missed messages were found in the histories", len(updates))
        return Batch(updates, position, marks)

    async def _missed(self, peer: int, after: int) -> list[tuple[str, Any]]:
        """Incoming messages of a conversation behind the last one we have, oldest first."""
        found: list[Mapping[str, Any]] = []
        offset = 0
        while True:
            values = {"group_id": self._group, "peer_id": peer, "count": PAGE, "offset": offset}
            page = await self._clients.call("messages.getHistory", values)
            items = page.get("items") or []
            fresh = [item for item in items if int(item.get("conversation_message_id") or 0) > after]
            found += fresh
            offset += len(items)
            if len(fresh) < len(items) or not items:
                break
        events = [
            {"type": "message_new", "object": {"message": item}, "group_id": self._group}
            for item in reversed(found)
            if not item.get("out")
        ]
        return [(event_key(event), event) for event in events]

    def close(self) -> None:
        """The thread in the middle of a poll is not waited for."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._http.close()


async def _nothing(_names: Sequence[str]) -> Mapping[str, str]:
    return {}


def _peer(item: Mapping[str, Any]) -> int:
    return int(item["conversation"]["peer"]["id"])


def _last(item: Mapping[str, Any]) -> int:
    conversation = item["conversation"]
    last = conversation.get("last_conversation_message_id")
    return int(last or (item.get("last_message") or {}).get("conversation_message_id") or 0)


def event_key(event: Mapping[str, Any]) -> str:
    """A message by its place in its conversation, the same in poll and history; else the event's own id."""
    if event.get("type") == "message_new":
        thing = event.get("object") or {}
        message = thing.get("message", thing)
        if "peer_id" in message and message.get("conversation_message_id"):
            return f"{message['peer_id']}:{message['conversation_message_id']}"
    return f"{event.get('type')}:{event.get('event_id') or hashlib.sha256(orjson.dumps(event)).hexdigest()}"


def marks_of(events: Any) -> dict[str, str]:
    """The last message of each conversation among events."""
    marks: dict[str, int] = {}
    for event in events:
        if event.get("type") != "message_new":
            continue
        thing = event.get("object") or {}
        message = thing.get("message", thing)
        if "peer_id" in message:
            name = mark(int(message["peer_id"]))
            marks[name] = max(marks.get(name, 0), int(message.get("conversation_message_id") or 0))
    return {name: str(number) for name, number in marks.items()}
