"""What moderators do with games in private: begin one, now or by a plan, lead it, challenge another club."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.clubs import Club
from bot.domain.games.battle import Mode
from bot.domain.games.plans import GamePlan, PlanState
from bot.domain.games.playable import PackKind
from bot.domain.games.playing import BATTLE, Game, Status
from bot.flows.answers import Choice
from bot.flows.browse import follow
from bot.flows.clubs.games import across, deeds
from bot.flows.clubs.games.planned import begins_now, come_next, due_key
from bot.flows.clubs.games.referee import Referee
from bot.flows.clubs.games.starting import PLAYED, USUAL, Wanted, start
from bot.flows.clubs.games.telling import clues
from bot.flows.clubs.leading import led_club
from bot.flows.clubs.packs.shelf import Shelved, on_shelf
from bot.flows.engine import Choosable, Turn
from bot.flows.organising.plans import agree_on_plan, plan_words
from bot.flows.services import Services

SIZES = (8, 10, 12, 15, 20)
"""How many words a moderator may choose from; the chat's own command takes any number."""

ANY = "any"

LONGEST_KEY = 40
"""Bytes of a pack's name that a button can carry."""


async def _chat_of(turn: Turn, services: Services) -> Club | None:
    """The club that the conversation is about, where it has a chat to play in."""
    club = await led_club(turn, services)
    if club is not None and club.address is None:
        turn.say("game-no-chat")
        turn.go("club-desk", str(club.id))
    return club


async def _wanted(turn: Turn, services: Services, club: Club, *, modes: bool = True) -> Wanted:
    """Ask what to play: the topic, how many words, how to be divided."""
    say = services.say
    shelf = await on_shelf(services, PLAYED)
    shelf.sort(key=lambda one: one.language != club.language)
    topics = [Choosable(ANY, say("game-topic-any"))]
    topics += [
        Choosable(one.name, _label(services, one)) for one in shelf if len(one.name.encode()) <= LONGEST_KEY
    ]
    name = await turn.ask("pack", "game-ask-pack", Choice(tuple(topics)))
    chosen = next((one for one in shelf if one.name == name), None)
    words = USUAL
    if chosen is None or chosen.kind is PackKind.WORDS:
        sizes = [(str(one), say("game-words", count=one)) for one in SIZES]
        words = int(await turn.ask("words", "game-ask-words", Choice.of(sizes)))
    mode = Mode.CHOICE
    if modes:
        ways = [(one.value, say(f"game-mode-{one}")) for one in Mode]
        mode = Mode(await turn.ask("mode", "game-ask-mode", Choice.of(ways)))
    return Wanted("" if name == ANY else name, words, mode)


def _label(services: Services, one: Shelved) -> str:
    return services.say("game-topic", title=one.title[:30], count=one.size)


async def game_new(turn: Turn, services: Services) -> None:
    """Begin a crossword battle now, or agree on when it is played."""
    club = await _chat_of(turn, services)
    if club is None:
        return
    wanted = await _wanted(turn, services, club)
    if await begins_now(turn, services):
        turn.say(await turn.once("begun", lambda: _begin(services, club, wanted)))
    else:
        plan, _ = await agree_on_plan(turn, services, services.line.zone, services.say("game-ask-plan"))
        made = await turn.once("planned", lambda: _planned(services, club, wanted, plan))
        words = plan_words(services.say, plan, services.local().date())
        turn.say("game-planned" if made else "game-plan-none", when=words)
    turn.go("club-desk", str(club.id))


async def _begin(services: Services, club: Club, wanted: Wanted) -> str:
    if not club.plays:
        return "game-off"
    if await deeds.busy(Referee.of(services), club.id) is not None:
        return "game-busy"
    return "game-begins" if await start(services, club, wanted) else "game-pack-gone"


async def _planned(services: Services, club: Club, wanted: Wanted, plan: Any) -> int:
    made = await services.work.game_plans.add(
        club.id, BATTLE, wanted.plain(), services.person.id, services.now, plan=plan
    )
    return made.id if come_next(Referee.of(services), made, services.now) is not None else 0


async def game_plans(turn: Turn, services: Services) -> None:
    """The games that are to come, each of which can be dropped."""
    club = await _chat_of(turn, services)
    if club is None:
        return
    say, number = services.say, str(club.id)
    plans = [one for one in await services.work.game_plans.of_club(club.id) if one.plan is not None]
    back = Choosable("back", say("game-back"), to=("club-desk", number))
    if not plans:
        new = Choosable("new", say("game-plans-new"), to=("game-new", number))
        await follow(turn, "which", say("game-plans-none"), (new, back))
        return
    choices = [Choosable(f"p{one.id}", _when(services, one)) for one in plans]
    chosen = await turn.ask("which", "game-plans-list", Choice((*choices, back)))
    if chosen == "back":
        turn.go("club-desk", number)
    sure = [("yes", say("game-plan-drop")), ("no", say("game-plan-keep"))]
    if await turn.ask("sure", "game-plan-sure", Choice.of(sure)) == "yes":
        await turn.once("dropped", lambda: _drop(services, int(chosen.removeprefix("p"))))
        turn.say("game-plan-dropped")
    turn.go("game-plans", number)


