"""The desk: what happens to a request, and what follows from it for the resident, the worker, the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.alarms import LADDER
from bot.domain.cases import Option, Promise, Service, Urgency
from bot.domain.people import Block, Person
from bot.domain.requests import Action, EventKind, HelpRequest, State, change
from bot.flows.answers import Words, file_from, file_value
from bot.flows.cards import (
    ALARM,
    alarm_card,
    alarm_key,
    card_key,
    cut,
    private_card,
    room_card,
    service_title,
)
from bot.flows.secrets import held
from bot.flows.services import Services
from bot.vocabulary import Address, Attachment, AttachmentKind, Button, Lane, Message, Said

MOST_ADDED = 50
"""Messages that are kept for whoever takes a request; more stand in its history only."""


class Desk:
    """Operations on requests, for flows and handlers alike."""

    def __init__(self, services: Services) -> None:
        # What it says is for staff, unless it looks who reads it.
        self._services = services.for_staff()
        self._work = services.work

    # Opening

    async def open(
        self, service: Service, form: Mapping[str, Any], *, district: str, phone: str
    ) -> HelpRequest:
        """Take a request and show it to the staff."""
        services = self._services
        request = await self._work.requests.open(
            services.person.id, services.address, service, form, services.now, district=district, phone=phone
        )
        await self.show(request)
        self.announce_later(request, service)
        self._look_at_promise(request)
        return request

    def announce_later(self, request: HelpRequest, service: Service) -> None:
        self._work.later(
            f"announce:{request.id}",
            "announce",
            self._services.now + service.announce_again * 60,
            request.address,
            {"request": request.id, "since": self._services.now},
        )

    def _look_at_promise(self, request: HelpRequest) -> None:
        """When the promised time passes, whoever waits and whoever promised are told."""
        key, data = f"promised:{request.id}", {"request": request.id}
        self._work.later(key, "promised", request.promised_at, request.address, data)

    # Showing

    async def show(self, request: HelpRequest, lane: Lane = Lane.STAFF) -> None:
        """Let every staff room show the truth about a request."""
        card = await room_card(self._services, request)
        for room in await self._work.rooms.staff():
            await self._work.cards.wish(room, card_key(request.id), card, lane, request.id, "room")
        if request.service == ALARM:
            call = await alarm_card(self._services, request)
            for called in await self._work.cards.holders(alarm_key(request.id)):
                await self._work.cards.wish(
                    called, alarm_key(request.id), call, Lane.REPLY, request.id, "alarm"
                )

    async def tell_rooms(self, id: str, lane: Lane = Lane.STAFF, **values: object) -> None:
        """Say something in every staff room; never anything personal."""
        for room in await self._work.rooms.staff():
            self._work.send(room, Message(self._services.say(id, **values)), lane)

    async def show_private(self, request: HelpRequest) -> None:
        """Give the owner the full request in private."""
        owner = await self._owner(request)
        if owner is not None:
            card, _ = await private_card(self._services, request)
            for desk in await self._desks(request, owner, owner.address):
                await self._work.cards.wish(desk, card_key(request.id), card, Lane.REPLY, request.id, "desk")

    async def _desks(self, request: HelpRequest, owner: Person, *more: Address) -> set[Address]:
        """Where a worker has the card: they may have taken it up in each of their messengers."""
        every = [one.address for one in await self._work.people.accounts_of(owner.id)]
        key = card_key(request.id)
        return {*more, *[desk for desk in every if await self._work.cards.find(desk, key) is not None]}

    async def hand_papers(self, request: HelpRequest, owner: Person) -> None:
        """Give a new owner what the card cannot hold: long answers and files, each linked to the request."""
        await self._work.requests.note(request.id, EventKind.READ, owner.id, self._services.now)
        desk = owner.address
        _, overflow = await private_card(self._services, request)
        for text in overflow:
            self._linked(desk, Message(text), request.id)
        for field in request.form.get("fields", ()):
            for value in field.get("files", ()):
                caption = self._services.say("desk-file", number=request.id, title=field["title"])
                self._linked(desk, Message(caption, attachment=file_from(value)), request.id)
        for added in request.form.get("added", ()):
            signed = self._signed(request, added["text"])
            for part in parts(signed, tuple(file_from(value) for value in added["files"]), desk):
                self._linked(desk, part, request.id)

    def _signed(self, request: HelpRequest, text: str) -> str:
        """A resident's words as the desk shows them: one who has thirty requests must see which it is."""
        service = service_title(self._services, request.service)
        return self._services.say("from-resident", number=request.id, service=service, text=text).strip()

    async def keep(self, request: HelpRequest, words: Words) -> None:
        """Keep what a resident adds while nobody has the request, for whoever takes it."""
        added = {"text": words.text, "files": [file_value(file) for file in words.files]}
        before = request.form.get("added", ())
        if len(before) >= MOST_ADDED:
            return  # it stands in the history, and nobody's chat is buried when the request is taken
        form = {**request.form, "added": [*before, added]}
        await self._work.requests.amend(request, form)

    def _linked(self, address: Address, message: Message, request: int) -> None:
        self._work.send(address, message, Lane.REPLY, {"for": "link", "request": request, "kind": "desk"})

    async def strip(self, request: HelpRequest, former: int) -> None:
        """A former owner's card loses its content and buttons."""
        person = await self._work.people.get(former)
        if person is None:
            return
        text = Message(self._services.say("desk-not-yours", number=request.id))
        for desk in await self._desks(request, person):
            await self._work.cards.wish(desk, card_key(request.id), text, Lane.REPLY, request.id, "former")

    async def _resident(self, request: HelpRequest) -> tuple[Address, Services]:
        """Where the resident of a request wrote last, which is where answers go, and how they read them."""
        resident = await self._work.people.get(request.person)
        there = resident.address if resident is not None else request.address
        return there, self._services.for_reader(resident)

    async def _owner(self, request: HelpRequest) -> Person | None:
        return await self._work.people.get(request.owner) if request.owner is not None else None

    # Changes by staff

    async def change(
        self, request: HelpRequest, action: Action, *, text: str = "", to: Person | None = None
    ) -> HelpRequest:
        """Change the state by the rules, write the history, and show it everywhere; raises Refused."""
        services = self._services
        next_state = change(request, action, services.person.id, services.now, to.id if to else None)
        former = request.owner
        anew = None
        if action is Action.REOPEN:
            # What was promised for the first time is over: a new time is promised.
            anew = services.now + service_of(services, request).promise.hours * 3600
        request = await self._work.requests.change(
            request, next_state, services.person.id, services.now, text, promised_at=anew
        )
        await self.show(request)
        if former is not None and former != request.owner:
            await self.strip(request, former)
        if request.owner is not None and action is not Action.RATE:
            await self.show_private(request)
        if request.owner is not None and request.owner != former:
            owner = await self._owner(request)
            if owner is not None:
                await self.hand_papers(request, owner)
        if request.state is not State.NEW:
            self._work.never(f"announce:{request.id}")
        return request

    async def tell_resident(self, request: HelpRequest, id: str, **values: object) -> None:
        """Tell the resident what became of their request."""
        there, theirs = await self._resident(request)
        await self._news(request, there, Message(theirs.say(id, number=request.id, **values)))

    async def _news(self, request: HelpRequest, there: Address, message: Message) -> None:
        wants = {"for": "link", "request": request.id, "kind": "news"}
        if not await held(self._services, request, [message], wants):
            self._work.send(there, message, Lane.REPLY, wants)

    async def ask_rating(self, request: HelpRequest, outcome: str) -> None:
        """Tell the resident that it is done and how, by the key of the outcome; ask whether it helped."""
        there, theirs = await self._resident(request)
        say = theirs.say
        buttons = tuple(
            (Button(say(f"rate-{score}"), data=f"g:rate:{request.id}-{score}"),) for score in (5, 4, 3, 2, 1)
        )
        reopen = (Button(say("button-reopen"), data=f"g:reopen:{request.id}"),)
        label = next((one.label for one in outcomes_of(theirs, request) if one.key == outcome), outcome)
        text = say("request-done", number=request.id, outcome=label)
        await self._news(request, there, Message(text, buttons=(*buttons, reopen)))

    async def show_again(self, request: HelpRequest) -> None:
        """Show the owner's card again, as a new message at the end of the chat."""
        owner = await self._owner(request)
        if owner is not None:
            desk = owner.address
            await self.show_private(request)
            await self._work.cards.repost(desk, card_key(request.id), Lane.REPLY, request.id, "desk")

    async def give_back(self, request: HelpRequest, reason: str) -> None:
        """Let a request go; it is announced to everybody again. Raises Refused."""
        request = await self.change(request, Action.GIVE_BACK, text=reason)
        await self.tell_rooms("room-given-back", number=request.id, name=self._services.person.name)
        self.announce_later(request, service_of(self._services, request))

    async def hand_over(self, request: HelpRequest, to: Person) -> None:
        """Give a request to a colleague, who is told. Raises Refused."""
        request = await self.change(request, Action.HAND_OVER, text=to.name, to=to)
        await self.tell_worker(request, "desk-handed", name=self._services.person.name)

    async def block(self, request: HelpRequest, block: Block) -> None:
        """Close the line to the resident of a request for a time."""
        services = self._services
        resident = await self._work.people.get(request.person)
        if resident is not None:
            await self._work.people.block(resident, block)
            await self._work.requests.note(
                request.id, EventKind.BLOCKED, services.person.id, services.now, block.reason
            )

    async def colleagues(self) -> list[Person]:
        """Those who have the role of a worker and are in a staff room now."""
        rooms = await self._work.rooms.staff()
        found: list[Person] = []
        for person in await self._work.people.with_roles():
            if not person.worker or any(one.id == person.id for one in found):
                continue
            for room in rooms:
                membership = await self._work.rooms.membership(room, person.account)
                if room.messenger == person.messenger and membership is not None and membership.present:
                    found.append(person)
                    break
        return found

    async def tell_worker(self, request: HelpRequest, id: str, **values: object) -> None:
        """Tell the owner what the resident did."""
        owner = await self._owner(request)
        if owner is not None:
            text = self._services.say(id, number=request.id, **values)
            self._linked(owner.address, Message(text), request.id)

    async def rated(self, request: HelpRequest, score: int) -> None:
        """Store how much it helped, and tell the worker."""
        services = self._services
        await self._work.requests.rate(request, score)
        await self._work.requests.note(
            request.id, EventKind.RATED, services.person.id, services.now, str(score)
        )
        await self.tell_worker(request, "desk-rated", score=score)

    async def reopen(self, request: HelpRequest, words: Words) -> HelpRequest:
        """Open a finished request again for its worker, or for everybody; raises Refused."""
        request = await self.change(request, Action.REOPEN, text=words.text)
        if request.service != ALARM:
            self._look_at_promise(request)
        if request.owner is None:
            self.announce_later(request, service_of(self._services, request))
            await self.keep(request, words)
        await self.tell_worker(request, "desk-reopened", text=words.text)
        await self.tell_rooms("room-reopened", number=request.id)
        return request

    # Relay

    async def to_resident(self, request: HelpRequest, said: Said, *, asking: bool = False) -> None:
        """Pass a worker's words and files on; what became of each comes back to the worker."""
        services = self._services
        there, theirs = await self._resident(request)
        signed = theirs.say(
            "from-worker-asks" if asking else "from-worker",
            name=services.person.name,
            number=request.id,
            text=said.text,
        ).strip()
        wants = {
            "for": "relay",
            "request": request.id,
            "desk": [said.address.messenger, said.address.chat],
            "message": said.message,
        }
        letters = parts(signed, said.attachments, there)
        if await held(services, request, letters, wants):
            waits = services.say("desk-held", number=request.id)
            self._work.send(said.address, Message(waits, reply_to=said.message or None))
        else:
            for part in letters:
                self._work.send(there, part, Lane.REPLY, wants)
        await self._work.requests.note(
            request.id, EventKind.TO_RESIDENT, services.person.id, services.now, described(services, said)
        )
        await self._work.requests.staff_said(request, services.now)

    async def from_resident(self, request: HelpRequest, said: Said) -> HelpRequest:
        """Pass a resident's words and files to the worker, or keep them for whoever takes the request."""
        services = self._services
        next_state = change(request, Action.ADD, services.person.id, services.now)
        was_waiting = request.state is State.WAITING
        request = await self._work.requests.change(
            request, next_state, services.person.id, services.now, described(services, said)
        )
        owner = await self._owner(request)
        if owner is not None:
            desk = owner.address
            signed = self._signed(request, said.text)
            for part in parts(signed, said.attachments, desk):
                self._linked(desk, part, request.id)
        else:
            await self.keep(request, Words(said.text, said.attachments))
        if was_waiting:
            await self.show_private(request)
        await self.show(request)
        return request

    async def to_worker(self, request: HelpRequest, text: str) -> None:
        """Pass words to the owner's desk."""
        owner = await self._owner(request)
        if owner is not None:
            signed = self._signed(request, text)
            self._linked(owner.address, Message(signed), request.id)


