"""Files of moderators are looked into beside the line, by a process that may die of them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from bot.pipeline.checking import LARGEST, TRIES, Checking
from bot.pipeline.ferry import FileLater
from bot.pipeline.outcomes import Settled
from bot.pipeline.worker import WorkerLost, WorkerRefused
from bot.vocabulary import Act, Address, Attachment, AttachmentKind, Lane, Letter, Message, Verdict

LIST = "самовар;Хозяин чаепития\nсковорода;На ней блины\nложка;К обеду\nповар;Варит\nсито;Дырявое".encode()


class Messenger:
    """A porter that holds one file, and is `busy` for the first so many times."""

    def __init__(self, content: bytes = LIST, busy: int = 0) -> None:
        self.content, self.busy = content, busy

    async def download(self, _file: Attachment) -> bytes:
        """The file."""
        self.busy -= 1
        if self.busy >= 0:
            raise FileLater("busy")
        return self.content

    async def upload(self, _file: Attachment, _content: bytes, _letter: Letter) -> Attachment:
        """Nothing goes up."""
        raise FileLater("never")


class Reader:
    """Dies of the first so many files, or refuses all."""

    def __init__(self, deaths: int = 0, *, refuses: bool = False) -> None:
        self.deaths, self.refuses, self.asked = deaths, refuses, list[str]()

    async def ask(self, what: Mapping[str, Any]) -> dict[str, Any]:
        """What the file holds."""
        self.asked.append(what["file"]["name"])
        if self.refuses:
            raise WorkerRefused("MemoryError")
        if len(self.asked) <= self.deaths:
            raise WorkerLost
        return {"id": 7, "refused": "нет слов"}

    async def stop(self) -> None:
        """Nothing."""


def letter(size: int = 10, messenger: str = "telegram") -> Letter:
    file = Attachment(AttachmentKind.FILE, "ref", "слова.csv", size, messenger=messenger)
    return Letter(1, Address("telegram", 1), Lane.REPLY, Act.CHECK, Message("", attachment=file), wants={})


async def ended(checking: Checking, settled: asyncio.Queue[Settled], asked: Letter) -> Settled:
    checking.put(asked)
    await checking.done()
    await checking.stop()
    return settled.get_nowait()


@pytest.fixture
def settled() -> asyncio.Queue[Settled]:
    return asyncio.Queue()


async def test_a_process_of_its_own_tells_what_is_in_a_file(settled: asyncio.Queue[Settled]) -> None:
    one = await ended(Checking({"telegram": Messenger()}, settled.put_nowait), settled, letter())
    assert one.answer.verdict is Verdict.SENT
    assert one.answer.result["pack"]["title"] == "слова"
    assert len(one.answer.result["pack"]["words"]) == 5
    assert one.answer.result["sample"]["title"] == "слова"


@pytest.mark.parametrize(
    ("messenger", "reader", "verdict", "tries"),
    [
        (Messenger(busy=3), Reader(), Verdict.SENT, 3),
        (Messenger(busy=99), Reader(), Verdict.FILE, TRIES),
        (Messenger(bytes(LARGEST + 1)), Reader(), Verdict.FILE, 0),
        (Messenger(), Reader(deaths=1), Verdict.SENT, 0),
        (Messenger(), Reader(deaths=9), Verdict.BUG, 0),
        (Messenger(), Reader(refuses=True), Verdict.BUG, 0),
    ],
)
async def test_what_can_be_mended_is_tried_again_and_all_else_is_told(
    settled: asyncio.Queue[Settled], messenger: Messenger, reader: Reader, verdict: Verdict, tries: int
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    checking = Checking({"telegram": messenger}, settled.put_nowait, reader, sleep)
    one = await ended(checking, settled, letter())
    assert one.answer.verdict is verdict
    assert len(slept) == tries
    assert ("refused" in one.answer.result) is (verdict is Verdict.SENT)
    assert "id" not in one.answer.result


async def test_a_file_that_is_too_large_or_nobodys_is_not_fetched(settled: asyncio.Queue[Settled]) -> None:
    for asked in (letter(size=LARGEST + 1), letter(messenger="off")):
        messenger = Messenger()
        one = await ended(Checking({"telegram": messenger}, settled.put_nowait, Reader()), settled, asked)
        assert (one.answer.verdict, messenger.busy) == (Verdict.FILE, 0)
