"""Small files of the line's own, whose bytes travel in the letter."""

import base64

import pytest

from bot.pipeline.ferry import FileRefused
from bot.pipeline.inline import LARGEST, Inline
from bot.vocabulary import Attachment, AttachmentKind


def inline(content: bytes) -> Attachment:
    made = base64.b64encode(content).decode()
    return Attachment(AttachmentKind.FILE, f"inline:{made}", "a.ics", messenger="inline")


async def test_the_bytes_come_out_as_they_went_in() -> None:
    content = bytes(range(256)) * (LARGEST // 256)
    assert await Inline().download(inline(content)) == content


@pytest.mark.parametrize(
    "file",
    [
        inline(b""),
        inline(bytes(LARGEST + 1)),
        Attachment(AttachmentKind.FILE, "inline:нет", messenger="inline"),
    ],
    ids=["nothing", "too large", "no base64"],
)
async def test_what_is_no_small_file_is_refused_at_once(file: Attachment) -> None:
    with pytest.raises(FileRefused):
        await Inline().download(file)
