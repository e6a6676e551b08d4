"""Broadcasts as time, letters and their authors' buttons move them."""

from __future__ import annotations

from bot.domain.broadcasts import Going
from bot.domain.people import ORGANISERS
from bot.flows.organising.mailing import KIND, Mailing
from bot.flows.services import Line, Services
from bot.handlers.power import Power, power
from bot.storage.work import UnitOfWork
from bot.vocabulary import Happened, Outcome, Pressed, Toast

__all__ = ["KIND", "happened", "heard", "pressed"]

_WAYS = {"pause": Going.PAUSED, "resume": Going.SENDING, "stop": Going.STOPPED}


async def happened(update: Happened, work: UnitOfWork, line: Line) -> None:
    """It is time to look after a broadcast."""
    await Mailing(line, work).tick(int(update.data["broadcast"]), update.data, update.late)


async def look_after(work: UnitOfWork, line: Line) -> None:
    """Take up what a failed turn has left lying."""
    mailing = Mailing(line, work)
    for number in await work.broadcasts.forgotten():
        one = await work.broadcasts.get(number)
        if one is not None:
            mailing.wake(one, line.now())


async def heard(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """One of its letters came to an end."""
    await Mailing(line, work).heard(update)


async def pressed(update: Pressed, services: Services) -> None:
    """A button under the progress: who may, and whether it is still so, is looked at now."""
    match await power(update, services, ORGANISERS):
        case Power.UNSURE:
            services.work.toast(Toast(update.address, update.query, services.say("staff-checking")))
            return
        case Power.NO:
            services.work.toast(Toast(update.address, update.query, services.say("staff-only")))
            return
        case Power.YES:
            pass
    _, way, number, version = (*update.data.split(":"), "", "", "")[:4]
    known = number.isdecimal() and len(number) < 16
    one = await services.work.broadcasts.get(int(number)) if known else None
    mailing = Mailing(services.line, services.work)
    told = ""
    if one is None or way not in _WAYS:
        told = services.say("button-unknown")
    elif str(one.version) != version or not await mailing.turn(one, _WAYS[way]):
        told = services.say("broadcast-changed")
        await mailing.show(one, await services.work.broadcasts.posts(one.id))
    services.work.toast(Toast(update.address, update.query, told))
