"""A hundred people who play: right answers as people write them, late ones, wrong ones, and talk between."""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.games.grid import Entry, Puzzle, Way

TALK = (
    "Всем добрый вечер!", "ой, как весело", "а что такое по вертикали?", "кто знает?", "вот это да",
    "я только пришла, с чего начать", "спасибо, девочки", "чай вскипел, сейчас вернусь", "ну и слова сегодня",
)  # fmt: skip

FAST, SLOW = 30.0, 3.0
"""Messages a second: in a burst, and between."""

BURST, LULL = 2.0, 4.0
"""Seconds that each lasts."""

ON_AVERAGE = (FAST * BURST + SLOW * LULL) / (BURST + LULL)

FEW_WRONG, WITHIN = 3, 60.0
"""So many wrong answers of one player in so many seconds: the game takes nobody for somebody who guesses."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a player will write: `key` is the word that it answers rightly; talk is no `answer`."""

    player: int
    text: str
    key: str = ""
    answer: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written, when, and under which key the line hears of it."""

    line: Line
    at: float
    source: str
    update: str


def written(chance: random.Random, entry: Entry) -> str:
    """A right answer as people write it."""
    way = "г" if entry.way is Way.ACROSS else "в"
    word = entry.answer.lower()
    forms = (
        f"{entry.number} {way}ор {word}" if way == "г" else f"{entry.number} верт {word}",
        f"{entry.number}{way} {word}",
        f"{entry.number} {way} - {word.capitalize()}",
        f"{entry.number}. {word}",
        word,
        word.upper() + "!",
    )
    return chance.choice(forms)


def script(chance: random.Random, puzzle: Puzzle, players: int, answers: int) -> list[Line]:
    """So many answers to one battle, every word's among them, with talk between, in the order of writing."""
    timed: list[tuple[float, Line]] = []
    entries = list(puzzle.entries)
    chance.shuffle(entries)
    wrong: defaultdict[int, deque[float]] = defaultdict(deque)
    rights = max(len(entries), answers * 3 // 4)
    for number in range(rights):
        # Every word is found once at its time; the others who knew it are a moment later.
        first = number < len(entries)
        entry = entries[number] if first else chance.choice(entries)
        found = (entries.index(entry) + chance.random()) / len(entries)
        late = 0.0 if first else chance.expovariate(30.0)
        timed.append((found + late, Line(chance.randrange(players), written(chance, entry), entry.key)))
    for number in range(answers - rights):
        at, entry = chance.random(), chance.choice(entries)
        slip = number % 3 == 0 and len(entry.answer) >= 5
        timed.append(
            (at, Line(chance.randrange(players), _almost(chance, entry) if slip else _no(chance, entry)))
        )
    for _ in range(answers // 8):
        talk = Line(chance.randrange(players), chance.choice(TALK), answer=False)
        timed.append((chance.random(), talk))
    timed.sort(key=lambda one: one[0])
    return [_patient(chance, line, place, wrong, players) for place, (_, line) in enumerate(timed)]


def _patient(
    chance: random.Random, line: Line, place: int, wrong: dict[int, deque[float]], players: int
) -> Line:
    """The line in the mouth of somebody who has not been wrong too often lately."""
    if line.key or not line.answer:
        return line
    at, player = place / ON_AVERAGE, line.player
    while True:
        times = wrong[player]
        while times and times[0] < at - WITHIN:
            times.popleft()
        if len(times) < FEW_WRONG:
            times.append(at)
            return Line(player, line.text)
        player = chance.randrange(players)


def _almost(chance: random.Random, entry: Entry) -> str:
    """The word with a slip."""
    place = chance.randrange(1, len(entry.answer) - 1)
    slipped = entry.answer[:place] + "Ы" + entry.answer[place + 1 :]
    return f"{entry.number}{'г' if entry.way is Way.ACROSS else 'в'} {slipped.lower()}"


def _no(chance: random.Random, entry: Entry) -> str:
    """Another word of the same length, with letters that no answer has."""
    return "".join(
        chance.choice("ШЩЧЦХ" if place % 2 else "ЯЮЭЫ") for place in range(len(entry.answer))
    ).lower()


async def write_all(lines: Sequence[Line], says: Callable[[Line], Sent], *, lulls: bool) -> list[Sent]:
    """Write everything: in bursts with `lulls` between, or in one breath."""
    sent: list[Sent] = []
    began, due = time.monotonic(), 0.0
    for line in lines:
        delay = began + due - time.monotonic()
        if delay > 0:
            await asyncio.sleep(delay)
        sent.append(says(line))
        burst = due % (BURST + LULL) < BURST or not lulls
        due += 1.0 / (FAST if burst else SLOW)
    return sent