def service_of(services: Services, request: HelpRequest) -> Service:
    """The service that a request stands under; the line's own where the editors have taken it away."""
    if request.service == ALARM:
        return alarm_service(services)
    return services.content.service(request.service) or services.content.person_service


def outcomes_of(services: Services, request: HelpRequest) -> tuple[Option, ...]:
    """How a request can end: as its service says, or as all do."""
    service = services.content.service(request.service)
    return (service.outcomes if service is not None else ()) or services.content.outcomes


def alarm_service(services: Services) -> Service:
    """The service under which an alarm stands: urgent, and called out anew after a minute."""
    return replace(
        services.content.person_service,
        case="line",
        key="alarm",
        title=services.say("alarm-title"),
        urgency=Urgency.URGENT,
        promise=Promise("", 0.1),
        announce_again=int(LADDER[0][0] // 60),
    )


def parts(signed: str, attachments: Sequence[Attachment], to: Address) -> list[Message]:
    """A message as letters: files carry a short text as caption, a long one goes before them.

    A file that crosses to another messenger comes later than words: they do not wait for it.
    """
    crossing = any(file.messenger not in ("", to.messenger) or file.url for file in attachments)
    unknown = (AttachmentKind.OTHER, AttachmentKind.STICKER) if crossing else (AttachmentKind.OTHER,)
    files = [file for file in attachments if file.kind not in unknown]
    if not files:
        return [Message(text) for text in cut(signed)]
    bare = (AttachmentKind.LOCATION, AttachmentKind.CONTACT, AttachmentKind.STICKER)
    if crossing or len(signed) > 1000 or files[0].kind in bare:
        return [*(Message(text) for text in cut(signed)), *(Message("", attachment=file) for file in files)]
    return [Message(signed if not index else "", attachment=file) for index, file in enumerate(files)]


def described(services: Services, said: Said) -> str:
    """A message as a line of history."""
    kinds = [services.say(f"file-{file.kind}") for file in said.attachments]
    return "\n".join(filter(None, (said.text, ", ".join(kinds))))
