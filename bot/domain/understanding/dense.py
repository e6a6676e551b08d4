"""Sentence vectors: a softmax over them, and the nearest examples beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.understanding.grams import Floats, softmax

ENOUGH = 12
"""Phrases of a language from which its own centre is known."""

EPOCHS = 40
BATCH = 64
RATE = 0.05
SHRINK = 1.5e-4
WARMTH = 0.05
"""How far an example is felt: cosine of centred vectors."""


class Centres:
    """The middle of each language's vectors: without it a text is near to its language, not to its sense."""

    def __init__(self, middles: Mapping[str, Floats]) -> None:
        self.middles = middles

    @classmethod
    def learn(cls, vectors: Floats, languages: Sequence[str]) -> Centres:
        """From the phrases; `` is the middle of all."""
        told = np.array(languages)
        middles = {"": vectors.mean(axis=0)}
        for language in dict.fromkeys(languages):
            here = vectors[told == language]
            if len(here) >= ENOUGH:
                middles[language] = here.mean(axis=0)
        return cls(middles)

    def centred(self, vectors: Floats, languages: Sequence[str]) -> Floats:
        """Vectors from their language's middle, of length one."""
        middle = np.stack([self.middles.get(language, self.middles[""]) for language in languages])
        moved = vectors - middle
        found: Floats = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
        return found


def train(vectors: Floats, labels: NDArray[Any], costs: Floats, classes: int) -> Floats:
    """Weights of a softmax over centred vectors: Adam in small batches, the same every time."""
    inputs = np.hstack([vectors, np.ones((len(vectors), 1), dtype=np.float32)])
    weights = np.zeros((inputs.shape[1], classes), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    rng = np.random.default_rng(7)
    step = 0
    for epoch in range(EPOCHS):
        rate = RATE * (1.0 - epoch / EPOCHS)
        order = rng.permutation(len(inputs))
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            error = softmax(inputs[part] @ weights)
            error[np.arange(len(part)), labels[part]] -= 1.0
            slope = inputs[part].T @ (error * costs[part, None]) / np.float32(len(part)) + SHRINK * weights
            step += 1
            mean += 0.1 * (slope - mean)
            square += 0.01 * (slope * slope - square)
            scaled = mean / (1 - 0.9**step)
            weights -= rate * scaled / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def scores(vectors: Floats, weights: Floats) -> Floats:
    """Logits of centred vectors."""
    found: Floats = vectors @ weights[:-1] + weights[-1]
    return found


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The examples themselves, for what is said nearly as somebody else said it."""

    vectors: Floats
    labels: NDArray[Any]
    share: Floats
    """Of each class: one through the root of its number of examples."""

    @classmethod
    def of(cls, vectors: Floats, labels: NDArray[Any], classes: int) -> Neighbours:
        """The examples of each class."""
        counted = np.bincount(labels, minlength=classes).astype(np.float32)
        share: Floats = (1.0 / np.sqrt(np.maximum(counted, 1.0))).astype(np.float32)
        return cls(vectors, labels, share)

    def near(self, vector: Floats) -> Floats:
        """The cosine with each example."""
        found: Floats = self.vectors @ vector
        return found

    def weigh(self, near: Floats) -> Floats:
        """Probabilities of the classes by the examples near."""
        felt = np.exp((near - near.max()) / WARMTH)
        summed = np.bincount(self.labels, weights=felt, minlength=len(self.share)) * self.share
        found: Floats = (summed / summed.sum()).astype(np.float32)
        return found
