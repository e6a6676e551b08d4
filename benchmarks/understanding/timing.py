"""What a text costs the process of the understanding: time at its door, processor, memory."""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from bot.content import load
from bot.domain.understanding.examples import examples_of
from bot.understanding.ranker import Interpreter

READY = 300.0
"""Seconds in which everything must be learnt or loaded."""


def print_times(texts: Sequence[str]) -> None:
    """Ask for one text after another, as a quiet line does, and print what it took."""
    asyncio.run(_times(texts))


async def _times(texts: Sequence[str]) -> None:
    interpreter = Interpreter(Path("build/line.db.learnt"))
    interpreter.start(examples_of(load(Path("content"))))
    try:
        await asyncio.wait_for(interpreter.ready.wait(), READY)
        started = _memory(interpreter.pid)
        for text in texts[:10]:
            await interpreter.understand(text)
        busy, took = _processor(interpreter.pid), []
        for text in texts:
            began = time.perf_counter()
            await interpreter.understand(text)
            took.append((time.perf_counter() - began) * 1000)
        spent = (_processor(interpreter.pid) - busy) * 1000 / len(texts)
        print(
            f"{len(texts)} texts of {statistics.mean(map(len, texts)):.0f} letters, one after another:"
            f" median {statistics.median(took):.1f} ms, p99 {statistics.quantiles(took, n=100)[98]:.1f} ms,"
            f" {spent:.1f} ms of processor each"
        )
        print(f"memory: {started} MB when ready, {_memory(interpreter.pid)} MB after the texts")
        print(f"load average of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    finally:
        await interpreter.stop()


def _memory(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def _processor(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
