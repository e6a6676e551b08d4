"""One tap takes back what a moderator did, and all that followed from it."""

from __future__ import annotations

from bot.domain.clubs import Club, ClubState
from bot.domain.moderation import RAID_FOR, AppealState, Entry, HeldState, Measure
from bot.flows.clubs import closing, doors, opening
from bot.flows.clubs.safety import complaining, holding, measures, raids, swindlers
from bot.flows.services import Services

MOVED = "moved"
"""The kind of the entry that a club's chat got another number, and all its messages with it."""

LED = frozenset({doors.LET_IN, doors.TURNED_AWAY, closing.CLOSED, opening.EDITED})
"""Kinds of entries of what moderators do for a club beside its safety."""

UNDOABLE = frozenset(
    {"shown", "dropped", "fraud", "trusted", "raid", "complaint-acted", "complaint-dismissed"}
    | {complaining.TAKEN_OUT, *LED}
    | {f"measure-{kind}" for kind in ("warning", "silence", "removal")}
)
"""Kinds of entries of the log that can be taken back."""


async def undo(services: Services, club: Club, entry: Entry) -> bool:
    """Take back what an entry of the log tells of; False where it was taken back already."""
    if not _known(club, entry):
        return False
    if entry.kind.startswith("measure-"):
        measure = await services.work.measures.get(int(entry.data["measure"]))
        return measure is not None and await undo_measure(services, club, measure)
    if entry.kind in LED:
        done = await _undo_led(services, club, entry)
        return done and await services.work.moderation.undo(entry, services.person.id, services.now)
    if entry.kind == "raid":
        return await raids.end(services, club)
    if not await services.work.moderation.undo(entry, services.person.id, services.now):
        return False
    match entry.kind:
        case "shown":
            await _take_back(services, club, entry)
            await _counted_back(services, club, entry)
            await _waits_again(services, club, entry)
        case "dropped":
            await _waits_again(services, club, entry)
        case "fraud":
            await swindlers.let_in_again(services, club, dict(entry.data))
            await _waits_again(services, club, entry)
        case complaining.TAKEN_OUT:
            await _waits_again(services, club, entry)
            await _shows_again(services, club, entry)
        case "complaint-acted" | "complaint-dismissed":
            await complaining.reopen(services, club, int(entry.about.partition(":")[2]))
        case "trusted":
            await services.work.moderation.trust(club.id, int(entry.data["account"]), entry.data["was"])
    return True


async def _undo_led(services: Services, club: Club, entry: Entry) -> bool:
    """Take back who was let in or not, that a club was closed, or what was changed of it."""
    match entry.kind:
        case closing.CLOSED:
            return await closing.open_again(services, club, dict(entry.data))
        case opening.EDITED:
            return await opening.change_back(services, club, entry.data)
        case doors.LET_IN:
            return await doors.put_out(services, club, int(entry.data["person"]))
    return await doors.let_in_after_all(services, club, int(entry.data["person"]))


async def undo_decision(services: Services, club: Club, number: int) -> bool:
    """Take back the decision on a held message."""
    entry = await services.work.moderation.entry_about(club.id, holding.held_key(number))
    return entry is not None and await undo(services, club, entry)


async def undo_measure(services: Services, club: Club, measure: Measure) -> bool:
    """Take a measure back; who was right with an appeal finds the message in the chat again."""
    appealed = measure.appeal_state is AppealState.WAITING
    if not await measures.undo(services, club, measure):
        return False
    held = await services.work.moderation.held(measure.held) if appealed and measure.held else None
    if held is not None and held.state in (HeldState.DROPPED, HeldState.FRAUD):
        await holding.wait_again(services, club, held)
        again = await services.work.moderation.held(held.id)
        if again is not None and again.content:
            await holding.put_back(services, club, again)
    return True


async def _take_back(services: Services, club: Club, entry: Entry) -> None:
    """What was shown leaves the chat; where the chat has moved since, its number is another message's."""
    moved = await services.work.moderation.last_entry(club.id, MOVED)
    if moved is None or moved.at < entry.at:
        holding.take_out(services, club, entry.data.get("messages", []))


async def _waits_again(services: Services, club: Club, entry: Entry) -> None:
    kind, _, number = entry.about.partition(":")
    held = await services.work.moderation.held(int(number)) if kind == "held" else None
    if held is not None:
        await holding.wait_again(services, club, held)


async def _counted_back(services: Services, club: Club, entry: Entry) -> None:
    """The trust that came with being shown goes with it."""
    held = await services.work.moderation.held(int(entry.about.partition(":")[2]))
    if held is not None:
        await holding.uncount(services, club, held.account)


async def _shows_again(services: Services, club: Club, entry: Entry) -> None:
    held = await services.work.moderation.held(int(entry.about.partition(":")[2]))
    if held is not None and held.content:
        await holding.put_back(services, club, held)


def _known(club: Club, entry: Entry) -> bool:
    """Whether an entry can be taken back, if there is something left of it."""
    if entry.undone or entry.kind not in UNDOABLE:
        return False
    if (club.state is ClubState.CLOSED) != (entry.kind == closing.CLOSED):
        # Of a closed club nothing is changed before it is open again.
        return False
    # Of a message whose words the messenger did not tell there is nothing to show.
    return entry.kind != complaining.TAKEN_OUT or bool(entry.data)


def standing(club: Club, entry: Entry, now: float) -> bool:
    """Whether there is something left of an entry to be taken back."""
    if not _known(club, entry):
        return False
    return entry.kind != "raid" or (raids.raided(club, now) and entry.at + RAID_FOR >= club.raid_until - 1.0)
