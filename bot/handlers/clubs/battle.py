"""A crossword battle as a chat hears it: commands, buttons, and what time and letters bring."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from bot.domain.clubs import Club
from bot.domain.games.battle import Mode
from bot.domain.games.grid import Puzzle
from bot.domain.games.matching import Verdict as Judged
from bot.domain.games.matching import judged
from bot.domain.games.plans import PlanState
from bot.domain.games.playing import BATTLE, Game, Status
from bot.flows.clubs.games import across, answers, boards, deeds, planned, tables
from bot.flows.clubs.games.referee import Referee
from bot.flows.clubs.games.starting import LAID, PLAYED, start, wanted_in
from bot.flows.clubs.games.telling import clues
from bot.flows.clubs.packs.shelf import on_shelf
from bot.flows.services import Line, Services
from bot.handlers.clubs.power import moderates
from bot.handlers.power import Power
from bot.storage.work import UnitOfWork
from bot.vocabulary import Happened, Outcome, Pressed, Said, Toast, Verdict

TOLD_EVERY = 60.0
"""Seconds between two answers of the same kind to a chat, which is loud enough."""

TOPICS = 20
"""Topics that are named where another one was asked for."""


async def _current(services: Services, club: Club) -> Game | None:
    running = await services.work.games.running(club.id)
    return next((one for one in running if one.kind == BATTLE), None)


def _may_say(services: Services, club: Club, what: str) -> bool:
    return services.line.may_warn(f"{what} in club {club.id}", TOLD_EVERY)


async def _begin(update: Said, services: Services, club: Club, argument: str) -> None:
    """«/battle космос» by a moderator; whoever else asks is told whom to ask."""
    if not club.plays:
        return
    shelf = await on_shelf(services, PLAYED)
    wanted, there = wanted_in(argument, shelf)
    if not update.text.startswith("/") and not (there and wanted.pack):
        return  # «кроссворд был трудный» is talk
    referee = Referee.of(services)
    match await moderates(update, services, club):
        case Power.NO:
            if update.text.startswith("/") and _may_say(services, club, "whom to ask"):
                referee.post(club, referee.say("game-ask-moderator"))
            return
        case Power.UNSURE:
            return
    if (busy := await deeds.busy(referee, club.id)) is not None:
        if _may_say(services, club, "busy"):
            id = "game-at-rest" if busy.status is Status.PAUSED else "game-busy"
            referee.post(club, referee.say(id, title=busy.title))
        return
    if not there or not await start(services, club, wanted):
        titles = ", ".join(dict.fromkeys(one.title for one in shelf[:TOPICS]))
        referee.post(club, referee.say("game-no-topic", topics=titles))
        return
    referee.react(club, update.message, "ok")


async def _tell_clues(update: Said, services: Services, club: Club, _argument: str) -> None:
    game = await _current(services, club)
    if game is None or not _may_say(services, club, "clues"):
        return
    referee = Referee.of(services)
    for text in clues(referee, game, open_only=True):
        referee.post(club, text)


async def _hint(update: Said, services: Services, club: Club, _argument: str) -> None:
    game = await _current(services, club)
    if game is not None:
        await answers.hinted(services, club, game)
        Referee.of(services).react(club, update.message, "ok")


async def _board(update: Said, services: Services, club: Club, _argument: str) -> None:
    """Show the board anew at the end of the chat."""
    game = await _current(services, club)
    if game is not None and _may_say(services, club, "board"):
        far = update.message + boards.BELOW
        await boards.look(Referee.of(services), game.noted(**{f"last{club.id}": far}))


async def _season(_update: Said, services: Services, club: Club, _argument: str) -> None:
    if _may_say(services, club, "season"):
        referee = Referee.of(services)
        referee.post(club, await tables.season(referee, club))


async def awaited(update: Said, services: Services, club: Club) -> bool:
    """Whether a text is a word that the crossword waits for, as «доска»: then it is no command."""
    game = await _current(services, club) if not update.text.startswith("/") else None
    return game is not None and any(
        judged(update.text, one.answer) is Judged.RIGHT for one in game.play.left()
    )


Lead = Callable[[Referee, Game], Awaitable[None]]


def _leading(wanted: Status, lead: Lead) -> Callable[[Said, Services, Club, str], Awaitable[None]]:
    """What only a moderator may do with a game that stands so."""

    async def heard(update: Said, services: Services, club: Club, _argument: str) -> None:
        game = await _current(services, club)
        if game is None or (wanted is not Status.ENDED and game.status is not wanted):
            return
        if await moderates(update, services, club) is Power.YES:
            referee = Referee.of(services)
            referee.react(club, update.message, "ok")
            await lead(referee, game)

    return heard


async def _stop(referee: Referee, game: Game) -> None:
    await deeds.end(referee, game, "stopped")


_pause = _leading(Status.RUNNING, deeds.pause)
_resume = _leading(Status.PAUSED, deeds.resume)
_end = _leading(Status.ENDED, _stop)

COMMANDS: Mapping[str, Callable[[Said, Services, Club, str], Awaitable[None]]] = {
    **dict.fromkeys(("/battle", "/crossword", "кроссворд", "битва"), _begin),
    **dict.fromkeys(("/clues", "вопросы"), _tell_clues),
    **dict.fromkeys(("/hint", "подсказка", "подсказку"), _hint),
    **dict.fromkeys(("/board", "доска"), _board),
    **dict.fromkeys(("/table", "таблица", "таблица сезона"), _season),
    **dict.fromkeys(("/pause", "пауза"), _pause),
    **dict.fromkeys(("/resume", "продолжаем", "продолжить"), _resume),
    **dict.fromkeys(("/end", "конец игры", "закончить игру"), _end),
}

NAMING = frozenset({_begin})
"""Commands after whose word something is named."""


# Buttons


async def _pressed(update: Pressed, services: Services, club: Club, about: str, verb: str) -> None:
    number, _, rest = about.partition(":")
    game = await services.work.games.get(int(number)) if number.isdecimal() and len(number) < 10 else None
    if game is None or game.kind != BATTLE or club.id not in game.clubs:
        text = services.say("button-unknown")
    elif game.over:
        text = services.say("game-over-toast")
    elif verb == "hint":
        text = await answers.hinted(services, club, game)
    elif verb == "team":
        text = await answers.joined(services, club, game, rest)
    else:
        text = answers.own_score(services, game)
    services.work.toast(Toast(update.address, update.query, text))


def _press(verb: str) -> Callable[[Pressed, Services, Club, str], Awaitable[None]]:
    async def press(update: Pressed, services: Services, club: Club, about: str) -> None:
        await _pressed(update, services, club, about, verb)

    return press


PRESSES: Mapping[str, Callable[[Pressed, Services, Club, str], Awaitable[None]]] = {
    verb: _press(verb) for verb in ("hint", "team", "mine")
}


# What time and letters bring


async def _game(update: Happened, work: UnitOfWork) -> Game | None:
    game = await work.games.get(int(update.data["game"]))
    return game if game is not None and not game.over else None


async def looked(update: Happened, work: UnitOfWork, line: Line) -> None:
    """The chats get their look at the board; one that is late shows what is so now."""
    game = await _game(update, work)
    if game is not None:
        await boards.look(Referee(line, work, line.now()), game, due=update.at)


async def idled(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Whether anybody still plays is as well looked after late."""
    game = await _game(update, work)
    if game is not None:
        await deeds.idle(Referee(line, work, line.now()), game)


