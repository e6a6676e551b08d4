"""What an examination of a messenger finds; the words to it are the command line's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Grade(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `sentence` is the id of what is said about it."""

    grade: Grade
    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)


def good(sentence: str, **values: object) -> Finding:
    """Something is as it should be."""
    return Finding(Grade.GOOD, sentence, values)


def note(sentence: str, **values: object) -> Finding:
    """Something is worth knowing."""
    return Finding(Grade.NOTE, sentence, values)


def bad(sentence: str, **values: object) -> Finding:
    """Something must be changed."""
    return Finding(Grade.BAD, sentence, values)
