"""A crossword battle between people."""

import json
import random

from bot.domain.games.battle import HINT_COST, PAUSE, WRONG_MOST, Battle, Heard, Mode
from bot.domain.games.grid import Entry, Puzzle, Way, numbered

ANNA, BORIS, VERA, GLEB = 1, 2, 3, 4
LETTERS = {
    (0, 0): "К", (0, 1): "О", (0, 2): "М", (0, 3): "Е", (0, 4): "Т", (0, 5): "А",
    (1, 0): "О", (2, 0): "Т", (2, 1): "О", (2, 2): "К",
    (1, 4): "О", (2, 4): "М", (3, 4): "А", (4, 4): "Т",
}  # fmt: skip
CLUES = {"1a": "Хвостатая гостья неба", "1d": "Мурлычет", "3a": "Бежит по проводам", "2d": "Красный овощ"}


def puzzle() -> Puzzle:
    entries = []
    for number, way, run in numbered(LETTERS, 5, 6):
        answer = "".join(LETTERS[cell] for cell in run)
        entries.append(Entry(number, way, run, answer, CLUES[f"{number}{way[0]}"]))
    return Puzzle("Проба", "ru", 5, 6, LETTERS, tuple(entries))


def begin(mode: Mode = Mode.SOLO, **given: object) -> Battle:
    return Battle.begin(puzzle(), mode, 0.0, **given)  # type: ignore[arg-type]


def kept(battle: Battle) -> Battle:
    """The battle after a restart."""
    return Battle.of(battle.puzzle, json.loads(json.dumps(battle.plain())))


def test_a_right_answer_fills_the_grid_and_brings_points_by_length_and_speed():
    battle, outcome = begin().answer(ANNA, "комета", 10.0)
    assert (outcome.heard, outcome.points) == (Heard.RIGHT, 6 + 3)
    late, outcome = begin().answer(ANNA, "1 гор комета", 5000.0)
    assert (outcome.heard, outcome.points) == (Heard.RIGHT, 6)
    tomato = battle.puzzle.entry("2d")
    assert tomato is not None
    assert battle.seen(tomato) == "Т····"
    assert [(row.team, row.points, row.words) for row in late.table()] == [("1", 6, 1)]


def test_crossing_a_word_of_ones_own_brings_a_point_more():
    battle, _ = begin().answer(ANNA, "комета", 5000.0)
    assert battle.answer(ANNA, "томат", 5001.0)[1].points == 5 + 1
    assert battle.answer(BORIS, "томат", 5001.0)[1].points == 5


def test_a_word_is_counted_once_however_often_it_is_written():
    battle, first = begin().answer(ANNA, "кот", 1.0)
    again, outcome = battle.answer(ANNA, "кот", 2.0)
    other, late = again.answer(BORIS, "1в кот", 2.0)
    assert first.heard is Heard.RIGHT
    assert (outcome.heard, late.heard, late.team) == (Heard.TAKEN, Heard.TAKEN, str(ANNA))
    assert len(other.solved) == 1


def test_a_slip_in_a_long_word_is_almost_right_and_costs_nothing():
    battle, outcome = begin().answer(ANNA, "комита", 1.0)
    assert (outcome.heard, outcome.entry and outcome.entry.key) == (Heard.ALMOST, "1a")
    assert battle == begin()


def test_talk_is_left_alone():
    for text in ("Добрый вечер!", "а я вчера кота видела", "7 утра, рано ещё", "ха"):
        battle, outcome = begin().answer(ANNA, text, 1.0)
        assert (outcome.heard, battle) == (Heard.TALK, begin())


def test_guessing_brings_a_pause_and_the_right_word_counts_after_it():
    battle = begin()
    for second in range(WRONG_MOST):
        battle, outcome = battle.answer(ANNA, "2в лимон", float(second))
        assert (outcome.heard, outcome.until) == (Heard.WRONG, 0.0)
    battle, outcome = battle.answer(ANNA, "2в лимон", float(WRONG_MOST))
    until = WRONG_MOST + PAUSE
    assert outcome.until == until
    battle, outcome = kept(battle).answer(ANNA, "томат", 6.0)
    assert (outcome.heard, outcome.until) == (Heard.PAUSED, until)
    assert battle.answer(BORIS, "томат", 6.0)[1].heard is Heard.RIGHT
    assert battle.answer(ANNA, "томат", until)[1].heard is Heard.RIGHT


def test_a_few_wrong_answers_cost_nothing():
    battle = begin()
    for second in range(WRONG_MOST):
        battle, _ = battle.answer(ANNA, "2в лимон", float(second))
    battle, outcome = battle.answer(ANNA, "томат", 5.0)
    assert outcome.heard is Heard.RIGHT
    assert battle.table()[0].points == 5 + 3


def test_players_are_divided_into_two_teams_evenly():
    battle = begin(Mode.RANDOM, seed=5)
    for player in range(1, 21):
        battle = battle.join(player, 0.0)
    sizes = [list(battle.players.values()).count(team) for team in ("1", "2")]
    assert sizes == [10, 10]
    assert battle.join(1, 1.0, "2").players == battle.players


