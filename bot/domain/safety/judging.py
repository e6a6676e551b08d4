"""One message, judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.domain.crisis import readings
from bot.domain.safety.addresses import Found, addresses, page
from bot.domain.safety.folding import alike, plain
from bot.domain.safety.names import resembles
from bot.domain.safety.numbers import AMOUNT, numbers
from bot.domain.safety.rules import Rules
from bot.domain.safety.seen import Judgement, Kind, Reason, Seen

LONGEST = 4096
"""Characters that are looked at; no messenger lets people write more."""

SHOWN = 120
"""Characters of a message that a reason shows."""

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
_WORD = re.compile(r"[^\W_]+")


def judge(seen: Seen, rules: Rules) -> Judgement:
    """What speaks against a message, and whether it must wait for a moderator."""
    text = plain(seen.text[:LONGEST])
    found = _contacts(text)
    reasons = [*_carried(seen), *_written(found, known=seen.known)]
    name = _name(seen, rules)
    if name:
        reasons.append(Reason(Kind.NAME, name))
    reasons += _schemes(text, found, seen, rules)
    if not reasons:
        return Judgement()
    return Judgement(tuple(dict.fromkeys(reasons)), True)


def _contacts(text: str) -> list[Found]:
    """Addresses and numbers in their order; of two that overlap, the first."""
    if not (any(map(str.isdigit, text)) or any(one in text for one in ".@/|·•。") or len(text) > 20):
        return []
    found: list[Found] = []
    for one in sorted((*addresses(text), *numbers(text)), key=lambda one: (one.begin, -one.end)):
        if not found or one.begin >= found[-1].end:
            found.append(one)
    return found


def _carried(seen: Seen) -> Iterable[Reason]:
    """What comes with a message, beside its text."""
    for address in seen.links:
        there = page(plain(address))
        if there.grave or not seen.known:
            yield Reason(there.kind, _short(address))
    for name in seen.files:
        if any(one.kind is Kind.PROGRAM for one in addresses(plain(name))):
            yield Reason(Kind.PROGRAM, _short(name))
    for code in seen.codes:
        if not seen.known or page(plain(code)).grave:
            yield Reason(Kind.QR, _short(code))
    if seen.known:
        return
    if seen.forwarded or seen.channel:
        yield Reason(Kind.FORWARD)
    if seen.via:
        yield Reason(Kind.VIA, _short(seen.via))
    if "contact" in seen.kinds:
        yield Reason(Kind.CONTACT)


def _written(found: Iterable[Found], *, known: bool) -> Iterable[Reason]:
    return (Reason(one.kind, _short(one.words)) for one in found if one.grave or not known)


def _name(seen: Seen, rules: Rules) -> str:
    """The name that a sender would pass for: a worker's, the line's, or the word for an office."""
    if not seen.name:
        return ""
    other = resembles(seen.name, seen.own_names) if not seen.known else ""
    if other:
        return _short(other)
    words = _WORD.findall(alike(seen.name[:200]))
    line = " ".join(words)
    for office in rules.names:
        if office in words or (len(office) > 5 and (office in line or office in line.replace(" ", ""))):
            return _short(seen.name)
    return ""


def _schemes(text: str, found: Sequence[Found], seen: Seen, rules: Rules) -> Iterable[Reason]:
    kinds: set[Kind] = set()
    for line in readings(_with_stand_ins(text, found)):
        words = line.split()
        for hit in rules.hits(words, known=seen.known):
            if hit.kind not in kinds:
                kinds.add(hit.kind)
                yield Reason(hit.kind, _short(" ".join(words[slice(*hit.span)])))


def _with_stand_ins(text: str, found: Sequence[Found]) -> str:
    parts: list[str] = []
    last = 0
    for one in found:
        parts += [AMOUNT.sub(_AMOUNT, text[last : one.begin]), " ", _STAND_INS[one.kind], " "]
        last = one.end
    parts.append(AMOUNT.sub(_AMOUNT, text[last:]))
    return "".join(parts)


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else words[:SHOWN] + "…"
