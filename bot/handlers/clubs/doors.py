"""Who comes into a club's chat, and who leaves it."""

from __future__ import annotations

from bot.domain.clubs import Club, Entry, MemberState
from bot.domain.people import Person
from bot.flows.clubs.doors import ask_moderators, open_door
from bot.flows.services import Line, Services
from bot.handlers.clubs.connecting import lost
from bot.handlers.clubs.power import read_administrators
from bot.storage.work import UnitOfWork
from bot.vocabulary import Act, Asked, Button, Joined, Lane, Message, Sender

TOGETHER = 60.0
"""Seconds for which newcomers are waited for, to be welcomed all at once."""

BACK_SOON = 7 * 86400.0
"""Seconds within which somebody who left and came back is no newcomer."""


async def standing(update: Joined, work: UnitOfWork, line: Line, club: Club) -> None:
    """Somebody came into the chat, left it, or runs it now."""
    if update.account == line.accounts.get(update.address.messenger):
        await _own(update, work, line, club)
    elif update.account > 0 and update.present:
        await _came(update, work, line, club)
    elif update.account > 0:
        await _left(update, work, club)


async def _own(update: Joined, work: UnitOfWork, line: Line, club: Club) -> None:
    """The line itself was taken out of the chat, let in again, or given other rights."""
    services = Services(line, work, nobody(club), update.address, line.now())
    if not update.present:
        await lost(services, club)
    else:
        read_administrators(services, club.id, update.address, lane=Lane.STAFF)


def nobody(club: Club) -> Person:
    """Stands in where nobody of flesh and blood is behind a deed."""
    return Person(0, club.address.messenger if club.address else "line", 0, "")


async def _came(update: Joined, work: UnitOfWork, line: Line, club: Club) -> None:
    person = await _met(update, work, line)
    known = await work.clubs.member(club.id, person.id)
    if known is not None and known.state.inside:
        return
    now = line.now()
    again = known is not None and known.welcomed_at is not None and now - known.at < BACK_SOON
    values = {"knocked_at": None} if again else {"knocked_at": None, "welcomed_at": None}
    await work.clubs.place(club.id, person.id, MemberState.MEMBER, update.account, now, **values)
    if not again:
        # Whoever comes in the same minute is welcomed with them; a row of each minute, so that none waits on.
        work.later(
            f"club-welcome:{club.id}:{int(now // TOGETHER)}",
            "club-welcome",
            now + TOGETHER,
            update.address,
            {"club": club.id},
        )


async def _met(update: Joined | Asked, work: UnitOfWork, line: Line) -> Person:
    messenger = update.address.messenger
    person = await work.people.by_account(messenger, update.account)
    if person is None:
        person = await work.people.meet(messenger, Sender(update.account, update.name), line.now())
    if not person.name and not update.name:
        # VK's events carry no names: by the time of the welcome it is known.
        work.put(person.address, Lane.STAFF, Act.NAME, target=person.account, wants={"for": "name"})
    return person


async def _left(update: Joined, work: UnitOfWork, club: Club) -> None:
    person = await work.people.by_account(update.address.messenger, update.account)
    known = await work.clubs.member(club.id, person.id) if person is not None else None
    if person is None or known is None or not known.state.inside:
        return
    for other in await work.people.accounts_of(person.id):
        if other.messenger == update.address.messenger and other.account != update.account:
            there = await work.rooms.membership(update.address, other.account)
            if there is not None and there.present:
                await work.clubs.change_member(club.id, person.id, account=other.account)
                return
    await work.clubs.place(club.id, person.id, MemberState.LEFT, update.account, update.at)


async def seen(services: Services, club: Club) -> None:
    """Whoever writes in the chat is in it, also who was there before the line came."""
    known = await services.work.clubs.member(club.id, services.person.id)
    # What somebody wrote before they were removed does not make a member of them again.
    if known is None or known.state not in (MemberState.MEMBER, MemberState.REMOVED):
        account, now = services.person.account, services.now
        await services.work.clubs.place(
            club.id, services.person.id, MemberState.MEMBER, account, now, welcomed_at=now, knocked_at=None
        )


async def asked(update: Asked, work: UnitOfWork, line: Line) -> None:
    """Somebody asks the messenger to be let into a chat."""
    club = await work.clubs.at(update.address)
    if club is None or update.account <= 0:
        return
    if club.raid_until > line.now():
        # Strangers in numbers: whoever knocks waits until that is over, and is not forgotten.
        wants = {"account": update.account, "name": update.name}
        key = f"club-knock:{club.id}:{update.account}"
        work.later(key, "club-knock", club.raid_until + TOGETHER, update.address, wants)
        return
    person = await _met(update, work, line)
    services = Services(line, work, person, person.address, line.now())
    known = await work.clubs.member(club.id, person.id)
    state = known.state if known is not None else MemberState.ASKED
    if state not in (MemberState.READY, MemberState.MEMBER):
        state = MemberState.ASKED
    waits = known is not None and known.state is MemberState.ASKED and known.knocked_at is None
    read = known is not None and known.rules_version > 0
    await work.clubs.place(club.id, person.id, state, update.account, services.now, knocked_at=services.now)
    if state is not MemberState.ASKED:
        await open_door(services, club, person, await work.clubs.member(club.id, person.id))
    elif not read:
        _show_rules(services, club)
    elif not waits:
        await ask_moderators(services, club, person, read=True)


def _show_rules(services: Services, club: Club) -> None:
    """The rules in private, to be accepted; who cannot be written to there is left to the moderators."""
    how = "club-rules-then-moderator" if club.entry is Entry.APPROVAL else "club-rules-then-in"
    text = services.say("club-asked-rules", name=club.name, rules=club.rules, how=services.say(how))
    agree = Button(services.say("club-agree"), data=f"g:club-join:{club.id}-yes")
    wants = {"for": "club-rules-shown", "club": club.id, "person": services.person.id}
    services.work.send(services.person.address, Message(text, ((agree,),)), Lane.REPLY, wants)
