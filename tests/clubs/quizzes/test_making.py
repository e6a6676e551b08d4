"""What moderators set going in private: a quiz now or by a plan, their own question, the word of the day."""

from __future__ import annotations

import pytest

from bot.domain.games.quiz import QuizPack
from bot.flows.clubs.quizzes.daily import SETTING, show
from bot.flows.clubs.quizzes.quizzing import BEFORE
from bot.flows.clubs.quizzes.stage import Stage
from bot.vocabulary import Attachment, AttachmentKind
from tests.clubs.club_hall import ClubChat
from tests.line import TheLine
from tests.network import TELEGRAM
from tests.phone import Phone


@pytest.fixture
def messenger() -> str:
    """One of them: what is asked here is the same on both."""
    return TELEGRAM


async def answers(phone: Phone, *said: str) -> list[str]:
    """Somebody answers one question after another; all that was said to them."""
    told: list[str] = []
    for one in said:
        told += await phone.says(one)
    return told


async def test_a_quiz_is_begun_from_a_pack_on_the_shelf(line: TheLine, club: ClubChat, vera: Phone) -> None:
    await vera.presses(data="g:quiz-new:")
    told = await answers(vera, "Угадай картинку · 17", "5", "30 секунд", "Прямо сейчас")
    assert any("Викторина началась в чате клуба «Слово за слово»." in text for text in told)
    await line.later(seconds=BEFORE + 1)
    picture, question = club.chat.messages[-2:]
    assert picture.message.attachment is not None
    assert picture.message.attachment.kind is AttachmentKind.PHOTO
    assert question.text.startswith("Вопрос 1 из 5 · 30 сек.")


async def test_a_pack_that_was_looked_at_leads_straight_to_its_quiz(club: ClubChat, vera: Phone) -> None:
    told = await vera.presses(data="g:quiz-new:quiz-ru-books.yaml")
    assert told[-1] == "Сколько вопросов?"


async def test_a_quiz_begins_by_its_plan(line: TheLine, club: ClubChat, vera: Phone) -> None:
    await vera.presses(data=f"g:quiz-new:{club.number}-quiz-ru-books.yaml")
    await answers(vera, "5", "30 секунд", "По расписанию", "сегодня в 15:00", "да")
    async with line.reading() as work:
        (plan,) = await work.game_plans.of_club(club.number)
    assert plan.kind == "quiz"
    await line.later(hours=4, seconds=20)
    assert any(text.startswith("Викторина «Книги и сказки»: 5 вопросов") for text in club.texts)
    assert any(text.startswith("Вопрос 1 из 5") for text in club.texts)


async def test_questions_do_not_come_back_before_the_others_were_asked(
    line: TheLine, club: ClubChat, vera_there: Phone
) -> None:
    asked: list[str] = []
    for _ in range(3):
        await vera_there.says("викторина книги 10")
        await vera_there.says("стоп викторина")
    async with line.reading() as work:
        for game in await work.games.of_club(club.number):
            asked += [one["text"] for one in game.content["questions"]]
    assert len(asked) == len(set(asked)) == 30


async def test_a_moderators_own_question_is_asked_at_once(
    line: TheLine, club: ClubChat, vera: Phone, anna_there: Phone
) -> None:
    await vera.presses(data=f"g:question-new:{club.number}")
    told = await answers(vera, "Кто печёт лучшие пироги?", "Зоя", "Рая; Рая; Тая")
    assert told[-2] == "Нужно ровно три разных неверных ответа. Например: Волга; Ока; Кама"
    await answers(vera, "Рая; Тая; Мая", "Без фото", "Спросить сейчас")
    await line.later(seconds=BEFORE + 1)
    question = club.chat.messages[-1]
    assert sorted(label[3:] for label in question.labels) == ["Зоя", "Мая", "Рая", "Тая"]
    right = next(label for label in question.labels if label.endswith("Зоя"))
    await anna_there.presses(right, on=question)
    await line.later(minutes=2)
    assert "Ответили верно: Анна П." in question.text


async def test_own_questions_gather_in_a_pack_and_a_photograph_goes_with_them(
    line: TheLine, club: ClubChat, vera: Phone
) -> None:
    photo = Attachment(AttachmentKind.PHOTO, ref="photo-1", messenger=vera.messenger)
    for nth in range(2):
        await vera.presses(data=f"g:question-new:{club.number}")
        await answers(vera, f"Чей это дом, номер {nth}?", "Зои", "Без вариантов")
        await vera.sends(photo)
        told = await answers(vera, "В мой набор")
        assert f"Отложили. В вашем наборе вопросов: {nth + 1}" in told
    async with line.reading() as work:
        (brought,) = await work.packs.listed()
        pack = await work.packs.get(brought.id)
    assert isinstance(pack, QuizPack)
    assert pack.questions[0].media == f"{vera.messenger}:photo-1"
    await vera.presses(data=f"g:quiz-new:{club.number}-up:{brought.id}")
    await answers(vera, "Все 2", "30 секунд", "Прямо сейчас")
    await line.later(seconds=BEFORE + 1)
    shown = club.chat.messages[-2].message.attachment
    assert shown is not None
    assert (shown.messenger, shown.ref) == (vera.messenger, "photo-1")


async def test_the_word_of_the_day_is_switched_on_and_off(line: TheLine, club: ClubChat, vera: Phone) -> None:
    (asked,) = await vera.presses(data=f"g:word-set:{club.number}")
    assert "Сейчас: не приходит." in asked
    told = await answers(vera, "12:00")
    assert "Готово: слово дня придёт в 12:00, ответ расскажем в 20:00." in told
    assert (await club.club()).settings[SETTING] == "12:00"
    await line.later(hours=2)
    assert any(text.startswith("Слово дня\n") for text in club.texts)
    await vera.presses(data=f"g:word-set:{club.number}")
    assert "Слово дня больше не приходит." in await answers(vera, "Не присылать")
    said = len(club.texts)
    await line.later(days=2)
    assert len(club.texts) == said + 1  # the answer of the last word


async def test_residents_set_nothing_going(club: ClubChat, anna: Phone) -> None:
    for flow in ("quiz-new", "question-new", "word-set"):
        await anna.presses(data=f"g:{flow}:{club.number}")
        told = " ".join(anna.texts)
        assert "Сколько вопросов?" not in told
        assert "Напишите вопрос." not in told
        assert "Когда её присылать?" not in told


async def test_where_games_are_off_there_is_no_quiz_and_no_word(line: TheLine, club: ClubChat) -> None:
    await club.change(settings={"games": False, SETTING: "12:00"})
    vera = club.moderator
    assert await club.of(vera).says("викторина книги 3") == []
    await vera.presses(data=f"g:quiz-new:{club.number}-quiz-ru-books.yaml")
    for answer in ("5", "40 секунд", "Прямо сейчас"):
        await vera.says(answer)
    assert any("Игры в этом клубе выключены" in text for text in vera.texts)
    async with line.acting(vera.messenger, vera.account) as services:
        stage = await Stage.of(club.number, services.work, line.app.line)
        assert stage is not None
        assert await show(stage) is None
    assert club.texts == []
