"""In which language the line talks with a person: offered once, chosen at any time."""

from __future__ import annotations

from bot.domain.conversations import OFFER_AFTER
from bot.flows.answers import Choice
from bot.flows.engine import TOLD, WHENCE, Turn
from bot.flows.services import Services
from bot.vocabulary import Button, Message


async def language(turn: Turn, services: Services) -> None:
    """Choose the language, and go on where the talk was; words that wait for their place travel along."""
    names = services.line.names
    if services.person.staff or len(names) < 2:
        turn.say("language-staff")
        turn.go("menu")
    books = [services.line.book.localised(one) for one in names]
    question = "\n".join(dict.fromkeys(book.texts.say("language-ask") for book in books))
    chosen = await turn.ask_text("language", question, Choice.of(names.items()))

    async def switch() -> bool:
        services.person = await services.work.people.speak(services.person, chosen)
        return True

    await turn.once("switched", switch)
    turn.greet("language-set")
    if turn.drafts and services.now - turn.drafts[0].left_at < OFFER_AFTER:
        # The form that was interrupted goes on by itself.
        return
    flow, subject = turn.answers.get(WHENCE) or ("", "")
    if not flow or any((one.flow, one.subject) == (flow, subject) for one in turn.drafts):
        flow, subject = "menu", ""
    told = {TOLD: turn.answers[TOLD]} if TOLD in turn.answers else {}
    turn.go(flow, subject, **told)


async def switch(services: Services, wanted: str) -> None:
    """Talk in that language from now on; the keys under the input change with it."""
    if services.person.staff or wanted not in services.line.book.languages:
        return
    services.person = await services.work.people.speak(services.person, wanted)
    text = services.say("language-set")
    services.work.send(services.address, Message(text, keyboard=services.keyboard()))


async def offer_once(services: Services, text: str) -> None:
    """Offer the language that the messenger tells of, the first time that there is one."""
    person, line = services.person, services.line
    if person.language is not None or person.staff:
        return
    wanted = line.foreign(services.told, text)
    if not wanted or line.crisis.find(text) is not None or person.blocked(services.now):
        # Who is in danger now is asked another time.
        return
    offered = line.book.localised(wanted).texts.say("language-offer")
    names = line.names
    buttons = tuple(
        (Button(names[one], data=f"g:language:{one}"),) for one in (wanted, line.content.language)
    )
    services.work.send(services.address, Message(offered, buttons=buttons))
    services.person = await services.work.people.speak(person, "")
