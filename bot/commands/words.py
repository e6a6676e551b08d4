"""What the commands say; their texts are here and not in content, which may be what is broken."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path

from bot.content import Texts


@cache
def _texts() -> Texts:
    return Texts.load(Path(__file__).parent, "ru")


def say(id: str, **values: object) -> str:
    """A text for the operator."""
    return _texts().say(id, **values)


def tell(id: str, **values: object) -> None:
    """Print a text for the operator."""
    print(say(id, **values), flush=True)


def complain(sentence: str) -> None:
    """Print what keeps the command from its work."""
    print(sentence, file=sys.stderr, flush=True)


def moment(at: float, zone: tzinfo = UTC) -> str:
    """A time as the operator reads it."""
    return datetime.fromtimestamp(at, zone).strftime("%d.%m.%Y %H:%M:%S")
