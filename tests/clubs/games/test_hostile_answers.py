"""Words that are meant to break a battle, or to win it by something other than knowing."""

from __future__ import annotations

import pytest

from bot.domain.games.playing import Game
from bot.vocabulary import Act
from tests.clubs.club_hall import ClubChat
from tests.clubs.games.arena import Arena
from tests.line import TheLine
from tests.phone import Phone


@pytest.fixture
def arena(club: ClubChat) -> Arena:
    """Where they battle."""
    return Arena(club)


def solvers(game: Game) -> dict[str, int]:
    """Who opened which word."""
    return {one.key: one.player for one in game.play.solved if one.player}


async def test_fifty_guesses_in_a_breath_drown_nobody_and_win_nothing(
    arena: Arena, line: TheLine, anna: Phone, ivan: Phone
) -> None:
    await arena.begins()
    first, second, *_ = await arena.closed()
    await arena.wait()
    said, reactions, edits = len(arena.club.texts), len(arena.reactions), arena.board.edits
    hostile, honest = arena.club.of(anna), arena.club.of(ivan)
    right = f"{first.number} {first.word}"
    guesses = [f"{first.number} {'ы' * len(first.cells)}" for _ in range(49)]
    deeds = [hostile.saying(guess) for guess in [*guesses, right]]
    deeds.insert(40, honest.saying(f"{second.number} {second.word}"))
    await line.hear(*deeds, messenger=arena.club.network.name)
    await arena.wait()
    opened = solvers(await arena.game())
    known = await arena.club.hall.known(ivan)
    assert opened == {second.key: known.id}
    assert len(arena.club.texts) == said
    assert arena.board.edits == edits + 1
    assert len(arena.reactions) - reactions <= 11
    assert "Анна П." in arena.board.text.split("Передышка")[1]


async def test_who_changes_an_old_message_into_the_answer_was_not_first(
    arena: Arena, anna: Phone, ivan: Phone
) -> None:
    inside = arena.club.of(anna)
    await inside.says("Добрый вечер!")
    old = inside.screen[-1]
    await arena.begins()
    first, *_ = await arena.closed()
    await inside.edits(old, f"{first.number} {first.word}")
    assert solvers(await arena.game()) == {}
    await arena.answers(ivan, first)
    assert list(solvers(await arena.game())) == [first.key]


async def test_an_answer_that_replies_to_the_board_is_an_answer(arena: Arena, anna: Phone) -> None:
    await arena.begins()
    first, *_ = await arena.closed()
    await arena.club.of(anna).says(f"{first.number} {first.word}", reply_to=arena.board)
    assert list(solvers(await arena.game())) == [first.key]


async def test_signs_that_nobody_sees_change_nothing_in_an_answer(
    arena: Arena, anna: Phone, ivan: Phone
) -> None:
    await arena.begins()
    first, second, *_ = await arena.closed()
    inside = arena.club.of(anna)
    await inside.says("\u200b".join(first.word))
    await inside.says(f"{second.number} {second.word} 🎉🎉🎉")
    for nothing in ("🎉", "\u200b\u200b", "…", "5", "гор", "№", "-", "ъ" * 4096, "1 " * 2000, "\n\n5\n\n"):
        await inside.says(nothing)
    assert list(solvers(await arena.game())) == [first.key, second.key]
    assert (await arena.game()).play.wrong == {}


async def test_four_thousand_letters_with_the_answer_among_them_are_talk(arena: Arena, anna: Phone) -> None:
    game = await arena.begins()
    everything = " ".join(entry.word for entry in game.play.puzzle.entries)
    inside = arena.club.of(anna)
    await inside.says((everything + " ") * (4096 // len(everything)))
    await inside.says(", ".join(entry.word for entry in game.play.puzzle.entries[:5]))
    assert solvers(await arena.game()) == {}


async def test_a_forwarded_answer_opens_no_second_word(arena: Arena, anna: Phone, ivan: Phone) -> None:
    await arena.begins()
    first, *_ = await arena.closed()
    await arena.answers(anna, first)
    await arena.club.of(ivan).says(f"{first.number} {first.word}", forwarded=True)
    known = await arena.club.hall.known(anna)
    assert solvers(await arena.game()) == {first.key: known.id}


async def test_presses_that_no_button_offers_end_nothing_and_are_answered(
    arena: Arena, anna: Phone, ivan: Phone
) -> None:
    game = await arena.begins("/battle космос 6 выбор")
    inside = arena.club.of(anna)
    board = arena.board
    forged = (
        f"c:hint:{game.id + 7}", "c:hint:", "c:hint:99999999999999999999", f"c:team:{game.id}:9",
        f"c:team:{game.id}:", f"c:end:{game.id}", "c:", "c", f"c:mine:{game.id}:{'1' * 40}", "c:hint:-1",
        "c:hint:¹",
    )  # fmt: skip
    for data in forged:
        await inside.presses(data=data, on=board)
    assert len(inside.toasts) == len(forged)
    after = await arena.game()
    assert after.play.plain() == game.play.plain()


async def test_buttons_of_a_battle_that_is_over_say_so(arena: Arena, anna: Phone) -> None:
    game = await arena.begins()
    await arena.club.of(arena.club.moderator).says("/end")
    await arena.begins("/battle сад 6")
    inside = arena.club.of(anna)
    before = (await arena.game()).play.plain()
    await inside.presses(data=f"c:hint:{game.id}")
    assert inside.toasts[-1] == "Эта игра уже закончилась."
    assert (await arena.game()).play.plain() == before


async def test_a_battle_of_another_club_is_not_played_by_forged_buttons(arena: Arena, anna: Phone) -> None:
    hall = arena.club.hall
    theirs = Arena(await hall.opens(await hall.person(402, "Пётр"), name="Книголюбы"))
    game = await theirs.begins()
    before = game.play.plain()
    await arena.club.of(anna).presses(data=f"c:hint:{game.id}")
    assert (await theirs.game()).play.plain() == before


async def test_reactions_never_outnumber_what_a_messenger_takes(
    arena: Arena, line: TheLine, anna: Phone
) -> None:
    """A hundred people who are all right at once: some see no thumb, everybody's word counts."""
    await arena.begins("/battle космос 25")
    entries = await arena.closed()
    people = [await arena.club.hall.person(2000 + place, f"Игрок{place}") for place in range(len(entries))]
    before = len(arena.club.network.acts(Act.REACT))
    deeds = [
        arena.club.of(one).saying(f"{entry.number}{'г' if entry.way == 'across' else 'в'} {entry.word}")
        for one, entry in zip(people, entries, strict=True)
    ]
    line.pace = 0.0
    await line.hear(*deeds, messenger=arena.club.network.name)
    assert len(arena.club.network.acts(Act.REACT)) - before <= 10
    async with line.reading() as work:
        games = await work.games.of_club(arena.club.number)
    assert len(games) == 1, "every word is found, or opened by those that cross it"
