"""What was learnt of swindlers' messages: the same every time, and as it is shipped."""

from __future__ import annotations

from pathlib import Path

from bot.domain.safety import Seen, question
from bot.domain.safety.likeness import learn, parts
from bot.understanding import swindles
from tests.understanding.small import embed

LURES = [f"Лёгкий заработок {number} рублей, пишите в личку" for number in range(100, 106)]
THANKS = [f"Спасибо за кроссворд номер {number}, было весело" for number in range(100, 106)]


def test_learning_twice_gives_the_same_and_tells_apart_what_it_learnt(tmp_path: Path) -> None:
    seen = [Seen(text=text) for text in (*LURES, *THANKS)]
    scams = [True] * len(LURES) + [False] * len(THANKS)
    first, again = (learn(seen, embed([one.text for one in seen]), scams) for _ in range(2))
    assert first.features == again.features
    swindles.save(first, tmp_path / "weights.npz")
    kept = swindles.load(tmp_path / "weights.npz")
    lure = swindles.likeness(question(Seen(text="Заработок, пишите в личку")), kept, embed)
    thanks = swindles.likeness(question(Seen(text="Спасибо, весело")), kept, embed)
    assert lure > 0 > thanks


def test_a_question_of_another_kind_is_no_message() -> None:
    assert swindles.likeness("таблетки кончились", swindles.load(), embed) == 0.0


def test_of_a_long_message_its_end_is_looked_at_too() -> None:
    assert parts("коротко") == ["коротко"]
    begin, end = parts("а" * 500 + "б" * 500)
    assert set(begin) == {"а"}
    assert set(end) == {"б"}
