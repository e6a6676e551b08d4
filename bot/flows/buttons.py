"""What can be chosen under a question, as buttons."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from bot.vocabulary import Button

if TYPE_CHECKING:
    from bot.flows.engine import Choosable

SKIP = "skip"
"""The option that passes over a question."""

PAGE = 7
"""Choices on one screen, which is as many as people take in at a glance; more are paged."""


def button_rows(
    options: tuple[Choosable, ...], serial: int, key: str, page: int, more: str, most: int = PAGE
) -> tuple[tuple[Button, ...], ...]:
    """The options as buttons, one to a row; beyond a page, the last button leads to the next."""
    if len(options) <= most:
        start, shown, paged = 0, options, False
    else:
        size = most - 1
        start = page * size if page * size < len(options) else 0
        page = page if start else 0
        shown, paged = options[start : start + size], True
    keys = {option.key for option in options}
    rows = [
        (Button(one.label, data=button_data(one, serial, key), number=number_of(one, place, keys)),)
        for place, one in enumerate(shown, start + 1)
    ]
    if paged:
        rows.append((Button(more, data=f"a:{serial}:{key}:~{page + 1}"),))
    return tuple(rows)


def number_of(option: Choosable, place: int, keys: Collection[str]) -> int:
    """What may be typed instead of pressing: the same on every page, and as `Choice` understands it."""
    if option.key.isdecimal():
        return int(option.key)
    return 0 if option.key == SKIP or str(place) in keys else place


def button_data(option: Choosable, serial: int, key: str) -> str:
    """What a press of the option sends back; at most 64 bytes."""
    if option.to is not None:
        return f"g:{option.to[0]}:{option.to[1]}"
    return f"a:{serial}:{key}:{option.key}"
