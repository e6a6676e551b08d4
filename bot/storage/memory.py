"""What stays in memory between batches, bounded: committed states only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.domain.conversations import Conversation
from bot.domain.games.playing import Game
from bot.domain.people import Person
from bot.vocabulary import Address

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


MOST_GAMES = 64
"""Games in memory, each some tens of kilobytes."""


class Recent(Generic[K, V]):
    """A mapping that forgets what was not used for longest."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._items: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """The value, now the most recently used."""
        value = self._items.get(key)
        if value is not None:
            self._items.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> None:
        """Keep a value; the oldest beyond the bound go."""
        self._items[key] = value
        self._items.move_to_end(key)
        if len(self._items) > self._most:
            self._items.popitem(last=False)

    def drop(self, key: K) -> None:
        """Forget a value."""
        self._items.pop(key, None)

    def clear(self) -> None:
        """Forget everything."""
        self._items.clear()

    def __len__(self) -> int:
        return len(self._items)


@dataclass(frozen=True, slots=True)
class Signposts:
    """What every menu asks about clubs: whether one is open, and who moderates one.

    `accounts` run a club's chat, by the messengers' word; `moderators` are the persons behind them, as far as
    they are known, and whoever made a club that has no chat yet.
    """

    any_open: bool
    moderators: frozenset[int]
    accounts: frozenset[tuple[str, int]]


class Memory:
    """Caches over the database, filled by reads and by commits, never by what may be rolled back."""

    def __init__(self, most: int = 4096) -> None:
        self.conversations: Recent[Address, Conversation] = Recent(most)
        self.persons: Recent[tuple[str, int], Person] = Recent(most)
        self.games: Recent[int, Game] = Recent(MOST_GAMES)
        self.played: Recent[int, tuple[int, ...]] = Recent(most)
        """The games that go on in each club."""

        self.signposts: Signposts | None = None

    def clear(self) -> None:
        """Forget everything, after a fault of the database."""
        self.signposts = None
        self.conversations.clear()
        self.persons.clear()
        self.games.clear()
        self.played.clear()
