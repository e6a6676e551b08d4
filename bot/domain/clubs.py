"""Clubs: interest chats of residents, who is in them, and how one comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.vocabulary import Address


class ClubState(StrEnum):
    """How far a club is: being written, open to everybody, or closed."""

    NEW = "new"
    OPEN = "open"
    CLOSED = "closed"


MODERATED = (ClubState.NEW, ClubState.OPEN)
"""Clubs that have work for moderators."""


class Entry(StrEnum):
    """How one comes in: by a link at once, or after a moderator's yes."""

    LINK = "link"
    APPROVAL = "approval"


class MemberState(StrEnum):
    """What a person is to a club. `ready` has accepted the rules and holds the link."""

    ASKED = "asked"
    READY = "ready"
    MEMBER = "member"
    LEFT = "left"
    REMOVED = "removed"
    DECLINED = "declined"

    @property
    def inside(self) -> bool:
        """Whether the person is in the club's chat."""
        return self is MemberState.MEMBER


class Right(StrEnum):
    """What the line must be allowed to do in a club's chat; a reading of its administrators names them so."""

    READ = "read"
    DELETE = "delete"
    RESTRICT = "restrict"
    INVITE = "invite"
    PIN = "pin"


class IdeaState(StrEnum):
    """What became of an idea for a new club."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"


REMINDER_DAYS = 7
"""Days between two reminders, where moderators chose nothing else."""

LOST = "lost"
"""The setting that says since when the chat cannot be reached."""


@dataclass(frozen=True, slots=True)
class Club:
    """An interest chat; `settings` are the switches of its moderators, by name."""

    id: int
    name: str
    about: str
    rules: str
    meets: str
    language: str
    address: Address | None
    state: ClubState
    entry: Entry
    created_by: int
    created_at: float
    series: int | None = None
    link: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    rules_version: int = 1
    rules_message: int | None = None
    members: int = 0
    raid_until: float = 0.0
    version: int = 1

    def open_to_join(self) -> bool:
        """Whether people may come in now."""
        return self.state is ClubState.OPEN and self.address is not None and not self.settings.get(LOST)

    @property
    def plays(self) -> bool:
        """Whether games are played in it."""
        return bool(self.settings.get("games", True))

    @property
    def welcomes(self) -> bool:
        """Whether newcomers are welcomed in the chat."""
        return bool(self.settings.get("welcome", True))

    @property
    def tells_meetings(self) -> bool:
        """Whether the chat is told of the club's meetings."""
        return bool(self.settings.get("calendar", True))

    @property
    def reminds_every(self) -> int:
        """Days between two reminders that nobody from the service asks for codes; 0 for none."""
        return int(self.settings.get("reminder", REMINDER_DAYS))


@dataclass(frozen=True, slots=True)
class Member:
    """A person's place in a club."""

    club: int
    person: int
    state: MemberState
    rules_version: int
    account: int
    at: float
    welcomed_at: float | None = None
    about: str = ""
    knocked_at: float | None = None


MOST_IDEAS = 3
"""Ideas of one person that may wait for the moderators at once."""


def votes_needed(moderators: int) -> int:
    """How many moderators must say the same of an idea: more than half of few, three of many."""
    return max(1, min(3, moderators // 2 + 1))


@dataclass(frozen=True, slots=True)
class Idea:
    """A resident's idea for a new club, with the moderators' votes: who liked it, and who did not."""

    id: int
    person: int
    text: str
    state: IdeaState
    at: float
    version: int = 1
    club: int | None = None
    votes: Mapping[int, bool] = field(default_factory=dict)

    @property
    def liked(self) -> int:
        """How many moderators like it."""
        return sum(self.votes.values())

    def settled(self, moderators: int) -> IdeaState:
        """What it is after these votes; a tie stays open."""
        against = len(self.votes) - self.liked
        needed = votes_needed(moderators)
        if self.liked >= needed and self.liked > against:
            return IdeaState.TAKEN
        return IdeaState.DECLINED if against >= needed and against > self.liked else self.state
