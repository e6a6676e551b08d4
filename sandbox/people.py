"""Phone: one person's hand on one chat, for tests and benchmarks."""

import asyncio
from collections.abc import Callable
from typing import Any

from sandbox import acts, links, membership
from sandbox.acts import Impossible
from sandbox.models import Change, Chat, Json, Message, User
from sandbox.world import World

Wanted = int | str | Callable[[Message], bool]


class Phone:
    """What one person sees and does in one chat (their private one, when none is given)."""

    def __init__(self, world: World, user: int, chat: int | None = None) -> None:
        self.world = world
        self.user: User = world.users[user]
        self._chat = user if chat is None else chat
        self.toasts: list[str] = []
        """Answers to this person's presses, the newest last; an empty answer is ''."""
        self.unheard: list[Message] = []
        """The bot's new messages that `hears` has not returned yet."""
        self._waiting: list[asyncio.Future[None]] = []
        self._unwatch = [world.watch(self._notice, self._chat)]
        self._follow()

    def close(self) -> None:
        """Look at the chat no more."""
        for unwatch in self._unwatch:
            unwatch()

    # What is seen

    @property
    def chat(self) -> Chat:
        """The chat; a group that became a supergroup is followed."""
        return self.world.chat(self._chat)

    @property
    def screen(self) -> list[Message]:
        """All messages of the chat, the newest last."""
        return list(self.chat.messages.values())

    @property
    def texts(self) -> list[str]:
        """Texts and captions of all messages."""
        return [message.text for message in self.screen]

    @property
    def last(self) -> Message:
        """The bot's newest message."""
        for message in reversed(self.chat.messages.values()):
            if message.outgoing and not message.service:
                return message
        raise LookupError("the bot has written nothing here")

    @property
    def buttons(self) -> list[list[str]]:
        """Labels of the inline buttons under the newest message of the bot that has any."""
        for message in reversed(self.chat.messages.values()):
            if message.outgoing and message.labels:
                return message.labels
        return []

    @property
    def keyboard(self) -> list[list[str]]:
        """Labels of the keys under the input."""
        keyboard = self.chat.keyboard or {}
        return [
            [key if isinstance(key, str) else key["text"] for key in row]
            for row in keyboard.get("keyboard", ())
        ]

    # What is done

    def says(
        self,
        text: str,
        reply_to: int | Message | None = None,
        *,
        as_chat: Chat | None = None,
        behind: dict[str, str | int] | None = None,
        via: User | None = None,
    ) -> Message:
        """Type a text; `as_chat` writes as the group (anonymous administrator) or as a channel.

        `behind` is what lies behind words of the text: an address, or the id of a person; `via` is the
        bot through which it is written.
        """
        replied = number_of(reply_to)
        return acts.say(self.world, self.user, self.chat, text, replied, as_chat, behind=behind, via=via)

    def starts(self, payload: str = "") -> Message:
        """Press Start, perhaps by a link."""
        return acts.start(self.world, self.user, payload)

    def presses(self, button: str, message: int | Message | None = None) -> str:
        """Press the inline button with this label or data, where it is newest; returns the callback's id."""
        number = number_of(message)
        for one in reversed(self.chat.messages.values()):
            if number is not None and one.id != number:
                continue
            for shown in one.buttons():
                if button in (shown["text"], shown.get("callback_data")):
                    if "callback_data" not in shown:
                        raise Impossible(f"«{button}» opens a link: {shown.get('url')}")
                    return acts.press(self.world, self.user, self.chat, one.id, shown["callback_data"])
        raise Impossible(f"there is no button «{button}», only {self.buttons}")

    def forges(self, data: str, message: int | Message) -> str:
        """Send a press that no button offers, as a changed client can."""
        return acts.press(self.world, self.user, self.chat, number_of(message) or 0, data)

    def taps(self, key: str) -> Message:
        """Tap a key under the input: its text is sent, or the telephone or place it asks for."""
        for row in (self.chat.keyboard or {}).get("keyboard", ()):
            for shown in row:
                label = shown if isinstance(shown, str) else shown["text"]
                if label != key:
                    continue
                if isinstance(shown, dict) and shown.get("request_contact"):
                    return self.sends_contact()
                if isinstance(shown, dict) and shown.get("request_location"):
                    return self.sends_location(55.751244, 37.618423)
                return self.says(key)
        raise Impossible(f"there is no key «{key}», only {self.keyboard}")

    def sends_photo(self, content: bytes = b"\xff\xd8photo", caption: str = "", **more: Any) -> Message:
        """Send a photo."""
        return self._sends("photo", content, caption=caption, **more)

    def sends_voice(self, content: bytes | None = b"OggS voice", **more: Any) -> Message:
        """Send a voice message."""
        return self._sends("voice", content, **more)

    def sends_document(self, content: bytes | None = b"document", name: str = "", **more: Any) -> Message:
        """Send a document; `content=None, size=…` plays a huge one."""
        return self._sends("document", content, name=name, **more)

    def sends_video(self, content: bytes | None = b"video", **more: Any) -> Message:
        """Send a video."""
        return self._sends("video", content, **more)

    def sends_sticker(self) -> Message:
        """Send a sticker."""
        return self._sends("sticker", b"RIFF sticker")

    def sends_album(self, *items: tuple[str, bytes], caption: str = "") -> list[Message]:
        """Send (kind, bytes), several at once."""
        return acts.send_album(self.world, self.user, self.chat, list(items), caption)

    def sends_contact(self, of: int | Json | None = None) -> Message:
        """Share a telephone: one's own, another user's by id, or {"phone_number", "first_name"}."""
        person = self.world.users[of] if isinstance(of, int) else of
        return acts.share_contact(self.world, self.user, self.chat, person)

    def sends_location(self, latitude: float, longitude: float) -> Message:
        """Share a place."""
        return acts.share_location(self.world, self.user, self.chat, latitude, longitude)

    def forwards(self, message: Message, *, hidden: bool = False) -> Message:
        """Forward a message of any chat into this one."""
        return acts.forward(self.world, self.user, self.chat, message, hidden=hidden)

    def edits(self, message: int | Message, text: str, photo: bytes | None = None) -> Message:
        """Edit one's own message; with `photo` it shows that from now on."""
        return acts.edit(self.world, self.user, self.chat, number_of(message) or 0, text, photo)

    def deletes(self, message: int | Message) -> None:
        """Delete a message for both sides; the bot is not told."""
        acts.delete(self.world, self.user, self.chat, number_of(message) or 0)

    def follows(self, link: str) -> None:
        """Come into a chat by an invite link (or ask to be let in, where the link says so)."""
        links.follow(self.world, self.user, link)

    def leaves(self) -> None:
        """Leave the group."""
        membership.leave(self.world, self.chat, self.user)

    def reacts(self, message: int | Message, emoji: str) -> None:
        """Put an emoji under a message; an empty one takes it away."""
        acts.react(self.world, self.user, self.chat, number_of(message) or 0, emoji)

    def blocks(self) -> None:
        """Block the bot."""
        membership.set_blocked(self.world, self.user, True)

    def unblocks(self) -> None:
        """Let the bot write again."""
        membership.set_blocked(self.world, self.user, False)

    def _sends(self, kind: str, content: bytes | None, **more: Any) -> Message:
        return acts.send_file(self.world, self.user, self.chat, kind, content, **more)

    # What is waited for

    async def hears(self, wanted: Wanted = 1, timeout: float = 5.0) -> list[Message]:
        """The bot's new messages, once so many have come, or one with this text, or one that fits."""
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
        """Wait until something is so; asked again at every change in the chat."""
        deadline = asyncio.get_running_loop().time() + timeout
        while not condition():
            left = deadline - asyncio.get_running_loop().time()
            changed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(changed)
            try:
                await asyncio.wait_for(changed, left)
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
        await self.until(lambda: bool(self.toasts), timeout)
        return self.toasts.pop(0)

    def silent(self) -> bool:
        """Whether the bot has said nothing that was not heard yet."""
        return not self.unheard

    def _follow(self) -> None:
        """Look at the supergroup that the group has become."""
        new = self.chat.migrated_to
        if new is not None:
            self._chat = new
            self._unwatch.append(self.world.watch(self._notice, new))

    def _notice(self, change: Change) -> None:
        if change.kind == "world":
            self._follow()
        message = change.message
        if change.kind == "message" and message is not None and message.outgoing and not message.service:
            self.unheard.append(message)
        elif change.kind == "toast":
            if change.user != self.user.id:
                return
            self.toasts.append(change.text)
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)


def number_of(message: int | Message | None) -> int | None:
    """The id of a message given either way."""
    return message.id if isinstance(message, Message) else message
