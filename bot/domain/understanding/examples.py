"""Example phrases: the knowledge of the understanding, as the editors wrote it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.cases import Content, Examples


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase and what it means; `service` answers it, or nothing does and the desk `opens` something."""

    text: str
    intent: str
    language: str
    service: str = ""
    opens: str = ""
    danger: str = ""


def examples_of(content: Content) -> tuple[Example, ...]:
    """All phrases of the content, in an order that does not change; a phrase given twice counts once."""
    seen: dict[tuple[str, str], Example] = {}
    for one in _all(content):
        seen.setdefault((one.text, one.intent), one)
    return tuple(seen.values())


def _all(content: Content) -> Iterator[Example]:
    for case in content.cases:
        for service in case.services:
            for examples in service.intents:
                yield from _each(examples, service=service.path)
    for desk in content.desk:
        yield from _each(desk.examples, opens=str(desk.opens))
    for words in content.crisis.kinds:
        if words.examples is not None:
            yield from _each(words.examples, opens="crisis", danger=str(words.kind))
    for harmless in content.harmless:
        yield from _each(harmless)


def _each(examples: Examples, *, service: str = "", opens: str = "", danger: str = "") -> Iterator[Example]:
    for language, phrases in examples.phrases.items():
        for phrase in phrases:
            yield Example(phrase, examples.intent, language, service, opens, danger)


def fingerprint(examples: Sequence[Example]) -> str:
    """What the knowledge is known by: it changes with any phrase."""
    digest = hashlib.sha256()
    for one in examples:
        digest.update(repr(one).encode())
    return digest.hexdigest()[:32]
