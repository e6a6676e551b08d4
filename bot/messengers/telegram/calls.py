"""Which method of the Bot API a letter is, and with which fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.vocabulary import Act, Attachment, AttachmentKind, Letter, Limits, Message

FILES: Mapping[AttachmentKind, tuple[str, str]] = {
    AttachmentKind.PHOTO: ("sendPhoto", "photo"),
    AttachmentKind.VOICE: ("sendVoice", "voice"),
    AttachmentKind.FILE: ("sendDocument", "document"),
    AttachmentKind.VIDEO: ("sendVideo", "video"),
    AttachmentKind.STICKER: ("sendSticker", "sticker"),
}
"""The method and the field of each kind of file."""

_SHOWN: Mapping[AttachmentKind, str] = {
    AttachmentKind.PHOTO: "photo",
    AttachmentKind.VIDEO: "video",
    AttachmentKind.FILE: "document",
}
"""What a message can be edited to show."""

SOONEST = 35.0
"""Seconds: Telegram takes a term below 30 for one without end, and a letter is on its way for a while."""

_FREEDOMS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
"""All of them given, a member is under no restriction; what members may do is the chat's own affair."""

_CAPTION = Limits().caption
_LINK_NAME = 32


def call_of(letter: Letter, now: float = 0.0) -> tuple[str, dict[str, Any]] | None:
    """The method and its fields for a letter; None where its term is over and nothing is to be done."""
    chat = letter.address.chat
    wants = letter.wants or {}
    if letter.act is Act.NAME:
        return "getChat", {"chat_id": letter.target}
    if letter.act is Act.MEMBER:
        return "getChatMember", {"chat_id": chat, "user_id": letter.target}
    if letter.act is Act.DELETE:
        return "deleteMessages", {"chat_id": chat, "message_ids": wants["messages"]}
    if letter.act in (Act.SILENCE, Act.REMOVE):
        return _kept_out(letter, float(wants.get("until") or 0), now)
    if letter.act not in (Act.SAY, Act.EDIT):
        return _deed(letter, {"chat_id": chat}, wants)
    message = letter.message
    if message is None:
        raise ValueError(f"letter {letter.id} says nothing")
    values: dict[str, Any] = {"chat_id": chat}
    markup = _markup(message)
    if markup is not None:
        values["reply_markup"] = markup
    if letter.act is Act.EDIT:
        return _edit(
            message, {"reply_markup": {"inline_keyboard": []}, **values, "message_id": letter.target}
        )
    if message.reply_to is not None:
        values["reply_parameters"] = {"message_id": message.reply_to, "allow_sending_without_reply": True}
    if message.quiet:
        values["disable_notification"] = True
    if message.attachment is not None:
        return _file_call(message.attachment, message.text, values)
    values["text"] = message.text
    values["link_preview_options"] = {"is_disabled": True}
    return "sendMessage", values


def _kept_out(letter: Letter, until: float, now: float) -> tuple[str, dict[str, Any]] | None:
    """Somebody loses their voice or their place, until a time or for good."""
    values: dict[str, Any] = {"chat_id": letter.address.chat, "user_id": letter.target}
    if until and until <= now:
        return None
    if until:
        values["until_date"] = int(max(until, now + SOONEST))
    if letter.act is Act.REMOVE:
        return "banChatMember", values
    return "restrictChatMember", {**values, "permissions": dict.fromkeys(_FREEDOMS, False)}


def _deed(letter: Letter, values: dict[str, Any], wants: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """What is done in a chat without saying anything."""
    target = letter.target
    match letter.act:
        case Act.REACT:
            emoji = letter.message.text if letter.message is not None else ""
            reaction = [{"type": "emoji", "emoji": emoji}] if emoji else []
            return "setMessageReaction", {**values, "message_id": target, "reaction": reaction}
        case Act.VOICE:
            freedoms = dict.fromkeys(_FREEDOMS, True)
            return "restrictChatMember", {**values, "user_id": target, "permissions": freedoms}
        case Act.ADMIT if target < 0:
            return "unbanChatSenderChat", {**values, "sender_chat_id": target}
        case Act.ADMIT:
            return "unbanChatMember", {**values, "user_id": target, "only_if_banned": True}
        case Act.BAR:
            return "banChatSenderChat", {**values, "sender_chat_id": target}
        case Act.ACCEPT:
            return "approveChatJoinRequest", {**values, "user_id": target}
        case Act.DECLINE:
            return "declineChatJoinRequest", {**values, "user_id": target}
        case Act.PIN:
            return "pinChatMessage", {**values, "message_id": target, "disable_notification": True}
        case Act.UNPIN:
            return "unpinChatMessage", {**values, "message_id": target} if target else values
        case Act.ADMINS:
            return "getChatAdministrators", values
        case Act.INVITE:
            if wants.get("name"):
                values["name"] = str(wants["name"])[:_LINK_NAME]
            if wants.get("asks"):
                values["creates_join_request"] = True
            return "createChatInviteLink", values
    raise ValueError(f"Telegram has no call for {letter.act}")


def _edit(message: Message, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Another text, another picture, or other words under the picture that is there."""
    file = message.attachment
    if file is None:
        return "editMessageText", {
            **values,
            "text": message.text,
            "link_preview_options": {"is_disabled": True},
        }
    if not file.ref:
        return "editMessageCaption", {**values, "caption": fitting(message.text)}
    media = {"type": _SHOWN.get(file.kind, "document"), "media": file.ref, "caption": fitting(message.text)}
    return "editMessageMedia", {**values, "media": media}


def other_edit(method: str, values: Mapping[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """The edit of a message that turned out to be a picture where a text was thought to be, or vice versa."""
    kept = {name: values[name] for name in ("chat_id", "message_id", "reply_markup")}
    if method == "editMessageText":
        return "editMessageCaption", {**kept, "caption": fitting(values["text"])}
    if method == "editMessageCaption":
        return "editMessageText", {**kept, "text": values["caption"]}
    return None


def fitting(caption: str) -> str:
    """Words that fit under a picture; more are cut where a line or a word ends, with a sign of it."""
    if len(caption) <= _CAPTION:
        return caption
    kept = caption[: _CAPTION - 1]
    ends = (kept.rfind(sign, _CAPTION // 2) for sign in "\n ")
    end = next((end for end in ends if end > 0), len(kept))
    return f"{kept[:end]}…"


def _file_call(file: Attachment, caption: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    if file.kind is AttachmentKind.LOCATION:
        return "sendLocation", {**values, "latitude": file.latitude, "longitude": file.longitude}
    if file.kind is AttachmentKind.CONTACT:
        return "sendContact", {**values, "phone_number": file.phone, "first_name": file.name or file.phone}
    method, field = FILES[file.kind]
    values[field] = file.ref
    if caption and file.kind is not AttachmentKind.STICKER:
        values["caption"] = fitting(caption)
    return method, values


def _markup(message: Message) -> dict[str, Any] | None:
    if message.buttons:
        return {
            "inline_keyboard": [
                [
                    {"text": button.label, "url": button.url}
                    if button.url
                    else {"text": button.label, "callback_data": button.data}
                    for button in row
                ]
                for row in message.buttons
            ]
        }
    if message.keyboard:
        return {
            "keyboard": [
                [
                    {"text": key.label, "request_contact": True} if key.contact else {"text": key.label}
                    for key in row
                ]
                for row in message.keyboard
            ],
            "resize_keyboard": True,
            "is_persistent": True,
        }
    return None
