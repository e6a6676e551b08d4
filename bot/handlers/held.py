"""Updates that wait a little and take their way again: of one who floods, or whose rights are read anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from bot.flows.services import Services
from bot.storage.codec import attachment_from
from bot.vocabulary import Address, Edited, Pressed, Said, Sender, SenderKind

_KINDS = {"said": Said, "pressed": Pressed, "edited": Edited}


def packed(update: Said | Pressed | Edited) -> dict[str, Any]:
    """An update as JSON has it."""
    value: dict[str, Any] = orjson.loads(orjson.dumps(update))
    value["what"] = next(name for name, kind in _KINDS.items() if isinstance(update, kind))
    return value


def unpacked(value: Mapping[str, Any]) -> Said | Pressed | Edited:
    """The update again."""
    fields = dict(value)
    what = fields.pop("what")
    fields["address"] = Address(**fields["address"])
    fields["sender"] = Sender(**{**fields["sender"], "kind": SenderKind(fields["sender"]["kind"])})
    if "links" in fields:
        fields["links"] = tuple(fields["links"])
    if "attachments" in fields:
        fields["attachments"] = tuple(attachment_from(one) for one in fields["attachments"])
    found: Said | Pressed | Edited = _KINDS[what](**fields)
    return found


def hold_back(update: Said | Pressed | Edited, services: Services, seconds: float) -> None:
    """Let the update take its way again after some seconds; its place among others held is its time."""
    services.work.later(
        f"held:{update.address}:{update.key}",
        "held",
        services.now + seconds,
        update.address,
        {"update": packed(update)},
    )
