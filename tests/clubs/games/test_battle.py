"""A crossword battle in a club's chat: begun, answered, hinted, put aside and ended."""

from __future__ import annotations

import pytest

from tests.clubs.club_hall import ClubChat, ClubHall
from tests.clubs.games.arena import Arena
from tests.line import TheLine
from tests.phone import Phone


@pytest.fixture
def arena(club: ClubChat) -> Arena:
    """Where they battle."""
    return Arena(club)


async def test_a_moderator_begins_and_the_chat_gets_one_picture_and_the_clues(
    arena: Arena, club: ClubChat
) -> None:
    game = await arena.begins()
    assert "Кроссворд «Космос и наука»" in arena.board.text
    assert arena.sheet.open == {}
    (clues,) = [text for text in club.texts if "По горизонтали" in text]
    assert all(entry.clue in clues for entry in game.play.puzzle.entries)
    assert len(club.texts) == 2


async def test_whoever_does_not_moderate_begins_nothing(arena: Arena, anna: Phone) -> None:
    said = await arena.club.of(anna).says("/battle космос")
    assert said == ["Игру начинает ведущий чата. Попросите его."]
    assert await arena.games() == []
    assert await arena.club.of(anna).says("кроссворд космос") == []


async def test_right_answers_are_cheered_and_seen_together_at_the_next_look(
    arena: Arena, anna: Phone, ivan: Phone
) -> None:
    await arena.begins()
    await arena.wait()
    first, second, *_ = await arena.closed()
    assert await arena.answers(anna, first) == []
    await arena.club.of(ivan).says(second.word.upper())
    await arena.wait()
    assert len(arena.reactions) == 3, "one of them for the moderator"
    assert f"{first.word.upper()} — Анна П., +" in arena.board.text
    assert f"{second.word.upper()} — Иван С., +" in arena.board.text
    assert set(first.cells) <= set(arena.sheet.open)
    assert [team.name for team in arena.sheet.teams][:2] != []
    assert arena.board.edits <= 3


async def test_an_answer_counts_once_whoever_repeats_it(arena: Arena, anna: Phone, ivan: Phone) -> None:
    await arena.begins()
    first, *_ = await arena.closed()
    await arena.answers(anna, first)
    await arena.answers(ivan, first)
    await arena.answers(anna, first)
    solved = [one for one in (await arena.game()).play.solved if one.key == first.key]
    assert [one.points > 0 for one in solved] == [True]


async def test_talk_is_left_alone(arena: Arena, anna: Phone) -> None:
    await arena.begins()
    await arena.wait()
    before = len(arena.club.texts), arena.board.edits
    await arena.club.of(anna).says("Девочки, а кто завтра идёт на зарядку?")
    await arena.wait()
    assert (len(arena.club.texts), arena.board.edits) == before
    assert arena.reactions in (["👌"], [])


async def test_a_small_slip_is_told_as_almost(arena: Arena, anna: Phone) -> None:
    await arena.begins()
    longest, *_ = await arena.closed()
    assert len(longest.word) > 5
    slip = longest.word[:-1] + ("ъ" if longest.word[-1] != "ъ" else "ь")
    await arena.club.of(anna).says(f"{longest.number} {slip}")
    await arena.wait()
    assert "🤔" in arena.reactions
    assert "Почти: Анна П." in arena.board.text
    await arena.answers(anna, longest)
    await arena.wait()
    assert "Почти" not in arena.board.text


async def test_guessing_brings_a_rest_and_costs_nothing(arena: Arena, line: TheLine, anna: Phone) -> None:
    await arena.begins()
    first, *_ = await arena.closed()
    wrong = "ы" * len(first.cells)
    for _ in range(5):
        await arena.club.of(anna).says(f"{first.number} {wrong}")
    await arena.answers(anna, first)
    assert (await arena.game()).play.solver(first.key) is None
    await arena.wait(4)
    assert "Передышка на 15 секунд: Анна П." in arena.board.text
    await line.later(seconds=20)
    await arena.answers(anna, first)
    assert (await arena.game()).play.solver(first.key) is not None


