"""What is to be decided or wiped some day is found again when the row that says when is lost."""

from __future__ import annotations

import pytest

from bot.handlers.clubs.keeping import look_after
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.line import TheLine
from tests.network import TELEGRAM
from tests.phone import Phone

LINK = "Смотрите все: https://example-prize.ru/win"
RUDE = "Вы все ничего не понимаете"
KINDS = ("club-expire", "club-wipe", "club-forget")


@pytest.fixture
def messenger() -> str:
    """One of them: what is asked here is the same on both."""
    return TELEGRAM


async def planned(line: TheLine) -> dict[str, float]:
    """The rows of these kinds, with their time."""
    found = await line.app.database.fetch("SELECT key, at FROM due WHERE kind IN (?, ?, ?)", KINDS)
    return dict(found)


async def loses_rows(line: TheLine) -> None:
    async with line.app.database.transaction():
        await line.app.database.run("DELETE FROM due WHERE kind IN (?, ?, ?)", KINDS)


async def looks_after(line: TheLine, vera: Phone) -> None:
    async with line.acting(vera.messenger, vera.account) as services:
        await look_after(services.work, services.line, TELEGRAM)


async def test_rows_of_held_messages_and_complaints_are_found_again_and_no_others(
    line: TheLine, hall: ClubHall, club: ClubChat, anna: Phone, ivan: Phone, vera: Phone
) -> None:
    room = await hall.opens_moderators_room(vera)
    await club.of(ivan).says(LINK)
    await room.presses("Удалить")
    await club.of(anna).says(LINK)
    await club.of(ivan).says(RUDE)
    there = club.of(anna)
    await there.says("жалоба", reply_to=there.screen[-1])
    before = await planned(line)
    assert sorted(before) == ["club-expire:2", "club-forget:1", "club-wipe:1"]
    await loses_rows(line)
    await looks_after(line, vera)
    assert await planned(line) == pytest.approx(before)
    # What was wiped waits for nothing any more.
    async with line.acting(vera.messenger, vera.account) as services:
        complaint, held = await services.work.measures.complaint(1), await services.work.moderation.held(1)
        assert complaint is not None
        assert held is not None
        await services.work.measures.forget(complaint)
        await services.work.moderation.rewrite(held, {})
    await loses_rows(line)
    await looks_after(line, vera)
    assert sorted(await planned(line)) == ["club-expire:2"]


async def test_words_of_a_club_that_is_closed_go_as_well(
    line: TheLine, club: ClubChat, anna: Phone, vera: Phone
) -> None:
    await club.of(anna).says(LINK)
    await vera.presses(data=f"g:club-held:{club.number}-1")
    await vera.presses("Удалить")
    await vera.presses(data=f"g:club-edit:{club.number}")
    await vera.presses("Закрыть клуб")
    await vera.presses("Да, закрыть")
    await loses_rows(line)
    await looks_after(line, vera)
    assert sorted(await planned(line)) == ["club-wipe:1"]
