"""What people do: each act changes the world and queues the update that tells the bot."""

from typing import Any

from sandbox import contents, membership
from sandbox.models import Chat, Json, Message, User
from sandbox.telegram.markup import found
from sandbox.world import CHANNEL_BOT, GROUP_ANONYMOUS_BOT, World

TEXT_LIMIT = 4096
MOST_OPEN_PRESSES = 100_000


class Impossible(ValueError):
    """Something that the messenger would not let a person do."""


def heard(world: World, message: Message) -> bool:
    """Whether the bot gets this message: in groups privacy mode hides most of them."""
    chat = message.chat
    if chat.private:
        return True
    bot = chat.member(world.bot.id)
    if not bot.present:
        return False
    if bot.admin or not world.privacy:
        return True
    wire = message.wire
    if wire.get("reply_to_message", {}).get("from", {}).get("id") == world.bot.id:
        return True
    text = wire.get("text", "")
    for entity in wire.get("entities", ()):
        if entity["type"] == "bot_command":
            command = text[entity["offset"] : entity["offset"] + entity["length"]]
            name = command.partition("@")[2]
            return not name or name.lower() == world.bot_link.lower()
    return False


SENT = {
    "photo": "can_send_photos", "voice": "can_send_voice_notes", "document": "can_send_documents",
    "video": "can_send_videos", "sticker": "can_send_other_messages",
}  # fmt: skip
"""The freedom that each kind of content takes; all else takes that of writing."""


def enter(world: World, user: User, chat: Chat, content: Json | None = None) -> None:
    """Refuse what the person could not write; a first message in private starts the bot."""
    if chat.private:
        if chat.blocked:
            raise Impossible(f"{user.name}: бот остановлен. Нажмите «Начать», чтобы писать ему снова.")
        chat.started = True
        return
    if chat.migrated_to is not None:
        raise Impossible(f"«{chat.title}» теперь супергруппа, пишите в неё.")
    member = membership.standing(world, chat, user)
    if not member.present:
        raise Impossible(f"{user.name} не состоит в группе «{chat.title}».")
    needed = {SENT[kind] for kind in SENT if kind in (content or {})} or {"can_send_messages"}
    if member.status == "restricted" and not all(member.rights.get(right, False) for right in needed):
        raise Impossible(f"{user.name} не может писать в группу «{chat.title}».")


def write(
    world: World,
    user: User,
    chat: Chat,
    content: Json,
    reply_to: int | None = None,
    as_chat: Chat | None = None,
) -> Message:
    """Put a person's message into a chat; `as_chat`: as a channel or (anonymously) the group."""
    enter(world, user, chat, content)
    sender = user
    if as_chat is not None:
        if as_chat is chat and not chat.member(user.id).admin:
            raise Impossible(f"{user.name} не управляет группой «{chat.title}».")
        if as_chat.id in chat.barred:
            raise Impossible(f"«{as_chat.title}» не может писать в группу «{chat.title}».")
        sender = world.users[GROUP_ANONYMOUS_BOT if as_chat is chat else CHANNEL_BOT]
        content = content | {"sender_chat": as_chat.wire}
    if reply_to is not None:
        replied = chat.messages.get(reply_to)
        if replied is None:
            raise Impossible("Сообщения, на которое вы отвечаете, больше нет.")
        content = content | {
            "reply_to_message": {
                key: value for key, value in replied.wire.items() if key != "reply_to_message"
            }
        }
    message = world.put(chat, sender, content)
    if heard(world, message):
        world.updates.push("message", message.wire)
    if chat.keyboard is not None and chat.keyboard.get("one_time_keyboard"):
        world.set_keyboard(chat, None)
    return message


