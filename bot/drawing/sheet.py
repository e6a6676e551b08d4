"""What a picture of a crossword shows, described: a turn writes it down, and it is drawn at delivery."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from bot.domain.games.battle import Battle
from bot.domain.games.grid import Cell, Puzzle

DRAWN = "drawn"
"""What stands in the place of a messenger, and before the description."""

SHOWN = 6
"""Teams in the score; of more, the best are shown."""

COLOURED = 12
"""Teams with a colour and a mark of their own, as many as the palette has."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team in the score; `place` says which colour and mark are its own."""

    key: str
    name: str
    points: int
    place: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the picture shows, described: open cells with the team of each, and the score."""

    puzzle: Puzzle
    title: str = ""
    open: Mapping[Cell, str] = field(default_factory=dict)
    teams: tuple[Team, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    """Which colour is whose, for teams that found no room in the score as well."""
    more: str = ""
    """Said after the teams that found room, as «и ещё 12»."""

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it, so that a letter may describe its picture."""
        return {
            "puzzle": self.puzzle.plain(),
            "title": self.title,
            "open": [[row, column, team] for (row, column), team in self.open.items()],
            "teams": [[one.key, one.name, one.points, one.place] for one in self.teams],
            "places": dict(self.places),
            "more": self.more,
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Sheet:
        """The sheet that was made plain."""
        return cls(
            Puzzle.of(plain["puzzle"]),
            plain["title"],
            {(row, column): team for row, column, team in plain["open"]},
            tuple(Team(*one) for one in plain["teams"]),
            plain["places"],
            plain["more"],
        )

    def ref(self) -> str:
        """As the reference of a letter's attachment."""
        # Clues are not drawn, and would be most of it.
        entries = tuple(replace(one, clue="", shown="") for one in self.puzzle.entries)
        plain = replace(self, puzzle=replace(self.puzzle, entries=entries)).plain()
        return f"{DRAWN}:{base64.b64encode(zlib.compress(orjson.dumps(plain))).decode()}"


def sheet_from(ref: str) -> Sheet:
    """The sheet of a reference; raises ValueError where it holds none."""
    try:
        raw = base64.b64decode(ref.removeprefix(f"{DRAWN}:"), validate=True)
        return Sheet.of(orjson.loads(zlib.decompress(raw)))
    except (ValueError, zlib.error, KeyError, TypeError) as error:
        raise ValueError("no description of a picture") from error


def sheet_of(battle: Battle, names: Mapping[str, str], title: str = "", more: str = "") -> Sheet:
    """What a battle shows by now; `names` are those of its teams, or of players who play for themselves.

    A team keeps its colour through the whole battle: it is the order in which teams opened a word.
    """
    solvers = (one.team for one in battle.solved if one.player)
    order = list(dict.fromkeys((*battle.teams, *solvers, *battle.players.values())))
    rows = [row for row in battle.table() if row.points or row.team in battle.teams]
    teams = tuple(
        Team(row.team, names.get(row.team, row.team), row.points, order.index(row.team))
        for row in rows[:SHOWN]
    )
    places = {team: place for place, team in enumerate(order[:COLOURED])}
    more = more if len(rows) > SHOWN else ""
    return Sheet(battle.puzzle, title or battle.puzzle.title, battle.open(), teams, places, more)


def solved_sheet(puzzle: Puzzle) -> Sheet:
    """A crossword with all its answers, for who prepares it."""
    return Sheet(puzzle, puzzle.title, dict.fromkeys(puzzle.letters, ""))
