"""The line with people around it and no network: real handlers, a real database file, a real outbox.

What people do becomes updates in the inbox; what the line says lands in their chats at once, and is settled.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson
from cryptography.fernet import Fernet

from bot.app import App
from bot.pipeline.turns import Settled
from bot.settings import Settings, TelegramSettings
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import (
    Act,
    Address,
    Answer,
    Attachment,
    AttachmentKind,
    Button,
    Edited,
    Joined,
    Lane,
    Letter,
    Limits,
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

TELEGRAM = "telegram"
STAFF_CHAT = -1001
MONDAY_MORNING = 1_795_420_800.0
"""23 November 2026, 11:00 in Moscow."""

Deed = tuple[str, dict[str, Any]]
"""Something that a person does: a raw update by its key."""

_KINDS: dict[str, type[Update]] = {
    kind.__name__: kind for kind in (Said, Pressed, Edited, Joined, Reachable, Moved)
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

    name = TELEGRAM

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.members: dict[int, set[int]] = {STAFF_CHAT: set()}
        self.opened: set[int] = set()
        self.closed: set[int] = set()
        self.toasts: dict[str, str] = {}
        self.waiting: list[Letter] | None = None
        self.letters: list[Letter] = []
        self.settle: Callable[[Settled], None] = lambda _settled: None

    def chat(self, number: int) -> Chat:
        """A chat, new when nothing was said in it yet."""
        return self.chats.setdefault(number, Chat())

    def put(self, letters: Sequence[Letter]) -> None:
        """Take letters, or keep them back while the network is slow."""
        if self.waiting is not None:
            self.waiting.extend(letters)
            return
        for letter in letters:
            self.letters.append(letter)
            self.settle(Settled(letter, self._take(letter)))

    def flash(self, toast: Toast) -> None:
        """Show the answer to a press."""
        self.toasts[toast.query] = toast.text

    def _take(self, letter: Letter) -> Answer:
        chat = letter.address.chat
        if letter.act is Act.MEMBER:
            present = letter.target in self.members.get(chat, set())
            return Answer(Verdict.SENT, result={"present": present})
        if chat in self.closed or (chat > 0 and chat not in self.opened):
            return Answer(Verdict.UNREACHABLE, why="the person closed the chat, or never opened it")
        if letter.message is None:
            return Answer(Verdict.SENT)
        refuse_what_messengers_refuse(letter.message)
        if letter.act is Act.EDIT:
            shown = self.chat(chat).find(letter.target)
            if shown is None:
                return Answer(Verdict.GONE)
            shown.message, shown.edits = letter.message, shown.edits + 1
            return Answer(Verdict.SENT)
        return Answer(Verdict.SENT, message=self.chat(chat).add(letter.message, 0, letter.lane).id)

    # What an App wants of a messenger and these tests do not use.

    def decode(self, key: str, payload: Any) -> Update:
        """One raw update in our vocabulary."""
        return decode(key, payload)

    async def username(self) -> str:
        """The line's name."""
        return "support_line_bot"

    async def close(self) -> None:
        """Nothing to close."""


