"""The time of this sandbox: it may go faster and jump ahead, and a file tells the bot of it."""

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from sandbox.acts import Impossible
from sandbox.models import Json

RATES = (1, 60, 600)
"""How many times as fast as real time it may go."""

LONGEST_JUMP = 31 * 86_400.0


class Clock:
    """Time that people of the sandbox, its messengers and the bot have in common; it never goes back.

    `file`: where the bot reads it (BOT_CLOCK). `upcoming` knows when something will next come to people by
    itself after a moment, if that is known. `zone` is that of the station whose line is played.
    """

    def __init__(
        self,
        file: Path | None = None,
        *,
        zone: str = "Europe/Moscow",
        upcoming: Callable[[float], float | None] | None = None,
        real: Callable[[], float] = time.time,
    ) -> None:
        self.zone = zone
        self.upcoming = upcoming
        self.rate = 1
        self.file = file
        self._real = real
        self._at = self._shown = real()
        self._watchers: list[Callable[[Json], None]] = []
        self._write()

    def now(self) -> float:
        """Unix time as it is here."""
        return self._shown + (self._real() - self._at) * self.rate

    def run(self, rate: int) -> None:
        """Go so many times as fast as real time."""
        if rate not in RATES:
            raise Impossible("Так быстро время здесь не идёт. Можно ×1, ×60 и ×600.")
        self._set(self.now(), rate)

    def jump(self, seconds: float) -> None:
        """Let so much time pass at once."""
        if not 0 <= seconds <= LONGEST_JUMP:
            raise Impossible("Время идёт только вперёд, и за раз не больше чем на месяц.")
        self._set(self.now() + seconds, self.rate)

    def jump_to_next(self) -> None:
        """Let time pass until something comes to people by itself."""
        moment = self.upcoming(self.now()) if self.upcoming is not None else None
        if moment is None:
            raise Impossible("Ни одного напоминания пока не запланировано. Запишитесь на занятие.")
        self._set(max(moment, self.now()), self.rate)

    def view(self) -> Json:
        """The clock as the page shows it."""
        return {
            "shown": self.now(),
            "rate": self.rate,
            "zone": self.zone,
            "rates": RATES,
            "next": self.upcoming is not None,
        }

    def act(self, body: Json) -> Json:
        """What the page asks: {"rate"}, {"jump": seconds} or {"to": "next"}."""
        if "rate" in body:
            self.run(int(body["rate"]))
        if "jump" in body:
            self.jump(float(body["jump"]))
        if body.get("to") == "next":
            self.jump_to_next()
        return self.view()

    def watch(self, tell: Callable[[Json], None]) -> Callable[[], None]:
        """Tell every change as an event of the page; returns what ends it."""
        self._watchers.append(tell)

        def unwatch() -> None:
            self._watchers.remove(tell)

        return unwatch

    def _set(self, shown: float, rate: int) -> None:
        self._at, self._shown, self.rate = self._real(), shown, rate
        self._write()
        for tell in self._watchers:
            tell({"type": "time", "time": self.view()})

    def _write(self) -> None:
        if self.file is None:
            return
        part = self.file.with_name(self.file.name + ".part")
        part.write_text(json.dumps({"at": self._at, "shown": self._shown, "rate": self.rate}))
        part.replace(self.file)


def reminders_in(database: Path) -> Callable[[float], float | None]:
    """When the bot with these data will next remind somebody; the sandbox only looks, it never writes."""

    def upcoming(after: float) -> float | None:
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as data:
            query = "SELECT min(at) FROM due WHERE at > ? AND kind IN ('remind', 'notice')"
            found: tuple[float | None] = data.execute(query, (after,)).fetchone()
            return found[0]
        return None

    return upcoming
