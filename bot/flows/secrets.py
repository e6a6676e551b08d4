"""Requests of which nobody at home may know, and how the line keeps silent about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.cases import Content, CrisisKind
from bot.domain.requests import HelpRequest
from bot.flows.cards import ALARM
from bot.flows.services import Services
from bot.storage.codec import message_value
from bot.vocabulary import Message

MOST_HELD = 50
"""Messages that wait for one person; all that was written stays in the history of the request."""


def is_secret(content: Content, request: HelpRequest) -> bool:
    """Whether nobody at home may see what it is about; of a danger without a name that is not known."""
    service = content.service(request.service)
    beaten = request.service == ALARM and request.form.get("crisis") in ("", CrisisKind.VIOLENCE)
    return beaten or (service is not None and service.quick_exit)


async def held(
    services: Services, request: HelpRequest, messages: Sequence[Message], wants: Mapping[str, Any]
) -> bool:
    """Keep back what is for a resident who hid the talk: somebody else may hold the telephone now.

    It waits, sealed with their conversation, until they write by themselves.
    """
    if not is_secret(services.line.content, request):
        return False
    resident = await services.work.people.get(request.person)
    home = (resident.home or resident.address) if resident is not None else request.address
    talk = await services.work.conversation(home)
    if not talk.hushed:
        return False
    more = tuple({"message": message_value(one), "wants": dict(wants)} for one in messages)
    services.work.keep_conversation(home, replace(talk, held=(*talk.held, *more)[-MOST_HELD:]))
    return True
