"""From aiogram's Update to our vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram import types

from bot.vocabulary import (
    Address,
    Announced,
    Asked,
    Attachment,
    AttachmentKind,
    Edited,
    Ignored,
    Joined,
    Moved,
    Pressed,
    Reachable,
    Said,
    Sender,
    SenderKind,
    Update,
)

NAME = "telegram"
_RUNS = frozenset({"creator", "administrator"})
_PRESENT = _RUNS | {"member"}
ALLOWED_UPDATES = [
    "message", "edited_message", "callback_query", "my_chat_member", "chat_member", "chat_join_request",
]  # fmt: skip


def decode(key: str, raw: Any) -> Update:
    """One update; raises pydantic's ValidationError for what aiogram cannot decode."""
    if isinstance(raw, dict) and len(raw) == 2 and isinstance(raw.get("update_id"), int):
        # What a person does comes as one of two: each is decoded by itself, which takes half the time.
        query, message = raw.get("callback_query"), raw.get("message")
        if isinstance(query, dict):
            return _pressed(key, *_query(query))
        if isinstance(message, dict):
            return _message(
                key, types.Message.model_validate(_read(message)), _links(message), _replied(message)
            )
    update = types.Update.model_validate(_without_the_unread(raw))
    if update.message is not None:
        return _message(key, update.message, _links(raw["message"]), _replied(raw["message"]))
    if update.edited_message is not None:
        return _edited(key, update.edited_message, _links(raw["edited_message"]))
    if update.callback_query is not None:
        return _pressed(key, update.callback_query, update.callback_query.message)
    if update.my_chat_member is not None:
        return _own_standing(key, update.my_chat_member)
    if update.chat_member is not None:
        return _standing(key, update.chat_member)
    if update.chat_join_request is not None:
        return _asked(key, update.chat_join_request)
    return Ignored(
        key=key, at=0.0, address=Address(NAME, 0), sender=Sender(0), private=False, why=_kind(update)
    )


def _query(raw: dict[str, Any]) -> tuple[types.CallbackQuery, types.Message | None]:
    """A press and its message apart: together, aiogram decodes the message once for each kind it may be."""
    query = types.CallbackQuery.model_validate(
        {name: value for name, value in raw.items() if name != "message"}
    )
    message = raw.get("message")
    return query, types.Message.model_validate(_named(message)) if message is not None else None


_UNREAD = frozenset({"entities", "caption_entities", "reply_markup", "link_preview_options"})
_NAMED = ("message_id", "date", "chat")
_NOTHING: Mapping[str, Any] = {}


def _without_the_unread(raw: Any) -> Any:
    """The update without parts that nobody reads here: aiogram builds a model of each button and entity."""
    if not isinstance(raw, dict):
        return raw
    query = raw.get("callback_query")
    if isinstance(query, dict):
        return (
            {**raw, "callback_query": {**query, "message": _named(query["message"])}}
            if "message" in query
            else raw
        )
    for kind in ("message", "edited_message"):
        message = raw.get(kind)
        if isinstance(message, dict):
            return {**raw, kind: _read(message)}
    return raw


def _read(message: dict[str, Any]) -> dict[str, Any]:
    """A message without its unread parts."""
    kept = {name: value for name, value in message.items() if name not in _UNREAD}
    if "reply_to_message" in kept:
        kept["reply_to_message"] = _named(kept["reply_to_message"])
    return kept


_MENTIONED = "tg://user"
"""What stands for an account without a name of its own: its mention is a link that words hide."""


def _links(message: Any) -> tuple[str, ...]:
    """Where words and buttons of a group's message lead without showing it; in private nobody asks.

    They are read raw, before the unread parts go: most messages have none, and building models is dear.
    """
    if not isinstance(message, dict) or not isinstance(message.get("chat"), dict):
        return ()
    if message["chat"].get("type") == "private":
        return ()
    found = [
        _MENTIONED if entity.get("type") == "text_mention" else entity.get("url")
        for name in ("entities", "caption_entities")
        for entity in _objects(message.get(name))
        if entity.get("type") in ("text_link", "text_mention")
    ]
    markup, preview = message.get("reply_markup"), message.get("link_preview_options")
    if isinstance(markup, dict) and isinstance(markup.get("inline_keyboard"), list):
        found += [button.get("url") for row in markup["inline_keyboard"] for button in _objects(row)]
    if isinstance(preview, dict):
        found.append(preview.get("url"))
    return tuple(link for link in found if isinstance(link, str) and link)


