"""VK as the page of phones reads it: in the shapes of Telegram, with ids that say they are VK's."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import orjson

from sandbox.views import VK, PhoneView, reactions_view
from sandbox.vk.acts import shows
from sandbox.vk.models import REACTIONS, Client, Community, Json, Peer, VkChange, VkMessage, VkUser, label
from sandbox.vk.world import VkWorld

PREFIX = "vk:"
"""What every id of VK begins with on the page, so that no id of Telegram is taken for it."""
FILES = "/files/"
MENTION = re.compile(r"\[((?:id|club|public)\d+)\|([^\]\n]+)\]")
STICKER = "😺"
UNPLAYED = {"wall": "Запись со стены", "poll": "Опрос", "market": "Товар", "link": "Ссылка"}
MOST_NESTED = 3


def keyed(id: int) -> str:
    """A user's or a peer's id on the page."""
    return f"{PREFIX}{id}"


def unkeyed(id: Any) -> int:
    """The id that VK knows."""
    return int(str(id).removeprefix(PREFIX))


# People and phones


def user_view(user: VkUser) -> Json:
    """A person."""
    return {
        "id": keyed(user.id),
        "is_bot": False,
        "first_name": user.first_name,
        "last_name": user.last_name or None,
        "username": user.screen_name,
        "phone": None,
    }


def community_view(community: Community) -> Json:
    """The community, which is to the page what a bot is on Telegram."""
    return {
        "id": keyed(community.peer),
        "is_bot": True,
        "first_name": community.name,
        "username": community.screen_name,
        "group_id": community.id,
    }


def sender_view(world: VkWorld, id: int) -> Json:
    """Who wrote."""
    if id == world.community.peer:
        return community_view(world.community)
    user = world.users.get(id)
    return {"id": keyed(id), "first_name": "Неизвестный"} if user is None else user_view(user)


def phone_view(phone: PhoneView) -> Json:
    """A phone."""
    return phone.view() | {
        "user": keyed(phone.user),
        "chat": keyed(phone.chat),
        "actors": [keyed(actor) for actor in phone.actors],
    }


def phones_of(world: VkWorld) -> list[PhoneView]:
    """A phone for every person, and one for every chat, where nobody chose."""
    phones = [
        PhoneView(f"vk-{user.id}", user.name, user.id, user.id, (user.id,), VK)
        for user in world.users.values()
    ]
    for peer in world.peers.values():
        actors = tuple(id for id in peer.members if id in world.users)
        if not peer.private and actors:
            phones.append(PhoneView(f"vk-{peer.id}", peer.title, actors[0], peer.id, actors, VK))
    return phones


# Texts


def written(text: str) -> tuple[str, list[Json]]:
    """A text as people read it: [id1|Анна] is a link, with its place in UTF-16 units."""
    parts: list[str] = []
    entities: list[Json] = []
    at = length = 0
    for found in MENTION.finditer(text):
        before, name = text[at : found.start()], found[2]
        offset = length + units(before)
        url = f"https://vk.com/{found[1]}"
        entities.append({"type": "text_link", "offset": offset, "length": units(name), "url": url})
        parts += (before, name)
        length = offset + units(name)
        at = found.end()
    parts.append(text[at:])
    return "".join(parts), entities


def units(text: str) -> int:
    """How long JavaScript thinks a text is."""
    return len(text.encode("utf-16-le")) // 2


def service_text(world: VkWorld, message: VkMessage) -> str | None:
    """What a service message says, as a person reads it."""
    action = message.wire.get("action")
    if not action:
        return None
    who = sender_view(world, action.get("member_id", message.sender))["first_name"]
    by = sender_view(world, message.sender)["first_name"]
    sentences = {
        "chat_create": f"{by}: беседа «{action.get('text', '')}» создана",
        "chat_invite_user": f"{who} теперь в беседе",
        "chat_invite_user_by_link": f"{who} теперь в беседе (по ссылке)",
        "chat_kick_user": f"{who} больше не в беседе",
        "chat_title_update": f"{by}: беседа теперь называется «{action.get('text', '')}»",
        "chat_pin_message": f"{by}: закреплено сообщение",
        "chat_unpin_message": f"{by}: сообщение откреплено",
    }
    return sentences.get(action["type"], "В беседе что-то изменилось")


# Buttons


def button_view(button: Json) -> Json:
    """A button: its colour, and its link or what a press of it hands back."""
    action = button["action"]
    view = {"text": label(button), "color": button.get("color", "default"), "kind": action["type"]}
    if action["type"] == "open_link":
        return view | {"url": action["link"]}
    return view | {"data": orjson.dumps(action).decode()}


def rows_view(keyboard: Json | None, client: Client) -> list[list[Json]]:
    """The buttons that this person's application shows."""
    rows = [
        [button_view(button) for button in row if shows(client, button)]
        for row in (keyboard or {}).get("buttons", ())
    ]
    return [row for row in rows if row]


def client_of(world: VkWorld, peer: Peer) -> Client:
    """The application in which a dialogue is read; those of a chat's members are taken to be new."""
    user = world.users.get(peer.id)
    return user.client if user is not None else Client()


def keyboard_view(world: VkWorld, peer: Peer) -> Json | None:
    """The keyboard under the input."""
    client = client_of(world, peer)
    rows = rows_view(peer.keyboard, client) if client.keyboard else []
    return {"rows": rows, "placeholder": None} if rows else None


