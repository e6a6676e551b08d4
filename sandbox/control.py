"""What the page of phones asks one messenger to do; here the hands of people on Telegram."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sandbox import acts, links, membership
from sandbox.acts import Impossible
from sandbox.faults import ANY, Faults
from sandbox.files import File
from sandbox.models import Chat, Json, Message, User
from sandbox.views import PhoneView, change_view, message_view, phone_of, world_view
from sandbox.world import World

KINDS = frozenset({"photo", "voice", "document", "video", "sticker"})
MOST_IN_ALBUM = 10


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that the page sent."""

    name: str
    mime: str
    content: bytes


class Control(Protocol):
    """One messenger as the page reads it and acts in it; bodies are those of the control API."""

    def watch(self, tell: Callable[[Json], None]) -> Callable[[], None]:
        """Tell every change as an event of the page; returns what ends it."""

    def view(self, phones: Sequence[PhoneView] | None) -> Json:
        """Bot, phones (chosen ones, or one for everybody), users and chats."""

    def file(self, id: str) -> File | None:
        """A file by the id that messages give."""

    def say(self, body: Json) -> Json:
        """Type a text."""

    def press(self, body: Json) -> Json:
        """Press a button that is there."""

    def contact(self, body: Json) -> Json:
        """Share one's own telephone."""

    def location(self, body: Json) -> Json:
        """Share a place."""

    def upload(self, body: Json, files: Sequence[Upload]) -> Json:
        """Send files, several of them together, with the caption under the first."""

    def edit(self, body: Json) -> Json:
        """Edit one's own message."""

    def forward(self, body: Json) -> Json:
        """Forward a message into another chat of the person."""

    def react(self, body: Json) -> Json:
        """Put an emoji under a message."""

    def follow(self, body: Json) -> Json:
        """Open an invite link into a chat."""

    def start(self, body: Json) -> Json:
        """Press Start."""

    def block(self, body: Json) -> Json:
        """Block the bot or let it write again."""

    def allow(self, body: Json) -> Json:
        """Let the bot write, or forbid it, where the messenger has such a switch."""

    def member(self, body: Json) -> Json:
        """Change a membership: member, administrator, left or kicked."""

    def fault(self, body: Json) -> Json:
        """Let the bot's next calls fail; nothing but the messenger's name ends all faults."""


def plan(faults: Faults, body: Json) -> Json:
    """Plan a fault by its name, or end all where none is named."""
    if "kind" in body:
        times, seconds = int(body.get("times", 1)), float(body.get("seconds", 1))
        faults.named(body.get("method", ANY), body["kind"], times, seconds)
    else:
        faults.clear()
    return {"happened": faults.happened}


