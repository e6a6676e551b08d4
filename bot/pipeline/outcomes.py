"""What follows from a letter's end or from a time that came: inbox rows of our own, and how they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from bot.storage.codec import letter_bytes, letter_of
from bot.vocabulary import Address, Answer, Happened, Letter, Outcome, Sender, Update, Verdict

GOES_AGAIN = frozenset({Verdict.MOVED, Verdict.UNREACHABLE, Verdict.FILE})
"""Ends of a letter with which it may be sent otherwise, or elsewhere: it comes along with its outcome."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A letter that came to its end, and how."""

    letter: Letter
    answer: Answer

    @property
    def tells(self) -> bool:
        """Whether a turn follows from it: somebody waits for the result, or has to hear of the failure."""
        return bool(self.letter.wants) or self.answer.verdict is not Verdict.SENT


def outcome_row(mark: Settled) -> tuple[str, Any]:
    """The inbox row that tells how a letter ended."""
    letter, answer = mark.letter, mark.answer
    return (
        f"{letter.id}:{letter.random_id}",
        {
            "messenger": letter.address.messenger,
            "chat": letter.address.chat,
            "act": str(letter.act),
            "wants": letter.wants or {},
            "verdict": str(answer.verdict),
            "result": {**answer.result, "message": answer.message, "why": answer.why},
            "letter": orjson.loads(letter_bytes(letter)) if answer.verdict in GOES_AGAIN else None,
        },
    )


def decode_outcome(key: str, payload: Any) -> Update:
    """An Outcome from its row."""
    return Outcome(
        key=key,
        at=0.0,
        address=Address(payload["messenger"], payload["chat"]),
        sender=Sender(0),
        wants=payload["wants"],
        verdict=Verdict(payload["verdict"]),
        result=payload["result"],
        letter=letter_of(payload["letter"]) if payload["letter"] else None,
    )


def decode_due(key: str, payload: Any) -> Update:
    """A due row whose time came."""
    return Happened(
        key=key,
        at=payload["at"],
        address=Address(payload["messenger"], payload["chat"]),
        sender=Sender(0),
        kind=payload["kind"],
        subject=payload["key"],
        data=payload["data"],
        late=payload["late"],
    )
