"""Files of content, taken from the disk with care: plain files of a bounded size, in UTF-8."""

from __future__ import annotations

from pathlib import Path

LARGEST = 1_000_000
"""Bytes; the whole content of the line is smaller than that."""


class Unreadable(Exception):
    """A file that is not what we take, with the line where that shows and what to do."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


def text_of(file: Path) -> str:
    """The text of a file, or Unreadable."""
    try:
        if file.exists() and not file.is_file():
            raise Unreadable(1, "Это не файл. Уберите его или переименуйте.")
        with file.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except OSError as error:
        sentence = f"Файл не читается ({error.strerror}). Проверьте, что он есть и доступен."
        raise Unreadable(1, sentence) from error
    if len(raw) > LARGEST:
        raise Unreadable(1, "Файл больше одного мегабайта. Разделите его или уберите лишнее.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "Файл не в кодировке UTF-8. Сохраните его в UTF-8.") from error
