"""How a club's chat is kept safe: who is trusted there, what is held, which measures are taken, how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0

TRUST_AFTER = 3 * DAY
"""Seconds in a club before trust grows by itself: who comes to cheat does not wait for days."""

TRUST_MESSAGES = 10
"""Ordinary messages before trust grows by itself: about a week of an old person who writes little."""

COUNTED_EVERY = MINUTE
"""Seconds between two messages that count: ten words in a row say no more of somebody than one."""

SHOWN_COUNTS = 3
"""Ordinary messages that one shown by a moderator is worth: a person has looked at it."""

KEPT_MESSAGES = 100
"""Numbers of messages kept of an account in a club: what Telegram deletes in one call."""

REMEMBERED = 48 * HOUR
"""Seconds for which they are kept: Telegram lets nobody delete or edit what is older."""

HELD_MOST, HELD_WITHIN = 5, 10 * MINUTE
"""So many held messages in so many seconds, and an account is silent for a while without anybody's word."""

OWN_SILENCE = HOUR
"""Seconds of that silence: it ends a flood, and costs an honest member one hour."""

REMIND_AFTER = DAY
"""Seconds after which moderators are reminded, once, that a message waits for them."""

DROP_AFTER = 7 * DAY
"""Seconds after which a message that nobody decided on is dropped: the talk has long gone on without it."""

WIPE_AFTER = 30 * DAY
"""Seconds after a decision in which it may be looked at again; then the words go, the reasons stay."""

RAID_FOR = 30 * MINUTE
"""Seconds of a raid's quiet: raids are over when nobody sees them."""

RAID_JOINS, JOINED_WITHIN = 10, 2 * MINUTE
"""So many who come within so many seconds are no coincidence in a club of residents."""

RAID_HELD, RAID_WITHIN = 10, MINUTE
"""So many held messages of a club within so many seconds are a raid as well."""

COMPLAINTS_A_DAY = 5
"""Complaints of one person a day: more tell moderators nothing that the first five did not."""

OTHERS_FIRST = DAY
"""Seconds for which an appeal waits for another moderator than the one whose measure it is about."""

TELL_AGAIN = DAY
"""Seconds after which an author is told anew that a message of theirs is being read first."""

SILENCES: Mapping[str, float] = {"10m": 10 * MINUTE, "1d": DAY, "7d": 7 * DAY}
"""The steps of the ladder between a warning and a removal: to cool down, to sleep over it, to think again."""


class MeasureKind(StrEnum):
    """The steps of the ladder."""

    WARNING = "warning"
    SILENCE = "silence"
    REMOVAL = "removal"


class HeldState(StrEnum):
    """What became of a message that was taken out of a chat."""

    WAITING = "waiting"
    SHOWN = "shown"
    DROPPED = "dropped"
    FRAUD = "fraud"
    EXPIRED = "expired"

    @property
    def open(self) -> bool:
        """Whether a moderator still has to decide."""
        return self is HeldState.WAITING


class AppealState(StrEnum):
    """What became of an appeal."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ComplaintState(StrEnum):
    """What became of a complaint."""

    WAITING = "waiting"
    ACTED = "acted"
    DISMISSED = "dismissed"


RAID = "raid"
"""The reason of a message that is held for no other one than a raid."""

BOT = "bot"
"""The reason of a message that another bot wrote."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of an account that stands in the chat; `known`: it was judged as that of a trusted member."""

    message: int
    at: float
    known: bool
    album: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an account in a club; `trusted` is a moderator's word, None where nobody said any."""

    club: int
    account: int
    joined_at: float
    ordinary: int = 0
    held: int = 0
    last_at: float = 0.0
    trusted: bool | None = None
    silenced_until: float = 0.0
    recent: tuple[Heard, ...] = ()

    def known(self, now: float) -> bool:
        """Whether people know them: by a moderator's word, or by time and talk."""
        if self.trusted is not None:
            return self.trusted
        return self.ordinary >= TRUST_MESSAGES and now - self.joined_at >= TRUST_AFTER

    def silent(self, now: float) -> bool:
        """Whether nothing of theirs may stay in the chat now."""
        return self.silenced_until > now

    def said_known(self, message: int) -> bool:
        """Whether that message was judged as a trusted member's; an unknown one was not."""
        return any(one.known for one in self.recent if one.message == message)


def kept(recent: Sequence[Heard], now: float) -> tuple[Heard, ...]:
    """Of the messages of an account those that can still be deleted."""
    return tuple(one for one in recent if now - one.at < REMEMBERED)[-KEPT_MESSAGES:]


@dataclass(frozen=True, slots=True)
class Held:
    """A message that waits for a moderator, or waited; `kinds` say why.

    `content`: `text`, `name` of the author, `files`, `links`, `who` the sender is, `why`, the words that show
    each of the kinds, `album`, and `more`, the other messages of it. It is empty when the words were wiped.
    """

    id: int
    club: int
    account: int
    person: int | None
    message: int
    content: Mapping[str, Any]
    kinds: tuple[str, ...]
    state: HeldState
    at: float
    decided_by: int | None = None
    decided_at: float | None = None
    version: int = 1

    @property
    def name(self) -> str:
        """What the author called themselves."""
        return str(self.content.get("name", ""))

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Each reason with the words that show it, while they are kept."""
        why = [*self.content.get("why", ()), *[""] * len(self.kinds)]
        return list(zip(self.kinds, why, strict=False))

    @property
    def messages(self) -> list[int]:
        """All its numbers in the chat."""
        return [self.message, *self.content.get("more", ())]


@dataclass(frozen=True, slots=True)
class Measure:
    """A warning, a silence or a removal; `by` is None where the line did it itself."""

    id: int
    club: int
    account: int
    person: int | None
    kind: MeasureKind
    reason: str
    until: float
    by: int | None
    at: float
    held: int | None = None
    undone_by: int | None = None
    undone_at: float | None = None
    appeal: str = ""
    appeal_state: AppealState | None = None
    version: int = 1

    @property
    def undone(self) -> bool:
        """Whether it was taken back."""
        return self.undone_at is not None

    def holds(self, now: float) -> bool:
        """Whether it has an effect still: a warning has none that could end."""
        return not self.undone and (not self.until or self.until > now)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a club's log; `data` is what undoing it needs."""

    id: int
    club: int
    at: float
    by: int | None
    kind: str
    about: str
    data: Mapping[str, Any] = field(default_factory=dict)
    undone_by: int | None = None
    undone_at: float | None = None

    @property
    def undone(self) -> bool:
        """Whether somebody took it back."""
        return self.undone_at is not None


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a resident found suspicious; `account` and `message` where a reply showed it.

    `said` and `name` are what the message says and who wrote it, as the messenger told them in the reply.
    """

    id: int
    club: int
    person: int
    text: str
    state: ComplaintState
    at: float
    account: int | None = None
    message: int | None = None
    decided_by: int | None = None
    version: int = 1
    said: str = ""
    name: str = ""
