"""What goes wrong on purpose: for the next calls, at random with a seed, or until it is taken back."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

import orjson

from sandbox.telegram.errors import ApiError, too_many

Effect = Literal["answer", "close before", "close after", "hang before", "hang after", "delay"]
BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr>"
    b"<center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)
ANY = "*"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that can happen to a call; `before` and `after` mean before and after it takes effect."""

    effect: Effect
    code: int = 200
    body: bytes = b""
    seconds: float = 0.0

    @classmethod
    def refusal(cls, error: ApiError) -> "Fault":
        """A refusal as Telegram words it; the call takes no effect."""
        return cls("answer", error.code, orjson.dumps(error.body()))

    @classmethod
    def too_many(cls, retry_after: int = 1) -> "Fault":
        """429 with retry_after."""
        return cls.refusal(too_many(retry_after))

    @classmethod
    def server_error(cls, code: int = 500) -> "Fault":
        """500 in JSON."""
        return cls.refusal(ApiError(code, "Internal Server Error"))

    @classmethod
    def html(cls) -> "Fault":
        """502 as a page of the proxy in front, not JSON."""
        return cls("answer", 502, BAD_GATEWAY)

    @classmethod
    def closed_before(cls) -> "Fault":
        """The connection breaks; the call never took effect."""
        return cls("close before")

    @classmethod
    def closed_after(cls) -> "Fault":
        """The call takes effect, then the connection breaks: the answer is lost."""
        return cls("close after")

    @classmethod
    def hang_before(cls) -> "Fault":
        """Silence; the call takes no effect."""
        return cls("hang before")

    @classmethod
    def hang_after(cls) -> "Fault":
        """The call takes effect, then silence."""
        return cls("hang after")

    @classmethod
    def delay(cls, seconds: float) -> "Fault":
        """The call takes effect later than it came."""
        return cls("delay", seconds=seconds)


@dataclass(slots=True)
class _Planned:
    method: str
    fault: Fault
    times: int


@dataclass(slots=True)
class _Chance:
    methods: frozenset[str]
    fault: Fault
    rate: float
    random: random.Random


class Disturbed(Protocol):
    """What waits for the bot, as far as faults reach it."""

    def repeat(self, count: int = 1) -> None: ...

    def hold(self, count: int = 1) -> None: ...

    def release(self) -> None: ...

    def shuffle(self, seed: int | None = 0) -> None: ...


class Faults:
    """The plan of faults; updates are disturbed through `updates` (repeat, hold and release, shuffle)."""

    def __init__(self, updates: Disturbed) -> None:
        self.updates = updates
        self.token_revoked = False
        """While true every call gets 401."""
        self.silent = False
        """While true nothing is answered and nothing takes effect; connections stay open."""
        self.happened = 0
        """How many faults have happened so far."""
        self._planned: list[_Planned] = []
        self._chances: list[_Chance] = []

    def next(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls of a method (`*`: of any) fail."""
        self._planned.append(_Planned(method, fault, times))

    def at_random(self, rate: float, fault: Fault, *methods: str, seed: int = 0) -> None:
        """Let a share of calls (of these methods, or of all) fail, the same ones for the same seed."""
        self._chances.append(_Chance(frozenset(methods), fault, rate, random.Random(seed)))

    def named(self, method: str, kind: str, times: int = 1, seconds: float = 1.0) -> None:
        """Plan a fault by its name, as the control API gives it."""
        makers: dict[str, Callable[[], Fault]] = {
            "too_many": lambda: Fault.too_many(max(1, round(seconds))),
            "server_error": Fault.server_error,
            "html": Fault.html,
            "closed_before": Fault.closed_before,
            "closed_after": Fault.closed_after,
            "hang_before": Fault.hang_before,
            "hang_after": Fault.hang_after,
            "delay": lambda: Fault.delay(seconds),
        }
        if kind not in makers:
            raise ValueError(f"there is no fault called {kind}, only {', '.join(makers)}")
        self.next(method, makers[kind](), times)

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._planned.clear()
        self._chances.clear()
        self.token_revoked = False
        self.silent = False
        self.updates.shuffle(None)
        self.updates.release()

    def pick(self, method: str) -> Fault | None:
        """The fault for this call."""
        if not self._planned and not self._chances:
            return None
        for planned in self._planned:
            if planned.method in (method, ANY):
                planned.times -= 1
                if planned.times <= 0:
                    self._planned.remove(planned)
                self.happened += 1
                return planned.fault
        for chance in self._chances:
            if (not chance.methods or method in chance.methods) and chance.random.random() < chance.rate:
                self.happened += 1
                return chance.fault
        return None