class TelegramControl:
    """Telegram in the hands of the page."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults

    def watch(self, tell: Callable[[Json], None]) -> Callable[[], None]:
        """Tell every change as an event of the page."""

        def notice(change: Any) -> None:
            view = change_view(self.world, change)
            if view is not None:
                tell(view)

        return self.world.watch(notice)

    def view(self, phones: Sequence[PhoneView] | None) -> Json:
        """Everything of Telegram."""
        return world_view(self.world, phones_of(self.world) if phones is None else phones)

    def file(self, id: str) -> File | None:
        """A file by its file_id."""
        return self.world.files.get(id)

    def _who(self, body: Json) -> tuple[User, Chat]:
        user = self.world.users.get(int(body["user"]))
        number = int(body["chat"] if "chat" in body else body["user"])
        chat = self.world.chats.get(number)
        if user is None or user.is_bot:
            raise Impossible("Такого человека здесь нет.")
        if chat is None and number != user.id:
            raise Impossible("Такого чата здесь нет.")
        chat = chat or self.world.private(user.id)
        if chat.private and chat.id != user.id:
            raise Impossible("Это чужой чат.")
        return user, chat

    def _sent(self, message: Message) -> Json:
        return {"message": message_view(self.world, message)}

    def say(self, body: Json) -> Json:
        """Type a text."""
        user, chat = self._who(body)
        return self._sent(acts.say(self.world, user, chat, body["text"], body.get("reply_to")))

    def press(self, body: Json) -> Json:
        """Press an inline button that is there."""
        user, chat = self._who(body)
        message = chat.messages.get(int(body["message"]))
        if message is None or not any(
            button.get("callback_data") == body["data"] for button in message.buttons()
        ):
            raise Impossible("Этой кнопки больше нет: сообщение изменилось.")
        return {"query": acts.press(self.world, user, chat, message.id, body["data"])}

    def contact(self, body: Json) -> Json:
        """Share one's own telephone."""
        user, chat = self._who(body)
        return self._sent(acts.share_contact(self.world, user, chat))

    def location(self, body: Json) -> Json:
        """Share a place."""
        user, chat = self._who(body)
        place = float(body["latitude"]), float(body["longitude"])
        return self._sent(acts.share_location(self.world, user, chat, *place))

    def upload(self, body: Json, files: Sequence[Upload]) -> Json:
        """Send a file, or several as one album with the caption under the first."""
        user, chat = self._who(body)
        kind = body.get("kind")
        if kind not in KINDS:
            raise Impossible(f"there is no kind of file called {kind}")
        if len(files) > MOST_IN_ALBUM:
            raise Impossible(f"В одном альбоме помещается не больше {MOST_IN_ALBUM} файлов.")
        album = acts.new_album(self.world) if len(files) > 1 else None
        sent = [
            acts.send_file(
                self.world,
                user,
                chat,
                kind,
                file.content,
                name=file.name,
                mime=file.mime,
                caption="" if index else body.get("caption", ""),
                album=album,
            )
            for index, file in enumerate(files)
        ]
        return self._sent(sent[0])

    def edit(self, body: Json) -> Json:
        """Edit one's own message."""
        user, chat = self._who(body)
        return self._sent(acts.edit(self.world, user, chat, int(body["message"]), body["text"]))

    def forward(self, body: Json) -> Json:
        """Forward a message into another chat of the person: {"user", "chat", "from_chat", "message"}."""
        user, chat = self._who(body)
        _, source = self._who({"user": user.id, "chat": body["from_chat"]})
        message = source.messages.get(int(body["message"]))
        if message is None:
            raise Impossible("Такого сообщения нет.")
        return self._sent(acts.forward(self.world, user, chat, message))

    def react(self, body: Json) -> Json:
        """Put an emoji under a message, or (empty) take it away: {"user", "chat", "message", "emoji"}."""
        user, chat = self._who(body)
        acts.react(self.world, user, chat, int(body["message"]), str(body["emoji"]))
        return {"emoji": body["emoji"]}

    def follow(self, body: Json) -> Json:
        """Open an invite link: {"user", "link"}; `asked` where a moderator's yes is waited for."""
        user, _ = self._who({"user": body["user"]})
        chat = links.follow(self.world, user, str(body["link"]))
        return {"chat": chat.id, "asked": not chat.member(user.id).present}

    def start(self, body: Json) -> Json:
        """Press Start."""
        user, _ = self._who({"user": body["user"]})
        return self._sent(acts.start(self.world, user, body.get("payload") or ""))

    def block(self, body: Json) -> Json:
        """Block the bot or let it write again."""
        user, _ = self._who({"user": body["user"]})
        membership.set_blocked(self.world, user, bool(body["blocked"]))
        return {"blocked": bool(body["blocked"])}

    def allow(self, body: Json) -> Json:
        """Telegram has only the block."""
        raise Impossible("В Telegram бота можно только заблокировать.")

    def member(self, body: Json) -> Json:
        """Change a membership: {"user", "chat", "status", "by"?}; member, administrator, left or kicked."""
        user, chat = self._who(body)
        by = self.world.users[int(body.get("by", user.id))]
        status = body["status"]
        if status == "left":
            membership.leave(self.world, chat, user)
        elif status == "kicked":
            membership.kick(self.world, chat, user, by)
        elif status == "administrator":
            membership.promote(self.world, chat, user, by)
        elif status == "member" and chat.member(user.id).present:
            membership.demote(self.world, chat, user, by)
        elif status == "member":
            membership.join(self.world, chat, user, by)
        else:
            raise Impossible(f"nobody can become {status}")
        return {"status": status}

    def fault(self, body: Json) -> Json:
        """Let the bot's next calls fail: {"method", "kind", "times"?, "seconds"?}; {} ends all faults."""
        return plan(self.faults, body)


def phones_of(world: World) -> list[PhoneView]:
    """A phone for every person, and one for every group, where nobody chose."""
    phones = [phone_of("user", user.id, user.name) for user in world.users.values() if not user.is_bot]
    for chat in world.chats.values():
        actors = tuple(id for id, one in chat.members.items() if one.present and not world.users[id].is_bot)
        if not chat.private and actors and chat.migrated_to is None:
            phones.append(PhoneView(f"chat{chat.id}", chat.title, actors[0], chat.id, actors))
    return phones
