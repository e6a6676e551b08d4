"""What was learnt of swindlers' messages, as it is shipped, and a message weighed by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bot.domain.safety.asking import asked
from bot.domain.safety.likeness import Floats, Weights, features, parts

SHIPPED = Path(__file__).with_name("swindles.npz")


def load(file: Path = SHIPPED) -> Weights:
    """The weights of a file."""
    with np.load(file, allow_pickle=False) as kept:
        names = str(kept["names"]).split("\n")
        return Weights(
            dict(zip(names, map(float, kept["weights"]), strict=True)),
            float(kept["bias"]),
            kept["middle"].astype(np.float32),
            kept["vector"].astype(np.float32),
            float(kept["vector_bias"]),
        )


def save(weights: Weights, file: Path = SHIPPED) -> None:
    """Keep weights in a file; what weighs next to nothing is left out."""
    telling = {name: one for name, one in weights.features.items() if abs(one) >= 0.05}
    np.savez_compressed(
        file,
        names=np.array("\n".join(telling)),
        weights=np.array(list(telling.values()), dtype=np.float16),
        bias=np.float32(weights.bias),
        middle=weights.middle.astype(np.float16),
        vector=weights.vector.astype(np.float16),
        vector_bias=np.float32(weights.vector_bias),
    )


def likeness(question: str, weights: Weights, encode: Callable[[Sequence[str]], Floats]) -> float:
    """How much the message of a question is like those of swindlers."""
    seen = asked(question)
    if seen is None:
        return 0.0
    return weights.of_features(features(seen)) + weights.of_vectors(encode(parts(seen.text)))
