"""What is kept of a talk: the answers by key; the position is derived from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

MOST_DRAFTS = 3
"""Unfinished forms that are kept for one person."""

OFFER_AFTER = 30 * 60.0
"""Seconds after which a conversation left in the middle is offered again."""

TRACE = "trace"
"""What letters of a talk want that may have to be hidden: their numbers are kept for that."""


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
    `page` is the one of the open question's buttons that is shown; `own_keys` tells that a question put keys
    of its own under the input. `traces` are messages to be taken away when the person wants to hide the talk:
    messenger, chat, number, time; up to the serial `hidden` it was hidden. From then until the person writes
    again it is `hushed`: news of what nobody else may see are `held`. `doubt` is the question whether help is
    needed now that was last put beside a form: what it was put for, when, and whether it is open. `undone` is
    the form that was cancelled last, which a press brings back until something else begins.
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
    page: int = 0
    own_keys: bool = False
    traces: tuple[tuple[str, int, int, float], ...] = ()
    hidden: int = -1
    hushed: bool = False
    held: tuple[Mapping[str, Any], ...] = ()
    doubt: Mapping[str, Any] | None = None
    undone: Draft | None = None

    def with_drafts(self, drafts: tuple[Draft, ...]) -> Conversation:
        """The same talk with further unfinished forms, the newest first."""
        known = {(draft.flow, draft.subject) for draft in self.drafts}
        more = [draft for draft in drafts if (draft.flow, draft.subject) not in known]
        every = sorted((*self.drafts, *more), key=lambda draft: -draft.left_at)
        return replace(self, drafts=tuple(every[:MOST_DRAFTS]))

    @property
    def open(self) -> bool:
        """Whether a question waits for its answer."""
        return bool(self.flow and self.asked)
