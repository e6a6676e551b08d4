"""Words of danger in what people write: a plain list, found the same way every time, without I/O.

The threshold is low on purpose: numbers shown to somebody who only joked cost a smile, numbers not shown
may cost a life.

A phrase is words in their order. `умира*` is a stem with any ending, `муж|сын|тот_мужик` is any of the
three (`_` makes one choice of two words), `...` lets up to three other words stand between, and
`упал* & не отвечает` are two parts in any order, up to twelve words apart. `<близкий>` is a named group of
words, written once. A hint is a phrase that counts only where nothing in the text sets it aside: a film, a
cat, "three years ago".

Letters are folded before comparison, in the list and in the text alike: case, ё, е and и, о and а, soft
signs, repeated letters, Latin and digits that look Russian, marks nobody sees. A text in Latin letters alone
is read as Russian as well.

Chinese is written without spaces, so each of its signs is a word: `不想活` is three words in their order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.domain.cases import CrisisKind, CrisisList, CrisisWords

PREFIX = 4
"""How many first letters of a word a stem is noticed by; no stem that phrases hang on is shorter."""

SPELLED = 4
"""How many single letters in a row are taken for one word spelled out."""

FIRST_SIGN, LAST_SIGN = "\u3400", "\u9fff"
"""Between these lie the Chinese signs that people write every day."""

_GAP = r"(?:\S+ ){0,3}"
_NEAR = r"(?:\S+ ){0,12}?"
_GROUP = re.compile(r"<([^<>\s]*)>")
# Latin, Greek, Ukrainian letters and digits that pass for Russian ones, and Russian letters that people
# mix up (не and ни, памагите, the soft sign of -ться); marks above letters are gone by then.
_LOOKALIKES = str.maketrans(
    "abcehikmnoprtuxyαεικορτυχіє0346оеэ",
    "авсиникмпаргтихуаиикаргухииазчбаии",
    "ьъ",
)
# Russian in Latin letters, the longest spelling of a sound first.
_SOUNDS = {
    **{"shch": "щ", "sch": "щ", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "ts": "ц"},
    **{"ya": "я", "ja": "я", "yu": "ю", "ju": "ю", "yo": "е", "jo": "е", "ye": "е", "iy": "и", "yj": "ый"},
    **dict(zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстуввхыз", strict=True)),
    "'": "",
}
_SOUND = re.compile("|".join(_SOUNDS))
_AFTER_VOWEL = re.compile(r"(?<=[aeiou])y(?![aeuo])")
# Signs that a text in Latin letters is English or Polish, not Russian: read as that, «a bit» would be «бить».
_NOT_RUSSIAN = re.compile(r"w|th|ck|gh|\b(?:and|is|are|of|you|she|nie|sie|jest)\b", re.IGNORECASE)
_REPEATED = re.compile(r"(\S)\1+")
_TWICE = re.compile(r"(.)\1")
_BROKEN = re.compile(r"-\w")
_SPELLED = re.compile(rf"(?<!\S)(?:[^\s{FIRST_SIGN}-{LAST_SIGN}] ){{3,}}[^\s{FIRST_SIGN}-{LAST_SIGN}](?!\S)")


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
    if FIRST_SIGN <= character <= LAST_SIGN:
        return f" {character} "
    plain = "".join(
        part
        for part in unicodedata.normalize("NFKD", character).casefold().translate(_LOOKALIKES)
        if not unicodedata.combining(part)
    )
    if plain.isalnum() or not plain:
        return plain or None
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

    @property
    def signs(self) -> bool:
        """Whether it is Chinese: several words of one sign each, by which it is looked for as a whole."""
        return FIRST_SIGN <= self.text[:1] <= LAST_SIGN

    @property
    def noticed(self) -> bool:
        """Whether a text can be searched for it: a stem of two letters would be everywhere."""
        return len(self.text) >= PREFIX or not self.stem

    @property
    def anchor(self) -> Word:
        """What a text is searched for: of words that stand for one, the longest."""
        if self.signs or " " not in self.text:
            return self
        parts = self.text.split()
        longest = max(parts, key=len)
        return Word(longest, self.stem and longest == parts[-1])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase made ready: its pattern over folded words, and the words one of which must be in the text."""

    pattern: str
    anchors: tuple[Word, ...]
    others: tuple[Word, ...] = ()
    """Words one of which must be in the text as well: looking for them is cheaper than for the pattern."""


