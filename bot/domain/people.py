"""Persons, their accounts, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.vocabulary import Address


class Role(StrEnum):
    """What a person may do beyond asking for help."""

    WORKER = "worker"
    ORGANISER = "organiser"
    SPECIALIST = "specialist"
    ADMIN = "admin"


WORKERS = frozenset({Role.WORKER})
ORGANISERS = frozenset({Role.ORGANISER})
SPECIALISTS = frozenset({Role.SPECIALIST})


@dataclass(frozen=True, slots=True)
class Person:
    """One human, seen through the account that they write from now.

    `home` is where the conversation of all their accounts is kept, `seen` is where they wrote last.
    `language` is the one that they chose: empty where it was offered and nothing chosen, None before that.
    """

    id: int
    messenger: str
    account: int
    name: str
    roles: frozenset[Role] = frozenset()
    blocked_until: float = 0.0
    consent: str | None = None
    home: Address | None = None
    seen: Address | None = None
    language: str | None = None

    @property
    def address(self) -> Address:
        """The private chat with this account."""
        return Address(self.messenger, self.account)

    @property
    def worker(self) -> bool:
        """Whether the role of a worker was given; membership of the staff room is checked apart."""
        return self.may_be(WORKERS)

    @property
    def organiser(self) -> bool:
        """Whether the person may run classes."""
        return self.may_be(ORGANISERS)

    @property
    def specialist(self) -> bool:
        """Whether the person may open hours for consultations."""
        return self.may_be(SPECIALISTS)

    @property
    def staff(self) -> bool:
        """Whether the person works for the line in whatever role: they read what is written for staff."""
        return bool(self.roles)

    def may_be(self, roles: frozenset[Role]) -> bool:
        """Whether one of these roles was given; who runs the line has them all."""
        return bool(self.roles and (roles & self.roles or Role.ADMIN in self.roles))

    @property
    def admin(self) -> bool:
        """Whether the person runs the line."""
        return Role.ADMIN in self.roles

    def blocked(self, now: float) -> bool:
        """Whether staff closed the line to this person for a time."""
        return self.blocked_until > now


@dataclass(frozen=True, slots=True)
class Block:
    """Why and until when the line is closed to a person."""

    until: float
    reason: str


class CodePurpose(StrEnum):
    """What a one-time code opens."""

    WORKER = "worker"
    ORGANISER = "organiser"
    SPECIALIST = "specialist"
    ADMIN = "admin"
    STAFF_ROOM = "staff-room"
    MODERATORS_ROOM = "moderators-room"
    CLUB = "club"
    LINK = "link"


CODE_LIFETIME = 48 * 3600.0
"""Seconds during which an invitation can be used, once."""

INVITATIONS: Mapping[CodePurpose, tuple[Role, ...]] = {
    CodePurpose.WORKER: (Role.WORKER,),
    CodePurpose.ORGANISER: (Role.ORGANISER,),
    CodePurpose.SPECIALIST: (Role.SPECIALIST,),
    CodePurpose.ADMIN: (Role.WORKER, Role.ADMIN),
}
"""The roles that an invitation gives."""

LINK_LIFETIME = 10 * 60.0
"""Seconds during which a code links two accounts, once."""

MEMBERSHIP_TRUSTED = 30 * 60.0
"""Seconds after which a membership must be read again before a power may rest on it."""

MEMBERSHIP_REREAD = 10 * 60.0
"""Seconds between two readings of the staff room's members."""
