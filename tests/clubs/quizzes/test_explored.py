"""Every path through the talks about quizzes and photographs is walked, of moderators and of residents."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.domain.games.exhibition import Exhibition
from bot.domain.games.playing import CONTEST, FLASHMOB
from bot.flows.clubs.quizzes import exhibiting
from bot.flows.clubs.quizzes.stage import Stage
from bot.flows.explore import Walk
from bot.flows.services import Services
from bot.vocabulary import Attachment, AttachmentKind
from tests.clubs.club_hall import ClubChat
from tests.hall import Root
from tests.line import TheLine
from tests.network import VK
from tests.phone import Phone

MODERATING = ("quiz-new", "question-new", "word-set", "contest-new")
OWN = ("photo", "my-photos")


@pytest.fixture(params=[VK])
def messenger(request: pytest.FixtureRequest) -> str:
    """One messenger is enough: a walk restarts before every turn by itself."""
    return str(request.param)


@asynccontextmanager
async def world(line: TheLine, chat: ClubChat, by: Phone) -> AsyncIterator[Services]:
    """A club with a contest and a flash mob, in which somebody has shown a photograph."""
    packs = line.app.line.book.packs
    few = {name: packs[name] for name in ("quiz-ru-books.yaml", "ru-space.yaml")}
    line.app.line.book = replace(line.app.line.book, packs=few)
    async with line.reading() as work:
        person = await work.people.by_account(by.messenger, by.account)
        stage = await Stage.of(chat.number, work, line.app.line)
        assert person is not None
        assert stage is not None
        services = Services(line.app.line, work, person, person.address, line.now)
        for kind in (CONTEST, FLASHMOB):
            game = await exhibiting.begin(stage, kind, Exhibition("Коты", line.now + 9e4, True), None)
            photo = Attachment(AttachmentKind.PHOTO, "photo1_1", messenger=by.messenger)
            entry = await work.entries.add(game.id, person.id, photo, "Рыжик", line.now)
            await work.entries.agree(entry, line.now)
        await work.end_turn()
        yield services


async def test_no_path_of_a_moderator_troubles_anybody(line: TheLine, club: ClubChat, vera: Phone) -> None:
    roots: list[Root] = [
        (flow, number, {}) for flow in MODERATING for number in (str(club.number), "999", "x")
    ]
    roots += [
        ("quiz-new", subject, {}) for subject in ("quiz-ru-books.yaml", "1-none.yaml", "1-up:7", "up:x")
    ]
    async with world(line, club, vera) as services:
        found = await Walk(services, within=MODERATING).over(roots)
    assert found.troubles == []
    assert {flow for flow, *_ in found.places} >= set(MODERATING)


async def test_no_path_of_a_resident_troubles_anybody(line: TheLine, club: ClubChat, anna: Phone) -> None:
    roots: list[Root] = [(flow, subject, {}) for flow in OWN for subject in ("1", "2", "999", "x", "")]
    async with world(line, club, anna) as services:
        found = await Walk(services, within=OWN).over(roots)
    assert found.troubles == []
    assert {flow for flow, *_ in found.places} >= set(OWN)
