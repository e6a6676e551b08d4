"""Packs that moderators brought, as they are kept."""

import pytest

from bot.domain.games.playable import PackKind, plain_of, playable_of
from bot.domain.games.quiz import Question, QuizPack
from bot.domain.games.words import Word, WordList
from bot.flows.clubs.packs.shelf import on_shelf, taken
from bot.storage.packs import FORGOTTEN, PackState
from tests.clubs.club_hall import MARIA, ClubHall, a_line
from tests.network import TELEGRAM

WORDS = WordList("Сад", "ru", (Word("яблоко", "Падает недалеко"), Word("груша", "Нельзя скушать")), "О саде")
QUIZ = QuizPack("Разное", "ru", (Question("Столица?", ("Москва",), ("Москва", "Тула"), "на М", "карта"),))


@pytest.fixture
async def line(tmp_path):
    async with a_line(tmp_path) as line:
        await ClubHall(line).person(MARIA, "Мария")
        yield line


def test_what_can_be_played_survives_being_kept():
    for playable in (WORDS, QUIZ):
        assert playable_of(plain_of(playable)) == playable


async def test_a_pack_is_looked_at_and_then_shelved_once(line):
    async with line.acting(TELEGRAM, MARIA) as services:
        packs = services.work.packs
        number = await packs.keep(services.person.id, WORDS, line.now, PackState.CHECKED)
        assert await packs.listed() == []
        assert await packs.get(number) == WORDS
        assert await packs.shelve(number)
        assert not await packs.shelve(number)
        (listed,) = await packs.listed(person=services.person.id)
        assert (listed.id, listed.kind, listed.title, listed.size) == (number, PackKind.WORDS, "Сад", 2)
        assert await packs.listed([PackKind.QUIZ]) == []


async def test_what_nobody_kept_is_thrown_away_in_time(line):
    async with line.acting(TELEGRAM, MARIA) as services:
        packs = services.work.packs
        seen = await packs.keep(services.person.id, WORDS, line.now, PackState.CHECKED)
        kept = await packs.keep(services.person.id, WORDS, line.now)
        await packs.forget(line.now + FORGOTTEN - 1)
        assert await packs.about(seen) is not None
        await packs.forget(line.now + FORGOTTEN)
        assert await packs.about(seen) is None
        assert await packs.about(kept) is not None


async def test_the_shelf_holds_the_lines_own_and_what_was_brought(line):
    async with line.acting(TELEGRAM, MARIA) as services:
        number = await services.work.packs.keep(services.person.id, QUIZ, line.now)
        quizzes = await on_shelf(services, [PackKind.QUIZ], "ru")
        assert quizzes[0].name == f"up:{number}"
        assert {one.name for one in quizzes} > {"quiz-ru-books.yaml"}
        assert await taken(services, f"up:{number}") == QUIZ
        garden = await taken(services, "ru-garden.yaml")
        assert isinstance(garden, WordList)
        chinese = await on_shelf(services, [PackKind.WORDS], "zh")
        assert {one.name for one in chinese} == {"zh-nature.yaml", "zh-home.yaml"}
        assert await services.work.packs.drop(number)
        for gone in (f"up:{number}", "up:", "up:x", "nothing.yaml"):
            assert await taken(services, gone) is None


async def test_a_question_may_be_added_to_a_pack(line):
    async with line.acting(TELEGRAM, MARIA) as services:
        packs = services.work.packs
        number = await packs.keep(services.person.id, QUIZ, line.now)
        more = QuizPack("Разное", "ru", (*QUIZ.questions, Question("2+2?", ("4",))))
        assert await packs.replace(number, more)
        assert await packs.get(number) == more
        assert not await packs.replace(number + 1, more)
