"""What the line and its interpreter say to each other: a line of JSON each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import orjson

from bot.domain.cases import CrisisKind
from bot.domain.understanding import Guess, Understood
from bot.domain.understanding.examples import Example


def line_of(value: Mapping[str, Any]) -> bytes:
    """One message."""
    return orjson.dumps(value) + b"\n"


def told(raw: bytes) -> dict[str, Any]:
    """A message that came."""
    value: dict[str, Any] = orjson.loads(raw)
    return value


def packed_examples(examples: Sequence[Example]) -> list[dict[str, str]]:
    """Examples as JSON has them."""
    return [asdict(one) for one in examples]


def unpacked_examples(value: Sequence[Mapping[str, str]]) -> tuple[Example, ...]:
    """The examples again."""
    return tuple(Example(**one) for one in value)


def packed(understood: Understood) -> dict[str, Any]:
    """What was understood, as JSON has it."""
    value: dict[str, Any] = orjson.loads(orjson.dumps(understood))
    return value


def unpacked(value: Mapping[str, Any]) -> Understood:
    """What was understood, again."""
    guesses = tuple(Guess(**{**one, "others": tuple(one["others"])}) for one in value["guesses"])
    danger = CrisisKind(value["danger"]) if value["danger"] else None
    return Understood(**{**value, "guesses": guesses, "danger": danger})
