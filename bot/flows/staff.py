"""A worker's and an administrator's conversations, in their private chat."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.people import Block, CodePurpose
from bot.domain.requests import Action, EventKind, HelpRequest, Refused, State
from bot.flows.answers import Choice, Telling, Words
from bot.flows.browse import follow
from bot.flows.cards import request_label
from bot.flows.desk import Desk, outcomes_of
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services
from bot.storage.requests import by_urgency
from bot.vocabulary import Said, Sender


async def _held(turn: Turn, services: Services) -> HelpRequest | None:
    """The request of the subject, if this worker has it."""
    found = await services.work.requests.named(turn.subject)
    effects = any(key.startswith("!") for key in turn.answers)
    if found is None or (found.owner != services.person.id and not effects):
        turn.say("refused-not-yours", number=turn.subject)
        return None
    return found


async def desk(turn: Turn, services: Services) -> None:
    """What a worker has, and how much waits for somebody."""
    own = by_urgency(await services.work.requests.of_owner(services.person.id))
    # Where somebody waits for the worker comes first, and first of all where the promised time is over.
    own.sort(key=lambda one: (one.state is State.WAITING, not one.overdue(services.now)))
    late = sum(one.overdue(services.now) for one in own)
    waiting = [request for request in await services.work.requests.open_ones() if request.owner is None]
    choices = tuple(
        Choosable(
            str(request.id),
            request_label(services, request),
            to=("show", str(request.id)),
        )
        for request in own
    )
    ways = [Choosable("menu", services.say("button-menu"), to=("menu", ""))]
    if services.person.organiser or services.person.specialist:
        ways.insert(0, Choosable("classes", services.say("button-classes"), to=("classes", "")))
    text = services.say("desk", own=len(own), waiting=len(waiting))
    if late:
        text = "\n".join((text, services.say("desk-overdue", count=late)))
    await follow(turn, "which", text, (*choices, *ways))


async def show(turn: Turn, services: Services) -> None:
    """The card of a request again, at the end of the chat."""
    found = await _held(turn, services)
    if found is None:
        return

    async def again() -> bool:
        await Desk(services).show_again(found)
        return True

    await turn.once("shown", again)


async def note(turn: Turn, services: Services) -> None:
    """A note for colleagues, in the history; the resident never sees it."""
    found = await _held(turn, services)
    if found is None:
        return
    words = await turn.ask("words", "note-ask", Telling(2000), number=found.id)

    async def store() -> bool:
        await services.work.requests.note(
            found.id, EventKind.NOTE, services.person.id, services.now, words.text
        )
        return True

    await turn.once("noted", store)
    turn.say("noted", number=found.id)


async def ask(turn: Turn, services: Services) -> None:
    """Ask the resident something; the request waits for the answer."""
    found = await _held(turn, services)
    if found is None:
        return
    words = await turn.ask("words", "ask-ask", Telling(3000), number=found.id)

    async def send() -> str:
        try:
            waiting = await Desk(services).change(found, Action.ASK, text=words.text)
        except Refused as refused:
            return refused.why
        await Desk(services).to_resident(waiting, _as_said(services, words), asking=True)
        return "asked"

    turn.say(await turn.once("asked", send), number=found.id)


def _as_said(services: Services, words: Words) -> Said:
    return Said(
        key="",
        at=services.now,
        address=services.address,
        sender=Sender(services.person.account, services.person.name),
        message=0,
        text=words.text,
        attachments=words.files,
    )


async def done(turn: Turn, services: Services) -> None:
    """End a request with an outcome, and ask the resident whether it helped."""
    found = await _held(turn, services)
    if found is None:
        return
    outcomes = outcomes_of(services, found)
    chosen = await turn.ask(
        "outcome", "done-ask", Choice.of((one.key, one.label) for one in outcomes), number=found.id
    )
    label = next(one.label for one in outcomes if one.key == chosen)

    async def finish() -> str:
        try:
            ended = await Desk(services).change(found, Action.DONE, text=label)
        except Refused as refused:
            return refused.why
        await Desk(services).ask_rating(ended, chosen)
        return "done"

    turn.say(await turn.once("done", finish), number=found.id)


async def cancel(turn: Turn, services: Services) -> None:
    """Cancel a request with a reason that the resident is told."""
    found = await _held(turn, services)
    if found is None:
        return
    words = await turn.ask("reason", "cancel-ask", Telling(500), number=found.id)

    async def end() -> str:
        try:
            ended = await Desk(services).change(found, Action.CANCEL, text=words.text)
        except Refused as refused:
            return refused.why
        await Desk(services).tell_resident(ended, "request-cancelled", reason=words.text)
        return "cancelled-by-staff"

    turn.say(await turn.once("cancelled", end), number=found.id)


async def back(turn: Turn, services: Services) -> None:
    """Give a request back to everybody, with a word for the next one."""
    found = await _held(turn, services)
    if found is None:
        return
    words = await turn.ask("reason", "back-ask", Telling(500, services.say("button-skip")), number=found.id)

    async def give() -> str:
        try:
            await Desk(services).give_back(found, words.text)
        except Refused as refused:
            return refused.why
        return "given-back"

    turn.say(await turn.once("given", give), number=found.id)


async def hand(turn: Turn, services: Services) -> None:
    """Hand a request over to a colleague."""
    found = await _held(turn, services)
    if found is None:
        return
    colleagues = [one for one in await Desk(services).colleagues() if one.id != services.person.id]
    if not colleagues and "!handed" not in turn.answers:
        turn.say("hand-nobody")
        return
    options = [(str(one.id), one.name[:40] or str(one.id)) for one in colleagues]
    chosen = await turn.ask(
        "to", "hand-ask", Choice.of((*options, ("keep", services.say("hand-keep")))), number=found.id
    )
    if chosen == "keep":
        turn.say("hand-kept", number=found.id)
        return
    to = next(one for one in colleagues if str(one.id) == chosen)

    async def give() -> str:
        try:
            await Desk(services).hand_over(found, to)
        except Refused as refused:
            return refused.why
        return "handed"

    turn.say(await turn.once("handed", give), number=found.id, name=to.name)


async def block(turn: Turn, services: Services) -> None:
    """Close the line to a resident for a time, with a reason; words of crisis are still heard."""
    found = await _held(turn, services)
    if found is None:
        return
    hours = [(str(one), services.say("block-hours", hours=one)) for one in services.content.block_hours]
    keep = ("keep", services.say("block-keep"))
    chosen = await turn.ask("hours", "block-ask", Choice.of((*hours, keep)), number=found.id)
    if chosen == "keep":
        turn.say("block-kept")
        return
    words = await turn.ask("reason", "block-reason", Telling(500))

    async def close() -> str:
        until = services.now + int(chosen) * 3600
        await Desk(services).block(found, Block(until, words.text))
        return services.moment(until)

    turn.say("blocked", until=await turn.once("blocked", close))


async def about(turn: Turn, services: Services) -> None:
    """A worker wrote without replying to a request: ask which one it is for."""
    own = await services.work.requests.of_owner(services.person.id)
    # Of thirty it is most likely the one in which somebody wrote last.
    own.sort(key=lambda one: -max(one.changed_at, one.staff_said_at or 0.0))
    choices = [(str(one.id), request_label(services, one)) for one in own]
    keep = ("none", services.say("about-none"))
    chosen = await turn.ask("which", "about-ask", Choice.of((*choices, keep)))
    if chosen == "none":
        turn.say("about-dropped")
        return
    found = next(one for one in own if str(one.id) == chosen)
    words = Telling(4000).recall(turn.answers["given"])
    message = int(turn.answers.get("message", 0))

    async def send() -> bool:
        said = replace(_as_said(services, words), message=message)
        await Desk(services).to_resident(found, said)
        return True

    await turn.once("sent", send)
    turn.say("about-sent", number=found.id)


async def invite(turn: Turn, services: Services) -> None:
    """An invitation that gives a role, once."""
    if not services.person.admin:
        turn.say("admin-only")
        return
    roles = Choice.of(
        (role, services.say(f"invite-{role}")) for role in ("worker", "organiser", "specialist", "admin")
    )
    role = await turn.ask("role", "invite-ask", roles)

    async def make() -> str:
        return await services.work.people.make_code(CodePurpose(role), services.person.id, services.now)

    code = await turn.once("code", make)
    link = services.line.start_link(services.address.messenger, f"inv_{code}")
    turn.say("invited", role=services.say(f"invite-{role}"), link=link or f"/start inv_{code}")


async def connect(turn: Turn, services: Services) -> None:
    """A one-time code with which a group becomes the staff room."""
    if not services.person.admin:
        turn.say("admin-only")
        return

    async def make() -> str:
        return await services.work.people.make_code(CodePurpose.STAFF_ROOM, services.person.id, services.now)

    turn.say("connect-code", code=await turn.once("code", make))
