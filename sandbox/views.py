"""The world as the page of phones reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.models import Change, Chat, Json, Message, User
from sandbox.world import World

TELEGRAM, VK = "telegram", "vk"


@dataclass(frozen=True, slots=True)
class PhoneView:
    """One phone on the page: whose it is, which chat it shows, and who may write with it."""

    key: str
    title: str
    user: int
    chat: int
    actors: tuple[int, ...]
    messenger: str = TELEGRAM
    more: bool = False
    """Whether it waits behind «ещё телефоны» on a wide screen."""

    def view(self) -> Json:
        """As JSON."""
        return {
            "key": self.key,
            "title": self.title,
            "user": self.user,
            "chat": self.chat,
            "actors": list(self.actors),
            "messenger": self.messenger,
            "more": self.more,
        }


def phone_of(key: str, user: int, title: str, messenger: str = TELEGRAM) -> PhoneView:
    """A person's phone with their talk with the bot."""
    return PhoneView(f"{key}-{user}", title, user, user, (user,), messenger)


def user_view(user: User) -> Json:
    """A user, with the telephone that only the owner sees in a messenger."""
    return user.wire | {"phone": user.phone}


def service_text(world: World, wire: Json) -> str | None:
    """What a service message says, as a person reads it."""
    name = world.users[wire["from"]["id"]].name
    if "new_chat_members" in wire:
        who = ", ".join(member["first_name"] for member in wire["new_chat_members"])
        return f"{who} теперь в группе"
    if "left_chat_member" in wire:
        return f"{wire['left_chat_member']['first_name']} больше не в группе"
    if "new_chat_title" in wire:
        return f"{name}: группа теперь называется «{wire['new_chat_title']}»"
    if "migrate_to_chat_id" in wire or "migrate_from_chat_id" in wire:
        return "Группа стала супергруппой"
    if "pinned_message" in wire:
        return f"{name}: закреплено сообщение"
    return None


def button_view(button: Json) -> Json:
    """An inline button: its data, its link, or neither where the sandbox does not play it."""
    view = {"text": button["text"]}
    if "callback_data" in button:
        view["data"] = button["callback_data"]
    elif "url" in button:
        view["url"] = button["url"]
    return view


def message_view(world: World, message: Message) -> Json:
    """A message with every key of the control API."""
    wire = message.wire
    photo = wire.get("photo")
    document = wire.get("document") or wire.get("video")
    markup = wire.get("reply_markup", {}).get("inline_keyboard")
    voice = wire.get("voice")
    return {
        "id": message.id,
        "chat": message.chat.id,
        "from": wire["sender_chat"] | {"first_name": wire["sender_chat"].get("title", "")}
        if "sender_chat" in wire
        else wire["from"],
        "date": wire["date"],
        "edited": "edit_date" in wire,
        "text": wire.get("text"),
        "entities": wire.get("entities") or wire.get("caption_entities") or [],
        "caption": wire.get("caption"),
        "media_group_id": wire.get("media_group_id"),
        "photo": photo[-1]["file_id"] if photo else None,
        "voice": {"file_id": voice["file_id"], "duration": voice["duration"]} if voice else None,
        "document": {
            "file_id": document["file_id"],
            "name": document.get("file_name", "видео"),
            "size": document["file_size"],
        }
        if document
        else None,
        "location": wire.get("location"),
        "contact": wire.get("contact"),
        "sticker": wire.get("sticker", {}).get("emoji"),
        "forward": origin_name(wire["forward_origin"]) if "forward_origin" in wire else None,
        "reply_to": wire.get("reply_to_message", {}).get("message_id"),
        "buttons": [[button_view(button) for button in row] for row in markup] if markup else None,
        "reactions": reactions_view(message.reactions),
        "service": service_text(world, wire),
    }


def reactions_view(given: Mapping[Any, str]) -> list[Json]:
    """Who put which emoji under a message, the first emoji first."""
    found: dict[str, list[Any]] = {}
    for user, emoji in given.items():
        found.setdefault(emoji, []).append(user)
    return [{"emoji": emoji, "who": who} for emoji, who in found.items()]


def origin_name(origin: Json) -> str:
    """Whose words were forwarded."""
    if origin["type"] == "user":
        user = origin["sender_user"]
        return " ".join(part for part in (user["first_name"], user.get("last_name")) if part)
    if origin["type"] == "chat":
        return str(origin["sender_chat"]["title"])
    if origin["type"] == "channel":
        return str(origin["chat"]["title"])
    return str(origin.get("sender_user_name", ""))


def keyboard_view(keyboard: Json | None) -> Json | None:
    """The keyboard under the input."""
    if keyboard is None:
        return None
    rows = []
    for row in keyboard["keyboard"]:
        keys = [{"text": key} if isinstance(key, str) else key for key in row]
        rows.append(
            [
                {
                    "text": key["text"],
                    "request_contact": bool(key.get("request_contact")),
                    "request_location": bool(key.get("request_location")),
                }
                for key in keys
            ]
        )
    return {"rows": rows, "placeholder": keyboard.get("input_field_placeholder")}


def chat_view(world: World, chat: Chat) -> Json:
    """A chat with its messages."""
    members = (
        [chat.id, world.bot.id] if chat.private else [id for id, one in chat.members.items() if one.present]
    )
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "messages": [message_view(world, message) for message in chat.messages.values()],
        "keyboard": keyboard_view(chat.keyboard),
        "members": members,
        "typing": chat.typing_until > world.stopwatch(),
        "blocked": chat.blocked,
        "started": chat.started,
        "pinned": chat.pinned[-1] if chat.pinned else None,
    }


def current(world: World, phone: PhoneView) -> Json:
    """A phone; one that showed a group which became a supergroup shows the supergroup."""
    view = phone.view()
    chat = world.chat(phone.chat)
    while chat.migrated_to is not None:
        chat = world.chat(chat.migrated_to)
    view["chat"] = chat.id
    return view


def world_view(world: World, phones: Sequence[PhoneView]) -> Json:
    """Everything the page shows of Telegram."""
    views = [current(world, phone) for phone in phones]
    for view in views:
        world.chat(view["chat"])
    return {
        "bot": world.bot.wire,
        "phones": views,
        "users": {str(user.id): user_view(user) for user in world.users.values()},
        "chats": {
            str(chat.id): chat_view(world, chat) for chat in world.chats.values() if chat.migrated_to is None
        },
    }


def change_view(world: World, change: Change) -> Json | None:
    """A change as an event of the page, or None for one that it does not show."""
    chat = change.chat
    if change.kind == "world":
        return {"type": "world"}
    if chat is None or (chat.migrated_to is not None):
        return None
    view: dict[str, Any] | None = None
    if change.kind in ("message", "edited", "reaction") and change.message is not None:
        view = {"type": "message", "chat": chat.id, "message": message_view(world, change.message)}
    elif change.kind == "deleted":
        view = {"type": "deleted", "chat": chat.id, "id": change.number}
    elif change.kind == "keyboard":
        view = {
            "type": "keyboard",
            "chat": chat.id,
            "user": change.user,
            "keyboard": keyboard_view(chat.keyboard),
        }
    elif change.kind == "toast":
        view = {
            "type": "toast",
            "chat": chat.id,
            "user": change.user,
            "text": change.text,
            "alert": change.alert,
        }
    elif change.kind == "pinned":
        view = {"type": "pinned", "chat": chat.id, "id": chat.pinned[-1] if chat.pinned else None}
    elif change.kind == "typing":
        view = {"type": "typing", "chat": chat.id}
    return view
