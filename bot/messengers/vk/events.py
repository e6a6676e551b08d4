"""Keys of VK's events, by which repeats are known, and the marks that say how far a conversation was seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from bot.messengers.vk.decode import NAME


def mark(peer: int) -> str:
    """The name under which the last message that the poll gave of a conversation is kept."""
    return f"{NAME}:{peer}"


def swept(peer: int) -> str:
    """The name under which the last message is kept up to which a conversation's history was read."""
    return f"{NAME}:{peer}:swept"


def event_key(event: Any) -> str:
    """A message by its place in its conversation, the same in poll and history; else the event's own id."""
    message = _new_message(event)
    if message is not None:
        return f"{message['peer_id']}:{message['conversation_message_id']}"
    kind, own = (event.get("type"), event.get("event_id")) if isinstance(event, Mapping) else ("", "")
    return f"{kind}:{own or hashlib.sha256(orjson.dumps(event)).hexdigest()}"


def marks_of(events: Iterable[Any]) -> dict[str, str]:
    """The last message of each conversation among events."""
    marks: dict[str, int] = {}
    for event in events:
        message = _new_message(event)
        if message is not None:
            name = mark(message["peer_id"])
            marks[name] = max(marks.get(name, 0), message["conversation_message_id"])
    return {name: str(number) for name, number in marks.items()}


def _new_message(event: Any) -> Mapping[str, Any] | None:
    """The new message in an event that has its place; whatever else comes must not stop the intake."""
    if not isinstance(event, Mapping) or event.get("type") != "message_new":
        return None
    thing = event.get("object")
    message = thing.get("message", thing) if isinstance(thing, Mapping) else None
    if not isinstance(message, Mapping):
        return None
    peer, number = message.get("peer_id"), message.get("conversation_message_id")
    return message if isinstance(peer, int) and isinstance(number, int) and number else None
