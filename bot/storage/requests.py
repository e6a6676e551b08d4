"""Requests, their history, and the map from messages to requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.cases import Service, Urgency
from bot.domain.requests import Change, Event, EventKind, HelpRequest, Refused, State
from bot.storage.database import upsert
from bot.storage.prepared import Prepared
from bot.storage.tables import links, request_events, requests
from bot.vocabulary import Address

if TYPE_CHECKING:
    from sqlalchemy.sql import ColumnElement

    from bot.storage.work import UnitOfWork

_OPEN = [str(state) for state in State if state.open]

_NEW = Prepared(
    insert(requests).returning(requests.c.id),
    *("person", "messenger", "chat", "service", "district", "urgency", "state", "version"),
    *("form_sealed", "phone_hash", "opened_at", "promised_at", "changed_at"),
)
_EVENT = Prepared(insert(request_events), "request", "at", "person", "kind", "text_sealed")
_LINKING = upsert(links)
_LINK = Prepared(
    _LINKING.on_conflict_do_update(
        index_elements=["messenger", "chat", "message"],
        set_={"request": _LINKING.excluded.request, "kind": _LINKING.excluded.kind},
    ),
    *("messenger", "chat", "message", "request", "kind"),
)
_LINKED = Prepared(
    select(links.c.request, links.c.kind).where(
        links.c.messenger == bindparam("messenger"),
        links.c.chat == bindparam("chat"),
        links.c.message == bindparam("message"),
    )
)


class Requests:
    """The repository of requests."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def open(
        self,
        person: int,
        address: Address,
        service: Service,
        form: Mapping[str, Any],
        now: float,
        *,
        district: str = "",
        phone: str = "",
        kind: EventKind = EventKind.OPENED,
    ) -> HelpRequest:
        """Store a new request with its first line of history."""
        cipher = self._work.cipher
        request = HelpRequest(
            id=0,
            person=person,
            address=address,
            service=service.path,
            district=district,
            urgency=service.urgency,
            state=State.NEW,
            owner=None,
            version=1,
            form=form,
            opened_at=now,
            promised_at=now + service.promise.hours * 3600,
            changed_at=now,
        )
        (row,) = await self._work.write_prepared(
            _NEW,
            person=person,
            messenger=address.messenger,
            chat=address.chat,
            service=request.service,
            district=district,
            urgency=str(request.urgency),
            state=str(request.state),
            version=1,
            form_sealed=cipher.seal(orjson.dumps(form)),
            phone_hash=cipher.hash(phone) if phone else None,
            opened_at=now,
            promised_at=request.promised_at,
            changed_at=now,
        )
        request = replace(request, id=row.id)
        await self.note(request.id, kind, person, now)
        return request

    async def change(
        self,
        request: HelpRequest,
        change: Change,
        person: int | None,
        now: float,
        text: str = "",
        *,
        promised_at: float | None = None,
    ) -> HelpRequest:
        """Compare-and-set to the next state, with its line of history; Refused when it changed meanwhile."""
        closing = not change.state.open and request.state.open
        closed_at = now if closing else (None if change.state.open else request.closed_at)
        promised_at = request.promised_at if promised_at is None else promised_at
        result = await self._work.write(
            update(requests)
            .where(requests.c.id == request.id, requests.c.version == request.version)
            .values(
                state=str(change.state),
                owner=change.owner,
                version=request.version + 1,
                changed_at=now,
                closed_at=closed_at,
                promised_at=promised_at,
            )
        )
        if result.rowcount != 1:
            raise Refused("refused-changed")
        await self.note(request.id, change.kind, person, now, text)
        return replace(
            request,
            state=change.state,
            owner=change.owner,
            version=request.version + 1,
            changed_at=now,
            closed_at=closed_at,
            promised_at=promised_at,
        )

    async def amend(self, request: HelpRequest, form: Mapping[str, Any]) -> None:
        """Store the form with what was added to it; the state stays."""
        sealed = self._work.cipher.seal(orjson.dumps(form))
        await self._work.write(update(requests).where(requests.c.id == request.id).values(form_sealed=sealed))

    async def note(
        self, request: int, kind: EventKind, person: int | None, now: float, text: str = ""
    ) -> None:
        """Add a line to the history."""
        await self._work.write_prepared(
            _EVENT,
            request=request,
            at=now,
            person=person,
            kind=str(kind),
            text_sealed=self._work.cipher.seal_text(text) if text else None,
        )

    async def rate(self, request: HelpRequest, rating: int) -> None:
        """Store how much it helped, one to five."""
        await self._work.write(update(requests).where(requests.c.id == request.id).values(rating=rating))

    async def staff_said(self, request: HelpRequest, now: float) -> None:
        """Remember when a worker last wrote to the resident."""
        await self._work.write(update(requests).where(requests.c.id == request.id).values(staff_said_at=now))

    async def get(self, number: int) -> HelpRequest | None:
        """The request of that number."""
        found = await self._find(requests.c.id == number)
        return found[0] if found else None

    async def named(self, number: str) -> HelpRequest | None:
        """The request whose number stands in a text that anybody may have written: a button, a word."""
        known = number.isascii() and number.isdigit() and len(number) <= 15
        return await self.get(int(number)) if known else None

    async def of_person(self, person: int, *, open_only: bool = True) -> list[HelpRequest]:
        """A resident's requests, oldest first."""
        where = requests.c.person == person
        return await self._find(where & requests.c.state.in_(_OPEN) if open_only else where)

    async def count_open(self, person: int) -> int:
        """How many open requests a resident has."""
        where = (requests.c.person == person) & requests.c.state.in_(_OPEN)
        found = await self._work.read(select(func.count()).select_from(requests).where(where))
        return int(found.scalar_one())

    async def of_owner(self, person: int) -> list[HelpRequest]:
        """The open requests that a worker has."""
        return await self._find((requests.c.owner == person) & requests.c.state.in_(_OPEN))

    async def open_ones(self) -> list[HelpRequest]:
        """Every open request, oldest first."""
        return await self._find(requests.c.state.in_(_OPEN))

    async def history(self, number: int) -> list[Event]:
        """What happened to a request, in order."""
        rows = await self._work.read(
            select(request_events).where(request_events.c.request == number).order_by(request_events.c.id)
        )
        return [
            Event(row.at, row.person, EventKind(row.kind), self._work.cipher.open_text(row.text_sealed))
            for row in rows
        ]

    async def link(self, address: Address, message: int, request: int, kind: str) -> None:
        """Remember that a message belongs to a request, so that a reply to it finds the way."""
        await self._work.write_prepared(
            _LINK,
            messenger=address.messenger,
            chat=address.chat,
            message=message,
            request=request,
            kind=kind,
        )

    async def linked(self, address: Address, message: int) -> tuple[int, str] | None:
        """The request that a message belongs to, and as what."""
        rows = await self._work.read_prepared(
            _LINKED, messenger=address.messenger, chat=address.chat, message=message
        )
        return (rows[0].request, rows[0].kind) if rows else None

    async def _find(self, where: ColumnElement[bool]) -> list[HelpRequest]:
        rows = await self._work.read(select(requests).where(where).order_by(requests.c.id))
        return [self._request(row) for row in rows]

    def _request(self, row: Any) -> HelpRequest:
        return HelpRequest(
            id=row.id,
            person=row.person,
            address=Address(row.messenger, row.chat),
            service=row.service,
            district=row.district,
            urgency=Urgency(row.urgency),
            state=State(row.state),
            owner=row.owner,
            version=row.version,
            form=orjson.loads(self._work.cipher.open(row.form_sealed)),
            opened_at=row.opened_at,
            promised_at=row.promised_at,
            changed_at=row.changed_at,
            closed_at=row.closed_at,
            staff_said_at=row.staff_said_at,
            rating=row.rating,
        )


def by_urgency(found: Sequence[HelpRequest]) -> list[HelpRequest]:
    """Urgent ones first, then the oldest."""
    order = list(Urgency)
    return sorted(found, key=lambda request: (order.index(request.urgency), request.opened_at))
