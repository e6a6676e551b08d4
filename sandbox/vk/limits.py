"""How much VK takes in how much time, and what it remembers."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.vk.errors import TOO_MANY, VkError


@dataclass(frozen=True, slots=True)
class VkLimits:
    """Thresholds; None lifts one."""

    per_second: int | None = 20
    """Calls of the community in a sliding second, less what the network's unevenness takes."""
    second: float = 0.97
    random_id_seconds: float = 3600.0
    """How long a random_id is remembered …"""
    random_id_messages: int = 100
    """… and for how many messages of its dialogue."""
    press_seconds: float = 60.0
    """How long a press can be answered."""
    edit_seconds: float = 24 * 3600.0
    """How long a message can be edited, and deleted for all."""
    typing_seconds: float = 10.0
    photo_bytes: int = 50 * 1024 * 1024
    doc_bytes: int = 200 * 1024 * 1024

    @classmethod
    def lifted(cls) -> "VkLimits":
        """No pacing: for benchmarks and for tests of other things."""
        return cls(per_second=None)


class VkPacer:
    """Counts what was accepted and refuses what is too much; a refused call does not count."""

    def __init__(self, limits: VkLimits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self.clock = clock
        self.refused = 0
        self._window: deque[float] = deque()

    def admit(self) -> None:
        """Count a call, or raise error 6."""
        most, window = self.limits.per_second, self._window
        if most is None:
            return
        now = self.clock()
        while window and window[0] <= now - self.limits.second:
            window.popleft()
        if len(window) >= most:
            self.refused += 1
            raise VkError(TOO_MANY)
        window.append(now)
