"""Coming into a club and leaving it, from the private chat: two taps, the rules between them."""

from __future__ import annotations

from bot.domain.clubs import MemberState
from bot.flows.answers import AGREED, RIGHT, Choice
from bot.flows.clubs.calendar import follow_rows
from bot.flows.clubs.directory import TOUCHED, club_at
from bot.flows.clubs.doors import agree, ask_link, leave, link_rows
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services

LINK_EVERY = 600.0
"""Seconds between two new links into one chat: whoever asks in between gets the newest."""


_AGREED = dict.fromkeys((*AGREED, *RIGHT), "yes")
"""What people type instead of pressing: they say «да» as well as «согласна»."""


async def club_join(turn: Turn, services: Services) -> None:
    """Read the rules, accept them, and get the way in; «7-yes» comes from a letter that showed them."""
    found = await club_at(turn, services)
    if found is None:
        return
    number = str(found.id)
    if not found.open_to_join():
        turn.say("club-rests")
        turn.go("club", number)
        return
    if not turn.subject.endswith("-yes"):
        choices = Choice(
            (Choosable("yes", services.say("club-agree")), Choosable("no", services.say("club-disagree"))),
            said=_AGREED,
        )
        prompt = services.say("club-join-rules", name=found.name, rules=found.rules)
        if await turn.ask_text("agreed", prompt, choices) == "no":
            turn.go("club", number)
            return
    said = await turn.once("joined", lambda: agree(services, found))
    if said == "club-link":
        turn.say(said, buttons=await link_rows(services, found, services.person), name=found.name)
    elif said == "club-let-in":
        rows = await follow_rows(services, found, services.person.id)
        turn.say(said, buttons=rows, name=found.name)
    else:
        turn.say(said, name=found.name)


async def club_link(turn: Turn, services: Services) -> None:
    """The link into the chat, once more; «7-new» asks for a new one where it does not open."""
    found = await club_at(turn, services)
    if found is None:
        return
    member = await services.work.clubs.member(found.id, services.person.id)
    if member is None or member.state not in (MemberState.READY, MemberState.MEMBER):
        turn.go("club", str(found.id))
        return

    async def renew() -> bool:
        wanted = not found.link or turn.subject.endswith("-new")
        if wanted and (not found.link or services.line.may_warn(f"club link {found.id}", LINK_EVERY)):
            ask_link(services, found, services.person, broken=bool(found.link))
            return True
        return False

    if await turn.once("renewed", renew):
        turn.say("club-link-soon", name=found.name)
    else:
        rows = await link_rows(services, found, services.person)
        turn.say("club-link", buttons=rows, name=found.name)


async def club_leave(turn: Turn, services: Services) -> None:
    """Leave a club, or take back the wish to come in."""
    found = await club_at(turn, services)
    if found is None:
        return
    member = await services.work.clubs.member(found.id, services.person.id)
    if "!left" not in turn.answers and (member is None or member.state not in TOUCHED):
        turn.go("club", str(found.id))
        return
    choices = Choice.of((("yes", services.say("club-leave-yes")), ("no", services.say("club-leave-no"))))
    if await turn.ask("sure", "club-leave-ask", choices, name=found.name) == "yes":
        await turn.once("left", lambda: leave(services, found))
        turn.say("club-left", name=found.name)
        turn.go("clubs")
    turn.go("club", str(found.id))
