"""Sounds and pictures of quizzes: files beside the packs, made by us, which a question names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.domain.games.playable import Playable
from bot.domain.games.quiz import QuizPack

FOLDER = "media"
"""Where they lie, in the folder of packs."""

LARGEST = 100 * 1024
"""Bytes of one file: a telephone far from the city gets it within seconds."""

MEDIA_NAME = re.compile(r"[a-z0-9-]{1,60}\.(?:ogg|png)")
"""What a question may name: no folder, no other place."""


def media_file(packs: Path, name: str) -> Path | None:
    """The file that a question names; None where there is none, or the name leads elsewhere."""
    if not MEDIA_NAME.fullmatch(name):
        return None
    file = packs / FOLDER / name
    return file if file.is_file() else None


def media_flaws(packs: Path, playable: Playable) -> Iterator[str]:
    """What is wrong with the sounds and pictures of a quiz, sentence by sentence."""
    if not isinstance(playable, QuizPack):
        return
    for number, question in enumerate(playable.questions, 1):
        if not question.media:
            continue
        file = media_file(packs, question.media)
        if file is None:
            yield f"Вопрос {number}: файла «{question.media}» нет в папке {FOLDER}. Нужен .ogg или .png."
        elif file.stat().st_size > LARGEST:
            yield f"Вопрос {number}: файл «{question.media}» больше {LARGEST // 1024} килобайт."
