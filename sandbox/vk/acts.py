"""What people do on VK: each act changes the world and queues the event that tells the bot."""

import json
import secrets
from typing import Any

from sandbox.acts import Impossible
from sandbox.vk import contents
from sandbox.vk.models import REACTIONS, Client, Json, Peer, VkMessage, VkUser, label
from sandbox.vk.world import VkWorld, quoted

TEXT_LIMIT = 4096
MOST_ATTACHMENTS = 10
MOST_OPEN_PRESSES = 100_000
START = "Начать"
START_PAYLOAD = '{"command":"start"}'


def heard(world: VkWorld, message: VkMessage, *, called: bool = False) -> bool:
    """Whether the bot gets this message: in chats where it is no administrator, only what calls it."""
    peer = message.peer
    if peer.private:
        return True
    community = world.community.peer
    if community not in peer.members:
        return False
    action = message.wire.get("action")
    if action and action.get("member_id") == community:
        return True
    replied = message.wire.get("reply_message", {}).get("from_id") == community
    return peer.admin(community) or peer.hears_all or called or replied or calls(world, message.text)


def calls(world: VkWorld, text: str) -> bool:
    """Whether a text mentions the community."""
    community = world.community
    names = (f"[club{community.id}|", f"@{community.screen_name}", f"@club{community.id}")
    return any(name in text for name in names)


def enter(world: VkWorld, user: VkUser, peer: Peer) -> None:
    """Refuse what the person could not write; who writes to the community lets it answer."""
    if user.deactivated:
        raise Impossible(f"{user.name} has no account any more")
    if peer.private:
        if peer.banned:
            raise Impossible(f"{user.name} is on the community's black list")
        if peer.blocked:
            raise Impossible(f"{user.name} has blocked the community")
        if not world.community.messages:
            raise Impossible("the community takes no messages")
        if peer.permission == "denied":
            allow(world, user)
        peer.permission = "allowed"
    elif peer.disabled or user.id not in peer.members:
        raise Impossible(f"{user.name} is not in «{peer.title}»")


def write(
    world: VkWorld,
    user: VkUser,
    peer: Peer,
    content: Json,
    reply_to: int | None = None,
    *,
    called: bool = False,
) -> VkMessage:
    """Put a person's message into a dialogue or chat."""
    enter(world, user, peer)
    if reply_to is not None:
        content = content | {"reply_message": quoted(of(peer, reply_to), deep=False)}
    message = world.put(peer, user.id, content)
    if heard(world, message, called=called):
        world.tell_message("message_new", message, user)
    return message


def text_of(text: str) -> Json:
    """A typed text."""
    text = text.strip()
    if not text:
        raise Impossible("an empty message cannot be sent")
    if len(text) > TEXT_LIMIT:
        raise Impossible(f"a message has at most {TEXT_LIMIT} characters")
    return {"text": text}


def of(peer: Peer, number: int) -> VkMessage:
    """A message of this peer."""
    message = peer.messages.get(number)
    if message is None:
        raise Impossible("there is no such message")
    return message


def say(world: VkWorld, user: VkUser, peer: Peer, text: str, reply_to: int | None = None) -> VkMessage:
    """Type a text."""
    return write(world, user, peer, text_of(text), reply_to)


def start(world: VkWorld, user: VkUser, ref: str = "") -> VkMessage:
    """Press «Начать» in the dialogue, perhaps come to by a link with ?ref=…."""
    peer = world.dialogue(user.id)
    peer.blocked = False
    content: Json = {"text": START, "payload": START_PAYLOAD}
    if ref:
        content |= {"ref": ref, "ref_source": "vk.me"}
    return write(world, user, peer, content)


def share_location(world: VkWorld, user: VkUser, peer: Peer, latitude: float, longitude: float) -> VkMessage:
    """Send a place on the map."""
    return write(world, user, peer, {"geo": contents.geo(latitude, longitude)})


