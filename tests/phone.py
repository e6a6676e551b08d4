"""A person's phone: what its owner does in a chat with the line, or in a group, and what they see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.vocabulary import (
    Address,
    Attachment,
    AttachmentKind,
    Edited,
    Joined,
    Message,
    Pressed,
    Reachable,
    Said,
    Sender,
    SenderKind,
)
from tests.line import TheLine
from tests.network import STAFF_CHAT, TELEGRAM, Deed, Network, Shown, raw

MORE = "Ещё…"
"""What leads to the next page of choices."""


@dataclass
class Phone:
    """One account in one chat: what its owner does and sees."""

    line: TheLine
    account: int
    name: str
    chat_id: int = 0
    kind: SenderKind = SenderKind.PERSON
    language: str = ""
    messenger: str = TELEGRAM

    def __post_init__(self) -> None:
        self.chat_id = self.chat_id or self.account
        self._queries: list[str] = []

    @property
    def address(self) -> Address:
        """The chat as the line knows it."""
        return Address(self.messenger, self.chat_id)

    @property
    def network(self) -> Network:
        """The messenger that the phone is on."""
        return self.line.networks[self.messenger]

    @property
    def sender(self) -> Sender:
        """The account as the messenger describes it."""
        return Sender(self.account, self.name, language=self.language, kind=self.kind)

    @property
    def private(self) -> bool:
        """Whether the chat is with the line alone."""
        return not self.address.group

    def joins(self, chat: int = STAFF_CHAT) -> Phone:
        """The same person's phone, open in a group that they are in."""
        self.network.members.setdefault(chat, set()).add(self.account)
        return replace(self, chat_id=chat)

    # What is on the screen

    @property
    def screen(self) -> list[Shown]:
        """All messages, the oldest first."""
        return self.network.chat(self.chat_id).messages

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
        return [self.network.toasts[query] for query in self._queries]

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
        """Press the newest button of that label, turning pages until it shows; or send data of a button."""
        for _ in range(9):
            if data or not label or on is not None or self._offered(label) or MORE not in self.buttons:
                break
            await self._do(self.pressing(MORE))
        return await self._do(self.pressing(label, data=data, on=on))

    def _offered(self, label: str) -> bool:
        return any(label in shown.labels for shown in self.heard)

    async def edits(self, message: Shown, text: str, *shows: Attachment) -> list[str]:
        """Change a message that was sent before; in a group it may show something else by then."""
        message.message = replace(message.message, text=text)
        update = Edited(
            key=self.line.key(),
            at=self._second(),
            address=self.address,
            sender=self.sender,
            private=self.private,
            message=message.id,
            text=text,
            attachments=shows,
        )
        return await self._do(raw(update))

    async def closes_the_line(self) -> None:
        """Block the bot, as every messenger allows."""
        self.network.closed.add(self.chat_id)
        await self._do(self._reachable(reachable=False))

    async def opens_the_line(self) -> None:
        """Unblock it."""
        self.network.closed.discard(self.chat_id)
        await self._do(self._reachable(reachable=True))

    async def leaves(self, chat: int = STAFF_CHAT) -> None:
        """Leave a group, which the messenger tells."""
        self.network.members[chat].discard(self.account)
        await self._do(self._standing(chat, present=False))

    async def comes(self, chat: int = STAFF_CHAT) -> None:
        """Join a group, which the messenger tells."""
        self.network.members.setdefault(chat, set()).add(self.account)
        await self._do(self._standing(chat, present=True))

    async def _do(self, *deeds: Deed) -> list[str]:
        before = len(self.screen)
        await self.line.hear(*deeds, messenger=self.messenger)
        return self._new(before)

    def _new(self, before: int) -> list[str]:
        return [shown.text for shown in self.screen[before:] if not shown.by]

    # Deeds, to be done at once with those of others

    def saying(self, text: str, **more: Any) -> Deed:
        """A message; it stands in the chat from now on."""
        if self.private:
            self.network.opened.add(self.account)
        attachments: tuple[Attachment, ...] = more.get("attachments", ())
        shown = self.network.chat(self.chat_id).add(
            Message(text, attachment=attachments[0] if attachments else None), self.account
        )
        reply_to = more.pop("reply_to", None)
        if isinstance(reply_to, Shown) and not self.private:
            author = reply_to.by or self.network.account
            more = {"replied_to": author, "replied_text": reply_to.text, **more}
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
            self.network.opened.add(self.account)
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
                address=Address(self.messenger, chat),
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
