"""One message, judged."""

from __future__ import annotations

from bot.domain.safety.rules import Rules
from bot.domain.safety.seen import Judgement, Seen


def judge(seen: Seen, rules: Rules) -> Judgement:
    """What speaks against a message, and whether it must wait for a moderator."""
    return Judgement()
