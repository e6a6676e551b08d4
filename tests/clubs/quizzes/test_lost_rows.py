"""What a quiz, a word of the day and a contest wait for is found again when its row is lost."""

from __future__ import annotations

import pytest

from tests.clubs.club_hall import ClubChat
from tests.clubs.quizzes.test_contest import announced
from tests.clubs.quizzes.test_word_of_day import is_set
from tests.line import TheLine
from tests.network import TELEGRAM
from tests.phone import Phone


@pytest.fixture
def messenger() -> str:
    """One of them: what is asked here is the same on both."""
    return TELEGRAM


async def loses_rows(line: TheLine) -> None:
    """Everything of the games' that was to happen later is gone."""
    async with line.app.database.transaction():
        await line.app.database.run(
            "DELETE FROM due WHERE kind IN ('club-quiz', 'club-word', 'club-show')",
        )


async def test_a_quiz_goes_on_when_its_row_is_lost(line: TheLine, club: ClubChat, vera_there: Phone) -> None:
    await vera_there.says("викторина книги 1")
    await loses_rows(line)
    await line.later(minutes=15)
    assert "Вопрос 1 из 1" in " ".join(club.texts)
    async with line.reading() as work:
        assert await work.games.running(club.number) == []


async def test_a_word_and_a_contest_end_when_their_rows_are_lost(line: TheLine, club: ClubChat) -> None:
    await is_set(club)
    await announced(club, "Фотоконкурс с голосами", "Первый снег", "1", "Сразу")
    await line.later(hours=2)
    await loses_rows(line)
    await line.later(days=3, hours=9)
    async with line.reading() as work:
        running = [game.kind for game in await work.games.running(club.number)]
    assert running == []
    assert sum(text.startswith("Слово дня\n") for text in club.texts) >= 3
