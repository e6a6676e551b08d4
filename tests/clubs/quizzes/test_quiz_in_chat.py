"""A quiz in a club's chat, from the moderator's word to the last table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.games.playing import QUIZ, Game
from bot.domain.games.quiz import Question, QuizPack
from bot.flows.clubs.quizzes.quizzing import BEFORE, PAUSE
from bot.vocabulary import Act, AttachmentKind
from tests.clubs.club_hall import ClubChat
from tests.line import TheLine
from tests.network import Shown
from tests.phone import Phone

CHOICES = ("Волга", "Ока", "Дон", "Нева")
RIVER = Question("На какой реке Нижний Новгород?", ("Ока",), CHOICES, source="Атлас")
LAKE = Question(
    "Самое глубокое озеро?", ("Байкал",), hint="В Сибири", about="Ему 25 миллионов лет.", seconds=60.0
)
TUNE = Question("Что играет?", ("Калинка",), ("Калинка", "Барыня", "Весна", "Утро"), media="kalinka.ogg")


async def begins(club: ClubChat, *questions: Question) -> None:
    """The moderator begins a quiz of these questions, and the first one stands in the chat."""
    line, vera = club.hall.line, club.moderator
    async with line.acting(vera.messenger, vera.account) as services:
        pack = QuizPack("Реки и озёра", "ru", questions)
        await services.work.packs.keep(services.person.id, pack, line.now)
    await club.of(vera).says("викторина реки")
    await line.later(seconds=BEFORE + 1)


async def game_in(club: ClubChat) -> Game:
    """The newest game of the club."""
    async with club.hall.line.reading() as work:
        found = [*await work.games.of_club(club.number), *await work.games.running(club.number)]
        return max((one for one in found if one.kind == QUIZ), key=lambda one: one.id)


def question(club: ClubChat, part: str) -> Shown:
    """The message of the chat with these words."""
    return next(one for one in reversed(club.chat.messages) if part in one.text)


async def test_a_moderator_begins_a_quiz_by_a_word_and_a_resident_cannot(
    line: TheLine, club: ClubChat, vera_there: Phone, anna_there: Phone
) -> None:
    assert await anna_there.says("викторина книги") == ["Викторину начинает ведущий чата. Попросите его."]
    (list_of_all,) = await vera_there.says("/quiz")
    assert "• Книги и сказки" in list_of_all
    (begun,) = await vera_there.says("викторина книги 3")
    assert begun.startswith("Викторина «Книги и сказки»: 3 вопроса, на каждый 40 секунд.")
    assert await vera_there.says("викторина книги") == ["Здесь уже идёт игра. Сначала доиграем её."]
    await line.later(seconds=10)
    assert club.texts[-1].startswith("Вопрос 1 из 3")
    (over,) = await vera_there.says("стоп викторина")
    assert over == "Викторина «Книги и сказки» закончена. Спасибо, что были с нами!"
    assert (await game_in(club)).over


@pytest.mark.parametrize("talk", ["Викторина была чудесная!", "викторина", "Викторина, 5 минут до начала"])
async def test_talk_of_quizzes_begins_none(club: ClubChat, vera_there: Phone, talk: str) -> None:
    said = await vera_there.says(talk)
    assert bool(said) is (talk == "викторина"), "the word alone asks which"
    assert await vera_there.says("викторина книги 1")


async def test_a_crossword_that_rests_keeps_its_chat(club: ClubChat, vera: Phone, vera_there: Phone) -> None:
    await vera_there.says("/battle космос 6")
    await vera_there.says("пауза")
    for words in ("викторина книги 1", "/battle сад"):
        (said,) = await vera_there.says(words)
        assert said.startswith("Сейчас отдыхает кроссворд «Космос и наука».")
    await vera.presses(data=f"g:quiz-new:{club.number}-quiz-ru-books.yaml")
    told = [text for words in ("5", "30 секунд", "Сейчас") for text in await vera.says(words)]
    assert any("отдыхает кроссворд" in text for text in told)
    await vera_there.says("конец игры")
    (said, *_) = await vera_there.says("викторина книги 1")
    assert said.startswith("Викторина «Книги и сказки»")


async def test_choices_are_pressed_once_and_told_when_the_time_is_up(
    line: TheLine, club: ClubChat, anna_there: Phone, ivan_there: Phone
) -> None:
    await begins(club, RIVER)
    asked = club.chat.messages[-1]
    assert asked.labels == ["1. Волга", "2. Ока", "3. Дон", "4. Нева"]
    await anna_there.presses("2. Ока", on=asked)
    await anna_there.presses("1. Волга", on=asked)
    await ivan_there.presses("1. Волга", on=asked)
    assert anna_there.toasts[0] == "Ответ принят. Кто был прав, скажем, когда выйдет время."
    assert anna_there.toasts[1] == "Вы уже ответили на этот вопрос."
    assert "Верный ответ" not in asked.text
    await line.later(seconds=40)
    closed = question(club, "Нижний Новгород")
    assert closed.id == asked.id
    assert closed.labels == []
    assert closed.text.splitlines()[2:] == [
        "Верный ответ: Ока",
        "Ответили верно: Анна П.",
        "Откуда это известно: Атлас",
    ]
    assert club.texts[-1].splitlines()[1:] == ["1. Анна П. — 14 (верно: 1)", "2. Иван С. — 0 (верно: 0)"]
    await ivan_there.presses(data="c:qa:1:0:1", on=asked)
    assert ivan_there.toasts[-1] == "Этот вопрос уже закрыт."


async def test_the_first_right_word_closes_a_question_and_the_table_is_right(
    line: TheLine, club: ClubChat, anna_there: Phone, ivan_there: Phone
) -> None:
    await begins(club, LAKE)
    before = len(club.texts)
    assert await ivan_there.says("Ну и вопрос сегодня!") == []
    assert await ivan_there.says("Онежское") == []
    await anna_there.says("байкал")
    told = question(club, "Самое глубокое").text
    assert "Верный ответ: Байкал" in told
    assert "Первым был верный ответ: Анна П., +1" in told
    assert "Ему 25 миллионов лет." in told
    assert club.texts[before:] == [
        "Викторина «Реки и озёра» закончена. Спасибо всем, кто играл!\n1. Анна П. — 14 (верно: 1)"
    ]
    assert await ivan_there.says("байкал") == []
    assert [letter.target for letter in club.network.acts(Act.REACT)]
    async with line.reading() as work:
        (standing,) = await work.games.standings(club.number, 0.0, line.now + 1)
    assert (standing.points, standing.right) == (14, 1)


async def test_after_half_of_the_time_there_is_a_hint_and_two_votes_bring_it_sooner(
    line: TheLine, club: ClubChat, anna_there: Phone, ivan_there: Phone
) -> None:
    await begins(club, LAKE, LAKE)
    asked = club.chat.messages[-1]
    await line.later(seconds=21)
    assert "Подсказка: В Сибири" in asked.text
    await anna_there.says("Байкал")
    await line.later(seconds=PAUSE + 1)
    again = club.chat.messages[-1]
    assert "Подсказка" not in again.text.replace("Нужна подсказка", "")
    await anna_there.presses("Нужна подсказка", on=again)
    await anna_there.presses("Нужна подсказка", on=again)
    assert "Подсказка:" not in again.text
    await ivan_there.presses("Нужна подсказка", on=again)
    assert "Подсказка: В Сибири" in again.text
    assert anna_there.toasts[-1] == "Ваш голос за подсказку уже есть. Нужен ещё один."


async def test_a_question_that_nobody_could_answer_is_asked_anew_and_answers_stay(
    line: TheLine, club: ClubChat, anna_there: Phone, ivan_there: Phone
) -> None:
    await begins(club, RIVER)
    first = club.chat.messages[-1]
    await anna_there.presses("2. Ока", on=first)
    await line.stands_still(hours=1)
    again = club.chat.messages[-1]
    assert again.id != first.id
    assert again.text.startswith("Связь прерывалась, поэтому спросим ещё раз.")
    await anna_there.presses("1. Волга", on=again)
    assert anna_there.toasts[-1] == "Вы уже ответили на этот вопрос."
    await ivan_there.presses("2. Ока", on=again)
    await line.later(seconds=41)
    assert "Ответили верно: Анна П., Иван С." in question(club, "Нижний Новгород").text


async def test_a_question_that_is_only_a_little_late_closes_and_is_not_asked_again(
    line: TheLine, club: ClubChat, anna_there: Phone
) -> None:
    await begins(club, RIVER)
    line.now += 60.0
    await anna_there.presses("2. Ока", on=club.chat.messages[-1])
    await line.tick()
    assert "Ответили верно: Анна П." in question(club, "Нижний Новгород").text
    assert not any("Связь прерывалась" in text for text in club.texts)


async def test_time_runs_only_when_the_chat_has_the_question(line: TheLine, club: ClubChat) -> None:
    networks = club.network
    await begins(club, RIVER, RIVER)
    await line.later(seconds=41)
    networks.waiting = []
    await line.later(seconds=200)
    letters, networks.waiting = networks.waiting, None
    networks.put(letters)
    await line.settle()
    asked = club.chat.messages[-1]
    assert len(asked.labels) == 4
    await line.later(seconds=35)
    assert len(asked.labels) == 4
    await line.later(seconds=10)
    assert asked.labels == []


async def test_a_melody_comes_first_and_its_question_follows_when_it_is_there(
    line: TheLine, club: ClubChat, anna_there: Phone
) -> None:
    await begins(club, TUNE)
    sound, asked = club.chat.messages[-2:]
    assert sound.message.attachment is not None
    assert sound.message.attachment.kind is AttachmentKind.VOICE
    assert asked.labels[0] == "1. Калинка"
    await anna_there.presses("1. Калинка", on=asked)
    await line.later(seconds=61)
    assert "Ответили верно: Анна П." in question(club, "Что играет?").text


async def test_who_joins_two_accounts_answered_once(club: ClubChat) -> None:
    await begins(club, RIVER)
    game = await game_in(club)
    quiz = game.play.ask(0.0) if game.play.asked is None else game.play
    at = quiz.asked
    quiz, _, _ = quiz.answer(1, 1, at)
    quiz, _, _ = quiz.answer(2, 1, at)
    assert [one.player for one in quiz.joined(1, 2).given] == [1]
    assert quiz.joined(3, 4) is quiz


async def test_a_sound_that_does_not_come_is_passed_over(line: TheLine, club: ClubChat) -> None:
    await begins(club, LAKE, LAKE, TUNE)
    networks, passed = club.network, False
    for _ in range(6):
        networks.waiting = []
        await line.later(seconds=60)
        held, networks.waiting = networks.waiting, None
        sounds = [one for one in held if one.message is not None and one.message.attachment is not None]
        passed = passed or bool(sounds)
        networks.put([one for one in held if one not in sounds])
        await line.settle()
    assert passed
    assert (await game_in(club)).over
    assert not any("Что играет?" in text for text in club.texts)
    assert sum("Верный ответ: Байкал" in text for text in club.texts) == 2


async def test_a_quiz_ends_quietly_where_the_chat_is_closed_to_the_line(
    line: TheLine, club: ClubChat
) -> None:
    await begins(club, TUNE, TUNE)
    club.network.closed.add(club.address.chat)
    await line.later(minutes=5)
    club.network.closed.discard(club.address.chat)
    assert (await game_in(club)).over
    assert sum("Что играет?" in text for text in club.texts) == 1


async def test_a_hundred_presses_say_nothing_in_the_chat(
    line: TheLine, club: ClubChat, anna_there: Phone
) -> None:
    await begins(club, RIVER)
    asked, said = club.chat.messages[-1], len(club.network.letters)
    crowd = [await club.hall.person(5000 + nth, f"Игрок {nth}", opened=False) for nth in range(20)]
    there = [club.of(phone) for phone in crowd]
    await line.hear(
        *[one.pressing(data=asked.buttons[1].data, on=asked) for one in there], messenger=anna_there.messenger
    )
    assert all(one.toasts == ["Ответ принят. Кто был прав, скажем, когда выйдет время."] for one in there)
    assert not any(letter.act.speaks for letter in club.network.letters[said:])
    await line.later(seconds=45)
    assert "и ещё 10" in asked.text
    assert "И ещё игроков: 5" in club.texts[-1]


@pytest.mark.parametrize("media", ["", "kalinka.ogg"])
async def test_a_quick_quiz_stays_far_below_what_a_group_bears(
    line: TheLine, club: ClubChat, anna_there: Phone, media: str
) -> None:
    questions = [replace(LAKE, text=f"Озеро {nth}?", media=media) for nth in range(7)]
    await begins(club, *questions)
    times, counted = [], 0
    for _ in range(150):
        if any("закончена" in text for text in club.texts):
            break
        if "Пишите ответ" in club.texts[-1]:
            await anna_there.says("Байкал")
        await line.later(seconds=1)
        speaking = sum(one.act.speaks for one in club.network.letters if one.address == club.address)
        times += [line.now] * (speaking - counted)
        counted = speaking
    busiest = max(sum(at <= one < at + 60.0 for one in times) for at in times)
    assert "закончена" in club.texts[-1]
    assert busiest <= 17


async def test_a_club_that_lost_its_chat_has_no_quiz_that_waits_for_nobody(
    line: TheLine, club: ClubChat, vera_there: Phone
) -> None:
    await begins(club, RIVER, RIVER)
    await club.change(address=None)
    await line.later(minutes=2)
    assert (await game_in(club)).over
    await club.change(address=club.address)
    (begun,) = await vera_there.says("викторина реки")
    assert begun.startswith("Викторина «Реки и озёра»")
