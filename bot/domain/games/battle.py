"""A crossword battle: who opened which word, what it brought, and what the grid shows by now.

A battle is a value: each deed gives a new one. All of it but the puzzle is `plain()`, so that it outlives
restarts and days of pause; what can be worked out from the log of deeds is worked out, not kept.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.domain.games.grid import Cell, Entry, Puzzle
from bot.domain.games.matching import Guess, Verdict, judged, readings

SPEED = ((120.0, 3), (600.0, 2), (1800.0, 1))
"""Seconds of play within which a word brings so many points more."""

HINT_COST = 3
"""Points that a letter costs the team which asked for it."""

HINT_PAUSE = 30.0
"""Seconds between two letters: one who presses on and on does not open the grid for everybody."""

WRONG_MOST = 4
WRONG_WITHIN = 30.0
PAUSE = 15.0
"""More wrong answers of one player within so many seconds bring a pause of so many."""

ACTIVE = 900.0
"""Seconds for which a player who wrote counts in a vote."""


class Mode(StrEnum):
    """How players are divided; in `together` all fill one grid for the joy of it."""

    SOLO = "solo"
    RANDOM = "random"
    CHOICE = "choice"
    TOGETHER = "together"


class Heard(StrEnum):
    """What became of a message or a wish."""

    RIGHT = "right"
    ALMOST = "almost"
    WRONG = "wrong"
    TAKEN = "taken"
    PAUSED = "paused"
    TALK = "talk"
    CLOSED = "closed"
    VOTED = "voted"
    HINTED = "hinted"
    NO_HINT = "no-hint"


@dataclass(frozen=True, slots=True)
class Solved:
    """A word that was opened, by whom and for how much; `player` is 0 where crossings opened all of it."""

    key: str
    player: int
    team: str
    points: int
    at: float


@dataclass(frozen=True, slots=True)
class Hint:
    """A letter that was opened, and the team which paid for it."""

    key: str
    cell: Cell
    team: str
    at: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message: the word it was about, and what it brought or until when to wait."""

    heard: Heard
    entry: Entry | None = None
    points: int = 0
    team: str = ""
    until: float = 0.0
    opened: tuple[Entry, ...] = ()
    """Words of which crossings opened the last letter."""
    needed: int = 0
    """Votes that are still missing for a hint."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a team, or a player where each plays for oneself."""

    team: str
    points: int
    words: int
    hints: int


