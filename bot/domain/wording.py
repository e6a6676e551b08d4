"""What people typed, made ready for reading: marks nobody sees, case, ё and е."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_SPACES = re.compile(r"[^\S\n]+")


def tidy(text: str) -> str:
    """A text without marks that cannot be seen and without doubled spaces."""
    lines = [_SPACES.sub(" ", line).strip() for line in _INVISIBLE.sub("", text).splitlines()]
    return "\n".join(lines).strip()


def folded(text: str) -> str:
    """A text for comparing: lower case, ё as е, no punctuation."""
    lowered = tidy(text).casefold().replace("ё", "е")
    return " ".join(re.sub(r"[^\w\s]", " ", lowered).split())


def has_letters(text: str) -> bool:
    """Whether there is at least one letter or digit in it, so that emoji alone are no name."""
    return any(unicodedata.category(character)[0] in "LN" for character in text)
