"""Answers and presses in a club's chat, for the game that is played there."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.flows.services import Services
from bot.vocabulary import Pressed, Said, Toast


async def said(update: Said, services: Services, club: Club) -> None:
    """Words that were let through: an answer, a command of a game, or talk."""


async def pressed(update: Pressed, services: Services, club: Club) -> None:
    """A button under what the line posted in the chat."""
    services.work.toast(Toast(update.address, update.query, services.say("button-unknown")))
