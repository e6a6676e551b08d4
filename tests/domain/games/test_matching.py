"""Answers as people write them in a chat."""

import pytest

from bot.domain.games.grid import Way
from bot.domain.games.matching import Guess, Verdict, judged, readings


@pytest.mark.parametrize(
    ("said", "guess"),
    [
        ("5 гор космонавт", Guess("космонавт", 5, Way.ACROSS)),
        ("5г космонавт", Guess("космонавт", 5, Way.ACROSS)),
        ("5 Г. Космонавт!", Guess("космонавт", 5, Way.ACROSS)),
        ("№5 по горизонтали: космонавт", Guess("космонавт", 5, Way.ACROSS)),
        ("5 по горизонтали — космонавт", Guess("космонавт", 5, Way.ACROSS)),
        ("12в ёлка", Guess("елка", 12, Way.DOWN)),
        ("вертикаль 12 ёлка", Guess("елка", 12, Way.DOWN)),
        ("12 верт. ёлка", Guess("елка", 12, Way.DOWN)),
        ("5) космонавт", Guess("космонавт", 5)),
        ("5-космонавт", Guess("космонавт", 5)),
        ("5 гора", Guess("гора", 5)),
        ("5 врач", Guess("врач", 5)),
        ("космонавт", Guess("космонавт")),
        ("  КОСМОНАВТ. ", Guess("космонавт")),
        ("Нижний Новгород", Guess("нижнийновгород")),
        ("5 across astronaut", Guess("astronaut", 5, Way.ACROSS)),
        ("5a astronaut", Guess("astronaut", 5, Way.ACROSS)),
        ("7 down moon", Guess("moon", 7, Way.DOWN)),
        ("7d moon", Guess("moon", 7, Way.DOWN)),
        ("7 dog", Guess("dog", 7)),
        ("5 poziomo żółw", Guess("żółw", 5, Way.ACROSS)),
        ("5 pion. żółw", Guess("żółw", 5, Way.DOWN)),
        ("5横太空", Guess("太空", 5, Way.ACROSS)),
        ("横5 太空", Guess("太空", 5, Way.ACROSS)),
        ("竖 3：月亮", Guess("月亮", 3, Way.DOWN)),
        ("太空", Guess("太空")),
        ("9 12$@", Guess("12$@", 9)),
    ],
)
def test_a_person_answers_in_any_of_the_usual_ways(said, guess):
    assert readings(said)[0] == guess


@pytest.mark.parametrize(
    "said", ["", "   ", "!" * 90, "добрый вечер всем, кто сегодня играет с нами", "раз\nдва", "..."]
)
def test_talk_is_no_answer(said):
    assert [guess for guess in readings(said) if guess.word.isalpha()] == []


def test_an_article_may_be_a_way_or_a_part_of_the_word():
    assert readings("5 a cat") == (Guess("cat", 5, Way.ACROSS), Guess("acat", 5), Guess("5acat"))


@pytest.mark.parametrize(
    ("said", "answer", "verdict"),
    [
        ("ёж", "еж", Verdict.RIGHT),
        ("ЁЖ", "ёж", Verdict.RIGHT),
        ("кресло-качалка", "КРЕСЛОКАЧАЛКА", Verdict.RIGHT),
        ("кресло качалка", "кресло-качалка", Verdict.RIGHT),
        ("zolw", "żółw", Verdict.RIGHT),
        ("coup de grace", "coup de grâce", Verdict.RIGHT),
        ("йод", "иод", Verdict.WRONG),
        ("космонафт", "космонавт", Verdict.ALMOST),
        ("комсонавт", "космонавт", Verdict.ALMOST),
        ("космнафт", "космонавт", Verdict.WRONG),
        ("телевезир", "телевизор", Verdict.WRONG),
        ("электрстация", "электростанция", Verdict.ALMOST),
        ("кит", "кот", Verdict.WRONG),
        ("мост", "пост", Verdict.WRONG),
        ("月球", "月亮", Verdict.WRONG),
        ("12$@", "12$@", Verdict.RIGHT),
    ],
)
def test_an_answer_is_judged_kindly_but_justly(said, answer, verdict):
    assert judged(said, answer) is verdict
