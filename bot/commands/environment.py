"""Where the settings come from: which line of `.env` names what, and names that nobody reads."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel
from rapidfuzz import fuzz

from bot.settings import Settings

FILE = Path(".env")
PREFIX = "BOT_"
_LINE = re.compile(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(\S?)")
_ALIKE = 80.0
"""Likeness in percent from which a name is taken for a mistyped one; other settings stay well below."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A setting that is given and that no part of the line reads."""

    name: str
    place: str
    meant: str | None


def known() -> frozenset[str]:
    """The names of all settings."""
    return frozenset(_names(Settings, PREFIX))


def strangers() -> list[Stranger]:
    """What is given and not known, with the setting that was probably meant."""
    names = known()
    given = {name.upper(): place(name) for name in os.environ if name.upper().startswith(PREFIX)}
    given |= {name: f"{FILE}:{line}" for name, line in lines().items() if name.startswith(PREFIX)}
    return [
        Stranger(name, where, _meant(name, names))
        for name, where in sorted(given.items())
        if name not in names
    ]


def lines() -> Mapping[str, int]:
    """The line of `.env` on which each name stands; the last one holds."""
    try:
        text = FILE.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    found = ((_LINE.match(line), number) for number, line in enumerate(text.splitlines(), 1))
    return {match[1].upper(): number for match, number in found if match}


def place(name: str) -> str:
    """Where a setting is given, or would be: the environment goes before the file."""
    if name == str(FILE):
        return name
    if any(name.upper() == given.upper() for given in os.environ):
        return name
    line = lines().get(name.upper())
    return f"{FILE}:{line}: {name}" if line else f"{FILE}: {name}"


def given() -> bool:
    """Whether anybody has begun to give settings at all."""
    return FILE.exists() or any(name.upper() in known() - _HARMLESS for name in os.environ)


_HARMLESS = frozenset({"BOT_CONTENT", "BOT_LOCALE"})
"""What may be set to check content alone."""


def _names(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _names(inner, f"{prefix}{name.upper()}__")
        else:
            yield prefix + name.upper()


def _meant(name: str, names: frozenset[str]) -> str | None:
    def alike(other: str) -> float:
        words, others = set(re.split("_+", name)[1:]), set(re.split("_+", other)[1:])
        return max(fuzz.ratio(name, other), _ALIKE if words and words < others else 0.0)

    best = max(sorted(names), key=alike)
    return best if alike(best) >= _ALIKE else None
