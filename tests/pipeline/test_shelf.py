"""Files that go to many: one upload to each messenger, kept over restarts, renewed when it is gone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.domain.media import for_many
from bot.pipeline.ferry import Ferry, FileRefused
from bot.pipeline.outcomes import Settled
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.kept import Kept
from bot.storage.spool import Spool
from bot.vocabulary import Act, Address, Answer, Attachment, AttachmentKind, Lane, Letter, Message, Verdict

PHOTO = for_many(Attachment(AttachmentKind.PHOTO, "theirs", messenger="telegram"))
MANY = 50
KEY = Fernet.generate_key().decode()


class Porters:
    """A messenger's hands; `whose` says whether what is uploaded is good for everybody."""

    def __init__(self) -> None:
        self.downloads = 0
        self.uploads = 0
        self.whole = True
        self.refuses = False

    async def download(self, file: Attachment) -> bytes:
        self.downloads += 1
        if self.refuses:
            raise FileRefused("too large")
        return b"a picture"

    async def upload(self, file: Attachment, content: bytes, letter: Letter) -> Attachment:
        self.uploads += 1
        keep = file.keep if self.whole else ""
        return Attachment(file.kind, f"up{self.uploads}", messenger=letter.address.messenger, keep=keep)


class Line:
    """A ferry over a real database; letters that are delivered are answered by the test."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.source, self.target = Porters(), Porters()
        self.delivered: list[Letter] = []
        self.settled: list[Settled] = []
        self.database = database
        spool = Spool(folder / "spool", database.cipher)
        porters = {"telegram": self.source, "vk": self.target}
        self.ferry = Ferry(spool, porters, self.delivered.append, self.settled.append, keeper=Kept(database))

    async def puts(self, *letters: Letter) -> None:
        for one in letters:
            self.ferry.put(one)
        await self.rests()

    async def rests(self) -> None:
        """Wait until nothing is carried or noted any more."""
        for _ in range(3):
            await self.ferry.noted()
            await asyncio.gather(*self.ferry._tasks)

    async def answers(self, letter: Letter, verdict: Verdict, **result: str) -> None:
        self.ferry.settled(Settled(letter, Answer(verdict, result=result)))
        await self.rests()

    @property
    def refs(self) -> list[str]:
        return [
            one.message.attachment.ref for one in self.delivered if one.message and one.message.attachment
        ]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(tmp_path / "line.db", Cipher((KEY,)))
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def line(tmp_path: Path, database: Database) -> AsyncIterator[Line]:
    made = Line(tmp_path, database)
    yield made
    await made.ferry.stop()


def letter(number: int, file: Attachment | None = PHOTO, to: str = "vk") -> Letter:
    message = Message("Новое занятие", attachment=file)
    return Letter(number, Address(to, number), Lane.BROADCAST, Act.SAY, message)


def letters(file: Attachment | None = PHOTO) -> list[Letter]:
    return [letter(number, file) for number in range(1, MANY + 1)]


async def test_a_picture_for_many_goes_up_once(line: Line) -> None:
    await line.puts(*letters())
    assert (line.source.downloads, line.target.uploads) == (1, 1)
    assert line.refs == ["up1"] * MANY
    assert {one.id for one in line.delivered} == set(range(1, MANY + 1))


async def test_a_picture_for_one_goes_up_each_time(line: Line) -> None:
    assert PHOTO is not None
    await line.puts(*letters(replace(PHOTO, keep="")))
    assert line.target.uploads == MANY


async def test_the_others_wait_for_the_first_where_the_messenger_tells_only_afterwards(line: Line) -> None:
    line.target.whole = False
    await line.puts(*letters())
    assert line.refs == ["up1"]
    await line.answers(line.delivered[0], Verdict.SENT, file="theirs-for-all")
    assert line.refs == ["up1"] + ["theirs-for-all"] * (MANY - 1)
    assert line.target.uploads == 1
    assert [one.letter.id for one in line.settled] == [1]


async def test_a_restart_in_between_loses_nothing_and_uploads_nothing_again(
    line: Line, tmp_path: Path, database: Database
) -> None:
    await line.puts(letter(1))
    again = Line(tmp_path, database)
    await again.puts(*letters())
    assert (again.source.downloads, again.target.uploads) == (0, 0)
    assert again.refs == ["up1"] * MANY


async def test_a_restart_before_the_first_has_arrived_begins_anew(
    line: Line, tmp_path: Path, database: Database
) -> None:
    line.target.whole = False
    await line.puts(*letters())
    await line.ferry.stop()
    again = Line(tmp_path, database)
    await again.puts(*letters())
    assert len(again.delivered) == MANY


async def test_where_the_first_is_not_reached_the_next_carries_it(line: Line) -> None:
    line.target.whole = False
    await line.puts(*letters())
    await line.answers(line.delivered[0], Verdict.UNREACHABLE)
    assert [one.id for one in line.delivered] == [1, 2]
    await line.answers(line.delivered[1], Verdict.SENT, file="good")
    assert len(line.delivered) == MANY
    assert line.settled[0].letter.message == letter(1).message  # it may go to the other messenger as it was


async def test_a_file_that_cannot_be_had_is_told_for_everybody_after_one_try(line: Line) -> None:
    line.source.refuses = True
    await line.puts(*letters())
    assert line.source.downloads == 1
    assert {one.answer.verdict for one in line.settled} == {Verdict.FILE}
    assert len(line.settled) == MANY


async def test_where_no_reference_is_good_for_others_each_has_its_own(line: Line) -> None:
    line.target.whole = False
    await line.puts(*letters())
    await line.answers(line.delivered[0], Verdict.SENT)
    assert len(set(line.refs)) == MANY
    await line.puts(letter(99))
    assert line.target.uploads == MANY + 1


@pytest.mark.parametrize("verdict", [Verdict.FILE, Verdict.BUG])
async def test_a_reference_that_is_gone_is_forgotten_and_the_file_goes_up_anew(
    line: Line, verdict: Verdict, tmp_path: Path, database: Database
) -> None:
    await line.puts(letter(1), letter(2), letter(3))
    await line.answers(line.delivered[1], verdict)
    await line.answers(line.delivered[2], verdict)
    assert line.settled == []
    assert line.refs == ["up1", "up1", "up1", "up2", "up2"]
    assert [one.id for one in line.delivered[3:]] == [2, 3]
    assert await Kept(database).find(PHOTO.keep if PHOTO else "", "vk") == "up2"


async def test_a_letter_that_is_refused_for_another_reason_is_tried_once_more_and_buried(line: Line) -> None:
    await line.puts(letter(1), letter(2))
    await line.answers(line.delivered[1], Verdict.BUG)
    await line.answers(line.delivered[2], Verdict.BUG)
    assert [one.letter.id for one in line.settled] == [2]
    assert len(line.delivered) == 3


async def test_the_reference_is_sealed_and_rotated_with_the_rest(line: Line, database: Database) -> None:
    await line.puts(letter(1))
    ((sealed,),) = await database.fetch("SELECT ref_sealed FROM kept_files")
    assert b"up1" not in sealed


def test_only_files_are_kept_and_the_key_stays_the_same() -> None:
    photo = Attachment(AttachmentKind.PHOTO, "AgAC", messenger="telegram")
    assert for_many(photo) == for_many(photo) != photo
    assert for_many(for_many(photo)) == for_many(photo)
    place = Attachment(AttachmentKind.LOCATION, latitude=1.0, messenger="vk")
    assert for_many(place) == place
    assert for_many(None) is None
