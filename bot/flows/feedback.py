"""What people say of a service: whether its steps helped, and what is wrong in it."""

from __future__ import annotations

from bot.domain.masking import masked
from bot.domain.weeks import week_of
from bot.flows.answers import Line
from bot.flows.browse import doors, follow
from bot.flows.cards import service_title
from bot.flows.desk import Desk
from bot.flows.engine import Turn
from bot.flows.services import Services
from bot.storage.tallies import Counted

LONGEST = 500
"""Characters of a remark: a sentence or two is what an editor can act on."""


async def helped(turn: Turn, services: Services) -> None:
    """The steps helped: count it, and go back to the case."""
    await _count(turn, services, Counted.HELPED)
    turn.say("feedback-helped")
    turn.go("case", turn.subject.partition("/")[0])


async def unhelped(turn: Turn, services: Services) -> None:
    """The steps did not help: count it, and show who can."""
    found = services.content.service(turn.subject)
    if found is None:
        turn.say("place-gone")
        turn.go("menu")
        return
    await _count(turn, services, Counted.DID_NOT_HELP)
    await follow(turn, "next", services.say("feedback-unhelped"), doors(services, found, guide=False))


async def _count(turn: Turn, services: Services, kind: Counted) -> None:
    async def count() -> bool:
        if services.content.service(turn.subject) is not None:
            await services.work.tallies.add(week_of(services.local()), kind, turn.subject)
        return True

    await turn.once("counted", count)


async def wrong(turn: Turn, services: Services) -> None:
    """Something in a service is not true: a short remark goes to the editors, with no personal data in it."""
    found = services.content.service(turn.subject)
    if found is None:
        turn.say("place-gone")
        turn.go("menu")
        return
    remark = await turn.ask("remark", "wrong-ask", Line(LONGEST), title=found.title)

    async def pass_on() -> bool:
        staff = services.for_staff()
        text, title = masked(remark, staff.say("masked")), service_title(staff, found.path)
        await Desk(staff).tell_rooms("room-wrong", title=title, service=found.path, text=text)
        return True

    await turn.once("passed", pass_on)
    turn.say("wrong-thanks")
    turn.go("service", turn.subject)
