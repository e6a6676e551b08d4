"""What goes wrong on purpose on VK, beside the faults that any HTTP server has."""

import random
from collections import deque
from collections.abc import Callable

from sandbox.faults import Fault, Faults
from sandbox.vk.errors import AUTH, CAPTCHA, FLOOD, SERVER, TOO_MANY, Json, VkError
from sandbox.vk.events import Events

LONG_POLL = "longpoll"
"""The name under which faults of the Long Poll are planned, beside those of methods."""
UPLOAD = "upload"
"""The name under which faults of uploads are planned."""


def refusal(code: int, why: str = "", **more: str) -> Fault:
    """An error of VK's table, as a JSON answer with HTTP 200; the call takes no effect."""
    return Fault("answer", 200, VkError(code, why, **more).body())


def captcha(sid: str = "239633676097") -> Fault:
    """Error 14, with a picture to read."""
    image = f"https://api.vk.com/captcha.php?sid={sid}&s=1"
    return refusal(CAPTCHA, captcha_sid=sid, captcha_img=image)


def failed(kind: int, ts: int | None = None) -> Json:
    """What the Long Poll answers instead of events."""
    return {"failed": kind} if ts is None else {"failed": kind, "ts": str(ts)}


class VkFaults(Faults):
    """The plan of faults; events are disturbed through `updates` (repeat, hold and release, shuffle …)."""

    def __init__(self, events: Events) -> None:
        super().__init__(events)
        self.events = events
        self._failed: deque[int] = deque()
        self._failing: tuple[float, tuple[int, ...], random.Random] | None = None

    def fails(self, kind: int, times: int = 1) -> None:
        """Let the next readings of the Long Poll answer failed 1, 2 or 3 (also unknown ones)."""
        self._failed.extend([kind] * times)

    def fails_at_random(self, rate: float, *kinds: int, seed: int = 0) -> None:
        """Let a share of the readings answer `failed`, of these kinds in turns of chance; rate 0 ends it."""
        self._failing = (rate, kinds or (1, 2, 3), random.Random(seed)) if rate else None

    def failure(self) -> Json | None:
        """What this reading answers instead of events; the reader's place or key is truly lost."""
        kind = self._failed.popleft() if self._failed else 0
        if not kind and self._failing is not None:
            rate, kinds, chance = self._failing
            kind = chance.choice(kinds) if chance.random() < rate else 0
        if not kind:
            return None
        self.happened += 1
        if kind == 2:
            self.events.expire_keys()
        elif kind == 3:
            self.events.lose()
        return failed(kind, self.events.ts if kind == 1 else None)

    def named(self, method: str, kind: str, times: int = 1, seconds: float = 1.0) -> None:
        """Plan a fault by its name, as the control API gives it."""
        own: dict[str, Callable[[], Fault]] = {
            "too_many": lambda: refusal(TOO_MANY),
            "flood": lambda: refusal(FLOOD),
            "server_error": lambda: refusal(SERVER),
            "unauthorized": lambda: refusal(AUTH),
            "captcha": captcha,
        }
        if kind in own:
            self.next(method, own[kind](), times)
        elif kind.startswith("failed_"):
            self.fails(int(kind.removeprefix("failed_")), times)
        elif kind.startswith("error_"):
            self.next(method, refusal(int(kind.removeprefix("error_"))), times)
        else:
            super().named(method, kind, times, seconds)

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        super().clear()
        self._failed.clear()
        self._failing = None
