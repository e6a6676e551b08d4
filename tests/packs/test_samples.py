"""Real files of crosswords: each is read, or refused with a reason, and what is read can be played."""

import json
from pathlib import Path

import pytest

from bot.domain.games.battle import Battle, Heard, Mode
from bot.domain.games.grid import Entry, Puzzle, Way
from bot.domain.games.layout import laid_out
from bot.domain.games.matching import bare
from bot.domain.games.words import WordList
from bot.packs.pack import PackRefused
from bot.packs.reading import read_file

SAMPLES = Path(__file__).parents[1] / "samples" / "crosswords"
REFUSED = {
    "3x.cfp": "который мы понимаем",
    "DupeThereItIs.jpz": "акростих",
    "Route_66.ipuz": "Подсказки не привязаны",
    "SOURCES.md": "не знаем",
}
FILES = sorted(file for file in SAMPLES.rglob("*.*") if file.is_file())


def as_written(entry: Entry, nth: int) -> str:
    """An answer as one or another person writes it: in full, in short, in capitals, the word alone."""
    way = ("гор", "верт")[entry.way is Way.DOWN]
    return (
        f"{entry.number} {way} {entry.word}",
        f"{entry.number}{way[0]} {entry.word.upper()}",
        f"{way}. {entry.number}: {entry.word.capitalize()}!",
        entry.word,
        f"№{entry.number} по {way}изонтали {entry.word}" if way == "гор" else f"{entry.number}, {entry.word}",
        bare(entry.word),
    )[nth % 6]


def played_out(puzzle: Puzzle) -> Battle:
    """A battle over the puzzle, with a restart before every answer, until nothing is left."""
    battle = Battle.begin(Puzzle.of(json.loads(json.dumps(puzzle.plain()))), Mode.RANDOM, 0.0)
    while left := battle.left():
        battle = Battle.of(battle.puzzle, json.loads(json.dumps(battle.plain())))
        text = as_written(left[0], len(left))
        battle, outcome = battle.answer(len(left), text, 1.0)
        assert outcome.heard is Heard.RIGHT, text
    return battle


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_file_is_played_to_the_end_or_refused_with_a_reason(file):
    if reason := REFUSED.get(file.name):
        with pytest.raises(PackRefused, match=reason):
            read_file(file)
        return
    content = read_file(file).content
    puzzle = laid_out(content, 10, work=30) if isinstance(content, WordList) else content
    assert isinstance(puzzle, Puzzle)
    battle = played_out(puzzle)
    assert battle.over
    assert set(battle.open()) == set(puzzle.letters)


@pytest.mark.parametrize("suffix", ["puz", "jpz", "xd"])
def test_the_same_puzzle_is_the_same_in_every_format(suffix):
    def told(name: str) -> list[tuple[str, str]]:
        content = read_file(SAMPLES / name).content
        assert isinstance(content, Puzzle)
        return [(entry.key, entry.answer) for entry in content.entries]

    assert told(f"kotwords-test.{suffix}") == told("kotwords-test.ipuz")
    if suffix != "xd":
        assert told(f"3x.{suffix}") == told("3x.ipuz")
    if suffix == "xd":
        assert told("kotwords-barred.xd") == told("kotwords-barred.jpz")


def test_old_puz_files_keep_their_letters_with_accents():
    content = read_file(SAMPLES / "kotwords-iso-8859-1.puz").content
    assert isinstance(content, Puzzle)
    assert content.credit == "© 2018 Jeff Davidson"


def test_markup_of_clues_is_left_out():
    content = read_file(SAMPLES / "kotwords-test.xd").content
    assert isinstance(content, Puzzle)
    assert [entry.clue for entry in content.read(Way.ACROSS)] == [
        "First across clue with special characters αβγδε",
        "Second across clue",
        "Third across clue",
        "Fourth across clue",
        "Fifth across clue",
    ]
