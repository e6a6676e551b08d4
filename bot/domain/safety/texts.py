"""A message's text with what leads out of it found, and words in the place of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.safety.addresses import Found, addresses
from bot.domain.safety.numbers import AMOUNT, numbers
from bot.domain.safety.seen import Kind

LONGEST = 4096
"""Characters that are looked at; no messenger lets people write more."""

# Words in the place of what phrases cannot name; editors write them in phrases as they stand here.
_STAND_INS = {
    Kind.LINK: "ссылканасайт",
    Kind.INVITE: "ссылканасайт",
    Kind.SHORTENED: "ссылканасайт",
    Kind.PROGRAM: "ссылканасайт",
    Kind.MAIL: "ссылканасайт",
    Kind.MENTION: "ссылканасайт",
    Kind.PHONE: "номертелефона",
    Kind.CARD: "номеркарты",
}
_AMOUNT = " суммаденег "
_TELLING = frozenset(".@/|·•。") | frozenset("0123456789")


def contacts(text: str) -> list[Found]:
    """Addresses and numbers of a plain text in their order; of two that overlap, the first."""
    if len(text) <= 20 and _TELLING.isdisjoint(text):
        return []
    found: list[Found] = []
    for one in sorted((*addresses(text), *numbers(text)), key=lambda one: (one.begin, -one.end)):
        if not found or one.begin >= found[-1].end:
            found.append(one)
    return found


def stood_in(text: str, found: Sequence[Found] | None = None) -> str:
    """A plain text with words in the place of money, addresses and numbers."""
    pieces: list[str] = []
    last = 0
    for one in contacts(text) if found is None else found:
        pieces += [AMOUNT.sub(_AMOUNT, text[last : one.begin]), " ", _STAND_INS[one.kind], " "]
        last = one.end
    pieces.append(AMOUNT.sub(_AMOUNT, text[last:]))
    return "".join(pieces)
