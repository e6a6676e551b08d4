"""What is kept of a talk: the answers by key; the position is derived from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Draft:
    """A conversation that was left in the middle and may be taken up again."""

    flow: str
    subject: str
    answers: Mapping[str, Any]
    left_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Conversation:
    """One person's talk in one chat. `serial` grows with each conversation: old buttons are known as old.

    `heard` maps messages to the questions that they answered, for when they are edited; `album` gathers one;
    `passed` is what went to a request last without being asked for, in case it is about something else.
    """

    serial: int = 0
    flow: str = ""
    subject: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    asked: str = ""
    asked_letter: int = 0
    drafts: tuple[Draft, ...] = ()
    album: Mapping[str, Any] | None = None
    heard: Mapping[str, str] = field(default_factory=dict)
    passed: Mapping[str, Any] | None = None
    touched_at: float = 0.0

    @property
    def open(self) -> bool:
        """Whether a question waits for its answer."""
        return bool(self.flow and self.asked)
