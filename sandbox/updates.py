"""The updates that wait for the bot: numbered, kept a day, confirmed by offset, and disturbed on purpose."""

import random
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import orjson

FIRST_NUMBER = 700_000_001
KEPT_SECONDS = 24 * 3600
BY_REQUEST_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Waiting(NamedTuple):
    """One update, already written as JSON."""

    number: int
    at: float
    body: bytes


class UpdateQueue:
    """Unread updates of the bot, in the order in which they happened."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._unread: deque[Waiting] = deque()
        self._given: deque[Waiting] = deque(maxlen=1000)
        self._again: list[Waiting] = []
        self._held: list[Waiting] = []
        self._hold = 0
        self._shuffle: random.Random | None = None
        self._next = FIRST_NUMBER
        self._given_up_to = 0
        self.allowed: frozenset[str] | None = None
        """Kinds the bot asked for; None is all but those sent only by request."""
        self.on_push: Callable[[], None] | None = None
        """Called when something can be fetched."""

    def __len__(self) -> int:
        return len(self._unread) + len(self._again)

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for this kind of update."""
        return kind not in BY_REQUEST_ONLY if self.allowed is None else kind in self.allowed

    def push(self, kind: str, payload: dict[str, Any]) -> int | None:
        """Queue an update and return its number, or None when the bot did not ask for its kind."""
        if not self.wants(kind):
            return None
        number = self._next
        self._next += 1
        waiting = Waiting(number, self._clock(), orjson.dumps({"update_id": number, kind: payload}))
        if self._hold:
            self._hold -= 1
            self._held.append(waiting)
            return number
        self._unread.append(waiting)
        if self.on_push is not None:
            self.on_push()
        return number

    def replay(self, recorded: dict[str, Any]) -> int:
        """Queue an update recorded elsewhere as it stands, whatever is in it, under the next number here."""
        number = self._next
        self._next += 1
        self._unread.append(Waiting(number, self._clock(), orjson.dumps({**recorded, "update_id": number})))
        if self.on_push is not None:
            self.on_push()
        return number

    def take(self, offset: int, limit: int) -> list[bytes]:
        """Confirm what lies before the offset and give at most `limit` of the rest."""
        unread = self._unread
        oldest = self._clock() - KEPT_SECONDS
        while unread and unread[0].at < oldest:
            unread.popleft()
        if offset < 0:
            while len(unread) > -offset:
                unread.popleft()
        while unread and unread[0].number < offset:
            unread.popleft()
        batch = self._again[:limit]
        del self._again[:limit]
        for waiting in unread:
            if len(batch) >= limit:
                break
            batch.append(waiting)
            if waiting.number > self._given_up_to:
                self._given_up_to = waiting.number
                self._given.append(waiting)
        if self._shuffle is not None:
            self._shuffle.shuffle(batch)
        return [waiting.body for waiting in batch]

    def drop(self) -> None:
        """Forget everything unread."""
        self._unread.clear()
        self._again.clear()

    def repeat(self, count: int = 1) -> None:
        """Give the last `count` updates that were given already once more, confirmed or not."""
        self._give_again(list(self._given)[-count:])

    def hold(self, count: int = 1) -> None:
        """Keep the next `count` updates back until `release`, while later ones pass them."""
        self._hold += count

    def release(self) -> None:
        """Give the updates held back: late, with numbers below those given since."""
        held, self._held, self._hold = self._held, [], 0
        self._give_again(held)

    def shuffle(self, seed: int | None = 0) -> None:
        """Give each batch in disorder from now on; None ends it."""
        self._shuffle = None if seed is None else random.Random(seed)

    def _give_again(self, updates: Iterable[Waiting]) -> None:
        self._again.extend(updates)
        if self._again and self.on_push is not None:
            self.on_push()
