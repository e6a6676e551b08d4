"""Texts without disguise: what nobody sees is taken out, letters that look alike become one."""

from __future__ import annotations

import unicodedata

_SAME = {
    "а": "a", "в": "b", "с": "c", "е": "e", "ё": "e", "н": "h", "к": "k", "м": "m", "о": "o", "р": "p",
    "т": "t", "у": "y", "х": "x", "і": "i", "ї": "i", "ј": "j", "ѕ": "s", "ԁ": "d", "ԛ": "q", "ԝ": "w",
    "з": "3", "б": "6", "ч": "4", "и": "u", "п": "n", "г": "r", "й": "u", "ь": "b", "я": "r",
    "α": "a", "β": "b", "ε": "e", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t", "υ": "y",
    "χ": "x", "η": "n", "μ": "m", "ω": "w", "ϲ": "c", "σ": "o", "γ": "y",
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ß": "b", "æ": "ae", "œ": "oe",
    "0": "o", "1": "i", "l": "i", "|": "i", "!": "i", "5": "s", "$": "s", "@": "a", "€": "e", "8": "b",
}  # fmt: skip
_ALIKE = str.maketrans(_SAME)

_UNSEEN = {"Cf", "Cc", "Mn", "Me", "Lm"}


class _Plain(dict[int, str | None]):
    """What each character is without disguise, worked out when it is first seen."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        if character in "\n\t":
            return character
        # Combined letters stay (й, ё, ż), loose marks go.
        plain = "".join(
            one
            for one in unicodedata.normalize("NFKC", character)
            if unicodedata.category(one) not in _UNSEEN
        )
        if code < 0x3000:
            self[code] = plain or None
        return plain or None


_PLAIN = _Plain()


def plain(text: str) -> str:
    """The text in plain letters and digits: no unseen marks, no ornamental letters; case stays."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def alike(text: str) -> str:
    """The text with one letter for all that look like it; equal for texts that look the same."""
    lowered = plain(unicodedata.normalize("NFKC", text)).casefold()
    loose = "".join(one for one in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(one))
    return loose.translate(_ALIKE).translate(_ALIKE)