def _replied(raw: Any) -> dict[str, Any]:
    """Whose message is answered in a group, and its words: read raw, as links are."""
    message = raw.get("reply_to_message") if isinstance(raw, dict) else None
    if not isinstance(message, dict) or (raw.get("chat") or {}).get("type") == "private":
        return {}
    author = message.get("sender_chat") or message.get("from") or {}
    names = (author.get("title"), author.get("first_name"), author.get("last_name"))
    return {
        "replied_to": int(author.get("id") or 0),
        "replied_name": " ".join(name for name in names if name),
        "replied_text": str(message.get("text") or message.get("caption") or ""),
    }


def _objects(items: Any) -> list[dict[str, Any]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _named(message: Any) -> Any:
    """Of a message that is only referred to: which one it is."""
    return (
        {name: message[name] for name in _NAMED if name in message} if isinstance(message, dict) else message
    )


def writer(raw: Any) -> Address | None:
    """The private chat that a raw update comes from, as far as one that cannot be decoded shows it."""
    message = raw.get("message") if isinstance(raw, Mapping) else None
    chat = message.get("chat") if isinstance(message, Mapping) else None
    number = chat.get("id") if isinstance(chat, Mapping) and chat.get("type") == "private" else None
    return Address(NAME, number) if isinstance(number, int) else None


def _kind(update: types.Update) -> str:
    return next((name for name in update.model_fields_set if name != "update_id"), "unknown")


def _sender(user: types.User | None, chat: types.Chat | None, sender_chat: types.Chat | None) -> Sender:
    if sender_chat is not None:
        anonymous = chat is not None and sender_chat.id == chat.id
        kind = SenderKind.ANONYMOUS if anonymous else SenderKind.CHANNEL
        return Sender(sender_chat.id, sender_chat.title or "", kind=kind)
    if user is None:
        return Sender(chat.id if chat else 0, kind=SenderKind.CHANNEL)
    return Sender(
        user.id,
        user.full_name,
        user.username or "",
        user.language_code or "",
        SenderKind.BOT if user.is_bot else SenderKind.PERSON,
    )


def _message(
    key: str, message: types.Message, links: tuple[str, ...] = (), replied: Mapping[str, Any] = _NOTHING
) -> Update:
    address = Address(NAME, message.chat.id)
    sender = _sender(message.from_user, message.chat, message.sender_chat)
    private = message.chat.type == "private"
    at = message.date.timestamp()
    if message.migrate_to_chat_id is not None:
        to = Address(NAME, message.migrate_to_chat_id)
        return Moved(key=key, at=at, address=address, sender=sender, private=False, to=to)
    attachments = _attachments(message, sender)
    text = message.text or message.caption or ("" if private else _poll(message.poll))
    if not text and not attachments:
        if not private and (message.new_chat_members or message.left_chat_member is not None):
            return _announced(key, message, sender)
        return Ignored(
            key=key, at=at, address=address, sender=sender, private=private, why=str(message.content_type)
        )
    return Said(
        key=key,
        at=at,
        address=address,
        sender=sender,
        private=private,
        message=message.message_id,
        text=text,
        attachments=attachments,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        album=message.media_group_id or "",
        # Words quoted from another chat are as foreign to a group as those forwarded into it.
        forwarded=message.forward_origin is not None or (not private and message.external_reply is not None),
        links=links,
        linked=bool(message.is_automatic_forward),
        via=(message.via_bot.username or "") if message.via_bot is not None else "",
        **replied,
    )


def _announced(key: str, message: types.Message, sender: Sender) -> Announced:
    left = message.left_chat_member
    return Announced(
        key=key,
        at=message.date.timestamp(),
        address=Address(NAME, message.chat.id),
        sender=sender,
        private=False,
        message=message.message_id,
        people=tuple(
            (user.id, user.full_name) for user in (message.new_chat_members or ([left] if left else []))
        ),
        present=left is None,
    )


def _poll(poll: types.Poll | None) -> str:
    """A poll in a group: its question and choices are words that everybody there reads."""
    return "\n".join((poll.question, *(one.text for one in poll.options))) if poll is not None else ""


def _attachments(message: types.Message, sender: Sender) -> tuple[Attachment, ...]:
    found: list[Attachment] = []
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        found.append(Attachment(AttachmentKind.PHOTO, largest.file_id, size=largest.file_size or 0))
    for kind, file in (
        (AttachmentKind.VOICE, message.voice or message.audio or message.video_note),
        (AttachmentKind.VIDEO, message.video or message.animation),
    ):
        if file is not None:
            # A round video cannot be sent again as a voice message, an audio file neither: both go as files.
            as_file = kind is AttachmentKind.VOICE and message.voice is None
            shown = AttachmentKind.FILE if as_file else kind
            found.append(
                Attachment(shown, file.file_id, getattr(file, "file_name", "") or "", file.file_size or 0)
            )
    if message.document is not None and message.animation is None:
        document = message.document
        found.append(
            Attachment(
                AttachmentKind.FILE, document.file_id, document.file_name or "", document.file_size or 0
            )
        )
    if message.location is not None:
        place = message.location
        found.append(Attachment(AttachmentKind.LOCATION, latitude=place.latitude, longitude=place.longitude))
    if message.contact is not None:
        contact = message.contact
        own = (
            contact.user_id is not None
            and contact.user_id == sender.account
            and message.forward_origin is None
        )
        name = " ".join(filter(None, (contact.first_name, contact.last_name)))
        found.append(Attachment(AttachmentKind.CONTACT, name=name, phone=contact.phone_number, own=own))
    if message.sticker is not None:
        found.append(Attachment(AttachmentKind.STICKER, message.sticker.file_id, message.sticker.emoji or ""))
    if not found and any(
        (message.dice, message.poll, message.game, message.story, message.checklist, message.paid_media)
    ):
        found.append(Attachment(AttachmentKind.OTHER, name=str(message.content_type)))
    return tuple(replace(file, messenger=NAME) if file.ref else file for file in found)


def _edited(key: str, message: types.Message, links: tuple[str, ...] = ()) -> Update:
    private = message.chat.type == "private"
    sender = _sender(message.from_user, message.chat, message.sender_chat)
    return Edited(
        key=key,
        at=(message.edit_date and float(message.edit_date)) or message.date.timestamp(),
        address=Address(NAME, message.chat.id),
        sender=sender,
        private=private,
        message=message.message_id,
        text=message.text or message.caption or "",
        links=links,
        # A text of a group can be edited into a picture.
        attachments=() if private else _attachments(message, sender),
    )


def _asked(key: str, request: types.ChatJoinRequest) -> Update:
    return Asked(
        key=key,
        at=request.date.timestamp(),
        address=Address(NAME, request.chat.id),
        sender=_sender(request.from_user, None, None),
        private=False,
        account=request.from_user.id,
        name=request.from_user.full_name,
    )


def _pressed(
    key: str, query: types.CallbackQuery, message: types.Message | types.InaccessibleMessage | None
) -> Update:
    sender = _sender(query.from_user, None, None)
    if message is None or query.data is None:
        return Ignored(
            key=key, at=0.0, address=Address(NAME, query.from_user.id), sender=sender, why="callback_query"
        )
    return Pressed(
        key=key,
        at=0.0,
        address=Address(NAME, message.chat.id),
        sender=sender,
        private=message.chat.type == "private",
        data=query.data,
        query=query.id,
        message=message.message_id,
    )


def _own_standing(key: str, change: types.ChatMemberUpdated) -> Update:
    address = Address(NAME, change.chat.id)
    sender = _sender(change.from_user, None, None)
    at = change.date.timestamp()
    if change.chat.type == "private":
        reachable = change.new_chat_member.status in _PRESENT
        return Reachable(key=key, at=at, address=address, sender=sender, reachable=reachable)
    return _joined(key, change, address, sender, at)


def _standing(key: str, change: types.ChatMemberUpdated) -> Update:
    return _joined(
        key,
        change,
        Address(NAME, change.chat.id),
        _sender(change.from_user, None, None),
        change.date.timestamp(),
    )


def _joined(key: str, change: types.ChatMemberUpdated, address: Address, sender: Sender, at: float) -> Update:
    member = change.new_chat_member
    return Joined(
        key=key,
        at=at,
        address=address,
        sender=sender,
        private=False,
        account=member.user.id,
        name=member.user.full_name,
        present=present(member.status, getattr(member, "is_member", None)),
        status=str(member.status),
        admin=member.status in _RUNS,
    )


def present(status: str, is_member: bool | None) -> bool:
    """Whether a standing means that the account is in the chat now; a restricted member says so itself."""
    return status in _PRESENT or (status == "restricted" and bool(is_member))
