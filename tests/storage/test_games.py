"""Games in a batch: an answer counts once, a turn that fails takes back its own, all is written once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.domain.games.battle import Battle, Heard, Mode
from bot.domain.games.layout import laid_out
from bot.domain.games.playing import Game, Points, Status
from bot.domain.games.words import Word, WordList
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.memory import Memory
from bot.storage.tables import metadata
from bot.storage.work import LetterIds, UnitOfWork
from tests.storage.rows import ANNA, VERA, rows_of

NOW = 1.75e9
WORDS = ("космонавт", "ракета", "спутник", "комета", "планета", "орбита", "телескоп")
PUZZLE = laid_out(WordList("Космос", "ru", tuple(Word(word, "в небе") for word in WORDS)), 5, 1)

Batch = Callable[[], UnitOfWork]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A file with a club in it."""
    database = Database(tmp_path / "line.db", Cipher((Fernet.generate_key().decode(),)))
    await database.open()
    async with database.transaction():
        work = UnitOfWork(database, Memory(), LetterIds(0, NOW), lambda: NOW)
        for name, row in rows_of(metadata, database.cipher):
            if name in ("persons", "accounts", "clubs", "series"):
                await work.write(metadata.tables[name].insert().values(**row))
        await work.end_turn()
    yield database
    await database.close()


@pytest.fixture
def memory() -> Memory:
    """What stays between batches."""
    return Memory()


@pytest.fixture
def batch(database: Database, memory: Memory) -> Batch:
    """A batch of turns."""
    return lambda: UnitOfWork(database, memory, LetterIds(0, NOW), lambda: NOW)


async def begun(work: UnitOfWork) -> Game:
    assert PUZZLE is not None
    battle = Battle.begin(PUZZLE, Mode.SOLO, NOW)
    game = await work.games.start(1, "battle", "Космос", PUZZLE.plain(), battle, NOW)
    await work.end_turn()
    return game


async def answers(work: UnitOfWork, number: int, player: int, place: int) -> Heard:
    """One turn: a player writes a word of the puzzle."""
    assert PUZZLE is not None
    work.begin_turn()
    game = await work.games.get(number)
    assert game is not None
    play, outcome = game.play.answer(player, PUZZLE.entries[place].word, NOW + 5)
    await work.games.keep(replace(game, play=play))
    heard: Heard = outcome.heard
    return heard


async def done(work: UnitOfWork) -> None:
    await work.flush()
    work.committed()


async def kept(database: Database, number: int) -> Game:
    """The game as the file alone has it."""
    work = UnitOfWork(database, Memory(), LetterIds(0, NOW), lambda: NOW)
    game = await work.games.get(number)
    assert game is not None
    return game


async def test_a_turn_that_fails_takes_back_its_answer_and_no_other(database: Database, batch: Batch) -> None:
    work = batch()
    async with database.transaction():
        game = await begun(work)
        assert await answers(work, game.id, 11, 0) is Heard.RIGHT
        await work.end_turn()
        assert await answers(work, game.id, 12, 1) is Heard.RIGHT
        await work.undo_turn()
        assert await answers(work, game.id, 13, 2) is Heard.RIGHT
        await work.end_turn()
        await done(work)
    found = await kept(database, game.id)
    assert {one.player for one in found.play.solved} - {0} == {11, 13}


async def test_an_answer_that_was_taken_back_counts_when_it_is_taken_again(
    database: Database, batch: Batch
) -> None:
    work = batch()
    async with database.transaction():
        game = await begun(work)
        await answers(work, game.id, 11, 0)
        await work.undo_turn()
        assert await answers(work, game.id, 11, 0) is Heard.RIGHT
        await work.end_turn()
        assert await answers(work, game.id, 11, 0) is Heard.TAKEN
        await work.end_turn()
        await done(work)
    assert len([one for one in (await kept(database, game.id)).play.solved if one.player]) == 1


async def test_a_batch_that_is_rolled_back_leaves_nothing_in_memory(
    database: Database, batch: Batch, memory: Memory
) -> None:
    work = batch()
    async with database.transaction():
        game = await begun(work)
        await done(work)

    class Lost(Exception):
        """The commit failed."""

    work = batch()

    async def is_lost() -> None:
        async with database.transaction():
            await answers(work, game.id, 11, 0)
            await work.end_turn()
            await work.flush()
            raise Lost

    with pytest.raises(Lost):
        await is_lost()
    assert (await kept(database, game.id)).play.solved == ()
    fresh = await batch().games.get(game.id)
    assert fresh is not None
    assert fresh.play.solved == ()


async def test_a_game_begun_in_a_turn_that_fails_was_never_there(database: Database, batch: Batch) -> None:
    work = batch()
    async with database.transaction():
        work.begin_turn()
        assert PUZZLE is not None
        battle = Battle.begin(PUZZLE, Mode.SOLO, NOW)
        await work.games.start(1, "battle", "Космос", PUZZLE.plain(), battle, NOW)
        assert len(await work.games.running(1)) == 1
        await work.undo_turn()
        assert await work.games.running(1) == []
        await done(work)
    assert await batch().games.running(1) == []


async def test_all_answers_of_a_batch_are_written_at_once(database: Database, batch: Batch) -> None:
    work = batch()
    async with database.transaction():
        game = await begun(work)
        await done(work)
    before = await database.fetch("SELECT state_sealed FROM games")
    work = batch()
    async with database.transaction():
        for player in range(40):
            await answers(work, game.id, player, player % 5)
            await work.end_turn()
        assert await database.fetch("SELECT state_sealed FROM games") == before
        await done(work)
    assert await database.fetch("SELECT state_sealed FROM games") != before


async def test_a_game_that_is_over_is_played_no_more(database: Database, batch: Batch) -> None:
    work = batch()
    async with database.transaction():
        game = await begun(work)
        await work.games.keep(replace(game, status=Status.PAUSED))
        assert [one.status for one in await work.games.running(1)] == [Status.PAUSED]
        await work.games.keep(replace(game, status=Status.ENDED, ended=NOW))
        assert await work.games.running(1) == []
        await work.end_turn()
        await done(work)
    assert (await kept(database, game.id)).ended == NOW
    assert [one.id for one in await batch().games.of_club(1)] == [game.id]


async def test_who_links_an_account_keeps_what_both_brought(database: Database, batch: Batch) -> None:
    work = batch()
    async with database.transaction():
        vera_row = {**dict(rows_of(metadata, database.cipher))["persons"], "id": VERA}
        await work.write(metadata.tables["persons"].insert().values(**vera_row))
        sealed = database.cipher.seal_text("Вера")
        await work.write(
            metadata.tables["accounts"]
            .insert()
            .values(messenger="vk", account=501, person=VERA, name_sealed=sealed, reachable=True)
        )
        game, over = await begun(work), await begun(work)
        await answers(work, game.id, ANNA, 0)
        await answers(work, game.id, VERA, 1)
        await work.games.score(over, 1, {ANNA: Points(10, 2), VERA: Points(7, 1)}, NOW)
        anna, vera = await work.people.get(ANNA), await work.people.get(VERA)
        assert anna is not None
        assert vera is not None
        await work.linking.join(anna, vera)
        await work.end_turn()
        await done(work)
    found = await kept(database, game.id)
    own = [one for one in found.play.solved if one.player]
    assert [(one.player, one.team) for one in own] == [(ANNA, str(ANNA))] * 2
    assert dict(found.play.players) == {ANNA: str(ANNA)}
    (best,) = await batch().games.standings(1, NOW - 1, NOW + 1)
    assert (best.person, best.points, best.right) == (ANNA, 17, 3)
