"""A battle of two clubs: one challenges, the other takes it, and both play the same crossword."""

from __future__ import annotations

from bot.domain.clubs import Club, ClubState
from bot.domain.games.grid import Puzzle
from bot.domain.games.plans import ANSWER_WITHIN, GamePlan, PlanState
from bot.flows.clubs.games.deeds import busy
from bot.flows.clubs.games.referee import Referee
from bot.flows.clubs.games.starting import Wanted, start
from bot.flows.clubs.moderated import moderators_of
from bot.flows.clubs.packs.shelf import taken
from bot.flows.services import Services
from bot.vocabulary import Button, Message

ACROSS = "across"
"""The kind of a plan that is a challenge."""

ASKED = "club-asked"
"""What waits for the letter that brings a challenge."""


async def rivals(services: Services, club: Club) -> list[Club]:
    """The clubs that may be challenged: open ones with a chat of their own."""
    clubs = await services.work.clubs.listed(ClubState.OPEN)
    return [one for one in clubs if one.id != club.id and one.address not in (None, club.address)]


async def challenge(services: Services, club: Club, other: Club, wanted: Wanted) -> int:
    """Ask the moderators of another club for a battle; the number of the challenge."""
    work, by = services.work, services.person.id
    options = {**wanted.plain(), "other": other.id}
    asked = await work.game_plans.add(club.id, ACROSS, options, by, services.now)
    ready = await taken(services, wanted.pack) if wanted.pack else None
    # A crossword that is ready has as many words as it has.
    words = len(ready.entries) if isinstance(ready, Puzzle) else wanted.words
    for person in await moderators_of(services, other):
        say = services.for_reader(person).say
        data = f"g:game-answer:{other.id}-{asked.id}"
        buttons = (
            (Button(say("game-across-take"), data=f"{data}-1"),),
            (Button(say("game-across-decline"), data=f"{data}-0"),),
        )
        text = say("game-across-asked", club=club.name, own=other.name, words=words)
        wants = {"for": ASKED, "plan": asked.id, "club": other.id}
        work.send(person.address, Message(text, buttons=buttons), wants=wants)
    return asked.id


async def unheard(referee: Referee, asked: GamePlan, club: Club, other: Club) -> None:
    """A moderator never opened the line: their chat is told in one line where the challenge is."""
    link = referee.line.start_link(other.address.messenger, "moderate") if other.address is not None else ""
    if link and referee.line.may_warn(f"challenge {asked.id}"):
        button = Button(referee.say("game-across-open"), url=link)
        referee.post(other, referee.say("game-across-unheard", club=club.name), ((button,),))


async def waiting_for(services: Services, club: Club) -> list[GamePlan]:
    """The challenges that a club has still to answer."""
    found = []
    for other in await rivals(services, club):
        offered = await services.work.game_plans.of_club(other.id, PlanState.OFFERED)
        found += [one for one in offered if one.options.get("other") == club.id and _young(services, one)]
    return found


def _young(services: Services, asked: GamePlan) -> bool:
    return services.now - asked.at < ANSWER_WITHIN


async def answer(services: Services, club: Club, number: int, *, yes: bool) -> str:
    """Take a challenge or leave it; the id of what to tell who answered."""
    work, referee = services.work, Referee.of(services)
    asked = await work.game_plans.get(number)
    if asked is None or asked.options.get("other") != club.id or not _young(services, asked):
        return "game-across-gone"
    challenger = await work.clubs.get(asked.club)
    if challenger is None or challenger.address is None:
        return "game-across-gone"
    if yes:
        if not (club.plays and challenger.plays):
            return "game-off"
        for one in (club, challenger):
            if await busy(referee, one.id) is not None:
                return "game-across-busy"
    after = PlanState.TAKEN if yes else PlanState.DECLINED
    if not await work.game_plans.change(number, PlanState.OFFERED, after):
        return "game-across-gone"
    maker = await work.people.get(asked.made_by)
    if maker is not None:
        say = services.for_reader(maker).say
        text = say("game-across-taken" if yes else "game-across-declined", club=club.name)
        work.send(maker.address, Message(text))
    if not yes:
        return "game-across-left"
    begun = await start(services, challenger, Wanted.of(asked.options), other=club)
    return "game-across-begins" if begun else "game-across-gone"
