"""A town on virtual time: real handlers over a real file, and days on which much goes wrong.

What happened is written down beside the line: by triggers in the file who had a place where and when it
started, by the network who read what and when. The oracle judges by that and by the calendar alone.
"""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from operator import methodcaller
from pathlib import Path

from bot.domain.clocks import SECOND_READING
from bot.flows.activities.timetable import Timetable
from bot.storage.database import Database
from bot.vocabulary import Answer, Letter, Message, Verdict
from tests.line import TheLine
from tests.network import TELEGRAM, Network
from tests.phone import Phone

FIRST_ACCOUNT = 1001

AUDIT = """
CREATE TABLE audit (n INTEGER PRIMARY KEY, what TEXT, person INT, occurrence INT, value TEXT);
CREATE TRIGGER audit_place AFTER INSERT ON signups BEGIN
  INSERT INTO audit (what, person, occurrence, value) VALUES ('place', NEW.person, NEW.occurrence, NEW.state);
END;
CREATE TRIGGER audit_standing AFTER UPDATE OF state ON signups BEGIN
  INSERT INTO audit (what, person, occurrence, value) VALUES ('place', NEW.person, NEW.occurrence, NEW.state);
END;
CREATE TRIGGER audit_start AFTER INSERT ON occurrences BEGIN
  INSERT INTO audit (what, occurrence, value) VALUES ('starts', NEW.id, NEW.starts);
END;
CREATE TRIGGER audit_move AFTER UPDATE OF starts ON occurrences WHEN NEW.starts != OLD.starts BEGIN
  INSERT INTO audit (what, occurrence, value) VALUES ('starts', NEW.id, NEW.starts);
END;
CREATE TRIGGER audit_state AFTER UPDATE OF state ON occurrences WHEN NEW.state != OLD.state BEGIN
  INSERT INTO audit (what, occurrence, value) VALUES ('state', NEW.id, NEW.state);
END;
CREATE TRIGGER audit_choice AFTER INSERT ON preferences BEGIN
  INSERT INTO audit (what, person, value) VALUES ('choice', NEW.person, NEW.name || '=' || NEW.value);
END;
CREATE TRIGGER audit_other_choice AFTER UPDATE ON preferences BEGIN
  INSERT INTO audit (what, person, value) VALUES ('choice', NEW.person, NEW.name || '=' || NEW.value);
END;
CREATE TRIGGER audit_no_choice AFTER DELETE ON preferences BEGIN
  INSERT INTO audit (what, person, value) VALUES ('choice', OLD.person, OLD.name || '=');
END;
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time: by the clock that nobody sets, and by the one on the wall."""

    steady: float
    wall: float


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that became so: a place, a start, a state, a choice; in the order in which they did."""

    at: Moment
    what: str
    person: int
    occurrence: int
    value: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that somebody read: when the line gave it to the network, and when it was on the screen."""

    put: Moment
    shown: Moment
    account: int
    letter: Letter

    @property
    def message(self) -> Message:
        """What was read."""
        assert self.letter.message is not None
        return self.letter.message

    @property
    def about(self) -> list[tuple[int, str]]:
        """Which reminders it is, by activity and kind; none where it is something else."""
        wants = self.letter.wants or {}
        if wants.get("for") != "reminder":
            return []
        return [(int(activity), str(kind)) for activity, kind in wants["keys"]]


@dataclass(frozen=True, slots=True)
class Span:
    """A time without a break: from and to by the steady clock, and how far the wall was ahead of it."""

    begin: float
    end: float
    ahead: float


