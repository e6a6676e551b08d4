"""The staff room: taking requests, lists, connecting the room. Nothing typed here ever reaches a resident."""

from __future__ import annotations

from bot.domain.people import CodePurpose, Person, Role
from bot.domain.requests import Action, HelpRequest, Refused, change
from bot.domain.wording import folded
from bot.flows.cards import ALARM, age, alarm_key, card_key, district_title, name_of, service_title
from bot.flows.desk import Desk
from bot.flows.services import Line, Services, Wish
from bot.handlers.clubs import connecting
from bot.handlers.power import Power, power
from bot.handlers.words import command, wish
from bot.storage.requests import by_urgency
from bot.storage.rooms import CLUB, STAFF
from bot.storage.work import UnitOfWork
from bot.vocabulary import Address, Button, Edited, Joined, Lane, Message, Pressed, Said, Toast

SHOWN = 20
"""Requests in one list."""


async def heard(update: Pressed | Said | Edited, services: Services) -> None:
    """Something in a group: the staff room's own words and buttons, and nothing else."""
    if isinstance(update, Pressed):
        toast = await _pressed(update, services)
        services.work.toast(Toast(update.address, update.query, toast))
    elif isinstance(update, Said):
        await _said(update, services)


async def faceless(update: Said, work: UnitOfWork, line: Line) -> None:
    """An anonymous administrator or a channel: no rights, and a word why when they try."""
    name, _ = command(update.text)
    if name:
        work.send(
            update.address, Message(line.texts.say("room-faceless"), reply_to=update.message), Lane.STAFF
        )


async def _said(update: Said, services: Services) -> None:
    name, argument = command(update.text)
    which = folded(argument) or "open" if name == "/requests" else _list_named(services, update.text)
    if which:
        match await power(update, services):
            case Power.YES:
                await show_list(services, which)
            case Power.NO:
                _say(services, "staff-only", update.message)
            case Power.UNSURE:
                pass
    elif update.reply_to is not None:
        linked = await services.work.requests.linked(update.address, update.reply_to)
        if linked is not None:
            _say(services, "room-not-relayed", update.message)


def _list_named(services: Services, text: str) -> str:
    """Which list a text asks for: «заявки», «мои заявки», «заявки просроченные»; empty for other talk."""
    words = folded(text).split()
    rest = [word for word in words if wish(services.line, word) is not Wish.MINE]
    if len(words) == 2 and len(rest) == 1 and rest[0] in _words_of_lists(services):
        return rest[0]
    return "open" if wish(services.line, text) is Wish.MINE else ""


def _words_of_lists(services: Services) -> tuple[str, ...]:
    return tuple(folded(services.say(f"list-word-{which}")) for which in ("mine", "overdue"))


async def connect(update: Said, services: Services) -> None:
    """A one-time code makes a group a room of the line."""
    _, code = command(update.text)
    used = None
    if services.person.admin:
        purposes = (CodePurpose.STAFF_ROOM,)
        used = await services.work.people.use_code(code, purposes, services.person.id, services.now)
    if used is None and await connecting.connect(update, services, code):
        return
    if used is None:
        # In a group of strangers the line answers seldom: it is not there to fill their screens.
        if services.person.admin or services.line.may_warn(f"connect {update.address}"):
            _say(services, "connect-refused", update.message)
        return
    await services.work.rooms.connect(update.address, services.now)
    await services.work.rooms.confirm(update.address, services.person.account, True, services.now)
    _say(services, "connected", update.message)
    for request in await services.work.requests.open_ones():
        await Desk(services).show(request)


def _say(services: Services, id: str, reply_to: int | None = None, **values: object) -> None:
    message = Message(services.say(id, **values), reply_to=reply_to)
    services.work.send(services.address, message, Lane.STAFF)


async def _pressed(update: Pressed, services: Services) -> str:
    kind, _, rest = update.data.partition(":")
    match await power(update, services):
        case Power.NO:
            return services.say("staff-only")
        case Power.UNSURE:
            return services.say("staff-checking")
        case Power.YES:
            pass
    if kind == "l":
        await show_list(services, rest)
        return ""
    verb, _, tail = rest.partition(":")
    number = tail.partition(":")[0]
    if kind != "r" or verb != "take":
        return services.say("button-unknown")
    request = await services.work.requests.named(number)
    if request is None:
        return services.say("button-unknown")
    return await take(update, services, request)


