"""What VK's error codes mean for a letter, in one table."""

from __future__ import annotations

from bot.vocabulary import Answer, Verdict

TABLE: dict[int, Verdict] = {
    1: Verdict.RETRY,
    5: Verdict.STOP,
    6: Verdict.WAIT,
    9: Verdict.WAIT,
    10: Verdict.RETRY,
    14: Verdict.STOP,
    15: Verdict.UNREACHABLE,
    17: Verdict.STOP,
    18: Verdict.UNREACHABLE,
    27: Verdict.STOP,
    29: Verdict.WAIT,
    32: Verdict.WAIT,
    36: Verdict.IN_DOUBT,
    37: Verdict.UNREACHABLE,
    39: Verdict.UNREACHABLE,
    42: Verdict.STOP,
    43: Verdict.RETRY,
    100: Verdict.BUG,
    104: Verdict.UNREACHABLE,
    113: Verdict.UNREACHABLE,
    900: Verdict.UNREACHABLE,
    901: Verdict.UNREACHABLE,
    902: Verdict.UNREACHABLE,
    909: Verdict.GONE,
    910: Verdict.BUG,
    911: Verdict.BUG,
    912: Verdict.STOP,
    914: Verdict.BUG,
    917: Verdict.UNREACHABLE,
    919: Verdict.UNREACHABLE,
    920: Verdict.GONE,
    922: Verdict.UNREACHABLE,
    924: Verdict.UNREACHABLE,
    925: Verdict.UNREACHABLE,
    927: Verdict.UNREACHABLE,
    931: Verdict.UNREACHABLE,
    932: Verdict.UNREACHABLE,
    935: Verdict.UNREACHABLE,
    936: Verdict.UNREACHABLE,
    945: Verdict.UNREACHABLE,
    946: Verdict.UNREACHABLE,
    949: Verdict.GONE,
    950: Verdict.UNREACHABLE,
    962: Verdict.UNREACHABLE,
    985: Verdict.UNREACHABLE,
    987: Verdict.UNREACHABLE,
    988: Verdict.UNREACHABLE,
    1012: Verdict.UNREACHABLE,
    1117: Verdict.STOP,
    3610: Verdict.UNREACHABLE,
}
"""Codes of VK's own error table; one that is not here is our bug."""

PAUSES = {6: 1.0, 9: 30.0, 29: 3600.0, 32: 5.0}
"""Seconds to wait for each code that asks for it: too fast, too alike, too much for a day, too busy."""

NOT_EDITABLE = frozenset({15, 100, 909, 920, 949})
"""What VK says of a message that cannot be edited: not ours, not there, too old, of another kind, pinned."""


def classify(code: int, why: str) -> Answer:
    """Class an error."""
    verdict = TABLE.get(code, Verdict.BUG)
    if code == 15 and "scope" in why:
        # The token may do less than the line needs: that is nobody's being out of reach.
        verdict = Verdict.STOP
    return Answer(verdict, after=PAUSES.get(code, 1.0), why=f"{code} {why}")
