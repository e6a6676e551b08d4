"""What moderators do with battles in private, by a plan and against another club, and what residents see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.drawing.sheet import DRAWN
from bot.vocabulary import Act
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.clubs.games.arena import Arena
from tests.line import TheLine
from tests.network import TELEGRAM, VK
from tests.phone import Phone


@pytest.fixture
def arena(club: ClubChat) -> Arena:
    """Where they battle."""
    return Arena(club)


async def test_a_moderator_begins_a_battle_in_private(arena: Arena, vera: Phone) -> None:
    await vera.presses(data=f"g:game-new:{arena.club.number}")
    assert "О чём будет кроссворд?" in vera.last.text
    await vera.says("На ваш выбор")
    await vera.says("8 слов")
    await vera.says("Каждый за себя")
    said = await vera.says("Прямо сейчас")
    assert "Начинаем! Кроссворд появится в чате через несколько секунд." in said
    assert len((await arena.game()).play.puzzle.entries) == 8
    assert "Открыто слов: 0 из 8" in arena.board.text


async def test_whoever_does_not_moderate_gets_no_such_conversation(arena: Arena, anna: Phone) -> None:
    await anna.presses(data=f"g:game-new:{arena.club.number}")
    assert not any("О чём будет" in text for text in anna.texts)


async def plans(arena: Arena, vera: Phone, when: str) -> list[str]:
    """A game of eight words is agreed on in private."""
    await vera.presses(data=f"g:game-new:{arena.club.number}")
    for words in ("На ваш выбор", "8 слов", "Все вместе, без счёта", "По расписанию"):
        await vera.says(words)
    await vera.says(when)
    return await vera.says("Да")


async def test_a_battle_comes_every_tuesday_and_the_chat_hears_of_it_an_hour_before(
    arena: Arena, line: TheLine, vera: Phone
) -> None:
    said = await plans(arena, vera, "каждый вторник в 18:00")
    assert any(text.startswith("Записали: по вторникам в 18:00") for text in said)
    # It is Monday, eleven in the morning.
    await line.later(hours=30, minutes=1)
    assert arena.club.texts[-1] == "Сегодня в 18:00 здесь битва кроссвордов. Приходите!"
    assert await arena.games() == []
    await line.later(hours=1)
    first = await arena.game()
    await arena.club.of(vera).says("/end")
    await line.stands_still(days=6, hours=22)
    await line.later(hours=2)
    assert (await arena.game()).id != first.id


async def test_a_battle_whose_time_went_by_is_begun_late_or_passed_over_and_told(
    arena: Arena, line: TheLine, vera: Phone
) -> None:
    await plans(arena, vera, "каждый вторник в 18:00")
    await line.later(hours=30, minutes=30)
    await line.stands_still(hours=1)
    assert "Должны были начать в 18:00, опоздали. Начинаем!" in arena.club.texts
    await arena.club.of(vera).says("/end")
    await line.stands_still(days=6)
    await line.stands_still(hours=27)
    assert arena.club.texts[-1].startswith("Битва кроссвордов в 18:00 не началась")
    assert await arena.games() == []


async def test_a_plan_is_dropped(arena: Arena, line: TheLine, vera: Phone) -> None:
    await plans(arena, vera, "каждый вторник в 18:00")
    await vera.presses(data=f"g:game-plans:{arena.club.number}")
    await vera.presses("по вторникам в 18:00")
    said = await vera.says("Убрать из расписания")
    assert "Убрали." in said
    await line.stands_still(days=8)
    assert arena.club.texts == []


async def test_a_moderator_lets_a_battle_rest_and_end_in_private(arena: Arena, vera: Phone) -> None:
    await arena.begins()
    await vera.presses(data=f"g:game-now:{arena.club.number}")
    await vera.presses("Пусть отдохнёт")
    assert (await arena.game()).status == "paused"
    await vera.presses(data=f"g:game-now:{arena.club.number}")
    await vera.presses("Закончить игру")
    assert "Закончить игру?" in vera.last.text
    await vera.presses("Закончить игру")
    assert await arena.games() == []


async def test_a_resident_reads_the_clues_at_leisure(arena: Arena, anna: Phone) -> None:
    game = await arena.begins()
    await anna.says(f"/start game_{game.id}")
    shown = [one for one in anna.heard if one.message.attachment is not None]
    assert [one.message.attachment.messenger for one in shown if one.message.attachment] == [DRAWN]
    everything = "\n".join(anna.texts)
    assert all(entry.clue in everything for entry in game.play.puzzle.entries)
    await anna.presses(data="g:games:")
    assert "Космос и наука" in anna.buttons


async def test_a_stranger_reads_nothing_of_a_club(arena: Arena, hall: ClubHall) -> None:
    game = await arena.begins()
    stranger = await hall.person(909, "Кто-то Чужой")
    await stranger.says(f"/start game_{game.id}")
    assert "Эту игру видят те, кто в чате клуба." in stranger.texts


async def test_the_week_and_the_season_are_told_where_somebody_played(
    arena: Arena, line: TheLine, anna: Phone, ivan: Phone
) -> None:
    await arena.begins()
    first, second, *_ = await arena.closed()
    await arena.answers(anna, first)
    await arena.answers(ivan, second)
    await arena.club.of(arena.club.moderator).says("/end")
    (table,) = await arena.club.of(anna).says("таблица")
    assert table.startswith("Таблица сезона: осень 2026\n1. ")
    assert "Анна П. — " in table
    assert "Иван С. — " in table
    await line.stands_still(days=6, hours=20)
    assert "Таблица недели" not in arena.club.texts[-1]
    await line.later(hours=4)
    assert arena.club.texts[-1].startswith("Таблица недели, 23.11 – 29.11\n1. ")
    await line.stands_still(days=7)
    assert sum("Таблица недели" in text for text in arena.club.texts) == 1


async def two_clubs(hall: ClubHall, vera: Phone, anna: Phone) -> tuple[Arena, Arena, Phone]:
    """A club here and one on the other messenger, whose moderator is Oleg."""
    other = VK if hall.messenger == TELEGRAM else TELEGRAM
    oleg = await hall.person(401, "Олег Немов", messenger=other)
    pavel = await hall.person(402, "Павел Кот", messenger=other)
    first = await hall.opens(vera, anna, name="Слово за слово")
    second = await hall.opens(oleg, pavel, name="Книголюбы", messenger=other)
    return Arena(first), Arena(second), pavel


async def test_two_clubs_battle_across_messengers(
    hall: ClubHall, line: TheLine, vera: Phone, anna: Phone
) -> None:
    here, there, pavel = await two_clubs(hall, vera, anna)
    oleg = there.club.moderator
    await vera.presses(data=f"g:game-across:{here.club.number}")
    await vera.presses("Книголюбы")
    await vera.says("На ваш выбор")
    await vera.says("8 слов")
    assert any("Клуб «Слово за слово» зовёт ваш клуб" in text for text in oleg.texts)
    await oleg.presses("Согласиться")
    assert "Клуб «Книголюбы» согласился. Начинаем!" in vera.texts
    assert (await here.game()).id == (await there.game()).id
    first, second, *_ = await here.closed()
    await here.answers(anna, first)
    await there.answers(pavel, first)
    await there.answers(pavel, second)
    await here.wait()
    for arena in (here, there):
        assert "Слово за слово" in arena.board.text
        assert "Книголюбы" in arena.board.text
    assert "Павел, +" in here.board.text, "a player of the other club, by the first name"
    assert "Павел К., +" in there.board.text
    assert {here.sheet.open[cell] for cell in set(first.cells) - set(second.cells)} == {str(here.club.number)}
    assert here.sheet.open == there.sheet.open
    await here.club.of(vera).says("/end")
    assert "1. " in here.club.texts[-1]
    assert "Книголюбы" in there.club.texts[-1]
    (table,) = await there.club.of(pavel).says("таблица")
    assert "Павел К. — " in table
    assert "Анна" not in table


async def test_a_challenge_is_taken_once_and_only_by_the_one_who_was_asked(
    hall: ClubHall, line: TheLine, vera: Phone, anna: Phone
) -> None:
    here, there, pavel = await two_clubs(hall, vera, anna)
    oleg = there.club.moderator
    await vera.presses(data=f"g:game-across:{here.club.number}")
    await vera.presses("Книголюбы")
    await vera.says("На ваш выбор")
    await vera.says("8 слов")
    asked = next(one for one in oleg.heard if one.buttons and "зовёт ваш клуб" in one.text)
    taking = asked.buttons[0].data
    await vera.presses(data=taking)
    await pavel.presses(data=taking)
    assert await here.games() == []
    await oleg.presses("В другой раз", on=asked)
    assert "Клуб «Книголюбы» сейчас не может. Позовите в другой раз." in vera.texts
    await oleg.presses("Согласиться", on=asked)
    assert "Этого вызова больше нет." in oleg.texts
    assert await here.games() == []


async def test_a_challenge_over_a_ready_crossword_names_its_own_number_of_words(
    hall: ClubHall, line: TheLine, vera: Phone, anna: Phone
) -> None:
    here, there, _ = await two_clubs(hall, vera, anna)
    ready = replace((await here.begins()).play.puzzle, title="Готовый")
    await here.club.of(vera).says("/end")
    async with line.acting(vera.messenger, vera.account) as services:
        await services.work.packs.keep(services.person.id, ready, line.now)
    await vera.presses(data=f"g:game-across:{here.club.number}")
    await vera.presses("Книголюбы")
    await vera.says("Готовый")
    asked = next(text for text in there.club.moderator.texts if "зовёт ваш клуб" in text)
    assert f": {len(ready.entries)} слов" in asked
    assert len(ready.entries) == 6


async def test_the_line_stays_far_below_what_a_group_takes(
    arena: Arena, line: TheLine, hall: ClubHall
) -> None:
    """A hundred people, each with a wrong answer and a right one, within a minute."""
    people = [
        await hall.person(1000 + n, f"Игрок{'абвгд'[n % 5]} {'Абвгд'[n // 20]}", opened=False)
        for n in range(20)
    ]
    await arena.begins("/battle космос 15")
    before = len(arena.club.network.letters)
    began = line.now
    for second in range(60):
        left = [entry for game in await arena.games() for entry in game.play.left()]
        if left:
            phone = arena.club.of(people[second % 20])
            word = left[0].word if second % 4 == 0 else "ы" * len(left[0].cells)
            await line.hear(phone.saying(f"{left[0].number} {word}"), messenger=arena.club.network.name)
        line.now = began + second
        await line.tick()
    spoke = [one for one in arena.club.network.letters[before:] if one.act in (Act.SAY, Act.EDIT)]
    assert 3 < len(spoke) <= 17


async def test_nothing_begins_where_games_are_switched_off(arena: Arena, vera: Phone) -> None:
    await arena.club.change(settings={"games": False})
    assert await arena.club.of(vera).says("/battle космос") == []
    await vera.presses(data=f"g:game-new:{arena.club.number}")
    for words in ("На ваш выбор", "8 слов", "Каждый за себя"):
        await vera.says(words)
    said = await vera.says("Прямо сейчас")
    assert any(text.startswith("Игры в этом клубе выключены.") for text in said)
    assert await arena.games() == []


async def test_the_way_to_a_game_stands_on_the_page_of_the_club(arena: Arena, anna: Phone) -> None:
    await anna.presses(data=f"g:club:{arena.club.number}")
    assert "Сейчас играют" not in anna.buttons
    await arena.begins()
    await anna.presses(data=f"g:club:{arena.club.number}")
    await anna.presses("Сейчас играют")
    await anna.presses("Космос и наука")
    assert anna.buttons[:2] == ["Показать, что нового", "Все игры"]


async def test_a_game_and_a_plan_are_found_again_when_their_rows_are_lost(
    arena: Arena, line: TheLine, vera: Phone
) -> None:
    await plans(arena, vera, "каждый вторник в 18:00")
    await arena.begins()
    async with line.app.database.transaction():
        await line.app.database.run("DELETE FROM due WHERE kind IN ('club-plan', 'club-idle')")
    await line.later(minutes=11)
    await arena.club.of(vera).says("/end")
    await line.later(hours=30)
    assert "Сегодня в 18:00 здесь битва кроссвордов. Приходите!" in arena.club.texts


async def test_a_battle_in_a_club_that_is_closed_ends_with_its_table(arena: Arena, vera: Phone) -> None:
    game = await arena.begins()
    await vera.presses(data=f"g:club-edit:{arena.club.number}")
    await vera.presses("Закрыть клуб")
    await vera.presses("Да, закрыть")
    assert await arena.games() == []
    assert arena.club.texts[-2].startswith(f"Кроссворд «{game.title}»: на этом закончим.")
    assert "закрывается" in arena.club.texts[-1]
