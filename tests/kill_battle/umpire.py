"""Compares what the line kept and showed of a battle with what players wrote, in the order it was heard."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from bot.domain.games.grid import Cell, Puzzle
from tests.kill_battle.arena import Arena
from tests.kill_battle.chats import Chat, Shown, letters_on
from tests.kill_battle.oracle import LARGEST_BONUS, Oracle, Right
from tests.kill_battle.players import Sent

Downtimes = Iterable[tuple[float, float]]


@dataclass(slots=True)
class Findings:
    """What is wrong with a battle; all must be empty."""

    unheard: int = 0
    """Messages that the line never took."""
    disorder: int = 0
    """Messages of one messenger that were heard before an earlier one."""
    lost: list[Right] = field(default_factory=list)
    """First right answers that are not counted, or not for whom they belong to."""
    extra: list[tuple[str, int]] = field(default_factory=list)
    """Words counted that nobody was the first to answer, or counted twice."""
    mispaid: list[tuple[str, int, int]] = field(default_factory=list)
    """Words that brought other points than they must: word, points, what they must at least."""
    table: list[tuple[int, int, int]] = field(default_factory=list)
    """Players whose points in the table are not those of their words: person, there, of words."""
    unfinished: bool = False

    @property
    def wrong(self) -> dict[str, Any]:
        """All that must not be."""
        return {name: found for name in self.__slots__ if (found := getattr(self, name))}


def judged(
    arena: Arena, game: dict[str, Any], sent: Sequence[Sent]
) -> tuple[Findings, list[tuple[Right, Sent]]]:
    """What is wrong with a battle, and its first right answers with the messages that brought them."""
    found = Findings(unfinished=game["status"] != "ended")
    places = arena.heard()
    found.unheard = sum((one.source, one.update) not in places for one in sent)
    heard = [one for one in sent if (one.source, one.update) in places]
    for source in {one.source for one in heard}:
        numbers = [places[one.source, one.update] for one in heard if one.source == source]
        found.disorder += sum(later < earlier for earlier, later in pairwise(numbers))
    rights, oracle = _expected(arena, game, in_order(arena, game, heard))
    solved = [(key, player, points) for key, player, _, points, _ in game["play"]["solved"] if player]
    kept = Counter((key, player) for key, player, _ in solved)
    wanted = Counter((right.key, right.player) for right in oracle.rights)
    found.lost = [right for right in oracle.rights if not kept[right.key, right.player]]
    found.extra = list((kept - wanted).elements())
    paid = {key: points for key, _, points in solved}
    found.mispaid = [
        (right.key, paid[right.key], right.points)
        for right in oracle.rights
        if right.key in paid and not 0 <= paid[right.key] - right.points <= LARGEST_BONUS
    ]
    found.table = _table(arena, game, solved)
    return found, rights


def in_order(arena: Arena, game: dict[str, Any], heard: Sequence[Sent]) -> list[Sent]:
    """The messages in the order in which the line took them.

    That of each messenger is known. Between two, the words that were opened tell it: what was written before
    one of them in the same messenger was taken before it, and brought nothing even where it came just before.
    """
    persons = arena.persons()
    left = {
        source: deque(one for one in heard if one.source == source)
        for source in {one.source for one in heard}
    }
    of_person = {person: source for (source, _), person in persons.items()}
    ordered: list[Sent] = []
    for key, player, *_ in game["play"]["solved"]:
        waiting = left.get(of_person.get(player, ""), deque())
        found = ((persons[one.source, one.line.player], one.line.key) == (player, key) for one in waiting)
        if any(found):
            while True:
                one = waiting.popleft()
                ordered.append(one)
                if (persons[one.source, one.line.player], one.line.key) == (player, key):
                    break
    return [*ordered, *(one for waiting in left.values() for one in waiting)]


def _expected(
    arena: Arena, game: dict[str, Any], heard: Iterable[Sent]
) -> tuple[list[tuple[Right, Sent]], Oracle]:
    persons = arena.persons()
    # Who plays with whom is left to chance or to people; only what follows from it is worked out.
    teams = dict(game["play"]["players"])
    oracle = Oracle(Puzzle.of(game["content"]), lambda player: teams.get(player, str(player)))
    rights: list[tuple[Right, Sent]] = []
    for one in heard:
        if one.line.key:
            oracle.takes([(persons[one.source, one.line.player], one.line.key)])
            if len(oracle.rights) > len(rights):
                rights.append((oracle.rights[-1], one))
    return rights, oracle


def _table(
    arena: Arena, game: dict[str, Any], solved: Iterable[tuple[str, int, int]]
) -> list[tuple[int, int, int]]:
    of_words: Counter[int] = Counter()
    for _, player, points in solved:
        of_words[player] += points
    kept = dict(arena.rows(f"SELECT person, points FROM game_points WHERE game = {game['id']}"))
    everybody = {person for person, points in kept.items() if points} | set(of_words)
    return [(one, kept.get(one, 0), of_words[one]) for one in everybody if kept.get(one, 0) != of_words[one]]


# How old the picture was.


@dataclass(frozen=True, slots=True)
class Age:
    """How long the chat waited to see an answer in the picture, with and without the line's downtime.

    `at` is when the answer was written.
    """

    at: float
    seconds: float
    up: float


def ages(
    chat: Chat, puzzle: Puzzle, since: float, rights: Iterable[tuple[Right, Sent]], down: Downtimes
) -> tuple[list[Age], list[Right]]:
    """The age of the picture at each first right answer, and the answers that it never showed."""
    pictures = [
        (one.at, letters_on(one.picture, puzzle))
        for one in chat.shown
        if one.picture is not None and one.at >= since
    ]
    found, unseen = [], []
    down = list(down)
    for right, sent in rights:
        entry = puzzle.entry(right.key)
        assert entry is not None
        at = _first(pictures, sent.at, frozenset(entry.cells))
        if at is None:
            unseen.append(right)
            continue
        off = sum(max(0.0, min(at, end) - max(sent.at, begin)) for begin, end in down)
        found.append(Age(sent.at, at - sent.at, at - sent.at - off))
    return found, unseen


def _first(
    pictures: Iterable[tuple[float, frozenset[Cell]]], since: float, cells: frozenset[Cell]
) -> float | None:
    return next((at for at, shown in pictures if at >= since and cells <= shown), None)


def percentile(values: Iterable[float], share: float) -> float:
    """The value that so great a share does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def gaps_between(shown: Sequence[Shown]) -> list[float]:
    """Seconds between the pictures of one message."""
    pictures = [one for one in shown if one.picture is not None]
    return [
        later.at - earlier.at for earlier, later in pairwise(pictures) if later.message == earlier.message
    ]
