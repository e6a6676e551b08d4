"""What the ferry will not fetch from VK, and what VK's server says of a file that is gone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.messengers.vk.clients import Clients
from bot.messengers.vk.files import LARGEST, Files, reference
from bot.pipeline.ferry import FileLater, FileRefused
from bot.vocabulary import Attachment, AttachmentKind
from sandbox.vk import Vk, refusal
from tests.end_to_end.everywhere import vk_server

PEER = 501


@pytest.fixture
async def vk() -> AsyncIterator[Vk]:
    server = vk_server()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def files(vk: Vk) -> AsyncIterator[Files]:
    clients = Clients(vk.token, vk.api_url, 0)
    made = Files(clients, vk.api_url, vk.group_id)
    yield made
    made.close()
    clients.close()


@pytest.mark.parametrize(
    "file",
    [
        Attachment(
            AttachmentKind.FILE, "doc1_2", size=LARGEST + 1, messenger="vk", url="http://127.0.0.1:9/x"
        ),
        Attachment(AttachmentKind.VIDEO, "video1_2", messenger="vk"),
    ],
    ids=["too large", "no address"],
)
async def test_what_cannot_be_fetched_is_refused_without_asking(files, file):
    with pytest.raises(FileRefused):
        await files.download(file)


async def test_a_file_larger_than_told_is_refused_while_it_comes(vk, files, tmp_path):
    stored = vk.world.files.add("document", "a.pdf", "application/pdf", b"%PDF" + bytes(LARGEST))
    with pytest.raises(FileRefused, match="too large"):
        await files.download(Attachment(AttachmentKind.FILE, "doc1_2", url=vk.world.url(stored)))


async def test_a_file_that_is_gone_is_refused_and_a_silent_server_is_waited_for(vk, files):
    with pytest.raises(FileRefused, match="404"):
        await files.download(Attachment(AttachmentKind.FILE, "doc1_2", url=f"{vk.api_url}/files/none.pdf"))
    with pytest.raises(FileLater):
        await files.download(Attachment(AttachmentKind.FILE, "doc1_2", url="http://127.0.0.1:9/none.pdf"))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (AttachmentKind.PHOTO, b"\xff\xd8 p"),
        (AttachmentKind.VOICE, b"OggS v"),
        (AttachmentKind.FILE, b"%PDF"),
    ],
)
async def test_what_is_uploaded_can_be_named_in_a_message(vk, files, kind, content):
    vk.phone(PEER).starts()
    carried = await files.upload(Attachment(kind, "theirs", "а.pdf"), content, PEER)
    assert carried.ref.split("_")[0].rstrip("-0123456789") in ("photo", "doc", "audio_message")
    assert carried.messenger == "vk"
    assert carried.url == ""


async def test_a_refusal_of_vk_is_final_and_trouble_is_not(vk, files):
    vk.phone(PEER).starts()
    photo = Attachment(AttachmentKind.PHOTO, "theirs")
    vk.faults.next("photos.getMessagesUploadServer", refusal(10))
    with pytest.raises(FileLater):
        await files.upload(photo, b"\xff\xd8", PEER)
    with pytest.raises(FileRefused):
        await files.upload(photo, b"no picture at all", PEER)
    with pytest.raises(FileRefused):
        await files.upload(Attachment(AttachmentKind.VOICE, "theirs"), b"no voice", PEER)


def test_a_file_is_named_with_its_key_where_it_has_one():
    assert reference("photo", {"owner_id": -1, "id": 2}) == "photo-1_2"
    assert reference("doc", {"owner_id": 3, "id": 4, "access_key": "x"}) == "doc3_4_x"
