"""Every path of the talks about a club's safety is walked: of moderators, and of residents."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.domain.clubs import Club
from bot.domain.moderation import MeasureKind
from bot.flows.clubs.safety import holding, measures, naming, raids
from bot.flows.explore import Walk
from bot.flows.services import Services
from bot.vocabulary import Said, Sender
from tests.clubs.club_hall import ANNA, IVAN, ClubChat
from tests.hall import Root
from tests.line import TheLine
from tests.network import VK
from tests.phone import Phone

MODERATING = ("club-held", "club-people", "club-log", "club-raid")
OWN = ("club-report", "club-appeal", "club-warnings")


@pytest.fixture(params=[VK])
def messenger(request: pytest.FixtureRequest) -> str:
    """One messenger is enough: the paths are the same, and a walk restarts before every turn by itself."""
    return str(request.param)


async def _held(services: Services, club: Club, anna: Phone, message: int) -> int:
    said = Said(
        key=str(message),
        at=services.now,
        address=club.address or services.address,
        sender=Sender(anna.account, anna.name),
        private=False,
        message=message,
        text="Смотрите: https://example-prize.ru",
    )
    standing = await measures.standing_of(services, club, anna.account)
    return (await holding.hold(services, club, standing, said, [("link", "example-prize.ru")])).id


@asynccontextmanager
async def world(line: TheLine, chat: ClubChat, anna: Phone, by: Phone) -> AsyncIterator[Services]:
    """A club in which something of every sort was held, decided and undone."""
    async with line.reading() as work:
        person = await work.people.by_account(by.messenger, by.account)
        assert person is not None
        services = Services(line.app.line, work, person, person.address, line.now)
        club = await work.clubs.known(chat.number)
        first, second, _third = [await _held(services, club, anna, number) for number in (11, 12, 13)]
        for number, deed in ((first, holding.put_back), (second, holding.drop)):
            held = await work.moderation.held(number)
            assert held is not None
            assert await deed(services, club, held)
        await measures.take(services, club, anna.account, MeasureKind.WARNING, "шумит")
        silence = await measures.take(services, club, anna.account, MeasureKind.SILENCE, "шумит", 600.0)
        assert await measures.undo(services, club, silence)
        appealed = await measures.take(services, club, anna.account, MeasureKind.REMOVAL, "шумит")
        assert await measures.appeal(services, club, appealed, "Это не я")
        await naming.trust(services, club, anna.account, True)
        assert await raids.begin(services, club, by=None)
        await work.end_turn()
        yield services


async def test_no_path_of_a_moderator_troubles_anybody(
    line: TheLine, club: ClubChat, anna: Phone, vera: Phone
) -> None:
    number = club.number
    async with world(line, club, anna, vera) as services:
        roots: list[Root] = [
            (flow, subject, {}) for flow in MODERATING for subject in (str(number), "999", "x")
        ]
        roots += [("club-held", f"{number}-{one}", {}) for one in (1, 2, 3, 999)]
        roots += [("club-log", f"{number}-{one}", {}) for one in (*range(1, 10), 999)]
        roots += [("club-people", f"{number}-{one}", {}) for one in (anna.account, 5)]
        found = await Walk(services, within=MODERATING).over(roots)
    assert found.troubles == []
    assert {flow for flow, *_ in found.places} >= set(MODERATING)


@pytest.mark.parametrize("account", [ANNA, IVAN], ids=["whom it is about", "another"])
async def test_no_path_of_a_resident_troubles_anybody(
    line: TheLine, club: ClubChat, anna: Phone, ivan: Phone, account: int
) -> None:
    by = anna if account == ANNA else ivan
    async with world(line, club, anna, by) as services:
        roots: list[Root] = [
            (flow, subject, {}) for flow in OWN for subject in ("", "1", "2", "3", "999", "x")
        ]
        found = await Walk(services, within=OWN).over(roots)
    assert found.troubles == []
