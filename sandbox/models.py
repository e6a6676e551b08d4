"""What the world is made of: users, chats, members, messages, and the changes that observers see."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
ChatType = Literal["private", "group", "supergroup", "channel"]
Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]
SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "pinned_message",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
    }
)
PRESENT: frozenset[str] = frozenset({"creator", "administrator", "member"})


@dataclass(slots=True)
class User:
    """A person or a bot; `wire` is what the Bot API tells of them."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "ru"
    phone: str | None = None
    is_bot: bool = False
    deactivated: bool = False
    wire: Json = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.wire = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for key in ("last_name", "username", "language_code"):
            if getattr(self, key) and not (self.is_bot and key == "language_code"):
                self.wire[key] = getattr(self, key)

    @property
    def name(self) -> str:
        """The name as people see it."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


@dataclass(slots=True)
class Member:
    """What one user is in one chat; `rights` are those of an administrator or of a restricted member."""

    status: Status = "member"
    rights: dict[str, bool] = field(default_factory=dict)
    until: int = 0
    title: str | None = None

    @property
    def present(self) -> bool:
        """Whether the user is in the chat."""
        return self.status in PRESENT or (self.status == "restricted" and self.rights.get("is_member", True))

    @property
    def admin(self) -> bool:
        """Whether the user runs the chat."""
        return self.status in ("creator", "administrator")

    def can(self, right: str) -> bool:
        """Whether an administrator's right is given."""
        return self.status == "creator" or (self.status == "administrator" and self.rights.get(right, True))


@dataclass(slots=True)
class Message:
    """A message of one chat; `wire` is what the Bot API tells of it."""

    id: int
    chat: "Chat"
    wire: Json
    outgoing: bool
    """Whether the bot wrote it."""
    keyed: bool = False
    """Whether it brought a keyboard under the input: such a message cannot be edited."""
    reactions: dict[int, str] = field(default_factory=dict)
    """Who put which emoji under it."""

    @property
    def text(self) -> str:
        """The text or the caption."""
        return str(self.wire.get("text") or self.wire.get("caption") or "")

    @property
    def service(self) -> bool:
        """Whether nobody wrote it: somebody came, left, pinned."""
        return not SERVICE.isdisjoint(self.wire)

    @property
    def sender(self) -> int:
        """Who wrote it."""
        return int(self.wire["from"]["id"])

    def buttons(self) -> Iterator[Json]:
        """Inline buttons, row by row."""
        for row in self.wire.get("reply_markup", {}).get("inline_keyboard", ()):
            yield from row

    @property
    def labels(self) -> list[list[str]]:
        """Labels of the inline buttons."""
        rows = self.wire.get("reply_markup", {}).get("inline_keyboard", ())
        return [[button["text"] for button in row] for row in rows]


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat with the bot, a group, a supergroup or a channel."""

    id: int
    type: ChatType
    title: str
    username: str | None = None
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    migrated_to: int | None = None
    counter: int = 0
    keyboard: Json | None = None
    pinned: list[int] = field(default_factory=list)
    requests: dict[int, Json] = field(default_factory=dict)
    """Who asked to be let in, and by which link."""
    barred: set[int] = field(default_factory=set)
    """Channels that may not write here."""
    channel: int = 0
    """The channel whose posts come into this group by themselves."""
    typing_until: float = 0.0
    wire: Json = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.wire = {"id": self.id, "type": self.type, "title": self.title}
        if self.username:
            self.wire["username"] = self.username

    @property
    def private(self) -> bool:
        """Whether this is one person's chat with the bot."""
        return self.type == "private"

    def member(self, user: int) -> Member:
        """What the user is here; a stranger is one who has left."""
        return self.members.get(user) or Member("left")


ChangeKind = Literal[
    "message", "edited", "deleted", "keyboard", "toast", "typing", "reaction", "pinned", "world"
]


@dataclass(slots=True, frozen=True)
class Change:
    """One thing that happened, told to observers at once.

    `message`: somebody wrote (`message.outgoing`: the bot did); `edited`, `deleted` (id in `number`);
    `keyboard`: the one under the input; `toast`: the answer to a press (`user`, `text`, `alert`);
    `typing`: a chat action; `reaction` (`user`, `text`); `pinned`: another message stays on top, or none;
    `world`: people or chats are others now.
    """

    kind: ChangeKind
    chat: Chat | None = None
    message: Message | None = None
    number: int = 0
    user: int = 0
    text: str = ""
    alert: bool = False
