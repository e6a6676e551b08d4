"""What was learnt, kept on disk: a second start is quick, and only new phrases are computed.

All of it comes from the editors' phrases; nothing that a resident wrote is ever here. A file that cannot be
read or written costs time, nothing else.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.domain.understanding import dense, grams
from bot.domain.understanding.examples import Example, fingerprint
from bot.domain.understanding.grams import Floats
from bot.domain.understanding.model import Letters, Model, Vectors
from bot.domain.understanding.spelling import Languages
from bot.understanding.encoder import MODEL

log = logging.getLogger(__name__)

SHIPPED = Path(__file__).with_name("known.npz")
"""Vectors of the phrases that come with the program: an eighth of a second instead of a minute."""

VERSION = "1"
"""Of what is kept: a change of how it is learnt makes the old of no use."""

_UNREADABLE = (OSError, ValueError, KeyError, EOFError, BadZipFile)


def digest(text: str) -> int:
    """The number by which a phrase's vector is known."""
    return int.from_bytes(hashlib.sha256(f"{MODEL}\n{text}".encode("utf-8", "replace")).digest()[:8], "big")


class Known:
    """Vectors by phrase, a byte a number."""

    def __init__(self) -> None:
        self._vectors: dict[int, tuple[NDArray[np.int8], float]] = {}

    def __contains__(self, text: str) -> bool:
        return digest(text) in self._vectors

    def load(self, file: Path) -> None:
        """Add what a file holds."""
        try:
            with file.open("rb") as raw, np.load(raw, allow_pickle=False) as kept:
                keys, vectors, scales = kept["keys"], kept["vectors"], kept["scales"]
        except _UNREADABLE:
            return
        if vectors.shape == (len(keys), 384) and scales.shape == (len(keys),):
            for key, vector, scale in zip(keys.tolist(), vectors, scales.tolist(), strict=True):
                self._vectors[key] = (vector, scale)

    def save(self, file: Path, texts: Sequence[str]) -> None:
        """Write the vectors of some phrases."""
        keys = sorted({digest(text) for text in texts} & self._vectors.keys())
        arrays: dict[str, NDArray[Any]] = {
            "keys": np.array(keys, dtype=np.uint64),
            "vectors": np.array([self._vectors[key][0] for key in keys], dtype=np.int8).reshape(-1, 384),
            "scales": np.array([self._vectors[key][1] for key in keys], dtype=np.float32),
        }
        write(file, arrays)

    def add(self, text: str, vector: Floats) -> None:
        """Keep a vector."""
        scale = float(np.abs(vector).max()) / 127.0 or 1.0
        self._vectors[digest(text)] = (np.round(vector / scale).astype(np.int8), scale)

    def get(self, texts: Sequence[str]) -> Floats:
        """The vectors of phrases that are all known."""
        found = [self._vectors[digest(text)] for text in texts]
        return np.array([vector * np.float32(scale) for vector, scale in found], dtype=np.float32)


def write(file: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write a file whole or not at all; a folder that takes nothing is no error."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as out:
            np.savez_compressed(out, allow_pickle=False, **arrays)
        draft.replace(file)
    except OSError as error:
        log.info("nothing learnt can be kept in %s (%s)", file.parent, type(error).__name__)
        with suppress(OSError):
            draft.unlink()


def folders(beside: Path | None) -> list[Path]:
    """Where it may be kept: beside the database, and in the user's own cache."""
    found = [beside] if beside is not None else []
    with suppress(RuntimeError):
        cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        found.append(Path(cache) / "support-line")
    return found


def model_name(examples: Sequence[Example], *, vectors: bool) -> str:
    """The file of a learnt model."""
    print_of = f"{VERSION} {MODEL if vectors else 'letters'} {fingerprint(examples)}"
    return f"learnt-{hashlib.sha256(print_of.encode()).hexdigest()[:24]}.npz"


def save_model(model: Model, file: Path) -> None:
    """Keep a learnt model."""
    letters, vectors = model.letters, model.vectors
    arrays: dict[str, NDArray[Any]] = {
        "languages": _text(json.dumps(model.languages.counts, ensure_ascii=False)),
        "words": _text("\n".join(letters.vocabulary.words)),
        "idf": letters.vocabulary.idf,
        "letters": letters.meaning.astype(np.float16),
        "letters_danger": letters.danger.astype(np.float16),
    }
    if vectors is not None:
        names = list(vectors.centres.middles)
        arrays |= {
            "middles": _text("\n".join(names)),
            "centres": np.stack([vectors.centres.middles[name] for name in names]),
            "vectors": vectors.meaning,
            "vectors_danger": vectors.danger,
            "examples": vectors.examples.astype(np.float16),
        }
    write(file, arrays)
    _forget_older(file.parent)


def load_model(examples: Sequence[Example], file: Path) -> Model | None:
    """A model kept before, if there is one of these examples."""
    try:
        with file.open("rb") as raw, np.load(raw, allow_pickle=False) as kept:
            found = {name: kept[name] for name in kept.files}
        vocabulary = grams.Vocabulary(_read(found["words"]).split("\n"), found["idf"])
        letters = Letters(vocabulary, _floats(found["letters"]), _floats(found["letters_danger"]))
        languages = Languages(json.loads(_read(found["languages"])))
        vectors = None
        if "vectors" in found:
            middles = dict(zip(_read(found["middles"]).split("\n"), found["centres"], strict=True))
            vectors = Vectors(
                dense.Centres(middles), found["vectors"], found["vectors_danger"], _floats(found["examples"])
            )
        return Model(tuple(examples), languages, letters, vectors)
    except _UNREADABLE:
        return None


def _forget_older(folder: Path, keep: int = 6) -> None:
    with suppress(OSError):
        for old in sorted(folder.glob("learnt-*.npz"), key=_age)[keep:]:
            old.unlink(missing_ok=True)


def _age(file: Path) -> float:
    return -file.stat().st_mtime


def _text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _read(stored: NDArray[np.uint8]) -> str:
    return stored.tobytes().decode()


def _floats(stored: NDArray[Any]) -> Floats:
    found: Floats = stored.astype(np.float32)
    return found


def each_folder(beside: Path | None, name: str) -> Iterator[Path]:
    """The places of a file."""
    return (folder / name for folder in folders(beside))
