"""Cards: a room shows the truth in one message, whatever becomes of the letters."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.handlers import outcome
from bot.pipeline.outcomes import Settled, decode_outcome, outcome_row
from bot.storage.cards import Card
from bot.storage.database import Database
from bot.storage.memory import Memory
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Act, Address, Answer, Button, Lane, Letter, Message, Verdict

ROOM, SUPERGROUP = Address("telegram", -1), Address("telegram", -100_1)
NEW = Message("Свободна", buttons=((Button("Взять", data="r:take:1:1"),),))
TAKEN, DONE = Message("В работе"), Message("Выполнена")


class Board:
    """One card, its wishes and the answers to its letters; each in a commit of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._memory = Memory()
        self._ids = LetterIds(0, 1.0)
        self.on_its_way: list[Letter] = []
        self.letters: list[Letter] = []

    async def wishes(self, content: Message) -> list[Letter]:
        """Let the room show this; the letters that follow."""
        async with self._turn() as work:
            await work.cards.wish(ROOM, "request:1", content)
        return self._posted(work)

    async def hears(self, verdict: Verdict, message: int = 0) -> list[Letter]:
        """The answer to the letter on its way; the letters that follow."""
        answer = Answer(verdict, message=message)
        mark = Settled(self.on_its_way.pop(0), answer)
        nobody: Any = None
        async with self._turn() as work:
            await outcome.heard(decode_outcome(*outcome_row(mark)), work, nobody, nobody)  # type: ignore[arg-type]
        return self._posted(work)

    async def moves(self) -> None:
        """The group becomes a supergroup."""
        async with self._turn() as work:
            await work.rooms.connect(ROOM, 1.0)
            assert await work.rooms.move(ROOM, SUPERGROUP, 2.0)

    async def card(self, room: Address = ROOM) -> Card:
        async with self._turn() as work:
            card = await work.cards.find(room, "request:1")
        assert card is not None
        return card

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[UnitOfWork]:
        work = UnitOfWork(self._database, self._memory, self._ids, lambda: 1.0)
        async with self._database.transaction():
            work.begin_turn()
            yield work
            await work.end_turn()
            await work.flush()
        work.committed()

    def _posted(self, work: UnitOfWork) -> list[Letter]:
        self.on_its_way += work.letters
        self.letters += work.letters
        assert len(self.on_its_way) <= 1, "two letters of one card are on their way"
        return work.letters


@pytest.fixture
def board(database: Database) -> Board:
    return Board(database)


async def test_a_card_is_posted_and_then_edited_in_place(board: Board) -> None:
    (post,) = await board.wishes(NEW)
    assert (post.act, post.lane, post.message) == (Act.SAY, Lane.STAFF, NEW)
    assert await board.hears(Verdict.SENT, message=41) == []
    (edit,) = await board.wishes(TAKEN)
    assert (edit.act, edit.target, edit.message) == (Act.EDIT, 41, TAKEN)
    assert await board.hears(Verdict.SENT) == []
    card = await board.card()
    assert (card.message, card.shown_version, card.letter) == (41, card.wanted_version, None)


async def test_wishes_made_while_the_post_is_on_its_way_become_one_edit_to_the_newest(board: Board) -> None:
    await board.wishes(NEW)
    assert await board.wishes(TAKEN) == []
    assert await board.wishes(DONE) == []
    (edit,) = await board.hears(Verdict.SENT, message=41)
    assert (edit.act, edit.target, edit.message) == (Act.EDIT, 41, DONE)
    assert await board.hears(Verdict.SENT) == []


@pytest.mark.parametrize("shown", [False, True])
async def test_the_same_wish_again_costs_no_letter(board: Board, shown: bool) -> None:
    await board.wishes(NEW)
    if shown:
        await board.hears(Verdict.SENT, message=41)
    assert await board.wishes(NEW) == []
    if not shown:
        assert await board.hears(Verdict.SENT, message=41) == []


async def test_a_card_that_was_deleted_is_posted_anew(board: Board) -> None:
    await board.wishes(NEW)
    await board.hears(Verdict.SENT, message=41)
    await board.wishes(TAKEN)
    (post,) = await board.hears(Verdict.GONE)
    assert (post.act, post.message) == (Act.SAY, TAKEN)
    await board.hears(Verdict.SENT, message=57)
    assert (await board.card()).message == 57


@pytest.mark.parametrize("verdict", [Verdict.BUG, Verdict.UNREACHABLE])
async def test_a_post_that_is_refused_is_not_tried_in_a_circle_but_with_the_next_wish(
    board: Board, verdict: Verdict
) -> None:
    await board.wishes(NEW)
    assert await board.hears(verdict) == []
    (post,) = await board.wishes(NEW)
    assert (post.act, post.message) == (Act.SAY, NEW)


async def test_an_edit_that_is_refused_is_not_tried_in_a_circle_but_with_the_next_wish(board: Board) -> None:
    await board.wishes(NEW)
    await board.hears(Verdict.SENT, message=41)
    await board.wishes(TAKEN)
    assert await board.hears(Verdict.BUG) == []
    (edit,) = await board.wishes(TAKEN)
    assert (edit.act, edit.target, edit.message) == (Act.EDIT, 41, TAKEN)


async def test_a_wish_made_while_a_refused_letter_was_on_its_way_is_not_forgotten(board: Board) -> None:
    """The card as it was could not be posted; as it is wanted since, it perhaps can."""
    await board.wishes(NEW)
    assert await board.wishes(TAKEN) == []
    (post,) = await board.hears(Verdict.BUG)
    assert (post.act, post.message) == (Act.SAY, TAKEN)
    assert await board.hears(Verdict.BUG) == []


async def test_an_edit_that_arrived_before_the_group_moved_does_not_count_in_the_new_one(
    board: Board,
) -> None:
    await board.wishes(NEW)
    await board.hears(Verdict.SENT, message=41)
    await board.wishes(TAKEN)
    await board.moves()
    (post,) = await board.hears(Verdict.SENT)
    assert (post.act, post.address, post.message) == (Act.SAY, SUPERGROUP, TAKEN)
    assert await board.hears(Verdict.SENT, message=3) == []
    assert (await board.card(SUPERGROUP)).message == 3
