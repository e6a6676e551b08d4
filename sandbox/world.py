"""Users, chats, memberships, messages and the updates queued for the bot: plain data and rules, no I/O."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from sandbox.files import FileStore
from sandbox.models import Change, Chat, ChatType, Json, Member, Message, Status, User
from sandbox.updates import UpdateQueue

BOT_ID = 777_000_001
GROUP_ANONYMOUS_BOT = 1_087_968_824
CHANNEL_BOT = 136_817_688
Watcher = Callable[[Change], None]


class World:
    """Everything that exists; it outlives the bot. `clock` tells Unix time and may be replaced by tests."""

    def __init__(
        self,
        bot: User | None = None,
        *,
        clock: Callable[[], float] = time.time,
        history: int | None = None,
        privacy: bool = True,
    ) -> None:
        self.clock = clock
        self.stopwatch: Callable[[], float] = lambda: self.clock()
        """Seconds as people wait them, for presses and typing, where `clock` is made to go faster."""
        self.history = history
        """How many messages a chat keeps; None is all."""
        self.privacy = privacy
        self.bot = bot or User(BOT_ID, "Линия поддержки", username="support_line_bot", is_bot=True)
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.files = FileStore()
        self.updates = UpdateQueue(lambda: self.clock())
        self.presses: dict[str, tuple[int, int, float]] = {}
        """Callback queries not answered yet: id -> user, chat, time."""
        self.links: dict[str, tuple[int, Json]] = {}
        """Invite links: address -> chat and ChatInviteLink."""
        self.profile: dict[str, Any] = {}
        """What the bot said of itself: commands, name, descriptions."""
        self._watchers: dict[int | None, list[Watcher]] = {}
        self._counter = 0
        self._numbers = 0
        for user, name, username in (
            (GROUP_ANONYMOUS_BOT, "Group", "GroupAnonymousBot"),
            (CHANNEL_BOT, "Channel", "Channel_Bot"),
        ):
            self.users[user] = User(user, name, username=username, is_bot=True)

    # People and chats

    def add_user(
        self,
        id: int,
        first_name: str,
        last_name: str | None = None,
        *,
        username: str | None = None,
        phone: str | None = None,
        language_code: str | None = "ru",
    ) -> User:
        """Bring in a person; nobody has started the bot yet."""
        user = User(id, first_name, last_name, username, language_code, phone)
        self.users[id] = user
        self.change(Change("world"))
        return user

    def add_chat(
        self,
        id: int,
        title: str,
        *,
        type: ChatType = "supergroup",
        members: Iterable[int] = (),
        admins: Iterable[int] = (),
        creator: int | None = None,
        bot: Status | None = "administrator",
        username: str | None = None,
    ) -> Chat:
        """Bring in a group, supergroup or channel with members already in it; no update tells of it."""
        chat = Chat(id, type, title, username)
        for user in members:
            chat.members[user] = Member("member")
        for user in admins:
            chat.members[user] = Member("administrator")
        if creator is not None:
            chat.members[creator] = Member("creator")
        if bot is not None:
            chat.members[self.bot.id] = Member(bot)
        self.chats[id] = chat
        self.change(Change("world"))
        return chat

    def private(self, user: int) -> Chat:
        """The user's private chat with the bot."""
        chat = self.chats.get(user)
        if chat is None:
            person = self.users[user]
            chat = self.chats[user] = Chat(user, "private", person.name, person.username)
            chat.wire = {"id": user, "type": "private", "first_name": person.first_name}
            for key in ("last_name", "username"):
                if getattr(person, key):
                    chat.wire[key] = getattr(person, key)
        return chat

    def chat(self, id: int) -> Chat:
        """The chat with this id; a user's id is their private chat."""
        return self.chats[id] if id in self.chats else self.private(id)

    @property
    def bot_link(self) -> str:
        """The bot's username."""
        return self.bot.username or ""

    # Messages

    def put(self, chat: Chat, sender: User, content: Json, *, outgoing: bool = False) -> Message:
        """Write a message into a chat and tell observers; content holds what is peculiar to it."""
        if chat.type in ("supergroup", "channel"):
            chat.counter = number = chat.counter + 1
        else:
            self._counter = number = self._counter + 1
        wire: Json = {
            "message_id": number,
            "from": sender.wire,
            "chat": chat.wire,
            "date": int(self.clock()),
            **content,
        }
        message = Message(number, chat, wire, outgoing)
        messages = chat.messages
        messages[number] = message
        if self.history is not None and len(messages) > self.history:
            del messages[next(iter(messages))]
        if self._watchers:
            self.change(Change("message", chat, message, number))
        return message

    def edited(self, message: Message) -> None:
        """Tell observers that a message is another one now."""
        self.change(Change("edited", message.chat, message, message.id))

    def react(self, message: Message, user: int, emoji: str) -> None:
        """Put somebody's emoji under a message in the place of theirs before; an empty one takes it away."""
        message.reactions.pop(user, None)
        if emoji:
            message.reactions[user] = emoji
        self.change(Change("reaction", message.chat, message, message.id, user, emoji))

    def erase(self, message: Message) -> None:
        """Take a message out of its chat."""
        chat = message.chat
        if chat.messages.pop(message.id, None) is None:
            return
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)
            self.change(Change("pinned", chat, number=chat.pinned[-1] if chat.pinned else 0))
        self.change(Change("deleted", chat, message, message.id))

    def set_keyboard(self, chat: Chat, keyboard: Json | None) -> None:
        """Show another keyboard under the input, or none."""
        if keyboard == chat.keyboard:
            return
        chat.keyboard = keyboard
        self.change(Change("keyboard", chat, user=chat.id if chat.private else 0))

    def unique(self) -> int:
        """A number never given before: for ids of callbacks, albums, links."""
        self._numbers += 1
        return self._numbers

    # Observers

    def watch(self, watcher: Watcher, chat: int | None = None) -> Callable[[], None]:
        """Call `watcher` at once for every change, or for those of one chat; returns what ends it."""
        self._watchers.setdefault(chat, []).append(watcher)

        def unwatch() -> None:
            watchers = self._watchers.get(chat, [])
            if watcher in watchers:
                watchers.remove(watcher)
            if not watchers:
                self._watchers.pop(chat, None)

        return unwatch

    def change(self, change: Change) -> None:
        """Tell observers."""
        for key in (None, change.chat.id) if change.chat is not None else (None,):
            for watcher in tuple(self._watchers.get(key, ())):
                watcher(change)
