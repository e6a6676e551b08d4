"""Time that passes only when nobody has anything to do: a minute of waiting takes no time in a test."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Selector(selectors.DefaultSelector):
    """Never waits for a timer, but moves the loop's time to it."""

    def __init__(self) -> None:
        super().__init__()
        self.real = 0.0
        self.jump: Callable[[float], None] = lambda _seconds: None

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            # No timer at all: another thread, the database's, is at work.
            return super().select(None)
        events = super().select(min(timeout, self.real))
        if not events and timeout > 0:
            self.jump(timeout)
        return events


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop with a time of its own; `real` is how many seconds of real time threads get before it jumps."""

    def __init__(self, real: float = 0.0) -> None:
        selector = _Selector()
        selector.real = real
        self.now = 1000.0
        super().__init__(selector)
        selector.jump = self._jump

    def time(self) -> float:
        """The time of this loop, in seconds."""
        return self.now

    def _jump(self, seconds: float) -> None:
        self.now += seconds


def in_no_time(test: Callable[[], Coroutine[Any, Any, T]]) -> Callable[[], T]:
    """Run a test of coroutines in virtual time."""

    def run() -> T:
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            return runner.run(test())

    run.__name__, run.__doc__, run.__module__ = test.__name__, test.__doc__, test.__module__
    return run
