"""`safety.yaml`: the words of swindlers in chats; its shape, its rules, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.content.marked import Node, Place
from bot.content.models import SafetyOverlay
from bot.content.rules import Found
from bot.domain.cases import SafetyWords, SchemeWords
from bot.domain.crisis import PhraseError, put_groups, read_word
from bot.domain.safety.phrases import read
from bot.domain.safety.seen import SCHEMES, Kind

LISTS = ("always", "words", "newcomers", "not")
"""The lists of phrases that a scheme may have."""


def safety_rules(root: Node) -> Found:
    """Problems of the phrases of each trick."""
    groups = {name: [word.text for word in group.items] for name, group in root.get("groups").fields.items()}
    for name, group in root.get("groups").fields.items():
        for index, word in enumerate(group.items):
            try:
                read_word(word.text)
            except PhraseError as error:
                yield ("groups", name, index), f"«{word.text}»: {error}"
    yield from _phrases(root.get("told"), ("told",), groups)
    for key, scheme in root.get("schemes").fields.items():
        if key not in SCHEMES:
            known = ", ".join(sorted(SCHEMES))
            yield ("schemes", key), f"Уловки «{key}» линия не знает. Есть: {known}."
        for name in LISTS:
            yield from _phrases(scheme.get(name), ("schemes", key, name), groups)


def _phrases(listed: Node, place: Place, groups: Mapping[str, Sequence[str]]) -> Found:
    seen: dict[str, int] = {}
    for index, phrase in enumerate(listed.items):
        said = phrase.text
        if not said:
            continue
        if said in seen:
            yield (*place, index), f"«{said}» уже есть в строке {seen[said]}. Оставьте одно из двух."
        seen.setdefault(said, phrase.line)
        try:
            read(put_groups(said, groups))
        except PhraseError as error:
            yield (*place, index), f"«{said}»: {error}"


def safety_words(files: Iterable[SafetyOverlay]) -> SafetyWords:
    """The words of all languages together: swindlers write in any."""
    schemes: dict[Kind, SchemeWords] = {}
    names: list[str] = []
    told: list[str] = []
    for file in files:
        names += file.names
        told += [put_groups(one, file.groups) for one in file.told]
        for kind, one in file.schemes.items():
            known = schemes.get(kind, SchemeWords(kind))
            parts = (one.always, one.words, one.newcomers, one.exceptions)
            before = (known.always, known.words, known.newcomers, known.exceptions)
            schemes[kind] = SchemeWords(
                kind,
                *(
                    (*there, *(put_groups(phrase, file.groups) for phrase in here))
                    for there, here in zip(before, parts, strict=True)
                ),
            )
    return SafetyWords(tuple(schemes.values()), tuple(told), tuple(names))
