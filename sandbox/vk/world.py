"""VK's users, dialogues and chats, messages and the events of the community: plain data and rules, no I/O."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from sandbox.files import File, FileStore
from sandbox.vk.events import Events
from sandbox.vk.models import CHAT_START, Client, Community, Json, Peer, VkChange, VkMember, VkMessage, VkUser

GROUP_ID = 200_000_001
FIRST_VERSION = 10_000_000
SIDES = frozenset(
    {
        "out", "random_id", "important", "is_hidden", "version", "keyboard", "ref", "ref_source", "action",
    }
)  # fmt: skip
"""What a message shows only in its own place, not where it is quoted."""
VkWatcher = Callable[[VkChange], None]


class VkWorld:
    """Everything that exists on this VK; it outlives the bot. `clock` tells Unix time, may be replaced."""

    def __init__(
        self,
        community: Community | None = None,
        *,
        clock: Callable[[], float] = time.time,
        history: int | None = None,
    ) -> None:
        self.clock = clock
        self.stopwatch: Callable[[], float] = lambda: self.clock()
        """Seconds as people wait them, for presses and typing, where `clock` is made to go faster."""
        self.history = history
        """How many messages a dialogue or chat keeps; None is all."""
        self.community = community or Community(GROUP_ID)
        self.users: dict[int, VkUser] = {}
        self.peers: dict[int, Peer] = {}
        """Dialogues and chats, the one talked in last at the end."""
        self.numbered: dict[int, VkMessage] = {}
        """Messages of dialogues by their ids among all of the community's."""
        self.files = FileStore()
        self.address = "http://127.0.0.1"
        """Where files are downloaded; set when the server listens."""
        self.events = Events(self.community.id)
        self.presses: dict[str, tuple[int, int, float]] = {}
        """Presses not answered yet: event_id -> user, peer, time."""
        self.uploaded: dict[str, Json] = {}
        """Photos, documents and voices that can be sent: type and id -> attachment."""
        self._watchers: dict[int | None, list[VkWatcher]] = {}
        self._messages = 0
        self._numbers = 0

    # People and chats

    def add_user(
        self,
        id: int,
        first_name: str,
        last_name: str = "",
        *,
        screen_name: str = "",
        client: Client | None = None,
        member: bool = False,
        about: Json | None = None,
    ) -> VkUser:
        """Bring in a person; nobody has written to the community yet."""
        user = VkUser(
            id, first_name, last_name, screen_name, client or Client(), member=member, about=about or {}
        )
        self.users[id] = user
        self.change(VkChange("world"))
        return user

    def add_chat(
        self,
        number: int,
        title: str,
        *,
        members: Iterable[int] = (),
        admins: Iterable[int] = (),
        owner: int | None = None,
        bot: str | None = "administrator",
        hears_all: bool = False,
    ) -> Peer:
        """Bring in chat 2000000000 + number; `bot`: administrator, member, or None. No event tells of it."""
        chat = Peer(CHAT_START + number, title, hears_all=hears_all)
        now = int(self.clock())
        for user in members:
            chat.members[user] = VkMember(joined=now)
        for user in admins:
            chat.members[user] = VkMember(admin=True, joined=now)
        if owner is not None:
            chat.members[owner] = VkMember(admin=True, owner=True, joined=now)
        if bot is not None:
            chat.members[self.community.peer] = VkMember(admin=bot == "administrator", joined=now)
        self.peers[chat.id] = chat
        self.change(VkChange("world"))
        return chat

    def dialogue(self, user: int) -> Peer:
        """The user's dialogue with the community."""
        peer = self.peers.get(user)
        if peer is None:
            peer = self.peers[user] = Peer(user, self.users[user].name)
        return peer

    def peer(self, id: int) -> Peer:
        """The chat with this id; a user's id is their dialogue."""
        return self.peers[id] if id in self.peers else self.dialogue(id)

    @property
    def mention(self) -> str:
        """How a message in a chat calls the community."""
        return f"[club{self.community.id}|@{self.community.screen_name}]"

    def url(self, file: File) -> str:
        """Where a file is downloaded, by anybody who knows the address."""
        return f"{self.address}/files/{file.path}"

    # Messages

    def put(
        self, peer: Peer, sender: int, content: Json, *, outgoing: bool = False, random_id: int = 0
    ) -> VkMessage:
        """Write a message into a dialogue or chat and tell observers; content is what is peculiar to it."""
        peer.counter = number = peer.counter + 1
        if peer.private:
            self._messages += 1
        self._numbers += 1
        wire: Json = {
            "date": int(self.clock()),
            "from_id": sender,
            "id": self._messages if peer.private else 0,
            "version": FIRST_VERSION + self._numbers,
            "out": int(outgoing),
            "fwd_messages": [],
            "important": False,
            "is_hidden": False,
            "attachments": [],
            "conversation_message_id": number,
            "text": "",
            "peer_id": peer.id,
            "random_id": random_id,
            **content,
        }
        message = VkMessage(number, peer, wire, outgoing)
        peer.messages[number] = message
        if peer.private:
            self.numbered[self._messages] = message
        if not outgoing:
            peer.last_in = number
        if self.history is not None and len(peer.messages) > self.history:
            self._drop(peer.messages.pop(next(iter(peer.messages))))
        self.peers[peer.id] = self.peers.pop(peer.id)
        self.change(VkChange("message", peer, message, number))
        return message

    def edited(self, message: VkMessage) -> None:
        """Tell observers that a message is another one now."""
        self._numbers += 1
        message.wire |= {"version": FIRST_VERSION + self._numbers}
        self.change(VkChange("edited", message.peer, message, message.id))

    def react(self, message: VkMessage, user: int, number: int) -> None:
        """Put somebody's reaction under a message in the place of the one they had; 0 takes it away."""
        message.reactions.pop(user, None)
        if number:
            message.reactions[user] = number
        self.change(VkChange("reaction", message.peer, message, message.id, user))

    def erase(self, message: VkMessage) -> None:
        """Take a message away for everybody."""
        if message.peer.messages.pop(message.id, None) is not None:
            if message.peer.pinned == message.id:
                message.peer.pinned = 0
                self.change(VkChange("pinned", message.peer))
            self._drop(message)
            self.change(VkChange("deleted", message.peer, message, message.id))

    def _drop(self, message: VkMessage) -> None:
        self.numbered.pop(message.message_id, None)

    def set_keyboard(self, peer: Peer, keyboard: Json | None) -> None:
        """Show another keyboard under the input, or none."""
        if keyboard == peer.keyboard:
            return
        peer.keyboard = keyboard
        self.change(VkChange("keyboard", peer, user=peer.id if peer.private else 0))

    def unique(self) -> int:
        """A number never given before."""
        self._numbers += 1
        return self._numbers

    # Events

    def tell(self, kind: str, content: Json) -> str | None:
        """Queue an event for the bot; returns its event_id, or None when it does not want this type."""
        return self.events.push(kind, content)

    def tell_message(self, kind: str, message: VkMessage, user: VkUser | None = None) -> None:
        """Queue what happened to a message; only a new one comes with what the person's client can show."""
        if kind == "message_new":
            client = (user.client if user else Client()).wire
            self.tell(kind, {"message": message.wire, "client_info": client})
        else:
            self.tell(kind, message.wire)

    # Observers

    def watch(self, watcher: VkWatcher, peer: int | None = None) -> Callable[[], None]:
        """Call `watcher` at once for every change, or for those of one peer; returns what ends it."""
        self._watchers.setdefault(peer, []).append(watcher)

        def unwatch() -> None:
            watchers = self._watchers.get(peer, [])
            if watcher in watchers:
                watchers.remove(watcher)
            if not watchers:
                self._watchers.pop(peer, None)

        return unwatch

    def change(self, change: VkChange) -> None:
        """Tell observers."""
        for key in (None, change.peer.id) if change.peer is not None else (None,):
            for watcher in tuple(self._watchers.get(key, ())):
                watcher(change)


def quoted(message: VkMessage, *, deep: bool = True) -> Json:
    """A message as a reply or a forward shows it; `deep` keeps what it quotes itself."""
    wire: dict[str, Any] = {key: value for key, value in message.wire.items() if key not in SIDES}
    if not deep:
        wire.pop("reply_message", None)
        wire["fwd_messages"] = []
    return wire
