"""What is written and pressed in a chat while a battle goes on there."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.clubs import Club
from bot.domain.games.battle import HINT_COST, Battle, Heard, Mode, Outcome
from bot.domain.games.matching import readings
from bot.domain.games.playing import Game, Status
from bot.flows.clubs.games.boards import look_later, mark_of, place_of, sheet_for, team_name
from bot.flows.clubs.games.deeds import end
from bot.flows.clubs.games.referee import Referee
from bot.flows.services import Services
from bot.vocabulary import Said

GREAT = 12
"""Points from which on a word is cheered louder."""


async def answered(update: Said, services: Services, club: Club, game: Game) -> bool:
    """Take a message for an answer, a slip or talk; true where it was meant for the game."""
    found = readings(update.text)
    if not found:
        return False
    referee, player = Referee.of(services), services.person.id
    if game.status is not Status.RUNNING:
        if named := found[0].number is not None:
            referee.react(club, update.message, "paused")
        return named
    # By when it was written: what waited while the line was away brings what it would have brought.
    at = max(game.began, min(services.now, update.at or services.now))
    battle, outcome = _with(game, club, player, at).answer(player, update.text, at)
    match outcome.heard:
        case Heard.TAKEN:
            referee.react(club, update.message, "taken")
        case Heard.PAUSED:
            referee.react(club, update.message, "paused")
        case Heard.RIGHT | Heard.ALMOST | Heard.WRONG:
            newest = max(update.message, int(game.board.get(f"last{club.id}", 0)))
            game = replace(game, play=battle).noted(**{f"last{club.id}": newest})
            await _keep(referee, game.called(player, services.person.name), club, update, player, outcome)
        case _:
            return False
    return True


async def _keep(
    referee: Referee, game: Game, club: Club, update: Said, player: int, outcome: Outcome
) -> None:
    """Keep what an answer came to, and let the chat see it soon."""
    if outcome.heard is Heard.RIGHT:
        referee.react(club, update.message, "great" if outcome.points >= GREAT else "right")
        if game.play.over:
            await end(referee, game, "solved")
            return
    elif outcome.heard is Heard.ALMOST:
        referee.react(club, update.message, "almost")
        game = game.noted(almost=[*game.board.get("almost", ()), player])
    elif outcome.until:
        referee.react(club, update.message, "paused")
        game = game.noted(resting=[*game.board.get("resting", ()), player])
    else:
        if outcome.entry is not None:
            # Only where a place was named: a word that happens to fit may have been said to a neighbour.
            referee.react(club, update.message, "wrong")
        await referee.work.games.keep(game)
        return
    await referee.work.games.keep(look_later(referee, game))


def _with(game: Game, club: Club, player: int, at: float) -> Battle:
    """The battle with the player in the team of their club, where clubs play against each other."""
    battle: Battle = game.play
    if game.other is None or player in battle.players:
        return battle
    return battle.join(player, at, str(club.id))


async def hinted(services: Services, club: Club, game: Game) -> str:
    """Count a wish for a hint; what to tell who wished it."""
    referee, player = Referee.of(services), services.person.id
    say = services.say
    battle, outcome = _with(game, club, player, services.now).vote(player, services.now)
    if outcome.heard is Heard.CLOSED:
        return say("game-paused-toast")
    if outcome.heard is Heard.NO_HINT:
        return say("game-hint-none")
    if outcome.heard is Heard.PAUSED:
        return say("game-hint-later", seconds=max(1, round(outcome.until - services.now)))
    after = replace(game, play=battle).called(player, services.person.name)
    if battle.over:
        await end(referee, after, "solved")
    else:
        await referee.work.games.keep(look_later(referee, after))
    place = place_of(referee, outcome.entry)
    if outcome.heard is Heard.VOTED:
        return say("game-hint-voted", place=place, needed=outcome.needed)
    if battle.mode is Mode.TOGETHER:
        return say("game-hint-given-free", place=place)
    return say("game-hint-given", place=place, cost=HINT_COST)


async def joined(services: Services, club: Club, game: Game, team: str) -> str:
    """Let a player choose a team; what to tell them."""
    referee, player = Referee.of(services), services.person.id
    if game.other is not None or game.play.mode is not Mode.CHOICE or team not in game.play.teams:
        return services.say("button-unknown")
    if game.status is not Status.RUNNING:
        return services.say("game-paused-toast")
    battle = game.play.join(player, services.now, team)
    own = battle.players[player]
    after = replace(game, play=battle).called(player, services.person.name)
    await referee.work.games.keep(after)
    name = team_name(referee, after, own)
    return services.say("game-team-joined" if own == team else "game-team-stays", team=name)


def own_score(services: Services, game: Game) -> str:
    """What a player is told of their team and what they brought."""
    referee, player = Referee.of(services), services.person.id
    battle: Battle = game.play
    team = battle.players.get(player)
    words = sum(1 for one in battle.solved if one.player == player)
    if team is None:
        return services.say("game-mine-none")
    if battle.mode is Mode.TOGETHER:
        return services.say("game-mine-together", words=words)
    points = battle.of_players().get(player, 0)
    if battle.mode is Mode.SOLO:
        place = next(place for place, row in enumerate(battle.table(), 1) if row.team == team)
        return services.say("game-mine-solo", words=words, points=points, place=place)
    total = next(row.points for row in battle.table() if row.team == team)
    mark = mark_of(sheet_for(referee, game), team)
    name = team_name(referee, game, team)
    return services.say("game-mine-team", mark=mark, team=name, total=total, words=words, points=points)