async def test_a_hint_is_voted_for_and_paid(arena: Arena, anna: Phone) -> None:
    await arena.begins()
    before = len((await arena.game()).play.open())
    await arena.wait()
    await arena.club.of(anna).presses("Подсказка (−3)", on=arena.board)
    assert len((await arena.game()).play.open()) == before + 1
    await arena.wait()
    assert "Подсказка: открыли букву" in arena.board.text


async def test_one_who_presses_on_and_on_does_not_open_the_grid_for_everybody(
    arena: Arena, line: TheLine, anna: Phone
) -> None:
    await arena.begins()
    inside = arena.club.of(anna)
    for _ in range(4):
        await inside.presses("Подсказка (−3)", on=arena.board)
    assert len((await arena.game()).play.hints) == 1
    assert inside.toasts[-1].startswith("Следующая подсказка через ")
    await line.later(seconds=31)
    await inside.presses("Подсказка (−3)", on=arena.board)
    assert len((await arena.game()).play.hints) == 2


async def test_nobody_gets_into_the_other_clubs_team_by_a_button_that_was_never_there(
    arena: Arena, anna: Phone
) -> None:
    game = await arena.begins()
    inside = arena.club.of(anna)
    await inside.presses(data=f"c:team:{game.id}:2", on=arena.board)
    assert (await arena.game()).play.players == {}


async def test_a_player_asks_how_they_stand(arena: Arena, anna: Phone, ivan: Phone) -> None:
    await arena.begins()
    first, *_ = await arena.closed()
    await arena.answers(anna, first)
    inside = arena.club.of(anna)
    await inside.presses("Мой счёт", on=arena.board)
    assert inside.toasts[-1].startswith("Место 1. Очков ")
    outside = arena.club.of(ivan)
    await outside.presses("Мой счёт", on=arena.board)
    assert outside.toasts[-1] == "Вы ещё не в игре. Напишите в чат любое слово из кроссворда."


async def test_teams_are_chosen_by_a_button(arena: Arena, anna: Phone, ivan: Phone) -> None:
    game = await arena.begins("/battle космос 6 выбор")
    assert game.play.teams == ("1", "2")
    inside = arena.club.of(anna)
    await inside.presses("■ Оранжевые", on=arena.board)
    assert inside.toasts[-1] == "Вы в команде «Оранжевые». Пишите ответы в чат."
    first, *_ = await arena.closed()
    await arena.answers(anna, first)
    await inside.presses("● Синие", on=arena.board)
    assert "сменить её нельзя" in inside.toasts[-1]
    await arena.wait()
    assert "■ Оранжевые" in arena.board.text
    assert {arena.sheet.open[cell] for cell in first.cells} == {"2"}


async def test_a_game_rests_for_days_and_goes_on(arena: Arena, line: TheLine, anna: Phone) -> None:
    await arena.begins()
    first, second, *_ = await arena.closed()
    await arena.answers(anna, first)
    moderator = arena.club.of(arena.club.moderator)
    await moderator.says("пауза")
    await arena.wait()
    assert "Игра отдыхает" in arena.board.text
    assert await arena.answers(anna, second) == []
    await line.stands_still(days=9)
    await moderator.says("продолжаем")
    await arena.wait()
    await arena.answers(anna, second)
    solved = (await arena.game()).play.solved
    assert {first.key, second.key} <= {one.key for one in solved}


async def test_only_a_moderator_puts_a_game_aside(arena: Arena, anna: Phone) -> None:
    await arena.begins()
    await arena.club.of(anna).says("/pause")
    await arena.club.of(anna).says("конец игры")
    assert (await arena.game()).status == "running"


