"""Languages of content: which codes name one, and which the editors' folder offers."""

from __future__ import annotations

from pathlib import Path

from babel import Locale, UnknownLocaleError

from bot.content.files import Unreadable, text_of
from bot.content.marked import parse

SOURCE = "ru"
"""What files are written in where nobody says otherwise."""


def is_language(code: str) -> bool:
    """Whether a code names a language, such as `ru` or `zh`."""
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return True


def source_of_translations(folder: Path) -> str:
    """The language that the files without a language in their names are written in: `line.yaml` says it."""
    try:
        said = parse(text_of(folder / "line.yaml")).root.get("language").text
    except Unreadable:
        return SOURCE
    return said if is_language(said) else SOURCE


def offered(folder: Path, source: str) -> tuple[str, ...]:
    """The languages that have texts of the interface, the one of the files themselves first."""
    others = sorted(file.stem for file in (folder / "texts").glob("*.ftl"))
    return (source, *(code for code in others if code != source and is_language(code)))
