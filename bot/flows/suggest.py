"""Words that no question asked for: what may be meant is offered, and nothing is guessed silently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.domain.cases import CrisisKind
from bot.domain.understanding import MOST_SUGGESTED, NOTHING, Understood
from bot.domain.weeks import week_of
from bot.domain.wording import has_letters
from bot.flows.alarms import help_at_once
from bot.flows.answers import Choice, Telling
from bot.flows.browse import FRAUD
from bot.flows.engine import TOLD, Choosable, Turn
from bot.flows.fraud import signs_in
from bot.flows.services import Services
from bot.storage.tallies import Counted

UNKNOWN = "none"
"""The kind of a need that no intent comes near to."""

_MINE, _OTHER, _PERSON, _CHECK, _MENU = "mine", "other", "person", "check", "menu"


async def offer(turn: Turn, services: Services) -> None:
    """Offer what the words may mean, another place, or a person; the words travel along to a request."""
    words = Telling(4000).recall(turn.answers.get(TOLD, {"text": "", "files": []}))
    given = {TOLD: turn.answers[TOLD]} if words.text or words.files else {}
    ranked = await turn.keep("ranked", lambda: _ranked(services, words.text))
    if ranked["urgent"] and await _urgent(turn, services, words.text, ranked["danger"]):
        return
    if ranked["greeting"] and not words.files:
        turn.say("offer-greeting")
        turn.go("menu")
    titles = _titles(services, ranked["ways"])
    told = turn.answers.get(TOLD, {})
    # What frightened them can be looked through at once, and what they pass on may have.
    checked = bool(services.content.fraud.signs and words.text) and (FRAUD in titles or told.get("forwarded"))
    choices = [Choosable(_CHECK, services.say("button-fraudcheck"))] if checked else []
    if titles:
        choices += [Choosable(way, title) for way, title in titles.items()]
        choices.append(Choosable(_OTHER, services.say("offer-other")))
        choices.append(Choosable(_PERSON, services.say("button-person")))
        id = "offer-sure" if ranked["sure"] else "offer-ways"
    else:
        # Nothing here answers that: a person can.
        choices.append(Choosable(_PERSON, services.say("offer-person")))
        choices.append(Choosable(_MENU, services.say("button-menu")))
        id = "offer-file" if words.files and not words.text else "offer"
    chosen = await turn.ask("offer", id, Choice(tuple(choices)))
    if chosen == _OTHER:
        await services.work.tallies.add(week_of(services.local()), Counted.OTHER, ranked["intent"])
    if chosen in (_OTHER, _MENU):
        turn.go("menu", "", **given)
    if chosen in (_MINE, _PERSON):
        turn.go(chosen)
    if chosen == _CHECK:
        turn.go("fraudfound", ",".join(signs_in(services, words.text)))
    turn.go("service", chosen)


async def _urgent(turn: Turn, services: Services, text: str, danger: str) -> bool:
    """Ask whether help is needed now where the words sound like it; "yes" brings it like words of crisis."""
    choice = Choice.of((("yes", services.say("urgent-yes")), ("no", services.say("urgent-no"))))
    if await turn.ask("urgent", "urgent-ask", choice) != "yes":
        return False

    async def bring() -> bool:
        await help_at_once(services, text, CrisisKind(danger) if danger else None)
        return True

    return await turn.once("helped", bring)


async def _ranked(services: Services, text: str) -> dict[str, Any]:
    """What the words may mean, as it is kept with the conversation; what nobody answers is counted."""
    # Words of crisis have been answered: that answer must not wait for anything.
    crisis = services.line.crisis.find(text) is not None
    found = NOTHING if crisis else _understood(services, text)
    first = found.guesses[0] if found.guesses else None
    intent = first.intent if first is not None else UNKNOWN
    if has_letters(text) and not crisis and not found.clear:
        await services.work.tallies.add(week_of(services.local()), Counted.UNANSWERED, intent)
    return {
        "intent": intent,
        "urgent": found.urgent,
        "danger": str(found.danger or ""),
        "sure": found.sure,
        "greeting": found.clear and first is not None and first.opens == "menu",
        "ways": list(_ways(found)) if found.clear else [],
    }


def _understood(services: Services, text: str) -> Understood:
    """What the newest words mean where they mean something by themselves, else all of them together."""
    newest = text.rpartition("\n")[2]
    if newest != text:
        found = services.work.understand(newest)
        if found.urgent or (found.clear and found.suggestions):
            return found
    return services.work.understand(text)


def _ways(found: Understood) -> Iterator[str]:
    """Services and places, the likeliest first; further services of the same intents fill up."""
    guesses = found.suggestions[:1] if found.sure else found.suggestions
    yield from (guess.service or guess.opens for guess in guesses)
    yield from (other for guess in guesses for other in guess.others)


def _titles(services: Services, ways: list[str]) -> dict[str, str]:
    """What stands on the buttons; a service that the editors took away since is left out."""
    titles: dict[str, str] = {}
    for way in ways:
        service = services.content.service(way)
        if way == _MINE:
            titles[way] = services.say("button-mine")
        elif service is not None and service.title not in titles.values():
            titles[way] = service.title
    return dict(list(titles.items())[:MOST_SUGGESTED])