async def take(update: Pressed, services: Services, request: HelpRequest) -> str:
    """Give the request to the one who pressed first; the other is told who has it."""
    try:
        change(request, Action.TAKE, services.person.id, services.now)
        await Desk(services).change(request, Action.TAKE)
    except Refused as refused:
        owner = await services.work.people.get(request.owner) if request.owner is not None else None
        await _mend_card(update, services, request)
        text = services.say(refused.why, number=request.id, name=name_of(services, owner))
        if update.private or update.key.startswith("confirmed:"):
            # The press waited for a reading of the membership: its toast has been shown and gone.
            services.work.send(services.address, Message(text), Lane.STAFF)
        return text
    name = name_of(services, services.person)
    if request.service == ALARM:
        await Desk(services).tell_resident(request, "alarm-taken", name=name)
        await Desk(services).tell_rooms("room-alarm-taken", Lane.CRISIS, number=request.id, name=name)
    else:
        await Desk(services).tell_resident(request, "request-taken", name=name)
    return services.say("taken-toast", number=request.id)


async def _mend_card(update: Pressed, services: Services, request: HelpRequest) -> None:
    """A button that should be gone: show the present state, also on a card left behind by a crash."""
    await Desk(services).show(request)
    for key in (card_key(request.id), alarm_key(request.id)):
        card = await services.work.cards.find(update.address, key)
        if card is not None and update.message is not None and card.message not in (None, update.message):
            services.work.send(update.address, card.wanted, Lane.STAFF, edit=update.message)


async def show_list(services: Services, which: str) -> None:
    """The open requests, those of the one who asks, or the overdue ones; numbers only, nothing personal."""
    found = by_urgency(await services.work.requests.open_ones())
    own = services.say("list-word-mine"), "mine"
    late = services.say("list-word-overdue"), "overdue"
    if which in own:
        which, found = "mine", [one for one in found if one.owner == services.person.id]
    elif which in late:
        which, found = "overdue", [one for one in found if one.overdue(services.now)]
    else:
        which = "open"
    # What nobody has stands first: it must not be hidden behind what somebody works on.
    found = [*(one for one in found if one.owner is None), *(one for one in found if one.owner is not None)]
    lines = [await _list_line(services, one) for one in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(services.say("list-more", count=len(found) - SHOWN))
    text = (
        services.say(f"list-{which}", count=len(found), lines="\n".join(lines))
        if found
        else services.say(f"list-{which}-none")
    )
    tabs = tuple(
        Button(services.say(f"button-list-{tab}"), data=f"l:{tab}") for tab in ("open", "mine", "overdue")
    )
    takes = tuple(
        (Button(services.say("button-take-number", number=one.id), data=f"r:take:{one.id}:{one.version}"),)
        for one in found[:6]
        if one.owner is None
    )
    services.work.send(services.address, Message(text, buttons=(*takes, tabs)), Lane.STAFF)


async def _list_line(services: Services, request: HelpRequest) -> str:
    owner = await services.work.people.get(request.owner) if request.owner is not None else None
    return services.say(
        "list-line",
        number=request.id,
        service=service_title(services, request.service),
        district=district_title(services, request.district),
        urgency=services.say(f"urgency-{request.urgency}"),
        age=age(services, services.now - request.opened_at),
        state=services.say(f"room-state-{request.state}", name=name_of(services, owner)),
    )


async def standing(update: Joined, work: UnitOfWork, line: Line) -> None:
    """Somebody's membership of a room changed; when the line itself is back, it shows what is open."""
    if update.address not in await work.rooms.staff():
        return
    await work.rooms.confirm(update.address, update.account, update.present, line.now())
    if not update.present:
        await let_go(update.address, update.account, work, line)
    if update.account == line.accounts.get(update.address.messenger) and update.present:
        await _show_open(update.address, work, line)


async def let_go(room: Address, account: int, work: UnitOfWork, line: Line) -> None:
    """Who is in no staff room any more has no requests: others must take them, and read what comes."""
    person = await work.people.by_account(room.messenger, account)
    if person is None:
        return
    services = Services(line, work, person, room, line.now())
    if any(one.id == person.id for one in await Desk(services).colleagues()):
        return
    for request in await work.requests.of_owner(person.id):
        await Desk(services).give_back(request, "")


async def moved(old: Address, new: Address, work: UnitOfWork, line: Line) -> None:
    """A room has another address: what is open is shown in a staff room, and a club goes on in its chat."""
    known = await work.rooms.room(old)
    if known is None or not await work.rooms.move(old, new, line.now()):
        return
    if known.kind == STAFF:
        await _show_open(new, work, line)
    elif known.kind == CLUB:
        await connecting.moved(old, new, work, line)


async def _show_open(room: Address, work: UnitOfWork, line: Line) -> None:
    itself = Person(0, room.messenger, line.accounts.get(room.messenger, 0), "")
    services = Services(line, work, itself, room, line.now())
    for request in await work.requests.open_ones():
        await Desk(services).show(request)


async def appoint(person: Person, work: UnitOfWork, now: float) -> Person:
    """One named in the settings is an administrator and a worker from the first meeting."""
    person = await work.people.grant(person, Role.ADMIN, None, now)
    return await work.people.grant(person, Role.WORKER, None, now)