def _when(services: Services, one: GamePlan) -> str:
    if one.plan is None:
        return ""
    today = services.local().date()
    short = replace(one.plan, left_out=frozenset())
    if one.plan.weekdays:
        short = replace(short, first=min(one.plan.first, today))
    return plan_words(services.say, short, today)[:60]


async def _drop(services: Services, number: int) -> bool:
    plan = await services.work.game_plans.get(number)
    if plan is None:
        return False
    services.work.never(due_key(plan))
    return await services.work.game_plans.change(number, PlanState.OPEN, PlanState.DROPPED)


# What goes on


async def game_now(turn: Turn, services: Services) -> None:
    """The battle that goes on: let it rest, go on, or end; show the clues once more."""
    club = await _chat_of(turn, services)
    if club is None:
        return
    say, number = services.say, str(club.id)
    game = await current(services, club.id)
    if game is None:
        new = Choosable("new", say("game-plans-new"), to=("game-new", number))
        back = Choosable("back", say("game-back"), to=("club-desk", number))
        await follow(turn, "next", say("game-now-none"), (new, back))
        return
    rests = game.status is Status.PAUSED
    ways = [("resume", say("game-now-resume"))] if rests else [("pause", say("game-now-pause"))]
    ways += [("clues", say("game-now-clues")), ("end", say("game-now-end")), ("back", say("game-back"))]
    left, words = len(game.play.left()), len(game.play.puzzle.entries)
    asked = say("game-now-rests" if rests else "game-now", title=game.title, done=words - left, all=words)
    chosen = await turn.ask_text("what", asked, Choice.of(ways))
    if chosen == "end":
        sure = [("yes", say("game-now-end")), ("no", say("game-now-on"))]
        if await turn.ask("sure", "game-now-sure", Choice.of(sure)) == "no":
            turn.go("game-now", number)
    if chosen != "back":
        game_id = game.id
        turn.say(await turn.once("done", lambda: _lead(services, club, game_id, chosen)))
    turn.go("club-desk", number)


async def current(services: Services, club: int) -> Game | None:
    """The battle that goes on in a club's chat."""
    running = await services.work.games.running(club)
    return next((one for one in running if one.kind == BATTLE), None)


async def _lead(services: Services, club: Club, number: int, what: str) -> str:
    referee, game = Referee.of(services), await services.work.games.get(number)
    if game is None or game.over:
        return "game-over-toast"
    match what:
        case "pause":
            await deeds.pause(referee, game)
        case "resume":
            await deeds.resume(referee, game)
        case "end":
            await deeds.end(referee, game, "stopped")
        case "clues":
            for text in clues(referee, game, open_only=True):
                referee.post(club, text)
    return "game-done"


# Two clubs


async def game_across(turn: Turn, services: Services) -> None:
    """Challenge another club to a battle, on whichever messenger it meets; or answer a challenge."""
    club = await _chat_of(turn, services)
    if club is None:
        return
    say, number = services.say, str(club.id)
    rivals = await across.rivals(services, club)
    back = Choosable("back", say("game-back"), to=("club-desk", number))
    if not rivals:
        await follow(turn, "next", say("game-across-nobody"), (back,))
        return
    asked = await across.waiting_for(services, club)
    names = {one.id: one.name for one in rivals}
    choices = [Choosable(f"a{one.id}", say("game-across-waits", club=names[one.club])) for one in asked]
    choices += [Choosable(f"r{one.id}", one.name) for one in rivals]
    chosen = await turn.ask("rival", "game-across-whom", Choice((*choices, back)))
    if chosen == "back":
        turn.go("club-desk", number)
    if chosen.startswith("a"):
        turn.go("game-answer", f"{number}-{chosen.removeprefix('a')}")
    other = next((one for one in rivals if f"r{one.id}" == chosen), None)
    wanted = await _wanted(turn, services, club, modes=False)
    if other is not None:
        rival = other
        await turn.once("asked", lambda: across.challenge(services, club, rival, wanted))
        turn.say("game-across-sent", club=rival.name)
    turn.go("club-desk", number)


async def game_answer(turn: Turn, services: Services) -> None:
    """Take another club's challenge, or leave it: «7-12-1», the club, the challenge, and yes."""
    club = await _chat_of(turn, services)
    if club is None:
        return
    _, number, yes, *_ = [*turn.subject.split("-"), "", ""]
    if not number.isdecimal() or len(number) > 9:
        turn.go("game-across", str(club.id))
    if yes not in ("0", "1"):
        options = [("1", services.say("game-across-take")), ("0", services.say("game-across-decline"))]
        yes = await turn.ask("yes", "game-across-sure", Choice.of(options))
    taken = yes == "1"
    turn.say(await turn.once("answered", lambda: across.answer(services, club, int(number), yes=taken)))
    turn.go("club-desk", str(club.id))
