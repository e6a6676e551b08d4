"""From VK's events to our vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from bot.vocabulary import (
    Address,
    Attachment,
    AttachmentKind,
    Edited,
    Ignored,
    Joined,
    Pressed,
    Reachable,
    Said,
    Sender,
    SenderKind,
    Update,
)

NAME = "vk"
CHATS = 2_000_000_000
"""Where the ids of chats begin; below are people."""

DEPTH, FORWARDS = 8, 100
"""How deep forwards within forwards are read, and how many of them: VK lets nobody send more."""

_CALLED = re.compile(r"^\[club\d+\|[^\]]*\][\s,]*")
"""The community called by name before a command: in a chat it may hear nothing else."""

_COMMUNITY = re.compile(r"\[(?:club|public|event)(\d+)\|[^\]]*\]")
"""Another community called by name: to whoever reads it, a link."""

_HIDDEN = re.compile(r"\[(https?://[^|\]\s]+)\|[^\]]*\]")
"""A link behind words."""

_FOREIGN = frozenset({"wall", "wall_reply", "story", "market", "article"})
"""Attachments that are somebody else's words, brought here as a repost is."""

_LANGUAGES = {0: "ru", 1: "uk", 2: "be", 3: "en", 6: "de", 15: "pl", 16: "fr", 18: "zh", 97: "kk"}
"""Some of VK's numbers for languages; one that is missing here only means that nothing is offered."""

_LEAVES = frozenset({"chat_kick_user"})
_JOINS = frozenset({"chat_invite_user", "chat_invite_user_by_link", "chat_invite_user_by_message_request"})


class NoEvent(Exception):
    """This is no event that VK describes."""


def decode(key: str, raw: Any) -> Update:
    """One event; raises NoEvent, KeyError or ValueError for what cannot be understood."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("object"), Mapping):
        raise NoEvent
    kind, thing = str(raw["type"]), raw["object"]
    match kind:
        case "message_new":
            own = int(raw.get("group_id") or 0)
            return _message(key, thing.get("message", thing), _language(thing), own)
        case "message_edit":
            return _edited(key, thing.get("message", thing), int(raw.get("group_id") or 0))
        case "message_event":
            return _pressed(key, thing)
        case "message_allow" | "message_deny":
            user = int(thing["user_id"])
            return Reachable(
                key=key,
                at=0.0,
                address=Address(NAME, user),
                sender=Sender(user),
                reachable=kind == "message_allow",
            )
    return Ignored(key=key, at=0.0, address=Address(NAME, 0), sender=Sender(0), private=False, why=kind)


def writer(raw: Any) -> Address | None:
    """The dialogue that a raw event comes from, as far as one that cannot be decoded shows it."""
    thing = raw.get("object") if isinstance(raw, Mapping) else None
    message = thing.get("message", thing) if isinstance(thing, Mapping) else None
    peer = message.get("peer_id") if isinstance(message, Mapping) else None
    shown = isinstance(raw, Mapping) and raw.get("type") == "message_new"
    return Address(NAME, peer) if shown and isinstance(peer, int) and 0 < peer < CHATS else None


def _sender(account: int, language: str = "") -> Sender:
    kind = SenderKind.PERSON if account > 0 else SenderKind.CHANNEL
    return Sender(account, language=language, kind=kind)


def _language(event: Mapping[str, Any]) -> str:
    """The language in which the person's VK speaks to them, where the event tells."""
    client = event.get("client_info")
    number = client.get("lang_id") if isinstance(client, Mapping) else None
    return _LANGUAGES.get(number, "") if isinstance(number, int) else ""


