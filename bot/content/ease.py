"""How easily Russian texts are read: short sentences of short words, one thought each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONG = 20
"""Words in a sentence above which whoever reads slowly loses its beginning."""

HARD = 40.0
"""Reading ease below which a text is for people with a degree; 60 and more is plain."""

TELLING = 10
"""Words that a sentence must have for its own ease to mean anything: one long word is no hard sentence."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_VOWEL = re.compile("[аеёиоуыэюя]", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…])[»\")]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its measures: words and syllables."""

    text: str
    words: int
    syllables: int

    @property
    def ease(self) -> float:
        """Its reading ease."""
        return ease([self])

    @property
    def hard(self) -> bool:
        """Whether it is too long, or made of long words."""
        return self.words > LONG or (self.words >= TELLING and self.ease < HARD)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text; what holds no word is none."""
    found = []
    for part in _END.split(text):
        words = _WORD.findall(part)
        if words:
            syllables = sum(max(1, len(_VOWEL.findall(word))) for word in words)
            found.append(Sentence(" ".join(part.split()), len(words), syllables))
    return tuple(found)


def ease(measured: Sequence[Sentence]) -> float:
    """Flesch's reading ease with the coefficients for Russian by I. V. Oborneva (2006): 0 hard, 100 easy.

    206.835 − 1.3 · words a sentence − 60.1 · syllables a word; English has 1.015 and 84.6 there.
    """
    words = sum(one.words for one in measured)
    if not words:
        return 100.0
    return 206.835 - 1.3 * words / len(measured) - 60.1 * sum(one.syllables for one in measured) / words


def worst(measured: Iterable[Sentence], most: int) -> list[Sentence]:
    """The hardest sentences, the hardest first."""
    return sorted((one for one in measured if one.hard), key=lambda one: one.ease)[:most]
