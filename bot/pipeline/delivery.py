"""Delivery: sends what the outbox holds, in lanes, at the messenger's pace, in order by chat and lane."""

from __future__ import annotations

import asyncio
import logging
import math
import random
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from typing import Protocol, runtime_checkable

from bot.pipeline.outcomes import Settled
from bot.pipeline.pacing import Pace
from bot.vocabulary import Answer, Lane, Letter, Limits, Toast, Verdict

log = logging.getLogger(__name__)

TOAST_LIFE = 10.0
"""Seconds after which the answer to a press is not worth sending."""

MANY_REFUSED = 3
"""Chats that are told to wait at the same time: it is the messenger as a whole that wants to rest."""

LONGEST_PAUSE = 60.0
"""Seconds between two tries at most."""

MOST_REFUSALS = 36
"""Tries that fail while others get through, about half an hour of them: then it is the letter's own fault."""


class Sink(Protocol):
    """Where letters go: one call each, every answer classed."""

    @property
    def name(self) -> str:
        """The messenger's name."""

    async def send(self, letter: Letter) -> Answer:
        """Send one letter; never raises for what the messenger or the network does."""

    async def answer_press(self, toast: Toast) -> None:
        """Send one toast; failures are of no consequence."""


@runtime_checkable
class Packer(Protocol):
    """A messenger that takes several letters in one call."""

    @property
    def pack(self) -> int:
        """How many at most; each of another chat."""

    async def send_pack(self, letters: Sequence[Letter]) -> Sequence[Answer]:
        """Send them in one call, an answer for each; raises for what can only be sent letter by letter."""


Queue = tuple[int, int]
"""A lane and a chat: the unit in which order holds."""


