"""A club is closed, with what is played there; and opened again where that was a mistake."""

from __future__ import annotations

from typing import Any

from bot.domain.clubs import Club, ClubState, MemberState
from bot.domain.games.playing import BATTLE, QUIZ, WORD
from bot.flows.clubs import calendar
from bot.flows.clubs.games import deeds
from bot.flows.clubs.games.referee import Referee
from bot.flows.clubs.keeping import plan_reminder, voice
from bot.flows.clubs.quizzes import daily, exhibiting, quizzing
from bot.flows.clubs.quizzes.stage import Stage
from bot.flows.clubs.safety.around import by_whom
from bot.flows.services import Services
from bot.vocabulary import Address, Lane, Message

CLOSED = "closed"
"""The kind of the log's entry that a club was closed."""


async def close(services: Services, found: Club) -> bool:
    """A club is no more: its chat hears so once, and the line keeps silent there from then on."""
    work = services.work
    found = await work.clubs.known(found.id)
    if found.state is ClubState.CLOSED:
        return False
    await _end_games(services, found)
    await work.clubs.change(found, state=ClubState.CLOSED, address=None, link="")
    for name in ("remind", "reread", "meeting"):
        work.never(f"club-{name}:{found.id}")
    asked = await work.clubs.members(found.id, MemberState.ASKED)
    data: dict[str, Any] = {"state": str(found.state), "asked": [one.person for one in asked]}
    if found.address is not None:
        data |= {"messenger": found.address.messenger, "chat": found.address.chat}
        text = voice(services.line, found)("club-closed-here", name=found.name)
        work.send(found.address, Message(text), Lane.NOTICE)
        await work.rooms.disconnect(found.address)
    for one in asked:
        await work.clubs.change_member(found.id, one.person, state=MemberState.DECLINED)
        person = await work.people.get(one.person)
        if person is not None:
            text = services.for_reader(person).say("club-closed", name=found.name)
            work.send(person.seen or person.address, Message(text))
    await work.moderation.log(found.id, by_whom(services), CLOSED, f"club:{found.id}", services.now, data)
    return True


async def _end_games(services: Services, club: Club) -> None:
    """What is played ends with its table, while there is a chat that can read it."""
    if club.address is None:
        return
    stage = Stage(services.work, services.line, club, services.now)
    for game in await services.work.games.running(club.id):
        if game.kind == BATTLE:
            await deeds.end(Referee.of(services), game, "stopped")
        elif game.kind == QUIZ:
            quiz = quizzing.Quizzing(stage, game)
            await quiz.stop()
            await quiz.keep()
        elif game.kind == WORD:
            await daily.tell(stage, game)
        elif game.kind in exhibiting.KINDS:
            await exhibiting.end(stage, game)


async def open_again(services: Services, club: Club, data: dict[str, Any]) -> bool:
    """A club that was closed meets again in its chat; not where that chat is another's by now."""
    work, address = services.work, None
    if club.state is not ClubState.CLOSED:
        return False
    if "chat" in data:
        address = await work.rooms.resolve(Address(str(data["messenger"]), int(data["chat"])))
        if await work.rooms.room(address) is not None:
            return False
    if not await work.clubs.change(club, state=ClubState(str(data["state"])), address=address):
        return False
    for person in data["asked"]:
        known = await work.clubs.member(club.id, int(person))
        if known is not None and known.state is MemberState.DECLINED:
            await work.clubs.change_member(club.id, known.person, state=MemberState.ASKED)
    if address is None:
        return True
    await work.rooms.connect_club(address, club.id, services.now)
    fresh = await work.clubs.known(club.id)
    work.send(address, Message(voice(services.line, fresh)("club-open-again", name=club.name)), Lane.NOTICE)
    # Who runs the chat is read at once: nobody looked there meanwhile.
    work.later(f"club-reread:{club.id}", "club-reread", services.now, address, {"club": club.id})
    plan_reminder(services, fresh, services.now)
    await calendar.look(services, fresh)
    return True
