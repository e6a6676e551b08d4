"""Messages of a club's chat are judged before anybody else hears them."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.flows.services import Line, Services
from bot.storage.work import UnitOfWork
from bot.vocabulary import Edited, Said


async def passes(update: Said | Edited, services: Services, club: Club) -> bool:
    """Whether a message may stay; one that may not is taken out of the chat and kept for a moderator."""
    return True


async def faceless(update: Said, work: UnitOfWork, line: Line, club: Club) -> None:
    """An anonymous administrator, a channel or a bot wrote."""
