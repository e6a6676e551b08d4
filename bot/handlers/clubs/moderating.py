"""Buttons of moderators about what is held, complained of, decided: each press checked, each decided once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.clubs import Club
from bot.domain.moderation import SILENCES, Complaint, ComplaintState, Held, HeldState, Measure, MeasureKind
from bot.flows.clubs.safety import complaining, holding, measures, naming, raids, swindlers, undoing
from bot.flows.clubs.safety.around import deed_of, mend
from bot.flows.services import Services
from bot.handlers.clubs.power import moderates
from bot.handlers.power import Power
from bot.storage.work import UnitOfWork
from bot.vocabulary import Message, Pressed, Toast

_LONGEST = 12
"""Digits of a number that may be one of ours."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A button: how what it is about is found, and what a press does; both give what the toast says."""

    find: Callable[[UnitOfWork, int], Awaitable[Any]]
    do: Callable[[Services, Club, Any, str], Awaitable[str]]


def knows(data: str) -> bool:
    """Whether a button is one of these."""
    kind, _, rest = data.partition(":")
    return kind == "c" and rest.partition(":")[0] in DEEDS


async def pressed(update: Pressed, services: Services) -> None:
    """A button of a card, in the moderators' room or in private."""
    toast = await _pressed(update, services)
    services.work.toast(Toast(update.address, update.query, toast))


async def _pressed(update: Pressed, services: Services) -> str:
    _, verb, number, rest, *_ = [*update.data.split(":"), "", "", ""]
    services = services.for_staff()
    deed = DEEDS.get(verb)
    if deed is None or not number.isdecimal() or len(number) > _LONGEST:
        return services.say("button-unknown")
    about = await deed.find(services.work, int(number))
    club = await services.work.clubs.get(about if isinstance(about, int) else about.club) if about else None
    if club is None:
        return services.say("button-unknown")
    if club.address is None:
        return services.say("safe-club-gone")
    match await moderates(update, services, club):
        case Power.NO:
            return services.say("safe-not-yours", club=club.name)
        case Power.UNSURE:
            return services.say("safe-checking")
        case Power.YES:
            return await deed.do(services, club, about, rest)


# Held messages


def _fresh(held: Held | Measure | Complaint, version: str) -> bool:
    return version == str(held.version)


async def _already(services: Services, club: Club, number: int) -> str:
    """Somebody was first: the card shows what is so now, and the toast says who it was."""
    held = await services.work.moderation.held(number)
    await holding.show_again(services, club, number)
    if held is None or held.state.open:
        return services.say("safe-changed")
    return services.say("safe-already", by=await deed_of(services, held.decided_by))


async def _show(services: Services, club: Club, held: Held, version: str) -> str:
    if not _fresh(held, version) or not await holding.put_back(services, club, held):
        return await _already(services, club, held.id)
    return services.say("safe-done-shown")


async def _drop(services: Services, club: Club, held: Held, version: str) -> str:
    if not _fresh(held, version) or not await holding.drop(services, club, held):
        return await _already(services, club, held.id)
    return services.say("safe-done-dropped")


async def _fraud(services: Services, club: Club, held: Held, version: str) -> str:
    if await measures.untouchable(services, club, held.account):
        return services.say("safe-order-moderator")
    if not _fresh(held, version) or not await swindlers.throw_out(services, club, held.account, held):
        return await _already(services, club, held.id)
    return services.say("safe-done-fraud")


async def _again(services: Services, club: Club, held: Held, version: str) -> str:
    if not _fresh(held, version) or not await undoing.undo_decision(services, club, held.id):
        await holding.show_again(services, club, held.id)
        return services.say("safe-changed")
    return services.say("safe-done-undone")


async def _step(services: Services, club: Club, held: Held, step: str) -> str:
    if held.state is not HeldState.DROPPED:
        return await _already(services, club, held.id)
    reason = ", ".join(services.say(f"safe-reason-{kind}") for kind in held.kinds)
    return await _take(services, club, held.account, step, reason, held=held.id)


async def _take(
    services: Services, club: Club, account: int, step: str, reason: str, held: int | None = None
) -> str:
    """A step of the ladder; the same one is not taken twice within a minute, however many press."""
    if await measures.untouchable(services, club, account):
        return services.say("safe-order-moderator")
    kind = (
        MeasureKind.SILENCE if step in SILENCES else next((one for one in MeasureKind if one == step), None)
    )
    if kind is None:
        return services.say("button-unknown")
    for one in await services.work.measures.of_account(club.id, account, most=3):
        if one.kind is kind and not one.undone and services.now - one.at < 60.0:
            return services.say("safe-already", by=await deed_of(services, one.by))
    await measures.take(services, club, account, kind, reason, SILENCES.get(step, 0.0), held)
    return services.say("safe-done-measure")


# Measures, appeals, the log


async def _back(services: Services, club: Club, measure: Measure, version: str) -> str:
    if await measures.waits_for_another(services, club, measure):
        return services.say("safe-another-first")
    if not _fresh(measure, version) or not await undoing.undo_measure(services, club, measure):
        await measures.show(services, club, measure, everywhere=False)
        return services.say("safe-changed")
    return services.say("safe-done-undone")