class Post(Network):
    """A network that remembers when everything was given to it, and when it was read."""

    def __init__(self, moment: Callable[[], Moment]) -> None:
        super().__init__()
        self.moment = moment
        self.heard: list[Heard] = []
        self._put: dict[int, Moment] = {}

    def put(self, letters: Iterable[Letter]) -> None:
        """Take letters, and note when."""
        listed = list(letters)
        for letter in listed:
            self._put.setdefault(letter.id, self.moment())
        super().put(listed)

    def _take(self, letter: Letter) -> Answer:
        answer = super()._take(letter)
        if answer.verdict is Verdict.SENT and letter.message is not None:
            self.heard.append(Heard(self._put[letter.id], self.moment(), letter.address.chat, letter))
        return answer


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody does at a time of the steady clock."""

    at: float
    does: Callable[[Town], Awaitable[None]]


@dataclass
class Town:
    """The line, the people around it, and what happened to them."""

    folder: Path
    begin: float
    zone: str
    people: int
    faults: tuple[str, ...] = ()
    """Triggers that break the line for a negative control."""
    meddle: Callable[[Town], None] | None = None
    """What breaks the line after each opening, for a negative control."""
    facts: list[Fact] = field(default_factory=list)
    running: list[Span] = field(default_factory=list)
    outages: list[Span] = field(default_factory=list)
    persons: dict[int, int] = field(default_factory=dict)
    """Persons by their accounts."""

    def __post_init__(self) -> None:
        self.line = TheLine(self.folder, staff_chat=None, zone=self.zone, now=self.begin, pace=0.0)
        self.post = self.line.network = Post(self.moment)
        self._able_since: float | None = None
        self._out_since: float | None = None
        self._read = 0

    # Time

    @property
    def steady(self) -> float:
        return self.line.steady()

    def moment(self) -> Moment:
        return Moment(self.line.steady(), self.line.now)

    def wall(self, steady: float) -> float:
        return steady + self.line.stepped

    async def opens(self) -> None:
        """The first day: the line opens, and everybody writes to it once."""
        await self.line.open()
        for script in (AUDIT, *self.faults):
            await self.line.app.database._driver.visit(methodcaller("executescript", script))
        await self._awake()
        phones = [
            Phone(self.line, FIRST_ACCOUNT + number, f"Житель {number}") for number in range(self.people)
        ]
        for start in range(0, len(phones), 100):
            await self.line.hear(*(phone.saying("/start") for phone in phones[start : start + 100]))
        rows = await self.line.app.database.fetch("SELECT account, person FROM accounts")
        self.persons = {int(account): int(person) for account, person in rows}
        await self.tick()

    async def _awake(self) -> None:
        """What every opening needs."""
        database: Database = self.line.app.database
        async with database.transaction():
            # Memberships of a staff room that is not there: nothing but ticks.
            await database.run("DELETE FROM due WHERE kind = 'reread'")
        if self.meddle is not None:
            self.meddle(self)
        self._able_since = self.steady

    def _stops_running(self) -> None:
        if self._able_since is not None:
            self.running.append(Span(self._able_since, self.steady, self.line.stepped))
            self._able_since = None

    async def tick(self) -> None:
        """The clock looks, what is due is done, and what became so is written down."""
        await self.line.tick()
        await self.note()

    async def note(self) -> None:
        """Write down what became so since the last look."""
        rows = await self.line.app.database.fetch_few(
            "SELECT n, what, person, occurrence, value FROM audit WHERE n > ? ORDER BY n", (self._read,)
        )
        for n, what, person, occurrence, value in rows:
            self._read = n
            self.facts.append(Fact(self.moment(), what, person or 0, occurrence or 0, str(value)))

    async def until(self, steady: float) -> None:
        """Time passes; what is due is done with the next whole second, as the clock ticks."""
        same, before = 0, None
        while self.steady <= steady:
            rows = await self.line.app.database.fetch_few(
                "SELECT min(at) FROM due WHERE at <= ?", (self.wall(steady),)
            )
            at = rows[0][0]
            if at is None:
                break
            same = same + 1 if at == before else 0
            assert same < 5, f"what is due at {at} is never done"
            before = at
            passes = max(0.0, math.ceil(at) - self.line.now)
            if self.steady + passes > steady:
                break
            self.line.now += passes
            await self.tick()
        self.line.now += max(0.0, steady - self.steady)

    # What goes wrong

    async def is_down(self, seconds: float, step: float = 0.0) -> None:
        """The line is switched off for a time; somebody may set the clock meanwhile."""
        await self.line.close()
        self._stops_running()
        self.line.now += seconds
        self.line.clock_steps(step)
        if self.post.waiting is not None:
            # They are in the outbox, and the opening gives them out again.
            self.post.waiting.clear()
        await self.line.open()
        await self._awake()
        await self.tick()

    async def clock_is_set(
        self, seconds: float, back_after: float, meanwhile: Callable[[], Awaitable[None]]
    ) -> None:
        """Somebody sets the clock on the wall, for good or for some seconds; people do things meanwhile."""
        self._stops_running()
        self.line.clock_steps(seconds)
        await self.tick()
        self.line.now += 2.0
        await meanwhile()
        if back_after:
            self.line.now += back_after
            await self.tick()
            self.line.clock_steps(-seconds)
        else:
            self.line.now += 10.0
            await self.tick()
            self.line.now += SECOND_READING - 9.0
        self._able_since = self.steady
        await self.tick()
        self.facts.append(Fact(self.moment(), "calm", 0, 0, ""))

    def network_goes(self) -> None:
        """From now on letters stay on their way."""
        if self._out_since is None:
            self._out_since = self.steady
            self.line.slow()

    async def network_comes(self) -> None:
        """They arrive, as far as they are still true."""
        if self._out_since is not None:
            self.outages.append(Span(self._out_since, self.steady, 0.0))
            self._out_since = None
            await self.line.fast()
            await self.tick()

    async def ends(self) -> None:
        """The last day is over."""
        await self.network_comes()
        self._stops_running()
        failed = await self.line.failures()
        await self.line.close()
        assert not failed, "\n".join(f"… {told[-900:]}" for told in failed[:3])

    # What people do

    @asynccontextmanager
    async def by(self, account: int) -> AsyncIterator[Timetable]:
        """Somebody does something, as a flow would do it for them."""
        async with self.line.acting(TELEGRAM, account) as services:
            yield Timetable(services)
        await self.tick()
