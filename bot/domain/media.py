"""Files that go to many people: uploaded to each messenger once, and used again from then on."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from bot.vocabulary import Attachment, AttachmentKind

KEPT = frozenset({AttachmentKind.PHOTO, AttachmentKind.VOICE, AttachmentKind.FILE, AttachmentKind.VIDEO})

LARGEST_THAT_LEAVES = 20 * 1024 * 1024
"""Bytes that a bot may fetch from Telegram."""


def for_many(file: Attachment | None) -> Attachment | None:
    """The same file, to be uploaded once for all; its key follows from where it lies, and so is stable."""
    if file is None or file.keep or file.kind not in KEPT or not file.ref:
        return file
    place = f"{file.messenger}:{file.ref}".encode()
    return replace(file, keep=f"media:{hashlib.sha256(place).hexdigest()[:32]}")


def stays(file: Attachment) -> bool:
    """Whether a file cannot leave the messenger that it came from: whoever sends it to many should know."""
    if file.messenger == "vk" and file.kind is AttachmentKind.VIDEO:
        return True
    return file.kind in KEPT and file.size > LARGEST_THAT_LEAVES
