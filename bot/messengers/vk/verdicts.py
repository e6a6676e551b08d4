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
    29: Verdict.WAIT,
    100: Verdict.BUG,
    900: Verdict.UNREACHABLE,
    901: Verdict.UNREACHABLE,
    902: Verdict.UNREACHABLE,
    909: Verdict.GONE,
    911: Verdict.BUG,
    912: Verdict.STOP,
    914: Verdict.BUG,
    917: Verdict.UNREACHABLE,
    922: Verdict.UNREACHABLE,
    927: Verdict.UNREACHABLE,
    936: Verdict.UNREACHABLE,
    945: Verdict.UNREACHABLE,
}
"""Codes of VK's own error table; one that is not here is our bug."""

PAUSES = {6: 1.0, 9: 30.0, 29: 3600.0}
"""Seconds to wait for each code that asks for it: too fast, too alike, too much for a day."""


def classify(code: int, why: str) -> Answer:
    """Class an error."""
    return Answer(TABLE.get(code, Verdict.BUG), after=PAUSES.get(code, 1.0), why=f"{code} {why}")
