"""Pacing: how much Telegram takes in how much time, and 429 beyond it."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.models import Chat
from sandbox.telegram.errors import too_many


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds; None lifts one. Edits count overall, and in groups like messages.

    Telegram publishes no figure for edits in a group; those who observed it say about as many as messages.
    Whoever stays within one window for both is safe however Telegram counts.
    """

    overall: int | None = 30
    """Messages a second, all chats together, in a sliding window."""
    private_burst: int | None = 5
    """Messages a private chat takes at once; then one every `private_interval` seconds."""
    private_interval: float = 1.0
    group: int | None = 20
    """Messages and edits together that a group takes in `group_window` seconds."""
    group_window: float = 60.0
    callback_lifetime: float | None = 15 * 60
    """Seconds in which a press can be answered."""

    @classmethod
    def lifted(cls) -> "Limits":
        """No pacing at all: for benchmarks and for tests of other things."""
        return cls(overall=None, private_burst=None, group=None)


class Pacer:
    """Counts what was accepted and refuses what is too much; a refused message does not count."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self.clock = clock
        self.refused = 0
        self._overall: deque[float] = deque()
        self._private: dict[int, tuple[float, float]] = {}
        self._groups: dict[int, deque[float]] = {}

    def admit(self, chat: Chat, count: int = 1, *, edit: bool = False) -> None:
        """Count messages (or an edit) to a chat, or raise 429 with retry_after."""
        limits = self.limits
        if limits.overall is None and limits.private_burst is None and limits.group is None:
            return
        now = self.clock()
        wait = self._overall_wait(now, count)
        if chat.private:
            if not edit:
                wait = max(wait, self._private_wait(chat.id, now, count))
        elif limits.group is not None:
            wait = max(wait, self._group_wait(chat.id, now, count))
        if wait > 0:
            self.refused += 1
            raise too_many(max(1, math.ceil(wait)))
        if limits.overall is not None:
            self._overall.extend([now] * count)
        if not chat.private:
            self._groups.setdefault(chat.id, deque()).extend([now] * count)
        elif not edit and limits.private_burst is not None:
            tokens, _ = self._tokens(chat.id, now)
            self._private[chat.id] = (tokens - count, now)

    def _overall_wait(self, now: float, count: int) -> float:
        limit, window = self.limits.overall, self._overall
        if limit is None:
            return 0.0
        while window and window[0] <= now - 1.0:
            window.popleft()
        over = len(window) + count - limit
        return 0.0 if over <= 0 or not window else window[min(over, len(window)) - 1] + 1.0 - now

    def _group_wait(self, key: int, now: float, count: int) -> float:
        limit, window = self.limits.group, self._groups.get(key)
        if limit is None or not window:
            return 0.0
        while window and window[0] <= now - self.limits.group_window:
            window.popleft()
        over = len(window) + count - limit
        if over <= 0 or not window:
            return 0.0
        return window[min(over, len(window)) - 1] + self.limits.group_window - now

    def _tokens(self, chat: int, now: float) -> tuple[float, float]:
        burst = float(self.limits.private_burst or 0)
        tokens, at = self._private.get(chat, (burst, now))
        return min(burst, tokens + (now - at) / self.limits.private_interval), now

    def _private_wait(self, chat: int, now: float, count: int) -> float:
        if self.limits.private_burst is None:
            return 0.0
        tokens, _ = self._tokens(chat, now)
        needed = min(float(count), float(self.limits.private_burst)) - tokens
        return 0.0 if needed <= 1e-9 else needed * self.limits.private_interval
