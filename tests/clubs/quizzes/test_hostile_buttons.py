"""Buttons are input, not permission: whatever is pressed, nothing happens that should not."""

from __future__ import annotations

import pytest

from bot.domain.games.exhibition import EntryState, Exhibition
from bot.domain.games.playing import CONTEST
from bot.vocabulary import Attachment, AttachmentKind
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.line import TheLine
from tests.network import VK
from tests.phone import Phone

NONSENSE = (
    *(
        "c:qa:",
        "c:qa:1",
        "c:qa:x:y:z",
        "c:qa:1:0:99",
        "c:qa:1:-1:0",
        "c:qa:99999999999999999999:0:0",
        "c:qh:7:7",
    ),
    *("c:ev:", "c:ev:x", "c:ev:999", "c:ed:999", "c:ed:-1", "c:ey:999", "c:en:999", "c:en:1:2:3"),
)


@pytest.fixture
def messenger() -> str:
    """One of them: the buttons are the same."""
    return VK


async def test_nonsense_is_answered_and_changes_nothing(club: ClubChat, anna_there: Phone) -> None:
    said = len(club.texts)
    for nth, data in enumerate(NONSENSE, 1):
        await anna_there.presses(data=data)
        assert len(anna_there.toasts) == nth
        assert anna_there.toasts[-1], data
    assert len(club.texts) == said


async def test_what_belongs_to_another_club_cannot_be_pressed_here(
    line: TheLine,
    hall: ClubHall,
    club: ClubChat,
    anna_there: Phone,
    vera_there: Phone,
    vera: Phone,
    anna: Phone,
) -> None:
    other = await hall.opens(await hall.person(888, "Олег Дальний"), anna, name="Дальний клуб")
    cats = Exhibition("Коты", line.now + 9e4)
    async with line.acting(anna.messenger, anna.account) as services:
        from_there = await services.work.games.start(
            other.number, CONTEST, cats.theme, cats.content(), cats, line.now
        )
        photo = Attachment(AttachmentKind.PHOTO, "photo1_1", messenger=VK)
        entry = await services.work.entries.add(from_there.id, services.person.id, photo, "", line.now)
        await services.work.entries.agree(entry, line.now)
        await services.work.entries.send(entry)
        await services.work.entries.shown(entry, 5)
    for phone in (vera_there, anna_there):
        for verb in ("ev", "ed", "ey", "en"):
            await phone.presses(data=f"c:{verb}:{entry.id}")
            assert phone.toasts[-1] == "Это уже закончилось."
    async with line.reading() as work:
        (still,) = await work.entries.of_game(from_there.id)
        assert still.state is EntryState.SHOWN
        assert await work.entries.votes(from_there.id) == {}
