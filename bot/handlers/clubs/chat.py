"""What is written in a club's chat: first it is judged, then it may be an answer in a game, or talk."""

from __future__ import annotations

from bot.flows.services import Line, Services
from bot.handlers.clubs import doors, playing, safety
from bot.storage.work import UnitOfWork
from bot.vocabulary import Announced, Edited, Joined, Pressed, Said


async def heard(update: Pressed | Said | Edited, services: Services, number: int) -> None:
    """Something of a person in the chat of the club with that number."""
    club = await services.work.clubs.known(number)
    if isinstance(update, Pressed):
        await playing.pressed(update, services, club)
        return
    if not await safety.passes(update, services, club):
        return
    if isinstance(update, Said):
        await doors.seen(services, club)
        await playing.said(update, services, club)


async def passes(update: Said, services: Services, number: int) -> bool:
    """Whether a message may stay in the chat of the club with that number."""
    return await safety.passes(update, services, await services.work.clubs.known(number))


async def faceless(update: Said, work: UnitOfWork, line: Line, number: int) -> None:
    """An anonymous administrator, a channel or a bot."""
    await safety.faceless(update, work, line, await work.clubs.known(number))


async def standing(update: Joined, work: UnitOfWork, line: Line, number: int) -> None:
    """Somebody came into the chat, or left it."""
    club = await work.clubs.known(number)
    await doors.standing(update, work, line, club)
    await safety.came(update, work, line, club)


async def announced(update: Announced, work: UnitOfWork, line: Line, number: int) -> None:
    """The messenger's own line about who came or left."""
    await safety.announced(update, work, line, await work.clubs.known(number))
