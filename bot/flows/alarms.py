"""Alarms: raised by words of crisis, and put to more and more people until a worker takes them by name."""

from __future__ import annotations

from typing import Any

from bot.domain.alarms import Rung, next_call, rung_after
from bot.domain.cases import CrisisKind
from bot.domain.conversations import TRACE
from bot.domain.people import Person
from bot.domain.requests import EventKind, HelpRequest
from bot.flows.answers import Words
from bot.flows.cards import ALARM, age, alarm_card, alarm_key, card_key, service_title
from bot.flows.desk import Desk, alarm_service
from bot.flows.services import Services
from bot.vocabulary import Button, Lane, Message

AGAIN = 60.0
"""Seconds in which further words of one alarm are told to the rooms once: others call, too."""

SILENT = 3600.0
"""Seconds without a worker's word after which an alarm that was taken answers for no new one."""


BEATEN = (CrisisKind.VIOLENCE, None)
"""Dangers that may come from somebody at home: nobody knows that of a danger without a name."""


async def help_at_once(services: Services, text: str, kind: CrisisKind | None) -> None:
    """Answer words of crisis with the numbers that work now, all of them where the kind is not known."""
    theirs = services.in_danger(text)
    numbers = "\n".join(f"{line.number} — {line.title}" for line in theirs.content.crisis.hotlines(kind))
    answer = theirs.say(f"crisis-{kind or 'any'}", numbers=numbers)
    if numbers not in answer:
        # A text that was lost or spoilt must not cost the numbers.
        answer = f"{answer}\n\n{numbers}"
    wants = await _traced(services) if kind in BEATEN else None
    call = (Button(theirs.say("button-person"), data="g:person:"),)
    away = (Button(theirs.say("button-hide"), data="g:hide:"),)
    buttons = (call, away) if kind in BEATEN else (call,)
    services.work.send(services.address, Message(answer, buttons=buttons), Lane.CRISIS, wants)
    request = await raise_alarm(services, text, kind)
    called = theirs.say("crisis-alarm", number=request.id)
    services.work.send(services.address, Message(called), Lane.CRISIS, wants)


async def _traced(services: Services) -> dict[str, Any]:
    """Whoever is beaten may have to hide the answer from the one who does it."""
    return {"for": TRACE, "serial": (await services.work.conversation(services.home)).serial}


async def raise_alarm(services: Services, text: str, kind: CrisisKind | None) -> HelpRequest:
    """Raise an alarm card; further words join it, unless whoever took it fell silent."""
    services = services.for_staff()
    work, desk = services.work, Desk(services)
    for request in await work.requests.of_person(services.person.id):
        if request.service == ALARM and not _forgotten(request, services.now):
            await work.requests.note(
                request.id, EventKind.FROM_RESIDENT, services.person.id, services.now, text
            )
            if services.line.may_warn(f"alarm {request.id}", AGAIN):
                await desk.tell_rooms("staff-alarm-again", Lane.CRISIS, number=request.id)
            if request.owner is not None:
                await desk.to_worker(request, text)
            else:
                await desk.keep(request, Words(text))
            return request
    form = {"fields": [{"title": services.say("alarm-words"), "text": text}], "crisis": str(kind or "")}
    service = alarm_service(services)
    request = await work.requests.open(
        services.person.id, services.address, service, form, services.now, kind=EventKind.ALARM
    )
    await desk.show(request, Lane.CRISIS)
    desk.announce_later(request, service)
    return request


def _forgotten(request: HelpRequest, now: float) -> bool:
    """Whether an alarm was taken and then left open: who took it may be asleep when the next words come."""
    return request.owner is not None and now - max(request.opened_at, request.staff_said_at or 0.0) > SILENT


async def call_out(services: Services, request: HelpRequest, since: float) -> float:
    """Call everybody who has to know by now that nobody took an alarm; when to call again."""
    waited = services.now - since
    rung = rung_after(waited)
    await ask_rooms(services, request, Lane.CRISIS)
    if rung >= Rung.WORKERS:
        card, key = await alarm_card(services, request), alarm_key(request.id)
        for person in await _called(services, request, everybody=rung >= Rung.ADMINISTRATORS):
            known = await services.work.cards.find(person.address, key)
            await services.work.cards.wish(person.address, key, card, Lane.CRISIS, request.id, "alarm")
            if known is not None:
                # An edited message makes no sound: who has not looked is called with a new one.
                await services.work.cards.repost(person.address, key, Lane.CRISIS, request.id, "alarm")
    return services.now + next_call(waited)


async def _called(services: Services, request: HelpRequest, *, everybody: bool) -> list[Person]:
    """The workers, in every messenger that they have; later whoever runs the line as well."""
    known = await services.work.people.with_roles()
    staff = [one for one in known if one.worker and one.id != request.person]
    workers = [one for one in staff if not one.admin]
    return staff if everybody or not workers else workers


async def ask_rooms(services: Services, request: HelpRequest, lane: Lane) -> None:
    """Ask in every staff room who takes a request that waits, under its card."""
    text = services.say(
        "room-waiting",
        number=request.id,
        service=service_title(services, request.service),
        waited=age(services, services.now - request.opened_at),
    )
    data = f"r:take:{request.id}:{request.version}"
    buttons = ((Button(services.say("button-take"), data=data),),)
    for room in await services.work.rooms.staff():
        card = await services.work.cards.find(room, card_key(request.id))
        services.work.send(room, Message(text, buttons, reply_to=card.message if card else None), lane)
