"""Pictures are drawn beside the line, and whoever draws may die."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.games.grid import Puzzle
from bot.domain.games.layout import laid_out
from bot.domain.games.words import Word, WordList
from bot.drawing.sheet import DRAWN, solved_sheet
from bot.pipeline.drawing import Studio
from bot.pipeline.ferry import FileRefused
from bot.pipeline.outcomes import Settled
from bot.pipeline.worker import WorkerLost
from bot.vocabulary import Act, Address, Attachment, AttachmentKind, Lane, Letter, Verdict

WORDS = WordList("Космос", "ru", tuple(Word(word, "в небе") for word in ("космонавт", "комета", "орбита")))
PUZZLE = laid_out(WORDS, 3, 1)


@pytest.fixture
def settled() -> asyncio.Queue[Settled]:
    """The letters that came to their end."""
    return asyncio.Queue()


@pytest.fixture
async def studio(settled: asyncio.Queue[Settled]) -> AsyncIterator[Studio]:
    """Whoever draws, and ends with the test."""
    studio = Studio(settled.put_nowait)
    yield studio
    await studio.stop()
    assert (studio.drawing.pid, studio.laying.pid) == (0, 0)


def picture() -> Attachment:
    assert PUZZLE is not None
    ref = solved_sheet(PUZZLE).ref()
    return Attachment(AttachmentKind.PHOTO, ref, name="board.png", messenger=DRAWN)


def letter(**lay: object) -> Letter:
    return Letter(1, Address("telegram", -1), Lane.STAFF, Act.LAY, wants={"for": "club-laid", "lay": lay})


async def test_a_picture_comes_though_whoever_draws_it_is_killed(studio: Studio) -> None:
    first = await studio.download(picture())
    assert first.startswith(b"\x89PNG")
    killed = studio.drawing.pid
    os.kill(killed, signal.SIGSTOP)
    drawing = asyncio.create_task(studio.download(picture()))
    await asyncio.sleep(0)
    os.kill(killed, signal.SIGKILL)
    assert await drawing == first
    assert studio.drawing.pid not in (0, killed)


async def test_whoever_draws_is_ready_before_somebody_waits_for_a_picture(studio: Studio) -> None:
    studio.wake()
    (waking,) = studio._tasks
    await waking
    ready = studio.drawing.pid
    assert ready != 0
    assert (await studio.download(picture())).startswith(b"\x89PNG")
    assert studio.drawing.pid == ready


async def test_who_asks_once_gets_nothing_from_one_who_is_killed(studio: Studio) -> None:
    """The control of the test above: it is asking again that brings the picture."""
    await studio.download(picture())
    os.kill(studio.drawing.pid, signal.SIGSTOP)
    asking = asyncio.create_task(studio.drawing.ask({"draw": picture().ref}))
    await asyncio.sleep(0)
    os.kill(studio.drawing.pid, signal.SIGKILL)
    with pytest.raises(WorkerLost):
        await asking


async def test_whoever_draws_gives_way_to_the_line_and_ends_with_it(studio: Studio) -> None:
    assert studio.drawing.pid == 0
    await studio.download(picture())
    pid = studio.drawing.pid
    assert os.getpriority(os.PRIO_PROCESS, pid) == min(19, os.getpriority(os.PRIO_PROCESS, 0) + 5)
    assert os.getpgid(pid) == pid
    await studio.stop()
    assert not Path(f"/proc/{pid}").exists()


async def test_what_describes_no_picture_is_refused_and_the_next_is_drawn(studio: Studio) -> None:
    strange = Attachment(AttachmentKind.PHOTO, "drawn:strange", messenger=DRAWN)
    with pytest.raises(FileRefused, match="ValueError"):
        await studio.download(strange)
    assert await studio.download(picture())


async def test_a_crossword_is_laid_out_beside_the_line(
    studio: Studio, settled: asyncio.Queue[Settled]
) -> None:
    studio.put(letter(words=WORDS.plain(), wanted=3, seed=1))
    told = (await settled.get()).answer
    assert told.verdict is Verdict.SENT
    assert os.getpriority(os.PRIO_PROCESS, studio.laying.pid) == 19, "it takes the processor for long"
    assert Puzzle.of(told.result["puzzle"]) == PUZZLE
    studio.put(letter(words={}, wanted=3, seed=1))
    assert (await settled.get()).answer.verdict is Verdict.BUG


async def test_the_line_itself_loads_nothing_that_draws() -> None:
    told = "import sys, bot.app; sys.exit('PIL' in sys.modules)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", told)
    assert await process.wait() == 0
