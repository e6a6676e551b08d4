"""The safety of clubs' chats: whether a message may stay, and what speaks against it. No I/O.

`judge` is asked in the turn about every message of a chat; what it holds is shown to a moderator together
with its reasons. Nothing here removes anybody: a wrong guess costs a moderator one tap.
"""

from __future__ import annotations

from bot.domain.safety.asking import question
from bot.domain.safety.judging import judge, unsure
from bot.domain.safety.names import resembles
from bot.domain.safety.rules import Rules
from bot.domain.safety.seen import CONTACTS, SCHEMES, Judgement, Kind, Reason, Seen

__all__ = [
    "CONTACTS",
    "SCHEMES",
    "Judgement",
    "Kind",
    "Reason",
    "Rules",
    "Seen",
    "judge",
    "question",
    "resembles",
    "unsure",
]
