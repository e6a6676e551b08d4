"""The interpreter's process: learns in the background, ranks what comes on its input, ends with it.

The model reads what strangers write with a young library in C. So it has a process of its own: without the
line's keys and tokens, with less right to the processor, and its end is not the line's.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from bot import logs
from bot.domain.understanding import NOTHING
from bot.domain.understanding.examples import Example
from bot.understanding import wire
from bot.understanding.learning import Learner, Stopped

POLITE = 19
"""How much less of the processor it takes when the line wants it too."""


class Interpreter:
    """Answers every text at once by the best that was learnt so far."""

    def __init__(self, learner: Learner, out: BinaryIO) -> None:
        self._learner = learner
        self._out = out
        self._writing = threading.Lock()
        self._wanted: tuple[Example, ...] | None = None
        self._wake = threading.Condition()

    def serve(self, given: BinaryIO) -> None:
        """Until the input ends."""
        threading.Thread(target=self._learn, name="learning", daemon=True).start()
        for raw in given:
            asked = wire.told(raw)
            if "learn" in asked:
                with self._wake:
                    self._wanted = wire.unpacked_examples(asked["learn"])
                    self._wake.notify()
            else:
                self._say({"id": asked["id"], "understood": self._ranked(asked)})

    def _ranked(self, asked: dict[str, Any]) -> dict[str, Any]:
        try:
            rank = self._learner.rank_quickly if asked["quick"] else self._learner.rank
            return wire.packed(rank(asked["text"]))
        except Exception:  # a text that breaks the model is a text that nobody understood
            return wire.packed(NOTHING)

    def _learn(self) -> None:
        while True:
            with self._wake:
                while self._wanted is None:
                    self._wake.wait()
                examples, self._wanted = self._wanted, None
            with contextlib.suppress(Stopped):
                self._learner.learn(examples, lambda: self._wanted is None)
                model = self._learner.model
                self._say({"ready": "vectors" if model is not None and model.vectors else "letters"})

    def _say(self, value: dict[str, Any]) -> None:
        with self._writing:
            self._out.write(wire.line_of(value))
            self._out.flush()


def main() -> int:
    """Serve on the standard streams."""
    parser = argparse.ArgumentParser(prog="python -m bot.understanding")
    parser.add_argument("--beside", type=Path)
    parser.add_argument("--letters", action="store_true")
    given = parser.parse_args()
    logs.set_up()
    with contextlib.suppress(OSError):
        os.nice(POLITE)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        Interpreter(Learner(given.beside, vectors=not given.letters), out).serve(sys.stdin.buffer)
    os._exit(0)  # the thread that learns would hold the end up, and what it learns is kept as it goes


if __name__ == "__main__":
    sys.exit(main())
