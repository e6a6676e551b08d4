"""Letters and conversations as bytes and back."""

from __future__ import annotations

from typing import Any

import orjson

from bot.domain.conversations import Conversation, Draft
from bot.vocabulary import Act, Address, Attachment, AttachmentKind, Button, Key, Lane, Letter, Message


def letter_bytes(letter: Letter) -> bytes:
    """A letter for the outbox."""
    return orjson.dumps(letter)


def letter_from(raw: bytes) -> Letter:
    """A letter from the outbox."""
    return letter_of(orjson.loads(raw))


def letter_of(value: dict[str, Any]) -> Letter:
    """A letter from its stored form."""
    return Letter(
        id=value["id"],
        address=Address(**value["address"]),
        lane=Lane(value["lane"]),
        act=Act(value["act"]),
        message=message_from(value["message"]) if value["message"] else None,
        target=value["target"],
        wants=value["wants"],
        random_id=value["random_id"],
        attempts=value["attempts"],
        until=value.get("until", 0.0),
    )


def message_value(message: Message) -> dict[str, Any]:
    """A message in its stored form."""
    value: dict[str, Any] = orjson.loads(orjson.dumps(message))
    return value


def message_from(value: dict[str, Any]) -> Message:
    """A message from its stored form."""
    return Message(
        text=value["text"],
        buttons=tuple(tuple(Button(**button) for button in row) for row in value["buttons"]),
        keyboard=tuple(tuple(Key(**key) for key in row) for row in value["keyboard"]),
        attachment=attachment_from(value["attachment"]) if value["attachment"] else None,
        reply_to=value["reply_to"],
        quiet=value["quiet"],
    )


def attachment_from(value: dict[str, Any]) -> Attachment:
    """An attachment from its stored form."""
    return Attachment(**{**value, "kind": AttachmentKind(value["kind"])})


def conversation_bytes(conversation: Conversation) -> bytes:
    """A conversation for its row."""
    return orjson.dumps(conversation)


def conversation_from(raw: bytes) -> Conversation:
    """A conversation from its row; fields that a newer version added take their defaults."""
    value = orjson.loads(raw)
    drafts = tuple(Draft(**draft) for draft in value.pop("drafts", ()))
    traces = tuple(tuple(trace) for trace in value.pop("traces", ()))
    held = tuple(value.pop("held", ()))
    undone = Draft(**cancelled) if (cancelled := value.pop("undone", None)) else None
    return Conversation(**value, drafts=drafts, traces=traces, held=held, undone=undone)
