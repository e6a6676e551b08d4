"""`python -m bot understand`: an object of JSON for every line, whatever stands in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.content.conftest import FILES

ODD = (
    "кот\nХЛЕБА НЕТ\r\n\n😀😀\n".encode()
    + b"\xff\xfe\x00 bread\n"
    + b"x" * 100_000
    + "\nпожар у нас".encode()
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small folder of content."""
    for name, text in FILES.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(text, "utf-8")
    return tmp_path / "content"


def understand(content: Path, given: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run the command with no setting but the content's place, and no folder that takes a file."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    environment |= {"BOT_CONTENT": str(content), "XDG_CACHE_HOME": "/dev/null/nowhere"}
    command = [sys.executable, "-m", "bot", "understand"]
    return subprocess.run(
        command, input=given, capture_output=True, env=environment, timeout=120, check=False
    )


def test_every_line_has_its_answer_and_none_is_too_odd(content: Path) -> None:
    ended = understand(content, ODD)
    assert (ended.returncode, ended.stderr) == (0, b"")
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(found) == 7
    for one in found:
        assert set(one) == {"intents", "urgent"}
        scores = [guess["score"] for guess in one["intents"]]
        assert 1 <= len(scores) <= 5
        assert scores == sorted(scores, reverse=True)
        assert all(set(guess) == {"id", "score", "service"} for guess in one["intents"])
    assert found[1]["intents"][0]["id"] == "groceries"
    assert found[1]["intents"][0]["service"]
    assert found[2]["intents"] == found[3]["intents"] == [{"id": "other", "score": 1.0, "service": None}]
    assert found[6]["urgent"]


def test_content_that_is_wrong_is_told_in_a_sentence(content: Path) -> None:
    (content / "crisis.yaml").write_text("kinds: [", "utf-8")
    ended = understand(content, b"bread\n")
    assert ended.returncode == 2
    assert b"crisis.yaml" in ended.stderr
    assert b"Traceback" not in ended.stderr
