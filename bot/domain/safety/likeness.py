"""How much a message is like those of swindlers: a sum of what its words and its meaning weigh.

The weights were learnt from the open messages of `benchmarks/moderation` (`python -m benchmarks.moderation
--learn`); a sum above zero leans to swindlers. It is worked out in the interpreter's process, because the
meaning is a sentence vector.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.domain.crisis import readings
from bot.domain.safety.folding import plain
from bot.domain.safety.seen import Seen
from bot.domain.safety.texts import LONGEST, stood_in

Floats = NDArray[np.float32]

STEM = 5
"""First letters of a word that are its stem, near enough."""

PART = 400
"""Characters of which one vector is made; of a longer message its end is looked at as well."""

STEEP = 6.0
"""How far apart vectors are drawn, so that their weights stay small."""

RARE = 2
"""Messages in which a word must stand to be learnt."""


def features(seen: Seen) -> set[str]:
    """What is weighed of a message beside its meaning: stems, pairs of them, the name, the standing."""
    words = readings(stood_in(plain(seen.text[:LONGEST])))[0].split()
    stems = [word[:STEM] for word in words]
    name = readings(plain(seen.name[:100]))[0].split()
    found = {f"s:{stem}" for stem in stems}
    found.update(f"b:{one} {other}" for one, other in pairwise(stems))
    found.update(f"n:{word[:STEM]}" for word in name)
    found.add("known" if seen.known else "new")
    return found


def parts(text: str) -> list[str]:
    """What vectors are made of: the beginning, and of a long message its end."""
    whole = plain(text)
    return [whole[:PART]] if len(whole) <= PART else [whole[:PART], whole[-PART:]]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt: weights of features, and of vectors around the middle of all messages."""

    features: Mapping[str, float]
    bias: float
    middle: Floats
    vector: Floats
    vector_bias: float

    def of_features(self, found: Iterable[str]) -> float:
        """What the words of a message weigh; by the root of their number, as long ones have more."""
        known = [self.features[one] for one in found if one in self.features]
        return sum(known) / math.sqrt(len(known)) + self.bias if known else self.bias

    def of_vectors(self, vectors: Floats) -> float:
        """What the meaning weighs; of a long message, of the part that weighs more."""
        return float((drawn_apart(vectors, self.middle) @ self.vector).max()) + self.vector_bias


def drawn_apart(vectors: Floats, middle: Floats) -> Floats:
    """Vectors by how they differ from the middle."""
    moved = vectors - middle
    size = np.linalg.norm(moved, axis=1, keepdims=True)
    found: Floats = (moved / np.maximum(size, 1e-9) * STEEP).astype(np.float32)
    return found


def learn(seen: Sequence[Seen], vectors: Floats, scams: Sequence[bool]) -> Weights:
    """Weights from messages of which it is known what they are; the same every time."""
    labels = np.array(scams, dtype=np.float64)
    middle: Floats = vectors.mean(axis=0)
    found = _learn_vectors(drawn_apart(vectors, middle), labels)
    weights, bias = _learn_features([features(one) for one in seen], labels)
    return Weights(weights, bias, middle, found[:-1].astype(np.float32), float(found[-1]))


def _learn_vectors(vectors: Floats, labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """A logistic regression (Adam); scams are few, so each counts three times."""
    given = np.c_[vectors, np.ones(len(vectors))].astype(np.float64)
    costs = np.where(labels > 0, 3.0, 1.0)
    weights = np.zeros(given.shape[1])
    slope, square = np.zeros_like(weights), np.zeros_like(weights)
    for _ in range(400):
        guess = 1 / (1 + np.exp(-given @ weights))
        step = given.T @ ((guess - labels) * costs) / len(labels)
        step[:-1] += 3e-3 * weights[:-1]
        slope = 0.9 * slope + 0.1 * step
        square = 0.99 * square + 0.01 * step * step
        weights = weights - 0.05 * slope / (np.sqrt(square) + 1e-8)
    found: NDArray[np.float64] = weights
    return found


def _learn_features(
    messages: Sequence[set[str]], labels: NDArray[np.float64]
) -> tuple[dict[str, float], float]:
    """A logistic regression over what is there (AdaGrad, message by message)."""
    counted = Counter(one for message in messages for one in message)
    names = sorted(name for name, times in counted.items() if times >= RARE)
    number = {name: place for place, name in enumerate(names)}
    rows = [np.array(sorted(number[one] for one in message if one in number)) for message in messages]
    weights = np.zeros(len(names) + 1)
    squares = np.full(len(names) + 1, 1e-3)
    rng = np.random.default_rng(1)
    epochs = 30
    for epoch in range(epochs):
        rate = 0.3 * (1 - epoch / epochs) + 0.01
        for place in rng.permutation(len(rows)):
            row = rows[place].astype(np.int64)
            share = 1 / math.sqrt(max(len(row), 1))
            logit = float(weights[row].sum()) * share + float(weights[-1])
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))) - labels[place]
            error *= 2.0 if labels[place] else 1.0
            step = error * share + 3e-4 * weights[row]
            squares[row] += step * step
            weights[row] -= rate * step / np.sqrt(squares[row])
            squares[-1] += error * error
            weights[-1] -= rate * error / math.sqrt(squares[-1])
    return {name: float(weights[place]) for name, place in number.items()}, float(weights[-1])