# Messages


def attachments_view(world: VkWorld, wire: Json) -> Json:
    """What hangs on a message, by kind."""
    photos: list[str] = []
    documents: list[Json] = []
    view: Json = {"photos": photos, "documents": documents, "voice": None, "sticker": None, "location": None}
    for attachment in wire.get("attachments", ()):
        kind = attachment["type"]
        thing = attachment[kind]
        if kind == "photo":
            photos.append(file_id(world, thing["sizes"][-1]["url"]))
        elif kind == "doc":
            document = {
                "file_id": file_id(world, thing["url"]),
                "name": thing["title"],
                "size": thing["size"],
            }
            documents.append(document)
        elif kind == "audio_message":
            view["voice"] = {"file_id": file_id(world, thing["link_ogg"]), "duration": thing["duration"]}
        elif kind == "sticker":
            view["sticker"] = STICKER
        else:
            name = thing.get("title") or UNPLAYED.get(kind, "Видео")
            documents.append({"file_id": "", "name": name, "size": 0})
    if "geo" in wire:
        point = wire["geo"]["coordinates"]
        view["location"] = {"latitude": point["latitude"], "longitude": point["longitude"]}
    return view | {"photo": next(iter(photos), None), "document": next(iter(documents), None)}


def file_id(world: VkWorld, url: str) -> str:
    """The page's id of the file at this address; empty where it is not of this world."""
    path = urlsplit(url).path
    file = world.files.at(path.removeprefix(FILES)) if path.startswith(FILES) else None
    return f"{PREFIX}{file.id}" if file is not None else ""


def forward_view(world: VkWorld, wire: Json, depth: int = 1) -> Json:
    """A forwarded message, with those that it forwards itself."""
    text, entities = written(wire.get("text", ""))
    inner = wire.get("fwd_messages", ()) if depth < MOST_NESTED else ()
    return {
        "from": sender_view(world, wire["from_id"]),
        "date": wire["date"],
        "text": text,
        "entities": entities,
        "forwards": [forward_view(world, one, depth + 1) for one in inner],
        **attachments_view(world, wire),
    }


def message_view(world: VkWorld, message: VkMessage) -> Json:
    """A message with every key of the control API; words under files are a caption, as on Telegram."""
    wire = message.wire
    text, entities = written(message.text)
    client = client_of(world, message.peer)
    hung = attachments_view(world, wire)
    captioned = bool(hung["photos"] or hung["documents"])
    return {
        "id": message.id,
        "chat": keyed(message.peer.id),
        "from": sender_view(world, message.sender),
        "date": wire["date"],
        "edited": "update_time" in wire,
        "text": None if captioned else text or None,
        "entities": entities,
        "caption": text or None if captioned else None,
        "media_group_id": None,
        **hung,
        "contact": None,
        "forward": None,
        "forwards": [forward_view(world, one) for one in wire["fwd_messages"]],
        "reply_to": wire.get("reply_message", {}).get("conversation_message_id"),
        "buttons": (rows_view(message.inline, client) if client.inline_keyboard else None) or None,
        "reactions": reactions_view({keyed(user): REACTIONS[n - 1] for user, n in message.reactions.items()}),
        "service": service_text(world, message),
    }


# The whole, and what changes


def chat_view(world: VkWorld, peer: Peer) -> Json:
    """A dialogue or chat with its messages."""
    members = [peer.id, world.community.peer] if peer.private else list(peer.members)
    return {
        "id": keyed(peer.id),
        "type": "private" if peer.private else "group",
        "title": peer.title,
        "messages": [message_view(world, message) for message in peer.messages.values()],
        "keyboard": keyboard_view(world, peer),
        "members": [keyed(member) for member in members],
        "typing": peer.typing_until > world.stopwatch(),
        "blocked": peer.blocked,
        "denied": peer.permission == "denied",
        "started": bool(peer.counter),
        "pinned": peer.pinned or None,
    }


def world_view(world: VkWorld, phones: Sequence[PhoneView]) -> Json:
    """Everything the page shows of VK."""
    for phone in phones:
        world.peer(phone.chat)
    community = community_view(world.community)
    users = [community, *map(user_view, world.users.values())]
    return {
        "bot": community,
        "phones": [phone_view(phone) for phone in phones],
        "users": {user["id"]: user for user in users},
        "chats": {keyed(peer.id): chat_view(world, peer) for peer in world.peers.values()},
    }


def change_view(world: VkWorld, change: VkChange) -> Json | None:
    """A change as an event of the page, or None for one that it does not show."""
    peer = change.peer
    if change.kind == "world":
        return {"type": "world"}
    if peer is None:
        return None
    view: Json = {"chat": keyed(peer.id)}
    if change.kind in ("message", "edited", "reaction") and change.message is not None:
        return view | {"type": "message", "message": message_view(world, change.message)}
    if change.kind == "deleted":
        return view | {"type": "deleted", "id": change.number}
    if change.kind == "pinned":
        return view | {"type": "pinned", "id": peer.pinned or None}
    if change.kind == "keyboard":
        return view | {"type": "keyboard", "user": 0, "keyboard": keyboard_view(world, peer)}
    if change.kind == "typing":
        return view | {"type": "typing"}
    if change.kind == "snackbar":
        link = (change.data or {}).get("link")
        shown = {"user": keyed(change.user), "text": change.text, "alert": False, "url": link}
        return view | {"type": "toast", **shown}
    return None