def test_a_player_who_chose_a_team_may_change_it_until_the_first_word():
    battle = begin(Mode.CHOICE).join(ANNA, 0.0, "1").join(ANNA, 1.0, "2")
    assert battle.players == {ANNA: "2"}
    battle, _ = battle.answer(ANNA, "кот", 2.0)
    assert battle.join(ANNA, 3.0, "1").players == {ANNA: "2"}
    assert battle.join(BORIS, 3.0, "9").players[BORIS] == "1"


def test_two_clubs_are_two_teams_by_their_names():
    battle = begin(Mode.CHOICE, teams=("telegram:7", "vk:9")).join(ANNA, 0.0, "vk:9")
    battle, outcome = battle.answer(ANNA, "кот", 1.0)
    assert (outcome.team, battle.table()[0].team) == ("vk:9", "vk:9")


def test_together_all_fill_one_grid():
    battle, _ = begin(Mode.TOGETHER).answer(ANNA, "кот", 1.0)
    battle, _ = battle.answer(BORIS, "томат", 1.0)
    assert [(row.team, row.words) for row in battle.table()] == [("all", 2)]
    assert battle.of_players() == {ANNA: 6, BORIS: 8}


def test_a_hint_comes_by_vote_and_is_paid_by_the_team():
    battle = begin(Mode.TOGETHER)
    for player in (ANNA, BORIS, VERA, GLEB):
        battle = battle.join(player, 0.0)
    battle, _ = battle.answer(VERA, "кот", 1.0)
    before = battle.table()[0].points
    battle, outcome = battle.vote(ANNA, 2.0, "1a")
    assert (outcome.heard, outcome.needed) == (Heard.VOTED, 1)
    battle, outcome = battle.vote(ANNA, 2.0, "1a")
    assert outcome.heard is Heard.VOTED
    battle, outcome = kept(battle).vote(BORIS, 3.0, "1a")
    assert (outcome.heard, outcome.points) == (Heard.HINTED, -HINT_COST)
    comet = battle.puzzle.entry("1a")
    assert comet is not None
    assert battle.seen(comet) == "К··Е··"
    assert battle.table()[0].points == before - HINT_COST


def test_the_last_letter_of_a_word_is_never_given_away():
    battle, _ = begin().answer(ANNA, "комета", 1.0)
    battle, _ = battle.vote(ANNA, 2.0, "1d")
    assert battle.vote(ANNA, 3.0, "1d")[1].heard is Heard.NO_HINT


def test_a_word_that_crossings_have_opened_is_done_and_belongs_to_nobody():
    letters = {(row, column): "АБВГ"[2 * row + column] for row in range(2) for column in range(2)}
    entries = tuple(
        Entry(number, way, run, "".join(letters[cell] for cell in run), "?")
        for number, way, run in numbered(letters, 2, 2)
    )
    battle = Battle.begin(Puzzle("", "ru", 2, 2, letters, entries), Mode.SOLO, 0.0)
    battle, _ = battle.answer(ANNA, "АБ", 1.0)
    battle, outcome = battle.answer(BORIS, "ВГ", 1.0)
    assert {entry.key for entry in outcome.opened} == {"1d", "2d"}
    assert battle.over
    assert {row.team: row.words for row in battle.table()} == {str(ANNA): 1, str(BORIS): 1}


def test_the_clock_stands_still_in_a_pause_of_days():
    battle = begin().pause(60.0)
    assert battle.answer(ANNA, "кот", 70.0)[1].heard is Heard.CLOSED
    battle = kept(battle).resume(200_000.0)
    assert battle.answer(ANNA, "кот", 200_010.0)[1].points == 3 + 3


def test_the_battle_ends_with_the_last_word_and_names_the_best_one():
    battle = begin()
    for player, word in ((ANNA, "кот"), (BORIS, "комета"), (ANNA, "томат"), (VERA, "ток")):
        assert not battle.over
        battle, outcome = kept(battle).answer(player, word, 5000.0)
        assert outcome.heard is Heard.RIGHT
    assert battle.over
    assert battle.left() == ()
    best = battle.best()
    assert best is not None
    assert (best.player, best.key) == (BORIS, "1a")
    assert battle.answer(ANNA, "кот", 5001.0)[1].heard is Heard.CLOSED


def test_a_moderator_may_end_it_earlier():
    battle, _ = begin().answer(ANNA, "кот", 1.0)
    ended = battle.pause(2.0).finish(9.0)
    assert (ended.over, ended.finish(10.0)) == (True, ended)
    assert len(ended.left()) == 3


def test_a_hundred_players_at_once_lose_nothing_and_gain_nothing_twice():
    noise = random.Random(1)
    words = ["кот", "комета", "томат", "ток", "1 гор комета", "лимон", "2в слива", "привет", "комита"]
    battle = begin(Mode.RANDOM, seed=1)
    right = 0
    for second in range(400):
        battle, outcome = battle.answer(noise.randrange(1, 101), noise.choice(words), float(second))
        right += outcome.heard is Heard.RIGHT
        battle = kept(battle) if second % 50 == 0 else battle
    assert right == len(battle.puzzle.entries) == len({one.key for one in battle.solved})
    assert sum(row.points for row in battle.table()) == sum(one.points for one in battle.solved)
    assert sum(battle.of_players().values()) == sum(one.points for one in battle.solved)


def test_entries_are_read_by_way():
    assert [entry.key for entry in puzzle().read(Way.DOWN)] == ["1d", "2d"]
