"""The word lists and quizzes that the line brings along."""

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.games.layout import laid_out
from bot.domain.games.quiz import QuizPack
from bot.domain.games.words import LONGEST, WordList, flaws
from bot.packs.media import media_flaws
from bot.packs.pack import PackRefused
from bot.packs.reading import read, read_file
from tests.domain.games.test_layout import problems

FOLDER = Path(__file__).parents[2] / "content" / "packs"
FILES = sorted(FOLDER.glob("*.yaml"))
PACKS = {file.stem: read_file(file) for file in FILES}
LISTS = {name: pack.content for name, pack in PACKS.items() if isinstance(pack.content, WordList)}
QUIZZES = {name: pack.content for name, pack in PACKS.items() if isinstance(pack.content, QuizPack)}


def test_there_are_enough_topics_in_every_language():
    topics = Counter(words.language for words in LISTS.values())
    assert topics["ru"] >= 6
    assert min(topics["en"], topics["pl"], topics["zh"]) >= 2
    assert len({words.title for words in LISTS.values()}) == len(LISTS)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_topic_has_sixty_fair_words(name):
    words = LISTS[name].words
    assert PACKS[name].remarks == ()
    assert len(words) == 60
    assert list(flaws(words)) == []
    assert name.startswith(LISTS[name].language)
    assert max(len(word.answer) for word in words) <= LONGEST
    assert len({word.clue for word in words}) == 60


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_crossword_is_made_of_every_topic(name):
    # Words of two or three characters seldom cross: that takes more tries.
    puzzle = laid_out(LISTS[name], 15, seed=1, work=700 if LISTS[name].language == "zh" else 60)
    assert puzzle is not None
    assert problems(puzzle) == []
    assert len(puzzle.entries) >= 0.9 * 15


@settings(max_examples=30, deadline=None)
@given(name=st.sampled_from(sorted(LISTS)), seed=st.integers(0, 10**6), size=st.integers(25, 60))
def test_a_crossword_of_any_part_of_a_topic_is_legal_and_holds_what_was_asked_for(name, seed, size):
    words = LISTS[name]
    part = replace(words, words=tuple(random.Random(seed).sample(words.words, size)))
    puzzle = laid_out(part, 10, seed, work=20)
    if words.language == "zh" and puzzle is None:
        return  # few Chinese words share a character: a part of a list may not cross at all
    assert puzzle is not None
    assert problems(puzzle) == []
    assert words.language == "zh" or len(puzzle.entries) >= 0.9 * 10
    assert {entry.word for entry in puzzle.entries} <= {word.text for word in part.words}


@pytest.mark.parametrize("name", sorted(QUIZZES))
def test_a_quiz_has_thirty_questions_with_sources(name):
    questions = QUIZZES[name].questions
    assert PACKS[name].remarks == ()
    # Every melody and picture was made by hand: of these there are fewer.
    assert len(questions) >= (10 if any(one.media for one in questions) else 30)
    assert all(one.source for one in questions)
    assert len({(one.text, one.media) for one in questions}) == len(questions)
    assert list(media_flaws(FOLDER, QUIZZES[name])) == []
    # What is right stands now here, now there.
    places = Counter(one.choices.index(one.answer) for one in questions if one.choices)
    assert not places or max(places.values()) <= 0.6 * sum(places.values())


def example(heading: str) -> bytes:
    """The file that the guide shows under a heading."""
    guide = (FOLDER.parents[1] / "docs" / "packs.ru.md").read_text("utf-8")
    section = next(part for part in guide.split("\n## ")[1:] if part.startswith(heading))
    return "\n".join(line[4:] for line in section.splitlines() if line.startswith("    ")).encode()


def test_the_examples_of_the_guide_are_understood():
    assert read("a.xd", example("Готовый кроссворд")).remarks == ()
    # They are cut short: what is wrong with them is their length alone.
    with pytest.raises(PackRefused, match=r"^Подходящих слов 2, а для кроссворда нужно хотя бы 5\.$"):
        read("a.yaml", example("Список слов"))
    with pytest.raises(PackRefused, match=r"^Вопросов в викторине должно быть от 3"):
        read("a.yaml", example("Викторина"))
