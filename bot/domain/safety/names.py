"""Names that would pass for a worker's or the line's."""

from __future__ import annotations

from collections.abc import Iterable


def resembles(name: str, names: Iterable[str]) -> str:
    """The name among these that this one would pass for; nothing where it is its own."""
    return ""
