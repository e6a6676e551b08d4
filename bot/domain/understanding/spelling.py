"""A text as the understanding reads it: one case, no marks, Russian in Russian letters."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

LONGEST = 2000
"""Characters of a text that are looked at: whoever writes more has said what it is about by then."""

_REPEATED = re.compile(r"(\w)\1{2,}")
_NO_WORD = re.compile(r"[\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-zÀ-ɏ]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

# Longer ones first: the way people write Russian on a telephone that has no Russian letters.
_SOUNDS = (
    "shch=щ sch=щ zh=ж kh=х ts=ц tz=ц ch=ч sh=ш yu=ю ju=ю iu=ю ya=я ja=я ia=ия yo=е jo=е ye=е je=е iy=ий"
    " ij=ий yj=ый yy=ый ay=ай oy=ой ey=ей uy=уй a=а b=б c=ц d=д e=е f=ф g=г h=х i=и j=й k=к l=л m=м n=н"
    " o=о p=п q=к r=р s=с t=т u=у v=в w=в x=х y=ы z=з '=ь `=ь 4=ч 6=ш"
)
_LETTERS = dict(pair.split("=") for pair in _SOUNDS.split())
_SOUND = re.compile("|".join(map(re.escape, _LETTERS)))
# The same keys of the keyboard, pressed while it was switched to Latin.
_KEYS = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюе")


def folded(text: str) -> str:
    """Lower case, ё as е, words only, letters at most twice in a row."""
    lowered = unicodedata.normalize("NFKC", text[:LONGEST]).casefold().replace("ё", "е")
    return _REPEATED.sub(r"\1", _NO_WORD.sub(" ", lowered)).strip()


def russian_letters(text: str) -> str:
    """Russian written in Latin letters, in its own."""
    return _SOUND.sub(lambda found: _LETTERS[found[0]], text.casefold())


def other_layout(text: str) -> str:
    """Russian typed with the keyboard switched to Latin."""
    return text.casefold().translate(_KEYS)


UNLIKE = -8.7
"""Likelihood below which a text is of no language that the phrases speak."""


class Languages:
    """Knows languages by their letters in threes, learnt from the phrases themselves."""

    def __init__(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        self.counts = counts
        self._totals = {language: sum(known.values()) or 1 for language, known in counts.items()}

    @classmethod
    def learn(cls, phrases: Iterable[tuple[str, str]]) -> Languages:
        """From pairs of a language and a phrase; Russian in Latin letters teaches Russian only."""
        counts: dict[str, Counter[str]] = {}
        for language, phrase in phrases:
            if language == "ru" and not _CYRILLIC.search(phrase):
                phrase = russian_letters(phrase)
            counts.setdefault(language, Counter()).update(_threes(folded(phrase)))
        return cls(counts)

    def likelihood(self, language: str, text: str) -> float:
        """How much a text looks like the language, for each of its letters; around -7 where it does."""
        known, total = self.counts[language], self._totals[language]
        threes = list(_threes(folded(text)))
        if not threes:
            return -math.inf
        return sum(math.log((known.get(three, 0) + 0.1) / (total + 5000.0)) for three in threes) / len(threes)

    def read(self, text: str) -> tuple[str, str]:
        """The language of a text, and the text in its letters."""
        if _HAN.search(text):
            return "zh", text
        latin, cyrillic = len(_LATIN.findall(text)), len(_CYRILLIC.findall(text))
        if latin <= cyrillic:
            return "ru", text
        ways = [(language, text) for language in self.counts if language not in ("ru", "zh")]
        if "ru" in self.counts:
            ways += [("ru", russian_letters(text)), ("ru", other_layout(text))]
        if not ways:
            return "en", text
        best = max(ways, key=lambda way: self.likelihood(*way))
        return best if self.likelihood(*best) > UNLIKE else ("", text)


def _threes(text: str) -> Iterator[str]:
    for word in text.split():
        padded = f" {word} "
        for start in range(len(padded) - 2):
            yield padded[start : start + 3]


_SENTENCE = re.compile(r"[.!?…\n;。！？；]+")
LONG = 120
"""Letters from which a text may hide something: parts of shorter ones mislead more than they tell."""

MOST_PARTS = 5


def sentences(text: str) -> list[str]:
    """The sentences of a long text, so that danger in one of them is not lost; a short text has none."""
    if len(text) < LONG:
        return []
    found = [part.strip() for part in _SENTENCE.split(text[:LONGEST]) if len(part.strip()) >= LONG // 8]
    return found[:MOST_PARTS] if len(found) > 1 else []
