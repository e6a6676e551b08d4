"""A battle loses no answer and counts none twice however often the line is killed; and the proof can fail."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.domain.games.grid import Puzzle
from tests.kill.stage import Nursery
from tests.kill_battle.arena import Arena, a_moment
from tests.kill_battle.chats import MODERATOR, Chat, most_in_a_minute, writes
from tests.kill_battle.leaders import challenges
from tests.kill_battle.players import FAST, Line, Sent, script, write_all
from tests.kill_battle.puzzles import title, woven
from tests.kill_battle.umpire import Age, Findings, ages, gaps_between, judged, percentile

SOAK = os.environ.get("SOAK") == "1"
PLAYERS = 100 if SOAK else 15
BATTLES = int(os.environ.get("BATTLES", "4")) if SOAK else 1
ANSWERS = 2_000 if SOAK else 120
KILLS = 5 if SOAK else 1
SIDE = 21 if SOAK else 15
TEA = 30.0 if SOAK else 0.0
"""Seconds between two battles, in which the minute that a group is given comes to an end by half."""

ALONE = [("telegram",), ("vk",)] if SOAK else []
"""Where a battle is fought in one messenger alone: what is lost there is lost in a battle across as well."""

WORST = 6 if SOAK else 1
SEED = int(os.environ.get("SEED", "1"))


@dataclass
class Played:
    """One battle from its beginning to its end."""

    began: float
    sent: list[Sent]
    puzzle: Puzzle
    game: dict[str, Any]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery("tests.kill_battle.lines")
    yield nursery
    nursery.close()


async def begins(arena: Arena, number: int) -> Puzzle:
    """The moderator starts the battle of that number in the first chat; the board hangs in every chat."""
    before = {chat.messenger: len(chat.shown) for chat in arena.chats}
    if len(arena.chats) > 1:
        first, second = arena.chats
        await challenges(first, second, title(number, SIDE))
    else:
        arena.chats[0].says(MODERATOR, f"/battle {title(number, SIDE)}")
    async with asyncio.timeout(60.0):
        while not all(
            any(one.picture for one in chat.shown[before[chat.messenger] :]) for chat in arena.chats
        ):
            await asyncio.sleep(0.02)
    return woven(number, SIDE)


async def plays(arena: Arena, chance: random.Random, number: int, kills: int) -> Played:
    """One battle, in which the line dies so many times while people write."""
    began = time.time()
    puzzle = await begins(arena, number)
    lines = script(chance, puzzle, PLAYERS * len(arena.chats), ANSWERS // BATTLES)

    def says(line: Line) -> Sent:
        which, player = divmod(line.player, PLAYERS)
        return writes(arena.chats[which], Line(player, line.text, line.key, line.answer))

    writing = asyncio.create_task(write_all(lines, says, lulls=SOAK))
    lasts = len(lines) / FAST * (2.0 if SOAK else 1.0)
    for _ in range(kills):
        messenger = chance.choice(arena.chats).messenger
        await arena.killed_at(*a_moment(chance, messenger, lasts / (kills + 1)))
    sent = await writing
    for killed, _ in arena.down[len(arena.down) - kills :]:
        assert sent[0].at < killed < sent[-1].at, "the kill did not meet the battle in the middle"
    await arena.rests()
    await ended(arena)
    return Played(began, sent, puzzle, arena.games()[-1])


async def ended(arena: Arena) -> None:
    """Wait for the end of the last battle, and until nothing more is to be said of it."""
    async with asyncio.timeout(60.0):
        while arena.games()[-1]["status"] != "ended":
            await asyncio.sleep(0.05)
    await arena.rests()


def tell(
    arena: Arena, battles: Sequence[Played], found: Sequence[Findings], waited: dict[str, list[Age]]
) -> None:
    """The figures."""
    sent = [one for battle in battles for one in battle.sent]
    answers = sum(one.line.answer for one in sent)
    print(
        f"\n{len(arena.down)} kills, {answers} answers and {len(sent) - answers} messages of talk by"
        f" {PLAYERS * len(arena.chats)} players in {len(battles)} battles;"
        f" wrong: {[one.wrong for one in found if one.wrong] or 'nothing'}"
    )
    for chat in arena.chats:
        up = [age.up for age in waited[chat.messenger]]
        everything = [age.seconds for age in waited[chat.messenger]]
        edits, refused = sum(one.edit for one in chat.shown), arena.watched[chat.messenger].refused
        print(
            f"{chat.messenger}: {len(chat.shown) - edits} posts, {edits} edits, at most"
            f" {most_in_a_minute(chat.shown)} in 60 s,"
            f" refused as too fast: {[one.method for one in refused] or 'nothing'};"
            f" picture: {len(up)} words, median {percentile(up, 0.5):.1f} s,"
            f" p90 {percentile(up, 0.9):.1f} s, p99 {percentile(up, 0.99):.1f} s, worst {max(up):.1f} s"
            f" (with downtime: worst {max(everything):.1f} s)"
        )
        gaps = gaps_between(chat.shown)
        print(f"   pictures {percentile(gaps, 0.5):.1f} s apart (median), p90 {percentile(gaps, 0.9):.1f} s")
        for age in sorted(waited[chat.messenger], key=lambda one: -one.up)[:WORST]:
            print(f"   {told(age, battles, arena, chat)}")
    lasted = sum(battle.sent[-1].at - battle.sent[0].at for battle in battles)
    down = [end - begin for begin, end in arena.down]
    print(
        f"downtime after a kill: median {percentile(down, 0.5):.1f} s, worst {max(down, default=0.0):.1f} s;"
        f" {sum(arena.spent):.1f} s of the processor in {arena.lives} lives, {lasted:.0f} s of writing"
    )


def told(age: Age, battles: Sequence[Played], arena: Arena, chat: Chat) -> str:
    """When it was that an answer waited so long."""
    began = max(battle.began for battle in battles if battle.began <= age.at)
    killed = [age.at - end for _, end in arena.down if end <= age.at]
    after = f", {killed[-1]:.1f} s after a kill" if killed else ""
    looks = " ".join(f"{one.at - age.at:+.1f}" for one in chat.shown if -8.0 < one.at - age.at < 9.0)
    return f"{age.up:.1f} s: {age.at - began:.0f} s into its battle{after}; the chat saw something at {looks}"


async def fights(arena: Arena) -> tuple[list[Played], list[Findings], dict[str, list[Age]]]:
    """All battles, with all kills among them, judged."""
    chance = random.Random(SEED)
    shares = [KILLS // BATTLES + (number < KILLS % BATTLES) for number in range(BATTLES)]
    battles = []
    for number, kills in enumerate(shares):
        await asyncio.sleep(TEA if number else 0.0)
        battles.append(await plays(arena, chance, number, kills))
    found: list[Findings] = []
    waited: dict[str, list[Age]] = {chat.messenger: [] for chat in arena.chats}
    for battle in battles:
        findings, rights = judged(arena, battle.game, battle.sent)
        found.append(findings)
        for chat in arena.chats:
            seen, unseen = ages(chat, battle.puzzle, battle.began, rights, arena.down)
            assert not unseen
            waited[chat.messenger] += seen
    return battles, found, waited


def spoils(game: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The battle as it would be kept where something went wrong, by the name of what must be found."""
    solved = [one for one in game["play"]["solved"] if one[1]]
    key, player, team, points, at = solved[len(solved) // 2]
    rest = [one for one in solved if one[0] != key]

    def kept(*more: list[Any]) -> dict[str, Any]:
        return {**game, "play": {**game["play"], "solved": [*rest, *more]}}

    once = [key, player, team, points, at]
    return {
        "lost": kept(),
        "extra": kept(once, once),
        "mispaid": kept([key, player, team, points + 9, at]),
        "table": kept([key, player, team, points + 1, at]),
        "unfinished": {**game, "status": "running"},
    }


@pytest.mark.soak
@pytest.mark.parametrize("messengers", [*ALONE, ("telegram", "vk")], ids="-".join)
async def test_no_answer_is_lost_or_counted_twice_though_the_line_is_killed_again_and_again(
    nursery: Nursery, tmp_path: Path, messengers: tuple[str, ...]
) -> None:
    async with Arena(nursery, tmp_path, messengers, PLAYERS, by_hand=SOAK) as arena:
        battles, found, waited = await fights(arena)
        await arena.dies()
        tell(arena, battles, found, waited)
        assert len(arena.down) == KILLS
        assert [one.wrong for one in found] == [{}] * BATTLES
        for name, spoilt in spoils(battles[0].game).items():
            assert name in judged(arena, spoilt, battles[0].sent)[0].wrong, "the proof must be able to fail"
        for chat in arena.chats:
            assert most_in_a_minute(chat.shown) <= 20
            assert not [one for one in arena.too_fast(chat.messenger) if one.here]
        assert await arena.orphans() == 0