@dataclass
class TheLine:
    """The line and its time. `forgetful` builds everything anew from the file before every deed."""

    folder: Path
    forgetful: bool = False
    admins: str = ""
    staff_chat: int | None = STAFF_CHAT
    content: Path = Path("content")
    pace: float = 3.0
    now: float = MONDAY_MORNING
    network: Network = field(default_factory=Network)
    dead_letters: int = 0

    def __post_init__(self) -> None:
        self._keys = Fernet.generate_key().decode()
        self._numbers = itertools.count(1)
        self.app: App

    # Opening and closing

    async def open(self) -> None:
        """Start it on its file."""
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            telegram=TelegramSettings.model_validate({"token": "1:secret", "staff_chat": self.staff_chat}),
            admins=self.admins,
            database=self.folder / "line.db",
            content=self.content,
            keys=self._keys,  # type: ignore[arg-type]
        )
        self.app = App(settings, [(self.network, Limits())], lambda: self.now)  # type: ignore[list-item]
        self.app.deliveries = {TELEGRAM: self.network}  # type: ignore[dict-item]
        self.app.line.usernames[TELEGRAM] = await self.network.username()
        self.network.settle = self.app.turns.settle
        await self.app.open()

    async def close(self) -> None:
        """Stop it; what was not finished waits on disk."""
        await self.app.close()

    async def reopen(self) -> None:
        """A restart: nothing but the file survives."""
        await self.close()
        if self.network.waiting is not None:
            self.network.waiting.clear()
        await self.open()

    async def upgrade(self, edit: Callable[[Path], None]) -> None:
        """A restart with other content; `edit` changes the files of a copy."""
        copy = self.folder / f"content-{next(self._numbers)}"
        shutil.copytree(self.content, copy)
        edit(copy)
        self.content = copy
        await self.reopen()

    # Time

    async def later(
        self, *, seconds: float = 0.0, minutes: float = 0.0, hours: float = 0.0, days: float = 0.0
    ) -> None:
        """Time passes, and what is due happens when it is due."""
        end = self.now + seconds + 60.0 * minutes + 3600.0 * hours + 86400.0 * days
        while True:
            rows = await self.app.database.fetch("SELECT min(at) FROM due WHERE at <= ?", (end,))
            if rows[0][0] is None:
                break
            self.now = max(self.now, float(rows[0][0]))
            await self.tick()
        self.now = end

    async def stands_still(self, *, hours: float = 0.0, days: float = 0.0) -> None:
        """The line is switched off for a time, and catches up when it is on again."""
        await self.close()
        self.now += 3600.0 * hours + 86400.0 * days
        await self.open()
        await self.tick()

    async def tick(self) -> None:
        """The clock looks at what is due."""
        await self.app.clock.tick()
        await self.settle()

    # What happens

    async def hear(self, *deeds: Deed) -> None:
        """People do something; several deeds at once reach the line in one batch."""
        if self.forgetful:
            await self.reopen()
        self.now += self.pace
        async with self.app.database.transaction():
            rows = await self.app.inbox.store(TELEGRAM, deeds, self.now)
        self.app.turns.push(rows)
        await self.settle()

    async def settle(self) -> None:
        """Let every turn be taken, those that follow from letters too."""
        for _ in range(1000):
            if not self.app.turns.busy:
                return
            await self.app.turns.step()
        raise AssertionError("turns follow from turns without an end")

    def slow(self) -> None:
        """From now on letters stay on their way."""
        self.network.waiting = []

    async def fast(self) -> None:
        """What was on its way arrives."""
        letters, self.network.waiting = self.network.waiting or [], None
        self.network.put(letters)
        await self.settle()

    def key(self) -> str:
        """The key of a new update."""
        return str(next(self._numbers))

    # Looking behind the scenes

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[UnitOfWork]:
        """A look into the database, through its repositories."""
        work = UnitOfWork(self.app.database, self.app.turns.memory, LetterIds(0, self.now), lambda: self.now)
        async with self.app.database.transaction():
            yield work

    async def failures(self) -> list[str]:
        """Which turns failed."""
        rows = await self.app.database.fetch("SELECT error_sealed FROM dead_letters")
        return [self.app.database.cipher.open(row[0]).decode() for row in rows]


