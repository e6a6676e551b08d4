"""Who comes into a club's chat, and who leaves it."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.flows.services import Line
from bot.storage.work import UnitOfWork
from bot.vocabulary import Asked, Joined


async def standing(update: Joined, work: UnitOfWork, line: Line, club: Club) -> None:
    """Somebody came into the chat, left it, or runs it now."""


async def asked(update: Asked, work: UnitOfWork, line: Line) -> None:
    """Somebody asks the messenger to be let into a chat."""
