"""The shelf: files that go to many. One letter carries a file to a messenger, all others use it again."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Protocol

from bot.pipeline.outcomes import Settled
from bot.vocabulary import Answer, Letter, Verdict

log = logging.getLogger(__name__)

Place = tuple[str, str]
"""A file's key and a messenger."""

NOT_TAKEN = frozenset({Verdict.FILE, Verdict.BUG})
"""How a messenger refuses a letter whose file is gone: some only say that something is wrong with it."""


class Keeper(Protocol):
    """Where references are kept over restarts."""

    async def find(self, key: str, messenger: str) -> str:
        """The reference; empty where there is none."""

    async def keep(self, key: str, messenger: str, ref: str) -> None:
        """Keep one."""

    async def forget(self, key: str, messenger: str) -> None:
        """It is good no more."""


def place_of(letter: Letter) -> Place | None:
    """Where a letter's file would be kept; None for one that is carried for this letter only."""
    file = letter.message.attachment if letter.message is not None else None
    return (file.keep, letter.address.messenger) if file is not None and file.keep else None


class Shelf:
    """Letters that wait for their file, and the references of files that are there.

    Nothing of this has to survive: all letters are in the outbox, and a reference that was not kept in time
    only means one upload more.
    """

    def __init__(
        self,
        keeper: Keeper | None,
        carry: Callable[[Letter], None],
        send: Callable[[Letter, Letter], None],
        end: Callable[[Settled], None],
    ) -> None:
        self._keeper = keeper
        self._carry = carry
        self._send = send
        self._end = end
        self._known: dict[Place, str] = {}
        self._each_alone: set[Place] = set()
        """Files of which this messenger gives no reference that is good for others."""
        self._looked: set[Place] = set()
        """What was asked of the keeper: from then on it knows nothing that is not known here."""
        self._waiting: dict[Place, deque[Letter]] = {}
        """Letters behind the one that carries their file."""
        self._carriers: dict[int, Place] = {}
        self._lent: dict[int, tuple[Place, str]] = {}
        self._renewed: set[int] = set()
        self._writing: set[asyncio.Task[None]] = set()

    def put(self, letter: Letter, place: Place) -> None:
        """Send a letter with the file that is there, or let it carry the file, or wait for whoever does."""
        ref = self._known.get(place)
        if ref:
            self._lend(letter, place, ref)
        elif place in self._waiting:
            self._waiting[place].append(letter)
        elif place in self._each_alone:
            self._carry(letter)
        else:
            self._waiting[place] = deque((letter,))
            if place in self._looked or self._keeper is None:
                self._next_carries(place)
            else:
                self._looked.add(place)
                self._soon(self._look(place, self._keeper))

    async def _look(self, place: Place, keeper: Keeper) -> None:
        ref = ""
        try:
            ref = await keeper.find(*place)
        except Exception as error:
            # A reference that cannot be read costs an upload, and nothing else.
            log.error("a kept file could not be looked up (%s)", type(error).__name__)
        if ref:
            self._has(place, ref)
        else:
            self._next_carries(place)

    def _next_carries(self, place: Place) -> None:
        waiting = self._waiting.get(place)
        if not waiting:
            self._waiting.pop(place, None)
            return
        letter = waiting.popleft()
        self._carriers[letter.id] = place
        self._carry(letter)

    def _has(self, place: Place, ref: str) -> None:
        self._known[place] = ref
        for letter in self._waiting.pop(place, ()):
            self._lend(letter, place, ref)

    def _lend(self, letter: Letter, place: Place, ref: str) -> None:
        message = letter.message
        if message is None or message.attachment is None:
            return
        self._lent[letter.id] = (place, ref)
        file = replace(message.attachment, ref=ref, messenger=place[1], url="", keep="")
        self._send(letter, replace(letter, message=replace(message, attachment=file)))

    def uploaded(self, letter: Letter, ready: Letter) -> None:
        """The messenger has the file of this letter, perhaps under a reference that is good for everybody."""
        file = ready.message.attachment if ready.message is not None else None
        if file is not None and file.keep and letter.id in self._carriers:
            self._keep(self._carriers.pop(letter.id), file.ref)

    def _keep(self, place: Place, ref: str) -> None:
        self._has(place, ref)
        if self._keeper is not None:
            self._soon(self._keeper.keep(*place, ref))

    def goes_again(self, letter: Letter, answer: Answer) -> bool:
        """A letter came to its end; true where it did not, because only the reference was good no more."""
        lent = self._lent.pop(letter.id, None)
        if lent is not None and answer.verdict in NOT_TAKEN and letter.id not in self._renewed:
            self._renewed.add(letter.id)
            self._forget(*lent)
            self.put(letter, lent[0])
            return True
        self._renewed.discard(letter.id)
        return False

    def _forget(self, place: Place, ref: str) -> None:
        if self._known.get(place) != ref:
            return
        del self._known[place]
        log.info("a kept file is gone from %s and goes up anew", place[1])
        if self._keeper is not None:
            self._soon(self._keeper.forget(*place))

    def settled(self, letter: Letter, answer: Answer) -> None:
        """What follows for the others, where the letter was the one that carried their file."""
        place = self._carriers.pop(letter.id, None)
        if place is None:
            return
        ref = str(answer.result.get("file") or "")
        if answer.verdict is Verdict.SENT and ref:
            self._keep(place, ref)
        elif answer.verdict is Verdict.SENT:
            self._each_alone.add(place)
            for other in self._waiting.pop(place, ()):
                self._carry(other)
        elif answer.verdict is Verdict.FILE:
            for other in self._waiting.pop(place, ()):
                self._end(Settled(other, answer))
        else:
            # Nobody is reached there, or the letter was wrong: that says nothing of the file.
            self._next_carries(place)

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._writing.add(task)
        task.add_done_callback(self._written)

    def _written(self, task: asyncio.Task[None]) -> None:
        self._writing.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("a kept file could not be noted (%s)", type(task.exception()).__name__)

    async def noted(self) -> None:
        """Let what is being noted be noted."""
        await asyncio.gather(*self._writing, return_exceptions=True)
