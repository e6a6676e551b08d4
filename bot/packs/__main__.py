"""The process that opens files of strangers: takes a line of JSON, answers with one, and ends with its input.

Whatever a file does to a reader, it does to this process: it has little memory, writes nowhere, gives way to
the line, and is ended when it takes too long.
"""

from __future__ import annotations

import base64
import contextlib
import os
import resource
import sys
from typing import Any, BinaryIO

import orjson

from bot import logs
from bot.domain.games.playable import plain_of
from bot.packs.pack import PackRefused
from bot.packs.reading import read
from bot.packs.sample import sample_of

POLITE = 19
"""How much less of the processor it takes when the line wants it too."""

MEMORY = 512 * 2**20
"""Bytes of address space: several times what the largest honest file takes."""


def looked_into(name: str, content: str) -> dict[str, Any]:
    """What a file holds: `pack`, `remarks` and `sample`, or in `refused` why it cannot be taken."""
    try:
        pack = read(name, base64.b64decode(content))
    except PackRefused as refused:
        return {"refused": str(refused)}
    sample = sample_of(pack.content)
    told = {"pack": plain_of(pack.content), "remarks": list(pack.remarks)}
    return {**told, "sample": sample.plain() if sample is not None else None}


def done(asked: dict[str, Any]) -> dict[str, Any]:
    """What was asked for, or what kept it from being done."""
    try:
        return {"id": asked["id"], **looked_into(**asked["file"])}
    except Exception as error:  # as a file that takes all the memory there is
        return {"id": asked["id"], "error": type(error).__name__}


def serve(given: BinaryIO, out: BinaryIO) -> None:
    """Until the input ends."""
    for raw in given:
        out.write(orjson.dumps(done(orjson.loads(raw))) + b"\n")
        out.flush()


def bounded() -> None:
    """Take what this process needs, and never more."""
    with contextlib.suppress(OSError):
        os.nice(POLITE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> int:
    """Serve on the standard streams."""
    logs.set_up()
    bounded()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(sys.stdin.buffer, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
