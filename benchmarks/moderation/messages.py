"""The messages to measure by: open ones, those to learn from alone, and sealed ones."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.domain.safety import Seen

HERE = Path(__file__).parent
OPEN = (HERE / "tune-scams.jsonl", HERE / "tune-ordinary.jsonl")
SEALED = {number: HERE / f"sealed{number if number > 1 else ''}.jsonl.gz" for number in range(1, 5)}
"""Sets that were sealed before the rules they measured; what was opened once is an open text from then on."""

HARD = HERE / "learn.jsonl"
"""What is hard on purpose: it is learnt from, and no bar is chosen by it."""

MORE = (HARD, SEALED[1], SEALED[2], SEALED[3])

FOLDS = 5
"""Parts of the open messages in a cross-validation."""

SPLITS = "fgh"
"""Ways to part them; bars are chosen by all, as one alone moves the middle by half a point."""

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)
_POLISH = re.compile(
    r"[ąćęłńóśźż]|\b(?:nie|jest|się|sie|na|do|pani|panie|dla|czy|dzis|jutro|mam|tak|juz|prosze)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message, and what is true of it; `hidden` ones are of the third that is kept back."""

    seen: Seen
    scam: bool

    @property
    def hidden(self) -> bool:
        """Whether it belongs to the third of the open ones by which rules were checked, not made."""
        return hashlib.sha256(self.seen.text.encode()).digest()[0] % 3 == 0

    def fold(self, split: str) -> int:
        """Which fifth of a split it belongs to, where each fifth is judged by what the others teach."""
        return hashlib.sha256((split + self.seen.text).encode()).digest()[0] % FOLDS

    @property
    def language(self) -> str:
        """By its letters."""
        text = self.seen.text
        if _CHINESE.search(text):
            return "zh"
        if _RUSSIAN.search(text):
            return "ru"
        return "pl" if _POLISH.search(text) else "en"

    def like(self, likeness: float | None) -> Seen:
        """The message with what the interpreter says of it."""
        return replace(self.seen, likeness=likeness)


def read(files: Iterable[Path]) -> list[Message]:
    """The messages of some files."""
    return [message_of(json.loads(line)) for file in files for line in lines(file)]


def lines(file: Path) -> list[str]:
    """The lines of a file, packed or not."""
    raw = file.read_bytes()
    text = gzip.decompress(raw) if file.suffix == ".gz" else raw
    return [line for line in text.decode().splitlines() if line.strip()]


def message_of(row: dict[str, Any]) -> Message:
    """A message as it is written in the files; of a QR code they only say that it was there."""
    seen = Seen(
        text=row["text"],
        name=row.get("name") or "",
        known=row["from"] == "known",
        forwarded=bool(row.get("forwarded")),
        codes=("https://example.org/qr",) if row.get("qr") else (),
    )
    return Message(seen, bool(row["scam"]))


def sealed(number: int) -> list[Message]:
    """The messages of a sealed set, when they are still those that were sealed."""
    file = SEALED[number]
    known = file.with_name(file.name.removesuffix(".jsonl.gz") + ".sha256").read_text(encoding="utf-8")
    if hashlib.sha256(file.read_bytes()).hexdigest() not in known.split():
        raise SystemExit("the sealed messages are not those of the hash")
    return read([file])
