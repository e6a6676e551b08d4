"""Letters to many: whom they are for, who is left out, and how far they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.activities import Quiet, moment
from bot.vocabulary import Address, Attachment

IDLE_WEEKS = 4
"""Weeks without signing up to anything after which a person counts as one who does not come."""


class Who(StrEnum):
    """Whom a broadcast may be for."""

    EVERYBODY = "everybody"
    DISTRICT = "district"
    FOLLOWERS = "followers"
    NOT_COMING = "not-coming"
    NOT_ASKED = "not-asked"
    NOT_LINKED = "not-linked"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a broadcast is for; `about` is the key of the district or of the kind of activities."""

    who: Who
    about: str = ""


class LeftOut(StrEnum):
    """Why somebody of the audience gets no letter."""

    BLOCKED = "blocked"
    NEWS = "news"
    CONSENT = "consent"
    UNREACHABLE = "unreachable"


class Going(StrEnum):
    """How a broadcast goes."""

    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"

    @property
    def over(self) -> bool:
        """Whether nothing will be sent any more."""
        return self in (Going.STOPPED, Going.DONE)


class Post(StrEnum):
    """What became of one person's letter. Of a queued one the messenger has not told yet."""

    WAITING = "waiting"
    QUEUED = "queued"
    DELIVERED = "delivered"
    BLOCKED = "blocked"
    FAILED = "failed"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Count:
    """How many get a letter, and how many of the audience do not, by the reason."""

    total: int
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One letter to many. `address` is where its author sees how far it is; `urgent` wakes people up.

    `counts` are those left out by reason, and when it is over what became of the rest.
    """

    id: int
    author: int
    address: Address
    text: str
    file: Attachment | None
    audience: Audience
    urgent: bool
    state: Going
    total: int
    counts: Mapping[str, int]
    version: int
    created_at: float
    ended_at: float | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person's letter that may go now; `left_out` says what has happened since it was counted."""

    id: int
    person: int
    address: Address
    language: str | None
    zone: str
    left_out: str


@dataclass(frozen=True, slots=True)
class Hours:
    """What a zone's clocks say now: the day, when sleepers get up (0 where nobody sleeps), and tomorrow."""

    day: str
    asleep_until: float
    tomorrow: float

    @classmethod
    def of(cls, now: float, zone: ZoneInfo, quiet: Quiet) -> Hours:
        """As the clocks of a zone show them."""
        wall = datetime.fromtimestamp(now, zone).replace(tzinfo=None)
        asleep = moment(quiet.ends(wall), zone) if quiet.at(wall) else 0.0
        return cls(wall.date().isoformat(), asleep, moment(quiet.morning_after(wall), zone))


def bar(done: int, total: int, cells: int = 12) -> str:
    """A progress bar of characters that every telephone has; full only when all is done."""
    full = cells if done >= total else done * cells // total
    return "▓" * full + "░" * (cells - full)
