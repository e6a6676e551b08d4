"""The book: all that the editors wrote, made ready for the line; read once, at start and at a reload."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.content.loading import load
from bot.content.texts import Texts
from bot.domain.cases import Content
from bot.domain.crisis import Crisis


@dataclass(frozen=True, slots=True)
class Book:
    """The content, its texts in one language, and the words of crisis, compiled."""

    content: Content
    texts: Texts
    crisis: Crisis

    @classmethod
    def read(cls, folder: Path, locale: str) -> Book:
        """Read a folder of content; raises ContentError."""
        content = load(folder)
        return cls(content, Texts.load(folder, locale), Crisis.compile(content.crisis))
