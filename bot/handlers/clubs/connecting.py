"""A chat becomes a club's, or the moderators' room; it may move, be lost, and be found again."""

from __future__ import annotations

from bot.domain.clubs import LOST, Club, ClubState
from bot.domain.people import MEMBERSHIP_REREAD, CodePurpose
from bot.flows.clubs.doors import tell_moderators
from bot.flows.clubs.keeping import plan_reminder, voice
from bot.flows.clubs.safety.undoing import MOVED
from bot.flows.clubs.voting import opened
from bot.flows.services import Line, Services
from bot.handlers.clubs.power import read_administrators
from bot.storage.rooms import CLUB
from bot.storage.work import UnitOfWork
from bot.vocabulary import Address, Lane, Message, Said


async def connect(update: Said, services: Services, code: str) -> bool:
    """A moderator's code makes a group a club's chat or the moderators' room; False where it is neither."""
    work, person = services.work, services.person
    known = await work.rooms.room(update.address)
    purposes = (CodePurpose.MODERATORS_ROOM,)
    if person.admin and await work.people.use_code(code, purposes, person.id, services.now):
        await work.rooms.connect_moderators(update.address, services.now)
        await work.rooms.confirm(update.address, person.account, True, services.now)
        _say(services, "club-moderators-connected", update.message)
        return True
    number = await work.clubs.use_code(code, person.id, services.now, admin=person.admin)
    club = await work.clubs.get(number) if number is not None else None
    if club is None:
        return False
    if known is not None and (known.kind != CLUB or known.club != club.id):
        _say(services, "club-chat-taken", update.message)
        return True
    if club.address not in (None, update.address):
        await work.clubs.moved_house(club.id)
    settings = {name: value for name, value in club.settings.items() if name not in (LOST, "missing")}
    await work.clubs.change(
        club, address=update.address, state=ClubState.OPEN, link="", rules_message=None, settings=settings
    )
    await work.rooms.connect_club(update.address, club.id, services.now)
    await work.rooms.confirm(update.address, person.account, True, services.now)
    said = voice(services.line, club)("club-connected", name=club.name)
    work.send(update.address, Message(said, reply_to=update.message), Lane.STAFF)
    read_administrators(services, club.id, update.address, tell=person.id)
    plan_reread(work, club.id, update.address, services.now)
    plan_reminder(services, club, services.now)
    if club.state is ClubState.NEW:
        await opened(services, club)
    return True


def _say(services: Services, id: str, reply_to: int) -> None:
    services.work.send(services.address, Message(services.say(id), reply_to=reply_to), Lane.STAFF)


def plan_reread(work: UnitOfWork, club: int, room: Address, now: float) -> None:
    """Read who runs a chat again in ten minutes."""
    work.later(f"club-reread:{club}", "club-reread", now + MEMBERSHIP_REREAD, room, {"club": club})


async def lost(services: Services, club: Club) -> None:
    """A club's chat cannot be reached: whoever moderates it hears so once, and nobody is sent there."""
    if club.settings.get(LOST) or not await services.work.clubs.change(
        club, settings={**club.settings, LOST: services.now}
    ):
        return
    text = services.line.texts.say("club-lost", name=club.name)
    await tell_moderators(services, club, Message(text), Message(text))


async def moved(old: Address, new: Address, work: UnitOfWork, line: Line) -> None:
    """A club's chat has another address: links and numbers of messages of the old one mean nothing there."""
    club = await work.clubs.at(new)
    if club is not None and club.address == old:
        await work.clubs.change(club, address=new, link="", rules_message=None)
        await work.moderation.moved(club.id)
        await work.moderation.log(club.id, None, MOVED, f"club:{club.id}", line.now())
        plan_reread(work, club.id, new, line.now())
