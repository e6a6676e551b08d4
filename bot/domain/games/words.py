"""Word lists of a topic: what they hold, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.games.matching import folded

SHORTEST = 3
LONGEST = 15
SHORTEST_CHINESE = 2
LONGEST_CLUE = 160
"""Characters; thirty clues are one message in a chat, and each must be read on a phone."""

FEWEST = 5
"""Words of which a crossword can be made."""

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be guessed, as people write it, and its clue."""

    text: str
    clue: str

    @property
    def answer(self) -> str:
        """Its letters as they stand in the grid."""
        return folded(self.text).upper()


@dataclass(frozen=True, slots=True)
class WordList:
    """Words of one topic, of which crosswords are made."""

    title: str
    language: str
    words: tuple[Word, ...]
    about: str = ""

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        words = [[word.text, word.clue] for word in self.words]
        return {"title": self.title, "language": self.language, "words": words, "about": self.about}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> WordList:
        """The list that was made plain."""
        words = tuple(Word(text, clue) for text, clue in plain["words"])
        return cls(plain["title"], plain["language"], words, plain["about"])


def language_of(text: str) -> str:
    """The language that the letters of a text suggest."""
    if _HAN.search(text):
        return "zh"
    if re.search(r"[а-яё]", text, re.IGNORECASE):
        return "ru"
    if re.search(r"[ąćęłńśźż]", text, re.IGNORECASE):
        return "pl"
    return "en"


def flaw(word: Word) -> str:
    """The name of what keeps a word out of a crossword; empty where it is fine."""
    answer = word.answer
    shortest = SHORTEST_CHINESE if _HAN.match(answer) else SHORTEST
    if not answer or not _LETTERS.fullmatch(answer):
        return "letters"
    if len(answer) < shortest:
        return "short"
    if len(answer) > LONGEST:
        return "long"
    if not word.clue.strip():
        return "clueless"
    if len(word.clue) > LONGEST_CLUE:
        return "wordy"
    return "told" if tells(word) else ""


def tells(word: Word) -> bool:
    """Whether the clue holds the word itself, or a form of it."""
    answer = folded(word.text)
    if _HAN.match(answer):
        return answer in folded(word.clue)
    # A form of a word has its beginning: all but the last two letters, where enough is left to tell.
    stem = answer[: max(4, len(answer) - 2)]
    return any(
        told == answer or (len(answer) >= 5 and told.startswith(stem))
        for told in map(folded, _LETTERS.findall(word.clue))
    )


def flaws(words: tuple[Word, ...]) -> Iterator[tuple[int, str]]:
    """The place of each word that cannot be taken, with the reason; the second of a pair is a double."""
    seen: set[str] = set()
    for place, word in enumerate(words):
        reason = flaw(word)
        if not reason and word.answer in seen:
            reason = "double"
        seen.add(word.answer)
        if reason:
            yield place, reason
