"""A remark without what would tell whose it is: telephones, numbers of cards, e-mail, pages and links.

Of a link its site stays, because an editor has to know which one does not open; the rest of it may lead to
somebody's own page or paper. Of a page of a person nothing stays.
"""

from __future__ import annotations

import re

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PEOPLE = (
    r"(?:t|telegram)\.me|telegram\.org|(?:m\.)?vk\.(?:com|me|ru|cc)|(?:m\.)?ok\.ru|wa\.me|max\.ru"
    r"|(?:chat\.)?whatsapp\.com|viber\.com|instagram\.com|facebook\.com|fb\.com|my\.mail\.ru|dzen\.ru"
)
_PAGE = re.compile(
    rf"(?<![\w.-])(?:https?://)?(?:www\.)?(?:{_PEOPLE})/[^\s,;]+|(?<!\w)@\w{{3,}}", re.IGNORECASE
)
_LINK = re.compile(r"(?<![\w.@-])((?:https?://)?(?:[\w-]+\.)+[a-zа-яё]{2,12}/)[^\s,;]+", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d(?:[\s\-()]*\d){6,}|\+?\d(?:[\s\-()./]*\d){9,}")


def masked(text: str, mark: str) -> str:
    """The text with a mark in the place of each of them."""
    for pattern in (_MAIL, _PAGE):
        text = pattern.sub(mark, text)
    text = _LINK.sub(lambda found: found[1] + mark, text)
    return _NUMBER.sub(mark, text)
