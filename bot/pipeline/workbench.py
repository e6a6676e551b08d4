"""The other side of a worker: a process that does what it is asked, and no more than it is allowed to."""

from __future__ import annotations

import importlib
import os
import resource
import signal
import struct
import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

import orjson

HEADER = struct.Struct(">II")
"""How long what follows is: JSON, then bytes."""

Task = Callable[[Mapping[str, Any], bytes], tuple[Mapping[str, Any], bytes]]


def frame(told: Mapping[str, Any], content: bytes) -> bytes:
    """A message between a worker and its process."""
    said = orjson.dumps(told)
    return HEADER.pack(len(said), len(content)) + said + content


def unframed(said: bytes, content: bytes) -> tuple[dict[str, Any], bytes]:
    """What such a message says."""
    told = orjson.loads(said)
    if not isinstance(told, dict):
        raise ValueError("no mapping")
    return told, content


def main(task: str, seconds: str, megabytes: str) -> None:
    """Work until nothing more is asked."""
    asked, said = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is not what we say
    os.nice(10)
    module, _, name = task.partition(":")
    function: Task = getattr(importlib.import_module(module), name)
    most = int(megabytes) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    while (one := _next(asked)) is not None:
        # Should the line itself be gone, nobody else would end what never ends.
        signal.setitimer(signal.ITIMER_REAL, float(seconds) + 5.0)
        said.write(_done(function, *one))
        said.flush()
        signal.setitimer(signal.ITIMER_REAL, 0.0)


def _next(asked: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    header = asked.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    length, size = HEADER.unpack(header)
    return unframed(asked.read(length), asked.read(size))


def _done(function: Task, told: dict[str, Any], content: bytes) -> bytes:
    try:
        return frame(*function(told, content))
    except Exception as error:  # the one who asked hears of it, and the next piece of work is done
        return frame({"failed": type(error).__name__}, b"")


if __name__ == "__main__":
    main(*sys.argv[1:4])
