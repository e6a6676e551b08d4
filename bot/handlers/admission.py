"""Who is heard now: not one who is blocked, and more slowly one who floods."""

from __future__ import annotations

from bot.flows.services import Services
from bot.handlers.held import hold_back
from bot.vocabulary import Edited, Message, Pressed, Said


async def admitted(update: Said | Pressed | Edited, services: Services) -> bool:
    """Whether the message is heard now: not from one who is blocked, and slower from one who floods."""
    if services.person.blocked(services.now):
        if services.line.flood.may_tell(services.person.id, services.now):
            until = services.moment(services.person.blocked_until)
            services.work.send(services.address, Message(services.say("you-are-blocked", until=until)))
        return False
    if update.key.startswith("held:") or services.work.taken_again:
        return True
    verdict = services.line.flood.weigh(services.person.id, services.now)
    if verdict.tell:
        id = "flood-refused" if verdict.refused else "flood-slower"
        services.work.send(services.address, Message(services.say(id)))
    if verdict.refused:
        return False
    if verdict.wait:
        hold_back(update, services, verdict.wait)
        return False
    return True
