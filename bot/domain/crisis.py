"""Words of danger in what people write: a plain list, found the same way every time, without I/O.

The threshold is low on purpose: numbers shown to somebody who only joked cost a smile, numbers not shown may cost
a life.

A phrase is words in their order. `умира*` is a stem with any ending, `муж|сын` is either word, and `...` lets up to
three other words stand between. Letters are folded before comparison, in the list and in the text alike: case, ё and е,
й and и, repeated letters, Latin and digits that look Russian, marks nobody sees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.cases import CrisisKind, CrisisList

GATE = 4
"""How many first letters of a word decide whether the text is worth a closer look."""

_GAP = r"(?:\S+ ){0,3}"
_LOOKALIKES = str.maketrans("abcehkmoptxyu0346ёй", "авсенкмортхуиозчбеи")
_REPEATED = re.compile(r"(\S)\1+")
_SPELLED = re.compile(r"(?<!\S)(?:\S ){3,}\S(?!\S)")


class PhraseError(ValueError):
    """A phrase of the list that cannot be understood; says what to do."""


class _Folding(dict[int, str | None]):
    """The fold of each character, worked out when it is first seen.

    `-` stands for any sign that is neither a letter nor a space, so that a word may be read with and without it.
    """

    def __missing__(self, code: int) -> str | None:
        folded = _fold_character(chr(code))
        # Rare scripts are worked out each time: a flood of odd characters must not fill the memory.
        if code < 0x3000:
            self[code] = folded
        return folded


def _fold_character(character: str) -> str | None:
    plain = "".join(
        part
        for part in unicodedata.normalize("NFKD", character).casefold().translate(_LOOKALIKES)
        if not unicodedata.combining(part)
    )
    if plain and plain.isalnum():
        return plain.casefold()
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Lm"):
        return None
    return "-"


_FOLDING = _Folding()


def _fold(text: str) -> str:
    return _REPEATED.sub(r"\1", text.translate(_FOLDING))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase made ready: its pattern over folded words, and the beginnings by which it is noticed."""

    pattern: str
    anchors: frozenset[str]


def read_phrase(written: str) -> Phrase:
    """Understand one phrase of the list, or raise PhraseError."""
    steps = written.split()
    if steps and (steps[0] == "..." or steps[-1] == "..."):
        raise PhraseError("Многоточие ставят между словами, а не с краю. Уберите его.")
    pattern, best = "", frozenset[str]()
    for step in steps:
        if step == "...":
            pattern += _GAP
            continue
        words = [_word(word) for word in step.split("|")]
        pattern += "(?:" + "|".join(re.escape(word) + (r"\S*" if stem else "") for word, stem in words) + ") "
        anchors = frozenset(word[:GATE] for word, _ in words)
        sure = all(len(word) >= GATE or not stem for word, stem in words)
        if sure and (not best or min(map(len, anchors)) > min(map(len, best))):
            best = anchors
    if not best:
        raise PhraseError(
            "Слово перед * слишком короткое. Оставьте хотя бы четыре буквы или допишите слово целиком."
        )
    return Phrase(pattern, best)


def _word(written: str) -> tuple[str, bool]:
    stem = written.endswith("*")
    folded = _fold(written.removesuffix("*"))
    if not folded or not folded.isalnum():
        raise PhraseError(
            "Допустимы слова из букв и цифр, * в конце слова, | между словами и ... между ними. Исправьте."
        )
    return folded, stem


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: CrisisKind
    words: re.Pattern[str]
    exceptions: re.Pattern[str] | None

    def speaks(self, text: str) -> bool:
        """Whether a phrase stands in the text outside of every exception."""
        found = list(_spans(self.words, text))
        if not found or self.exceptions is None:
            return bool(found)
        excused = list(_spans(self.exceptions, text))
        return any(all(end <= start or finish <= begin for start, finish in excused) for begin, end in found)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span(1) for found in pattern.finditer(text))


@dataclass(frozen=True, slots=True)
class Crisis:
    """The list of crisis words, compiled for the way of every text."""

    version: str
    _gate: frozenset[str]
    _kinds: tuple[_Kind, ...]

    @classmethod
    def compile(cls, words: CrisisList) -> Crisis:
        """Make the editors' list ready; costs milliseconds, once for each reload."""
        gate: set[str] = set()
        kinds = []
        for kind in words.kinds:
            phrases = [read_phrase(phrase) for phrase in kind.phrases]
            gate.update(*(phrase.anchors for phrase in phrases))
            exceptions = [read_phrase(phrase) for phrase in kind.exceptions]
            kinds.append(_Kind(kind.kind, _any(phrases), _any(exceptions) if exceptions else None))
        order = list(CrisisKind)
        kinds.sort(key=lambda one: order.index(one.kind))
        return cls(words.version, frozenset(gate), tuple(kinds))

    def find(self, text: str) -> CrisisKind | None:
        """The danger that a text speaks of, if it speaks of one."""
        folded = _fold(text)
        words = folded.replace("-", " ").split()
        if (found := self._look(words)) is not None or "-" not in folded:
            return found
        # The second reading is for words broken by signs: «су-и-цид», «ж*ить».
        return self._look(folded.replace("-", "").split())

    def _look(self, words: list[str]) -> CrisisKind | None:
        gate = self._gate
        for word in words:
            if word[:GATE] in gate:
                break
        else:
            if 2 * len(words) <= sum(map(len, words)):
                return None
        line = " ".join(words)
        # Letters typed one by one are one word.
        line = _SPELLED.sub(lambda found: found[0].replace(" ", ""), line)
        return next((one.kind for one in self._kinds if one.speaks(f"{line} ")), None)


def _any(phrases: list[Phrase]) -> re.Pattern[str]:
    # Looking ahead finds phrases that overlap, so that an excused one hides no other.
    return re.compile(r"(?<!\S)(?=(" + "|".join(phrase.pattern for phrase in phrases) + "))")
