"""The word of the day: set by a moderator, guessed all day, told in the evening."""

from __future__ import annotations

import pytest

from bot.domain.games.battle import Battle, Mode
from bot.domain.games.daily import PRIZES, Look, Riddle, WordOfDay, riddle_of, shape
from bot.domain.games.layout import laid_out
from bot.domain.games.playing import BATTLE, WORD
from bot.domain.games.words import Word, WordList
from bot.flows.clubs.quizzes.daily import SETTING, plan
from bot.flows.clubs.quizzes.stage import Stage
from tests.clubs.club_hall import ClubChat
from tests.line import TheLine
from tests.network import TELEGRAM
from tests.phone import Phone

MANY = WordList(
    "Слова",
    "ru",
    tuple(Word(f"слово{chr(1072 + nth // 32)}{chr(1072 + nth % 32)}", "Оно") for nth in range(90)),
)


@pytest.fixture
def messenger() -> str:
    """One of them: what is asked here is the same on both."""
    return TELEGRAM


CROSSING = WordList(
    "Дом", "ru", tuple(Word(one, "Слово") for one in ("кот", "ток", "кит", "тон", "нос", "сон"))
)


async def is_set(club: ClubChat, at: str = "12:00") -> None:
    """The word of the day comes to the club from now on."""
    line, vera = club.hall.line, club.moderator
    await club.change(settings={SETTING: at})
    async with line.acting(vera.messenger, vera.account) as services:
        stage = await Stage.of(club.number, services.work, line.app.line)
        assert stage is not None
        plan(stage)


async def word_in(club: ClubChat) -> str:
    """The word that is guessed at present."""
    async with club.hall.line.reading() as work:
        (game,) = [one for one in await work.games.running(club.number) if one.kind == WORD]
        return str(game.play.riddle.word)


async def test_the_first_three_get_points_and_all_are_told_in_the_evening(
    line: TheLine, club: ClubChat, anna_there: Phone, ivan_there: Phone
) -> None:
    await is_set(club)
    await line.later(hours=1, minutes=1)
    assert club.texts[-1].startswith("Слово дня\n")
    word = await word_in(club)
    assert await anna_there.says("Доброе утро, соседи!") == []
    assert await anna_there.says(word.upper()) == []
    await anna_there.says(word)
    await ivan_there.says(word)
    await line.later(hours=8)
    told = club.texts[-1]
    assert f"«{word}»" in told
    assert told.splitlines()[-2:] == ["1. Анна П., +10", "2. Иван С., +7"]
    async with line.reading() as work:
        standings = await work.games.standings(club.number, 0.0, line.now + 1)
        assert [one.points for one in standings] == [10, 7]
        assert await work.games.running(club.number) == []


async def test_the_word_is_heard_while_a_battle_goes_on(
    line: TheLine, club: ClubChat, vera_there: Phone, anna_there: Phone
) -> None:
    async with line.acting(club.moderator.messenger, club.moderator.account) as services:
        puzzle = laid_out(CROSSING, 5, 1, work=20)
        assert puzzle is not None
        battle = Battle.begin(puzzle, Mode.SOLO, line.now)
        await services.work.games.start(club.number, BATTLE, "Дом", puzzle.plain(), battle, line.now)
    await is_set(club)
    await line.later(hours=1, minutes=1)
    word = await word_in(club)
    await anna_there.says(word)
    async with line.reading() as work:
        games = await work.games.running(club.number)
    assert [one.kind for one in games] == ["battle", WORD]
    assert len(games[1].play.found) == 1


async def test_tomorrow_there_is_another_word(line: TheLine, club: ClubChat) -> None:
    await is_set(club)
    await line.later(hours=2)
    first = await word_in(club)
    await line.later(hours=24)
    assert await word_in(club) != first
    assert sum(text.startswith("Слово дня\n") for text in club.texts) == 2
    assert sum("никто не отгадал" in text for text in club.texts) == 1


async def test_a_line_that_slept_over_the_day_tells_late_and_begins_no_riddle_at_night(
    line: TheLine, club: ClubChat
) -> None:
    await is_set(club)
    await line.later(hours=2)
    await line.stands_still(hours=31)
    assert "никто не отгадал" in club.texts[-1]
    async with line.reading() as work:
        assert await work.games.running(club.number) == []
    await line.later(hours=18)
    assert await word_in(club)


async def test_where_it_is_switched_off_no_word_comes(line: TheLine, club: ClubChat) -> None:
    await is_set(club)
    await club.change(settings={})
    await line.later(hours=30)
    assert club.texts == []


def test_no_word_comes_twice_before_all_have_come() -> None:
    days = [riddle_of([MANY], 7, day) for day in range(1000, 1090)]
    assert len({one.word for one in days if one is not None}) == 90
    assert {one.look for one in days if one is not None} == set(Look)
    assert riddle_of([WordList("Мало", "ru", MANY.words[:20])], 7, 1) is None


def test_letters_in_disorder_are_the_same_letters_and_not_the_word() -> None:
    mixed = [one for day in range(90) if (one := riddle_of([MANY], 1, day)) and one.look is Look.ANAGRAM]
    assert mixed
    for one in mixed:
        letters = one.letters.replace(" ", "")
        assert letters != one.word.upper()
        assert sorted(letters) == sorted(one.word.upper())


def test_only_the_first_time_counts_and_joined_players_are_one() -> None:
    play = WordOfDay(Riddle("Байкал", "Озеро", "Природа", Look.CLUE))
    for nth, player in enumerate((1, 2, 3, 4)):
        play, _, points = play.answer(player, "байкал", 10.0 + nth)
        assert points == (PRIZES[nth] if nth < len(PRIZES) else 0)
    again, _, points = play.answer(1, "Байкал", 20.0)
    assert (again, points) == (play, 0)
    assert [one.player for one in play.joined(1, 3).found] == [1, 2, 4]
    assert WordOfDay.of(play.riddle.plain(), play.plain()) == play
    assert shape("Байкал") == "б····л"
