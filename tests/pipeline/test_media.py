"""Sounds and pictures of quizzes on their way from the editors' folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.flows.clubs.quizzes.quizzing import attached
from bot.pipeline.ferry import FileRefused
from bot.pipeline.media import Media
from bot.vocabulary import AttachmentKind

CONTENT = Path("content")


async def test_the_sound_that_a_question_names_is_read_when_it_goes() -> None:
    file = attached("kalinka.ogg")
    assert (file.kind, file.keep) == (AttachmentKind.VOICE, "media:kalinka.ogg")
    assert (await Media(CONTENT).download(file)).startswith(b"OggS")
    assert attached("orion.png").kind is AttachmentKind.PHOTO


@pytest.mark.parametrize("name", ["lost.ogg", "../quiz-ru-books.yaml", "README.md", "", "/etc/hostname"])
async def test_nothing_else_can_be_named(name: str) -> None:
    with pytest.raises(FileRefused):
        await Media(CONTENT).download(attached(name))


def test_a_moderators_photograph_goes_as_their_messenger_knows_it() -> None:
    file = attached("telegram:AgACAgIAAx:0")
    assert (file.kind, file.messenger, file.ref) == (AttachmentKind.PHOTO, "telegram", "AgACAgIAAx:0")
