"""What a game is made of: a crossword, a word list or a quiz, as packs hold it and JSON keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.domain.games.grid import Puzzle
from bot.domain.games.quiz import QuizPack
from bot.domain.games.words import WordList

Playable = Puzzle | WordList | QuizPack


class PackKind(StrEnum):
    """What can be played with a pack: a crossword as it is, one laid out of words, or a quiz."""

    CROSSWORD = "crossword"
    WORDS = "words"
    QUIZ = "quiz"


def kind_of(playable: Playable) -> PackKind:
    """What it is."""
    if isinstance(playable, Puzzle):
        return PackKind.CROSSWORD
    return PackKind.WORDS if isinstance(playable, WordList) else PackKind.QUIZ


def size_of(playable: Playable) -> int:
    """How many words or questions it has."""
    if isinstance(playable, Puzzle):
        return len(playable.entries)
    return len(playable.words if isinstance(playable, WordList) else playable.questions)


def plain_of(playable: Playable) -> dict[str, Any]:
    """As JSON can hold it, with its kind."""
    return {"kind": kind_of(playable).value, **playable.plain()}


def playable_of(plain: Mapping[str, Any]) -> Playable:
    """What was made plain."""
    match PackKind(plain["kind"]):
        case PackKind.CROSSWORD:
            return Puzzle.of(plain)
        case PackKind.WORDS:
            return WordList.of(plain)
        case PackKind.QUIZ:
            return QuizPack.of(plain)
