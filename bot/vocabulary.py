"""What we hear from messengers and what we say to them, in words that belong to none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Address:
    """A chat in a messenger."""

    messenger: str
    chat: int

    @property
    def group(self) -> bool:
        """Whether it is a chat of several: Telegram numbers them below zero, VK from two billion on."""
        return self.chat < 0 or (self.messenger == "vk" and self.chat >= 2_000_000_000)

    def __str__(self) -> str:
        """`telegram:1`, as settings and logs write it."""
        return f"{self.messenger}:{self.chat}"


class SenderKind(StrEnum):
    """Who stands behind an update; only a person has rights."""

    PERSON = "person"
    ANONYMOUS = "anonymous"
    CHANNEL = "channel"
    BOT = "bot"


@dataclass(frozen=True, slots=True)
class Sender:
    """An account as the messenger describes it."""

    account: int
    name: str = ""
    username: str = ""
    language: str = ""
    kind: SenderKind = SenderKind.PERSON


class AttachmentKind(StrEnum):
    """What may come with a message."""

    PHOTO = "photo"
    VOICE = "voice"
    FILE = "file"
    VIDEO = "video"
    LOCATION = "location"
    CONTACT = "contact"
    STICKER = "sticker"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file by the messenger's own reference, a place, or a contact. `size` in bytes, 0 when not told.

    A reference is good in `messenger` only; `url` is where the bytes can be had for a while, if that is told.
    `keep` is the key of a file that goes to many: it is uploaded to a messenger once, and used again.
    """

    kind: AttachmentKind
    ref: str = ""
    name: str = ""
    size: int = 0
    latitude: float = 0.0
    longitude: float = 0.0
    phone: str = ""
    own: bool = False
    messenger: str = ""
    url: str = ""
    keep: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Something that happened; `key` is unique within its source, `at` is UTC in seconds."""

    key: str
    at: float
    address: Address
    sender: Sender
    private: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Update):
    """A message: text, or a caption with attachments, or both. `album` joins the parts of one album.

    In a group, `links` are the addresses that hide behind words, and the @names of accounts without one;
    `linked` marks what the group's own channel posts into it; `via` is the bot through which it was written.
    `replied_…` tells of the message that it answers: the account that wrote it, its name, the words.
    """

    message: int
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    reply_to: int | None = None
    album: str = ""
    forwarded: bool = False
    links: tuple[str, ...] = ()
    linked: bool = False
    via: str = ""
    replied_to: int = 0
    replied_name: str = ""
    replied_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed(Update):
    """An inline button; `query` is what the toast answers."""

    data: str
    query: str
    message: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Update):
    """A message was changed by its author; `links` as in `Said`; in a group, `attachments` it shows now."""

    message: int
    text: str = ""
    links: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Update):
    """An account's standing in a chat changed; `present` says whether it is a member now.

    `admin` tells whether it runs the chat; None where the messenger does not say so here.
    """

    account: int
    name: str
    present: bool
    status: str
    admin: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced(Update):
    """The messenger's own line in a group about who came or left: `people` are accounts and their names."""

    message: int
    people: tuple[tuple[int, str], ...]
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Update):
    """Somebody asks to be let into a chat; a moderator's yes or no answers it."""

    account: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable(Update):
    """A person blocked or unblocked the line."""

    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Update):
    """The chat has a new address: a group became a supergroup."""

    to: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored(Update):
    """Decoded, and of no use to us; `why` names the reason."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(Update):
    """A due row whose time came. `late` is how many seconds after its time it was claimed."""

    kind: str
    subject: str
    data: Mapping[str, Any] = field(default_factory=dict)
    late: float = 0.0


class Verdict(StrEnum):
    """What an answer of a messenger means for the letter."""

    SENT = "sent"
    IN_DOUBT = "in doubt"
    WAIT = "wait"
    RETRY = "retry"
    BUG = "our bug"
    UNREACHABLE = "unreachable"
    GONE = "gone"
    MOVED = "moved"
    STOP = "stop"
    FILE = "file cannot cross"
    EXPIRED = "too late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Update):
    """What became of a letter whose sender wants to know; `wants` is what the sender left with it.

    `letter` comes along where it may be sent elsewhere: the chat has moved, or nobody is reached there.
    """

    wants: Mapping[str, Any]
    verdict: Verdict
    result: Mapping[str, Any] = field(default_factory=dict)
    letter: Letter | None = None

    @property
    def sent(self) -> bool:
        """Whether the messenger took it."""
        return self.verdict is Verdict.SENT


@dataclass(frozen=True, slots=True)
class Button:
    """A button in a message: a press of `data`, or a link. `number` is what may be typed instead, if any."""

    label: str
    data: str = ""
    url: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the keyboard under the input."""

    label: str
    contact: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What we say: plain text, with buttons in it or a keyboard under the input, or one attachment."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    keyboard: tuple[tuple[Key, ...], ...] = ()
    attachment: Attachment | None = None
    reply_to: int | None = None
    quiet: bool = False