def units(text: str) -> int:
    """How long Telegram thinks a text is: in UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def hidden(world: World, text: str, behind: dict[str, str | int]) -> list[Json]:
    """Entities of words behind which an address lies, or (by id) a person."""
    entities: list[Json] = []
    for words, target in behind.items():
        before, found_, _ = text.partition(words)
        if not found_:
            raise Impossible(f"В тексте нет слов «{words}».")
        place = {"offset": units(before), "length": units(words)}
        if isinstance(target, int):
            entities.append({"type": "text_mention", **place, "user": world.users[target].wire})
        else:
            entities.append({"type": "text_link", **place, "url": target})
    return entities


def text_of(text: str) -> Json:
    """A typed text with the commands, links and mentions in it."""
    text = text.strip()
    if not text:
        raise Impossible("Пустое сообщение отправить нельзя.")
    if len(text) > TEXT_LIMIT:
        raise Impossible(f"В сообщении помещается не больше {TEXT_LIMIT} знаков.")
    entities = found(text)
    return {"text": text, "entities": entities} if entities else {"text": text}


def say(
    world: World,
    user: User,
    chat: Chat,
    text: str,
    reply_to: int | None = None,
    as_chat: Chat | None = None,
    *,
    behind: dict[str, str | int] | None = None,
    via: User | None = None,
) -> Message:
    """Type a text; `behind`: what lies behind its words; `via`: the bot through which it is written."""
    content = text_of(text)
    if behind:
        entities = [*content.get("entities", ()), *hidden(world, content["text"], behind)]
        content["entities"] = sorted(entities, key=lambda entity: entity["offset"])
    if via is not None:
        content["via_bot"] = via.wire
    return write(world, user, chat, content, reply_to, as_chat)


def start(world: World, user: User, payload: str = "") -> Message:
    """Press Start, perhaps by a link with a payload; who had blocked the bot lets it write again."""
    chat = world.private(user.id)
    membership.set_blocked(world, user, False)
    return say(world, user, chat, f"/start {payload}".strip())


def share_contact(world: World, user: User, chat: Chat, of: User | Json | None = None) -> Message:
    """Share a telephone: one's own, another's, or one in no messenger ({"phone_number", "first_name"})."""
    if isinstance(of, dict):
        content: Json = {"contact": of}
    else:
        person = of or user
        if not person.phone:
            raise Impossible(f"{person.name}: номера телефона нет.")
        content = contents.contact_of(person)
    if of is None and chat.keyboard is not None:
        content = content | last_of_bot(chat)
    return write(world, user, chat, content)


def last_of_bot(chat: Chat) -> Json:
    """A press on a contact or location key replies to the message that brought the keyboard."""
    for message in reversed(chat.messages.values()):
        if message.outgoing:
            return {
                "reply_to_message": {
                    key: value for key, value in message.wire.items() if key != "reply_to_message"
                }
            }
    return {}


def share_location(world: World, user: User, chat: Chat, latitude: float, longitude: float) -> Message:
    """Share a place."""
    return write(world, user, chat, contents.location(latitude, longitude))


def send_file(
    world: World,
    user: User,
    chat: Chat,
    kind: str,
    content: bytes | None,
    *,
    name: str = "",
    mime: str = "",
    caption: str = "",
    size: int | None = None,
    reply_to: int | None = None,
    album: str | None = None,
    as_chat: Chat | None = None,
) -> Message:
    """Send a photo, voice, document, video or sticker; `size` without content plays one too big to hold."""
    names = {
        "photo": ("photo.jpg", "image/jpeg"),
        "voice": ("voice.ogg", "audio/ogg"),
        "document": ("document.pdf", "application/pdf"),
        "video": ("video.mp4", "video/mp4"),
        "sticker": ("sticker.webp", "image/webp"),
    }
    if kind not in names:
        raise Impossible(f"there is no kind of file called {kind}")
    file = world.files.add(kind, name or names[kind][0], mime or names[kind][1], content, size)
    shown = contents.OF_KIND[kind](file)
    if caption:
        shown["caption"] = caption
        if entities := found(caption):
            shown["caption_entities"] = entities
    if album is not None:
        shown["media_group_id"] = album
    return write(world, user, chat, shown, reply_to, as_chat)


def new_album(world: World) -> str:
    """What the messages of one album have in common."""
    return str(13_000_000_000_000 + world.unique())


def send_album(
    world: World, user: User, chat: Chat, items: list[tuple[str, bytes]], caption: str = ""
) -> list[Message]:
    """Send several (kind, bytes) as one album; the caption is the first one's."""
    album = new_album(world)
    return [
        send_file(world, user, chat, kind, content, caption="" if index else caption, album=album)
        for index, (kind, content) in enumerate(items)
    ]


