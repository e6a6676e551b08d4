"""What a chat is told of a battle in words: the clues, and how it ended."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.domain.games.battle import Battle, Mode
from bot.domain.games.grid import Entry, Way
from bot.domain.games.playing import Game
from bot.flows.cards import cut
from bot.flows.clubs.games.boards import mark_of, place_of, player_name, sheet_for, team_name
from bot.flows.clubs.games.referee import Referee

BEST = 10
"""Players in the table at the end."""


def clues(referee: Referee, game: Game, *, open_only: bool = False) -> list[str]:
    """The clues across and down, in as few messages as hold them."""
    battle: Battle = game.play
    left = set(battle.left()) if open_only else set(battle.puzzle.entries)
    parts = []
    for way in Way:
        entries = [one for one in battle.puzzle.read(way) if one in left]
        if entries:
            head = referee.say("game-clues-across" if way is Way.ACROSS else "game-clues-down")
            parts.append("\n".join([head, *(clue_line(referee, battle, one) for one in entries)]))
    return cut("\n\n".join(parts)) if parts else [referee.say("game-clues-none")]


def clue_line(referee: Referee, battle: Battle, entry: Entry) -> str:
    """A clue with its number, how many letters, and what the grid shows of them."""
    clue = entry.clue or referee.say("game-clueless")
    seen = battle.seen(entry)
    shown = f" {seen.upper()}" if any(letter != "·" for letter in seen) else ""
    return f"{entry.number}. {clue} ({len(entry.cells)}){shown}"


def ending(referee: Referee, game: Game, club: Club, why: str) -> str:
    """The end: who brought what, the best word, what nobody guessed, and thanks."""
    say, battle = referee.say, game.play
    solved = sum(1 for one in battle.solved if one.player)
    heads = {
        "solved": say("game-end-solved", title=game.title),
        "stopped": say("game-end-stopped", title=game.title),
        "forgotten": say("game-end-forgotten", title=game.title),
    }
    parts = [heads[why]]
    if battle.mode is Mode.TOGETHER:
        players = dict.fromkeys(one.player for one in battle.solved if one.player)
        names = [player_name(referee, game, player, club) for player in players]
        if names:
            parts.append(say("game-end-together", count=solved, names=", ".join(names[:30])))
    elif solved:
        parts += _table(referee, game, club)
    if (best := battle.best()) is not None and battle.mode is not Mode.TOGETHER:
        entry = battle.puzzle.entry(best.key)
        word = entry.word.upper() if entry is not None else ""
        name = player_name(referee, game, best.player, club)
        parts.append(say("game-end-best", word=word, name=name, points=best.points))
    if left := battle.left():
        listed = ", ".join(f"{place_of(referee, one)} {one.word.upper()}" for one in left)
        parts.append(say("game-end-left", words=listed))
    parts.append(say("game-end-thanks") if solved else say("game-end-nobody"))
    return cut("\n".join(parts))[0]


def _table(referee: Referee, game: Game, club: Club) -> list[str]:
    say, battle = referee.say, game.play
    sheet = sheet_for(referee, game)
    rows = [row for row in battle.table() if row.points or row.words or battle.mode is not Mode.SOLO]
    told = [
        say(
            "game-end-row",
            place=place,
            mark=mark_of(sheet, row.team),
            name=team_name(referee, game, row.team),
            points=row.points,
            words=row.words,
        )
        for place, row in enumerate(rows[:BEST], 1)
    ]
    if len(rows) > BEST:
        told.append(say("game-more", count=len(rows) - BEST))
    if battle.mode is Mode.SOLO:
        return told
    brought = sorted(battle.of_players().items(), key=lambda one: -one[1])[:BEST]
    players = ", ".join(f"{player_name(referee, game, one, club)} {points}" for one, points in brought)
    return [*told, say("game-end-players", names=players)]
