"""How fast letters may leave: a slot is free one window after the answer, which is safe by construction."""

from __future__ import annotations

import math
from collections import deque

from bot.vocabulary import Lane, Limits

GROUP_WINDOW = 60.0

SPARE_GROUP, SPARE_ALL = 3, 4
"""Slots for words of crisis: in a group's minute, and in the messenger's second."""

SOON = 0.15
"""Seconds within which the spare slots of the messenger's second must be free, whatever leaves before."""

MANY_CHATS = 2048
"""Chats remembered before those at rest are forgotten."""


class Pace:
    """The windows of one messenger. Times are seconds of a monotonic clock."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._all: deque[float] = deque()
        self._flying = 0
        self._chats: dict[int, _ChatPace] = {}
        self._most_chats = MANY_CHATS
        self._held_until = 0.0
        self._spoke_at = -math.inf
        # What nobody waits for leaves at even distances: so a slot comes free all the time, for who does.
        self._apart = 1.0 / limits.per_second if limits.per_second else 0.0
        self._apart_at = 0.0

    def follow(self, spoke_at: float) -> None:
        """Another line spoke until then: what it said to a group, nobody knows; half of what it may, likely.

        Of all that it may, the next words would have to wait; of nothing, a group would hear too much.
        """
        self._spoke_at = spoke_at

    def free_at(self, lane: int, now: float) -> float:
        """When the messenger as a whole takes another letter; `now` or earlier means at once."""
        if self._held_until > now:
            return self._held_until
        if not self._limits.per_second:
            return 0.0
        while self._all and self._all[0] <= now - 1.0:
            self._all.popleft()
        spare = self._limits.per_second - len(self._all) - self._flying
        if lane == Lane.CRISIS:
            return 0.0 if spare > 0 else self._oldest_gone(1 - spare, now)
        if lane == Lane.REPLY:
            return self._leaving_room(spare, now)
        return max(self._leaving_room(spare, now), self._apart_at)

    def _leaving_room(self, spare: int, now: float) -> float:
        """When a letter may go so that the spare slots are still free behind it, or will be soon.

        Held back for good they would be lost to a broadcast: four in thirty. That they come free in time is
        known from the answers that are there.
        """
        room = min(SPARE_ALL, self._limits.per_second - 1)
        if spare > room:
            return 0.0
        at = self._oldest_gone(room + 1 - spare, now) - SOON
        return at if spare > 0 else max(at, self._oldest_gone(1 - spare, now))

    def _oldest_gone(self, many: int, now: float) -> float:
        """When so many of the slots that are taken will be free; those on their way tell later."""
        return self._all[many - 1] + 1.0 if many <= len(self._all) else now + SOON + 0.05

    def chat_free_at(self, chat: int, lane: int, now: float) -> float:
        """When one chat takes another letter."""
        pace = self._chats.get(chat)
        return pace.free_at(lane, now) if pace is not None else 0.0

    def took_off(self, chat: int, *, group: bool, lane: int = Lane.REPLY, now: float = 0.0) -> None:
        """A letter is on its way."""
        self._flying += 1
        if self._apart and lane > Lane.REPLY:
            # Who woke up late catches up with one letter, not with all that it slept through.
            self._apart_at = max(self._apart_at, now - self._apart) + self._apart
        pace = self._chats.get(chat)
        if pace is None:
            pace = self._chats[chat] = _ChatPace(self._limits, group=group, spoke_at=self._spoke_at)
        pace.flying += 1

    def landed(self, chat: int, now: float, *, message: bool = True) -> None:
        """Its answer is here; what was no message takes no place among the chat's."""
        self._flying -= 1
        if self._limits.per_second:
            self._all.append(now)
        pace = self._chats[chat]
        pace.flying -= 1
        if message:
            pace.landed(now)
        if len(self._chats) > self._most_chats:
            self._prune(now)

    def hold(self, until: float, chat: int | None = None) -> None:
        """The messenger asked us to wait: all of it, or one chat."""
        if chat is None:
            self._held_until = max(self._held_until, until)
        else:
            # One that was pruned meanwhile was at rest; the letter waits by itself all the same.
            pace = self._chats.get(chat)
            if pace is not None:
                pace.held_until = max(pace.held_until, until)

    def _prune(self, now: float) -> None:
        self._chats = {
            chat: pace for chat, pace in self._chats.items() if pace.flying or not pace.rested(now)
        }
        # Where many cannot be forgotten yet, they are not looked through again for each letter.
        self._most_chats = max(MANY_CHATS, 2 * len(self._chats))


class _ChatPace:
    """A private chat: a burst, then one a second. A group: so many a minute."""

    __slots__ = ("_group", "_limits", "_marks", "_tokens", "_tokens_at", "flying", "held_until")

    def __init__(self, limits: Limits, *, group: bool, spoke_at: float = -math.inf) -> None:
        self._limits = limits
        self._group = group
        said = limits.group_per_minute // 2
        self._marks: deque[float] = deque()
        if math.isfinite(spoke_at):
            self._marks.extend(spoke_at - GROUP_WINDOW * place / said for place in range(said - 1, -1, -1))
        self._tokens = float(limits.chat_burst)
        self._tokens_at = 0.0
        self.flying = 0
        self.held_until = 0.0

    def free_at(self, lane: int, now: float) -> float:
        if self.held_until > now:
            return self.held_until
        if self._group:
            return self._group_free_at(lane, now)
        if not self._limits.chat_per_second or lane == Lane.CRISIS:
            # A burst in one chat is taken leniently: words of crisis try at once.
            return 0.0
        tokens = self._refilled(now) - self.flying
        return 0.0 if tokens >= 1.0 else now + (1.0 - tokens) / self._limits.chat_per_second

    def _group_free_at(self, lane: int, now: float) -> float:
        if not self._limits.group_per_minute:
            return 0.0
        while self._marks and self._marks[0] <= now - GROUP_WINDOW:
            self._marks.popleft()
        most = self._limits.group_per_minute
        if lane != Lane.CRISIS:
            most = max(1, most - SPARE_GROUP)
        if len(self._marks) + self.flying < most:
            return 0.0
        return self._marks[0] + GROUP_WINDOW if self._marks else now + 0.05

    def _refilled(self, now: float) -> float:
        grown = self._tokens + (now - self._tokens_at) * self._limits.chat_per_second
        return min(float(self._limits.chat_burst), grown)

    def landed(self, now: float) -> None:
        if self._group:
            if self._limits.group_per_minute:
                self._marks.append(now)
        else:
            self._tokens = self._refilled(now) - 1.0
            self._tokens_at = now

    def rested(self, now: float) -> bool:
        if self.held_until > now:
            return False
        if self._group:
            return not self._marks or self._marks[-1] <= now - GROUP_WINDOW
        return not self._limits.chat_per_second or self._refilled(now) >= self._limits.chat_burst
