"""The moderators' room: what is held waits there for a decision."""

from __future__ import annotations

from bot.flows.services import Services
from bot.handlers.clubs import deciding, moderating
from bot.vocabulary import Edited, Pressed, Said, Toast


async def heard(update: Pressed | Said | Edited, services: Services) -> None:
    """Words and buttons in the moderators' room, and the same buttons in a moderator's private chat."""
    if isinstance(update, Pressed) and deciding.hears(update.data):
        await deciding.pressed(update, services)
    elif isinstance(update, Pressed) and moderating.knows(update.data):
        await moderating.pressed(update, services)
    elif isinstance(update, Pressed):
        services.work.toast(Toast(update.address, update.query, services.say("button-unknown")))
