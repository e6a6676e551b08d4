"""What became of letters: cards learn their message, replies are confirmed, failures are told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.domain.requests import EventKind
from bot.flows.clubs.safety.around import SHOWN_TO_MODERATORS
from bot.flows.services import Line
from bot.handlers import broadcasting, timetable
from bot.handlers.clubs import outcomes as club_outcomes
from bot.handlers.clubs.afterwards import moderators_lost
from bot.handlers.held import unpacked
from bot.handlers.hiding import told_of, traced
from bot.handlers.room import let_go, moved
from bot.handlers.uncrossed import without_file
from bot.storage.work import UnitOfWork
from bot.vocabulary import Act, Address, Button, Lane, Message, Outcome, Update, Verdict

GOES_ON = frozenset({"relay", "reminder", "notice", broadcasting.KIND})
"""Letters that somebody who cannot be reached in one messenger gets in their other one."""

_NUMBERED = frozenset({Act.EDIT, Act.DELETE, Act.REACT, Act.PIN, Act.UNPIN})
"""What is done to messages by their numbers."""

Handle = Callable[[Update, UnitOfWork], Awaitable[None]]


async def heard(update: Outcome, work: UnitOfWork, line: Line, handle: Handle) -> None:
    """Take an outcome to whoever left a wish with the letter."""
    if update.verdict is Verdict.MOVED:
        await _moved(update, work, line)
    if update.verdict is Verdict.UNREACHABLE and not update.address.group:
        await work.people.reachable(update.address, False)
        if await _elsewhere(update, work):
            return
    if await without_file(update, work, line):
        return
    match update.wants.get("for"):
        case "card":
            await _card(update, work, line)
        case _ if update.verdict is Verdict.MOVED:
            return
        case "link":
            await _link(update, work, line)
        case "trace" if update.sent:
            await traced(update, work, line)
        case str(wanted) if wanted.startswith(club_outcomes.BELONGS):
            await club_outcomes.heard(update, work, line, handle)
        case broadcasting.KIND:
            await broadcasting.heard(update, work, line)
        case "reminder" | "notice":
            await timetable.outcome(update, work, line)
        case "relay":
            await _relay(update, work, line)
        case "name" if update.sent:
            await work.people.rename(update.address, str(update.result.get("name", "")))
        case "member":
            await _member(update, work, line, handle)


async def _moved(update: Outcome, work: UnitOfWork, line: Line) -> None:
    new = Address(update.address.messenger, int(update.result["to"]))
    await moved(update.address, new, work, line)
    letter = update.letter
    if letter is None or update.wants.get("for") == "card" or letter.act in _NUMBERED:
        # Numbers of messages mean others in the new group: cards are posted anew, an edit has lost its aim.
        return
    message = replace(letter.message, reply_to=None) if letter.message is not None else None
    work.put(new, letter.lane, letter.act, message=message, target=letter.target, wants=letter.wants)


async def _elsewhere(update: Outcome, work: UnitOfWork) -> bool:
    """What a resident must hear is tried in their other messenger, before a worker is told that it failed."""
    letter, wants = update.letter, update.wants
    if letter is None or letter.act is not Act.SAY or letter.message is None:
        return False
    urgent = letter.lane is Lane.CRISIS and wants.get("for") != "card"
    if not (urgent or wants.get("for") in GOES_ON or wants.get("kind") == "news"):
        return False
    person = await work.people.by_account(update.address.messenger, update.address.chat)
    tried = [*wants.get("tried", ()), str(update.address)]
    for other in await work.people.accounts_of(person.id) if person is not None else ():
        if str(other.address) not in tried:
            message = replace(letter.message, reply_to=None)
            again = {**wants, "tried": tried}
            until = letter.until
            work.put(other.address, letter.lane, Act.SAY, message=message, wants=again, until=until)
            return True
    return False


async def _card(update: Outcome, work: UnitOfWork, line: Line) -> None:
    wants = update.wants
    about, kind, number = wants.get("about"), str(wants.get("kind", "")), int(wants["card"])
    if update.verdict is Verdict.BUG:
        await work.cards.refused(number, int(wants["version"]), about=about, kind=kind)
        return
    if not update.sent and update.verdict not in (Verdict.GONE, Verdict.MOVED):
        await work.cards.abandon(number)
        if update.verdict is Verdict.UNREACHABLE and kind == "desk" and about is not None:
            await _not_opened(update, work, line, int(about))
        elif update.verdict is Verdict.UNREACHABLE and kind == "room":
            await _room_lost(update, work, line)
        elif update.verdict is Verdict.UNREACHABLE and kind == SHOWN_TO_MODERATORS:
            await moderators_lost(update, work, line)
        return
    shown = (int(update.result.get("message") or 0) or int(wants.get("edit") or 0)) if update.sent else None
    card = await work.cards.settle(
        number, int(wants["version"]), shown or None, address=update.address, about=about, kind=kind
    )
    if card is not None and card.message and about is not None:
        await work.requests.link(card.address, card.message, int(about), kind)


async def _not_opened(update: Outcome, work: UnitOfWork, line: Line, number: int) -> None:
    """The worker never opened the bot, or blocked it: say so in the room, with a link that opens the desk."""
    person = await work.people.by_account(update.address.messenger, update.address.chat)
    link = line.start_link(update.address.messenger, "desk")
    buttons = ((Button(line.texts.say("button-open-desk"), url=link),),) if link else ()
    text = line.texts.say("room-open-desk", number=number, name=person.name if person else "")
    for room in await work.rooms.staff(update.address.messenger):
        work.send(room, Message(text, buttons=buttons), Lane.STAFF)


async def _room_lost(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """The staff room takes no cards: the administrators must know at once, in private."""
    if not line.may_warn(f"room {update.address}"):
        return
    for person in await work.people.with_roles():
        if person.admin:
            desk = Address(person.messenger, person.account)
            work.send(desk, Message(line.texts.say("room-lost", why=str(update.result.get("why", "")))))


async def _link(update: Outcome, work: UnitOfWork, line: Line) -> None:
    number, kind = int(update.wants["request"]), str(update.wants["kind"])
    if update.sent and update.result.get("message"):
        await work.requests.link(update.address, int(update.result["message"]), number, kind)
        await told_of(update, work, line, number)
    elif update.verdict is Verdict.FILE:
        await _file_missing(update, work, line, number)
    elif not update.sent and kind == "desk":
        # A resident's words did not reach their worker: they are in the history, and the worker must know.
        await _not_opened(update, work, line, number)
    elif not update.sent and kind == "news":
        request = await work.requests.get(number)
        owner = (
            await work.people.get(request.owner)
            if request is not None and request.owner is not None
            else None
        )
        if owner is not None:
            why = line.texts.say(f"undelivered-{update.verdict.name.lower()}")
            text = line.texts.say("news-undelivered", number=number, why=why)
            work.send(Address(owner.messenger, owner.account), Message(text))


async def _file_missing(update: Outcome, work: UnitOfWork, line: Line, number: int) -> None:
    """A resident's file cannot cross: they are asked for another, and the worker knows that it is missing."""
    work.send(update.address, Message(line.texts.say("file-missing", number=number)))
    request = await work.requests.get(number)
    resident = await work.people.get(request.person) if request is not None else None
    if resident is not None:
        say = line.book_of(resident, resident.address).texts.say
        work.send(resident.address, Message(say("file-not-passed", number=number)))


