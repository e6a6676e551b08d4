"""One person in two messengers: linking the accounts by a short code, and taking them apart."""

from __future__ import annotations

from bot.domain.people import CodePurpose, Person
from bot.flows.activities.reminding import replan
from bot.flows.activities.timetable import Timetable
from bot.flows.answers import Choice, Line
from bot.flows.browse import follow
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services
from bot.vocabulary import Address, Message


async def accounts(turn: Turn, services: Services) -> None:
    """Which accounts belong together, and what can be done about it."""
    own = await services.work.people.accounts_of(services.person.id)
    say = services.say
    choices = [
        Choosable("code", say("button-link-code"), to=("linkcode", "")),
        Choosable("enter", say("button-link-enter"), to=("linkenter", "")),
    ]
    if len(own) > 1:
        choices = [Choosable("part", say("button-link-part"), to=("linkpart", ""))]
    choices.append(Choosable("menu", say("button-menu"), to=("menu", "")))
    where = ", ".join(say(f"messenger-{one.messenger}") for one in own)
    id = "accounts-linked" if len(own) > 1 else "accounts"
    await follow(turn, "what", say(id, where=where), tuple(choices))


async def link_code(turn: Turn, services: Services) -> None:
    """Show a code to be typed in the other messenger."""

    async def make() -> str:
        return await services.work.people.make_code(CodePurpose.LINK, services.person.id, services.now)

    code = await turn.once("code", make)
    turn.say("link-code", code=f"{code[:4]} {code[4:]}")


async def link_enter(turn: Turn, services: Services) -> None:
    """Take the code that the other messenger shows, and make one person of two."""
    typed = await turn.ask("code", "link-enter", Line(20, "answer-code"))

    async def join() -> str:
        if not services.line.tries.may(services.person.id, services.now):
            return "link-too-many"
        digits = "".join(character for character in typed if character.isdigit())
        used = await services.work.people.use_code(
            digits, (CodePurpose.LINK,), services.person.id, services.now
        )
        keeper = await services.work.people.get(used[1]) if used is not None else None
        if keeper is None:
            return "link-wrong"
        if keeper.id == services.person.id:
            return "link-self"
        if services.person.roles - keeper.roles:
            # Who talks a worker into typing a foreign code must not become one.
            return "link-staff"
        await _join(services, keeper)
        return "linked"

    turn.say(await turn.once("joined", join))


async def _join(services: Services, keeper: Person) -> None:
    """Join, bring the unfinished forms of this account along, and tell the other account."""
    work, old, other = services.work, services.home, keeper.address
    was = services.person.id
    joined = await work.linking.join(keeper, services.person)
    services.person = joined.person
    work.never(f"remind:{was}")
    await replan(services, keeper.id)
    for activity in joined.freed:
        await Timetable(services).place_freed(activity)
    await work.linking.join_talks(old, services.home)
    _offered_at(services, old, services.home)
    where = services.say(f"messenger-{services.person.messenger}")
    work.send(other, Message(services.say("linked-from", where=where, name=services.person.name)))


def _offered_at(services: Services, old: Address, new: Address) -> None:
    """Unfinished forms have moved: there the clock looks for them, and offers what nobody goes on with."""
    if old != new:
        services.work.never(f"offer:{old}")
        services.work.later(f"offer:{new}", "offer", services.now, new)


async def link_part(turn: Turn, services: Services) -> None:
    """Make this account a person of its own again."""
    choice = Choice.of((("yes", services.say("link-part-yes")), ("no", services.say("link-part-no"))))
    if await turn.ask("sure", "link-part", choice) == "no":
        turn.say("link-kept")
        return

    async def part() -> bool:
        old, stays = services.home, services.person.id
        services.person = await services.work.linking.part(services.person, services.now)
        remaining = await services.work.people.get(stays)
        if remaining is not None:
            _offered_at(services, old, remaining.home or remaining.address)
        return True

    await turn.once("parted", part)
    turn.say("link-parted")
