"""What is seen of a message, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What may speak against a message; a moderator reads it as the text `safe-reason-<kind>`."""

    LINK = "link"
    INVITE = "invite"
    SHORTENED = "shortened"
    PHONE = "phone"
    CARD = "card"
    MENTION = "mention"
    MAIL = "mail"
    CONTACT = "contact"
    FORWARD = "forward"
    QR = "qr"
    VIA = "via"
    OPAQUE = "opaque"
    PROGRAM = "program"
    NAME = "name"

    CODE = "code"
    ACCOUNT = "account"
    OFFICIAL = "official"
    WORK = "work"
    INVESTMENT = "investment"
    PRIZE = "prize"
    PAYOUT = "payout"
    VOTE = "vote"
    LOAN = "loan"
    TRANSFER = "transfer"
    TROUBLE = "trouble"
    DATING = "dating"
    HEALING = "healing"
    MAGIC = "magic"
    PROPERTY = "property"
    SALE = "sale"
    CHARITY = "charity"
    PERSONAL = "personal"
    REMOTE = "remote"
    ASIDE = "aside"
    LIKENESS = "likeness"


SCHEMES = frozenset(
    {
        Kind.CODE,
        Kind.ACCOUNT,
        Kind.OFFICIAL,
        Kind.WORK,
        Kind.INVESTMENT,
        Kind.PRIZE,
        Kind.PAYOUT,
        Kind.VOTE,
        Kind.LOAN,
        Kind.TRANSFER,
        Kind.TROUBLE,
        Kind.DATING,
        Kind.HEALING,
        Kind.MAGIC,
        Kind.PROPERTY,
        Kind.SALE,
        Kind.CHARITY,
        Kind.PERSONAL,
        Kind.REMOTE,
        Kind.ASIDE,
        Kind.LIKENESS,
    }
)
"""Kinds that rest on what is said: they hold the messages of known members, too."""

CONTACTS = frozenset(set(Kind) - SCHEMES - {Kind.NAME})
"""Kinds that rest on what the message carries: most of them are a newcomer's alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message as it is judged, and who wrote it.

    `known` is a member who has earned trust. `links` are addresses that hide behind words, and the @names
    of accounts without one. `channel`: written in the name of a channel. `kinds` are those of attachments,
    as `AttachmentKind` writes them; `files` their names; `codes` what QR codes in its pictures say.
    `own_names` are names of workers and of the line, which nobody else may wear. `likeness` is what
    the interpreter says of it, None while it was not asked or did not answer.
    """

    text: str
    name: str = ""
    known: bool = False
    links: tuple[str, ...] = ()
    forwarded: bool = False
    via: str = ""
    channel: bool = False
    kinds: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    own_names: tuple[str, ...] = ()
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks against a message; `words` are the part of it that shows it."""

    kind: Kind
    words: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found, the gravest first, and whether the message must wait for a moderator."""

    reasons: tuple[Reason, ...] = ()
    held: bool = False