class Delivery:
    """The delivery of one messenger."""

    def __init__(
        self,
        sink: Sink,
        limits: Limits,
        settle: Callable[[Settled], None],
        tried: Callable[[int], None] = lambda _letter: None,
        clock: Callable[[], float] = time.monotonic,
        stopped: Callable[[str], None] = lambda _why: None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._sink = sink
        self._limits = limits
        self._settle = settle
        self._tried = tried
        self._stopped = stopped
        self._pace = Pace(limits)
        self._waiting: dict[Queue, deque[Letter]] = {}
        self._ready: tuple[deque[Queue], ...] = tuple(deque() for _ in Lane)
        self._asleep: list[tuple[float, Queue]] = []
        self._flying: set[asyncio.Task[None]] = set()
        self._toasts: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._stopping = False
        self._clock = clock
        self._now = now
        self._refused: dict[int, float] = {}
        self._through = 0
        """Letters that got through, less those that were to be tried again: it falls in an outage."""
        self._hopeless: dict[int, tuple[int, int]] = {}
        self._packer = sink if isinstance(sink, Packer) else None
        self._packs_from = 0.0

    def follow(self, seconds: float) -> None:
        """Another line spoke until so many seconds ago, to groups as well."""
        self._pace.follow(self._clock() - seconds)

    def put(self, letters: Iterable[Letter]) -> None:
        """Committed letters, in order."""
        for letter in letters:
            queue = (int(letter.lane), letter.address.chat)
            waiting = self._waiting.get(queue)
            if waiting is None:
                self._waiting[queue] = deque((letter,))
                self._ready[letter.lane].append(queue)
            else:
                waiting.append(letter)
        self._wake.set()

    def flash(self, toast: Toast) -> None:
        """Answer a press at once, outside the pacing."""
        if self._stopping:
            return
        task = asyncio.create_task(self._flash(toast))
        self._toasts.add(task)
        task.add_done_callback(self._toasts.discard)

    async def _flash(self, toast: Toast) -> None:
        try:
            async with asyncio.timeout(TOAST_LIFE):
                await self._sink.answer_press(toast)
        except TimeoutError:
            log.info("%s: the answer to a press was dropped after %.0f s", self._sink.name, TOAST_LIFE)
        except Exception as error:
            log.info("%s: the answer to a press was dropped (%s)", self._sink.name, type(error).__name__)

    @property
    def waiting(self) -> int:
        """Letters not sent yet, those on their way included."""
        return sum(len(queue) for queue in self._waiting.values())

    async def run(self) -> None:
        """Send until `stop`."""
        while not self._stopping:
            self._wake.clear()
            pause = self._launch()
            if pause is None:
                await self._wake.wait()
            else:
                try:
                    async with asyncio.timeout(pause):
                        await self._wake.wait()
                except TimeoutError:
                    continue

    async def stop(self, patience: float) -> None:
        """Start nothing new; give what is on its way some seconds to come to an end."""
        self._stopping = True
        self._wake.set()
        tasks = self._flying | self._toasts
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _launch(self) -> float | None:
        """Start every letter that may go now; how long to sleep until the next, None when nothing waits."""
        now = self._clock()
        while self._asleep and self._asleep[0][0] <= now:
            _, queue = heappop(self._asleep)
            self._ready[queue[0]].append(queue)
        held: list[float] = []
        for lane, ready in enumerate(self._ready):
            while ready and len(self._flying) < self._room_in_flight(lane):
                free_at = self._pace.free_at(lane, now)
                if lane == Lane.BROADCAST:
                    free_at = max(free_at, self._packs_from)
                if free_at > now:
                    held.append(free_at)
                    break
                queues = self._together(lane, ready, now)
                if queues:
                    self._take_off(queues, now)
        soonest = min((*held, *(at for at, _ in self._asleep[:1])), default=None)
        return max(0.0, soonest - now) if soonest is not None else None

    def _together(self, lane: int, ready: deque[Queue], now: float) -> list[Queue]:
        """Whose first letters leave with the next call: one chat's, or those of as many as a pack holds."""
        most = self._most_together(lane, len(ready))
        found: list[Queue] = []
        while ready and len(found) < most:
            first = self._waiting[ready[0]][0]
            if first.until and self._now() > first.until:
                self._expire(ready.popleft())
                continue
            # What says nothing does not count against the chat's pace, and has a call of its own.
            silent = not first.act.speaks
            if silent and found:
                break
            queue = ready.popleft()
            chat_free_at = 0.0 if silent else self._pace.chat_free_at(queue[1], lane, now)
            if chat_free_at > now:
                heappush(self._asleep, (chat_free_at, queue))
                continue
            found.append(queue)
            if silent:
                break
        return found

    def _expire(self, queue: Queue) -> None:
        """What it says is not true any more: whoever sent it hears that, and says what is true now."""
        letter = self._waiting[queue][0]
        log.info("%s: letter %d came too late to leave", self._sink.name, letter.id)
        self._hopeless.pop(letter.id, None)
        self._settle(Settled(letter, Answer(Verdict.EXPIRED)))
        self._next(queue)

    def _most_together(self, lane: int, ready: int) -> int:
        """A broadcast fills its packs, words of crisis go alone, the rest goes together when crowded."""
        if self._packer is None or lane == Lane.CRISIS:
            return 1
        if lane == Lane.BROADCAST:
            return self._packer.pack
        room = self._room_in_flight(lane) - len(self._flying)
        return min(self._packer.pack, math.ceil(ready / room))

    def _take_off(self, queues: Sequence[Queue], now: float) -> None:
        for queue in queues:
            letter = self._waiting[queue][0]
            self._pace.took_off(queue[1], group=letter.address.group, lane=queue[0], now=now)
            self._tried(letter.id)
        task = asyncio.create_task(self._fly(queues))
        self._flying.add(task)
        task.add_done_callback(self._flown)

    def _room_in_flight(self, lane: int) -> int:
        """A part of the connections is kept for crisis and replies, so that nothing stuck delays them."""
        most = self._limits.in_flight
        return most if lane <= Lane.REPLY else max(1, most * 3 // 4)

    def _flown(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self._wake.set()
        if not task.cancelled() and task.exception() is not None:
            log.error("%s: delivery stumbled (%s)", self._sink.name, type(task.exception()).__name__)

    async def _fly(self, queues: Sequence[Queue]) -> None:
        letters = [self._waiting[queue][0] for queue in queues]
        try:
            answers = await self._send(letters)
        finally:
            now = self._clock()
            for queue, letter in zip(queues, letters, strict=True):
                self._pace.landed(queue[1], now, message=letter.act.speaks)
        packed = len(letters) > 1
        if packed and all(answer.verdict is Verdict.WAIT for answer in answers):
            # Refused as a whole: the broadcast rests, and nobody who waits for a reply.
            self._packs_from = now + answers[0].after
        # What left together goes together again.
        spread = random.uniform(0.8, 1.2)
        for queue, letter, answer in zip(queues, letters, answers, strict=True):
            if packed and answer.verdict is Verdict.WAIT:
                self._again(queue, letter, now + answer.after, answer)
            else:
                self._land(queue, letter, answer, now, spread)

    async def _send(self, letters: Sequence[Letter]) -> Sequence[Answer]:
        """In one call where there are several; what no pack takes goes one by one, and blocks nobody."""
        if self._packer is not None and len(letters) > 1:
            try:
                return await self._packer.send_pack(letters)
            except Exception as error:
                log.warning("%s: a pack is taken apart (%s)", self._sink.name, type(error).__name__)
        answers = []
        for letter in letters:
            try:
                answers.append(await self._sink.send(letter))
            except Exception as error:
                kind = type(error).__name__
                log.error("%s: letter %d could not be built (%s)", self._sink.name, letter.id, kind)
                answers.append(Answer(Verdict.BUG, why=kind))
        return answers

    def _land(self, queue: Queue, letter: Letter, answer: Answer, now: float, spread: float) -> None:
        if answer.verdict in (Verdict.RETRY, Verdict.IN_DOUBT) and self._is_hopeless(letter):
            answer = replace(answer, verdict=Verdict.BUG)
        match answer.verdict:
            case Verdict.WAIT:
                self._wait(queue[1], now, now + answer.after)
                self._again(queue, letter, now + answer.after, answer)
            case Verdict.RETRY | Verdict.IN_DOUBT:
                pause = min(LONGEST_PAUSE, 0.5 * 2 ** min(letter.attempts, 8)) * spread
                self._again(queue, letter, now + pause, answer)
            case Verdict.STOP:
                self._stopped(answer.why)
                self._pace.hold(now + LONGEST_PAUSE)
                self._again(queue, letter, now + LONGEST_PAUSE, answer)
            case _:
                if answer.verdict not in (Verdict.SENT, Verdict.MOVED):
                    log.warning(
                        "%s: letter %d is buried (%s: %s)",
                        self._sink.name,
                        letter.id,
                        answer.verdict,
                        answer.why,
                    )
                self._hopeless.pop(letter.id, None)
                if answer.verdict is Verdict.SENT and letter.act.speaks:
                    self._through += 1
                self._settle(Settled(letter, answer))
                self._next(queue)

    def _is_hopeless(self, letter: Letter) -> bool:
        """Whether a letter failed so often while others got through that it must give way to the next."""
        before, refusals = self._hopeless.get(letter.id, (self._through, 0))
        refusals += self._through > before
        self._through -= 1
        self._hopeless[letter.id] = (self._through, refusals)
        return refusals >= MOST_REFUSALS

    def _wait(self, chat: int, now: float, until: float) -> None:
        """A chat's own limit is met more often than the whole bot's: only several refused chats hold all."""
        self._refused = {one: at for one, at in self._refused.items() if at > now}
        self._refused[chat] = until
        self._pace.hold(until, None if len(self._refused) >= MANY_REFUSED else chat)

    def _again(self, queue: Queue, letter: Letter, at: float, answer: Answer) -> None:
        log.info("%s: letter %d goes again (%s: %s)", self._sink.name, letter.id, answer.verdict, answer.why)
        self._waiting[queue][0] = replace(letter, attempts=letter.attempts + 1)
        heappush(self._asleep, (at, queue))

    def _next(self, queue: Queue) -> None:
        waiting = self._waiting[queue]
        waiting.popleft()
        if waiting:
            self._ready[queue[0]].append(queue)
        else:
            del self._waiting[queue]


def by_messenger(letters: Iterable[Letter]) -> dict[str, list[Letter]]:
    """Letters apart by messenger, in order."""
    parts: dict[str, list[Letter]] = {}
    for letter in letters:
        parts.setdefault(letter.address.messenger, []).append(letter)
    return parts
