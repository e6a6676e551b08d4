"""Words of danger in what people write: a plain list, found the same way every time, without I/O.

The threshold is low on purpose: numbers shown to somebody who only joked cost a smile, numbers not shown
may cost a life.

A phrase is words in their order. `умира*` is a stem with any ending, `муж|сын` is either word, and `...` lets
up to three other words stand between. Letters are folded before comparison, in the list and in the text
alike: case, ё and е, й and и, repeated letters, Latin and digits that look Russian, marks nobody sees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.cases import CrisisKind, CrisisList

PREFIX = 4
"""How many first letters of a word a stem is noticed by; no stem that phrases hang on is shorter."""

SPELLED = 4
"""How many single letters in a row are taken for one word spelled out."""

_GAP = r"(?:\S+ ){0,3}"
# Latin, Greek, Ukrainian letters and digits that pass for Russian ones; marks above letters are gone by then.
_LOOKALIKES = str.maketrans(
    "abcehikmnoprtuxyαεικορτυχіє0346",
    "авсеникмпоргтихуаеикортухиеозчб",
)
_REPEATED = re.compile(r"(\S)\1+")
_TWICE = re.compile(r"(.)\1")
_BROKEN = re.compile(r"-\w")
_SPELLED = re.compile(r"(?<!\S)(?:\S ){3,}\S(?!\S)")


class PhraseError(ValueError):
    """A phrase of the list that cannot be understood; says what to do."""


class _Folding(dict[int, str | None]):
    """The fold of each character, worked out when it is first seen.

    `-` stands for any sign that is neither letter nor space, so that a word may be read with and without it.
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
    if plain.isalnum():
        return plain
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Lm"):
        return None
    return "-"


_FOLDING = _Folding()


def _fold(text: str) -> str:
    folded = text.translate(_FOLDING)
    # Looking first is four times cheaper than replacing, and most texts repeat nothing.
    return _REPEATED.sub(r"\1", folded) if _TWICE.search(folded) else folded


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word of a phrase; a stem takes any ending."""

    text: str
    stem: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase made ready: its pattern over folded words, and the words one of which must be in the text."""

    pattern: str
    anchors: tuple[Word, ...]


def read_phrase(written: str) -> Phrase:
    """Understand one phrase of the list, or raise PhraseError."""
    steps = written.split()
    if steps and (steps[0] == "..." or steps[-1] == "..."):
        raise PhraseError("Многоточие ставят между словами, а не с краю. Уберите его.")
    pattern = ""
    anchors: tuple[Word, ...] = ()
    for step in steps:
        if step == "...":
            pattern += _GAP
            continue
        words = tuple(_word(word) for word in step.split("|"))
        pattern += "(?:" + "|".join(word.text + (r"\S*" if word.stem else "") for word in words) + ") "
        noticed = all(len(word.text) >= PREFIX or not word.stem for word in words)
        if noticed and _rarity(words) > _rarity(anchors):
            anchors = words
    if not anchors:
        raise PhraseError("Слово перед * слишком короткое. Нужны хотя бы четыре буквы или слово целиком.")
    return Phrase(pattern, anchors)


def _word(written: str) -> Word:
    folded = _fold(written.removesuffix("*"))
    if not folded.isalnum():
        raise PhraseError(
            "Можно слова из букв и цифр, * в конце слова, | между словами и отдельно «...». Исправьте."
        )
    return Word(folded, written.endswith("*"))


def _rarity(words: tuple[Word, ...]) -> tuple[int, int]:
    # Long words are rare, and one is rarer than several: «жить», neither «не» nor «хочу|хочется».
    return min((len(word.text) for word in words), default=0), -len(words)


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: CrisisKind
    words: re.Pattern[str]
    exceptions: re.Pattern[str] | None

    def speaks(self, line: str) -> bool:
        """Whether a phrase stands in the line outside of every exception."""
        found = list(_spans(self.words, line))
        if not found or self.exceptions is None:
            return bool(found)
        excused = list(_spans(self.exceptions, line))
        return any(all(end <= start or finish <= begin for start, finish in excused) for begin, end in found)


def _spans(pattern: re.Pattern[str], line: str) -> Iterator[tuple[int, int]]:
    return (found.span(1) for found in pattern.finditer(line))


def _any(phrases: Sequence[Phrase]) -> re.Pattern[str]:
    # Looking ahead finds phrases that overlap, so that an excused one hides no other.
    return re.compile(r"(?<!\S)(?=(" + "|".join(phrase.pattern for phrase in phrases) + "))")


class Crisis:
    """The list of crisis words, compiled for the way of every text.

    An ordinary text costs a fold and two look-ups a word; only a telling word has phrases compared.
    """

    def __init__(self, version: str, kinds: Sequence[_Kind], phrases: Iterable[Phrase]) -> None:
        self.version = version
        self._kinds = tuple(kinds)
        self._whole: dict[str, list[re.Pattern[str]]] = {}
        self._stems: dict[str, list[re.Pattern[str]]] = {}
        for phrase in phrases:
            pattern = _any([phrase])
            for word in phrase.anchors:
                index, key = (self._stems, word.text[:PREFIX]) if word.stem else (self._whole, word.text)
                index.setdefault(key, []).append(pattern)

    @classmethod
    def compile(cls, words: CrisisList) -> Crisis:
        """Make the editors' list ready; costs some milliseconds, once for each reload."""
        phrases: list[Phrase] = []
        kinds = []
        for kind in sorted(words.kinds, key=lambda one: list(CrisisKind).index(one.kind)):
            told = [read_phrase(phrase) for phrase in kind.phrases]
            excused = [read_phrase(phrase) for phrase in kind.exceptions]
            kinds.append(_Kind(kind.kind, _any(told), _any(excused) if excused else None))
            phrases += told
        return cls(words.version, kinds, phrases)

    def find(self, text: str) -> CrisisKind | None:
        """The danger that a text speaks of, if it speaks of one."""
        folded = _fold(text)
        if "-" not in folded:
            return self._look(folded.split())
        found = self._look(folded.replace("-", " ").split())
        if found is None and _BROKEN.search(folded):
            # The second reading is for words broken by signs: «су-и-цид», «ж*ить».
            return self._look(folded.replace("-", "").split())
        return found

    def _look(self, words: list[str]) -> CrisisKind | None:
        if len([word for word in words if len(word) == 1]) >= SPELLED:
            # Letters typed one by one are one word.
            words = _SPELLED.sub(lambda found: found[0].replace(" ", ""), " ".join(words)).split()
        whole, stems = self._whole, self._stems
        telling = [word for word in words if word in whole or word[:PREFIX] in stems]
        if not telling:
            return None
        line = " ".join(words) + " "
        near: set[re.Pattern[str]] = set()
        for word in telling:
            near.update(whole.get(word, ()), stems.get(word[:PREFIX], ()))
        if not any(pattern.search(line) for pattern in near):
            return None
        return next((one.kind for one in self._kinds if one.speaks(line)), None)
