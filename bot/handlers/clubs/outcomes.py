"""What became of letters that clubs wait for, by what they want; every one begins with `club-`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.flows.services import Line
from bot.handlers.clubs import afterwards, battle, packs, quizzing, readings
from bot.handlers.held import unpacked
from bot.storage.work import UnitOfWork
from bot.vocabulary import Outcome, Update

BELONGS = "club-"
"""How `wants["for"]` begins of letters whose outcome is heard here."""

Handle = Callable[[Update, UnitOfWork], Awaitable[None]]
Heard = Callable[[Outcome, UnitOfWork, Line], Awaitable[None]]

WANTED: Mapping[str, Heard] = {
    **battle.WANTED,
    **quizzing.WANTED,
    packs.WANTS: packs.checked,
    "club-admins": readings.administrators,
    "club-link": readings.invited,
    "club-accepted": readings.accepted,
    "club-left": readings.left,
    "club-rules-shown": readings.rules_shown,
    "club-rules": readings.rules_posted,
    "club-deleted": afterwards.deleted,
    "club-measure": afterwards.measured,
    "club-told": afterwards.told,
    "club-shown": afterwards.shown,
    "club-looked": afterwards.looked,
    "club-readmitted": afterwards.readmitted,
}
"""Who hears what."""


async def heard(update: Outcome, work: UnitOfWork, line: Line, handle: Handle) -> None:
    """Take an outcome to whoever waits for it."""
    found = WANTED.get(str(update.wants["for"]))
    if found is not None:
        await found(update, work, line)
    held = update.wants.get("held")
    if held is not None:
        # What waited for the answer takes its way again.
        waiting = unpacked(held)
        await handle(replace(waiting, key=f"confirmed:{waiting.key}"), work)
