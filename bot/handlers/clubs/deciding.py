"""What moderators decide in their room: who may come into a club, and which idea becomes one."""

from __future__ import annotations

from bot.domain.games.playing import short_name
from bot.flows.clubs.doors import decide
from bot.flows.clubs.voting import card, vote
from bot.flows.services import Services
from bot.handlers.clubs.power import leads
from bot.handlers.power import Power
from bot.vocabulary import Lane, Message, Pressed, Toast

VERBS = frozenset({"let", "idea"})
"""The buttons that are heard here: `c:let:CLUB:PERSON:1` and `c:idea:IDEA:VERB`."""


def hears(data: str) -> bool:
    """Whether a button is one of these."""
    kind, _, rest = data.partition(":")
    return kind == "c" and rest.partition(":")[0] in VERBS


async def pressed(update: Pressed, services: Services) -> None:
    """A button of one of these verbs, checked like every other."""
    toast = await _pressed(update, services)
    services.work.toast(Toast(update.address, update.query, toast))


async def _pressed(update: Pressed, services: Services) -> str:
    _, verb, *numbers = update.data.split(":")
    if len(numbers) < 2 or not numbers[0].isdecimal() or len(numbers[0]) > 9:
        return services.say("button-unknown")
    number = int(numbers[0])
    match await leads(update, services, number if verb == "let" else None):
        case Power.NO:
            return services.say("club-moderators-only")
        case Power.UNSURE:
            return services.say("staff-checking")
        case Power.YES:
            pass
    if verb == "idea":
        return await _idea(update, services, number, numbers[1])
    return await _let(update, services, number, numbers[1], yes=numbers[-1] == "1")


async def _let(update: Pressed, services: Services, number: int, person: str, *, yes: bool) -> str:
    club = await services.work.clubs.get(number)
    if club is None or not person.isdecimal() or len(person) > 18:
        return services.say("button-unknown")
    said = services.say(await decide(services, club, int(person), yes=yes), name=club.name)
    who = await services.work.people.get(int(person))
    if update.message is not None:
        # The card says what came of it, and its buttons are gone.
        name = short_name(who.name) if who is not None else ""
        done = services.say("club-decided-card", name=name, club=club.name, what=said)
        services.work.send(update.address, Message(done), Lane.STAFF, edit=update.message)
    return said


async def _idea(update: Pressed, services: Services, number: int, verb: str) -> str:
    said = await vote(services, number, verb)
    idea = await services.work.ideas.get(number)
    if idea is not None and update.message is not None:
        services.work.send(update.address, await card(services, idea), Lane.STAFF, edit=update.message)
    return services.say(said)
