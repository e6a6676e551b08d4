"""What nobody wrote a phrase for is noticed by its likeness; what only sounds like a phrase is let stay."""

from __future__ import annotations

import pytest

from bot.domain.safety.asking import asked
from bot.domain.understanding import NOTHING, Understood
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.line import TheLine
from tests.phone import Phone

SUBTLE = "Есть один человек, который очень многим здесь поможет"
STORY = "Прополис на спирту от горла, а не от всех болезней"
SHORT = "Спасибо, милые"
LIKE = {SUBTLE: 3.0, STORY: -6.0}


class LikenessRanker:
    """Knows what some messages are like; of others it says nothing."""

    def __init__(self, like: dict[str, float]) -> None:
        self.like = like
        self.asked: list[str] = []

    async def understand(self, text: str) -> Understood:
        seen = asked(text)
        if seen is None:
            return NOTHING
        self.asked.append(seen.text)
        return Understood(likeness=self.like.get(seen.text))


@pytest.fixture
async def room(hall: ClubHall, vera: Phone) -> Phone:
    """The moderators' room, as Vera has it open."""
    return await hall.opens_moderators_room(vera)


def listen(line: TheLine, like: dict[str, float]) -> LikenessRanker:
    line.ranker = line.app.turns.ranking.ranker = ranker = LikenessRanker(like)
    return ranker


async def test_likeness_decides_where_it_is_known(
    line: TheLine, club: ClubChat, anna: Phone, room: Phone
) -> None:
    ranker = listen(line, LIKE)
    there = club.of(anna)
    for text in (STORY, SHORT, SUBTLE):
        await there.says(text)
    assert [shown.text for shown in club.chat.messages] == [STORY, SHORT]
    assert "— похоже на сообщения мошенников" in room.last.text
    assert SHORT not in ranker.asked


async def test_without_an_answer_phrases_decide_alone(
    line: TheLine, club: ClubChat, anna: Phone, room: Phone
) -> None:
    listen(line, {})
    there = club.of(anna)
    for text in (SUBTLE, STORY):
        await there.says(text)
    assert [shown.text for shown in club.chat.messages] == [SUBTLE]
    assert "— чудо-лечение" in room.last.text
