"""A moderator sends a file as a document, sees a picture of it and keeps it, on either messenger."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sandbox.demo import MARIA
from tests.end_to_end.everywhere import ON_VK, TELEGRAM, VK, Everywhere, contents, labels

PUZZLE = (Path(__file__).parents[1] / "samples" / "crosswords" / "3x.puz").read_bytes()


async def test_a_crossword_comes_as_a_document_and_is_shown_as_a_picture(everywhere: Everywhere) -> None:
    await everywhere.opens(admins=f"telegram:{MARIA},vk:{ON_VK[MARIA]}")
    both = [everywhere.on(messenger, MARIA) for messenger in (TELEGRAM, VK)]
    for maria in both:
        await maria.starts()
        maria.phone.sends_document(PUZZLE, "3x.puz")
    for maria in both:
        async with asyncio.timeout(30):
            while not any("Сохранить, чтобы" in text for text in maria.phone.texts):
                await asyncio.sleep(0.01)
        await maria.hears()
        (picture,) = contents(maria, "photo")
        assert picture.startswith(b"\x89PNG")
        assert labels(maria) == ["Сохранить", "Показать целиком", "Не нужно"]
        said = await maria.presses("Сохранить")
        assert said[0].startswith("Сохранили «Test 3x3»")
        assert "Удалить" in labels(maria)
