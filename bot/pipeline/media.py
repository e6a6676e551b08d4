"""Sounds and pictures of quizzes: they lie in the editors' folder and are read when a letter goes."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.domain.games.quiz import MEDIA
from bot.packs.media import media_file
from bot.packs.shelf import FOLDER
from bot.pipeline.ferry import FileRefused
from bot.vocabulary import Attachment, Letter

__all__ = ["MEDIA", "Media"]


class Media:
    """A porter whose files are the editors'."""

    def __init__(self, content: Path) -> None:
        self._packs = content / FOLDER

    async def download(self, file: Attachment) -> bytes:
        """The bytes of the file that a question names; raises FileRefused."""
        found = await asyncio.to_thread(media_file, self._packs, file.ref)
        if found is None:
            raise FileRefused(f"no file {file.ref} among the packs")
        return await asyncio.to_thread(found.read_bytes)

    async def upload(self, file: Attachment, content: bytes, letter: Letter) -> Attachment:
        """Nothing is sent to it."""
        raise FileRefused("it is no messenger")
