"""How the interpreter is asked about a chat's message, in the one text that it is given."""

from __future__ import annotations

from bot.domain.safety.seen import Seen

MARK = "\x1e"
"""Begins a text that is asked about for its likeness alone, and parts its name from its words."""

LONGEST = 1800
"""Characters of a message that are asked about."""


def question(seen: Seen) -> str:
    """A message as the interpreter is asked about it."""
    name = seen.name[:100].replace(MARK, " ")
    return f"{MARK}{'known' if seen.known else 'new'}{MARK}{name}{MARK}{seen.text[:LONGEST]}"


def asked(question: str) -> Seen | None:
    """The message that a question is about; None where it is no such question."""
    if not question.startswith(MARK):
        return None
    standing, _, rest = question[len(MARK) :].partition(MARK)
    name, _, text = rest.partition(MARK)
    return Seen(text=text, name=name, known=standing == "known")
