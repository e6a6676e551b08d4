"""A quick way out: what nobody else may see leaves the screen, and the talk about it ends."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from bot.domain.conversations import TRACE, Conversation
from bot.flows.secrets import is_secret
from bot.flows.services import Line, Services, Wish
from bot.handlers.talk import Talk, offer_key
from bot.handlers.words import wish
from bot.storage.codec import message_from
from bot.storage.work import UnitOfWork
from bot.vocabulary import Act, Address, Button, Lane, Message, Outcome, Pressed, Said

MOST = 100
"""Messages that are remembered, which is as many as Telegram deletes in one call."""

DELETABLE = {"telegram": 47 * 3600.0, "vk": 23 * 3600.0}
"""Seconds for which a messenger lets a message be taken away: two days, one day, an hour less to be safe."""


def trace(services: Services, talk: Talk, message: int) -> None:
    """Remember a message of the person's own, in case it has to be hidden."""
    here = services.address
    if message:
        traces = (*talk.conversation.traces, (here.messenger, here.chat, message, services.now))
        talk.keep(replace(talk.conversation, traces=traces[-MOST:]))


async def traced(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """A message of such a talk is on the screen; where it was hidden meanwhile, it goes at once."""
    number = int(update.result.get("message") or 0)
    home = await _home(update.address, work)
    conversation = await work.conversation(home)
    if int(update.wants["serial"]) <= conversation.hidden:
        _delete(work, update.address, [number])
        return
    await _remember(update.address, number, work, line)


async def told_of(update: Outcome, work: UnitOfWork, line: Line, request: int) -> bool:
    """News of a request are on the screen; of one that nobody else may see they can be hidden too.

    False where they came after the talk was hidden, and were taken away unread.
    """
    found = await work.requests.get(request)
    number = int(update.result.get("message") or 0)
    if found is None or not number or update.address.group:
        return True
    person = await work.people.by_account(update.address.messenger, update.address.chat)
    if person is None or person.id != found.person or not is_secret(line.content, found):
        return True
    if (await work.conversation(await _home(update.address, work))).hushed:
        _delete(work, update.address, [number])
        return False
    await _remember(update.address, number, work, line)
    return True


async def _home(address: Address, work: UnitOfWork) -> Address:
    person = await work.people.by_account(address.messenger, address.chat)
    return person.home if person is not None and person.home is not None else address


async def _remember(address: Address, number: int, work: UnitOfWork, line: Line) -> None:
    home = await _home(address, work)
    conversation = await work.conversation(home)
    here = (address.messenger, address.chat, number, line.now())
    work.keep_conversation(home, replace(conversation, traces=(*conversation.traces, here)[-MOST:]))


def hides_now(update: Said | Pressed, services: Services, talk: Talk) -> bool:
    """Whether something has to leave the screen: that waits for no quota, and a block does not stop it."""
    if not talk.conversation.traces:
        return False
    if isinstance(update, Pressed):
        return update.data.startswith("g:hide:")
    return wish(services.line, update.text) is Wish.HIDE


async def hide(services: Services, talk: Talk, message: int = 0) -> None:
    """Take away what the messenger lets us, forget the answers, and show the plain menu."""
    if message:
        trace(services, talk, message)
    now = talk.conversation
    young = [one for one in now.traces if services.now - one[3] < DELETABLE.get(one[0], 0.0)]
    for (messenger, chat), found in groupby(sorted(young), key=lambda one: one[:2]):
        _delete(services.work, Address(messenger, chat), [one[2] for one in found])
    drafts = tuple(draft for draft in now.drafts if not services.hides(draft.subject))
    if not drafts:
        services.work.never(offer_key(services))
    secret = bool(now.traces) or services.hides(now.subject) or len(drafts) < len(now.drafts)
    hushed = now.hushed or secret
    kept = replace(now, drafts=drafts, traces=(), hidden=now.serial, hushed=hushed, doubt=None)
    if services.hides(now.subject):
        kept = replace(kept, flow="", subject="", answers={}, asked="", heard={}, album=None)
    talk.keep(kept)
    await talk.go("menu")


async def speaks_again(services: Services, before: Conversation) -> None:
    """Whoever hid a talk wrote or pressed something: that there are news is told, what they are is not."""
    now = await services.work.conversation(services.home)
    if now.hidden != before.hidden:
        return
    services.work.keep_conversation(services.home, replace(now, hushed=False))
    if now.held:
        button = Button(services.say("button-held"), data="g:held:")
        wants = {"for": TRACE, "serial": now.serial}
        services.work.send(services.address, Message(services.say("held"), ((button,),)), wants=wants)


async def show_held(services: Services, talk: Talk) -> None:
    """Send what was kept back, in its order."""
    waiting = talk.conversation.held
    if not waiting:
        await talk.again()
        return
    talk.keep(replace(talk.conversation, held=()))
    for one in waiting:
        services.work.send(services.address, message_from(one["message"]), wants=one["wants"])


def _delete(work: UnitOfWork, address: Address, messages: list[int]) -> None:
    work.put(address, Lane.CRISIS, Act.DELETE, wants={"for": "hidden", "messages": messages})
