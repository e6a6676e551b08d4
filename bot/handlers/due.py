"""What was to happen later, by kind; each kind has its rule for being late."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.conversations import OFFER_AFTER
from bot.domain.people import MEMBERSHIP_REREAD
from bot.domain.requests import EventKind
from bot.flows.alarms import ask_rooms, call_out
from bot.flows.book import FLOWS
from bot.flows.cards import ALARM, service_title
from bot.flows.desk import service_of
from bot.flows.promises import promise_passed
from bot.flows.services import Line, Services
from bot.handlers import broadcasting, resident, timetable
from bot.handlers.clubs import keeping as clubs
from bot.handlers.clubs import time as clubs_in_time
from bot.handlers.editors import renewed, weekly
from bot.handlers.held import unpacked
from bot.handlers.overhearing import overheard
from bot.storage.work import UnitOfWork
from bot.vocabulary import Act, Address, Button, Happened, Lane, Message, Update

LONGEST_SILENCE = 4 * 3600.0
"""Seconds after which a request that nobody takes is announced again, however old it is."""

Handle = Callable[[Update, UnitOfWork], Awaitable[None]]


async def happened(update: Happened, work: UnitOfWork, line: Line, handle: Handle) -> None:
    """Do what was to be done; all kinds here are as good late as in time, and none comes twice."""
    match update.kind:
        case _ if update.kind in timetable.KINDS:
            await timetable.happened(update, work, line)
        case _ if update.kind.startswith(clubs_in_time.BELONGS):
            await clubs_in_time.happened(update, work, line)
        case broadcasting.KIND:
            await broadcasting.happened(update, work, line)
        case "held":
            waiting = unpacked(update.data["update"])
            await handle(replace(waiting, key=f"held:{waiting.key}"), work)
        case "offer":
            await _offer(update, work, line)
        case "album":
            await _album(update, work, line)
        case "announce":
            await _announce(update, work, line)
        case "promised":
            await _promised(update, work, line)
        case "reread":
            await _reread(update, work, line)
            await broadcasting.look_after(work, line)
        case "overheard":
            await overheard(update, work, line)
        case "stopped":
            await _stopped(update, work, line)
        case "clock-stepped":
            await _clock_stepped(update, work, line)
        case "weekly":
            await weekly(update, work, line)
        case "renewed":
            work.send(update.address, Message(renewed(line, update.data)), Lane.STAFF)


async def _services(update: Happened, work: UnitOfWork, line: Line) -> Services | None:
    person = await work.people.by_account(update.address.messenger, update.address.chat)
    if person is None:
        return None
    return Services(line, work, person, person.seen or person.address, line.now())


async def _offer(update: Happened, work: UnitOfWork, line: Line) -> None:
    """A conversation left in the middle is offered again, once; one that still goes on is looked at later."""
    services = await _services(update, work, line)
    if services is None:
        return
    conversation = await work.conversation(services.home)
    flow = FLOWS.get(conversation.flow)
    subject = conversation.subject
    if flow is None or not flow.draft or not conversation.open:
        if not conversation.drafts:
            return
        flow, subject = FLOWS.get(conversation.drafts[0].flow), conversation.drafts[0].subject
    if services.hides(subject):
        # Half an hour later somebody else may hold the telephone: the menu keeps the way back.
        return
    idle = services.now - conversation.touched_at
    if idle < OFFER_AFTER - 1:
        work.later(update.subject, "offer", conversation.touched_at + OFFER_AFTER, update.address)
        return
    title = service_title(services, subject) if subject else services.content.person_service.title
    text, resume, drop = services.say("draft-offer", title=title), "button-resume", "button-drop"
    if flow is not None and flow.guarded:
        text = services.say("club-draft-offer" if flow.moderating else "class-draft-offer")
        resume, drop = "class-draft-resume", "class-draft-drop"
    buttons = (
        (Button(services.say(resume), data="g:resume:"),),
        (Button(services.say(drop), data="g:drop:"),),
    )
    work.send(services.address, Message(text, buttons=buttons))


async def _album(update: Happened, work: UnitOfWork, line: Line) -> None:
    services = await _services(update, work, line)
    if services is not None:
        await resident.album_closed(services)


async def _announce(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Nobody took it: ask again, and again with growing pauses; an alarm goes to more and more people."""
    request = await work.requests.get(int(update.data["request"]))
    if request is None or not request.state.open or request.owner is not None:
        return
    services = await _services(update, work, line)
    if services is None:
        return
    services = services.for_staff()
    if request.service == ALARM:
        again = await call_out(services, request, float(update.data.get("since", request.opened_at)))
    else:
        await ask_rooms(services, request, Lane.STAFF)
        # A night of a few requests must not bury the group: the longer one waits, the longer the pause.
        longer = min((services.now - request.opened_at) / 2, LONGEST_SILENCE)
        again = services.now + max(service_of(services, request).announce_again * 60, longer)
    await work.requests.note(request.id, EventKind.ANNOUNCED, None, services.now)
    work.later(update.subject, "announce", again, update.address, update.data)


async def _promised(update: Happened, work: UnitOfWork, line: Line) -> None:
    """The promised time has passed: told once, late or not, because the text says what was promised."""
    request = await work.requests.get(int(update.data["request"]))
    services = await _services(update, work, line)
    if request is None or services is None:
        return
    told = int(update.data.get("told", 0))
    again, told = await promise_passed(services, request, told)
    if again is not None:
        work.later(update.subject, "promised", again, update.address, {"request": request.id, "told": told})


async def _stopped(update: Happened, work: UnitOfWork, line: Line) -> None:
    """A messenger takes nothing from us any more: its administrators are told on another one."""
    name = line.texts.say(f"messenger-{update.address.messenger}")
    text = line.texts.say("messenger-stopped", messenger=name, why=str(update.data["why"]))
    for person in await work.people.with_roles():
        if person.admin and person.messenger != update.address.messenger:
            work.send(person.address, Message(text))


async def _clock_stepped(update: Happened, work: UnitOfWork, line: Line) -> None:
    """The clock jumped: administrators hear it in private, and the staff rooms."""
    times = {
        name: f"{datetime.fromtimestamp(float(update.data[name]), line.zone):%d.%m %H:%M}"
        for name in ("was", "now")
    }
    message = Message(line.texts.say("clock-stepped", **times))
    for person in await work.people.with_roles():
        if person.admin:
            work.send(person.address, message)
    for room in await work.rooms.staff():
        work.send(room, message, Lane.STAFF)
    timetable.when_calm(work, min(float(update.data["was"]), float(update.data["now"])))


async def _reread(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Read the membership of everybody who has a role, every ten minutes."""
    for room in await work.rooms.staff(update.address.messenger):
        for person in await work.people.with_roles():
            if person.messenger == room.messenger:
                ask_membership(work, room, person.account)
    await clubs.look_after(work, line, update.address.messenger)
    work.later(update.subject, "reread", line.now() + MEMBERSHIP_REREAD, update.address)


def ask_membership(work: UnitOfWork, room: Address, account: int) -> None:
    """Ask the messenger whether an account is in a room."""
    wants = {"for": "member", "account": account}
    work.put(room, Lane.BROADCAST, Act.MEMBER, target=account, wants=wants)
