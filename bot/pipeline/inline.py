"""Small files that the line makes itself, as calendar files: their bytes travel in the letter."""

from __future__ import annotations

import base64

from bot.pipeline.ferry import FileRefused
from bot.vocabulary import Attachment, Letter

INLINE = "inline"
"""What stands in the place of a messenger, and before the bytes in base64."""

LARGEST = 64 * 1024
"""Bytes: a letter is stored whole, and read whole again and again."""


class Inline:
    """A porter whose files are already here."""

    async def download(self, file: Attachment) -> bytes:
        """The bytes that the reference holds; raises FileRefused."""
        try:
            content = base64.b64decode(file.ref.removeprefix(f"{INLINE}:"), validate=True)
        except ValueError:
            raise FileRefused("the letter holds no file") from None
        if not content or len(content) > LARGEST:
            raise FileRefused(f"a file of {len(content)} bytes does not travel in a letter")
        return content

    async def upload(self, file: Attachment, content: bytes, letter: Letter) -> Attachment:
        """Nothing is sent to it."""
        raise FileRefused("it is no messenger")
