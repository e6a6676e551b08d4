"""What a message may hold besides text, as the Bot API shows it."""

import struct
from typing import Any

from sandbox.files import File
from sandbox.models import Json, Message, User

PHOTO_SIZES = ((90, 0.02), (320, 0.2), (1280, 1.0))


def dimensions(content: bytes | None) -> tuple[int, int]:
    """Width and height of a picture, read from its first bytes where it is a PNG or a JPEG."""
    if content and content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content and content[:2] == b"\xff\xd8":
        at = 2
        while at + 9 < len(content) and content[at] == 0xFF:
            if 0xC0 <= content[at + 1] <= 0xCF and content[at + 1] not in (0xC4, 0xC8, 0xCC):
                height, width = struct.unpack(">HH", content[at + 5 : at + 9])
                return int(width), int(height)
            at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return 1280, 960


def plain(file: File) -> Json:
    """What every file has."""
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}


def photo(file: File) -> Json:
    """A photo in its sizes, the largest last."""
    width, height = dimensions(file.content)
    largest = max(width, height, 1)
    sizes: list[Json] = []
    for edge, _ in PHOTO_SIZES[:-1]:
        if largest > edge:
            scale = edge / largest
            size = max(1, int(file.size * scale * scale))
            sizes.append(
                {
                    "file_id": f"{file.id}s{edge}",
                    "file_unique_id": f"{file.unique_id}s{edge}",
                    "file_size": size,
                    "width": max(1, round(width * scale)),
                    "height": max(1, round(height * scale)),
                }
            )
    return {"photo": [*sizes, plain(file) | {"width": width, "height": height}]}


def voice(file: File, duration: int = 3) -> Json:
    """A voice message."""
    return {"voice": plain(file) | {"duration": duration, "mime_type": file.mime}}


def document(file: File) -> Json:
    """A document."""
    return {"document": plain(file) | {"file_name": file.name, "mime_type": file.mime}}


def video(file: File, duration: int = 5, width: int = 640, height: int = 360) -> Json:
    """A video."""
    about = {
        "duration": duration,
        "width": width,
        "height": height,
        "file_name": file.name,
        "mime_type": file.mime,
    }
    return {"video": plain(file) | about}


def sticker(file: File, emoji: str = "🙂") -> Json:
    """A sticker."""
    about = {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": emoji,
        "set_name": "sandbox",
    }
    return {"sticker": plain(file) | about}


def location(latitude: float, longitude: float) -> Json:
    """A place on the map."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


def contact(phone: str, first_name: str, last_name: str | None = None, user: int | None = None) -> Json:
    """A telephone number; `user` is given when it is in Telegram."""
    shared: dict[str, Any] = {"phone_number": phone, "first_name": first_name}
    if last_name:
        shared["last_name"] = last_name
    if user is not None:
        shared["user_id"] = user
    return {"contact": shared}


def contact_of(user: User) -> Json:
    """The telephone number of somebody known, digits only as Telegram sends it."""
    digits = "".join(sign for sign in user.phone or "" if sign.isdigit() or sign == "+")
    return contact(digits, user.first_name, user.last_name, user.id)


OF_KIND = {"photo": photo, "voice": voice, "document": document, "video": video, "sticker": sticker}
MEDIA = frozenset(OF_KIND)


def origin(message: Message) -> Json:
    """Where a forwarded message comes from."""
    wire = message.wire
    if "forward_origin" in wire:
        return dict(wire["forward_origin"])
    if wire.get("sender_chat", {}).get("type") == "channel":
        post = {"chat": wire["sender_chat"], "message_id": message.id}
        return {"type": "channel", "date": wire["date"], **post}
    if "sender_chat" in wire:
        return {"type": "chat", "date": wire["date"], "sender_chat": wire["sender_chat"]}
    return {"type": "user", "date": wire["date"], "sender_user": wire["from"]}
