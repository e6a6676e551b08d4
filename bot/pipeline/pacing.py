"""How fast letters may leave: a slot is free one window after the answer, which is safe by construction."""

from __future__ import annotations

from collections import deque

from bot.vocabulary import Lane, Limits

GROUP_WINDOW = 60.0

SPARE_GROUP, SPARE_ALL = 3, 4
"""Slots that only words of crisis may use: in a group's minute, and in the messenger's second."""


class Pace:
    """The windows of one messenger. Times are seconds of a monotonic clock."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._all: deque[float] = deque()
        self._flying = 0
        self._chats: dict[int, _ChatPace] = {}
        self._held_until = 0.0

    def free_at(self, lane: int, now: float) -> float:
        """When the messenger as a whole takes another letter; `now` or earlier means at once."""
        if self._held_until > now:
            return self._held_until
        if not self._limits.per_second:
            return 0.0
        while self._all and self._all[0] <= now - 1.0:
            self._all.popleft()
        most = self._limits.per_second
        if lane != Lane.CRISIS:
            most = max(1, most - SPARE_ALL)
        if len(self._all) + self._flying < most:
            return 0.0
        return self._all[0] + 1.0 if self._all else now + 0.05

    def chat_free_at(self, chat: int, lane: int, now: float) -> float:
        """When one chat takes another letter."""
        pace = self._chats.get(chat)
        return pace.free_at(lane, now) if pace is not None else 0.0

    def took_off(self, chat: int, *, group: bool) -> None:
        """A letter is on its way."""
        self._flying += 1
        pace = self._chats.get(chat)
        if pace is None:
            pace = self._chats[chat] = _ChatPace(self._limits, group=group)
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
        if len(self._chats) > 2048:
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


class _ChatPace:
    """A private chat: a burst, then one a second. A group: so many a minute."""

    __slots__ = ("_group", "_limits", "_marks", "_tokens", "_tokens_at", "flying", "held_until")

    def __init__(self, limits: Limits, *, group: bool) -> None:
        self._limits = limits
        self._group = group
        self._marks: deque[float] = deque()
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
        return self._refilled(now) >= self._limits.chat_burst
