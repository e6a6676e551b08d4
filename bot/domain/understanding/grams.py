"""Letters in twos to fives: a linear model over them knows words by their stems, with typing mistakes in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SHORTEST, LONGEST = 2, 5
RARE = 2
"""Phrases in which a gram must stand to be learnt."""

EPOCHS = 14
RATE = 0.7
SHRINK = 1e-3


def grams(text: str) -> Iterator[str]:
    """The grams of a folded text, words with a space at both ends."""
    for word in text.split():
        padded = f" {word} "
        size = len(padded)
        for length in range(SHORTEST, LONGEST + 1):
            if length >= size:
                yield padded
                break
            for start in range(size - length + 1):
                yield padded[start : start + length]


@dataclass(frozen=True, slots=True)
class Row:
    """A text over the vocabulary: which grams, how much, and the share of its grams that are known."""

    index: NDArray[np.int32]
    weight: Floats
    known: float


class Vocabulary:
    """The grams that were learnt, with how telling each is."""

    def __init__(self, words: Sequence[str], idf: Floats) -> None:
        self.words = words
        self.idf = idf
        self._index = {word: number for number, word in enumerate(words)}

    @classmethod
    def learn(cls, texts: Sequence[str]) -> Vocabulary:
        """From folded texts."""
        seen: Counter[str] = Counter()
        for text in texts:
            seen.update(set(grams(text)))
        words = sorted(word for word, times in seen.items() if times >= RARE)
        idf = [math.log((1 + len(texts)) / (1 + seen[word])) + 1.0 for word in words]
        return cls(words, np.array(idf, dtype=np.float32))

    def row(self, text: str) -> Row:
        """A folded text over the vocabulary, of length one."""
        counted = Counter(grams(text))
        known = [
            (number, 1.0 + math.log(times))
            for word, times in counted.items()
            if (number := self._index.get(word)) is not None
        ]
        share = len(known) / len(counted) if counted else 0.0
        index = np.array([number for number, _ in known], dtype=np.int32)
        weight = np.array([times for _, times in known], dtype=np.float32) * self.idf[index]
        size = float(np.linalg.norm(weight))
        return Row(index, weight / np.float32(size) if size else weight, share)


def train(rows: Sequence[Row], labels: NDArray[Any], costs: Floats, size: int, classes: int) -> Floats:
    """Weights of a softmax over the grams: gradient steps text by text, the same every time."""
    weights = np.zeros((size + 1, classes), dtype=np.float32)
    squares = np.full((size + 1, classes), 1e-3, dtype=np.float32)
    rng = np.random.default_rng(7)
    for epoch in range(EPOCHS):
        rate = RATE * (1.0 - epoch / EPOCHS)
        for number in rng.permutation(len(rows)):
            row = rows[number]
            index = np.append(row.index, size)
            weight = np.append(row.weight, np.float32(0.3))
            here = weights[index]
            error = softmax(weight @ here)
            error[labels[number]] -= 1.0
            slope = np.outer(weight, error * costs[number]) + SHRINK * here
            squares[index] += slope * slope
            weights[index] = here - rate * slope / np.sqrt(squares[index])
    return weights


def scores(row: Row, weights: Floats) -> Floats:
    """The logits of a text."""
    found: Floats = row.weight @ weights[row.index] + np.float32(0.3) * weights[-1]
    return found


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    found: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return found
