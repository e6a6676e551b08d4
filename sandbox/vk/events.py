"""The community's events: numbered, kept for a while for any number of readers, disturbed on purpose."""

import random
import secrets
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import orjson

FIRST_TS = 1
KEPT_EVENTS = 10_000
MOST_AT_ONCE = 100
VERSION = "5.199"
MESSAGE_ITSELF_BEFORE = (5, 103)
NEW_FORMAT_NEEDS = "message_new"
DEFAULT = frozenset({"message_new", "message_edit", "message_allow", "message_deny", "message_event"})


class Kept(NamedTuple):
    """One event, already written as JSON."""

    ts: int
    body: bytes


class Lost(Exception):
    """The reader's place is not in the history: `failed` 1, 2 or 3."""

    def __init__(self, failed: int) -> None:
        super().__init__(f"failed {failed}")
        self.failed = failed


class Events:
    """Events of one community with the settings of its Long Poll; nothing is confirmed, readers keep a ts."""

    def __init__(self, group_id: int, *, kept: int = KEPT_EVENTS) -> None:
        self.group_id = group_id
        self.kept = kept
        """How many events the history holds; a reader further behind gets failed 1."""
        self.enabled = True
        self.version = VERSION
        self.wanted: set[str] = set(DEFAULT)
        """The types that are switched on."""
        self.ts = FIRST_TS
        """The place behind the newest event."""
        self.key_calls: int | None = None
        """How many times a key may be used; None is for ever."""
        self.on_push: Callable[[], None] | None = None
        self._history: deque[Kept] = deque()
        self._keys: dict[str, int] = {}
        self._dead: set[str] = set()
        self._held: list[bytes] = []
        self._hold = 0
        self._shuffle: random.Random | None = None

    def push(self, kind: str, content: dict[str, Any]) -> str | None:
        """Add an event and return its event_id, or None when its type is switched off."""
        if kind not in self.wanted or not self.enabled:
            return None
        if kind == NEW_FORMAT_NEEDS and version(self.version) < MESSAGE_ITSELF_BEFORE:
            content = content["message"]
        event = secrets.token_hex(20)
        body = orjson.dumps(
            {
                "group_id": self.group_id,
                "type": kind,
                "event_id": event,
                "v": self.version,
                "object": content,
            }
        )
        if self._hold:
            self._hold -= 1
            self._held.append(body)
        else:
            self._keep([body])
        return event

    # What a reader does

    def new_key(self) -> str:
        """A key for the Long Poll server; older ones stay good."""
        key = secrets.token_hex(20)
        self._keys[key] = 0
        return key

    def check_key(self, key: str) -> None:
        """Count one use of a key, or raise failed 2 (expired) or 3 (expired and the place is lost too)."""
        if key in self._dead:
            raise Lost(3)
        if key not in self._keys:
            raise Lost(2)
        self._keys[key] += 1
        if self.key_calls is not None and self._keys[key] > self.key_calls:
            del self._keys[key]
            raise Lost(2)

    def since(self, ts: int) -> tuple[int, list[bytes]]:
        """The next ts and the events after a place; failed 1 where that place is not known (any more)."""
        oldest = self._history[0].ts if self._history else self.ts
        if ts > self.ts or ts < oldest:
            raise Lost(1)
        start = ts - oldest
        end = min(start + MOST_AT_ONCE, len(self._history))
        batch = [self._history[index] for index in range(start, end)]
        if not batch:
            return self.ts, []
        bodies = [kept.body for kept in batch]
        if self._shuffle is not None:
            self._shuffle.shuffle(bodies)
        return batch[-1].ts + 1, bodies

    # What goes wrong on purpose

    def expire_keys(self) -> None:
        """All keys given so far are good no more: failed 2."""
        self._keys.clear()

    def lose(self) -> None:
        """All keys and places given so far are lost: failed 3."""
        self._dead.update(self._keys)
        self._keys.clear()

    def forget(self) -> None:
        """The history is gone; readers behind the newest event get failed 1."""
        self._history.clear()

    def repeat(self, count: int = 1) -> None:
        """Give the last events once more, each with the event_id it had."""
        self._keep([kept.body for kept in list(self._history)[-count:]])

    def hold(self, count: int = 1) -> None:
        """Keep the next events back until `release`, while later ones pass them."""
        self._hold += count

    def release(self) -> None:
        """Give the events held back, late."""
        held, self._held, self._hold = self._held, [], 0
        self._keep(held)

    def shuffle(self, seed: int | None = 0) -> None:
        """Give each batch in disorder from now on; None ends it."""
        self._shuffle = None if seed is None else random.Random(seed)

    def _keep(self, bodies: Iterable[bytes]) -> None:
        for body in bodies:
            self._history.append(Kept(self.ts, body))
            self.ts += 1
            if len(self._history) > self.kept:
                self._history.popleft()
        if self.on_push is not None:
            self.on_push()


def version(text: str) -> tuple[int, ...]:
    """5.103 as (5, 103)."""
    return tuple(int(part) for part in text.split("."))
