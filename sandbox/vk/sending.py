"""Methods that write: send, edit, delete, answer a press."""

import html
import re
from itertools import chain
from typing import Any

import orjson

from sandbox.vk import keyboards
from sandbox.vk.contents import geo, sticker
from sandbox.vk.desk import Desk, method
from sandbox.vk.errors import VkError, bad_parameter, undefined
from sandbox.vk.models import Json, Peer, VkChange, VkMessage
from sandbox.vk.world import quoted

TEXT_LIMIT = 4096
MOST_ATTACHMENTS = 10
SNACKBAR_LENGTH = 90
TOO_LONG, TOO_OLD, OTHER_KIND, NOT_FOR_ALL, DENIED = 914, 909, 920, 924, 15
REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|lt|gt|amp|quot);")
ATTACHMENT = re.compile(r"(photo|doc|audio_message|video|wall|poll|market|link)(-?\d+)_(\d+)(?:_(\w+))?")
FORWARD_NUMBERS = ("peer_id", "owner_id", "is_reply")
FORWARD_LISTS = ("conversation_message_ids", "cmids", "message_ids")
TARGETS = ("peer_id", "peer_ids", "user_id", "chat_id", "domain")
ANSWERS = {"show_snackbar": "text", "open_link": "link", "open_app": "app_id"}
"""What a client can be told to do after a press, and what each needs."""
UNEDITABLE = frozenset({"audio_message", "sticker", "graffiti"})


@method("messages.send")
def send(desk: Desk, given: Json) -> Any:
    """Write to one peer (answers the message's id, 0 in a chat) or to many (what became of each)."""
    named = [name for name in TARGETS if name in given]
    if len(named) != 1:
        why = f"{' and '.join(named)} exclude each other"
        raise bad_parameter(why) if named else undefined("peer_id")
    if "random_id" not in given:
        raise VkError(100, "random_id is a required parameter")
    if "peer_ids" not in given:
        return post(desk, desk.target(given), given).message_id
    return [outcome(desk, peer, given) for peer in given["peer_ids"]]


def outcome(desk: Desk, peer: int, given: Json) -> Json:
    """What became of a message to one of many peers."""
    try:
        message = post(desk, peer, given)
    except VkError as error:
        if error.code in (100, keyboards.KEYBOARD_INVALID, TOO_LONG):
            raise
        refused = {"code": error.code, "description": error.description}
        return {"peer_id": peer, "message_id": 0, "conversation_message_id": 0, "error": refused}
    return {"peer_id": peer, "message_id": message.message_id, "conversation_message_id": message.id}


def post(desk: Desk, id: int, given: Json) -> VkMessage:
    """Put the community's message into a dialogue or chat, or find the one sent with this random_id."""
    peer = desk.writable(id)
    random_id = given["random_id"]
    known = remembered(desk, peer, random_id)
    if known is not None:
        return known
    content, keyboard = content_of(desk, peer, given)
    community = desk.world.community.peer
    message = desk.world.put(peer, community, content, outgoing=True, random_id=random_id)
    if random_id:
        peer.sent[random_id] = (desk.world.clock(), message)
    if keyboard is not None and not keyboard["inline"]:
        desk.world.set_keyboard(peer, keyboard if keyboard["buttons"] else None)
    peer.typing_until = 0.0
    if peer.private:
        desk.world.tell_message("message_reply", message)
    return message


def remembered(desk: Desk, peer: Peer, random_id: int) -> VkMessage | None:
    """The message already sent with this random_id, as long as VK remembers it."""
    limits, sent = desk.limits, peer.sent
    oldest = desk.world.clock() - limits.random_id_seconds
    while sent:
        first = next(iter(sent))
        at, message = sent[first]
        if at > oldest and message.id > peer.counter - limits.random_id_messages:
            break
        del sent[first]
    return sent[random_id][1] if random_id and random_id in sent else None


def content_of(desk: Desk, peer: Peer, given: Json, *, edit: bool = False) -> tuple[Json, Json | None]:
    """What a message will hold, and its keyboard."""
    content: Json = {"text": text_of(given), "attachments": attachments_of(desk, given, peer.id)}
    if "lat" in given and "long" in given:
        content["geo"] = geo(given["lat"], given["long"])
    if "sticker_id" in given:
        content["attachments"] = [sticker(given["sticker_id"])]
    if not edit:
        content |= quotes(desk, peer, given)
    if not edit and "payload" in given:
        content["payload"] = json_text("payload", given["payload"])
    if not any(content.get(part) for part in ("text", "attachments", "geo", "fwd_messages")):
        raise bad_parameter("message is empty or invalid")
    keyboard = keyboard_of(desk, given)
    if keyboard is not None and keyboard["inline"]:
        content["keyboard"] = keyboard
    return content, keyboard


