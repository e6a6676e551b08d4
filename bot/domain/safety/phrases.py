"""The editors' phrases, looked for in all messages of a chat: each word once, then only what can still fit.

A phrase is written as in `crisis.yaml`: `умира*` is a stem, `муж|сын|тот_мужик` any of the three, `...` lets
up to three other words stand between. `&` parts what may stand in any order, within the same 25 words, and
there may be several of it. The work grows with the length of the message, whatever is in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.crisis import PhraseError, Word, read_word

GAP = 3
"""Other words that may stand where `...` is written."""

NEAR = 25
"""Words within which all parts of a phrase must stand."""

Span = tuple[int, int]
"""Words from the first to the one after the last."""

Step = tuple[frozenset[Word], int]
"""Words one of which must come, and how many others may come before it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase made ready: parts in any order, each of steps in their order."""

    parts: tuple[tuple[Step, ...], ...]


@lru_cache(maxsize=1 << 12)
def read(written: str) -> Phrase:
    """Understand one phrase, its groups put in already; raises PhraseError."""
    parts = tuple(_part(part.split()) for part in re.split(r"(?<!\S)&(?!\S)", written))
    return Phrase(parts)


def _part(steps: Sequence[str]) -> tuple[Step, ...]:
    if not steps:
        raise PhraseError("Знак & ставят между частями фразы. Допишите часть или уберите его.")
    if steps[0] == "..." or steps[-1] == "...":
        raise PhraseError("Многоточие ставят между словами, а не с краю. Уберите его.")
    found: list[Step] = []
    gap = 0
    for step in steps:
        if step == "...":
            gap = GAP
            continue
        found.append((frozenset(read_word(word) for word in step.split("|")), gap))
        gap = 0
    return tuple(found)


class Lookup:
    """All words that any phrase has, so that a message's words are looked up once for all phrases."""

    def __init__(self) -> None:
        self._choices: dict[frozenset[Word], int] = {}
        self._whole: dict[str, list[tuple[tuple[str, ...], bool, int]]] = {}
        self._stems: dict[str, list[int]] = {}
        self._lengths: list[int] = []

    def add(self, written: Iterable[str]) -> list[Sought]:
        """Phrases as they are looked for."""
        return [self._sought(read(one)) for one in written]

    def _sought(self, phrase: Phrase) -> Sought:
        parts = tuple(tuple((self._number(words), gap) for words, gap in part) for part in phrase.parts)
        return Sought(parts, frozenset(number for part in parts for number, _ in part))

    def _number(self, choice: frozenset[Word]) -> int:
        known = self._choices.get(choice)
        if known is not None:
            return known
        number = self._choices[choice] = len(self._choices)
        for word in choice:
            first, *rest = word.text.split()
            if rest or not word.stem:
                self._whole.setdefault(first, []).append((tuple(rest), word.stem, number))
            else:
                self._stems.setdefault(first, []).append(number)
                if len(first) not in self._lengths:
                    self._lengths.append(len(first))
        return number

    def places(self, words: Sequence[str]) -> dict[int, list[Span]]:
        """Where each choice of words stands among the words of a message, in their order."""
        found: dict[int, list[Span]] = {}
        seen: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            for rest, stem, number in self._whole.get(word, ()):
                if not rest or _follow(words, place + 1, rest, stem):
                    found.setdefault(number, []).append((place, place + 1 + len(rest)))
            numbers = seen.get(word)
            if numbers is None:
                numbers = seen[word] = [
                    number
                    for length in self._lengths
                    if length <= len(word)
                    for number in self._stems.get(word[:length], ())
                ]
            for number in numbers:
                spans = found.setdefault(number, [])
                if not spans or spans[-1] != (place, place + 1):
                    spans.append((place, place + 1))
        return found


def _follow(words: Sequence[str], place: int, rest: tuple[str, ...], stem: bool) -> bool:
    last = place + len(rest) - 1
    if last >= len(words) or tuple(words[place:last]) != rest[:-1]:
        return False
    return words[last].startswith(rest[-1]) if stem else words[last] == rest[-1]


@dataclass(frozen=True, slots=True)
class Sought:
    """A phrase by the numbers of its choices, and all numbers that a message must have."""

    parts: tuple[tuple[tuple[int, int], ...], ...]
    needs: frozenset[int]

    def found(self, places: Mapping[int, Sequence[Span]]) -> Span | None:
        """Where the phrase stands, if it does."""
        if not self.needs <= places.keys():
            return None
        spans = [list(_spans(part, places)) for part in self.parts]
        if not all(spans):
            return None
        if len(spans) == 1:
            return spans[0][0]
        return _together(spans)

    def everywhere(self, places: Mapping[int, Sequence[Span]]) -> Iterator[Span]:
        """All places of the first part: phrases that excuse others have no more."""
        if self.needs <= places.keys():
            yield from _spans(self.parts[0], places)


def _spans(part: Sequence[tuple[int, int]], places: Mapping[int, Sequence[Span]]) -> Iterator[Span]:
    """Where the steps of a part follow each other; of several ways from one beginning, the nearest."""
    spans = list(places[part[0][0]])
    for number, gap in part[1:]:
        after = places[number]
        begins = [begin for begin, _ in after]
        longer = []
        for begin, end in spans:
            at = bisect_left(begins, end)
            if at < len(after) and after[at][0] - end <= gap:
                longer.append((begin, after[at][1]))
        spans = longer
    yield from spans


def _together(spans: Sequence[Sequence[Span]]) -> Span | None:
    """The first place where each part stands within the same words."""
    events = sorted((begin, end, part) for part, found in enumerate(spans) for begin, end in found)
    last: dict[int, Span] = {}
    for begin, end, part in events:
        last[part] = (begin, end)
        if len(last) == len(spans):
            first = min(one for one, _ in last.values())
            if begin - first <= NEAR:
                return first, max(one for _, one in last.values())
    return None