@lru_cache(maxsize=1 << 13)
def read_phrase(written: str) -> Phrase:
    """Understand one phrase of the list, its groups put in already, or raise PhraseError."""
    choices: list[tuple[Word, ...]] = []
    sides = [_side(side.split(), choices) for side in re.split(r"(?<!\S)&(?!\S)", written)]
    if len(sides) > 2:
        raise PhraseError("Знак & во фразе бывает один. Оставьте две части.")
    if not choices:
        raise PhraseError("Слово перед * слишком короткое. Нужны хотя бы четыре буквы или слово целиком.")
    choices.sort(key=_rarity, reverse=True)
    pattern = sides[0]
    if len(sides) == 2:
        pattern = f"(?:{sides[0]}{_NEAR}{sides[1]}|{sides[1]}{_NEAR}{sides[0]})"
    return Phrase(pattern, *choices[:2])


def put_groups(written: str, groups: Mapping[str, Sequence[str]]) -> str:
    """A phrase with the words of a group in the place of `<group>`; raises PhraseError."""

    def words(found: re.Match[str]) -> str:
        if found[1] not in groups:
            raise PhraseError(f"Группы «{found[1]}» нет в groups этого файла. Добавьте её или исправьте имя.")
        return "|".join(groups[found[1]])

    return _GROUP.sub(words, written)


def _side(steps: list[str], choices: list[tuple[Word, ...]]) -> str:
    """The pattern of one part; the words by which each of its steps is noticed are added to the choices."""
    if not steps:
        raise PhraseError("Знак & ставят между двумя частями фразы. Допишите вторую часть или уберите его.")
    if steps[0] == "..." or steps[-1] == "...":
        raise PhraseError("Многоточие ставят между словами, а не с краю. Уберите его.")
    pattern = ""
    for step in steps:
        if step == "...":
            pattern += _GAP
            continue
        words = tuple(read_word(word) for word in step.split("|"))
        pattern += "(?:" + "|".join(word.text + (r"\S*" if word.stem else "") for word in words) + ") "
        found = tuple(word.anchor for word in words)
        if all(word.noticed for word in found):
            choices.append(found)
    return pattern


@lru_cache(maxsize=1 << 13)
def read_word(written: str) -> Word:
    """Understand one word of a phrase or of a group, or raise PhraseError."""
    parts = [_fold(part).split() for part in written.removesuffix("*").split("_")]
    word = Word(" ".join(" ".join(part) for part in parts), written.endswith("*"))
    if not all("".join(part if word.signs and not word.stem else part[:1]).isalnum() for part in parts):
        raise PhraseError(
            "Можно слова из букв и цифр, * в конце слова, | между словами и отдельно «...». Исправьте."
        )
    return word


def _rarity(words: tuple[Word, ...]) -> tuple[int, int]:
    # Long words are rare, and one is rarer than several: «жить», neither «не» nor «хочу|хочется».
    return min((len(word.text) for word in words), default=0), -len(words)


class _Told:
    """A phrase of one danger; its pattern is made when a text first has a word of it."""

    def __init__(self, phrase: Phrase, rank: int, *, hint: bool) -> None:
        self.phrase, self.rank, self.hint = phrase, rank, hint
        self._words = {word.text for word in phrase.others if not word.stem}
        self._beginnings = {word.text[:PREFIX] for word in phrase.others if word.stem}
        self._alone = not phrase.others or any(word.signs for word in phrase.others)

    def possible(self, words: set[str], beginnings: set[str]) -> bool:
        """Whether another word of the phrase is in the text, too."""
        return self._alone or not self._words.isdisjoint(words) or not self._beginnings.isdisjoint(beginnings)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _any([self.phrase])


class _Kind:
    """One danger: what excuses its phrases at their place, and what sets its hints aside anywhere."""

    def __init__(self, words: CrisisWords) -> None:
        self.kind = words.kind
        self._excuses = [read_phrase(phrase) for phrase in words.exceptions]
        self._others = [read_phrase(phrase) for phrase in words.aside]

    @cached_property
    def _exceptions(self) -> re.Pattern[str]:
        return _any(self._excuses)

    @cached_property
    def _aside(self) -> re.Pattern[str]:
        return _any(self._others)

    def speaks(self, line: str, near: Iterable[_Told]) -> bool:
        """Whether one of these phrases stands in the line outside of every exception and is not set aside."""
        found = [(span, told.hint) for told in near for span in _spans(told.pattern, line)]
        if found and self._excuses:
            excused = list(_spans(self._exceptions, line))
            found = [
                one for one in found if all(end <= one[0][0] or one[0][1] <= start for start, end in excused)
            ]
        if any(not hint for _, hint in found):
            return True
        return bool(found) and not (self._others and self._aside.search(line))


