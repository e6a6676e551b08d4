"""QR codes in newcomers' pictures are read beside the line, and whoever reads them may die."""

from __future__ import annotations

import asyncio
import io
import os
import signal
from collections.abc import AsyncIterator

import pytest
import zxingcpp
from PIL import Image

from bot.looking.codes import Refused, codes_in
from bot.pipeline.ferry import FileRefused
from bot.pipeline.looking import DEATHS, Reader
from bot.pipeline.outcomes import Settled
from bot.vocabulary import Act, Address, Attachment, AttachmentKind, Lane, Letter, Message, Verdict

SAID = "https://t.me/+swindle"


def picture(said: str = "", size: tuple[int, int] = (640, 480), kind: str = "PNG") -> bytes:
    """A picture as people send it, with a code in a corner where something is said."""
    sheet = Image.new("RGB", size, "white")
    if said:
        made = zxingcpp.create_barcode(said, zxingcpp.BarcodeFormat.QRCode).to_image(scale=5)
        sheet.paste(Image.fromarray(made), (60, 40))
    out = io.BytesIO()
    sheet.save(out, kind)
    return out.getvalue()


class Camera:
    """A messenger's files, by their references."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    async def download(self, file: Attachment) -> bytes:
        if file.ref not in self.files:
            raise FileRefused("gone")
        return self.files[file.ref]

    async def upload(self, file: Attachment, content: bytes, letter: Letter) -> Attachment:
        raise FileRefused("not here")


@pytest.fixture
def settled() -> asyncio.Queue[Settled]:
    """The letters that came to their end."""
    return asyncio.Queue()


@pytest.fixture
async def reader(settled: asyncio.Queue[Settled]) -> AsyncIterator[Reader]:
    """Whoever reads, and ends with the test."""
    files = {"code": picture(SAID), "tree": picture(), "broken": b"\x89PNG\r\n nothing"}
    reader = Reader({"telegram": Camera(files)}, settled.put_nowait)
    yield reader
    await reader.stop()
    assert reader.worker.pid == 0


def letter(ref: str) -> Letter:
    file = Attachment(AttachmentKind.PHOTO, ref, messenger="telegram")
    return Letter(1, Address("telegram", -1), Lane.CRISIS, Act.READ, Message("", attachment=file))


async def test_a_code_is_read_and_a_picture_without_one_or_none_at_all_comes_to_its_end(
    reader: Reader, settled: asyncio.Queue[Settled]
) -> None:
    for ref, codes in (("code", [SAID]), ("tree", [])):
        reader.put(letter(ref))
        answer = (await settled.get()).answer
        assert (answer.verdict, answer.result) == (Verdict.SENT, {"codes": codes})
    for ref in ("broken", "gone"):
        reader.put(letter(ref))
        assert (await settled.get()).answer.verdict is Verdict.FILE


async def test_a_code_is_read_though_whoever_reads_it_is_killed(
    reader: Reader, settled: asyncio.Queue[Settled]
) -> None:
    reader.put(letter("tree"))
    await settled.get()
    killed = reader.worker.pid
    os.kill(killed, signal.SIGKILL)
    reader.put(letter("code"))
    assert (await settled.get()).answer.result == {"codes": [SAID]}
    assert reader.worker.pid != killed


async def test_a_picture_that_kills_is_given_up(settled: asyncio.Queue[Settled]) -> None:
    class Deadly(Camera):
        fetched = 0

        async def download(self, file: Attachment) -> bytes:
            self.fetched += 1
            return await super().download(file)

    camera = Deadly({"code": picture(SAID)})
    reader = Reader({"telegram": camera}, settled.put_nowait)
    reader.worker = type(reader.worker)("tests.pipeline.nobody_there")
    reader.put(letter("code"))
    assert (await settled.get()).answer.verdict is Verdict.FILE
    assert camera.fetched == DEATHS
    await reader.stop()


def test_a_picture_bomb_is_not_unpacked() -> None:
    bomb = io.BytesIO()
    Image.new("1", (8000, 8000)).save(bomb, "PNG")
    with pytest.raises(Refused, match="too large"):
        codes_in(bomb.getvalue())
    assert codes_in(picture(SAID, (3000, 2400), "JPEG")) == [SAID]
