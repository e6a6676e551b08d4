"""A moderator sends a file as a document, sees a picture of it and keeps it, on either messenger."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from sandbox.demo import MARIA
from tests.end_to_end.everywhere import TELEGRAM, VK, Everywhere, contents, labels

PUZZLE = (Path(__file__).parents[1] / "samples" / "crosswords" / "3x.puz").read_bytes()


@pytest.mark.parametrize("messenger", [TELEGRAM, VK])
async def test_a_crossword_comes_as_a_document_and_is_shown_as_a_picture(
    everywhere: Everywhere, messenger: str
) -> None:
    everywhere.admin_in = messenger
    await everywhere.opens()
    maria = everywhere.on(messenger, MARIA)
    await maria.starts()
    maria.phone.sends_document(PUZZLE, "3x.puz")
    async with asyncio.timeout(20):
        while not any("Сохранить, чтобы" in text for text in maria.phone.texts):
            await asyncio.sleep(0.01)
    await maria.hears()
    (picture,) = contents(maria, "photo")
    assert picture.startswith(b"\x89PNG")
    assert labels(maria) == ["Сохранить", "Показать целиком", "Не нужно"]
    said = await maria.presses("Сохранить")
    assert said[0].startswith("Сохранили «Test 3x3»")
    assert "Удалить" in labels(maria)
