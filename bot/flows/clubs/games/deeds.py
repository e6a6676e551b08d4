"""How a battle begins, rests, goes on and ends, in one chat or in two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.clubs import Club
from bot.domain.games.battle import Battle, Mode
from bot.domain.games.grid import Puzzle
from bot.domain.games.playing import BATTLE, Game, Points, Status
from bot.flows.clubs.games.boards import due_key, look, look_later
from bot.flows.clubs.games.referee import Referee
from bot.flows.clubs.games.tables import tell_week
from bot.flows.clubs.games.telling import clues, ending
from bot.vocabulary import Address

HEARD_IN_CHAT = frozenset({BATTLE, "quiz"})
"""Kinds of games that take a chat's words for answers: one of them at a time."""

UNTOUCHED = 7 * 86400.0
PUT_ASIDE = 30 * 86400.0
"""Seconds after which a game that nobody touched ends by itself, going on and resting."""


async def busy(referee: Referee, club: int) -> Game | None:
    """The game because of which another one cannot begin in a club."""
    running = await referee.work.games.running(club)
    return next((one for one in running if one.kind in HEARD_IN_CHAT), None)


async def begin(
    referee: Referee,
    club: Club,
    puzzle: Puzzle,
    mode: Mode,
    *,
    title: str = "",
    by: int | None = None,
    other: Club | None = None,
) -> Game | None:
    """Begin a battle, show its board and its clues; None where something else goes on there."""
    for one in (club, other):
        if one is not None and await busy(referee, one.id) is not None:
            return None
    clubs = [one for one in (club, other) if one is not None]
    if other is not None:
        battle = Battle.begin(puzzle, Mode.CHOICE, referee.now, club.id, [str(one.id) for one in clubs])
    else:
        battle = Battle.begin(puzzle, mode, referee.now, round(referee.now))
    game = await referee.work.games.start(
        club.id,
        BATTLE,
        title or puzzle.title,
        puzzle.plain(),
        battle,
        referee.now,
        other=other.id if other is not None else None,
        by=by,
    )
    game = game.noted(clubs={str(one.id): one.name for one in clubs} if other is not None else None)
    await referee.work.games.keep(game)
    await look(referee, game)
    for one in clubs:
        for text in clues(referee, game):
            referee.post(one, text)
    watch(referee, game, UNTOUCHED)
    return game


def idle_key(game: Game) -> str:
    """The key of the row by which a game that nobody touches ends."""
    return f"club-idle:{game.id}"


def watch(referee: Referee, game: Game, seconds: float) -> None:
    """Look in so many seconds whether anybody still plays."""
    referee.work.later(
        idle_key(game), "club-idle", referee.now + seconds, Address("line", 0), {"game": game.id}
    )


async def idle(referee: Referee, game: Game) -> None:
    """Look whether anybody still plays; a game that nobody touched for long ends with a friendly word."""
    battle: Battle = game.play
    patience = PUT_ASIDE if game.status is Status.PAUSED else UNTOUCHED
    touched = max([battle.began, battle.resting or 0.0, *battle.spoke.values()])
    left = touched + patience - referee.now
    if left > 60.0:
        watch(referee, game, left)
        return
    await end(referee, game, "forgotten")


async def pause(referee: Referee, game: Game) -> None:
    """Let the game rest."""
    rests = replace(game, play=game.play.pause(referee.now), status=Status.PAUSED)
    await referee.work.games.keep(look_later(referee, rests))
    watch(referee, game, PUT_ASIDE)


async def resume(referee: Referee, game: Game) -> None:
    """Let the game go on."""
    goes_on = replace(game, play=game.play.resume(referee.now), status=Status.RUNNING)
    await referee.work.games.keep(look_later(referee, goes_on))
    watch(referee, game, UNTOUCHED)


async def end(referee: Referee, game: Game, why: str) -> None:
    """End a battle: `solved`, `stopped` by a moderator, or `forgotten`."""
    work = referee.work
    over = replace(
        game, play=game.play.finish(referee.now), status=Status.ENDED, ended=game.play.ended or referee.now
    )
    await work.games.keep(over)
    for key in (due_key(game), idle_key(game)):
        work.never(key)
    if over.play.mode is not Mode.TOGETHER:
        for club, brought in _brought(over).items():
            await work.games.score(over, club, brought, referee.now)
            if brought:
                tell_week(referee, club)
    await look(referee, over)
    over = await work.games.get(over.id) or over
    for one in await referee.chats(over):
        referee.post(one, ending(referee, over, one, why))


def _brought(game: Game) -> Mapping[int, Mapping[int, Points]]:
    """What the players of each club brought."""
    battle: Battle = game.play
    words = dict.fromkeys(battle.players, 0)
    for one in battle.solved:
        if one.player:
            words[one.player] = words.get(one.player, 0) + 1
    brought: dict[int, dict[int, Points]] = {club: {} for club in game.clubs}
    for player, points in battle.of_players().items():
        team = battle.players.get(player, "")
        club = int(team) if game.other is not None and team.isdecimal() else game.club
        brought[club if club in brought else game.club][player] = Points(points, words[player])
    return brought
