"""A process without threads that has imported everything and forks lines: so a start takes no second.

Which lines, the module says whose name it is given. It reads JSON, a line each:
{"fork": number, …an order…} gives {"pid"}, {"reap": pid} waits for {"status"}.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

from bot import app as line

lines = importlib.import_module(sys.argv[1] if len(sys.argv) > 1 else "tests.kill.lines")


def main() -> None:
    """Do what is asked, until the input ends."""
    gc.collect()
    gc.freeze()  # a collection in a child would copy every page that it touches
    for request in map(json.loads, sys.stdin):
        if "reap" in request:
            _, status = os.waitpid(request["reap"], 0)
            answer = {"status": os.waitstatus_to_exitcode(status)}
        else:
            number = request.pop("fork")
            answer = {"pid": _fork(lambda: _live(lines.Order(**request), number))}  # noqa: B023 - run at once
        print(json.dumps(answer), flush=True)


def _fork(live: Callable[[], None]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        live()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _live(order: Any, number: int) -> None:
    log = os.open(order.log(number), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for descriptor in (1, 2):
        os.dup2(log, descriptor)
    with open(os.devnull) as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s", force=True)
    asyncio.run(_run(order, number))


async def _run(order: Any, number: int) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await line.run(lines.build(order, number), stop)


if __name__ == "__main__":
    main()
