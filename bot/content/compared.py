"""Texts of one language held against those of the default one, and against the numbers of its own grammar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.content.texts import Texts, patterns_of, source_of

CATEGORIES = frozenset({"zero", "one", "two", "few", "many"})
"""The forms that numbers can call for, over all languages; `other` is also any choice's default."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a language lacks: ids, values, forms; and what it has that nobody asks for."""

    missing: tuple[str, ...]
    extra: tuple[str, ...]
    values: tuple[str, ...]
    forms: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.values or self.forms)


def compared(folder: Path, texts: Texts, default: Texts) -> Compared:
    """One language against the default one; the default one against its own grammar only."""
    shared = sorted(texts.ids() & default.ids())
    return Compared(
        missing=tuple(sorted(default.ids() - texts.ids())),
        extra=tuple(sorted(texts.ids() - default.ids())),
        values=tuple(_values(shared, texts, default)),
        forms=tuple(_forms(folder, texts.locale, default.locale)),
    )


def _values(ids: list[str], texts: Texts, default: Texts) -> Iterator[str]:
    for id in ids:
        here, there = texts.variables(id), default.variables(id)
        if here != there:
            names = [f"без ${name}" for name in sorted(there - here)]
            names += [f"лишнее ${name}" for name in sorted(here - there)]
            yield f"{id} ({', '.join(names)})"


def _forms(folder: Path, language: str, default: str) -> Iterator[str]:
    wanted = plural_forms(language)
    counted = set(_counting(folder, default))
    found = _counting(folder, language)
    for id in _patterns(folder, language):
        lacking = sorted(wanted - found.get(id, frozenset()))
        if id in found and lacking:
            yield f"{id} (нет {', '.join(lacking)})"
        elif id in counted and id not in found and wanted:
            yield f"{id} (число стоит без форм)"


def plural_forms(language: str) -> frozenset[str]:
    """The forms of a language for whole numbers, beside `other`: `one`, `few` and `many` in Russian."""
    return frozenset(Locale.parse(language, sep="-").plural_form.tags)


def _counting(folder: Path, language: str) -> Mapping[str, frozenset[str]]:
    """The texts that choose by number, with their forms; where a text chooses twice, those of the poorer."""
    found = {}
    for id, pattern in _patterns(folder, language).items():
        choices = _Choices()
        choices.visit(pattern)
        if choices.forms:
            found[id] = min(choices.forms, key=len)
    return found


def _patterns(folder: Path, language: str) -> dict[str, ast.Pattern]:
    source = source_of(folder / "texts" / f"{language}.ftl")
    return dict(patterns_of(FluentParser(with_spans=False).parse(source)))


class _Choices(Visitor):
    """The forms of every choice by number in a pattern."""

    def __init__(self) -> None:
        self.forms: list[frozenset[str]] = []

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - named by Fluent
        keys = {variant.key.name for variant in node.variants if isinstance(variant.key, ast.Identifier)}
        if keys & CATEGORIES:
            self.forms.append(frozenset(keys))
        self.generic_visit(node)


def read_aloud(folder: Path, language: str) -> Iterator[tuple[str, str]]:
    """Each text as it would be read: a value counts as one word, a choice as its default."""
    for id, pattern in _patterns(folder, language).items():
        yield id, _aloud(pattern)


def _aloud(pattern: ast.Pattern) -> str:
    said = ""
    for element in pattern.elements:
        inner = element.expression if isinstance(element, ast.Placeable) else None
        if isinstance(element, ast.TextElement):
            said += element.value
        elif isinstance(inner, ast.SelectExpression):
            said += next((_aloud(variant.value) for variant in inner.variants if variant.default), "")
        else:
            said += "…" if isinstance(inner, ast.StringLiteral) else "это"
    return said
