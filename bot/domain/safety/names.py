"""Names that would pass for a worker's or the line's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from bot.domain.safety.folding import alike, plain

_WORDS = re.compile(r"[^\W_]+")
_NEAR = 6
"""Letters from which one that differs still leaves a word the same at a glance."""


def resembles(name: str, names: Iterable[str]) -> str:
    """The name among these that this one would pass for; nothing where it is its own.

    A name of one word counts only where it is written in disguise: many people are called Мария.
    """
    own = _folded(name)
    if not own:
        return ""
    hidden = disguised(name)
    for other in names:
        wanted = _folded(other)
        if not wanted or (len(wanted) == 1 and not hidden):
            continue
        if "".join(own) == "".join(wanted) or all(any(_same(word, one) for one in own) for word in wanted):
            return other
    return ""


def disguised(name: str) -> bool:
    """Whether a word of the name is mixed of alphabets, or holds what nobody sees."""
    if any(unicodedata.category(one) == "Cf" and one not in "\u200d\ufe0f" for one in name):
        return True
    for word in _WORDS.findall(plain(name)):
        letters = {unicodedata.name(one, "").split(" ")[0] for one in word if one.isalpha()}
        if len(letters & {"CYRILLIC", "LATIN", "GREEK"}) > 1:
            return True
    return False


def _folded(name: str) -> list[str]:
    return [word for word in _WORDS.findall(alike(name[:200])) if word]


def _same(one: str, other: str) -> bool:
    """Whether two words look the same, or nearly so when they are long."""
    if one == other:
        return True
    if min(len(one), len(other)) < _NEAR or abs(len(one) - len(other)) > 1:
        return False
    shorter, longer = sorted((one, other), key=len)
    for place in range(len(longer)):
        if place >= len(shorter) or longer[place] != shorter[place]:
            rest = longer[place + 1 :]
            return rest == shorter[place + (len(shorter) == len(longer)) :]
    return True
