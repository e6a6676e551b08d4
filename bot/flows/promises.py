"""The promised time has passed and a request is still open: who is told, and when not."""

from __future__ import annotations

from bot.domain.activities import moment
from bot.domain.requests import REPLY_WITHIN, EventKind, HelpRequest, State
from bot.flows.cards import name_of, service_title
from bot.flows.desk import Desk
from bot.flows.services import Services
from bot.vocabulary import Button, Lane, Message

LOOK_AGAIN = 24 * 3600.0
"""Seconds after which the line looks again at what was late, and at what waits for its resident."""


async def promise_passed(services: Services, request: HelpRequest, told: int) -> tuple[float | None, int]:
    """Tell of a promise that was not kept; when to look again, and how often it was told by then.

    First the resident, and whoever has the request or the rooms; a day later the rooms once more, because
    its owner may be ill. Nobody is told at night, and nothing while the resident is to answer.
    """
    if not request.state.open or request.promised_at > services.now:
        return None, told
    morning = _end_of_quiet(services)
    if morning is not None:
        return morning, told
    if request.state is State.WAITING:
        return services.now + LOOK_AGAIN, told
    if told:
        await _remind_rooms(services.for_staff(), request)
        return None, told + 1
    desk = Desk(services)
    by = services.moment(request.promised_at)
    answered = request.staff_said_at is not None and services.now - request.staff_said_at < REPLY_WITHIN
    if not answered:
        await desk.tell_resident(request, "request-late")
    if request.owner is not None:
        await desk.tell_worker(request, "desk-late", by=by)
    else:
        await _remind_rooms(services.for_staff(), request)
    await services.work.requests.note(request.id, EventKind.LATE, None, services.now)
    return services.now + LOOK_AGAIN, 1


def _end_of_quiet(services: Services) -> float | None:
    """When the hours end in which nobody is disturbed; None outside them."""
    quiet, now = services.content.calendar.quiet, services.local().replace(tzinfo=None)
    return moment(quiet.ends(now), services.line.zone) if quiet.at(now) else None


async def _remind_rooms(services: Services, request: HelpRequest) -> None:
    owner = await services.work.people.get(request.owner) if request.owner is not None else None
    text = services.say(
        "room-late",
        number=request.id,
        service=service_title(services, request.service),
        by=services.moment(request.promised_at),
        state=services.say(f"room-state-{request.state}", name=name_of(services, owner)),
    )
    data = f"r:take:{request.id}:{request.version}"
    buttons = ((Button(services.say("button-take"), data=data),),) if owner is None else ()
    for room in await services.work.rooms.staff():
        services.work.send(room, Message(text, buttons), Lane.STAFF)