def forward(world: World, user: User, chat: Chat, message: Message, *, hidden: bool = False) -> Message:
    """Forward a message; `hidden`: its author does not let the link to the account be seen."""
    kept = ("text", "entities", "caption", "caption_entities", "contact", "location", *contents.MEDIA)
    origin = contents.origin(message)
    if hidden and origin["type"] == "user":
        name = world.users[origin["sender_user"]["id"]].name
        origin = {"type": "hidden_user", "date": origin["date"], "sender_user_name": name}
    content = {key: message.wire[key] for key in kept if key in message.wire}
    return write(world, user, chat, content | {"forward_origin": origin})


def edit(world: World, user: User, chat: Chat, number: int, text: str, photo: bytes | None = None) -> Message:
    """Edit one's own message: its text or its caption; with `photo` it shows that from now on."""
    message = chat.messages.get(number)
    if message is None or message.service or message.wire["from"]["id"] != user.id:
        raise Impossible("Исправить можно только своё сообщение.")
    enter(world, user, chat)
    if photo is not None:
        file = world.files.add("photo", "photo.jpg", "image/jpeg", photo, None)
        dropped = ("text", "entities", "caption", "caption_entities", *contents.MEDIA)
        new = contents.photo(file) | ({"caption": text.strip()} if text.strip() else {})
    elif "text" in message.wire:
        dropped, new = ("text", "entities"), text_of(text)
    else:
        dropped, new = ("caption", "caption_entities"), {"caption": text.strip()}
    kept = {key: value for key, value in message.wire.items() if key not in dropped}
    message.wire = kept | new | {"edit_date": int(world.clock())}
    world.edited(message)
    if heard(world, message):
        world.updates.push("edited_message", message.wire)
    return message


def delete(world: World, user: User, chat: Chat, number: int) -> None:
    """Delete a message for both sides; no update tells the bot of it."""
    message = chat.messages.get(number)
    if message is None:
        raise Impossible("Такого сообщения нет.")
    if not chat.private and message.wire["from"]["id"] != user.id and not chat.member(user.id).admin:
        raise Impossible("Удалить можно только своё сообщение.")
    world.erase(message)


def press(world: World, user: User, chat: Chat, number: int, data: str) -> str:
    """Press an inline button; returns the callback's id. The data is not checked: it may be forged."""
    message = chat.messages.get(number)
    if not chat.private and not chat.member(user.id).present:
        raise Impossible(f"{user.name} не состоит в группе «{chat.title}».")
    if chat.private and chat.blocked:
        raise Impossible(f"{user.name}: бот остановлен. Нажмите «Начать», чтобы писать ему снова.")
    now = world.stopwatch()
    query = str(4_300_000_000_000_000_000 + world.unique())
    shown: Any = message.wire if message is not None else {"chat": chat.wire, "message_id": number, "date": 0}
    world.presses[query] = (user.id, chat.id, now)
    if len(world.presses) > MOST_OPEN_PRESSES:
        del world.presses[next(iter(world.presses))]
    world.updates.push(
        "callback_query",
        {
            "id": query,
            "from": user.wire,
            "message": shown,
            "chat_instance": str(7_700_000_000_000 + abs(chat.id) % 1_000_000_007),
            "data": data,
        },
    )
    return query


def react(world: World, user: User, chat: Chat, number: int, emoji: str) -> None:
    """Put an emoji under a message, or (empty) take it away; a bot that runs the chat may hear of it."""
    message = chat.messages.get(number)
    if message is None:
        raise Impossible("Такого сообщения нет.")
    if not chat.private and not chat.member(user.id).present:
        raise Impossible(f"{user.name} не состоит в группе «{chat.title}».")
    old = message.reactions.get(user.id, "")
    world.react(message, user.id, emoji)
    if not chat.private and not chat.member(world.bot.id).admin:
        return
    world.updates.push(
        "message_reaction",
        {
            "chat": chat.wire,
            "message_id": number,
            "user": user.wire,
            "date": int(world.clock()),
            "old_reaction": [{"type": "emoji", "emoji": old}] if old else [],
            "new_reaction": [{"type": "emoji", "emoji": emoji}] if emoji else [],
        },
    )