def _message(key: str, message: Mapping[str, Any], language: str = "", own: int = 0) -> Update:
    peer, account = int(message["peer_id"]), int(message["from_id"])
    address, sender, at = Address(NAME, peer), _sender(account, language), float(message["date"])
    private = peer < CHATS
    action = message.get("action")
    if isinstance(action, Mapping):
        return _action(key, action, address, sender, at)
    text = _said_text(message)
    if not private:
        text = _with_polls(text, message)
    attachments = _attachments(message)
    if message.get("out") or (not text and not attachments):
        why = "own" if message.get("out") else "empty"
        return Ignored(key=key, at=at, address=address, sender=sender, private=private, why=why)
    pressed = _payload(message.get("payload")).get("d")
    number = int(message["conversation_message_id"])
    if isinstance(pressed, str):
        return Pressed(
            key=key, at=at, address=address, sender=sender, private=private, data=pressed, query=""
        )
    reply = message.get("reply_message") or {}
    return Said(
        key=key,
        at=at,
        address=address,
        sender=sender,
        private=private,
        message=number,
        text=text,
        attachments=attachments,
        reply_to=int(reply["conversation_message_id"]) if "conversation_message_id" in reply else None,
        forwarded=bool(message.get("fwd_messages")) or (not private and _reposts(message)),
        links=() if private else _links(message, own),
        replied_to=0 if private else int(reply.get("from_id") or 0),
        replied_text="" if private else str(reply.get("text") or ""),
    )


def _reposts(message: Mapping[str, Any]) -> bool:
    """Whether a message brings a post from elsewhere."""
    return any(one.get("type") in _FOREIGN for one in _parts(message, "attachments"))


