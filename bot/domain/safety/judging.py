"""One message, judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.domain.crisis import FIRST_SIGN, SPELLED, readings
from bot.domain.safety.addresses import Found, addresses, page
from bot.domain.safety.folding import alike, plain
from bot.domain.safety.names import resembles
from bot.domain.safety.rules import Rules
from bot.domain.safety.seen import SCHEMES, Judgement, Kind, Reason, Seen
from bot.domain.safety.texts import LONGEST, contacts, stood_in

SHOWN = 120
"""Characters of a message that a reason shows."""

SPOKEN = 3.0
"""What a phrase of the editors weighs beside the likeness of a message."""

LIKE = 0.9
"""From this sum on a newcomer's message is held for what it says."""

LIKE_OF_KNOWN = 0.6
"""The same for a known member's, whose standing makes the sum less already. Both lie in the lower half of the
bars that keep what was promised: a swindle that passes hurts more than a message that waits a little."""

FEW = 3
"""Words up to which nobody is talked into anything: answers in games, thanks, greetings."""

OPAQUE = frozenset({"game", "story", "checklist", "paid_media", "mini_app", "market_album", "money_request"})
"""What messengers call attachments with words in them that the line cannot read; a die has none."""

_WORD = re.compile(r"[^\W_]+")


def judge(seen: Seen, rules: Rules) -> Judgement:
    """What speaks against a message, and whether it must wait for a moderator.

    What a message carries holds it always. What it says holds it by the editors' phrases alone while the
    likeness is not known; where it is, a phrase may be outweighed by it, or not even be needed.
    """
    text = plain(seen.text[:LONGEST])
    found = contacts(text)
    reasons = [*_carried(seen), *_written(found, known=seen.known)]
    name = _name(seen, rules)
    if name:
        reasons.append(Reason(Kind.NAME, name))
    held = bool(reasons)
    said = list(_schemes(text, found, seen, rules))
    if seen.likeness is None:
        held = held or bool(said)
    elif seen.likeness + (SPOKEN if said else 0.0) > (LIKE_OF_KNOWN if seen.known else LIKE):
        held = True
        said = said or [Reason(Kind.LIKENESS)]
    return Judgement(tuple(dict.fromkeys((*reasons, *said))), held)


def unsure(seen: Seen, judged: Judgement) -> bool:
    """Whether the likeness of a message should be asked for before it stays, or is held by phrases alone."""
    if seen.likeness is not None or any(one.kind not in SCHEMES for one in judged.reasons):
        return False
    if judged.held:
        return True
    words = seen.text.split()
    # Chinese has no spaces between words.
    return len(words) > FEW or any(len(word) > 30 or "\u3400" <= word[0] <= "\u9fff" for word in words)


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
    if "other" in seen.kinds and not OPAQUE.isdisjoint(seen.files):
        yield Reason(Kind.OPAQUE)


def _written(found: Iterable[Found], *, known: bool) -> Iterable[Reason]:
    return (Reason(one.kind, _short(one.words)) for one in found if one.grave or not known)


def _name(seen: Seen, rules: Rules) -> str:
    """The name that a sender would pass for: a worker's, the line's, or the word for an office.

    A newcomer's own name where it holds a link or a number: it is read beside whatever they say.
    """
    if not seen.name:
        return ""
    if not seen.known and contacts(plain(seen.name[:200])):
        return _short(seen.name)
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
    for line in readings(stood_in(text, found)):
        words = _unspelled(line.split())
        for hit in rules.hits(words, known=seen.known):
            if hit.kind not in kinds:
                kinds.add(hit.kind)
                yield Reason(hit.kind, _short(" ".join(words[slice(*hit.span)])))


def _unspelled(words: list[str]) -> list[str]:
    """Words in which letters typed one by one are one word; Chinese is written so anyway."""
    if sum(len(word) == 1 for word in words) < SPELLED:
        return words
    found: list[str] = []
    for single, run in groupby(words, lambda word: len(word) == 1 and word < FIRST_SIGN):
        together = list(run)
        found += ["".join(together)] if single and len(together) >= SPELLED else together
    return found


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else words[:SHOWN] + "…"
