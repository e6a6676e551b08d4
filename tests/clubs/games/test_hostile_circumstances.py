"""What happens around a battle: its chat moves, its club closes, rights are lost, the clock jumps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.flows.clubs.closing import close
from bot.vocabulary import Act, Address, Moved
from tests.clubs.club_hall import ClubChat
from tests.clubs.games.arena import Arena
from tests.line import TheLine
from tests.network import TELEGRAM, raw
from tests.phone import Phone


@pytest.fixture
def arena(club: ClubChat) -> Arena:
    """Where they battle."""
    return Arena(club)


async def test_two_moderators_who_begin_at_once_begin_one_battle(
    arena: Arena, line: TheLine, anna: Phone
) -> None:
    await arena.club.runs(anna)
    first, second = arena.club.of(arena.club.moderator), arena.club.of(anna)
    deeds = [
        first.saying("/battle космос 6"),
        second.saying("/battle сад 6"),
        first.saying("/battle космос 6"),
    ]
    await line.hear(*deeds, messenger=arena.club.network.name)
    assert len(await arena.games()) == 1
    assert len(arena.boards) == 1
    assert arena.club.texts.count("Здесь уже идёт игра. Сначала доиграем её.") <= 2


async def test_who_leaves_in_the_middle_keeps_what_they_brought(
    arena: Arena, anna: Phone, ivan: Phone
) -> None:
    await arena.begins()
    first, second, *_ = await arena.closed()
    await arena.answers(anna, first)
    await arena.club.leaves(anna)
    await arena.answers(ivan, second)
    await arena.wait()
    assert "Анна П." in arena.board.text
    await arena.club.of(arena.club.moderator).says("/end")
    assert "Анна П." in arena.club.texts[-1]


@pytest.mark.parametrize("messenger", [TELEGRAM], indirect=True)
async def test_a_group_that_becomes_a_supergroup_plays_on_there(
    arena: Arena, line: TheLine, anna: Phone
) -> None:
    await arena.begins()
    first, second, *_ = await arena.closed()
    await arena.answers(anna, first)
    old = arena.club.address
    new = Address(TELEGRAM, -1_001_234)
    network = arena.club.network
    network.members[new.chat], network.admins[new.chat] = network.members[old.chat], network.admins[old.chat]
    moved = Moved(key=line.key(), at=line.now, address=old, sender=anna.sender, private=False, to=new)
    await line.hear(raw(moved))
    there = Arena(replace(arena.club, address=new))
    await there.answers(anna, second)
    await there.wait()
    game = await there.game()
    assert {first.key, second.key} <= {one.key for one in game.play.solved}
    assert set(first.cells) | set(second.cells) <= set(there.sheet.open)
    await there.club.of(anna).presses("Мой счёт", on=there.board)


async def test_the_chat_of_a_club_that_was_closed_hears_no_more_of_its_battle(
    arena: Arena, line: TheLine, anna: Phone
) -> None:
    await arena.begins()
    first, second, *_ = await arena.closed()
    await arena.answers(anna, first)
    club = await arena.club.club()
    async with line.acting(anna.messenger, arena.club.moderator.account) as services:
        assert await close(services, club)
    await line.reopen()
    await line.settle()
    said, edits = len(arena.club.texts), arena.board.edits
    await arena.answers(anna, second)
    await arena.wait()
    await line.later(days=8)
    assert (len(arena.club.texts), arena.board.edits) == (said, edits)
    assert await arena.games() == []


async def test_a_line_that_may_not_write_any_more_counts_on_and_shows_all_when_it_may(
    arena: Arena, line: TheLine, anna: Phone, ivan: Phone
) -> None:
    await arena.begins()
    first, second, *_ = await arena.closed()
    arena.club.network.closed.add(arena.club.address.chat)
    await arena.answers(anna, first)
    await arena.wait(60)
    arena.club.network.closed.discard(arena.club.address.chat)
    await arena.answers(ivan, second)
    await arena.wait()
    assert set(first.cells) | set(second.cells) <= set(arena.sheet.open)


async def test_a_board_that_somebody_deleted_is_posted_anew(arena: Arena, anna: Phone) -> None:
    await arena.begins()
    first, *_ = await arena.closed()
    arena.club.chat.messages.remove(arena.board)
    await arena.answers(anna, first)
    await arena.wait()
    assert set(first.cells) <= set(arena.sheet.open)


@pytest.mark.parametrize("seconds", [-7200.0, 7200.0], ids=["back", "ahead"])
async def test_a_clock_that_is_set_anew_holds_the_board_up_for_moments_only(
    arena: Arena, line: TheLine, anna: Phone, ivan: Phone, seconds: float
) -> None:
    await arena.begins()
    first, second, *_ = await arena.closed()
    await arena.answers(anna, first)
    line.clock_steps(seconds)
    await arena.answers(ivan, second)
    for _ in range(15):
        await line.tick()
        line.now += 3.0
    assert set(first.cells) | set(second.cells) <= set(arena.sheet.open)
    points = {one.key: one.points for one in (await arena.game()).play.solved if one.player}
    assert points[second.key] >= len(second.cells)


async def test_nobody_takes_a_battle_over_by_the_words_of_a_moderator(arena: Arena, anna: Phone) -> None:
    await arena.begins()
    orders = (
        "/end",
        "/pause",
        "конец игры",
        "/battle космос",
        "/resume",
        "/board",
        "/board",
        "таблица",
        "вопросы",
    )
    said = len(arena.club.texts)
    await arena.club.of(anna).says_quickly(*orders * 3)
    game = await arena.game()
    assert game.status == "running"
    assert len(arena.club.texts) - said <= 4
    assert len(arena.club.network.acts(Act.LAY)) <= 1