def _parts(message: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects of a list that may be missing, or odd."""
    items = message.get(name)
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []


def _with_polls(text: Any, message: Mapping[str, Any]) -> str:
    """The words of a chat's message: everybody there reads questions and choices of its polls as well."""
    words = [text]
    for poll in [part.get("poll") for part in _parts(message, "attachments")]:
        if isinstance(poll, Mapping):
            words += [poll.get("question"), *(one.get("text") for one in _parts(poll, "answers"))]
    return "\n".join(str(one) for one in words if one)


def _links(message: Mapping[str, Any], own: int) -> tuple[str, ...]:
    """Where a message leads without showing it: cards of links, other communities, links behind words."""
    found: list[str] = []
    for one in (message, *_forwards(message)):
        text = str(one.get("text") or "")
        found += [f"https://vk.com/club{number}" for number in _COMMUNITY.findall(text) if number != str(own)]
        found += _HIDDEN.findall(text)
        cards = [part.get("link") for part in _parts(one, "attachments") if part.get("type") == "link"]
        found += [str(card.get("url") or "") for card in cards if isinstance(card, Mapping)]
    return tuple(link for link in found if link)


def _forwards(message: Mapping[str, Any], depth: int = DEPTH) -> list[Mapping[str, Any]]:
    """The messages that one brings, and what those bring: whoever reads the chat can open them all."""
    found: list[Mapping[str, Any]] = []
    for one in _parts(message, "fwd_messages"):
        found += [one, *(_forwards(one, depth - 1) if depth > 1 else ())]
    return found[:FORWARDS]


def _said_text(message: Mapping[str, Any]) -> str:
    """What was said; «Начать» is Start, and words that were only forwarded count as said."""
    if _payload(message.get("payload")).get("command") == "start":
        ref = str(message.get("ref") or "")
        return f"/start {ref}".strip()
    text = _CALLED.sub("", str(message.get("text") or ""))
    forwarded = [str(one.get("text") or "") for one in _forwards(message)]
    return "\n".join(filter(None, (text, *forwarded)))


def _payload(value: Any) -> Mapping[str, Any]:
    """A button's payload: VK gives text in messages and an object in presses; anything else is nobody's."""
    if isinstance(value, str):
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            return {}
    return value if isinstance(value, Mapping) else {}


def _attachments(message: Mapping[str, Any]) -> tuple[Attachment, ...]:
    found = [
        replace(_attachment(one), messenger=NAME)
        for one in message.get("attachments") or ()
        if isinstance(one, Mapping)
    ]
    geo = message.get("geo")
    if isinstance(geo, Mapping):
        found.append(_location(geo.get("coordinates")))
    return tuple(found)


def _location(coordinates: Any) -> Attachment:
    """A place on the map; VK has written it as an object and, before, as a text of two numbers."""
    if isinstance(coordinates, str):
        coordinates = dict(zip(("latitude", "longitude"), coordinates.split(), strict=False))
    try:
        latitude, longitude = float(coordinates["latitude"]), float(coordinates["longitude"])
    except (KeyError, TypeError, ValueError):
        return Attachment(AttachmentKind.OTHER, name="geo")
    return Attachment(AttachmentKind.LOCATION, latitude=latitude, longitude=longitude)


def _attachment(one: Mapping[str, Any]) -> Attachment:
    kind = str(one.get("type"))
    thing = one.get(kind)
    if not isinstance(thing, Mapping):
        return Attachment(AttachmentKind.OTHER, name=kind)
    ref = f"{kind}{thing.get('owner_id', 0)}_{thing.get('id', 0)}"
    if thing.get("access_key"):
        ref += f"_{thing['access_key']}"
    match kind:
        case "photo":
            return Attachment(AttachmentKind.PHOTO, ref, url=_largest(thing))
        case "audio_message":
            return Attachment(
                AttachmentKind.VOICE, ref, url=str(thing.get("link_ogg") or thing.get("link_mp3") or "")
            )
        case "doc":
            name, size = str(thing.get("title") or ""), int(thing.get("size") or 0)
            return Attachment(AttachmentKind.FILE, ref, name, size, url=str(thing.get("url") or ""))
        case "video":
            return Attachment(AttachmentKind.VIDEO, ref, str(thing.get("title") or ""))
        case "sticker":
            return Attachment(AttachmentKind.STICKER, str(thing.get("sticker_id") or ""))
    return Attachment(AttachmentKind.OTHER, name=kind)


def _largest(photo: Mapping[str, Any]) -> str:
    sizes = [size for size in photo.get("sizes") or () if isinstance(size, Mapping) and size.get("url")]
    best = max(
        sizes, key=lambda size: int(size.get("width") or 0) * int(size.get("height") or 0), default=None
    )
    return str(best["url"]) if best is not None else ""


def _edited(key: str, message: Mapping[str, Any], own: int = 0) -> Update:
    peer = int(message["peer_id"])
    return Edited(
        key=key,
        at=float(message.get("update_time") or message["date"]),
        address=Address(NAME, peer),
        sender=_sender(int(message["from_id"])),
        private=peer < CHATS,
        message=int(message["conversation_message_id"]),
        text=str(message.get("text") or "") if peer < CHATS else _with_polls(message.get("text"), message),
        links=() if peer < CHATS else _links(message, own),
        attachments=() if peer < CHATS else _attachments(message),
    )


def _pressed(key: str, event: Mapping[str, Any]) -> Update:
    peer, user = int(event["peer_id"]), int(event["user_id"])
    data = _payload(event.get("payload")).get("d")
    return Pressed(
        key=key,
        at=0.0,
        address=Address(NAME, peer),
        sender=_sender(user),
        private=peer < CHATS,
        data=data if isinstance(data, str) else "",
        query=f"{event['event_id']}:{user}",
        message=int(event["conversation_message_id"]) if event.get("conversation_message_id") else None,
    )


def _action(key: str, action: Mapping[str, Any], address: Address, sender: Sender, at: float) -> Update:
    kind, member = str(action.get("type")), int(action.get("member_id") or 0)
    if kind not in _JOINS | _LEAVES:
        return Ignored(key=key, at=at, address=address, sender=sender, private=False, why=kind)
    account = member or sender.account
    return Joined(
        key=key,
        at=at,
        address=address,
        sender=sender,
        private=False,
        account=account,
        name="",
        present=kind in _JOINS,
        status=kind,
    )
