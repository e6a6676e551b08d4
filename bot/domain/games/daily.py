"""The word of the day: one riddle for all, the first three who guess it bring points home."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.domain.games.matching import Verdict, folded, judged
from bot.domain.games.words import Word, WordList

PRIZES = (10, 7, 5)
"""Points for the first, the second and the third."""

FEWEST = 60
"""Words that there must be, so that none comes back for two months."""


class Look(StrEnum):
    """How a word is shown: by its clue, by its letters in disorder, or by its clue and two letters."""

    CLUE = "clue"
    ANAGRAM = "anagram"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Riddle:
    """A word with its clue, the topic it is from, and how it is shown; `letters` in disorder, if they are."""

    word: str
    clue: str
    topic: str
    look: Look
    letters: str = ""

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        kept = {"word": self.word, "clue": self.clue, "topic": self.topic}
        return {**kept, "look": str(self.look), "letters": self.letters}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Riddle:
        """The riddle that was made plain."""
        look = Look(plain["look"])
        return cls(plain["word"], plain["clue"], plain["topic"], look, plain["letters"])


def riddle_of(lists: Iterable[WordList], club: int, day: int) -> Riddle | None:
    """The riddle of a day, counted from anywhere: each word comes once before any comes again.

    None where there are too few words. What is in the lists decides the order, not where they lie.
    """
    words = {word.answer: (word, listed.title) for listed in lists for word in listed.words}
    if len(words) < FEWEST:
        return None
    order = sorted(words, key=lambda answer: hashlib.sha256(f"{club} {answer}".encode()).digest())
    word, topic = words[order[day % len(order)]]
    look = Look.CLUE if len(word.answer) < 5 else tuple(Look)[day % len(Look)]
    letters = _mixed(word, day) if look is Look.ANAGRAM else ""
    return Riddle(word.text, word.clue, topic, look, letters)


def _mixed(word: Word, day: int) -> str:
    letters, chance = list(word.answer), random.Random(f"{word.answer} {day}")
    for _ in range(20):
        chance.shuffle(letters)
        if "".join(letters) != word.answer:
            break
    return " ".join(letters)


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who found the word, and what that brought."""

    player: int
    points: int
    at: float


@dataclass(frozen=True, slots=True)
class WordOfDay:
    """The word of a day, and who has found it so far, the first one first."""

    riddle: Riddle
    found: tuple[Found, ...] = ()

    def answer(self, player: int, said: str, at: float) -> tuple[WordOfDay, Verdict, int]:
        """Take a word; also how near it is, and the points that it brings: the first time only."""
        verdict = judged(said, self.riddle.word)
        if verdict is not Verdict.RIGHT or any(one.player == player for one in self.found):
            return self, verdict, 0
        place = len(self.found)
        points = PRIZES[place] if place < len(PRIZES) else 0
        return replace(self, found=(*self.found, Found(player, points, at))), verdict, points

    def plain(self) -> dict[str, Any]:
        """All but the riddle, as JSON can hold it."""
        return {"found": [[one.player, one.points, one.at] for one in self.found]}

    def joined(self, keeper: int, joining: int) -> WordOfDay:
        """The same where two players turn out to be one person: the first time counts."""
        if all(one.player != joining for one in self.found):
            return self
        found: list[Found] = []
        for one in self.found:
            mine = replace(one, player=keeper) if one.player == joining else one
            if all(before.player != mine.player for before in found):
                found.append(mine)
        return replace(self, found=tuple(found))

    @classmethod
    def of(cls, riddle: Mapping[str, Any], plain: Mapping[str, Any]) -> WordOfDay:
        """What was made plain, over its riddle."""
        return cls(Riddle.of(riddle), tuple(Found(*one) for one in plain["found"]))


def shape(word: str) -> str:
    """The word with its first and last letter open: «к····с»."""
    letters = folded(word)
    return f"{letters[0]}{'·' * (len(letters) - 2)}{letters[-1]}" if len(letters) > 2 else letters
