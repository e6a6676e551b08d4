"""Descriptions in forms that may sound like danger: ranked beside the form, which goes on at once."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.cases import CrisisKind
from bot.domain.conversations import TRACE, Conversation
from bot.domain.requests import REPLY_WITHIN
from bot.domain.wording import has_letters
from bot.flows.answers import Choice
from bot.flows.cards import ALARM
from bot.flows.engine import Reply
from bot.flows.services import Services
from bot.vocabulary import Address, Button, Message

BESIDE = "beside"
"""The messenger of the addresses at which descriptions are ranked: nothing that people write waits there."""


def overhear(services: Services, subject: str, key: str, text: str) -> None:
    """Have a description ranked beside the form: on disk with the answer itself, sealed, and soon due."""
    if not has_letters(text) or not services.line.hearing.may(services.now):
        return
    home = services.home
    services.work.later(
        f"overheard:{home}:{subject}:{key}",
        "overheard",
        services.now,
        Address(BESIDE, home.chat),
        {"home": [home.messenger, home.chat], "subject": subject, "text": text},
    )


async def doubt(services: Services, subject: str, text: str, danger: CrisisKind | None) -> None:
    """Ask beside the form whether help is needed now; once for each danger in one talk."""
    talk = await services.work.conversation(services.home)
    if talk.hushed or await _helped(services):
        return
    asked = talk.doubt or {}
    if (asked.get("subject"), asked.get("danger")) == (subject, str(danger or "")):
        return
    told = {"subject": subject, "text": text, "danger": str(danger or ""), "at": services.now, "open": True}
    services.work.keep_conversation(services.home, replace(talk, doubt=told))
    buttons = tuple(
        (Button(services.say(f"urgent-{answer}"), data=f"g:urgent:{answer}"),) for answer in ("yes", "no")
    )
    # Whoever may be beaten must be able to hide the question as well.
    wants = {"for": TRACE, "serial": talk.serial}
    services.work.send(services.address, Message(services.say("urgent-ask"), buttons=buttons), wants=wants)


async def _helped(services: Services) -> bool:
    """Whether an alarm is open: the numbers were given then, and a worker is on the way."""
    return any(
        one.service == ALARM and services.now - one.opened_at < REPLY_WITHIN
        for one in await services.work.requests.of_person(services.person.id)
    )


def answer_to_doubt(services: Services, talk: Conversation, text: str) -> str:
    """What typed words answer to that question; only while it is the last thing that was said."""
    asked = talk.doubt
    if asked is None or not asked["open"] or talk.touched_at > asked["at"] or text.strip().isdecimal():
        # A number may as well be meant for the form's own question.
        return ""
    choice = Choice.of((answer, services.say(f"urgent-{answer}")) for answer in ("yes", "no"))
    found = choice.read(Reply(text=text))
    return found if isinstance(found, str) else ""
