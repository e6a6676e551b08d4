"""A remark without what would tell whose it is: telephones, numbers of cards, e-mail, pages of people."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PAGE = re.compile(r"(?:https?://)?(?:t\.me|vk\.com|vk\.me)/[^\s,;]+|(?<!\w)@\w{3,}", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d(?:[\s\-()]*\d){6,}|\+?\d(?:[\s\-()./]*\d){9,}")


def masked(text: str, mark: str) -> str:
    """The text with a mark in the place of each of them."""
    for pattern in (_MAIL, _PAGE, _NUMBER):
        text = pattern.sub(mark, text)
    return text