async def _stay(services: Services, club: Club, measure: Measure, version: str) -> str:
    if await measures.waits_for_another(services, club, measure):
        return services.say("safe-another-first")
    if not _fresh(measure, version) or not await measures.decline(services, club, measure):
        await measures.show(services, club, measure, everywhere=False)
        return services.say("safe-changed")
    return services.say("safe-done-stays")


# Complaints


async def _complaint_done(
    services: Services, club: Club, complaint: Complaint, version: str, state: ComplaintState
) -> str:
    if not _fresh(complaint, version) or not await complaining.decide(services, club, complaint, state):
        await complaining.show(services, club, complaint)
        return services.say("safe-changed")
    return services.say("safe-done-complaint")


async def _complaint_acted(services: Services, club: Club, complaint: Complaint, version: str) -> str:
    return await _complaint_done(services, club, complaint, version, ComplaintState.ACTED)


async def _complaint_dismissed(services: Services, club: Club, complaint: Complaint, version: str) -> str:
    return await _complaint_done(services, club, complaint, version, ComplaintState.DISMISSED)


async def _complaint_take_out(services: Services, club: Club, complaint: Complaint, version: str) -> str:
    """The message goes; a moderator may warn first and delete afterwards."""
    if not complaint.message or not _fresh(complaint, version) or complaint.state is ComplaintState.DISMISSED:
        await complaining.show(services, club, complaint)
        return services.say("safe-changed")
    await complaining.take_out(services, club, complaint)
    await complaining.decide(services, club, complaint, ComplaintState.ACTED)
    return services.say("safe-done-dropped")


async def _complaint_step(services: Services, club: Club, complaint: Complaint, step: str) -> str:
    if complaint.account is None or complaint.state is not ComplaintState.WAITING:
        await complaining.show(services, club, complaint)
        return services.say("safe-changed")
    if await measures.untouchable(services, club, complaint.account):
        return services.say("safe-order-moderator")
    reason = services.say("safe-reason-complaint")
    done = await _take(services, club, complaint.account, step, reason)
    await complaining.decide(services, club, complaint, ComplaintState.ACTED)
    return done


async def _complaint_fraud(services: Services, club: Club, complaint: Complaint, version: str) -> str:
    account = complaint.account
    if account is None or await measures.untouchable(services, club, account):
        return services.say("safe-order-moderator")
    done = await _complaint_done(services, club, complaint, version, ComplaintState.ACTED)
    if _fresh(complaint, version) and complaint.state is ComplaintState.WAITING:
        await swindlers.throw_out(services, club, account)
    return done


# Raids and names


async def _calm(services: Services, club: Club, _club: int, _rest: str) -> str:
    if not await raids.end(services, club):
        return services.say("safe-changed")
    return services.say("safe-done-calm")


def _settles(verb: str) -> Callable[[Services, Club, Any, str], Awaitable[str]]:
    async def settle(services: Services, club: Club, _club: int, since: str) -> str:
        if not since.isdecimal() or len(since) > _LONGEST:
            return services.say("button-unknown")
        done = await raids.settle(services, club, float(since), verb)
        return services.say("safe-done-many", count=done)

    return settle


async def _own(services: Services, club: Club, _club: int, account: str) -> str:
    number = _account(account)
    if number is None:
        return services.say("button-unknown")
    await naming.trust(services, club, number, True)
    by = services.person.name
    await mend(services, naming.name_key(club.id, number), Message(services.say("safe-name-own", by=by)))
    return services.say("safe-done-trusted")


async def _cheat(services: Services, club: Club, _club: int, account: str) -> str:
    number = _account(account)
    if number is None or await measures.untouchable(services, club, number):
        return services.say("safe-order-moderator")
    await swindlers.throw_out(services, club, number)
    by = services.person.name
    await mend(services, naming.name_key(club.id, number), Message(services.say("safe-name-cheat", by=by)))
    return services.say("safe-done-fraud")


def _account(text: str) -> int | None:
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) < 16 else None


async def _held(work: UnitOfWork, number: int) -> Held | None:
    return await work.moderation.held(number)


async def _measure(work: UnitOfWork, number: int) -> Measure | None:
    return await work.measures.get(number)


async def _complaint(work: UnitOfWork, number: int) -> Complaint | None:
    """The first of the complaints about the same message: it is the one whose card is shown."""
    return await work.measures.complaint(number)


async def _club(_work: UnitOfWork, number: int) -> int:
    return number


DEEDS: Mapping[str, Deed] = {
    "show": Deed(_held, _show),
    "drop": Deed(_held, _drop),
    "fraud": Deed(_held, _fraud),
    "again": Deed(_held, _again),
    "step": Deed(_held, _step),
    "back": Deed(_measure, _back),
    "stay": Deed(_measure, _stay),
    "cdone": Deed(_complaint, _complaint_acted),
    "cnot": Deed(_complaint, _complaint_dismissed),
    "ctake": Deed(_complaint, _complaint_take_out),
    "cstep": Deed(_complaint, _complaint_step),
    "cfraud": Deed(_complaint, _complaint_fraud),
    "calm": Deed(_club, _calm),
    "letin": Deed(_club, _settles("letin")),
    "each": Deed(_club, _settles("each")),
    "dropall": Deed(_club, _settles("dropall")),
    "own": Deed(_club, _own),
    "cheat": Deed(_club, _cheat),
}
"""The buttons by their verb: `c:<verb>:<number>:<version or what>`."""
