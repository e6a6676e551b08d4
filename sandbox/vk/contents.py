"""What a message may hold besides text, as VK shows it."""

import secrets
from typing import Any

from sandbox.contents import dimensions
from sandbox.files import File
from sandbox.vk.models import Json
from sandbox.vk.world import VkWorld

SIZES = (("s", 75), ("m", 130), ("x", 604), ("y", 807), ("z", 1080), ("w", 2560))
ALBUM = {True: -64, False: -15}
"""VK's own albums of photos from messages: the community's, a person's."""
DOC_TYPES = {
    "txt": 1, "pdf": 1, "doc": 1, "docx": 1, "rtf": 1, "odt": 1, "xls": 1, "xlsx": 1, "zip": 2, "rar": 2,
    "7z": 2, "gif": 3, "jpg": 4, "jpeg": 4, "png": 4, "webp": 4, "mp3": 5, "ogg": 5, "mp4": 6, "avi": 6,
    "epub": 7, "fb2": 7,
}  # fmt: skip
FIRST_ID = 457_239_000


def _keyed(world: VkWorld, owner: int) -> Json:
    return {"id": FIRST_ID + world.unique(), "owner_id": owner, "access_key": secrets.token_hex(9)}


def photo(world: VkWorld, file: File, owner: int) -> Json:
    """A photo in its sizes, the last one the largest."""
    width, height = dimensions(file.content)
    largest, url = max(width, height, 1), world.url(file)
    sizes: list[Json] = []
    for kind, edge in SIZES:
        scale = min(1.0, edge / largest)
        size = {"width": max(1, round(width * scale)), "height": max(1, round(height * scale))}
        if edge >= largest and sizes and sizes[-1]["width"] == size["width"]:
            break
        sizes.append({"type": kind, "url": url, **size})
    base = {"type": "base", "url": url, "width": width, "height": height}
    return {
        "type": "photo",
        "photo": {
            **_keyed(world, owner),
            "album_id": ALBUM[owner < 0],
            "date": int(world.clock()),
            "text": "",
            "has_tags": False,
            "sizes": sizes,
            "orig_photo": base,
        },
    }


def doc(world: VkWorld, file: File, owner: int, title: str = "") -> Json:
    """A document."""
    extension = file.name.rsplit(".", 1)[-1].lower() if "." in file.name else ""
    return {
        "type": "doc",
        "doc": {
            **_keyed(world, owner),
            "title": title or file.name,
            "size": file.size,
            "ext": extension,
            "date": int(world.clock()),
            "type": DOC_TYPES.get(extension, 8),
            "url": world.url(file),
        },
    }


def audio_message(world: VkWorld, file: File, owner: int, duration: int = 3) -> Json:
    """A voice message; both links give the same bytes here."""
    return {
        "type": "audio_message",
        "audio_message": {
            **_keyed(world, owner),
            "duration": duration,
            "waveform": [0, 6, 13, 31, 25, 12, 4, 0] * 4,
            "link_ogg": world.url(file),
            "link_mp3": world.url(file),
            "transcript_state": "in_progress",
        },
    }


def video(world: VkWorld, file: File, owner: int, duration: int = 5) -> Json:
    """A video; VK gives a bot no address of its bytes."""
    return {
        "type": "video",
        "video": {
            **_keyed(world, owner),
            "title": file.name,
            "duration": duration,
            "date": int(world.clock()),
            "width": 640,
            "height": 360,
            "can_add": 1,
        },
    }


def sticker(sticker_id: int = 9008) -> Json:
    """A sticker."""
    images = [
        {"url": f"https://vk.com/sticker/1-{sticker_id}-{edge}", "width": edge, "height": edge}
        for edge in (64, 128, 256)
    ]
    return {
        "type": "sticker",
        "sticker": {
            "inner_type": "base_sticker_new",
            "sticker_id": sticker_id,
            "product_id": 279,
            "images": images,
            "images_with_background": images,
            "is_allowed": True,
        },
    }


def geo(latitude: float, longitude: float, title: str = "") -> Json:
    """A place on the map, as `geo` of a message."""
    point: dict[str, Any] = {"latitude": latitude, "longitude": longitude}
    return {"type": "point", "coordinates": point, "place": {"id": 0, "created": 0, "title": title, **point}}


def key_of(attachment: Json, *, with_access: bool = False) -> str:
    """An attachment as messages.send names it: photo-1_2, doc3_4_accesskey."""
    kind = attachment["type"]
    thing = attachment[kind]
    key = f"{kind}{thing['owner_id']}_{thing['id']}"
    return f"{key}_{thing['access_key']}" if with_access else key


OF_KIND = {"photo": photo, "document": doc, "voice": audio_message, "video": video}
NAMES = {
    "photo": ("photo.jpg", "image/jpeg"),
    "voice": ("voice.ogg", "audio/ogg"),
    "document": ("document.pdf", "application/pdf"),
    "video": ("video.mp4", "video/mp4"),
}
