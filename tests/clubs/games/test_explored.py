"""Every path through battles is walked, of residents and of moderators, with every sort of answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, time

import pytest

from bot.content import Book
from bot.domain.activities import Plan
from bot.domain.games.battle import Mode
from bot.domain.games.layout import laid_out
from bot.domain.games.playing import BATTLE
from bot.domain.games.words import WordList
from bot.flows.clubs.games import across, deeds
from bot.flows.clubs.games.referee import Referee
from bot.flows.clubs.games.starting import Wanted
from bot.flows.explore import Walk
from bot.flows.services import Services
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.hall import MOSCOW, Root
from tests.line import TheLine
from tests.network import TELEGRAM
from tests.phone import Phone

MODERATING = ("game-new", "game-now", "game-plans", "game-across", "game-answer")
OWN = ("games", "game")


@pytest.fixture(params=[TELEGRAM])
def messenger(request: pytest.FixtureRequest) -> str:
    """One messenger is enough: a walk restarts before every turn by itself."""
    return str(request.param)


def few_packs(book: Book) -> Book:
    """The book with one list of words: twenty topics lead nowhere else."""
    name = next(name for name in book.packs if name.startswith("ru-space"))
    return replace(book, packs={name: book.packs[name]})


@asynccontextmanager
async def world(line: TheLine, hall: ClubHall, by: Phone) -> AsyncIterator[Services]:
    """The first club fights a battle and has a plan and a challenge; the second one has neither."""
    line.app.line.book = few_packs(line.app.line.book)
    async with line.reading() as work:
        person = await work.people.by_account(by.messenger, by.account)
        assert person is not None
        services = Services(line.app.line, work, person, person.address, line.now)
        first, second = await work.clubs.known(1), await work.clubs.known(2)
        words = next(iter(line.app.line.book.packs.values()))
        assert isinstance(words, WordList)
        puzzle = laid_out(words, 5, 1, work=10)
        assert puzzle is not None
        await deeds.begin(Referee.of(services), first, puzzle, Mode.SOLO)
        plan = Plan(date(2026, 11, 24), time(18), MOSCOW, (1,))
        await work.game_plans.add(first.id, BATTLE, Wanted().plain(), person.id, line.now, plan=plan)
        await across.challenge(services, second, first, Wanted())
        await work.end_turn()
        yield services


@pytest.fixture
async def second(hall: ClubHall, club: ClubChat, vera: Phone) -> ClubChat:
    """Another club of the same moderator."""
    return await hall.opens(vera, name="Садоводы")


async def test_no_path_of_a_moderator_troubles_anybody(
    line: TheLine, hall: ClubHall, second: ClubChat, vera: Phone
) -> None:
    starts: list[Root] = [(flow, number, {}) for flow in MODERATING for number in ("1", "2", "999", "x")]
    starts += [
        ("game-answer", subject, {}) for subject in ("1-2", "1-2-1", "1-2-0", "1-9-1", "1-x-1", "2-2-1")
    ]
    async with world(line, hall, vera) as services:
        found = await Walk(services, within=MODERATING).over(starts)
        assert found.troubles == []
        assert {place[0] for place in found.places} >= set(MODERATING) - {"game-answer"}


async def test_no_path_of_a_resident_troubles_anybody(
    line: TheLine, hall: ClubHall, second: ClubChat, anna: Phone
) -> None:
    starts: list[Root] = [("games", "", {}), *(("game", number, {}) for number in ("1", "999", "x", ""))]
    async with world(line, hall, anna) as services:
        found = await Walk(services, within=OWN).over(starts)
        assert found.troubles == []
        assert {place[0] for place in found.places} >= set(OWN)
