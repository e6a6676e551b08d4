"""The editors' words, made ready for the way of every message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.cases import SafetyWords
from bot.domain.safety.folding import alike
from bot.domain.safety.phrases import Lookup, Sought, Span
from bot.domain.safety.seen import Kind


@dataclass(frozen=True, slots=True)
class _Scheme:
    """A trick with its phrases, ready to be looked for."""

    kind: Kind
    always: list[Sought]
    words: list[Sought]
    newcomers: list[Sought]
    exceptions: list[Sought]


@dataclass(frozen=True, slots=True)
class Hit:
    """A scheme that was found, by which words; `sure` where no warning excuses it."""

    kind: Kind
    span: Span
    sure: bool


class Rules:
    """What `content/safety.yaml` says of the words of swindlers; empty where nobody wrote it."""

    def __init__(self, words: SafetyWords | None = None) -> None:
        words = words or SafetyWords()
        self._lookup = lookup = Lookup()
        self._schemes = [
            _Scheme(
                Kind(one.kind),
                lookup.add(one.always),
                lookup.add(one.words),
                lookup.add(one.newcomers),
                lookup.add(one.exceptions),
            )
            for one in words.schemes
        ]
        self._told = lookup.add(words.told)
        self.names = tuple(alike(name) for name in words.names)

    def hits(self, words: Sequence[str], *, known: bool) -> list[Hit]:
        """The schemes that folded words speak of, in the editors' order."""
        places = self._lookup.places(words)
        told = any(phrase.found(places) for phrase in self._told)
        found = []
        for scheme in self._schemes:
            here = _without(scheme.exceptions, places)
            hit = _first(scheme.always, here)
            sure = hit is not None
            if hit is None and not told:
                hit = _first(scheme.words, here) or (None if known else _first(scheme.newcomers, here))
            if hit is not None:
                found.append(Hit(scheme.kind, hit, sure))
        return found


def _first(phrases: Sequence[Sought], places: Mapping[int, list[Span]]) -> Span | None:
    for phrase in phrases:
        span = phrase.found(places)
        if span is not None:
            return span
    return None


def _without(excuses: Sequence[Sought], places: dict[int, list[Span]]) -> dict[int, list[Span]]:
    """The places that no excuse covers."""
    covered = {place for one in excuses for span in one.everywhere(places) for place in range(*span)}
    if not covered:
        return places
    left = {}
    for number, spans in places.items():
        kept = [span for span in spans if covered.isdisjoint(range(*span))]
        if kept:
            left[number] = kept
    return left
