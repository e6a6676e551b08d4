"""Languages of content: which codes name one, and which the editors' folder offers."""

from __future__ import annotations

from pathlib import Path

from babel import Locale, UnknownLocaleError


def is_language(code: str) -> bool:
    """Whether a code names a language, such as `ru` or `zh`."""
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return True


def offered(folder: Path, default: str) -> tuple[str, ...]:
    """The languages that have texts of the interface, the default one first."""
    others = sorted(file.stem for file in (folder / "texts").glob("*.ftl"))
    return (default, *(code for code in others if code != default and is_language(code)))