async def _relay(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """A worker's words reached the resident, or did not: the worker is told either way."""
    wants, say = update.wants, line.texts.say
    number, message = int(wants["request"]), int(wants["message"])
    desk = Address(*wants["desk"])
    if update.sent:
        await work.requests.link(update.address, int(update.result["message"]), number, "news")
        if await told_of(update, work, line, number):
            await work.requests.note(number, EventKind.DELIVERED, None, line.now())
            text = say("delivered", number=number)
        else:
            await work.requests.note(number, EventKind.UNDELIVERED, None, line.now())
            text = say("desk-hidden", number=number)
    else:
        why = say(f"undelivered-{update.verdict.name.lower()}")
        await work.requests.note(number, EventKind.UNDELIVERED, None, line.now(), str(update.verdict))
        text = say("undelivered", number=number, why=why)
    work.send(desk, Message(text, reply_to=message or None, quiet=update.sent))


async def _member(update: Outcome, work: UnitOfWork, line: Line, handle: Handle) -> None:
    """A membership was read: what waited for it takes its way again."""
    account = int(update.wants["account"])
    if update.sent or update.verdict is Verdict.UNREACHABLE:
        present = bool(update.result.get("present")) if update.sent else False
        await work.rooms.confirm(update.address, account, present, line.now())
        if update.sent and not present:
            await let_go(update.address, account, work, line)
        named = Address(update.address.messenger, account)
        await work.people.rename(named, str(update.result.get("name", "")))
    held = update.wants.get("held")
    if held is not None:
        waiting = unpacked(held)
        await handle(replace(waiting, key=f"confirmed:{waiting.key}"), work)
