"""Crosswords made of word lists."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.games.grid import Puzzle, Way, runs
from bot.domain.games.layout import laid_out
from bot.domain.games.words import Word, WordList

WORDS_AS_TEXT = """
подъезд балкон форточка лестница трамвай троллейбус метро светофор перекрёсток аптека почта библиотека
поликлиника скамейка фонтан рынок вокзал площадь переулок мост набережная двор качели песочница дворник
почтальон сосед ключ замок звонок коврик вешалка зеркало кресло диван подушка одеяло занавеска люстра
торшер розетка утюг пылесос веник прищепка табуретка комод сервант будильник календарь телефон радио
газета шкаф антресоль кладовка обои паркет чайник лампа
"""
WORDS = tuple(WORDS_AS_TEXT.split())
LIST = WordList("Дом", "ru", tuple(Word(word, f"загадка {place}") for place, word in enumerate(WORDS)))


def problems(puzzle: Puzzle) -> list[str]:
    """Whatever makes a grid illegal."""
    found = []
    entries = {(entry.way, entry.cells): entry.answer for entry in puzzle.entries}
    for way in Way:
        for run in runs(puzzle.letters, puzzle.height, puzzle.width, way):
            if entries.pop((way, run), None) != "".join(puzzle.letters[cell] for cell in run):
                found.append(f"{run} is no word")
    found += [f"{answer} is not in the grid" for answer in entries.values()]
    reached, waiting = set(), [next(iter(puzzle.letters))]
    while waiting:
        row, column = waiting.pop()
        if (row, column) in puzzle.letters and (row, column) not in reached:
            reached.add((row, column))
            waiting += [(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)]
    if len(reached) != len(puzzle.letters):
        found.append("the grid is in pieces")
    return found


def test_fifteen_words_of_sixty_make_a_dense_crossword():
    assert len(LIST.words) == 60
    puzzle = laid_out(LIST, 15, seed=1)
    assert puzzle is not None
    assert problems(puzzle) == []
    assert len(puzzle.entries) == 15
    assert len(puzzle.letters) / (puzzle.height * puzzle.width) > 0.4
    assert {entry.word for entry in puzzle.entries} <= set(WORDS)
    assert [entry.number for entry in puzzle.read(Way.ACROSS)] == sorted(
        entry.number for entry in puzzle.read(Way.ACROSS)
    )


def test_the_same_seed_makes_the_same_crossword_and_another_one_another():
    assert laid_out(LIST, 12, seed=7, work=60) == laid_out(LIST, 12, seed=7, work=60)
    assert laid_out(LIST, 12, seed=7, work=60) != laid_out(LIST, 12, seed=8, work=60)


def test_a_crossword_is_never_larger_than_wished():
    puzzle = laid_out(LIST, 30, seed=3, largest=13, work=120)
    assert puzzle is not None
    assert max(puzzle.height, puzzle.width) <= 13
    assert problems(puzzle) == []


def test_words_with_nothing_in_common_make_no_crossword():
    assert laid_out(WordList("", "ru", (Word("кот", "мяу"), Word("дуб", "шумит"))), 2) is None
    assert laid_out(WordList("", "ru", (Word("кот", "мяу"),)), 5) is None
    assert laid_out(WordList("", "ru", ()), 5) is None


def test_chinese_words_cross_too():
    words = ["月亮", "月光", "光明", "明天", "天空", "空气", "气球", "球场", "场地", "地球", "日光", "明月"]
    puzzle = laid_out(WordList("天", "zh", tuple(Word(word, "谜") for word in words)), 8, seed=1)
    assert puzzle is not None
    assert problems(puzzle) == []
    assert len(puzzle.entries) >= 6


def test_a_puzzle_survives_being_kept():
    puzzle = laid_out(LIST, 10, seed=2, work=40)
    assert puzzle is not None
    assert Puzzle.of(puzzle.plain()) == puzzle


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=15, max_size=40, unique=True),
    seed=st.integers(0, 1000),
    wanted=st.integers(5, 15),
)
def test_every_crossword_is_legal_in_one_piece_and_holds_what_was_asked_for(words, seed, wanted):
    asked = WordList("", "ru", tuple(Word(word, "?") for word in words))
    puzzle = laid_out(asked, wanted, seed, work=30)
    assert puzzle is not None
    assert problems(puzzle) == []
    assert len(puzzle.entries) >= 0.9 * wanted


@pytest.mark.parametrize("letters", ["аб", "абв"])
def test_the_checker_sees_an_illegal_grid(letters):
    puzzle = laid_out(LIST, 8, seed=1, work=16)
    assert puzzle is not None
    broken = Puzzle.of({**puzzle.plain(), "letters": [*puzzle.plain()["letters"], [40, 40, letters]]})
    assert problems(broken)
