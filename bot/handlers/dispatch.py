"""The first decision about an update: which room it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.conversations import Conversation
from bot.flows.language import offer_once
from bot.flows.services import Line, Services
from bot.handlers import broadcasting, due, groups, outcome, resident, room
from bot.handlers.clubs import doors, moderators
from bot.handlers.desk import desk_pressed
from bot.handlers.hiding import speaks_again
from bot.storage.inbox import InboxRow
from bot.storage.work import UnitOfWork
from bot.vocabulary import (
    Act,
    Address,
    Announced,
    Asked,
    Edited,
    Happened,
    Ignored,
    Joined,
    Lane,
    Message,
    Moved,
    Outcome,
    Pressed,
    Reachable,
    Said,
    SenderKind,
    Toast,
    Update,
)


class Handlers:
    """The handlers over one line."""

    def __init__(self, line: Line, writers: Mapping[str, Callable[[Any], Address | None]]) -> None:
        self.line = line
        self._writers = writers

    async def handle(self, update: Update, work: UnitOfWork) -> None:
        """Take one update to the handler of its room."""
        self.line.turn_page()
        match update:
            case Ignored():
                return
            case Outcome():
                await outcome.heard(update, work, self.line, self.handle)
            case Happened():
                await due.happened(update, work, self.line, self.handle)
            case Joined():
                await groups.standing(update, work, self.line)
            case Announced():
                await groups.announced(update, work, self.line)
            case Asked():
                await doors.asked(update, work, self.line)
            case Moved():
                await room.moved(update.address, update.to, work, self.line)
            case Reachable():
                await work.people.reachable(update.address, update.reachable)
            case Pressed() | Said() | Edited():
                await self._person(update, work)

    async def _person(self, update: Pressed | Said | Edited, work: UnitOfWork) -> None:
        if update.sender.kind is not SenderKind.PERSON:
            if isinstance(update, Said) and not update.private:
                await groups.faceless(update, work, self.line)
            return
        services = await self.services(update, work)
        said = len(work.letters)
        before = await work.conversation(services.home) if update.private else Conversation()
        if not update.private:
            await groups.heard(update, services)
        elif isinstance(update, Pressed) and update.data.startswith("r:"):
            await desk_pressed(update, services)
        elif isinstance(update, Pressed) and update.data.startswith("b:"):
            await broadcasting.pressed(update, services)
        elif isinstance(update, Pressed) and update.data.startswith("c:"):
            await moderators.heard(update, services)
        elif isinstance(update, Pressed):
            await resident.pressed(update, services)
            await self._offer_language(services, "", said)
        elif isinstance(update, Said):
            await resident.said(update, services)
            await self._offer_language(services, update.text, said)
        else:
            await resident.edited(update, services)
        if before.hushed:
            await speaks_again(services, before)

    async def _offer_language(self, services: Services, text: str, said: int) -> None:
        """Under the first answer, so not where it is still to come: parts of an album, one who floods."""
        if len(services.work.letters) > said:
            await offer_once(services, text)

    async def services(self, update: Update, work: UnitOfWork) -> Services:
        """One turn's view of the line, with the person behind the update."""
        now = self.line.now()
        person = await work.people.meet(update.address.messenger, update.sender, now)
        if (person.messenger, person.account) in self.line.admins and not person.admin:
            person = await room.appoint(person, work, now)
        if not person.name and (work.taken_again or self.line.may_warn(f"name of {person.address}")):
            # VK's events carry no names: it is asked for once in a while until it is known.
            work.put(person.address, Lane.STAFF, Act.NAME, target=person.account, wants={"for": "name"})
        return Services(self.line, work, person, update.address, now, update.sender.language)

    async def apologise(self, update: Update | None, row: InboxRow, work: UnitOfWork) -> None:
        """A turn failed: tell the person in plain words, and the staff which record to look at."""
        say = self.line.texts.say
        if isinstance(update, (Said, Pressed)):
            known = work.known_person(update.address.messenger, update.sender.account)
            book = self.line.book_of(known, update.address) if known is not None else self.line.book
            if isinstance(update, Pressed):
                work.toast(Toast(update.address, update.query, book.texts.say("turn-failed-toast")))
            if update.private:
                work.send(update.address, Message(book.texts.say("turn-failed")))
        writer = self._writers.get(row.source) if update is None else None
        if writer is not None and (address := writer(row.payload)) is not None:
            work.send(address, Message(say("not-understood")))
        await self._tell_staff(work, say("staff-dead", key=row.key, source=row.source))

    async def _tell_staff(self, work: UnitOfWork, text: str) -> None:
        rooms: list[Address] = await work.rooms.staff()
        for address in rooms:
            work.send(address, Message(text), Lane.STAFF)
