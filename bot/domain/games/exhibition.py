"""A contest of photographs, or a flash mob: a theme, and until when photographs are taken for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.vocabulary import Attachment

MOST_EACH = 3
"""Photographs of one person."""

PRIZES = (15, 10, 5)
"""Points for the first three places of a contest."""


@dataclass(frozen=True, slots=True)
class Exhibition:
    """What it is about, when it ends, and whether names stay secret until then."""

    theme: str
    until: float
    secret: bool = False

    def content(self) -> dict[str, Any]:
        """All of it, as JSON can hold it: nothing here changes, the photographs are kept one by one."""
        return {"theme": self.theme, "until": self.until, "secret": self.secret}

    def plain(self) -> dict[str, Any]:
        """Nothing beyond the content."""
        return {}

    def joined(self, keeper: int, joining: int) -> Exhibition:
        """The same: who showed what is kept with the photographs."""
        return self

    @classmethod
    def of(cls, content: Mapping[str, Any], _plain: Mapping[str, Any]) -> Exhibition:
        """What was made plain."""
        return cls(content["theme"], content["until"], content["secret"])


class EntryState(StrEnum):
    """How far a photograph is: its author was asked, it waits its turn, is on its way, shown, or gone."""

    ASKED = "asked"
    WAITING = "waiting"
    SHOWING = "showing"
    SHOWN = "shown"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Entry:
    """A photograph. `file` is known until it is shown; `message` is what shows it in the club's chat."""

    id: int
    game: int
    person: int
    file: Attachment | None
    caption: str
    state: EntryState
    at: float
    message: int | None = None

    @property
    def gone(self) -> bool:
        """Whether it was taken away."""
        return self.state is EntryState.REMOVED


@dataclass(frozen=True, slots=True)
class Place:
    """A photograph's place in the table of a contest."""

    entry: Entry
    votes: int
    points: int


def places(entries: Mapping[int, Entry], votes: Mapping[int, int]) -> list[Place]:
    """The photographs that somebody voted for, the best first; with equal votes people share a place."""
    ranked = sorted(
        (one for one in entries.values() if votes.get(one.id)), key=lambda one: (-votes[one.id], one.at)
    )
    found: list[Place] = []
    for one in ranked:
        above = sum(votes[other.id] > votes[one.id] for other in ranked)
        found.append(Place(one, votes[one.id], PRIZES[above] if above < len(PRIZES) else 0))
    return found