@dataclass
class Phone:
    """One account in one chat: what its owner does and sees."""

    line: TheLine
    account: int
    name: str
    chat_id: int = 0
    kind: SenderKind = SenderKind.PERSON

    def __post_init__(self) -> None:
        self.chat_id = self.chat_id or self.account
        self._queries: list[str] = []

    @property
    def address(self) -> Address:
        """The chat as the line knows it."""
        return Address(TELEGRAM, self.chat_id)

    @property
    def sender(self) -> Sender:
        """The account as the messenger describes it."""
        return Sender(self.account, self.name, kind=self.kind)

    @property
    def private(self) -> bool:
        """Whether the chat is with the line alone."""
        return self.chat_id > 0

    def joins(self, chat: int = STAFF_CHAT) -> Phone:
        """The same person's phone, open in a group that they are in."""
        self.line.network.members.setdefault(chat, set()).add(self.account)
        return replace(self, chat_id=chat)

    # What is on the screen

    @property
    def screen(self) -> list[Shown]:
        """All messages, the oldest first."""
        return self.line.network.chat(self.chat_id).messages

    @property
    def heard(self) -> list[Shown]:
        """The line's own messages."""
        return [shown for shown in self.screen if not shown.by]

    @property
    def texts(self) -> list[str]:
        """What the line said, the oldest first."""
        return [shown.text for shown in self.heard]

    @property
    def last(self) -> Shown:
        """The line's newest message."""
        return self.heard[-1]

    @property
    def buttons(self) -> list[str]:
        """The labels under the line's newest message that has buttons."""
        return next((shown.labels for shown in reversed(self.heard) if shown.buttons), [])

    @property
    def keyboard(self) -> list[str]:
        """The labels of the keys under the input."""
        found = next((one.message.keyboard for one in reversed(self.heard) if one.message.keyboard), ())
        return [key.label for row in found for key in row]

    @property
    def toasts(self) -> list[str]:
        """What the presses were answered with, the oldest first; every press must be answered."""
        return [self.line.network.toasts[query] for query in self._queries]

    def shown(self, part: str) -> Shown:
        """The newest message with these words in it."""
        found = [shown for shown in self.screen if part in shown.text]
        assert found, f"«{part}» is nowhere on the screen: {[shown.text for shown in self.screen][-6:]}"
        return found[-1]

    # What can be done

    async def says(self, text: str, **more: Any) -> list[str]:
        """Type a text; the line's new messages in this chat."""
        return await self._do(self.saying(text, **more))

    async def says_quickly(self, *texts: str) -> list[str]:
        """Several messages in one breath."""
        return await self._do(*[self.saying(text) for text in texts])

    async def sends(self, *attachments: Attachment, text: str = "", **more: Any) -> list[str]:
        """Send a file, a place, a sticker, with a caption or without."""
        return await self._do(self.saying(text, attachments=attachments, **more))

    async def sends_album(self, *attachments: Attachment, text: str = "", **more: Any) -> list[str]:
        """Send several pictures as one: they arrive one by one."""
        before = len(self.screen)
        album = f"album-{self.line.key()}"
        deeds = [
            self.saying(text if not index else "", attachments=(one,), album=album, **more)
            for index, one in enumerate(attachments)
        ]
        await self._do(*deeds)
        await self.line.later(seconds=3)
        return self._new(before)

    async def shares_contact(self, phone: str = "79123456789", *, own: bool = True) -> list[str]:
        """Press the contact key, or send a contact out of the address book."""
        return await self.sends(Attachment(AttachmentKind.CONTACT, name="Кто-то", phone=phone, own=own))

    async def presses(self, label: str = "", *, data: str = "", on: Shown | None = None) -> list[str]:
        """Press a button by its label, the newest one of that name; or send data that a button might carry."""
        return await self._do(self.pressing(label, data=data, on=on))

    async def edits(self, message: Shown, text: str) -> list[str]:
        """Change a message that was sent before."""
        message.message = replace(message.message, text=text)
        update = Edited(
            key=self.line.key(),
            at=self._second(),
            address=self.address,
            sender=self.sender,
            private=self.private,
            message=message.id,
            text=text,
        )
        return await self._do(raw(update))

    async def closes_the_line(self) -> None:
        """Block the bot, as every messenger allows."""
        self.line.network.closed.add(self.chat_id)
        await self._do(self._reachable(reachable=False))

    async def opens_the_line(self) -> None:
        """Unblock it."""
        self.line.network.closed.discard(self.chat_id)
        await self._do(self._reachable(reachable=True))

    async def leaves(self, chat: int = STAFF_CHAT) -> None:
        """Leave a group, which the messenger tells."""
        self.line.network.members[chat].discard(self.account)
        await self._do(self._standing(chat, present=False))

    async def comes(self, chat: int = STAFF_CHAT) -> None:
        """Join a group, which the messenger tells."""
        self.line.network.members[chat].add(self.account)
        await self._do(self._standing(chat, present=True))

    async def _do(self, *deeds: Deed) -> list[str]:
        before = len(self.screen)
        await self.line.hear(*deeds)
        return self._new(before)

    def _new(self, before: int) -> list[str]:
        return [shown.text for shown in self.screen[before:] if not shown.by]

    # Deeds, to be done at once with those of others

    def saying(self, text: str, **more: Any) -> Deed:
        """A message; it stands in the chat from now on."""
        if self.private:
            self.line.network.opened.add(self.account)
        attachments: tuple[Attachment, ...] = more.get("attachments", ())
        shown = self.line.network.chat(self.chat_id).add(
            Message(text, attachment=attachments[0] if attachments else None), self.account
        )
        reply_to = more.pop("reply_to", None)
        update = Said(
            key=self.line.key(),
            at=self._second(),
            address=self.address,
            sender=self.sender,
            private=self.private,
            message=shown.id,
            text=text,
            reply_to=reply_to.id if isinstance(reply_to, Shown) else reply_to,
            **more,
        )
        return raw(update)

    def pressing(self, label: str = "", *, data: str = "", on: Shown | None = None) -> Deed:
        """A press of a button."""
        if self.private:
            self.line.network.opened.add(self.account)
        message = on
        if label:
            shown = [on] if on is not None else self.heard[::-1]
            found = [(one, button) for one in shown for button in one.buttons if button.label == label]
            assert found, f"there is no button «{label}»; there are: {self.buttons}"
            message, button = found[0]
            data = button.data
        query = self.line.key()
        self._queries.append(query)
        update = Pressed(
            key=self.line.key(),
            at=0.0,
            address=self.address,
            sender=self.sender,
            private=self.private,
            data=data,
            query=query,
            message=message.id if message is not None else None,
        )
        return raw(update)

    def _reachable(self, *, reachable: bool) -> Deed:
        return raw(
            Reachable(
                key=self.line.key(),
                at=self.line.now,
                address=self.address,
                sender=self.sender,
                reachable=reachable,
            )
        )

    def _standing(self, chat: int, *, present: bool) -> Deed:
        return raw(
            Joined(
                key=self.line.key(),
                at=self.line.now,
                address=Address(TELEGRAM, chat),
                sender=self.sender,
                private=False,
                account=self.account,
                name=self.name,
                present=present,
                status="member" if present else "left",
            )
        )

    def _second(self) -> float:
        # Messengers tell the second only, cut off.
        return float(int(self.line.now + self.line.pace))


def photo(ref: str = "photo-1") -> Attachment:
    """A picture."""
    return Attachment(AttachmentKind.PHOTO, ref, size=90_000)


def voice(ref: str = "voice-1") -> Attachment:
    """A voice message."""
    return Attachment(AttachmentKind.VOICE, ref, size=20_000)


def paper(ref: str = "file-1", size: int = 50_000) -> Attachment:
    """A file."""
    return Attachment(AttachmentKind.FILE, ref, name="квитанция.pdf", size=size)


def sticker() -> Attachment:
    """A sticker."""
    return Attachment(AttachmentKind.STICKER, "sticker-1", name="👍")


def place() -> Attachment:
    """A place on the map."""
    return Attachment(AttachmentKind.LOCATION, latitude=55.75, longitude=37.61)