def attachment(
    world: VkWorld,
    user: VkUser,
    kind: str,
    content: bytes | None,
    name: str = "",
    mime: str = "",
    size: int | None = None,
) -> Json:
    """A photo, voice, document or video of a person; `size` without content plays one too big to hold."""
    if kind not in contents.NAMES:
        raise Impossible(f"there is no kind of file called {kind}")
    usual, usual_mime = contents.NAMES[kind]
    file = world.files.add(kind, name or usual, mime or usual_mime, content, size)
    shown = contents.OF_KIND[kind](world, file, user.id)
    world.uploaded[contents.key_of(shown)] = shown
    return shown


def send_files(
    world: VkWorld,
    user: VkUser,
    peer: Peer,
    attachments: list[Json],
    caption: str = "",
    reply_to: int | None = None,
) -> VkMessage:
    """Send attachments, all in one message."""
    if not 0 < len(attachments) <= MOST_ATTACHMENTS:
        raise Impossible(f"a message takes 1 to {MOST_ATTACHMENTS} attachments")
    return write(world, user, peer, {"text": caption.strip(), "attachments": attachments}, reply_to)


def send_sticker(world: VkWorld, user: VkUser, peer: Peer) -> VkMessage:
    """Send a sticker."""
    return write(world, user, peer, {"attachments": [contents.sticker()]})


def forward(world: VkWorld, user: VkUser, peer: Peer, messages: list[VkMessage], text: str = "") -> VkMessage:
    """Forward messages of any dialogue or chat, perhaps with words of one's own."""
    return write(
        world, user, peer, {"text": text.strip(), "fwd_messages": [quoted(message) for message in messages]}
    )


def repost(world: VkWorld, user: VkUser, peer: Peer, text: str, owner: int = -1) -> VkMessage:
    """Bring a post of a community's wall."""
    post = {"id": 1, "owner_id": owner, "from_id": owner, "date": int(world.clock()), "text": text}
    return write(world, user, peer, {"attachments": [{"type": "wall", "wall": post}]})


def send_link(world: VkWorld, user: VkUser, peer: Peer, url: str, title: str, text: str = "") -> VkMessage:
    """Send a link as a card, under which its address is not seen."""
    card = {"type": "link", "link": {"url": url, "title": title, "caption": "", "description": ""}}
    return write(world, user, peer, {"text": text.strip(), "attachments": [card]})


def react(world: VkWorld, user: VkUser, peer: Peer, number: int, emoji: str) -> None:
    """Put a reaction under a message, or (empty) take it away; the bot hears of it where it wants to."""
    if not peer.private and user.id not in peer.members:
        raise Impossible(f"{user.name} is not in «{peer.title}»")
    if emoji and emoji not in REACTIONS:
        raise Impossible(f"ВКонтакте нет такой реакции: {emoji}")
    message = of(peer, number)
    reaction = REACTIONS.index(emoji) + 1 if emoji else 0
    world.react(message, user.id, reaction)
    content: Json = {"reacted_id": user.id, "peer_id": peer.id, "cmid": number}
    world.tell("message_reaction_event", content | ({"reaction_id": reaction} if reaction else {}))


def edit(
    world: VkWorld, user: VkUser, peer: Peer, number: int, text: str, photo: bytes | None = None
) -> VkMessage:
    """Edit one's own message; with `photo` it shows that from now on."""
    message = of(peer, number)
    if message.service or message.sender != user.id:
        raise Impossible("only one's own message can be edited")
    enter(world, user, peer)
    shown = {"attachments": [attachment(world, user, "photo", photo)]} if photo is not None else {}
    said = text_of(text) if text.strip() or not shown else {"text": ""}
    message.wire = message.wire | said | shown | {"update_time": int(world.clock())}
    world.edited(message)
    if heard(world, message):
        world.tell_message("message_edit", message)
    return message


def delete(world: VkWorld, user: VkUser, peer: Peer, number: int) -> None:
    """Delete a message for everybody; no event tells the bot of it."""
    message = of(peer, number)
    if message.sender != user.id and not (not peer.private and peer.admin(user.id)):
        raise Impossible("only one's own message can be deleted")
    world.erase(message)


# Buttons


def shows(client: Client, button: Json) -> bool:
    """Whether a client has this kind of button at all."""
    return bool(button["action"]["type"] in client.button_actions)