async def week_over(update: Happened, work: UnitOfWork, line: Line) -> None:
    """The table of the week before; some days later nobody wants to hear of it."""
    club = await work.clubs.get(int(update.data["club"]))
    if club is not None and update.late < tables.TOO_LATE:
        referee = Referee(line, work, line.now())
        await tables.week(referee, club, float(update.data["since"]), float(update.data["until"]))


async def laid(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """A crossword is laid out: the battle begins, or whoever waits for it is told why not."""
    wants, referee = update.wants, Referee(line, work, line.now())
    club = await work.clubs.get(int(wants["club"]))
    other = await work.clubs.get(int(wants["other"])) if wants.get("other") else None
    if club is None:
        return
    plain = update.result.get("puzzle") if update.sent else None
    if plain is None:
        referee.post(club, referee.say("game-not-laid"))
        return
    puzzle = Puzzle.of(plain)
    if await deeds.begin(referee, club, puzzle, Mode(wants["mode"]), by=wants["by"], other=other) is None:
        referee.post(club, referee.say("game-busy"))


async def plan_due(update: Happened, work: UnitOfWork, line: Line) -> None:
    """A game of a plan is near, or its time has come."""
    plan = await work.game_plans.get(int(update.data["plan"]))
    if plan is None or plan.state is not PlanState.OPEN:
        return
    club, maker = await work.clubs.get(plan.club), await work.people.get(plan.made_by)
    if club is not None and maker is not None:
        services = Services(line, work, maker, maker.address, line.now())
        starts, announced = float(update.data["starts"]), bool(update.data["announced"])
        await planned.came(services, plan, club, starts, announced=announced)


async def challenged(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """A challenge reached a moderator, or nobody: then their chat is told where it waits."""
    asked = await work.game_plans.get(int(update.wants["plan"]))
    other = await work.clubs.get(int(update.wants["club"]))
    club = await work.clubs.get(asked.club) if asked is not None else None
    if update.verdict is Verdict.UNREACHABLE and asked is not None and club is not None and other is not None:
        await across.unheard(Referee(line, work, line.now()), asked, club, other)


async def waits_for(services: Services, club: Club) -> list[tuple[str, Callable[[], object]]]:
    """The rows that a club's games and plans wait for, and how each is put again should it be lost."""
    referee = Referee.of(services)
    found: list[tuple[str, Callable[[], object]]] = [
        (deeds.idle_key(game), partial(deeds.watch, referee, game, deeds.UNTOUCHED))
        for game in await services.work.games.running(club.id)
        if game.kind == BATTLE and game.club == club.id
    ]
    for plan in await services.work.game_plans.of_club(club.id):
        found.append((planned.due_key(plan), partial(planned.come_next, referee, plan, services.now)))
    return found


KINDS = {"club-board": looked, "club-idle": idled, "club-week": week_over, "club-plan": plan_due}
WANTED = {LAID: laid, across.ASKED: challenged}