@dataclass(frozen=True, slots=True)
class Battle:
    """A battle at a moment; times are seconds of any one clock."""

    puzzle: Puzzle
    mode: Mode
    began: float
    seed: int = 0
    teams: tuple[str, ...] = ()
    players: Mapping[int, str] = field(default_factory=dict)
    solved: tuple[Solved, ...] = ()
    hints: tuple[Hint, ...] = ()
    votes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    wrong: Mapping[int, tuple[float, ...]] = field(default_factory=dict)
    spoke: Mapping[int, float] = field(default_factory=dict)
    rested: float = 0.0
    resting: float | None = None
    ended: float | None = None

    @classmethod
    def begin(
        cls, puzzle: Puzzle, mode: Mode, at: float, seed: int = 0, teams: Iterable[str] = ("1", "2")
    ) -> Battle:
        """A battle whose grid is still empty."""
        named = {Mode.SOLO: (), Mode.TOGETHER: ("all",)}.get(mode, tuple(teams))
        return cls(puzzle, mode, at, seed, named)

    # What it shows.

    @property
    def over(self) -> bool:
        """Whether nothing can be answered any more."""
        return self.ended is not None

    def solver(self, key: str) -> Solved | None:
        """Who opened the word, if anybody did."""
        return next((one for one in self.solved if one.key == key), None)

    def left(self) -> tuple[Entry, ...]:
        """The words that are still to be guessed."""
        done = {one.key for one in self.solved}
        return tuple(entry for entry in self.puzzle.entries if entry.key not in done)

    def open(self) -> dict[Cell, str]:
        """The cells that can be read, with the team that opened each; hints belong to nobody."""
        cells = {hint.cell: "" for hint in self.hints}
        for one in self.solved:
            entry = self.puzzle.entry(one.key)
            for cell in entry.cells if entry and one.player else ():
                cells[cell] = cells.get(cell) or one.team
        return cells

    def seen(self, entry: Entry) -> str:
        """The word as the grid shows it by now, with dots for what is closed: `к·т`."""
        shown = self.open()
        return "".join(self.puzzle.letters[cell] if cell in shown else "·" for cell in entry.cells)

    def played(self, at: float) -> float:
        """Seconds of play up to a moment, without the pauses."""
        return max(0.0, (self.resting if self.resting is not None else at) - self.began - self.rested)

    def table(self) -> tuple[Row, ...]:
        """All who play, the best first."""
        points, words = Counter[str](), Counter[str]()
        for one in self.solved:
            if one.player:
                points[one.team] += one.points
                words[one.team] += 1
        hints = Counter(hint.team for hint in self.hints)
        rows = [
            Row(team, max(0, points[team] - HINT_COST * hints[team]), words[team], hints[team])
            for team in dict.fromkeys((*self.teams, *self.players.values()))
        ]
        return tuple(sorted(rows, key=lambda row: (-row.points, -row.words, row.hints, row.team)))

    def of_players(self) -> dict[int, int]:
        """What each player brought, for the tables of the week and the season."""
        brought = Counter[int]()
        for one in self.solved:
            if one.player:
                brought[one.player] += one.points
        return dict(brought)

    def best(self) -> Solved | None:
        """The best word of the battle: the one that brought most, and the longest of these."""
        own = [one for one in self.solved if one.player]
        return max(own, key=lambda one: (one.points, len(self._entry(one.key).cells)), default=None)

    # What happens in it.

    def join(self, player: int, at: float, team: str = "") -> Battle:
        """Let a player in, or move one who chose another team and has opened nothing yet."""
        if player in self.players:
            brought = any(one.player == player for one in self.solved)
            if self.mode is not Mode.CHOICE or brought or team not in self.teams:
                return self
        else:
            team = self._team(player, team)
        return replace(self, players={**self.players, player: team}, spoke={**self.spoke, player: at})

    def answer(self, player: int, text: str, at: float) -> tuple[Battle, Outcome]:
        """Take a message of the chat for what it may be: an answer, a slip, or talk."""
        guesses = readings(text)
        if not guesses:
            return self, Outcome(Heard.TALK)
        if self.over or self.resting is not None:
            return self, Outcome(Heard.CLOSED)
        if (until := self._pause(player, at)) and self._meant(guesses):
            return self, Outcome(Heard.PAUSED, until=until)
        if right := self._found(guesses, Verdict.RIGHT, self.left()):
            return self._opened(player, right, at)
        done = [self._entry(one.key) for one in self.solved]
        if taken := self._found(guesses, Verdict.RIGHT, done):
            solver = self.solver(taken.key)
            return self, Outcome(Heard.TAKEN, taken, team=solver.team if solver else "")
        # A word that is nearly an answer, in a message of several, is talk as often as not.
        near = guesses if len(text.split()) == 1 else [one for one in guesses if one.number is not None]
        if almost := self._found(near, Verdict.ALMOST, self.left()):
            return self, Outcome(Heard.ALMOST, almost)
        if not self._meant(guesses):
            return self, Outcome(Heard.TALK)
        return self._missed(player, guesses[0], at)

    def vote(self, player: int, at: float, key: str = "") -> tuple[Battle, Outcome]:
        """Count a wish for a letter of a word; with enough of the team, open it and let the team pay."""
        if self.over or self.resting is not None:
            return self, Outcome(Heard.CLOSED)
        entry = self._hintable(key)
        if entry is None:
            return self, Outcome(Heard.NO_HINT)
        if self.hints and (until := self.hints[-1].at + HINT_PAUSE) > at:
            return self, Outcome(Heard.PAUSED, entry, until=until)
        joined = self.join(player, at)
        joined = replace(joined, spoke={**joined.spoke, player: at})
        team = joined.players[player]
        voters = tuple(dict.fromkeys((*joined.votes.get(entry.key, ()), player)))
        own = sum(joined.players[voter] == team for voter in voters)
        needed = joined._needed(team, at)
        if own < needed:
            voted = replace(joined, votes={**joined.votes, entry.key: voters})
            return voted, Outcome(Heard.VOTED, entry, team=team, needed=needed - own)
        hidden = [cell for cell in entry.cells if cell not in joined.open()]
        hint = Hint(entry.key, hidden[len(hidden) // 2], team, at)
        votes = {one: voters for one, voters in joined.votes.items() if one != entry.key}
        after, opened = replace(joined, hints=(*joined.hints, hint), votes=votes)._settled(at, team)
        return after, Outcome(Heard.HINTED, entry, -HINT_COST, team, opened=opened)

    def pause(self, at: float) -> Battle:
        """Stop the clock; nothing is counted until it goes on."""
        return self if self.over or self.resting is not None else replace(self, resting=at)

    def resume(self, at: float) -> Battle:
        """Go on after a pause."""
        if self.resting is None:
            return self
        return replace(self, resting=None, rested=self.rested + max(0.0, at - self.resting))

    def finish(self, at: float) -> Battle:
        """End it, whatever is still closed."""
        return self if self.over else replace(self.resume(at), ended=at)

    def joined(self, keeper: int, joining: int) -> Battle:
        """The same where two players turn out to be one person, who keeps what both have brought."""

        def whose(player: int) -> int:
            return keeper if player == joining else player

        def of(team: str) -> str:
            return str(keeper) if self.mode is Mode.SOLO and team == str(joining) else team

        if joining not in {*self.players, *self.wrong, *self.spoke}:
            return self
        # What the keeper is and did stands last, and so is kept where both have something.
        first = sorted(self.players.items(), key=lambda one: one[0] == keeper)
        return replace(
            self,
            players={whose(player): of(team) for player, team in first},
            solved=tuple(replace(one, player=whose(one.player), team=of(one.team)) for one in self.solved),
            hints=tuple(replace(one, team=of(one.team)) for one in self.hints),
            votes={key: tuple(dict.fromkeys(map(whose, voters))) for key, voters in self.votes.items()},
            wrong={player: times for player, times in self.wrong.items() if player != joining},
            spoke={whose(player): at for player, at in sorted(self.spoke.items(), key=lambda one: one[1])},
        )

    # How it works.

    def _entry(self, key: str) -> Entry:
        return next(entry for entry in self.puzzle.entries if entry.key == key)

    def _team(self, player: int, wanted: str) -> str:
        if self.mode is Mode.SOLO:
            return str(player)
        if self.mode is Mode.CHOICE and wanted in self.teams:
            return wanted
        sizes = Counter(self.players.values())
        fewest = min(sizes[team] for team in self.teams)
        smallest = [team for team in self.teams if sizes[team] == fewest]
        return random.Random(f"{self.seed} {player}").choice(smallest)

    def _found(self, guesses: Iterable[Guess], verdict: Verdict, among: Iterable[Entry]) -> Entry | None:
        entries = tuple(among)
        for guess in guesses:
            for entry in entries:
                named = guess.number in (None, entry.number) and guess.way in (None, entry.way)
                if named and judged(guess.word, entry.answer) is verdict:
                    return entry
        return None

    def _meant(self, guesses: tuple[Guess, ...]) -> bool:
        """Whether an answer was meant: it names an entry, or has the length of one that is closed."""
        if guesses[0].number is not None:
            return bool(self.puzzle.named(guesses[0].number, guesses[0].way))
        lengths = {len(entry.answer) for entry in self.left()}
        return len(guesses) == 1 and guesses[0].word.isalpha() and len(guesses[0].word) in lengths

    def _pause(self, player: int, at: float) -> float:
        times = self.wrong.get(player, ())
        until = times[-1] + PAUSE if len(times) > WRONG_MOST else 0.0
        return until if until > at else 0.0

    def _missed(self, player: int, guess: Guess, at: float) -> tuple[Battle, Outcome]:
        joined = self.join(player, at)
        recent = [time for time in self.wrong.get(player, ()) if time > at - WRONG_WITHIN]
        times = (*recent, at)[-WRONG_MOST - 1 :]
        spoke = {**joined.spoke, player: at}
        after = replace(joined, wrong={**self.wrong, player: times}, spoke=spoke)
        named = self.puzzle.named(guess.number, guess.way) if guess.number is not None else ()
        return after, Outcome(Heard.WRONG, named[0] if named else None, until=after._pause(player, at))

    def _opened(self, player: int, entry: Entry, at: float) -> tuple[Battle, Outcome]:
        joined = self.join(player, at)
        team = joined.players[player]
        own = {cell for cell, whose in self.open().items() if whose == team}
        quick = next((bonus for within, bonus in SPEED if self.played(at) <= within), 0)
        points = len(entry.cells) + quick + sum(cell in own for cell in entry.cells)
        solved = (*joined.solved, Solved(entry.key, player, team, points, at))
        votes = {key: voters for key, voters in joined.votes.items() if key != entry.key}
        wrong = {one: times for one, times in joined.wrong.items() if one != player}
        spoke = {**joined.spoke, player: at}
        after = replace(joined, solved=solved, votes=votes, wrong=wrong, spoke=spoke)
        after, opened = after._settled(at, team)
        return after, Outcome(Heard.RIGHT, entry, points, team, opened=opened)

    def _settled(self, at: float, team: str) -> tuple[Battle, tuple[Entry, ...]]:
        """Count words whose every letter is open for opened, and end where nothing is left."""
        shown = self.open()
        opened = tuple(entry for entry in self.left() if all(cell in shown for cell in entry.cells))
        solved = (*self.solved, *(Solved(entry.key, 0, team, 0, at) for entry in opened))
        after = replace(self, solved=solved)
        return (after if after.left() else after.finish(at)), opened

    def _hintable(self, key: str) -> Entry | None:
        """The word to open a letter of: the one named, else the one with most letters closed."""
        shown = self.open()
        closed = {entry: sum(cell not in shown for cell in entry.cells) for entry in self.left()}
        able = [entry for entry, count in closed.items() if count > 1 and key in ("", entry.key)]
        if not key and (asked := [entry for entry in able if entry.key in self.votes]):
            return max(asked, key=lambda entry: len(self.votes[entry.key]))
        return max(able, key=lambda entry: closed[entry], default=None)

    def _needed(self, team: str, at: float) -> int:
        """Votes for a hint: a third of those in the team who wrote lately, two at least where there are."""
        awake = sum(
            whose == team and self.spoke.get(player, 0.0) > at - ACTIVE
            for player, whose in self.players.items()
        )
        return max(min(awake, 2), min(5, -(-awake // 3)), 1)

    def plain(self) -> dict[str, Any]:
        """All but the puzzle, as JSON can hold it."""
        return {
            "mode": self.mode.value,
            "began": self.began,
            "seed": self.seed,
            "teams": list(self.teams),
            "players": [[player, team] for player, team in self.players.items()],
            "solved": [[one.key, one.player, one.team, one.points, one.at] for one in self.solved],
            "hints": [[one.key, list(one.cell), one.team, one.at] for one in self.hints],
            "votes": {key: list(voters) for key, voters in self.votes.items()},
            "wrong": [[player, list(times)] for player, times in self.wrong.items()],
            "spoke": [[player, at] for player, at in self.spoke.items()],
            "rested": self.rested,
            "resting": self.resting,
            "ended": self.ended,
        }

    @classmethod
    def of(cls, puzzle: Puzzle, plain: Mapping[str, Any]) -> Battle:
        """The battle that was made plain, over its puzzle."""
        return cls(
            puzzle,
            Mode(plain["mode"]),
            plain["began"],
            plain["seed"],
            tuple(plain["teams"]),
            dict(plain["players"]),
            tuple(Solved(*one) for one in plain["solved"]),
            tuple(Hint(key, (row, column), team, at) for key, (row, column), team, at in plain["hints"]),
            {key: tuple(voters) for key, voters in plain["votes"].items()},
            {player: tuple(times) for player, times in plain["wrong"]},
            dict(plain["spoke"]),
            plain["rested"],
            plain["resting"],
            plain["ended"],
        )