def press(world: VkWorld, user: VkUser, peer: Peer, button: Json, number: int | None) -> str:
    """Press a button inside message `number`, or (None) under the input; returns a callback's event_id."""
    action = button["action"]
    kind = action["type"]
    if kind == "callback":
        return callback(world, user, peer, action.get("payload"), number)
    content: Json = {"payload": action["payload"]} if action.get("payload") is not None else {}
    if kind == "text":
        text = label(button) if peer.private else f"{world.mention} {label(button)}"
        write(world, user, peer, {"text": text, **content}, called=True)
    elif kind == "location":
        write(world, user, peer, {"geo": contents.geo(55.751244, 37.618423), **content}, called=True)
    else:
        raise Impossible(f"«{label(button)}» opens something: {action}")
    if number is None and peer.keyboard is not None and peer.keyboard.get("one_time"):
        world.set_keyboard(peer, None)
    return ""


def callback(world: VkWorld, user: VkUser, peer: Peer, payload: str | None, number: int | None) -> str:
    """Press a callback button; the payload is not checked: it may be forged. Returns the event_id."""
    if user.deactivated or (peer.private and (peer.banned or peer.blocked)):
        raise Impossible(f"{user.name} cannot reach the community")
    if not peer.private and user.id not in peer.members:
        raise Impossible(f"{user.name} is not in «{peer.title}»")
    event = secrets.token_hex(6)
    world.presses[event] = (user.id, peer.id, world.stopwatch())
    if len(world.presses) > MOST_OPEN_PRESSES:
        del world.presses[next(iter(world.presses))]
    content: dict[str, Any] = {"user_id": user.id, "peer_id": peer.id, "event_id": event}
    if payload is not None:
        content["payload"] = opened(payload)
    if number is not None:
        content["conversation_message_id"] = number
    if peer.private or world.community.peer in peer.members:
        world.tell("message_event", content)
    return event


def opened(payload: str) -> Any:
    """A payload as the event carries it: an object, not the text of one."""
    try:
        return json.loads(payload)
    except ValueError:
        return payload


# Being reachable


def allow(world: VkWorld, user: VkUser, key: str = "") -> None:
    """Let the community write (a widget's button, or the switch in the dialogue)."""
    world.dialogue(user.id).permission = "allowed"
    world.tell("message_allow", {"user_id": user.id, "key": key})


def deny(world: VkWorld, user: VkUser) -> None:
    """Let the community write no more: error 901."""
    world.dialogue(user.id).permission = "denied"
    world.tell("message_deny", {"user_id": user.id})


def block(world: VkWorld, user: VkUser, blocked: bool = True) -> None:
    """Put the community on one's own black list: error 902. No event tells of it."""
    world.dialogue(user.id).blocked = blocked


def ban(world: VkWorld, user: VkUser, admin: int = 0, comment: str = "") -> None:
    """An administrator puts a person on the community's black list: error 900."""
    world.dialogue(user.id).banned = True
    world.tell(
        "user_block",
        {"admin_id": admin, "user_id": user.id, "unblock_date": 0, "reason": 0, "comment": comment},
    )


def unban(world: VkWorld, user: VkUser, admin: int = 0) -> None:
    """An administrator takes a person off the community's black list."""
    world.dialogue(user.id).banned = False
    world.tell("user_unblock", {"admin_id": admin, "user_id": user.id, "by_end_date": 0})


def delete_account(world: VkWorld, user: VkUser) -> None:
    """A person's page is deleted or banned by VK: error 18."""
    user.deactivated = True


def typing(world: VkWorld, user: VkUser, peer: Peer) -> None:
    """Be typing."""
    to = world.community.peer if peer.private else peer.id
    world.tell("message_typing_state", {"from_id": user.id, "to_id": to, "state": "typing"})


def read(world: VkWorld, user: VkUser, peer: Peer) -> None:
    """Read all that the community has written."""
    for message in reversed(peer.messages.values()):
        if message.outgoing:
            peer.out_read = message.id
            content = {"from_id": user.id, "peer_id": peer.id, "read_message_id": message.message_id}
            world.tell("message_read", content | {"conversation_message_id": message.id})
            return
