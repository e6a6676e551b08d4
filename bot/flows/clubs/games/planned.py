"""Games by a plan: the chat hears of each an hour before, and it begins by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.clubs import Club
from bot.domain.games.plans import AHEAD, LATEST, GamePlan, PlanState
from bot.domain.games.playing import QUIZ
from bot.flows.answers import Choice
from bot.flows.clubs.games.deeds import busy
from bot.flows.clubs.games.referee import Referee
from bot.flows.clubs.games.starting import Wanted, start
from bot.flows.clubs.quizzes.beginning import begin_by_plan
from bot.flows.engine import Turn
from bot.flows.services import Services
from bot.vocabulary import Address

SOON = 300.0
"""Seconds before a game within which it is not announced any more: it begins."""

LATE = 60.0
"""Seconds after its time from which on a game says that it begins late."""

_NOW = dict.fromkeys(("сейчас", "сразу", "now", "teraz", "现在"), "now")
"""What else people say for «at once», folded."""


async def begins_now(turn: Turn, services: Services) -> bool:
    """Ask whether a game begins now or by a plan."""
    ways = Choice.of((("now", services.say("game-when-now")), ("plan", services.say("game-when-plan"))))
    return bool(await turn.ask("start", "game-ask-when", replace(ways, said=_NOW)) == "now")


def due_key(plan: GamePlan) -> str:
    """The key of the row by which the next game of a plan comes."""
    return f"club-plan:{plan.id}"


def come_next(referee: Referee, plan: GamePlan, after: float) -> float | None:
    """Let the next game of a plan come; when it begins, None where there is none any more."""
    starts = plan.next(after)
    if starts is not None:
        _come(referee, plan, starts, announced=starts - AHEAD < referee.now + SOON)
    return starts


def _come(referee: Referee, plan: GamePlan, starts: float, *, announced: bool) -> None:
    at = starts if announced else starts - AHEAD
    data = {"plan": plan.id, "starts": starts, "announced": announced}
    referee.work.later(due_key(plan), "club-plan", at, Address("line", 0), data)


async def came(services: Services, plan: GamePlan, club: Club, starts: float, *, announced: bool) -> None:
    """The hour before a game, or the game itself; one that is late by hours is passed over, and told."""
    referee, late = Referee.of(services), services.now - starts
    hour = f"{datetime.fromtimestamp(starts, services.line.zone):%H:%M}"
    if not announced and late < -SOON:
        if club.plays:
            referee.post(club, referee.say("game-plan-soon", hour=hour))
        _come(referee, plan, starts, announced=True)
        return
    if late < 0:
        _come(referee, plan, starts, announced=True)
        return
    if not club.plays:
        pass  # a moderator has switched games off: when they are on again, the plan goes on
    elif late > LATEST:
        referee.post(club, referee.say("game-plan-missed", hour=hour))
    elif await busy(referee, club.id) is not None:
        referee.post(club, referee.say("game-plan-busy", hour=hour))
    else:
        if late > LATE:
            referee.post(club, referee.say("game-plan-late", hour=hour))
        if plan.kind == QUIZ:
            await begin_by_plan(services, club, plan.options)
        elif not await start(services, club, Wanted.of(plan.options)):
            # The pack is gone from the shelf: another topic is better than no game.
            await start(services, club, Wanted.of({**plan.options, "pack": ""}))
    if come_next(referee, plan, max(starts, services.now) + 1.0) is None:
        await services.work.game_plans.change(plan.id, PlanState.OPEN, PlanState.OVER)
