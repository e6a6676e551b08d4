"""What VK keeps of the conversations: where missed messages are found, and letters that may have arrived."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.messengers.vk.clients import AT_ONCE, CallFailed, Clients
from bot.messengers.vk.decode import NAME
from bot.messengers.vk.events import event_key, mark, swept
from bot.messengers.vk.verdicts import classify
from bot.pipeline.intake import Known
from bot.storage.inbox import KEYS_KEPT
from bot.vocabulary import Letter, Verdict

log = logging.getLogger(__name__)

PAGE = 200
"""Conversations, or messages of one, in one call."""

FEW = 50
"""Messages of each of them; where more were missed, that history is read on by itself."""

SURE = KEYS_KEPT - 3600.0
"""Seconds for which the inbox surely knows what it has handled."""

LEEWAY = 10 * 60.0
"""Seconds that our clock and VK's may lie apart."""

Event = tuple[str, Any]
Item = Mapping[str, Any]


class Histories:
    """The conversations of one community, as far as it may read them."""

    def __init__(self, clients: Clients, group: int, now: Callable[[], float] = time.time) -> None:
        self._clients = clients
        self._group = group
        self._now = now
        self.known: Known = _nothing

    async def missed(self) -> tuple[list[Event], dict[str, str]]:
        """Messages since the last sweep, and how far this one came; at the first start only the latter."""
        first = not await self.known([NAME])
        events: list[Event] = []
        marks: dict[str, str] = {}
        offset = 0
        while True:
            items, count = await self._conversations(offset)
            await self._look_into(items, events, marks, first=first)
            offset += len(items)
            if not items or offset >= count:
                break
        if offset > PAGE:
            # A conversation in which somebody wrote meanwhile moved to the front, past our reading.
            items, _ = await self._conversations(0)
            await self._look_into(items, events, marks, first=first)
        if first:
            # Even where nobody has written yet the position must be kept: from here on, all is ours to find.
            marks[mark(0)] = "0"
        return sorted(events, key=_said_at), marks

    async def find(self, letter: Letter, *, first: bool) -> int | None:
        """The number under which a letter arrived, if it did; one that may not be looked up did not."""
        offset = 0
        try:
            while True:
                items = await self._page(letter.address.chat, offset, first=first)
                known = _numbered(items, letter.random_id)
                offset += len(items)
                if known is not None or not items or _date(items[-1]) < made_about(letter):
                    return known
        except CallFailed as error:
            if passes(error):
                raise
            return None  # what may not be read may still be written to

    async def arrived(self, letters: Sequence[Letter]) -> dict[int, int | None]:
        """As `find`, for letters to different people, at once; by letter."""
        newest = await self._newest([letter.address.chat for letter in letters])
        found: dict[int, int | None] = {}
        for letter in letters:
            items = newest[letter.address.chat]
            known = _numbered(items or (), letter.random_id)
            reaches = items is not None and (len(items) < FEW or _date(items[-1]) < made_about(letter))
            if known is None and not reaches:
                known = await self.find(letter, first=False)
            found[letter.id] = known
        return found

    async def _conversations(self, offset: int) -> tuple[list[Item], int]:
        values = {"group_id": self._group, "count": PAGE, "offset": offset}
        answer = await self._clients.call("messages.getConversations", values)
        return answer.get("items") or [], int(answer.get("count") or 0)

    async def _look_into(
        self, items: Sequence[Item], events: list[Event], marks: dict[str, str], *, first: bool
    ) -> None:
        lasts = {_peer(item): _last(item) for item in items if swept(_peer(item)) not in marks}
        kept = await self.known([name(peer) for peer in lasts for name in (mark, swept)])
        behind = {
            peer: int(kept.get(swept(peer), 0))
            for peer, last in lasts.items()
            if last > int(kept.get(swept(peer), 0))
        }
        newest = {} if first else await self._newest(list(behind))
        for peer, after in behind.items():
            marks[swept(peer)] = str(lasts[peer])
            if not first:
                found = await self._since(peer, after, newest[peer])
                events += self._events(found, int(kept.get(mark(peer), 0)))

    async def _newest(self, peers: Sequence[int]) -> dict[int, list[Item] | None]:
        """The last few messages of each conversation; None where they must be asked for alone."""
        newest: dict[int, list[Item] | None] = {}
        for start in range(0, len(peers), AT_ONCE):
            part = peers[start : start + AT_ONCE]
            asked = [
                ("messages.getHistory", {"group_id": self._group, "peer_id": peer, "count": FEW})
                for peer in part
            ]
            for peer, answer in zip(part, await self._clients.execute(asked), strict=True):
                newest[peer] = list(answer.get("items") or []) if isinstance(answer, Mapping) else None
        return newest

    async def _since(self, peer: int, after: int, newest: list[Item] | None) -> list[Item]:
        """All messages of a conversation behind one, newest first; none where it may not be read."""
        found: list[Item] = []
        offset = 0
        try:
            items, full = (newest, FEW) if newest is not None else (await self._page(peer, 0), PAGE)
            while True:
                fresh = [item for item in items if int(item.get("conversation_message_id") or 0) > after]
                found += fresh
                offset += len(items)
                if len(fresh) < len(items) or len(items) < full:
                    return found
                items, full = await self._page(peer, offset), PAGE
        except CallFailed as error:
            if passes(error):
                raise
            # A chat that the community does not run: one that cannot be read must not hide the others.
            log.info("vk: the history of %d may not be read (%d)", peer, error.code)
            return found

    async def _page(self, peer: int, offset: int, *, first: bool = False) -> list[Item]:
        values = {"group_id": self._group, "peer_id": peer, "count": PAGE, "offset": offset}
        answer = await self._clients.call("messages.getHistory", values, first=first)
        return list(answer.get("items") or [])

    def _events(self, found: Sequence[Item], seen: int) -> list[Event]:
        """The incoming ones as the poll would have given them, oldest first.

        The poll may have passed over a message and given later ones, so all since the last sweep are taken:
        the inbox knows those it has. Only what is older than its memory must be new by its number.
        """
        surely = self._now() - SURE
        events = [
            {"type": "message_new", "object": {"message": item}, "group_id": self._group}
            for item in reversed(found)
            if not item.get("out") and (_date(item) > surely or int(item["conversation_message_id"]) > seen)
        ]
        return [(event_key(event), event) for event in events]


def passes(error: CallFailed) -> bool:
    """Whether the trouble is one that passes, or one of the whole community."""
    if not error.code:
        return True
    return classify(error.code, "").verdict in (Verdict.WAIT, Verdict.RETRY, Verdict.STOP)


async def _nothing(_names: Sequence[str]) -> Mapping[str, str]:
    return {}


def made_about(letter: Letter) -> float:
    """No later than when a letter was made: they are numbered by the microseconds of their making."""
    return letter.id / 1_000_000 - LEEWAY


def _numbered(items: Sequence[Item], random_id: int) -> int | None:
    found = (item for item in items if item.get("random_id") == random_id)
    return next((int(item["conversation_message_id"]) for item in found), None)


def _date(item: Item) -> float:
    return float(item.get("date") or 0)


def _peer(item: Item) -> int:
    return int(item["conversation"]["peer"]["id"])


def _last(item: Item) -> int:
    conversation = item["conversation"]
    last = conversation.get("last_conversation_message_id")
    return int(last or (item.get("last_message") or {}).get("conversation_message_id") or 0)


def _said_at(event: Event) -> float:
    return float(event[1]["object"]["message"].get("date") or 0)
