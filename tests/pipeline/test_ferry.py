"""Files on the ferry: patience with a messenger that is away, none with what cannot be, each way alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.pipeline.ferry import AT_ONCE, TRIES, Ferry, FileLater, FileRefused, crosses
from bot.pipeline.outcomes import Settled
from bot.storage.cipher import Cipher
from bot.storage.spool import Spool
from bot.vocabulary import Act, Address, Answer, Attachment, AttachmentKind, Lane, Letter, Message, Verdict

ARTIFACT = b"a paper"


class Porters:
    """Both messengers' hands: what they were asked for, and what is wrong with them."""

    def __init__(self) -> None:
        self.downloads: list[str] = []
        self.uploads: list[bytes] = []
        self.away = 0
        self.refuses = False
        self.breaks = 0
        self.gate: asyncio.Event | None = None

    async def download(self, file: Attachment) -> bytes:
        self.downloads.append(file.ref)
        if self.gate is not None:
            await self.gate.wait()
        if self.refuses:
            raise FileRefused("too large")
        if self.away:
            self.away -= 1
            raise FileLater("away")
        return ARTIFACT

    async def upload(self, file: Attachment, content: bytes, letter: Letter) -> Attachment:
        if self.breaks:
            self.breaks -= 1
            raise OSError("no space left")
        self.uploads.append(content)
        return Attachment(file.kind, "theirs", messenger=letter.address.messenger)


class Crossing:
    """A ferry with its shores; the pauses it makes are counted, not waited for."""

    def __init__(self, folder: Path) -> None:
        self.telegram, self.vk = Porters(), Porters()
        self.delivered: list[Letter] = []
        self.settled: list[Settled] = []
        self.slept = 0.0
        self.spool = Spool(folder / "spool", Cipher((Fernet.generate_key().decode(),)))
        porters = {"telegram": self.telegram, "vk": self.vk}
        self.ferry = Ferry(self.spool, porters, self.delivered.append, self.settled.append, self._sleep)

    async def _sleep(self, seconds: float) -> None:
        self.slept += seconds
        await asyncio.sleep(0)

    async def carries(self, letter: Letter) -> None:
        self.ferry.put(letter)
        await asyncio.gather(*self.ferry._tasks)


@pytest.fixture
async def crossing(tmp_path: Path) -> AsyncIterator[Crossing]:
    made = Crossing(tmp_path)
    yield made
    await made.ferry.stop()


def letter(number: int = 1, source: str = "telegram", to: str = "vk", size: int = 0) -> Letter:
    file = Attachment(AttachmentKind.FILE, f"ref{number}", size=size, messenger=source)
    return Letter(number, Address(to, 5), Lane.REPLY, Act.SAY, Message("", attachment=file))


async def test_a_file_is_brought_and_its_bytes_wait_in_the_spool(crossing: Crossing) -> None:
    await crossing.carries(letter())
    assert crossing.vk.uploads == [ARTIFACT]
    brought = crossing.delivered[0].message
    assert brought is not None
    assert brought.attachment is not None
    assert brought.attachment.ref == "theirs"
    assert crossing.spool.read(1) == ARTIFACT
    crossing.ferry.settled(Settled(crossing.delivered[0], Answer(Verdict.SENT)))
    assert crossing.spool.read(1) is None


async def test_a_messenger_that_is_away_for_half_an_hour_gets_its_file_afterwards(crossing: Crossing) -> None:
    crossing.telegram.away = 34
    await crossing.carries(letter())
    assert crossing.slept > 25 * 60
    assert len(crossing.delivered) == 1
    assert crossing.settled == []


async def test_one_that_stays_away_for_an_hour_is_told_to_the_sender(crossing: Crossing) -> None:
    crossing.telegram.away = TRIES
    await crossing.carries(letter())
    assert crossing.delivered == []
    assert crossing.settled[0].answer.verdict is Verdict.FILE


async def test_what_cannot_be_had_is_told_at_once(crossing: Crossing) -> None:
    crossing.telegram.refuses = True
    await crossing.carries(letter())
    assert crossing.telegram.downloads == ["ref1"]
    assert crossing.settled[0].answer.verdict is Verdict.FILE
    assert crossing.slept == 0


async def test_what_nobody_foresaw_is_tried_again_without_fetching_anew(crossing: Crossing) -> None:
    crossing.vk.breaks = 2
    await crossing.carries(letter())
    assert crossing.telegram.downloads == ["ref1"]
    assert len(crossing.delivered) == 1


async def test_a_shore_that_hangs_holds_up_no_other_way(crossing: Crossing) -> None:
    crossing.telegram.gate = asyncio.Event()
    for number in range(1, AT_ONCE + 3):
        crossing.ferry.put(letter(number))
    async with asyncio.timeout(5):
        while len(crossing.telegram.downloads) < AT_ONCE:
            await asyncio.sleep(0)
        crossing.ferry.put(letter(99, source="vk", to="telegram"))
        while not crossing.delivered:
            await asyncio.sleep(0)
    assert len(crossing.telegram.downloads) == AT_ONCE
    assert crossing.delivered[0].id == 99
    crossing.telegram.gate.set()


def test_only_what_must_be_carried_is_carried() -> None:
    assert crosses(letter())
    assert not crosses(letter(source="telegram", to="telegram"))
    place = Attachment(AttachmentKind.LOCATION, latitude=1.0, longitude=1.0, messenger="vk")
    assert not crosses(Letter(1, Address("telegram", 5), Lane.REPLY, Act.SAY, Message("", attachment=place)))
    photo = Attachment(AttachmentKind.PHOTO, "photo1_2", messenger="vk", url="https://vk/1.jpg")
    assert crosses(Letter(1, Address("vk", 5), Lane.REPLY, Act.SAY, Message("", attachment=photo)))


def test_the_spool_is_sealed_and_closed_to_others(tmp_path: Path) -> None:
    cipher = Cipher((Fernet.generate_key().decode(),))
    spool = Spool(tmp_path / "spool", cipher)
    spool.keep(7, ARTIFACT)
    (path,) = (tmp_path / "spool").iterdir()
    assert ARTIFACT not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert (tmp_path / "spool").stat().st_mode & 0o077 == 0
    assert Spool(tmp_path / "spool", Cipher((Fernet.generate_key().decode(),))).read(7) is None
    spool.keep(8, ARTIFACT)
    spool.sweep([8])
    assert (spool.read(7), spool.read(8)) == (None, ARTIFACT)
