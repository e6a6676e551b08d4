"""Files that moderators send, and what was found in them."""

from __future__ import annotations

from bot.domain.games.grid import Puzzle
from bot.domain.games.playable import playable_of
from bot.flows.book import FLOWS
from bot.flows.clubs.packs.bringing import FORGOTTEN_PACKS, OURS, TAKEN, WANTS, brought, found, named_as
from bot.flows.services import Line, Services
from bot.handlers.clubs.power import may_hold
from bot.handlers.power import Power
from bot.handlers.talk import Talk
from bot.storage.work import UnitOfWork
from bot.vocabulary import AttachmentKind, Happened, Message, Outcome, Said, Verdict

__all__ = ["FORGOTTEN_PACKS", "WANTS", "checked", "forgotten", "sent_a_pack"]


async def sent_a_pack(update: Said, services: Services, talk: Talk) -> bool:
    """A file that can only be meant for a game is looked into; others are whatever else they may be."""
    files = [one for one in update.attachments if one.kind is AttachmentKind.FILE]
    if len(files) != 1 or named_as(files[0]) not in TAKEN:
        return False
    match await may_hold(FLOWS["pack-new"], "", update, services):
        case Power.YES:
            # From its question on, as if it had been asked for: what is too large is refused there.
            await talk.go("pack-new", "", {"file": brought(files[0], update.text)})
        case Power.NO if named_as(files[0]) in OURS:
            talk.say("pack-not-yours")
        case Power.NO:
            return False
        case Power.UNSURE:
            pass
    return True


async def forgotten(_update: Happened, work: UnitOfWork, line: Line) -> None:
    """What nobody kept for a week is thrown away, however late it is."""
    await work.packs.forget(line.now())


async def checked(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """What was found in a moderator's file is shown to them."""
    wants, result = update.wants, update.result
    person = await work.people.get(int(wants["person"]))
    if person is None:
        return
    services = Services(line, work, person, update.address, line.now())
    if not update.sent:
        # It was not to be had, or whoever looked into it did not survive that.
        id = "pack-unreadable" if update.verdict is Verdict.BUG else "pack-lost"
        work.send(update.address, Message(services.say(id)))
    elif "refused" in result:
        work.send(update.address, Message(services.say("pack-refused", why=str(result["refused"]))))
    else:
        sample = Puzzle.of(result["sample"]) if result["sample"] is not None else None
        title = str(wants["title"])
        await found(services, playable_of(result["pack"]), sample, list(result["remarks"]), title)