def text_of(given: Json) -> str:
    """The text as people will read it; references like &#10; are letters."""
    text: str = given.get("message", "")
    if len(text) > TEXT_LIMIT:
        raise VkError(TOO_LONG)
    return REFERENCE.sub(lambda found: html.unescape(found[0]), text).strip()


def keyboard_of(desk: Desk, given: Json) -> Json | None:
    """The keyboard of a call, checked."""
    keyboard = given.get("keyboard")
    if keyboard is None:
        return None
    if isinstance(keyboard, str):
        try:
            keyboard = orjson.loads(keyboard)
        except ValueError:
            keyboard = None
        if not isinstance(keyboard, dict):
            raise keyboards.invalid("keyboard is not a JSON object")
    if not desk.world.community.bots:
        raise VkError(912)
    return keyboards.checked(keyboard, desk.world.community.peer)


def attachments_of(desk: Desk, given: Json, peer: int = 0) -> list[Json]:
    """The attachments that a call names: photo-1_2_key,doc3_4."""
    names = [name.strip() for name in given.get("attachment", "").split(",") if name.strip()]
    if len(names) > MOST_ATTACHMENTS:
        raise bad_parameter(f"attachment should contain at most {MOST_ATTACHMENTS} items")
    found = []
    for name in names:
        parts = ATTACHMENT.fullmatch(name)
        if parts is None:
            raise bad_parameter(f"attachment {name} is invalid")
        kind, owner, id, access = parts.groups()
        shown = uploaded(desk, kind, f"{owner}_{id}")
        if shown is None:
            raise bad_parameter(f"attachment {name} not found")
        own = int(owner) == desk.world.community.peer
        if not own and shown[shown["type"]]["access_key"] != access:
            raise bad_parameter(f"attachment {name} needs its access_key")
        if int(owner) in desk.world.users and kind == "doc" and peer not in (0, int(owner)):
            raise bad_parameter(f"attachment {name} is another person's")
        found.append(shown)
    return found


def uploaded(desk: Desk, kind: str, id: str) -> Json | None:
    """What was uploaded under a name; a voice message may also be called a document."""
    shown = desk.world.uploaded.get(kind + id)
    if shown is None and kind == "doc":
        shown = desk.world.uploaded.get("audio_message" + id)
    return shown


def quotes(desk: Desk, peer: Peer, given: Json) -> Json:
    """Replies and forwards."""
    if "reply_to" in given:
        replied = desk.find(peer, {"message_id": given["reply_to"]})
        if replied is None:
            raise bad_parameter("reply_to message not found")
        return {"reply_message": quoted(replied, deep=False)}
    if "forward_messages" in given:
        found = [private_message(desk, id) for id in given["forward_messages"]]
        return {"fwd_messages": [quoted(message) for message in found]}
    forward = given.get("forward")
    if forward is None:
        return {}
    numbers = [forward.get(name, 0) for name in FORWARD_NUMBERS]
    lists = [forward.get(name, []) for name in FORWARD_LISTS]
    if not all(isinstance(one, list) for one in lists) or not whole([*numbers, *chain(*lists)]):
        raise bad_parameter("forward is invalid")
    source = desk.readable(forward.get("peer_id", peer.id))
    chosen = forward.get("conversation_message_ids") or forward.get("cmids") or []
    messages = [source.messages.get(number) for number in chosen]
    messages += [private_message(desk, id) for id in forward.get("message_ids", ())]
    quoted_messages = [message for message in messages if message is not None]
    if not quoted_messages or len(quoted_messages) != len(messages):
        raise bad_parameter("forward messages not found")
    if forward.get("is_reply"):
        if source is not peer or len(messages) != 1:
            raise bad_parameter("forward with is_reply takes one message of the same peer")
        return {"reply_message": quoted(quoted_messages[0], deep=False)}
    return {"fwd_messages": [quoted(message) for message in quoted_messages]}


def whole(values: list[Any]) -> bool:
    """Whether these are all whole numbers (or yes and no)."""
    return all(isinstance(value, int) for value in values)


def private_message(desk: Desk, id: int) -> VkMessage:
    """A message by its id among all of the community's."""
    message = desk.world.numbered.get(id)
    if message is None:
        raise bad_parameter(f"message {id} not found")
    return message


def json_text(name: str, text: str) -> str:
    """A text that must be JSON."""
    try:
        orjson.loads(text)
    except ValueError:
        raise bad_parameter(f"{name} is not JSON") from None
    return text


