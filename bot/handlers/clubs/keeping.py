"""What time brings to every club: newcomers are welcomed, the reminder is said, who runs it is read."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.clubs import Club, ClubState, MemberState
from bot.domain.people import Person
from bot.domain.safety import Seen, judge
from bot.flows.clubs import calendar
from bot.flows.clubs.keeping import makes_way, plan_reminder, remind, welcome
from bot.flows.clubs.quizzes import awaited
from bot.flows.clubs.quizzes.stage import Stage
from bot.flows.clubs.safety import naming
from bot.flows.services import Line, Services
from bot.handlers.clubs import battle
from bot.handlers.clubs.connecting import plan_reread
from bot.handlers.clubs.doors import nobody
from bot.handlers.clubs.power import read_administrators
from bot.storage.lost import lost_rows
from bot.storage.work import UnitOfWork
from bot.vocabulary import Address, Happened, Lane

STALE = 3600.0
"""Seconds after which nobody is welcomed any more: they have found their way by themselves."""


async def reread(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Read who runs the chat, every ten minutes; as good late as in time."""
    found = await _open(update, work, line)
    if found is not None:
        club, services = found
        read_administrators(services, club.id, services.address, lane=Lane.BROADCAST)
        plan_reread(work, club.id, services.address, services.now)


async def look_after(work: UnitOfWork, line: Line, messenger: str) -> None:
    """What every open club of a messenger waits for is planned, should a row have been lost."""
    for one in await lost_rows(work, messenger, line.now()):
        address = one.chat or Address(messenger, line.accounts.get(messenger, 0))
        work.later(one.key, one.kind, one.at, address, {one.about: one.number})
    for club in await work.clubs.listed(ClubState.OPEN):
        if club.address is None or club.address.messenger != messenger:
            continue
        services = Services(line, work, nobody(club), club.address, line.now())
        if not await _planned(work, f"club-reread:{club.id}"):
            plan_reread(work, club.id, club.address, services.now)
        if not await _planned(work, f"club-remind:{club.id}"):
            plan_reminder(services, club, services.now)
        if not await _planned(work, f"{calendar.MEETING}:{club.id}"):
            await calendar.look(services, club)
        played = awaited.waits_for(Stage(work, line, club, services.now))
        for key, plan_again in (*await battle.waits_for(services, club), *await played):
            if not await _planned(work, key):
                plan_again()


async def _planned(work: UnitOfWork, key: str) -> bool:
    return bool(await work.database.fetch("SELECT 1 FROM due WHERE key = ?", (key,)))


async def welcomed(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Welcome who came in the last minute; an hour late, nobody is."""
    found = await _open(update, work, line)
    if found is None:
        return
    club, services = found
    if club.raid_until > services.now:
        # While strangers pour in, the line itself keeps silent.
        work.later(update.subject, "club-welcome", club.raid_until + 60.0, update.address, update.data)
        return
    waiting = await work.clubs.members(club.id, MemberState.MEMBER)
    new = [one for one in waiting if one.welcomed_at is None]
    for one in new:
        await work.clubs.change_member(club.id, one.person, welcomed_at=services.now)
    people = await work.people.some([one.person for one in new if services.now - one.at < STALE])
    if people and club.welcomes:
        came = [people[one.person] for one in new if one.person in people]
        welcome(services, club, [await _plain(services, one) for one in came])


async def _plain(services: Services, person: Person) -> Person:
    """A newcomer as they may be named aloud: the line itself calls nobody a worker who is none."""
    own_names = () if person.staff else await naming.own_names(services)
    seen = Seen(text="", name="" if person.staff else person.name, own_names=own_names)
    return replace(person, name="") if judge(seen, services.line.book.safety).held else person


async def reminded(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Say the sentence against swindlers, where it disturbs no game and no sleep; late is as good."""
    found = await _open(update, work, line)
    if found is None:
        return
    club, services = found
    later = await makes_way(services, club)
    if later:
        work.later(update.subject, "club-remind", later, update.address, update.data)
        return
    if club.reminds_every:
        remind(services, club)
    plan_reminder(services, club, services.now)


async def meets(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Tell the chat of the club's next meeting; one that has begun by now is not told of."""
    found = await _open(update, work, line)
    if found is not None:
        await calendar.look(found[1], found[0])


async def meets_otherwise(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Tell the chat that a meeting was moved or called off, as it stands now; once it has begun, nothing."""
    found = await _open(update, work, line)
    if found is not None:
        number, was = int(update.data["activity"]), float(update.data["was"])
        await calendar.tell_change(found[1], found[0], number, was, update.subject)


async def _open(update: Happened, work: UnitOfWork, line: Line) -> tuple[Club, Services] | None:
    club = await work.clubs.get(int(update.data["club"]))
    if club is None or club.state is not ClubState.OPEN or club.address is None:
        return None
    return club, Services(line, work, nobody(club), club.address, line.now())
