"""The rules of a request: who may do what, in which state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.cases import Urgency
from bot.domain.requests import REOPEN_WITHIN, Action, EventKind, HelpRequest, Refused, State, change
from bot.vocabulary import Address

ANNA, MARIA, OLEG = 1, 2, 3
NEW = HelpRequest(
    id=1,
    person=ANNA,
    address=Address("telegram", 101),
    service="household/groceries",
    district="north",
    urgency=Urgency.SOON,
    state=State.NEW,
    owner=None,
    version=1,
    form={},
    opened_at=0.0,
    promised_at=3600.0,
    changed_at=0.0,
)
TAKEN = replace(NEW, state=State.TAKEN, owner=MARIA)
WAITING = replace(TAKEN, state=State.WAITING)
DONE = replace(TAKEN, state=State.DONE, closed_at=100.0)
CANCELLED = replace(TAKEN, state=State.CANCELLED, closed_at=100.0)

BY_OWNER = (Action.GIVE_BACK, Action.HAND_OVER, Action.ASK, Action.REPLY, Action.DONE, Action.CANCEL)
BY_RESIDENT = (Action.WITHDRAW, Action.ADD, Action.REOPEN, Action.RATE)


def test_a_free_request_is_taken_by_whoever_comes_first():
    taken = change(NEW, Action.TAKE, MARIA, 10.0)
    assert (taken.state, taken.owner, taken.kind) == (State.TAKEN, MARIA, EventKind.TAKEN)
    with pytest.raises(Refused, match="refused-taken"):
        change(TAKEN, Action.TAKE, OLEG, 10.0)
    with pytest.raises(Refused, match="refused-already-yours"):
        change(TAKEN, Action.TAKE, MARIA, 10.0)
    with pytest.raises(Refused, match="refused-closed"):
        change(DONE, Action.TAKE, OLEG, 10.0)


@pytest.mark.parametrize("action", [*BY_OWNER, Action.NOTE])
@pytest.mark.parametrize("request_", [NEW, TAKEN, WAITING, DONE, CANCELLED], ids=lambda one: str(one.state))
def test_only_the_owner_works_on_a_request(request_, action):
    with pytest.raises(Refused, match="refused-not-yours"):
        change(request_, action, OLEG, 10.0, MARIA)


@pytest.mark.parametrize("action", BY_OWNER)
@pytest.mark.parametrize("request_", [DONE, CANCELLED], ids=lambda one: str(one.state))
def test_a_closed_request_is_left_alone_but_for_notes(request_, action):
    with pytest.raises(Refused, match="refused-closed"):
        change(request_, action, MARIA, 200.0, OLEG)
    assert change(request_, Action.NOTE, MARIA, 200.0).state is request_.state


@pytest.mark.parametrize(
    ("action", "state", "owner"),
    [
        (Action.GIVE_BACK, State.NEW, None),
        (Action.HAND_OVER, State.TAKEN, OLEG),
        (Action.ASK, State.WAITING, MARIA),
        (Action.REPLY, State.WAITING, MARIA),
        (Action.DONE, State.DONE, MARIA),
        (Action.CANCEL, State.CANCELLED, MARIA),
    ],
)
def test_what_the_owner_makes_of_a_request_that_waits(action, state, owner):
    made = change(WAITING, action, MARIA, 10.0, OLEG)
    assert (made.state, made.owner) == (state, owner)


def test_a_request_is_handed_over_to_somebody_else():
    for to in (None, MARIA):
        with pytest.raises(Refused, match="refused-not-now"):
            change(TAKEN, Action.HAND_OVER, MARIA, 10.0, to)


@pytest.mark.parametrize("action", BY_RESIDENT)
@pytest.mark.parametrize("request_", [NEW, TAKEN, WAITING, DONE, CANCELLED], ids=lambda one: str(one.state))
def test_nobody_else_speaks_for_the_resident(request_, action):
    for person in (MARIA, OLEG):
        with pytest.raises(Refused, match="refused-not-your-request"):
            change(request_, action, person, 10.0)


def test_the_residents_answer_wakes_a_request_that_waits():
    assert change(WAITING, Action.ADD, ANNA, 10.0).state is State.TAKEN
    assert change(NEW, Action.ADD, ANNA, 10.0).state is State.NEW
    with pytest.raises(Refused, match="refused-closed"):
        change(DONE, Action.ADD, ANNA, 10.0)


def test_a_request_is_reopened_up_to_three_days_and_not_a_second_longer():
    for closed in (DONE, CANCELLED):
        assert change(closed, Action.REOPEN, ANNA, 100.0 + REOPEN_WITHIN).state is State.TAKEN
        with pytest.raises(Refused, match="refused-too-late"):
            change(closed, Action.REOPEN, ANNA, 101.0 + REOPEN_WITHIN)
    free = replace(CANCELLED, owner=None)
    assert change(free, Action.REOPEN, ANNA, 200.0).state is State.NEW
    with pytest.raises(Refused, match="refused-not-now"):
        change(TAKEN, Action.REOPEN, ANNA, 200.0)


def test_only_what_is_done_is_rated():
    assert change(DONE, Action.RATE, ANNA, 200.0).state is State.DONE
    for other in (NEW, TAKEN, WAITING, CANCELLED):
        with pytest.raises(Refused, match="refused-not-now"):
            change(other, Action.RATE, ANNA, 200.0)


def test_a_request_is_overdue_when_its_time_has_passed_and_it_is_open():
    assert not TAKEN.overdue(3600.0)
    assert TAKEN.overdue(3601.0)
    assert not DONE.overdue(9999.0)
