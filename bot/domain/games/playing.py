"""A game of a club: what is played there, how far it is, and what its chat has seen of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Protocol, Self

from bot.domain.games.battle import Battle
from bot.domain.games.daily import WordOfDay
from bot.domain.games.exhibition import Exhibition
from bot.domain.games.grid import Puzzle
from bot.domain.games.quiz import Quiz, QuizPack

BATTLE = "battle"
QUIZ, WORD, CONTEST, FLASHMOB = "quiz", "word", "contest", "flashmob"

_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

LONGEST_NAME = 24
"""Characters of a player's name in a table or on the picture."""


class Status(StrEnum):
    """Whether a game goes on, rests, or is over."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class Play(Protocol):
    """What is played: a value, which each deed makes a new one of."""

    def plain(self) -> dict[str, Any]:
        """All but the content, as JSON can hold it."""

    def joined(self, keeper: int, joining: int) -> Self:
        """The same where two players turn out to be one person."""


PLAYS: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], Any]] = {
    BATTLE: lambda content, plain: Battle.of(Puzzle.of(content), plain),
    QUIZ: lambda content, plain: Quiz.of(QuizPack.of(content), plain),
    WORD: WordOfDay.of,
    CONTEST: Exhibition.of,
    FLASHMOB: Exhibition.of,
}
"""How each kind of game is read from its content and what was kept of it."""


@dataclass(frozen=True, slots=True)
class Points:
    """What a player brought: points, and right answers or words."""

    points: int
    right: int


@dataclass(frozen=True, slots=True)
class Game:
    """A game in the chat of a club, or of two; `content` is what is played, as JSON holds it.

    `board` are facts of what the chat was shown, by name; `names` are the players as their chats know them.
    """

    id: int
    club: int
    kind: str
    title: str
    content: Mapping[str, Any]
    play: Any
    began: float
    status: Status = Status.RUNNING
    other: int | None = None
    began_by: int | None = None
    ended: float | None = None
    board: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.status is Status.ENDED

    @property
    def clubs(self) -> tuple[int, ...]:
        """The clubs in whose chats it is played."""
        return (self.club,) if self.other is None else (self.club, self.other)

    def noted(self, **facts: Any) -> Game:
        """The game with other facts of its board; None forgets one."""
        board = {name: value for name, value in {**self.board, **facts}.items() if value is not None}
        return replace(self, board=board)

    def called(self, person: int, name: str) -> Game:
        """The game with a player's name, as others in the chat see it."""
        short = short_name(name)
        if not short or self.names.get(person) == short:
            return self
        return replace(self, names={**self.names, person: short})

    def state(self) -> dict[str, Any]:
        """How far it is, as JSON can hold it."""
        names = [[person, name] for person, name in self.names.items()]
        return {"play": self.play.plain(), "board": dict(self.board), "names": names}

    def joined(self, keeper: int, joining: int) -> Game:
        """The same where two players turn out to be one person."""
        play = self.play.joined(keeper, joining)
        if play is self.play and joining not in self.names:
            return self
        names = {person: name for person, name in self.names.items() if person != joining}
        if joining in self.names:
            names.setdefault(keeper, self.names[joining])
        return replace(self, play=play, names=names)


def short_name(name: str) -> str:
    """How a person is called in a group: the first name and an initial, as they show themselves there."""
    # Whoever calls themselves by an address or a number does not get it under the line's own pictures.
    first, *rest = _WORDS.findall(name)[:2] or [""]
    first = first if len(first) <= LONGEST_NAME else first[: LONGEST_NAME - 1] + "…"
    return f"{first} {rest[0][0].upper()}." if rest else first


def first_name(name: str) -> str:
    """How a person is called in the chat of another club."""
    return name.split()[0] if name.split() else ""