@method("messages.edit")
def edit(desk: Desk, given: Json) -> int:
    """Put another text, other attachments and another keyboard in place of what the message held."""
    peer = desk.writable(given["peer_id"])
    message = desk.find(peer, given)
    if message is None:
        raise bad_parameter("message not found")
    if not message.outgoing:
        raise VkError(DENIED, "message can not be edited")
    if message.service or any(one["type"] in UNEDITABLE for one in message.attachments):
        raise VkError(OTHER_KIND)
    if desk.world.clock() - message.wire["date"] > desk.limits.edit_seconds:
        raise VkError(TOO_OLD)
    content, keyboard = content_of(desk, peer, given, edit=True)
    if keyboard is not None and not keyboard["inline"]:
        raise keyboards.invalid("only an inline keyboard can be edited in")
    dropped = {"keyboard", "geo"}
    if not given.get("keep_forward_messages"):
        dropped |= {"reply_message"}
        content["fwd_messages"] = []
    kept = {key: value for key, value in message.wire.items() if key not in dropped}
    message.wire = kept | content | {"update_time": int(desk.world.clock())}
    desk.world.edited(message)
    if peer.private:
        desk.world.tell_message("message_edit", message)
    return 1


@method("messages.delete")
def delete(desk: Desk, given: Json) -> list[Json]:
    """Delete messages for the community, or (`delete_for_all`) for everybody."""
    answer = []
    if "cmids" in given:
        peer = desk.readable(desk.target(given))
        for number in given["cmids"]:
            name = {"conversation_message_id": number}
            answer.append(deleted(desk, peer, peer.messages.get(number), name, given))
    elif "message_ids" in given:
        for id in given["message_ids"]:
            try:
                message = private_message(desk, id)
            except VkError:
                answer.append({"message_id": id, "response": 0})
                continue
            answer.append(deleted(desk, message.peer, message, {"message_id": id}, given))
    else:
        raise undefined("message_ids")
    return answer


def deleted(desk: Desk, peer: Peer, message: VkMessage | None, name: Json, given: Json) -> Json:
    """What became of one message to delete."""
    result: Json = {"peer_id": peer.id, **name}
    if message is None:
        return result | {"response": 0}
    if not given.get("delete_for_all"):
        message.hidden = True
        return result | {"response": 1}
    community = desk.world.community.peer
    old = desk.world.clock() - message.wire["date"] > desk.limits.edit_seconds
    foreign = not message.outgoing and (peer.private or not peer.admin(community))
    if foreign or old or message.service:
        error = VkError(NOT_FOR_ALL)
        return result | {"response": 0, "error": {"code": error.code, "description": error.description}}
    desk.world.erase(message)
    return result | {"response": 1}


@method("messages.sendMessageEventAnswer")
def answer_event(desk: Desk, given: Json) -> int:
    """End the waiting on a pressed button, perhaps with a snackbar, a link or an app."""
    press = desk.world.presses.get(given["event_id"])
    expired = press is None or desk.world.stopwatch() - press[2] > desk.limits.press_seconds
    if press is None or expired or press[:2] != (given["user_id"], given["peer_id"]):
        raise bad_parameter("event_id is invalid")
    data = event_data(given["event_data"]) if "event_data" in given else None
    del desk.world.presses[given["event_id"]]
    peer = desk.world.peer(given["peer_id"])
    text = data.get("text", "") if data is not None else ""
    desk.world.change(VkChange("snackbar", peer, user=given["user_id"], text=text, data=data))
    return 1


def event_data(text: str) -> Json:
    """What the client is to do, checked."""
    try:
        data = orjson.loads(text)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise bad_parameter("event_data is not a JSON object")
    needed = ANSWERS.get(str(data.get("type")))
    if needed is None or not data.get(needed):
        raise bad_parameter("event_data is invalid")
    if needed == "text" and (not isinstance(data["text"], str) or len(data["text"]) > SNACKBAR_LENGTH):
        raise bad_parameter(f"event_data text has at most {SNACKBAR_LENGTH} characters")
    return data


@method("messages.setActivity")
def set_activity(desk: Desk, given: Json) -> int:
    """Show that the community is typing or recording."""
    peer = desk.writable(desk.target(given))
    peer.typing_until = desk.world.stopwatch() + desk.limits.typing_seconds
    desk.world.change(VkChange("typing", peer))
    return 1


@method("messages.markAsRead")
def mark_as_read(desk: Desk, given: Json) -> int:
    """Mark what people wrote as read, all of it or up to a message."""
    peer = desk.readable(desk.target(given))
    up_to = given.get("up_to_cmid", peer.counter)
    if "start_message_id" in given:
        message = desk.find(peer, {"message_id": given["start_message_id"]})
        up_to = message.id if message is not None else peer.in_read
    peer.in_read = max(peer.in_read, min(up_to, peer.counter))
    desk.world.change(VkChange("read", peer, number=peer.in_read))
    return 1
