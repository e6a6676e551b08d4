"""Answers as people write them: «5 гор космонавт», «5г космонавт», or just the word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.domain.games.grid import Way

MOST = 80
"""Characters of a text that may be an answer; a longer one is talk."""

MOST_WORDS = 4
"""Words of an answer, as «что где когда»; a longer one is talk."""

MOST_SLIPS = 2
"""Slips in the longest words that are still told from another word."""

_ACROSS = r"(?:по\s+)?г(?:ор(?:из(?:онт(?:ал\w*)?)?)?)?|a(?:c(?:r(?:oss)?)?)?|poz(?:iom\w*)?|横(?:向|排)?"
_DOWN = r"(?:по\s+)?в(?:ерт(?:ик(?:ал\w*)?)?)?|d(?:n|own)?|pion(?:ow\w*)?|[纵竖](?:向|排)?"
_WAY = rf"(?:(?P<across>{_ACROSS})|(?P<down>{_DOWN}))(?:(?<=[横向排纵竖])|(?![^\W\d_]))"
_NUMBER = r"(?:№\s*)?(?P<number>\d{1,3})"
_GAP = r"[\s.,:;)=—–-]*"
_SHAPES = tuple(
    re.compile(rf"^\W*{shape}(?P<word>\S.*)$", re.IGNORECASE | re.DOTALL)
    for shape in (
        rf"{_NUMBER}{_GAP}{_WAY}{_GAP}",
        rf"{_WAY}[\s.]*{_NUMBER}(?!\d){_GAP}",
        rf"{_NUMBER}(?![\d%]){_GAP}",
    )
)
_NO_WORD = re.compile(rf"{_WAY}\W*", re.IGNORECASE)
_DROPPED = re.compile(r"[\s'’`ʼ\"«»„“”‘\u00ad\u200b-\u200d\ufe0f‐‑‒–—−-]+")
_EDGES = re.compile(r"^[^\w$@&+]+|[^\w$@&+]+$")


class Verdict(StrEnum):
    """How near a word is to the answer."""

    RIGHT = "right"
    ALMOST = "almost"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Guess:
    """One way of reading what a person wrote: a word, with number and way where they were named."""

    word: str
    number: int | None = None
    way: Way | None = None


def folded(text: str) -> str:
    """A word without what does not matter: case, ё, hyphens, spaces, marks around it."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    kept = _EDGES.sub("", _DROPPED.sub("", plain))
    return kept or plain.strip()


def bare(text: str) -> str:
    """A folded word without the accents of Latin letters, which telephones make hard to type."""
    letters = []
    for letter in folded(text).replace("ł", "l").replace("ø", "o"):
        split = unicodedata.normalize("NFD", letter)
        letters.append(split[0] if split[0] < "\u0250" else letter)
    return "".join(letters)


def readings(text: str) -> tuple[Guess, ...]:
    """Every way of reading a message as an answer, the most exact first; none where it is talk."""
    text = text.strip()
    if not text or len(text) > MOST or len(text.split()) > MOST_WORDS + 3 or "\n" in text:
        return ()
    found: list[Guess] = []
    for shape in _SHAPES:
        if (match := shape.match(text)) and len(match["word"].split()) <= MOST_WORDS:
            named = match.groupdict()
            way = Way.ACROSS if named.get("across") else Way.DOWN if named.get("down") else None
            if way is None and _NO_WORD.fullmatch(match["word"]):
                continue  # «5 гор» says where, and not yet what
            guess = Guess(folded(match["word"]), int(match["number"]), way)
            if guess not in found:
                found.append(guess)
    if len(text.split()) <= MOST_WORDS:
        found.append(Guess(folded(text)))
    return tuple(one for one in found if one.word)


@lru_cache(4096)
def _known(text: str) -> tuple[str, str]:
    """A word folded and bare; every message of a chat is held against every answer that is left."""
    return folded(text), bare(text)


def judged(said: str, answer: str) -> Verdict:
    """How near a word is to an answer; a slip counts only where the word is long enough to tell."""
    (said, said_bare), (answer, answer_bare) = _known(said), _known(answer)
    if abs(len(said) - len(answer)) > MOST_SLIPS:
        return Verdict.WRONG
    if said == answer or said_bare == answer_bare:
        return Verdict.RIGHT
    slips = 0 if len(answer) < 6 else 1 if len(answer) < 10 else MOST_SLIPS
    if slips and OSA.distance(said_bare, answer_bare, score_cutoff=slips) <= slips:
        return Verdict.ALMOST
    return Verdict.WRONG
