"""What the ranking made of a description in a form, and what a person answers when danger was heard in it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.cases import CrisisKind
from bot.flows.alarms import help_at_once
from bot.flows.book import FLOWS
from bot.flows.engine import Reply
from bot.flows.overhearing import answer_to_doubt, doubt
from bot.flows.services import Line, Services
from bot.handlers.talk import Talk
from bot.storage.work import UnitOfWork
from bot.vocabulary import Happened, Said

LATEST = 24 * 3600.0
"""Seconds after which nobody is asked any more: a line that stood still for a day has other ways."""

PAUSES = (10.0, 60.0, 600.0, 3600.0)
"""Seconds until a description is ranked again that nobody could look at: perhaps the line just started."""


async def overheard(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Rank a description of a form, and ask its author where it sounds like danger."""
    told = update.data
    text, tries = str(told["text"]), int(told.get("tries", 0))
    if update.late > LATEST or line.crisis.find(text) is not None:
        return
    found = work.understand(text)
    if not found.guesses:
        if tries < len(PAUSES):
            again = line.now() + PAUSES[tries]
            work.later(update.subject, update.kind, again, update.address, {**told, "tries": tries + 1})
        return
    person = await work.people.by_account(*told["home"])
    if not found.urgent or person is None:
        return
    services = Services(line, work, person, person.seen or person.address, line.now())
    await doubt(services, str(told["subject"]), text, found.danger)


async def answered(answer: str, services: Services, talk: Talk) -> None:
    """A "yes" brings help as words of crisis do, "no" nothing; the form goes on either way."""
    asked = talk.conversation.doubt
    if asked is None or not asked["open"]:
        await talk.again()
        return
    talk.keep(replace(talk.conversation, doubt={**asked, "open": False, "text": ""}))
    if answer == "yes":
        danger = CrisisKind(asked["danger"]) if asked["danger"] else None
        await help_at_once(services, asked["text"], danger)
        await goes_on(talk)
        return
    talk.say("urgent-not")
    if talk.conversation.open:
        await talk.again()


async def settles(update: Said, services: Services, talk: Talk) -> bool:
    """Whether typed words answered that question."""
    answer = answer_to_doubt(services, talk.conversation, update.text) if not update.attachments else ""
    if answer:
        await answered(answer, services, talk)
    return bool(answer)


async def describes(update: Said, talk: Talk) -> bool:
    """Whether words of crisis answer the open question, too; where they do not, it is asked again."""
    if await talk.describes(Reply(text=update.text, attachments=update.attachments)):
        return True
    await goes_on(talk)
    return False


async def goes_on(talk: Talk) -> None:
    """After words of crisis the open form waits: its question stands again at the end."""
    flow = FLOWS.get(talk.conversation.flow)
    if talk.conversation.open and flow is not None and flow.draft:
        talk.say("crisis-goes-on")
        await talk.again()
