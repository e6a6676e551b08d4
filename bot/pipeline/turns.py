"""Turns: one update after another, many in one commit, each in a savepoint of its own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import DBAPIError, PendingRollbackError, ResourceClosedError

from bot.pipeline.intake import Batch
from bot.pipeline.outcomes import Settled, decode_due, decode_outcome, outcome_row
from bot.pipeline.ranking import Nobody, Ranker, Ranking, Waiting
from bot.storage.database import Database
from bot.storage.inbox import DUE, OUTCOME, Inbox, InboxRow
from bot.storage.memory import Memory, Recent
from bot.storage.outbox import Outbox
from bot.storage.work import LetterIds, UnitOfWork, Unranked
from bot.vocabulary import Letter, Toast, Update

log = logging.getLogger(__name__)

MOST = 128
"""Turns in one commit."""

LONGEST_PAUSE = 2.0
"""Seconds between two tries of a database that fails; a stop waits no longer than this."""

LINGER = 0.01
"""Seconds that the mark of a sent letter waits for turns to share a commit with."""

LETTERS_FIRST = 2
"""Rounds of the loop between two batches: delivery wakes, and its letters leave before the next is taken."""

CROWDED = 5_000
"""Updates in memory beyond which the intake pauses."""

Decoder = Callable[[str, Any], Update]
Handler = Callable[[Update, UnitOfWork], Awaitable[None]]
Done = tuple[UnitOfWork, Sequence[InboxRow], Sequence[InboxRow], Sequence[Waiting]]
"""A committed batch: the rows that came of it, those that are handled, and those taken back."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """What an intake fetched, to be stored in the commit of the next turns, and whether it was."""

    source: str
    batch: Batch
    stored: asyncio.Future[bool]

    def answer(self, stored: bool) -> None:
        """Tell the intake, unless it has ended meanwhile."""
        if not self.stored.done():
            self.stored.set_result(stored)


class Turns:
    """Takes rows of the inbox through the handlers, and gives letters and toasts away after the commit."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        outbox: Outbox,
        decoders: Mapping[str, Decoder],
        handle: Handler,
        apologise: Callable[[Update | None, InboxRow, UnitOfWork], Awaitable[None]],
        deliver: Callable[[Sequence[Letter], Sequence[Toast]], None],
        now: Callable[[], float],
        memory: Memory | None = None,
        ranker: Ranker | None = None,
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._outbox = outbox
        self._decoders = {**decoders, OUTCOME: decode_outcome, DUE: decode_due}
        self._handle = handle
        self._apologise = apologise
        self._deliver = deliver
        self._now = now
        self.memory = memory or Memory()
        self._ids = LetterIds(0, now())
        self._queue: deque[InboxRow] = deque()
        self._arrived: list[Arrival] = []
        self._settled: list[Settled] = []
        self._marking: asyncio.TimerHandle | None = None
        self._urgent = False
        self._untried: set[int] = set()
        self._tried_at: Recent[int, float] = Recent(4096)
        self._wake = asyncio.Event()
        self.ranking = Ranking(ranker or Nobody(), self._wake.set)
        self._room: asyncio.Future[None] | None = None
        self._running = False
        self._stopping = False
        self.idle = asyncio.Event()

    async def open(self) -> list[Letter]:
        """Take up what was left: rows into the queue, unsent letters for delivery."""
        self._queue.extend(await self._inbox.open())
        letters = await self._outbox.waiting()
        self._ids = LetterIds(max((letter.id for letter in letters), default=0), self._now())
        return letters

    def push(self, rows: Iterable[InboxRow]) -> None:
        """Stored rows, to be handled in this order."""
        self._queue.extend(rows)
        self._wake.set()

    async def take_along(self, source: str, batch: Batch) -> bool:
        """Store what came in the commit of the next turns, its own among them; False where it was not stored.

        One commit instead of two, and what is handled in it need not be sealed and written first.
        """
        if self._stopping or not self._running:
            return False
        arrival = Arrival(source, batch, asyncio.get_running_loop().create_future())
        self._arrived.append(arrival)
        self.idle.clear()
        self._wake.set()
        return await arrival.stored

    def settle(self, settled: Settled) -> None:
        """A letter was sent or buried: marked with the next commit, or soon where there is none."""
        self._settled.append(settled)
        self.idle.clear()
        if settled.tells:
            self._mark_now()
        elif self._marking is None:
            self._marking = asyncio.get_running_loop().call_later(LINGER, self._mark_now)

    def _mark_now(self) -> None:
        self._urgent = True
        self._wake.set()

    def tried(self, letter: int) -> None:
        """Delivery begins to send a letter: from now on the person may have read it."""
        if letter in self._untried:
            self._untried.discard(letter)
            self._tried_at.put(letter, self._now())

    def room(self) -> asyncio.Future[None] | None:
        """Something to wait for while too much is waiting already."""
        if len(self._queue) < CROWDED:
            return None
        if self._room is None:
            self._room = asyncio.get_running_loop().create_future()
        return self._room

    def unseen(self, letter: int, said_at: float) -> bool:
        """Whether what was said at that time was said before the letter can have been read."""
        if letter in self._untried:
            return True
        tried_at = self._tried_at.get(letter)
        # Messengers tell the second only, cut off: what looks a second early may still be an answer. Nobody
        # knows whether a letter from before a restart arrived: what comes counts as its answer.
        return tried_at is not None and said_at + 1.0 < tried_at

    @property
    def busy(self) -> bool:
        """Whether something waits for the next step."""
        return bool(self._queue or self._arrived or self._settled or self.ranking.busy)

    async def run(self) -> None:
        """Handle what comes until `stop`."""
        self._running = True
        try:
            await self._run()
        finally:
            self._running = False
            for arrival in self._arrived:
                arrival.answer(False)

    async def _run(self) -> None:
        while not self._stopping:
            if not (self._queue or self._arrived or self._urgent or self.ranking.ready):
                self._wake.clear()
                if not self.busy:
                    self.idle.set()
                await self._wake.wait()
                self.idle.clear()
                continue
            await self.step()
            for _ in range(LETTERS_FIRST):
                await asyncio.sleep(0)
        if self._settled:
            await self.step(rows=False)

    def stop(self) -> None:
        """End after the batch at hand; what is left waits on disk."""
        self._stopping = True
        self.ranking.stop()
        self._wake.set()

    async def step(self, *, rows: bool = True) -> None:
        """One batch; after a fault of the database, again turn by turn until it works."""
        if rows and self.ranking.busy and not (self._queue or self._arrived or self._settled):
            await self.ranking.some()
        if self.ranking.ready:
            self._queue.extendleft(reversed(self.ranking.returned()))
        batch = [self._queue.popleft() for _ in range(min(MOST, len(self._queue)))] if rows else []
        settled, self._settled = self._settled, []
        arrived, self._arrived = (self._arrived, []) if rows else ([], self._arrived)
        self._urgent = False
        if self._marking is not None:
            self._marking.cancel()
            self._marking = None
        try:
            done = await self._batch(batch, settled, arrived)
        except Exception as error:
            # Whoever fetched it keeps trying to store it; it does not hold up what is stored already.
            for arrival in arrived:
                arrival.answer(False)
            log.error(
                "a batch of %d turns was rolled back (%s); again one by one", len(batch), type(error).__name__
            )
            await self._one_by_one(batch, settled)
        else:
            self._hand_over(*done)
            for arrival in arrived:
                arrival.answer(True)
        if self._room is not None and len(self._queue) < CROWDED // 2:
            if not self._room.done():
                self._room.set_result(None)
            self._room = None

    async def _one_by_one(self, batch: Sequence[InboxRow], settled: Sequence[Settled]) -> None:
        parts: list[tuple[list[InboxRow], list[Settled]]] = [([row], []) for row in batch]
        if settled:
            parts.insert(0, ([], list(settled)))
        for rows, marks in parts:
            done = await self._alone(rows, marks)
            if done is None:
                return
            self._hand_over(*done)

    async def _alone(self, rows: Sequence[InboxRow], marks: Sequence[Settled]) -> Done | None:
        """One turn, until the database takes it or the line stops; what can never be written has failed."""
        pause = 0.1
        hopeless: Exception | None = None
        while True:
            self.memory.clear()
            try:
                if hopeless is not None:
                    return await self._give_up(rows[0], hopeless)
                return await self._batch(rows, marks)
            except Exception as error:
                if self._stopping:
                    return None
                if rows and hopeless is None and not is_database_fault(error):
                    hopeless = error
                    continue
                log.error(
                    "the database does not take a turn (%s); trying again in %.1f s",
                    type(error).__name__,
                    pause,
                )
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _give_up(self, row: InboxRow, error: Exception) -> Done:
        """A turn that failed outside its savepoint: recorded and told as any other."""
        log.error("turn %s of %s cannot be written (%s)", row.key, row.source, type(error).__name__)
        work = UnitOfWork(self._database, self.memory, self._ids, self._now)
        update = None
        with contextlib.suppress(Exception):
            update = self._decoders[row.source](row.key, row.payload)
        async with self._database.transaction():
            await self._inbox.bury(row, error, self._now())
            await self._apologise(update, row, work)
            await work.flush()
            await self._inbox.done([row])
        return work, [], [row], []

    async def _batch(
        self, batch: Sequence[InboxRow], settled: Sequence[Settled], arrived: Sequence[Arrival] = ()
    ) -> Done:
        work = UnitOfWork(self._database, self.memory, self._ids, self._now)
        # What a batch says is sent after its commit: nothing else in the batch can be an answer to it.
        work.unseen = lambda letter, said_at: (
            bool(work.letters and letter >= work.letters[0].id) or self.unseen(letter, said_at)
        )
        fresh: list[InboxRow] = []
        waiting: list[Waiting] = []
        async with self._database.transaction():
            if settled:
                await self._outbox.remove(mark.letter.id for mark in settled)
                told = [outcome_row(mark) for mark in settled if mark.tells]
                if told:
                    fresh = await self._inbox.store(OUTCOME, told, self._now())
            came = await self._come_in(arrived) if arrived else []
            if self._queue:
                # Behind what waits already: each chat's updates are handled in their order.
                await self._inbox.put(came)
                fresh, came = [*came, *fresh], []
            taken = [*batch, *came]
            if taken:
                waiting = await self._turns(taken, work)
                await work.flush()
                back = {one.row.id for one in waiting}
                taken = [row for row in taken if row.id not in back]
                await self._inbox.put(came, {row.id for row in taken})
                await self._inbox.done([row for row in batch if row.id not in back])
        return work, fresh, taken, waiting

    async def _come_in(self, arrived: Sequence[Arrival]) -> list[InboxRow]:
        """What the intakes fetched, with the positions behind it."""
        came: list[InboxRow] = []
        for arrival in arrived:
            batch = arrival.batch
            came += await self._inbox.unseen(arrival.source, batch.updates, self._now())
            await self._inbox.move({**batch.marks, arrival.source: batch.position})
        return came

    def _hand_over(
        self,
        work: UnitOfWork,
        fresh: Sequence[InboxRow],
        done: Sequence[InboxRow],
        waiting: Sequence[Waiting],
    ) -> None:
        """After the commit, and outside what may be tried again: no turn is ever taken twice."""
        work.committed()
        self._untried.update(letter.id for letter in work.letters)
        self._queue.extend(fresh)
        self.ranking.forget(done)
        self.ranking.put(waiting)
        self._deliver(work.letters, work.toasts)
        work.close()

    async def _turns(self, batch: Sequence[InboxRow], work: UnitOfWork) -> list[Waiting]:
        """Handle the rows; gives back those whose turn waits for a text to be ranked."""
        decoded: list[tuple[InboxRow, Update | None]] = []
        for row in batch:
            try:
                decoded.append((row, self._decoders[row.source](row.key, row.payload)))
            except Exception as error:
                log.warning(
                    "update %s of %s could not be decoded (%s)", row.key, row.source, type(error).__name__
                )
                await self._inbox.bury(row, error, self._now())
                decoded.append((row, None))
        updates = [update for _, update in decoded if update is not None]
        await work.load(
            {update.address for update in updates if update.private},
            {(update.address.messenger, update.sender.account) for update in updates},
        )
        waiting: list[Waiting] = []
        chats = self.ranking.chats
        for row, update in decoded:
            if chats and update is not None and update.address in chats:
                waiting.append(Waiting(row, update.address))
                continue
            work.begin_turn(self.ranking.known(row))
            if update is None:
                await self._apologise(None, row, work)
                await work.end_turn()
                continue
            try:
                await self._handle(update, work)
                await work.end_turn()
            except Unranked as wish:
                await work.undo_turn()
                waiting.append(Waiting(row, update.address, wish.text))
                chats.add(update.address)
            except Exception as error:
                await work.undo_turn()
                if is_database_fault(error):
                    raise
                # Only its kind: the words of an exception may be a person's. The dead letter has all, sealed.
                log.error("turn %s of %s failed (%s)", row.key, row.source, type(error).__name__)
                await self._inbox.bury(row, error, self._now())
                await self._apologise(update, row, work)
        return waiting


def is_database_fault(error: BaseException) -> bool:
    """Whether the database failed, and not the turn."""
    if isinstance(error, (PendingRollbackError, ResourceClosedError)):
        return True
    if isinstance(error, DBAPIError):
        error = error.orig or error
    return isinstance(error, (sqlite3.OperationalError, sqlite3.InterfaceError)) or (
        isinstance(error, sqlite3.DatabaseError)
        and not isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError))
    )
