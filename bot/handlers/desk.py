"""A worker's private chat: buttons of a request's card, replies to the resident, commands of staff."""

from __future__ import annotations

from bot.domain.requests import Action, HelpRequest, Refused
from bot.domain.requests import change as next_change
from bot.flows.answers import Telling
from bot.flows.book import FLOWS
from bot.flows.cards import clipped, cut
from bot.flows.desk import Desk
from bot.flows.engine import Refusal, Reply
from bot.flows.services import Services
from bot.handlers.power import Power, power
from bot.handlers.room import take
from bot.handlers.talk import Talk
from bot.vocabulary import Message, Pressed, Said, Toast

FLOWS_OF_BUTTONS = frozenset({"ask", "note", "done", "cancel", "back", "hand", "block"})
LEADING = "classes"
"""The conversation in which those who run classes and open hours see theirs."""

SENDING = "broadcasts"
"""The conversation in which organisers see their letters to many."""

SHOWN, LONGEST_TOLD = 40, 500
"""Entries of a history that a worker is shown, and characters of each."""

COMMANDS = {
    "/desk": "desk",
    "/invite": "invite",
    "/connect": "connect",
    "/classes": LEADING,
    "/broadcasts": SENDING,
}


async def desk_pressed(update: Pressed, services: Services) -> None:
    """A button of a request's card, in private."""
    toast = ""
    match await power(update, services):
        case Power.NO:
            toast = services.say("staff-only")
        case Power.UNSURE:
            toast = services.say("staff-checking")
        case Power.YES:
            toast = await _act(update, services)
    services.work.toast(Toast(update.address, update.query, toast))


async def _act(update: Pressed, services: Services) -> str:
    _, verb, number, *_ = [*update.data.split(":"), "", ""]
    request = await services.work.requests.named(number)
    if request is None:
        return services.say("button-unknown")
    if verb == "take":
        return await take(update, services, request)
    if request.owner != services.person.id:
        services.work.send(services.address, Message(services.say("refused-not-yours", number=number)))
        return services.say("refused-not-yours", number=number)
    if verb == "history":
        for text in cut(await history(services, request)):
            services.work.send(services.address, Message(text))
        return ""
    if verb not in FLOWS_OF_BUTTONS:
        return services.say("button-unknown")
    if not request.state.open and verb != "note":
        await Desk(services).show_private(request)
        return services.say("refused-closed", number=number)
    await (await Talk.of(services)).go(verb, number)
    return ""


async def history(services: Services, request: HelpRequest) -> str:
    """Who did what to a request, and when."""
    events = await services.work.requests.history(request.id)
    lines = [services.say("list-more", count=len(events) - SHOWN)] if len(events) > SHOWN else []
    for event in events[-SHOWN:]:
        person = await services.work.people.get(event.person) if event.person is not None else None
        name = person.name if person is not None else services.say("history-line")
        what = services.say(f"event-{event.kind}")
        line = services.say("history-entry", at=services.moment(event.at), name=name, what=what)
        lines.append(f"{line}: {clipped(event.text, LONGEST_TOLD)}" if event.text else line)
    return services.say("history", number=request.id, lines="\n".join(lines))


async def replied(update: Said, services: Services, request: HelpRequest) -> None:
    """A reply to a card or a resident's message: it reaches the resident, if the request is the worker's."""
    match await power(update, services):
        case Power.NO:
            services.work.send(services.address, Message(services.say("staff-only"), reply_to=update.message))
            return
        case Power.UNSURE:
            return
        case Power.YES:
            pass
    talk = await Talk.of(services)
    given = Telling(4096).read(Reply(text=update.text, attachments=update.attachments))
    if isinstance(given, Refusal):
        talk.say(given.id, **given.values)
        return
    try:
        next_change(request, Action.REPLY, services.person.id, services.now)
    except Refused as refused:
        text = services.say(refused.why, number=request.id)
        services.work.send(services.address, Message(text, reply_to=update.message))
        return
    await Desk(services).to_resident(request, update)
    await services.work.requests.link(services.address, update.message, request.id, "said")


async def at_work(update: Said, services: Services, talk: Talk) -> bool:
    """Whether staff write about their work: words of crisis in it are not their own."""
    if not services.person.staff:
        return False
    flow = FLOWS.get(talk.conversation.flow)
    if flow is not None and flow.staff and talk.conversation.open:
        return True
    linked = await services.work.requests.linked(services.address, update.reply_to or 0)
    return linked is not None and linked[1] in ("desk", "former")


async def commanded(name: str, update: Said, services: Services, talk: Talk) -> bool:
    """A command of staff; False when it is none, or not one of this person's."""
    flow = FLOWS.get(COMMANDS.get(name, ""))
    if flow is None or not services.person.may_be(flow.roles):
        return False
    if flow.name not in (LEADING, SENDING):
        await talk.go(flow.name)
        return True
    match await power(update, services, flow.roles):
        case Power.YES:
            await talk.go(flow.name)
        case Power.NO:
            talk.say("staff-only")
        case Power.UNSURE:
            pass
    return True


async def said(update: Said, services: Services, talk: Talk) -> bool:
    """A worker's words without a reply: ask which request they are for. False when there is none."""
    if not services.person.worker or talk.conversation.flow in ("offer", "which"):
        return False
    if talk.conversation.open and not update.attachments and await talk.choose(update.text):
        return True
    if not await services.work.requests.of_owner(services.person.id):
        return False
    given = Telling(4096).read(Reply(text=update.text, attachments=update.attachments))
    if isinstance(given, Refusal):
        talk.say(given.id, **given.values)
        return True
    await talk.go_with("about", given, update.message)
    return True
