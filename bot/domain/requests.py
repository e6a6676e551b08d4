"""The request for help: its states, who may change them, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.cases import Urgency
from bot.vocabulary import Address

REOPEN_WITHIN = 3 * 24 * 3600.0
"""Seconds after the end within which the resident can reopen a request."""

MOST_OPEN = 20
"""Open requests of one person."""

REPLY_WITHIN = 24 * 3600.0
"""Seconds after a worker's message in which a resident's text is taken for an answer to it."""


class State(StrEnum):
    """Where a request stands."""

    NEW = "new"
    TAKEN = "taken"
    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def open(self) -> bool:
        """Whether somebody still owes the resident something."""
        return self in (State.NEW, State.TAKEN, State.WAITING)


class Action(StrEnum):
    """What may be done to a request."""

    TAKE = "take"
    GIVE_BACK = "give-back"
    HAND_OVER = "hand-over"
    ASK = "ask"
    REPLY = "reply"
    NOTE = "note"
    DONE = "done"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    RATE = "rate"
    ADD = "add"


class EventKind(StrEnum):
    """A line of a request's history."""

    OPENED = "opened"
    ALARM = "alarm"
    TAKEN = "taken"
    READ = "read"
    GIVEN_BACK = "given-back"
    HANDED_OVER = "handed-over"
    ASKED = "asked"
    TO_RESIDENT = "to-resident"
    FROM_RESIDENT = "from-resident"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    NOTE = "note"
    DONE = "done"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    RATED = "rated"
    ANNOUNCED = "announced"
    BLOCKED = "blocked"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """A numbered request with a state and one owner; `form` holds the resident's answers by field."""

    id: int
    person: int
    address: Address
    service: str
    district: str
    urgency: Urgency
    state: State
    owner: int | None
    version: int
    form: Mapping[str, Any]
    opened_at: float
    promised_at: float
    changed_at: float
    closed_at: float | None = None
    staff_said_at: float | None = None
    rating: int | None = None

    def overdue(self, now: float) -> bool:
        """Whether the promised time has passed with the request still open."""
        return self.state.open and now > self.promised_at


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to a request, and when; `person` is None for the line itself."""

    at: float
    person: int | None
    kind: EventKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """The next state of a request, and the line it leaves in the history."""

    state: State
    owner: int | None
    kind: EventKind


class Refused(Exception):
    """The action is not allowed as things stand; `why` is the id of the sentence that says so."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


_STAFF_ENDS = {
    Action.ASK: (State.WAITING, EventKind.ASKED),
    Action.DONE: (State.DONE, EventKind.DONE),
    Action.CANCEL: (State.CANCELLED, EventKind.CANCELLED),
}


def change(request: HelpRequest, action: Action, person: int, now: float, to: int | None = None) -> Change:
    """What the action makes of the request, or Refused; roles and membership are the caller's to check."""
    match action:
        case Action.TAKE:
            return _take(request, person)
        case Action.WITHDRAW | Action.REOPEN | Action.RATE | Action.ADD:
            return _by_resident(request, action, person, now)
        case _:
            return _by_owner(request, action, person, to)


def _take(request: HelpRequest, person: int) -> Change:
    if not request.state.open:
        raise Refused("refused-closed")
    if request.owner == person:
        raise Refused("refused-already-yours")
    if request.owner is not None:
        raise Refused("refused-taken")
    return Change(State.TAKEN, person, EventKind.TAKEN)


def _by_owner(request: HelpRequest, action: Action, person: int, to: int | None) -> Change:
    if request.owner != person:
        raise Refused("refused-not-yours")
    if action is Action.NOTE:
        return Change(request.state, request.owner, EventKind.NOTE)
    if not request.state.open:
        raise Refused("refused-closed")
    if action in _STAFF_ENDS:
        state, kind = _STAFF_ENDS[action]
        return Change(state, request.owner, kind)
    if action is Action.GIVE_BACK:
        return Change(State.NEW, None, EventKind.GIVEN_BACK)
    if action is Action.HAND_OVER and to is not None and to != person:
        return Change(State.TAKEN, to, EventKind.HANDED_OVER)
    if action is Action.REPLY:
        return Change(request.state, request.owner, EventKind.TO_RESIDENT)
    raise Refused("refused-not-now")


def _by_resident(request: HelpRequest, action: Action, person: int, now: float) -> Change:
    if request.person != person:
        raise Refused("refused-not-your-request")
    if action is Action.WITHDRAW:
        if not request.state.open:
            raise Refused("refused-closed")
        return Change(State.CANCELLED, request.owner, EventKind.WITHDRAWN)
    if action is Action.ADD:
        if not request.state.open:
            raise Refused("refused-closed")
        state = State.TAKEN if request.state is State.WAITING else request.state
        return Change(state, request.owner, EventKind.FROM_RESIDENT)
    if request.state is not State.DONE and not (action is Action.REOPEN and request.state is State.CANCELLED):
        raise Refused("refused-not-now")
    if action is Action.RATE:
        return Change(request.state, request.owner, EventKind.RATED)
    if request.closed_at is not None and now - request.closed_at > REOPEN_WITHIN:
        raise Refused("refused-too-late")
    return Change(State.TAKEN if request.owner is not None else State.NEW, request.owner, EventKind.REOPENED)
