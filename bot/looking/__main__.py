"""The process that looks for codes: takes a line of JSON, answers with one, and ends with its input.

It opens what strangers sent with libraries written in C, so it has no keys, little right to the processor,
and a bound to its memory; when it dies, only a picture was not read.
"""

from __future__ import annotations

import base64
import contextlib
import os
import sys
from typing import Any, BinaryIO

import orjson

from bot import logs
from bot.looking.codes import Refused, codes_in

POLITE = 19
"""How much less of the processor it takes when the line wants it too."""

MEMORY = 1 << 30
"""Bytes of memory that it may ask for."""


def done(asked: dict[str, Any]) -> dict[str, Any]:
    """What is in the picture, or what kept it from being looked at."""
    try:
        return {"id": asked["id"], "codes": codes_in(base64.b64decode(asked["look"]))}
    except Refused as refused:
        return {"id": asked["id"], "error": str(refused)}
    except Exception as error:  # what cannot be read is told, and the next one is looked at
        return {"id": asked["id"], "error": type(error).__name__}


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
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(sys.stdin.buffer, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
