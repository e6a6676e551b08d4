"""What VK's world is made of: users, the community, dialogues and chats, messages, changes."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Permission = Literal["never", "allowed", "denied"]
CHAT_START = 2_000_000_000
ACTIONS = ("text", "vkpay", "open_app", "location", "open_link", "open_photo", "callback")
UNLABELLED = {"location": "Отправить местоположение", "vkpay": "Оплатить через VK Pay"}


@dataclass(slots=True, frozen=True)
class Client:
    """What a person's application can show; an old one has no inline keyboards or callback buttons."""

    button_actions: tuple[str, ...] = ACTIONS
    keyboard: bool = True
    inline_keyboard: bool = True
    carousel: bool = True
    lang_id: int = 0

    @classmethod
    def old(cls) -> "Client":
        """An application that shows only text buttons, and those under the input."""
        return cls(("text",), inline_keyboard=False, carousel=False)

    @classmethod
    def bare(cls) -> "Client":
        """An application with no keyboards at all."""
        return cls((), keyboard=False, inline_keyboard=False, carousel=False)

    @property
    def wire(self) -> Json:
        """client_info of an event."""
        return {
            "button_actions": list(self.button_actions),
            "keyboard": self.keyboard,
            "inline_keyboard": self.inline_keyboard,
            "carousel": self.carousel,
            "lang_id": self.lang_id,
        }


@dataclass(slots=True)
class VkUser:
    """A person; `about` holds further fields that users.get may be asked for."""

    id: int
    first_name: str
    last_name: str = ""
    screen_name: str = ""
    client: Client = Client()
    deactivated: bool = False
    member: bool = False
    """Whether the person follows the community."""
    about: Json = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name as people see it."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(slots=True)
class Community:
    """The group that the bot speaks for, with the settings an administrator makes on its page."""

    id: int
    name: str = "Линия поддержки"
    screen_name: str = "support_line"
    messages: bool = True
    """Whether messages of the community are switched on."""
    bots: bool = True
    """Whether the abilities of bots are switched on: keyboards, chats."""
    rights: frozenset[str] = frozenset({"messages", "photos", "docs", "manage"})
    """What the token may do."""

    @property
    def peer(self) -> int:
        """The community's id among those who write."""
        return -self.id


@dataclass(slots=True)
class VkMember:
    """What somebody is in a chat."""

    admin: bool = False
    owner: bool = False
    invited_by: int = 0
    joined: int = 0


@dataclass(slots=True)
class VkMessage:
    """A message; `id` is its conversation_message_id, which every member of the peer sees alike."""

    id: int
    peer: "Peer"
    wire: Json
    outgoing: bool
    """Whether the community wrote it."""
    hidden: bool = False
    """Whether the community deleted it for itself only."""
    reactions: dict[int, int] = field(default_factory=dict)
    """Who put which reaction under it, by VK's numbers."""

    @property
    def message_id(self) -> int:
        """The id among all of the community's messages; 0 in chats."""
        return int(self.wire["id"])

    @property
    def text(self) -> str:
        """The text."""
        return str(self.wire["text"])

    @property
    def sender(self) -> int:
        """Who wrote it; a community is negative."""
        return int(self.wire["from_id"])

    @property
    def service(self) -> bool:
        """Whether nobody wrote it: somebody came, left, changed the title."""
        return "action" in self.wire

    @property
    def attachments(self) -> list[Json]:
        """What hangs on it."""
        return list(self.wire["attachments"])

    @property
    def inline(self) -> Json | None:
        """The keyboard inside the message."""
        keyboard = self.wire.get("keyboard")
        return keyboard if keyboard and keyboard.get("inline") else None

    def buttons(self) -> Iterator[Json]:
        """Buttons inside the message, row by row."""
        for row in (self.inline or {}).get("buttons", ()):
            yield from row

    @property
    def labels(self) -> list[list[str]]:
        """Labels of the buttons inside the message."""
        return [[label(button) for button in row] for row in (self.inline or {}).get("buttons", ())]


REACTIONS = ("❤", "🔥", "😂", "👍", "💩", "❓", "😭", "😡", "👎", "👌", "😃", "🤔", "🙏", "😘", "😍", "🎉")
"""What people see of VK's reactions, the first of which has the number 1."""


def label(button: Json) -> str:
    """What a person reads on a button; a place and a payment have words of VK's own."""
    action = button["action"]
    return str(action.get("label") or UNLABELLED.get(action["type"], action["type"]))


@dataclass(slots=True, eq=False)
class Peer:
    """A person's dialogue with the community, or a chat (2000000000 + number)."""

    id: int
    title: str = ""
    permission: Permission = "never"
    """Whether the person lets the community write."""
    blocked: bool = False
    """Whether the person has the community on their black list."""
    banned: bool = False
    """Whether the community has the person on its black list."""
    members: dict[int, VkMember] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    """Who went by themselves; others who are no members were put out or never came."""
    kicked: set[int] = field(default_factory=set)
    disabled: bool = False
    """Whether the chat was closed down."""
    hears_all: bool = False
    """Whether a community that is no administrator was given access to all messages."""
    messages: dict[int, VkMessage] = field(default_factory=dict)
    counter: int = 0
    keyboard: Json | None = None
    last_in: int = 0
    """The newest message of people."""
    in_read: int = 0
    """The last conversation message of people that the community has marked as read."""
    out_read: int = 0
    """The last one of the community that the person has read."""
    typing_until: float = 0.0
    links: int = 0
    """How many links into the chat were given up for another."""
    pinned: int = 0
    """The message that stays on top."""
    sent: OrderedDict[int, tuple[float, VkMessage]] = field(default_factory=OrderedDict)
    """Messages by their random_id, as long as VK remembers them."""

    @property
    def private(self) -> bool:
        """Whether this is one person's dialogue."""
        return self.id < CHAT_START

    @property
    def last(self) -> VkMessage | None:
        """The newest message."""
        return next(reversed(self.messages.values()), None)

    @property
    def has_unread(self) -> bool:
        """Whether a message of people waits to be marked as read."""
        return self.last_in > self.in_read

    @property
    def unread(self) -> int:
        """How many messages of people wait to be marked as read."""
        count = 0
        for message in reversed(self.messages.values()):
            if message.id <= self.in_read:
                break
            count += not message.outgoing
        return count

    @property
    def unanswered(self) -> bool:
        """Whether a person has the last word."""
        last = self.last
        return self.private and last is not None and not last.outgoing

    def admin(self, member: int) -> bool:
        """Whether somebody runs the chat."""
        found = self.members.get(member)
        return found is not None and (found.admin or found.owner)


VkChangeKind = Literal[
    "message", "edited", "deleted", "keyboard", "snackbar", "typing", "read", "reaction", "pinned", "world"
]


@dataclass(slots=True, frozen=True)
class VkChange:
    """One thing that happened, told to observers at once.

    `message`: somebody wrote (`message.outgoing`: the community did); `edited`, `deleted` (`number`);
    `keyboard`: the one under the input; `snackbar`: the answer to a press (`user`, `text`, `data`);
    `typing`: the community is typing; `read`: it has read up to `number`; `reaction`
    (`user`); `pinned`: another message stays on top, or none; `world`: people or chats changed.
    """

    kind: VkChangeKind
    peer: Peer | None = None
    message: VkMessage | None = None
    number: int = 0
    user: int = 0
    text: str = ""
    data: Json | None = None
