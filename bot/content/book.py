"""The book: all that the editors wrote, made ready for the line; read once, at start and at a reload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.content.loading import load
from bot.content.problems import ContentError, Problem
from bot.content.texts import Texts
from bot.domain.cases import Content
from bot.domain.crisis import Crisis


@dataclass(frozen=True, slots=True)
class Book:
    """The content and its texts in one language, and the words of crisis of all, compiled."""

    content: Content
    texts: Texts
    crisis: Crisis
    translations: Mapping[str, Book] = field(default_factory=dict, repr=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that people may choose, the default one first."""
        return self.content.languages

    def localised(self, language: str) -> Book:
        """The book in that language, with the default one where nobody translated; itself for an unknown one.

        Ask the book of the default language: a translation knows no others.
        """
        return self.translations.get(language, self)

    @classmethod
    def read(cls, folder: Path, locale: str) -> Book:
        """Read a folder of content in all its languages, written first in `locale`; raises ContentError."""
        problems: list[Problem] = []
        content: Content | None = None
        try:
            content = load(folder, language=locale)
        except ContentError as error:
            problems += error.problems
        texts = _texts(folder, locale, problems)
        if content is None or texts is None or problems:
            raise ContentError(tuple(problems))
        crisis = Crisis.compile(content.crisis)
        book = cls(content, texts, crisis)
        translations = {}
        for language in content.languages[1:]:
            said = _texts(folder, language, problems, texts)
            if said:
                translations[language] = cls(content.localised(language), said, crisis)
        if problems:
            raise ContentError(tuple(problems))
        return replace(book, translations=translations)


def _texts(folder: Path, locale: str, problems: list[Problem], fallback: Texts | None = None) -> Texts | None:
    try:
        return Texts.load(folder, locale, fallback)
    except ContentError as error:
        problems += error.problems
        return None
