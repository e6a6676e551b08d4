"""What became of letters that clubs wait for, by what they want; every one begins with `club-`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.flows.services import Line
from bot.handlers.clubs import packs, quizzing
from bot.storage.work import UnitOfWork
from bot.vocabulary import Outcome, Update

BELONGS = "club-"
"""How `wants["for"]` begins of letters whose outcome is heard here."""

Handle = Callable[[Update, UnitOfWork], Awaitable[None]]
Heard = Callable[[Outcome, UnitOfWork, Line], Awaitable[None]]

WANTED: Mapping[str, Heard] = {packs.WANTS: packs.checked, **quizzing.WANTED}
"""Who hears what."""


async def heard(update: Outcome, work: UnitOfWork, line: Line, handle: Handle) -> None:
    """Take an outcome to whoever waits for it."""
    found = WANTED.get(str(update.wants["for"]))
    if found is not None:
        await found(update, work, line)
