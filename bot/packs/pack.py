"""What a file of a moderator turned out to be, or why it cannot be taken."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from bot.domain.games.playable import Playable

LONGEST_TEXT = 300
"""Characters of a clue or a title; what is longer is cut."""

_TAGS = re.compile(r"<[^<>]{0,200}>")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


class PackRefused(Exception):
    """A file that is not what we take; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A crossword, a word list or a quiz, with remarks on what was left out or changed."""

    content: Playable
    remarks: tuple[str, ...] = ()


def cleaned(text: object, most: int = LONGEST_TEXT) -> str:
    """A text of a stranger's file as one plain line: no tags, nothing unseen, of a bounded length."""
    plain = html.unescape(_TAGS.sub("", str(text if text is not None else "")[: most * 20]))
    # Half a character, as JSON may hold it, can be neither written nor kept.
    plain = " ".join(_UNSEEN.sub(" ", plain).encode("utf-8", "ignore").decode().split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