class Lane(IntEnum):
    """Which letters go first; a lower number overtakes a higher."""

    CRISIS = 0
    REPLY = 1
    STAFF = 2
    NOTICE = 3
    BROADCAST = 4


class Act(StrEnum):
    """What a letter asks of the messenger: one call.

    Of a chat: REACT puts the emoji that is the message's text under the message `target`; SILENCE keeps
    the account `target` from writing until `wants["until"]` (UTC in seconds, 0 for good), VOICE gives it
    its voice back; REMOVE takes it out and keeps it out until then, ADMIT lets it in again; ACCEPT and
    DECLINE answer its wish to come in. INVITE makes a link into the chat (`wants["asks"]`: with a
    moderator's yes), which comes back as `link`; PIN pins the message `target`, UNPIN takes it down;
    ADMINS reads who runs the chat: `admins`, a list of `[account, name]`, `rights`, those of `read`,
    `delete`, `restrict`, `invite` and `pin` that the line itself has there, and `count`, how many are in it
    beside the line. BAR keeps the channel `target` from writing there until ADMIT names it. READ looks for
    QR codes in the picture that is the message's attachment: `codes`. A deed that a chat refuses has a word
    for it in `refused`: `rights` (the line lacks them), `administrator` (it is done to nobody who runs the
    chat), `impossible` (the messenger has no such thing).

    EDIT with an attachment shows another picture, or the same one where the attachment has no `ref`.
    LAY goes to no messenger: whoever computes beside the line lays out a crossword of `wants["lay"]`, and it
    comes back as `puzzle`. CHECK goes to none either: the file that is the message's attachment is looked
    into, and what can be played comes back as `pack`, with `remarks` and a crossword as its `sample`, or in
    `refused` why it cannot be taken.
    """

    SAY = "say"
    EDIT = "edit"
    MEMBER = "member"
    NAME = "name"
    DELETE = "delete"
    REACT = "react"
    SILENCE = "silence"
    VOICE = "voice"
    REMOVE = "remove"
    ADMIT = "admit"
    ACCEPT = "accept"
    DECLINE = "decline"
    INVITE = "invite"
    PIN = "pin"
    UNPIN = "unpin"
    ADMINS = "admins"
    BAR = "bar"
    READ = "read"
    LAY = "lay"
    CHECK = "check"

    @property
    def speaks(self) -> bool:
        """Whether the chat gets something to read by it: that is what its pace is for."""
        return self in (Act.SAY, Act.EDIT)


@dataclass(frozen=True, slots=True)
class Letter:
    """One call to a messenger. `target` is a message to edit or an account to look up.

    A letter that deletes names the messages in what it wants. After `until`, UTC in seconds, it is not true
    any more and must not be sent; 0 where it stays true.
    """

    id: int
    address: Address
    lane: Lane
    act: Act
    message: Message | None = None
    target: int = 0
    wants: Mapping[str, Any] | None = None
    random_id: int = 0
    attempts: int = 0
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a press: shown for a moment, never kept, nothing essential is said only here."""

    address: Address
    query: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast a messenger lets us send; zero lifts a limit."""

    per_second: int = 30
    chat_burst: int = 5
    chat_per_second: float = 1.0
    group_per_minute: int = 20
    in_flight: int = 64
    text: int = 4096
    caption: int = 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """How a messenger answered a letter, classed. `after` is how many seconds to wait when told to."""

    verdict: Verdict
    message: int = 0
    result: Mapping[str, Any] = field(default_factory=dict)
    after: float = 0.0
    why: str = ""