def _spans(pattern: re.Pattern[str], line: str) -> Iterator[tuple[int, int]]:
    return (found.span(1) for found in pattern.finditer(line))


def _any(phrases: Sequence[Phrase]) -> re.Pattern[str]:
    # Looking ahead finds phrases that overlap, so that an excused one hides no other.
    return re.compile(r"(?<!\S)(?=(" + "|".join(phrase.pattern for phrase in phrases) + "))")


class Crisis:
    """The list of crisis words, compiled for the way of every text.

    An ordinary text costs a fold and two look-ups a word; only a telling word has phrases compared.
    """

    def __init__(self, version: str, kinds: Sequence[_Kind], phrases: Iterable[_Told]) -> None:
        self.version = version
        self._kinds = tuple(kinds)
        self._whole: dict[str, list[_Told]] = {}
        self._stems: dict[str, list[_Told]] = {}
        self._signs: dict[str, list[_Told]] = {}
        for told in phrases:
            for word in told.phrase.anchors:
                index, key = (self._stems, word.text[:PREFIX]) if word.stem else (self._whole, word.text)
                (self._signs if word.signs else index).setdefault(key, []).append(told)

    @classmethod
    def compile(cls, words: CrisisList) -> Crisis:
        """Make the editors' list ready; costs some milliseconds, once for each reload."""
        kinds = sorted(words.kinds, key=lambda one: list(CrisisKind).index(one.kind))
        phrases = [
            _Told(read_phrase(phrase), rank, hint=hint)
            for rank, one in enumerate(kinds)
            for hint, written in ((False, one.phrases), (True, one.hints))
            for phrase in written
        ]
        return cls(words.version, [_Kind(one) for one in kinds], phrases)

    def find(self, text: str) -> CrisisKind | None:
        """The danger that a text speaks of, if it speaks of one."""
        found = self._read(_fold(text))
        # Asking a text whether it is all Latin costs nothing; only such a text is read twice.
        if found is None and text.isascii() and not _NOT_RUSSIAN.search(text):
            found = self._read(_fold(_cyrillic(text)))
        return found

    def _read(self, folded: str) -> CrisisKind | None:
        if "-" not in folded:
            return self._look(folded.split())
        found = self._look(folded.replace("-", " ").split())
        if found is None and _BROKEN.search(folded):
            # The second reading is for words broken by signs: «су-и-цид», «ж*ить».
            return self._look(folded.replace("-", "").split())
        return found

    def _look(self, words: list[str]) -> CrisisKind | None:
        single = [word for word in words if len(word) == 1]
        signs = len(single) > 1 and max(single) >= FIRST_SIGN
        if len(single) >= SPELLED:
            # Letters typed one by one are one word.
            words = _SPELLED.sub(lambda found: found[0].replace(" ", ""), " ".join(words)).split()
        whole, stems = self._whole, self._stems
        telling = [word for word in words if word in whole or word[:PREFIX] in stems]
        if not (telling or signs):
            return None
        line = " ".join(words) + " "
        near: set[_Told] = set()
        for word in telling:
            near.update(whole.get(word, ()), stems.get(word[:PREFIX], ()))
        if signs:
            near.update(*(found for run, found in self._signs.items() if run in line))
        present, beginnings = set(words), {word[:PREFIX] for word in words}
        found = [told for told in near if told.possible(present, beginnings)]
        for rank in sorted({told.rank for told in found}):
            if self._kinds[rank].speaks(line, (told for told in found if told.rank == rank)):
                return self._kinds[rank].kind
        return None


def _cyrillic(text: str) -> str:
    lowered = _AFTER_VOWEL.sub("j", text.lower())
    return _SOUND.sub(lambda found: _SOUNDS[found[0]], lowered)


def readings(text: str) -> tuple[str, ...]:
    """The lines of folded words in which phrases are found; words broken by signs are read both ways."""
    folded = _fold(text)
    both = (folded.replace("-", " "), folded.replace("-", "")) if _BROKEN.search(folded) else (folded,)
    return tuple(" ".join(line.replace("-", " ").split()) + " " for line in both)


def any_of(written: Iterable[str]) -> re.Pattern[str]:
    """What finds any of these phrases in a reading; raises PhraseError."""
    return _any([read_phrase(phrase) for phrase in written])
