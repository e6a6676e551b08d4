"""The keys under the input, which stay on a telephone until others are sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.conversations import Conversation
from bot.vocabulary import Message

if TYPE_CHECKING:
    from bot.flows.services import Services


def with_usual_keys(
    conversation: Conversation, said: list[Message], services: Services
) -> tuple[Conversation, tuple[Message, ...]]:
    """When a question with keys of its own is left, the usual ones come back under the input."""
    usual = services.keyboard() if conversation.own_keys or any(one.keyboard for one in said) else ()
    if not usual or not said:
        return conversation, tuple(said)
    last = next((one.keyboard for one in reversed(said) if one.keyboard), None)
    if last is None:
        bare = next((place for place, one in enumerate(said) if not one.buttons), None)
        if bare is None:
            said.insert(0, Message(services.say("keyboard-usual"), keyboard=usual))
        else:
            said[bare] = replace(said[bare], keyboard=usual)
    return replace(conversation, own_keys=last not in (None, usual)), tuple(said)
