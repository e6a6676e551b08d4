"""A messenger without a network: chats that take what the line says at once, and the form of raw updates."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from bot.domain.clubs import Right
from bot.pipeline.ferry import FileRefused
from bot.pipeline.outcomes import Settled
from bot.vocabulary import (
    Act,
    Address,
    Announced,
    Answer,
    Asked,
    Attachment,
    AttachmentKind,
    Button,
    Edited,
    Joined,
    Lane,
    Letter,
    Message,
    Moved,
    Pressed,
    Reachable,
    Said,
    Sender,
    SenderKind,
    Toast,
    Update,
    Verdict,
)

TELEGRAM, VK = "telegram", "vk"
STAFF_CHAT = -1001

Deed = tuple[str, dict[str, Any]]
"""Something that a person does: a raw update by its key."""

_KINDS: dict[str, type[Update]] = {
    kind.__name__: kind for kind in (Said, Pressed, Edited, Joined, Announced, Asked, Reachable, Moved)
}


def raw(update: Update) -> Deed:
    """An update as the messenger of these tests would send it."""
    return update.key, {"kind": type(update).__name__, "fields": orjson.loads(orjson.dumps(update))}


def decode(key: str, payload: Any) -> Update:
    """The update again; anything else cannot be decoded."""
    fields = {**payload["fields"], "key": key}
    fields["address"] = Address(**fields["address"])
    fields["sender"] = Sender(**{**fields["sender"], "kind": SenderKind(fields["sender"]["kind"])})
    if "attachments" in fields:
        fields["attachments"] = tuple(
            Attachment(**{**one, "kind": AttachmentKind(one["kind"])}) for one in fields["attachments"]
        )
    if "links" in fields:
        fields["links"] = tuple(fields["links"])
    if "people" in fields:
        fields["people"] = tuple((account, name) for account, name in fields["people"])
    if "to" in fields:
        fields["to"] = Address(**fields["to"])
    return _KINDS[payload["kind"]](**fields)


@dataclass(slots=True)
class Shown:
    """A message as a chat shows it; `by` is 0 for the line's own."""

    id: int
    message: Message
    by: int = 0
    lane: Lane | None = None
    edits: int = 0

    @property
    def text(self) -> str:
        """What is to be read."""
        return self.message.text

    @property
    def buttons(self) -> list[Button]:
        """The buttons, row after row."""
        return [button for row in self.message.buttons for button in row]

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons."""
        return [button.label for button in self.buttons]


class Chat:
    """What everybody in a chat sees, the oldest first."""

    def __init__(self) -> None:
        self.messages: list[Shown] = []
        self._ids = itertools.count(1)

    def add(self, message: Message, by: int = 0, lane: Lane | None = None) -> Shown:
        """Show a message at the end."""
        shown = Shown(next(self._ids), message, by, lane)
        self.messages.append(shown)
        return shown

    def find(self, number: int) -> Shown | None:
        """The message of that id, unless it was deleted."""
        return next((shown for shown in self.messages if shown.id == number), None)


def refuse_what_messengers_refuse(message: Message) -> None:
    """A message that Telegram would not take is a mistake of ours, not of the test."""
    longest = 1024 if message.attachment is not None else 4096
    assert len(message.text) <= longest, f"{len(message.text)} characters, and {longest} fit"
    assert message.text.strip() or message.attachment is not None, "an empty message"
    for row in message.buttons:
        for button in row:
            assert len(button.data.encode()) <= 64, f"too much data in a button: {button.data}"
            assert button.label.strip(), "a button without a label"
            assert bool(button.data) != bool(button.url), f"a button leads nowhere, or twice: {button}"


class Network:
    """A messenger that takes everything at once: the delivery and both ends of the wire in one."""

    account = 1
    """The line's own account."""
    shares_phone = True
    silences = True

    def __init__(self, name: str = TELEGRAM) -> None:
        self.name = name
        self.chats: dict[int, Chat] = {}
        self.members: dict[int, set[int]] = {STAFF_CHAT: set()} if name == TELEGRAM else {}
        self.admins: dict[int, set[int]] = {}
        self.rights: dict[int, list[str]] = {}
        self.pinned: dict[int, int] = {}
        self.codes: list[str] = []
        self.files: dict[str, bytes] = {}
        self.opened: set[int] = set()
        self.closed: set[int] = set()
        self.toasts: dict[str, str] = {}
        self.waiting: list[Letter] | None = None
        self.letters: list[Letter] = []
        self.tried: Callable[[int], None] = lambda _letter: None
        self.settle: Callable[[Settled], None] = lambda _settled: None
        self.now: Callable[[], float] = lambda: 0.0
        self.refuses = ""
        self.lacking: set[Act] = set()

    def chat(self, number: int) -> Chat:
        """A chat, new when nothing was said in it yet."""
        return self.chats.setdefault(number, Chat())

    def put(self, letters: Iterable[Letter]) -> None:
        """Take letters, or keep them back while the network is slow."""
        if self.waiting is not None:
            self.waiting.extend(letters)
            return
        for letter in letters:
            self.letters.append(letter)
            self.tried(letter.id)
            self.settle(Settled(letter, self._take(letter)))

    def flash(self, toast: Toast) -> None:
        """Show the answer to a press."""
        self.toasts[toast.query] = toast.text

    def _take(self, letter: Letter) -> Answer:
        chat = letter.address.chat
        if letter.until and self.now() > letter.until:
            return Answer(Verdict.EXPIRED)
        if letter.act is Act.MEMBER:
            present = letter.target in self.members.get(chat, set())
            return Answer(Verdict.SENT, result={"present": present})
        if letter.act in self.lacking:
            return Answer(Verdict.UNREACHABLE, result={"refused": "rights"}, why="not enough rights")
        if chat in self.closed or (not letter.address.group and chat not in self.opened):
            return Answer(Verdict.UNREACHABLE, why="the person closed the chat, or never opened it")
        if letter.act is Act.DELETE:
            gone = set((letter.wants or {})["messages"])
            self.chat(chat).messages = [one for one in self.chat(chat).messages if one.id not in gone]
            return Answer(Verdict.SENT)
        if letter.message is None:
            return Answer(Verdict.SENT, result=self._run(letter, chat))
        if letter.act is Act.REACT:
            return Answer(Verdict.SENT if self.chat(chat).find(letter.target) else Verdict.GONE)
        refuse_what_messengers_refuse(letter.message)
        if self.refuses and self.refuses in letter.message.text:
            return Answer(Verdict.BUG, why="the messenger refuses these words")
        if letter.act is Act.EDIT:
            shown = self.chat(chat).find(letter.target)
            if shown is None:
                return Answer(Verdict.GONE)
            shown.message, shown.edits = letter.message, shown.edits + 1
            return Answer(Verdict.SENT)
        return Answer(Verdict.SENT, message=self.chat(chat).add(letter.message, 0, letter.lane).id)

    def _run(self, letter: Letter, chat: int) -> dict[str, Any]:
        """What an administrator does in a chat, and what comes back of it."""
        inside = self.members.setdefault(chat, set())
        match letter.act:
            case Act.ADMINS:
                admins = [[account, f"admin {account}"] for account in sorted(self.admins.get(chat, ()))]
                rights = self.rights.get(chat, [str(right) for right in Right])
                return {"admins": admins, "rights": rights, "count": len(inside)}
            case Act.INVITE:
                return {"link": f"https://example.org/+{self.name}{abs(chat)}-{len(self.letters)}"}
            case Act.REMOVE:
                inside.discard(letter.target)
            case Act.ACCEPT:
                inside.add(letter.target)
            case Act.PIN:
                self.pinned[chat] = letter.target
            case Act.UNPIN:
                self.pinned.pop(chat, None)
        return {}

    def acts(self, act: Act) -> list[Letter]:
        """The letters of one kind, the oldest first."""
        return [letter for letter in self.letters if letter.act is act]

    # What an App wants of a messenger and these tests do not use.

    def decode(self, key: str, payload: Any) -> Update:
        """One raw update in our vocabulary."""
        return decode(key, payload)

    def attach(self, *_parts: Any) -> None:
        """Positions and the spool, of no use here: nothing crosses."""

    async def download(self, file: Attachment) -> bytes:
        """The bytes of a file that somebody sent."""
        if file.ref not in self.files:
            raise FileRefused("it is gone")
        return self.files[file.ref]

    def writer(self, raw: object) -> Address | None:
        """Nobody: what cannot be decoded shows no chat here."""
        return None

    async def introduce(self, _commands: Mapping[str, Mapping[str, str]]) -> str:
        """The line's name."""
        return "support_line_bot"

    async def close(self) -> None:
        """Nothing to close."""
