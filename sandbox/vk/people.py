"""VkPhone: one person's hand on their dialogue with the community or on a chat, for tests and benchmarks."""

import asyncio
from collections.abc import Callable
from typing import Any

from sandbox.acts import Impossible
from sandbox.vk import acts, membership
from sandbox.vk.models import Json, Peer, VkChange, VkMessage, VkUser, label
from sandbox.vk.world import VkWorld

VkWanted = int | str | Callable[[VkMessage], bool]


class VkPhone:
    """What one person sees and does in one dialogue or chat (the dialogue, when none is given)."""

    def __init__(self, world: VkWorld, user: int, peer: int | None = None) -> None:
        self.world = world
        self.user: VkUser = world.users[user]
        self._peer = user if peer is None else peer
        self.snackbars: list[str] = []
        """Answers to this person's presses, the newest last; an empty answer is ''."""
        self.opened: list[Json] = []
        """Links and apps that answers to presses opened."""
        self.unheard: list[VkMessage] = []
        """The community's new messages that `hears` has not returned yet."""
        self._waiting: list[asyncio.Future[None]] = []
        self._unwatch = world.watch(self._notice, self._peer)

    def close(self) -> None:
        """Look at the peer no more."""
        self._unwatch()

    # What is seen

    @property
    def chat(self) -> Peer:
        """The dialogue or chat."""
        return self.world.peer(self._peer)

    @property
    def screen(self) -> list[VkMessage]:
        """All messages, the newest last."""
        return list(self.chat.messages.values())

    @property
    def texts(self) -> list[str]:
        """Texts of all messages."""
        return [message.text for message in self.screen]

    @property
    def last(self) -> VkMessage:
        """The community's newest message."""
        for message in reversed(self.chat.messages.values()):
            if message.outgoing and not message.service:
                return message
        raise LookupError("the community has written nothing here")

    @property
    def buttons(self) -> list[list[str]]:
        """Labels inside the community's newest message that has buttons, as far as this client shows them."""
        if not self.user.client.inline_keyboard:
            return []
        for message in reversed(self.chat.messages.values()):
            if message.outgoing and message.labels:
                return self._shown(message.inline or {})
        return []

    @property
    def keyboard(self) -> list[list[str]]:
        """Labels of the keys under the input."""
        return self._shown(self.chat.keyboard or {}) if self.user.client.keyboard else []

    @property
    def toasts(self) -> list[str]:
        """The snackbars, by the name they have on Telegram: the same dialogue plays on both."""
        return self.snackbars

    @property
    def typed_to(self) -> bool:
        """Whether the community is typing here."""
        return self.chat.typing_until > self.world.stopwatch()

    def _shown(self, keyboard: Json) -> list[list[str]]:
        rows = [
            [label(button) for button in row if acts.shows(self.user.client, button)]
            for row in keyboard.get("buttons", ())
        ]
        return [row for row in rows if row]

    # What is done

    def says(self, text: str, reply_to: int | VkMessage | None = None) -> VkMessage:
        """Type a text."""
        return acts.say(self.world, self.user, self.chat, text, number_of(reply_to))

    def starts(self, ref: str = "") -> VkMessage:
        """Press «Начать», perhaps after a link with ?ref=…."""
        return acts.start(self.world, self.user, ref)

    def presses(self, button: str, message: int | VkMessage | None = None) -> str:
        """Press the button with this label or payload, where it is newest; a callback's event_id or ''."""
        number = number_of(message)
        client = self.user.client
        for one in reversed(self.chat.messages.values()):
            if (number is not None and one.id != number) or not client.inline_keyboard:
                continue
            for shown in one.buttons():
                if acts.shows(client, shown) and button in (label(shown), shown["action"].get("payload")):
                    return acts.press(self.world, self.user, self.chat, shown, one.id)
        raise Impossible(f"there is no button «{button}», only {self.buttons}")

    def forges(self, payload: str, message: int | VkMessage | None = None) -> str:
        """Send a press that no button offers, as a changed client can."""
        return acts.callback(self.world, self.user, self.chat, payload, number_of(message))

    def taps(self, key: str) -> str:
        """Tap a key under the input: its text or place is sent, or a callback (returns the event_id)."""
        if self.user.client.keyboard:
            for row in (self.chat.keyboard or {}).get("buttons", ()):
                for shown in row:
                    if acts.shows(self.user.client, shown) and label(shown) == key:
                        return acts.press(self.world, self.user, self.chat, shown, None)
        raise Impossible(f"there is no key «{key}», only {self.keyboard}")

    def sends_photo(self, content: bytes = b"\xff\xd8photo", caption: str = "", **more: Any) -> VkMessage:
        """Send a photo."""
        return self._sends("photo", content, caption=caption, **more)

    def sends_voice(self, content: bytes | None = b"OggS voice", **more: Any) -> VkMessage:
        """Send a voice message."""
        return self._sends("voice", content, **more)

    def sends_document(self, content: bytes | None = b"document", name: str = "", **more: Any) -> VkMessage:
        """Send a document; `content=None, size=…` plays a huge one."""
        return self._sends("document", content, name=name, **more)

    def sends_video(self, content: bytes | None = b"video", **more: Any) -> VkMessage:
        """Send a video, which a bot cannot download."""
        return self._sends("video", content, **more)

    def sends_sticker(self) -> VkMessage:
        """Send a sticker."""
        return acts.send_sticker(self.world, self.user, self.chat)

    def sends_album(self, *items: tuple[str, bytes], caption: str = "") -> VkMessage:
        """Send (kind, bytes), several in one message."""
        files = [acts.attachment(self.world, self.user, kind, content) for kind, content in items]
        return acts.send_files(self.world, self.user, self.chat, files, caption)

    def sends_location(self, latitude: float, longitude: float) -> VkMessage:
        """Send a place on the map."""
        return acts.share_location(self.world, self.user, self.chat, latitude, longitude)

    def forwards(self, *messages: VkMessage, text: str = "") -> VkMessage:
        """Forward messages of any dialogue or chat into this one."""
        return acts.forward(self.world, self.user, self.chat, list(messages), text)

    def reposts(self, text: str, owner: int = -1) -> VkMessage:
        """Bring a post of a community's wall."""
        return acts.repost(self.world, self.user, self.chat, text, owner)

    def sends_link(self, url: str, title: str = "Ссылка", text: str = "") -> VkMessage:
        """Send a link as a card."""
        return acts.send_link(self.world, self.user, self.chat, url, title, text)

    def reacts(self, message: int | VkMessage, emoji: str) -> None:
        """Put a reaction under a message; an empty one takes it away."""
        acts.react(self.world, self.user, self.chat, number_of(message) or 0, emoji)

    def follows(self, link: str) -> None:
        """Come into a chat by an invite link."""
        membership.follow(self.world, self.user, link)

    def edits(self, message: int | VkMessage, text: str, photo: bytes | None = None) -> VkMessage:
        """Edit one's own message; with `photo` it shows that from now on."""
        return acts.edit(self.world, self.user, self.chat, number_of(message) or 0, text, photo)

    def deletes(self, message: int | VkMessage) -> None:
        """Delete a message for everybody; the bot is not told."""
        acts.delete(self.world, self.user, self.chat, number_of(message) or 0)

    def types(self) -> None:
        """Be typing."""
        acts.typing(self.world, self.user, self.chat)

    def reads(self) -> None:
        """Read what the community wrote."""
        acts.read(self.world, self.user, self.chat)

    def allows(self, key: str = "") -> None:
        """Let the community write."""
        acts.allow(self.world, self.user, key)

    def denies(self) -> None:
        """Let the community write no more (901, and an event tells of it)."""
        acts.deny(self.world, self.user)

    def blocks(self) -> None:
        """Put the community on one's black list (902, and nothing tells of it)."""
        acts.block(self.world, self.user)

    def unblocks(self) -> None:
        """Take the community off one's black list."""
        acts.block(self.world, self.user, False)

    def invites(self, member: int) -> VkMessage:
        """Bring somebody into the chat; a negative id is the community."""
        return membership.invite(self.world, self.chat, member, self.user.id)

    def kicks(self, member: int) -> VkMessage:
        """Put somebody out of the chat; a negative id is the community."""
        return membership.kick(self.world, self.chat, member, self.user.id)

    def leaves(self) -> VkMessage:
        """Leave the chat."""
        return membership.leave(self.world, self.chat, self.user.id)

    def joins(self) -> VkMessage:
        """Come into the chat by its link."""
        return membership.join(self.world, self.chat, self.user)

    def renames(self, title: str) -> VkMessage:
        """Give the chat another title."""
        return membership.rename(self.world, self.chat, title, self.user.id)

    def _sends(
        self,
        kind: str,
        content: bytes | None,
        *,
        name: str = "",
        mime: str = "",
        caption: str = "",
        size: int | None = None,
        reply_to: int | VkMessage | None = None,
    ) -> VkMessage:
        file = acts.attachment(self.world, self.user, kind, content, name, mime, size)
        return acts.send_files(self.world, self.user, self.chat, [file], caption, number_of(reply_to))

    # What is waited for

    async def hears(self, wanted: VkWanted = 1, timeout: float = 5.0) -> list[VkMessage]:
        """The community's new messages, once so many have come, or one with this text, or one that fits."""
        count = 0

        def enough() -> bool:
            nonlocal count
            if isinstance(wanted, int):
                count = wanted
                return len(self.unheard) >= wanted
            for index, message in enumerate(self.unheard):
                if wanted in message.text if isinstance(wanted, str) else wanted(message):
                    count = index + 1
                    return True
            return False

        await self.until(enough, timeout)
        heard, self.unheard = self.unheard[:count], self.unheard[count:]
        return heard

    async def until(self, condition: Callable[[], bool], timeout: float = 5.0) -> None:
        """Wait until something is so; asked again at every change here."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while not condition():
            changed: asyncio.Future[None] = loop.create_future()
            self._waiting.append(changed)
            try:
                await asyncio.wait_for(changed, deadline - loop.time())
            except TimeoutError:
                seen = [message.text for message in self.screen[-3:]]
                raise TimeoutError(
                    f"{self.user.name} waited {timeout} s; the screen ends with {seen}"
                ) from None
            finally:
                if changed in self._waiting:
                    self._waiting.remove(changed)

    async def toasted(self, timeout: float = 5.0) -> str:
        """The answer to a press, when it has come; each is returned once."""
        await self.until(lambda: bool(self.snackbars), timeout)
        return self.snackbars.pop(0)

    def silent(self) -> bool:
        """Whether the community has said nothing that was not heard yet."""
        return not self.unheard

    def _notice(self, change: VkChange) -> None:
        message = change.message
        if change.kind == "message" and message is not None and message.outgoing and not message.service:
            self.unheard.append(message)
        elif change.kind == "snackbar":
            if change.user != self.user.id:
                return
            self.snackbars.append(change.text)
            if change.data is not None and change.data["type"] != "show_snackbar":
                self.opened.append(change.data)
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)


def number_of(message: int | VkMessage | None) -> int | None:
    """The conversation message id of a message given either way."""
    return message.id if isinstance(message, VkMessage) else message
