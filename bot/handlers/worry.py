"""What people describe in a form may sound like danger: help is offered beside the form, which goes on."""

from __future__ import annotations

from bot.domain.cases import CrisisKind, FieldKind
from bot.domain.understanding import NOTHING, Understood
from bot.domain.wording import tidy
from bot.flows.alarms import help_at_once
from bot.flows.services import Services
from bot.handlers.talk import Talk
from bot.vocabulary import Button, Lane, Message

LEAST_WORDS = 5
"""Fewer words are a list or a name, and are not looked at: «молоко, хлеб»."""

LEAST_LETTERS = 8
"""The same for languages that write without spaces."""


def heard(text: str, services: Services, talk: Talk) -> Understood:
    """What a free description means; every other answer of a form means nothing beyond itself.

    Ends the turn until the text is ranked, as `work.understand` does.
    """
    said = tidy(text)
    words = said.split()
    spaceless = len(words) == 1 and len(said) >= LEAST_LETTERS and not said.isascii()
    if not (spaceless or len(words) >= LEAST_WORDS) or not _describes(services, talk):
        return NOTHING
    if services.line.crisis.find(text) is not None:
        # Answered already, and that answer must not wait for anything.
        return NOTHING
    return services.work.understand(said)


def _describes(services: Services, talk: Talk) -> bool:
    """Whether the open question is a free description."""
    now = talk.conversation
    match now.flow:
        case "help":
            service = services.content.service(now.subject)
        case "person":
            service = services.content.person_service
        case _:
            return False
    form = service.form if service is not None else ()
    return any(field.key == now.asked and field.kind is FieldKind.TEXT for field in form)


def offer_help(services: Services, understood: Understood) -> None:
    """Ask whether help is needed now; whoever goes on with the form has answered no."""
    danger = understood.danger or CrisisKind.SUICIDE
    button = Button(services.say("urgent-yes"), data=f"g:need:{danger}")
    services.work.send(
        services.address, Message(services.say("urgent-beside"), buttons=((button,),)), Lane.REPLY
    )


async def bring_help(danger: str, services: Services, talk: Talk) -> None:
    """Help is needed now: the numbers and the alarm, with what was described so far; the form stays open."""
    told = (answer for answer in talk.conversation.answers.values() if isinstance(answer, dict))
    words = "\n".join(str(answer["text"]) for answer in told if answer.get("text"))
    try:
        kind = CrisisKind(danger)
    except ValueError:
        await talk.again()
        return
    await help_at_once(services, words, kind)
