"""Every path through clubs is walked, of residents and of their moderators, with every sort of answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.domain.clubs import Entry, IdeaState, MemberState
from bot.flows.activities.timetable import Timetable
from bot.flows.book import FLOWS
from bot.flows.clubs.leading import OF_ALL, OF_CLUB
from bot.flows.explore import Walk
from bot.flows.services import Services
from tests.clubs.club_hall import MARIA, ClubChat, ClubHall
from tests.hall import CLASS, Root
from tests.line import TheLine
from tests.network import TELEGRAM
from tests.phone import Phone

OWN = (
    "clubs",
    "club",
    "club-rules",
    "club-who",
    "club-me",
    "club-join",
    "club-link",
    "club-leave",
    "club-idea",
)
MODERATING = (
    "moderating",
    "club-desk",
    "club-ideas",
    "club-idea-vote",
    "club-edit",
    "club-code",
    "club-let",
    "club-asked",
)
NUMBERS = ("1", "2", "3", "999", "x", "")


@pytest.fixture(params=[TELEGRAM])
def messenger(request: pytest.FixtureRequest) -> str:
    """One messenger is enough: a walk restarts before every turn by itself."""
    return str(request.param)


@pytest.fixture
async def second(hall: ClubHall, club: ClubChat, vera: Phone) -> ClubChat:
    """A club that takes nobody without a moderator's yes; a third one has no chat yet."""
    other = await hall.opens(vera, name="Садоводы", entry=Entry.APPROVAL, link="https://example.org/x")
    async with hall.line.acting(vera.messenger, vera.account) as services:
        await services.work.clubs.create(
            "Новый",
            "О новом.",
            "Правила.",
            "когда-нибудь",
            "ru",
            Entry.LINK,
            services.person.id,
            hall.line.now,
        )
    return other


@asynccontextmanager
async def world(line: TheLine, by: Phone, resident: Phone) -> AsyncIterator[Services]:
    """Two clubs with activities, people and ideas in every state; whoever asked in has no chat of theirs."""
    async with line.reading() as work:
        person = await work.people.by_account(by.messenger, by.account)
        anna = await work.people.by_account(resident.messenger, resident.account)
        assert person is not None
        assert anna is not None
        services = Services(line.app.line, work, person, person.address, line.now)
        series = await Timetable(services).open_series(replace(CLASS, host=person.id))
        club, garden = await work.clubs.known(1), await work.clubs.known(2)
        await work.clubs.change(club, series=series.id)
        await work.clubs.change_member(club.id, anna.id, about="Люблю пионы")
        await work.clubs.place(garden.id, anna.id, MemberState.ASKED, anna.account, line.now)
        for state in (IdeaState.OPEN, IdeaState.TAKEN, IdeaState.DECLINED):
            idea = await work.ideas.add(anna.id, f"Клуб рыболовов {'и грибников ' * 20}", line.now)
            await work.ideas.change(idea, state=state)
        await work.end_turn()
        yield services


def roots(*flows: str) -> list[Root]:
    """Where talks of these flows begin, with numbers that are there and that are not."""
    return [(flow, number, {}) for flow in flows for number in NUMBERS]


async def test_no_path_of_a_resident_through_clubs_troubles_anybody(
    line: TheLine, second: ClubChat, anna: Phone, ivan: Phone
) -> None:
    starts: list[Root] = [
        *roots(*OWN),
        ("club-join", "1-yes", {}),
        ("club-join", "2-yes", {}),
        ("club-link", "1-new", {}),
    ]
    for person in (anna, ivan):
        async with world(line, person, anna) as services:
            found = await Walk(services, within=OWN).over(starts)
            assert found.troubles == []
            # Who asks for a link gets it, and the talk is over.
            assert {place[0] for place in found.places} >= set(OWN) - {"club-link"}


def test_every_door_of_the_desk_leads_somewhere() -> None:
    assert {*OF_CLUB, *OF_ALL} <= {name for name, flow in FLOWS.items() if flow.moderating}


async def test_no_path_of_a_moderator_troubles_anybody(
    line: TheLine, second: ClubChat, vera: Phone, anna: Phone
) -> None:
    person = await second.hall.known(anna)
    ideas: list[Root] = [("club-idea-vote", f"i{number}", {}) for number in (1, 2, 3, 9)]
    asked: list[Root] = [("club-let", f"2-{person.id}{yes}", {}) for yes in ("-0", "-1", "")]
    async with world(line, vera, anna) as services:
        found = await Walk(services, within=MODERATING).over([*roots(*MODERATING), *ideas, *asked])
        assert found.troubles == []
        assert len(found.places) > 30


async def test_no_path_to_a_new_club_troubles_anybody(line: TheLine, second: ClubChat, anna: Phone) -> None:
    maria = await second.hall.person(MARIA, "Мария")
    await maria.says("/start")
    starts: list[Root] = [
        ("club-new", "", {}),
        ("club-new", "i2", {}),
        ("club-code", "room", {}),
        ("moderating", "", {}),
    ]
    async with world(line, maria, anna) as services:
        found = await Walk(services, within=("club-new", "club-code", "moderating")).over(starts)
        assert found.troubles == []
        assert len(found.places) > 7
