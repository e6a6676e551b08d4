"""The process that draws and lays out: takes a line of JSON, answers with one, and ends with its input.

It gives way to the line: a little while it draws, for which a chat waits, and wholly while it lays out a
crossword, which takes the processor for up to a second.
"""

from __future__ import annotations

import base64
import contextlib
import os
import sys
from typing import Any, BinaryIO

import orjson

from bot import logs
from bot.domain.games.layout import laid_out
from bot.domain.games.words import WordList
from bot.drawing.sheet import sheet_from

POLITE, HUMBLE = 5, 19
"""How much less of the processor it takes when others want it too: to draw, and to lay out.

A picture takes some hundredths of a second; as humble as a layout, on a busy machine it came after seconds.
"""


def drawn(ref: str) -> dict[str, Any]:
    """The picture of a description."""
    from bot.drawing.grid import draw_grid  # who only lays out needs no fonts

    return {"png": base64.b64encode(draw_grid(sheet_from(ref))).decode()}


def laid(words: dict[str, Any], wanted: int, seed: int) -> dict[str, Any]:
    """A crossword of a word list; None where no two of its words cross."""
    with contextlib.suppress(OSError):
        os.nice(HUMBLE)  # no more than that: who has laid out once stays humble
    puzzle = laid_out(WordList.of(words), wanted, seed)
    return {"puzzle": puzzle.plain() if puzzle is not None else None}


def done(asked: dict[str, Any]) -> dict[str, Any]:
    """What was asked for, or what kept it from being done."""
    try:
        made = drawn(asked["draw"]) if "draw" in asked else laid(**asked["lay"])
    except Exception as error:  # what cannot be drawn is told, and the next one is drawn
        return {"id": asked["id"], "error": type(error).__name__}
    return {"id": asked["id"], **made}


def serve(given: BinaryIO, out: BinaryIO) -> None:
    """Until the input ends."""
    for raw in given:
        out.write(orjson.dumps(done(orjson.loads(raw))) + b"\n")
        out.flush()


def main() -> int:
    """Serve on the standard streams."""
    logs.set_up()
    with contextlib.suppress(OSError):
        os.nice(POLITE)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(sys.stdin.buffer, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
