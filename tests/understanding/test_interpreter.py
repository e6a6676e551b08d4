"""The interpreter's process, as the line lives with it: it may be slow, die or never come; nobody waits."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.safety import Seen, question
from bot.domain.understanding import NOTHING
from bot.understanding import ranker, wire
from bot.understanding.learning import Learner
from tests.understanding.small import EXAMPLES


@pytest.fixture
async def interpreter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ranker.Interpreter]:
    """A real process."""
    monkeypatch.setenv("BOT_KEYS", "a secret")
    one = ranker.Interpreter(tmp_path / "learnt", pauses=(0.0,))
    one.start(EXAMPLES)
    yield one
    await one.stop()


async def test_it_learns_ranks_takes_other_content_and_comes_back_after_its_death(
    interpreter: ranker.Interpreter,
) -> None:
    await asyncio.wait_for(interpreter.ready.wait(), 60)
    found = await interpreter.understand("таблетки кончились")
    assert found.guesses[0].service == "medical/medicines"
    assert await interpreter.understand("\ud800 😀") == NOTHING
    lure, thanks = [
        (await interpreter.understand(question(Seen(text=text)))).likeness
        for text in ("Лёгкий заработок с телефона, подробности в личке", "Спасибо за песни, до завтра")
    ]
    # Without vectors, as on other processors, it says nothing.
    assert (lure is None and thanks is None) or (lure or 0.0) > 0.0 > (thanks or 0.0)

    secrets = Path(f"/proc/{interpreter.pid}/environ").read_bytes()
    assert b"BOT_" not in secrets
    assert b"PATH" in secrets

    interpreter.ready.clear()
    interpreter.renew([one for one in EXAMPLES if one.intent != "medicine"])
    await asyncio.wait_for(interpreter.ready.wait(), 60)
    assert "medicine" not in {
        guess.intent for guess in (await interpreter.understand("таблетки кончились")).guesses
    }

    first = interpreter.pid
    interpreter.ready.clear()
    os.kill(first, signal.SIGKILL)
    await asyncio.wait_for(interpreter.ready.wait(), 60)
    assert interpreter.pid != first
    assert (await interpreter.understand("собаку выгулять")).guesses[0].intent == "pets"
    assert "--letters" not in words_of(interpreter.pid)

    interpreter.ready.clear()
    os.kill(interpreter.pid, signal.SIGILL)
    await asyncio.wait_for(interpreter.ready.wait(), 60)
    assert "--letters" in words_of(interpreter.pid)


def words_of(process: int) -> list[str]:
    """How a process was called."""
    return Path(f"/proc/{process}/cmdline").read_text("utf-8").split("\0")


async def test_before_it_runs_and_after_it_stopped_nothing_is_understood_and_nobody_waits(
    tmp_path: Path,
) -> None:
    one = ranker.Interpreter(tmp_path)
    assert await one.understand("таблетки") == NOTHING
    await one.stop()
    assert await one.understand("таблетки") == NOTHING


def test_what_was_understood_crosses_whole() -> None:
    learner = Learner(vectors=False)
    learner.learn(EXAMPLES)
    for text in ("собаку выгулять", "за дверью с ножом", "", "забываю таблетки"):
        found = learner.rank(text)
        assert wire.unpacked(wire.told(wire.line_of(wire.packed(found)))) == found
    assert wire.unpacked_examples(wire.packed_examples(EXAMPLES)) == EXAMPLES
