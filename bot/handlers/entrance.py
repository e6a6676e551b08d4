"""Start: the greeting, or what a link brought along."""

from __future__ import annotations

from bot.domain.people import INVITATIONS
from bot.flows.desk import Desk
from bot.flows.services import Services
from bot.handlers.talk import Talk
from bot.vocabulary import Message


async def enter(services: Services, talk: Talk, payload: str) -> None:
    """Greet, or use an invitation, or open the desk."""
    if payload.startswith("inv_"):
        await _use_invitation(services, talk, payload.removeprefix("inv_"))
    elif payload == "desk" and services.person.worker:
        for request in await services.work.requests.of_owner(services.person.id):
            await Desk(services).show_again(request)
        await talk.go("desk")
    elif (place := club_place(payload)) is not None:
        await talk.go(*place)
    else:
        # One who could not be written to when the request was taken finds its card now.
        for request in await services.work.requests.of_owner(services.person.id):
            await Desk(services).show_private(request)
        await talk.go("start")


def club_place(payload: str) -> tuple[str, str] | None:
    """Where a link from a club's chat leads: `club_7_rules` to its rules, `act_5` to a meeting, and so on."""
    kind, _, rest = payload.partition("_")
    if kind in ("photo", "game", "act") and rest.isdecimal() and len(rest) < 16:
        return (kind, rest)
    if payload == "moderate":
        return ("moderating", "")
    number, _, place = rest.partition("_")
    flow = f"club-{place}" if place else "club"
    known = kind == "club" and number.isdecimal() and len(number) < 10
    return (flow, number) if known and flow in ("club", "club-rules", "club-who", "club-me") else None


async def _use_invitation(services: Services, talk: Talk, code: str) -> None:
    used = await services.work.people.use_code(code, INVITATIONS, services.person.id, services.now)
    if used is None:
        talk.say("invitation-used")
        await talk.go("start")
        return
    purpose, by = used
    for role in INVITATIONS[purpose]:
        services.person = await services.work.people.grant(services.person, role, by, services.now)
    welcome = Message(services.say(f"welcome-{purpose}"), keyboard=services.keyboard())
    services.work.send(services.address, welcome)
    await talk.go("desk" if services.person.worker else "menu")
