"""Recorded events of VK; what is no whole event is wrapped as the table says."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent / "samples"
FOLDER = SAMPLES / "vk"
SENDER = 123_456_789
"""Who sends what was recorded without its sender."""


@dataclass(frozen=True, slots=True)
class Row:
    """How a file becomes an event, and what becomes of it."""

    file: str
    wrapped: str
    outcome: str
    what: str


def table() -> dict[str, Row]:
    """All rows, by file."""
    with (SAMPLES / "vk.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: Row(**row) for row in csv.DictReader(file)}


def read(name: str) -> Any:
    """A file as it was recorded."""
    return json.loads((FOLDER / name).read_text("utf-8"))


def event_of(row: Row) -> Any:
    """The event that the intake gets."""
    recorded = read(row.file)
    match row.wrapped:
        case "as it is":
            return recorded
        case "message":
            return message_new(recorded)
        case "attachment":
            return message_new(said(attachments=[recorded]))
        case "attachments":
            return message_new(said(attachments=recorded["response"]["items"][0]["attachments"]))
        case "video":
            return message_new(said(attachments=[{"type": "video", "video": recorded}]))
    return message_new(said(**{row.wrapped: recorded}))


def message_new(message: Any) -> dict[str, Any]:
    """A message as an event."""
    return {"type": "message_new", "object": {"message": message}, "group_id": 1}


def said(**more: Any) -> dict[str, Any]:
    """A message of somebody, without words."""
    return {
        "date": 1_632_752_423,
        "from_id": SENDER,
        "id": 1,
        "out": 0,
        "peer_id": SENDER,
        "text": "",
        "conversation_message_id": 1,
        "fwd_messages": [],
        "attachments": [],
        **more,
    }


def people(event: Any) -> set[int]:
    """Whom an answer would go to."""
    thing = event.get("object") or {}
    message = thing.get("message", thing) if isinstance(thing, dict) else {}
    named = (message.get("peer_id"), message.get("user_id"), message.get("from_id"))
    return {id for id in named if isinstance(id, int) and 0 < id < 2_000_000_000}
