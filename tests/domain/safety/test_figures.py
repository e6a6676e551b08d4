"""The phrases alone, on a fixed part of the open messages: what they find does not get worse unnoticed.

The figures that count, with likeness and on sealed messages, are those of `docs/moderation.md`.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.moderation.messages import OPEN, read
from bot.content import Book
from bot.domain.safety import judge
from bot.domain.safety.likeness import features
from bot.understanding import swindles

RULES = Book.read(Path(__file__).parents[3] / "content", "ru").safety
MESSAGES = read(OPEN)[::4]


def test_phrases_find_most_scams_and_hold_few_others() -> None:
    scams = [judge(one.seen, RULES).held for one in MESSAGES if one.scam]
    others = [judge(one.seen, RULES).held for one in MESSAGES if not one.scam]
    assert len(scams) > 60
    assert len(others) > 500
    assert sum(scams) / len(scams) >= 0.85
    assert sum(others) / len(others) <= 0.03


def test_the_shipped_weights_know_scams_by_their_words_alone() -> None:
    weights = swindles.load()
    scams = [weights.of_features(features(one.seen)) > 0 for one in MESSAGES if one.scam]
    others = [weights.of_features(features(one.seen)) > 0 for one in MESSAGES if not one.scam]
    assert sum(scams) / len(scams) >= 0.8
    assert sum(others) / len(others) <= 0.05
