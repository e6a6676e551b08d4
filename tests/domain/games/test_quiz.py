"""A quiz in a club."""

import json

from bot.domain.games.quiz import Heard, Question, Quiz, QuizPack

ANNA, BORIS = 1, 2
CHOICES = Question("Какая река течёт в Москве?", ("Москва",), ("Нева", "Москва", "Волга", "Ока"))
FREE = Question("Кто первым полетел в космос?", ("Юрий Гагарин", "Гагарин"), hint="Улыбка на весь мир")


def begin(*questions: Question) -> Quiz:
    return Quiz(QuizPack("Проба", "ru", questions)).ask(0.0)


def kept(quiz: Quiz) -> Quiz:
    """The quiz after a restart."""
    return Quiz.of(quiz.pack, json.loads(json.dumps(quiz.plain())))


def test_a_choice_is_pressed_numbered_lettered_or_written():
    for said in (1, "2", "б", "B", "москва"):
        quiz, heard, points = begin(CHOICES).answer(ANNA, said, 0.0)
        assert (heard, points, quiz.who_was_right(0)) == (Heard.COUNTED, 15, (ANNA,))


def test_only_the_first_choice_of_a_player_counts():
    quiz, heard, points = begin(CHOICES).answer(ANNA, "Волга", 1.0)
    assert (heard, points) == (Heard.COUNTED, 0)
    quiz, heard, _ = quiz.answer(ANNA, "Москва", 2.0)
    assert heard is Heard.AGAIN
    assert quiz.who_was_right(0) == ()


def test_a_free_answer_closes_the_question_and_brings_less_with_time():
    quiz, heard, points = begin(FREE, CHOICES).answer(ANNA, "гагарин!", 60.0)
    assert (heard, points) == (Heard.RIGHT, 10)
    assert (quiz.asked, quiz.question) == (None, CHOICES)
    assert quiz.answer(BORIS, "Гагарин", 61.0)[1] is Heard.CLOSED


def test_a_slip_is_almost_right():
    assert begin(FREE).answer(ANNA, "Гагарен", 1.0)[1] is Heard.ALMOST
    assert begin(FREE).answer(ANNA, "Титов", 1.0)[1] is Heard.WRONG


def test_hints_show_more_and_more_and_cost_points():
    quiz, hint = begin(FREE).hint()
    assert hint == "Улыбка на весь мир"
    quiz, hint = kept(quiz).hint()
    assert hint == "Ю··· ·······"
    quiz, hint = quiz.hint()
    assert hint == "Юр·· ·······"
    assert quiz.answer(ANNA, "Гагарин", 0.0)[2] == 15 - 9
    for _ in range(20):
        quiz, hint = quiz.hint()
    assert hint == ""
    assert quiz.answer(ANNA, "Гагарин", 60.0)[2] == 3


def test_no_hint_tells_a_choice():
    assert begin(CHOICES).hint()[1] == ""


def test_when_the_time_is_up_nothing_counts():
    quiz = begin(CHOICES)
    assert quiz.due() == 60.0
    assert quiz.answer(ANNA, "Москва", 60.5)[1] is Heard.CLOSED
    assert quiz.close().over


def test_the_table_shows_the_best_first_and_survives_a_restart():
    quiz = begin(CHOICES, FREE)
    quiz, _, _ = quiz.answer(BORIS, "Нева", 1.0)
    quiz, _, _ = quiz.answer(ANNA, "Москва", 1.0)
    quiz = kept(quiz).close().ask(100.0)
    quiz, heard, _ = kept(quiz).answer(ANNA, "Гагарин", 101.0)
    assert heard is Heard.RIGHT
    assert [(row.player, row.right) for row in quiz.table()] == [(ANNA, 2), (BORIS, 0)]
    assert quiz.over
    assert quiz.ask(200.0) == quiz


def test_a_moderator_may_stop_it():
    quiz = begin(CHOICES, FREE).stop()
    assert (quiz.over, quiz.question, quiz.due()) == (True, None, None)
