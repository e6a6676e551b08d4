"""The book: all that the editors wrote, made ready for the line; read once, at start and at a reload."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.content.languages import source_of_translations
from bot.content.loading import load
from bot.content.problems import ContentError, Problem
from bot.content.texts import Texts
from bot.domain.cases import Content, FraudSign
from bot.domain.crisis import Crisis
from bot.domain.fraud import FraudSigns
from bot.domain.games.playable import Playable
from bot.domain.safety import Rules


@dataclass(frozen=True, slots=True)
class Book:
    """The content and its texts in one language, and the words of crisis and fraud of all, compiled."""

    content: Content
    texts: Texts
    crisis: Crisis
    fraud: FraudSigns
    safety: Rules = field(default_factory=Rules)
    packs: Mapping[str, Playable] = field(default_factory=dict, repr=False)
    """What can be played, by the name of its file; put there by whoever reads packs as well."""
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
        """Read a folder of content in all its languages, to be opened in `locale`; raises ContentError."""
        problems: list[Problem] = []
        content: Content | None = None
        try:
            content = load(folder)
        except ContentError as error:
            problems += error.problems
        source = content.language if content else source_of_translations(folder)
        texts = _texts(folder, source, problems)
        others = content.translations if content else {}
        translated = {code: _texts(folder, code, problems, texts) for code in others} if texts else {}
        if texts and locale not in (source, *others):
            _texts(folder, locale, problems, texts)
        if content is None or texts is None or problems:
            raise ContentError(tuple(problems))
        contents = {source: content, **others}
        crisis = Crisis.compile(content.crisis)
        safety = Rules(content.safety)
        fraud = FraudSigns(_signs_in_every_language(contents.values()))
        said = {source: texts} | {code: one for code, one in translated.items() if one}
        languages = (locale, *(code for code in content.languages if code != locale))
        books = {
            code: cls(replace(one, languages=languages, translations={}), said[code], crisis, fraud, safety)
            for code, one in contents.items()
        }
        book = books.pop(locale)
        content = replace(book.content, translations={code: one.content for code, one in books.items()})
        return replace(book, content=content, translations=books)


def _signs_in_every_language(contents: Iterable[Content]) -> list[FraudSign]:
    signs: dict[str, FraudSign] = {}
    for sign in (sign for content in contents for sign in content.fraud.signs):
        known = signs.setdefault(sign.key, sign)
        phrases = dict.fromkeys(known.phrases + sign.phrases)
        exceptions = dict.fromkeys(known.exceptions + sign.exceptions)
        signs[sign.key] = replace(known, phrases=tuple(phrases), exceptions=tuple(exceptions))
    return list(signs.values())


def _texts(folder: Path, locale: str, problems: list[Problem], fallback: Texts | None = None) -> Texts | None:
    try:
        return Texts.load(folder, locale, fallback)
    except ContentError as error:
        problems += error.problems
        return None
