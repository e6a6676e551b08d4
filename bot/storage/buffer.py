"""What a batch will write, kept so that one turn's part of it can be undone."""

from __future__ import annotations

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Buffer(dict[K, V]):
    """What a batch will write, by key; one turn's part of it can be undone."""

    def __init__(self) -> None:
        super().__init__()
        self._before: dict[K, tuple[V, ...]] = {}

    def mark(self) -> None:
        """A turn begins here."""
        self._before.clear()

    def put(self, key: K, value: V) -> None:
        """Buffer a value for the turn."""
        if key not in self._before:
            self._before[key] = (self[key],) if key in self else ()
        self[key] = value

    def undo(self) -> None:
        """Back to the mark."""
        for key, before in self._before.items():
            if before:
                self[key] = before[0]
            else:
                self.pop(key, None)
        self._before.clear()
