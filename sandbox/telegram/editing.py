"""Methods that change or take away messages, and answers to presses."""

from sandbox.models import Change, Chat, Json, Message
from sandbox.telegram import keyboards
from sandbox.telegram.desk import Desk, method
from sandbox.telegram.errors import bad_request
from sandbox.telegram.sending import caption_content, media_content, text_content

DELETABLE_SECONDS = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def editable(desk: Desk, given: Json) -> Message:
    """The bot's own message that a request wants to change."""
    if "inline_message_id" in given:
        raise bad_request("MESSAGE_ID_INVALID")
    if "chat_id" not in given:
        raise bad_request("chat_id is empty")
    if "message_id" not in given:
        raise bad_request("message identifier is not specified")
    chat = desk.writable(given["chat_id"])
    message = desk.message(chat, given["message_id"], "edit")
    if not message.outgoing or message.keyed or "forward_origin" in message.wire:
        raise bad_request("message can't be edited")
    return message


def change(desk: Desk, message: Message, given: Json, content: Json, replaced: tuple[str, ...]) -> Json:
    """Put new content and the new inline keyboard into a message."""
    markup = given.get("reply_markup")
    if markup is not None:
        keyboards.checked(markup)
    wire = message.wire
    shown = keyboards.inline(markup)
    same_keyboard = wire.get("reply_markup") == shown
    if same_keyboard and all(wire.get(key) == content.get(key) for key in replaced):
        raise bad_request(NOT_MODIFIED)
    desk.pacer.admit(message.chat, edit=True)
    new = {key: value for key, value in wire.items() if key not in replaced and key != "reply_markup"}
    new |= content
    new["edit_date"] = int(desk.world.clock())
    if shown is not None:
        new["reply_markup"] = shown
    message.wire = new
    desk.world.edited(message)
    return new


@method("editMessageText")
def edit_message_text(desk: Desk, given: Json) -> Json:
    """Another text."""
    if "text" not in given:
        raise bad_request("message text is empty")
    content = text_content(desk, given)
    message = editable(desk, given)
    if "text" not in message.wire:
        raise bad_request("there is no text in the message to edit")
    return change(desk, message, given, content, ("text", "entities", "link_preview_options"))


@method("editMessageCaption")
def edit_message_caption(desk: Desk, given: Json) -> Json:
    """Another caption."""
    content = caption_content(desk, given)
    message = editable(desk, given)
    if not any(key in message.wire for key in ("photo", "voice", "document", "video")):
        raise bad_request("there is no caption in the message to edit")
    return change(desk, message, given, content, ("caption", "caption_entities"))


TOLD = (
    "text", "entities", "link_preview_options", "caption", "caption_entities", "photo", "video", "document",
)  # fmt: skip
"""All that a message may tell in the place of what it told before."""
SHOWN_BY_EDIT = frozenset({"photo", "video", "document"})


@method("editMessageMedia")
def edit_message_media(desk: Desk, given: Json) -> Json:
    """Another picture, video or document, with another caption; a text becomes one too."""
    media = given["media"]
    if media["type"] not in SHOWN_BY_EDIT:
        raise bad_request(f"the sandbox does not play edits to {media['type']}")
    caption = caption_content(desk, media)
    message = editable(desk, given)
    if "voice" in message.wire or "sticker" in message.wire:
        raise bad_request("message can't be edited")
    if "media_group_id" in message.wire and media["type"] == "document":
        raise bad_request("document can't be mixed with other media types")
    content = media_content(desk, media["type"], media["media"], media) | caption
    return change(desk, message, given, content, TOLD)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(desk: Desk, given: Json) -> Json:
    """Another inline keyboard, or none."""
    return change(desk, editable(desk, given), given, {}, ())


def deletable(desk: Desk, chat: Chat, message: Message) -> bool:
    """Whether the bot may take the message away."""
    bot = chat.member(desk.world.bot.id)
    if not chat.private and bot.can("can_delete_messages"):
        return True
    young = desk.world.clock() - message.wire["date"] < DELETABLE_SECONDS
    return young and (chat.private or message.outgoing)


@method("deleteMessage")
def delete_message(desk: Desk, given: Json) -> bool:
    """Take one message away."""
    chat = desk.readable(given["chat_id"])
    message = desk.message(chat, given["message_id"], "delete")
    if not deletable(desk, chat, message):
        raise bad_request("message can't be deleted")
    desk.world.erase(message)
    return True


@method("deleteMessages")
def delete_messages(desk: Desk, given: Json) -> bool:
    """Take several messages away; those that are not there are skipped, a foreign one stops it."""
    numbers = given["message_ids"]
    if not 1 <= len(numbers) <= 100:
        raise bad_request(
            "there are too many messages to delete" if numbers else "message identifiers are not specified"
        )
    chat = desk.readable(given["chat_id"])
    found = [chat.messages[number] for number in numbers if number in chat.messages]
    if not all(deletable(desk, chat, message) for message in found):
        raise bad_request("message can't be deleted for everyone")
    for message in found:
        desk.world.erase(message)
    return True


@method("answerCallbackQuery")
def answer_callback_query(desk: Desk, given: Json) -> bool:
    """Answer a press, once and in time; the person sees a toast or an alert."""
    world = desk.world
    press = world.presses.pop(given["callback_query_id"], None)
    lifetime = desk.pacer.limits.callback_lifetime
    if press is None or (lifetime is not None and world.stopwatch() - press[2] > lifetime):
        raise bad_request(TOO_OLD)
    user, chat, _ = press
    world.change(
        Change(
            "toast",
            world.chats.get(chat),
            user=user,
            text=given.get("text", ""),
            alert=given.get("show_alert", False),
        )
    )
    return True
