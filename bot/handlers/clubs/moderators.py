"""The moderators' room: what is held waits there for a decision."""

from __future__ import annotations

from bot.flows.services import Services
from bot.vocabulary import Edited, Pressed, Said, Toast


async def heard(update: Pressed | Said | Edited, services: Services) -> None:
    """Words and buttons in the moderators' room."""
    if isinstance(update, Pressed):
        services.work.toast(Toast(update.address, update.query, services.say("button-unknown")))
