"""The spool: files on their way between messengers, encrypted, one for a letter, gone after delivery."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from bot.storage.cipher import Cipher, WrongKey


class Spool:
    """A folder of sealed files, named by the letter that carries them."""

    def __init__(self, folder: Path, cipher: Cipher) -> None:
        self._folder = folder
        self._cipher = cipher

    def keep(self, letter: int, content: bytes) -> None:
        """Store a file whole or not at all, readable by the line only."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(letter)
        part = path.with_suffix(".part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(self._cipher.seal(content))
        part.replace(path)

    def read(self, letter: int) -> bytes | None:
        """The file of a letter; None where there is none that can be opened."""
        try:
            return self._cipher.open(self._path(letter).read_bytes())
        except (OSError, WrongKey):
            return None

    def drop(self, letter: int) -> None:
        """The letter came to its end."""
        self._path(letter).unlink(missing_ok=True)

    def sweep(self, wanted: Iterable[int]) -> None:
        """At start: drop what belongs to no letter any more."""
        keep = {self._path(letter).name for letter in wanted}
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in keep:
                    path.unlink(missing_ok=True)

    def _path(self, letter: int) -> Path:
        return self._folder / f"{letter}.sealed"
