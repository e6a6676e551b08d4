"""Methods that put a new message into a chat."""

import mimetypes
from typing import Any

from sandbox import contents
from sandbox.models import Change, Chat, Json
from sandbox.telegram import keyboards, markup
from sandbox.telegram.desk import Desk, method
from sandbox.telegram.errors import ApiError, bad_request
from sandbox.telegram.uploads import Upload

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
PHOTO_BYTES = 10 * 1024 * 1024
FILE_BYTES = 50 * 1024 * 1024
TYPING_SECONDS = 5.0
COPIED = (
    "text", "entities", "caption", "caption_entities", "photo", "voice", "document", "video", "sticker",
    "location", "contact", "link_preview_options",
)  # fmt: skip
ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
        "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    }
)  # fmt: skip


def mentions(desk: Desk, entities: list[Json]) -> list[Json]:
    """Entities with the users they mention; an unknown user's mention is plain text."""
    kept = []
    for entity in entities:
        if "user_id" in entity:
            user = desk.world.users.get(entity["user_id"])
            if user is None:
                continue
            entity = {key: value for key, value in entity.items() if key != "user_id"} | {"user": user.wire}
        kept.append(entity)
    return kept


def text_content(desk: Desk, given: Json) -> Json:
    """Text and entities of a request."""
    text, entities = markup.formatted(given["text"], given.get("parse_mode"), given.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if len(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if entities:
        entities = mentions(desk, entities)
        if entities:
            content["entities"] = entities
    if "link_preview_options" in given:
        content["link_preview_options"] = given["link_preview_options"]
    return content


def caption_content(desk: Desk, given: Json) -> Json:
    """Caption and its entities, if there are any."""
    text, entities = markup.formatted(
        given.get("caption", ""), given.get("parse_mode"), given.get("caption_entities")
    )
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    entities = mentions(desk, entities)
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def quoted(desk: Desk, chat: Chat, reply: Json) -> Json:
    """The message replied to, as it is shown inside the reply."""
    place = desk.chat(reply["chat_id"]) if "chat_id" in reply else chat
    message = place.messages.get(reply.get("message_id", 0))
    if message is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    shown = message.wire
    if "reply_to_message" in shown:
        shown = {key: value for key, value in shown.items() if key != "reply_to_message"}
    return {"reply_to_message": shown}


def post(desk: Desk, chat: Chat, given: Json, content: Json, *, count: int = 1) -> Json:
    """Put the bot's message into the chat: reply, keyboard and pacing are the same for all kinds."""
    if "message_thread_id" in given:
        raise bad_request("message thread not found")
    reply_markup = given.get("reply_markup")
    if reply_markup is not None:
        keyboards.checked(reply_markup)
    reply = given.get("reply_parameters")
    if reply is not None:
        content |= quoted(desk, chat, reply)
    if given.get("protect_content"):
        content["has_protected_content"] = True
    if reply_markup is not None and (shown := keyboards.inline(reply_markup)):
        content["reply_markup"] = shown
    if count:
        desk.pacer.admit(chat, count)
    world = desk.world
    chat.typing_until = 0.0
    message = world.put(chat, world.bot, content, outgoing=True)
    if reply_markup is not None and "inline_keyboard" not in reply_markup:
        message.keyed = "keyboard" in reply_markup
        show_keyboard(desk, chat, reply_markup)
    return message.wire


def show_keyboard(desk: Desk, chat: Chat, reply_markup: Json) -> None:
    """Change what is under the input."""
    if "keyboard" in reply_markup:
        desk.world.set_keyboard(chat, reply_markup)
    elif reply_markup.get("remove_keyboard"):
        desk.world.set_keyboard(chat, None)


@method("sendMessage")
def send_message(desk: Desk, given: Json) -> Json:
    """A text."""
    content = text_content(desk, given)
    return post(desk, desk.writable(given["chat_id"]), given, content)


def media_content(desk: Desk, kind: str, source: Any, given: Json) -> Json:
    """A photo, voice, document or video: uploaded now, or sent again by file_id."""
    store = desk.world.files
    if isinstance(source, str) and source.startswith("attach://"):
        source = desk.uploads.get(source.removeprefix("attach://"))
        if source is None:
            raise bad_request("can't find the attached file")
    if isinstance(source, Upload):
        size = len(source.content)
        if not size:
            raise bad_request("file must be non-empty")
        if size > FILE_BYTES:
            raise ApiError(413, "Request Entity Too Large")
        if kind == "photo" and size > PHOTO_BYTES:
            raise bad_request("PHOTO_INVALID_DIMENSIONS: the photo is too big")
        mime = source.mime
        if mime == "application/octet-stream":
            mime = mimetypes.guess_type(source.name)[0] or mime
        file = store.add(kind, source.name or kind, mime, source.content)
    else:
        found = store.get(source)
        if found is None:
            if source.startswith(("http://", "https://")):
                raise bad_request("failed to get HTTP URL content")
            raise bad_request("wrong file identifier/HTTP URL specified")
        if found.kind != kind:
            raise bad_request(f"can't use file of type {found.kind.capitalize()} as {kind.capitalize()}")
        file = found
    content = contents.OF_KIND[kind](file)
    if kind == "voice" and given.get("duration"):
        content["voice"]["duration"] = given["duration"]
    return content


def send_media(kind: str) -> Any:
    """The method that sends one kind of media."""

    def send(desk: Desk, given: Json) -> Json:
        caption = caption_content(desk, given)
        chat = desk.writable(given["chat_id"], f"{kind}s" if kind != "voice" else "voice notes")
        content = media_content(desk, kind, given[kind], given) | caption
        if kind == "photo" and given.get("has_spoiler"):
            content["has_media_spoiler"] = True
        return post(desk, chat, given, content)

    return send


for _kind in ("photo", "voice", "document", "video"):
    method(f"send{_kind.capitalize()}")(send_media(_kind))


@method("sendMediaGroup")
def send_media_group(desk: Desk, given: Json) -> list[Json]:
    """An album: 2-10 media that belong together."""
    kinds = {media["type"] for media in given["media"]}
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        raise bad_request("document can't be mixed with other media types")
    if unknown := kinds - contents.MEDIA:
        raise bad_request(f"the sandbox does not play albums of {min(unknown)}")
    chat = desk.writable(given["chat_id"], "photos")
    items = [
        media_content(desk, media["type"], media["media"], media) | caption_content(desk, media)
        for media in given["media"]
    ]
    desk.pacer.admit(chat, len(items))
    album = str(13_000_000_000_000 + desk.world.unique())
    return [post(desk, chat, given, item | {"media_group_id": album}, count=0) for item in items]


@method("sendLocation")
def send_location(desk: Desk, given: Json) -> Json:
    """A place on the map."""
    if not (-90 <= given["latitude"] <= 90 and -180 <= given["longitude"] <= 180):
        raise bad_request("wrong location specified")
    chat = desk.writable(given["chat_id"])
    return post(desk, chat, given, contents.location(given["latitude"], given["longitude"]))


@method("sendContact")
def send_contact(desk: Desk, given: Json) -> Json:
    """A telephone number."""
    if not any(sign.isdigit() for sign in given["phone_number"]):
        raise bad_request("phone number can't be empty")
    chat = desk.writable(given["chat_id"])
    content = contents.contact(given["phone_number"], given["first_name"], given.get("last_name"))
    return post(desk, chat, given, content)


@method("sendChatAction")
def send_chat_action(desk: Desk, given: Json) -> bool:
    """Typing, for five seconds or until the next message."""
    if given["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = desk.writable(given["chat_id"])
    chat.typing_until = desk.world.stopwatch() + TYPING_SECONDS
    desk.world.change(Change("typing", chat, text=given["action"]))
    return True


@method("copyMessage")
def copy_message(desk: Desk, given: Json) -> Json:
    """The content of a message again, with no link to it."""
    source = desk.message(desk.readable(given["from_chat_id"]), given["message_id"], "copy")
    chat = desk.writable(given["chat_id"])
    content = {key: source.wire[key] for key in COPIED if key in source.wire}
    if not content:
        raise bad_request("message can't be copied")
    if "caption" in given:
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= caption_content(desk, given)
    return {"message_id": post(desk, chat, given, content)["message_id"]}


@method("forwardMessage")
def forward_message(desk: Desk, given: Json) -> Json:
    """A message again, with its author."""
    source = desk.message(desk.readable(given["from_chat_id"]), given["message_id"], "forward")
    if source.wire.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    chat = desk.writable(given["chat_id"])
    content = {key: source.wire[key] for key in COPIED if key in source.wire}
    if not content:
        raise bad_request("message can't be forwarded")
    return post(desk, chat, given, content | {"forward_origin": contents.origin(source)})