async def test_the_last_word_ends_it_with_table_and_thanks(arena: Arena, anna: Phone, ivan: Phone) -> None:
    await arena.begins()
    for place in range(20):
        left = await arena.closed() if await arena.games() else []
        if not left:
            break
        await arena.answers((anna, ivan)[place % 2], left[0])
    last = arena.club.texts[-1]
    assert last.startswith("Кроссворд «Космос и наука» разгадан!")
    assert "Анна П." in last
    assert "Лучшее слово: " in last
    assert "Спасибо всем за игру!" in last
    assert not arena.board.buttons
    assert await arena.games() == []


async def test_a_game_that_a_moderator_ends_tells_what_was_left(arena: Arena, anna: Phone) -> None:
    await arena.begins()
    first, second, *_ = await arena.closed()
    await arena.answers(anna, first)
    await arena.club.of(arena.club.moderator).says("/end")
    assert "на этом закончим" in arena.club.texts[-1]
    assert second.word.upper() in arena.club.texts[-1].split("Остались: ")[1]


async def test_a_game_that_nobody_touches_for_a_week_ends_by_itself(arena: Arena, line: TheLine) -> None:
    await arena.begins()
    await line.stands_still(days=6)
    assert len(await arena.games()) == 1
    await line.stands_still(days=2)
    assert await arena.games() == []
    assert "давно никто не трогал" in arena.club.texts[-1]


async def test_all_together_there_are_no_points(arena: Arena, anna: Phone, ivan: Phone) -> None:
    await arena.begins("/battle космос 6 вместе")
    for place, _ in enumerate(await arena.closed()):
        if await arena.games() and (left := await arena.closed()):
            await arena.answers((anna, ivan)[place % 2], left[0])
    assert "Вместе открыли слов: " in arena.club.texts[-1]
    assert "+" not in arena.club.texts[-1]


async def test_the_board_comes_down_where_much_was_written_below_it(arena: Arena, anna: Phone) -> None:
    await arena.begins()
    first, second, *_ = await arena.closed()
    await arena.answers(anna, first)
    await arena.wait(70)
    before = arena.board.id
    await arena.club.of(anna).says_quickly(*[f"Погода сегодня чудесная, день {n}" for n in range(25)])
    await arena.answers(anna, second)
    await arena.wait()
    assert arena.board.id > before


async def test_the_clues_are_told_again_but_not_twice_a_minute(arena: Arena, anna: Phone) -> None:
    await arena.begins()
    first, *_ = await arena.closed()
    await arena.answers(anna, first)
    (again,) = await arena.club.of(anna).says_quickly("вопросы", "/clues")
    assert first.clue not in again


async def test_a_topic_that_is_not_there_is_told_with_those_that_are(arena: Arena) -> None:
    (said,) = await arena.club.of(arena.club.moderator).says("/battle танки")
    assert said.startswith("Такой темы нет. Есть: ")
    assert "Космос и наука" in said


async def test_one_game_at_a_time(arena: Arena) -> None:
    await arena.begins()
    said = await arena.club.of(arena.club.moderator).says("/battle сад")
    assert said == ["Здесь уже идёт игра. Сначала доиграем её."]


async def test_a_player_whose_name_the_messenger_told_later_is_called_by_it(
    arena: Arena, hall: ClubHall
) -> None:
    quiet = await hall.person(707, "")
    await arena.begins()
    first, *_ = await arena.closed()
    await arena.answers(quiet, first)
    async with hall.line.reading() as work:
        await work.people.rename(quiet.address, "Нина Ивановна")
        await work.end_turn()
        await work.flush()
    work.committed()
    await arena.wait()
    assert "Нина И., +" in arena.board.text


async def test_a_moderator_who_only_talks_of_crosswords_begins_none(arena: Arena) -> None:
    moderator = arena.club.of(arena.club.moderator)
    for words in ("кроссворд", "Битва!", "кроссворд был трудный"):
        assert await moderator.says(words) == []
    assert await arena.games() == []
    await moderator.says("Кроссворд космос")
    assert (await arena.game()).title == "Космос и наука"
