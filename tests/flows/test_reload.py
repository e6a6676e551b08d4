"""An editor saves a file and has it read anew, while people are in the middle of things."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ANNA
from tests.line import TheLine
from tests.phone import Phone
from tests.talks import begins_groceries


@dataclass
class Editor:
    """Changes a copy of the content that the line works with."""

    line: TheLine
    household: Path

    async def saves(self, old: str, new: str) -> None:
        """Change the file of household and have it read anew."""
        text = self.household.read_text("utf-8")
        assert old in text
        self.household.write_text(text.replace(old, new, 1), "utf-8")
        self.line.app.renewal.ask()
        await self.line.app.renewal.done()


@pytest.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    content = tmp_path / "content"
    shutil.copytree("content", content)
    line = TheLine(tmp_path, content=content)
    await line.open()
    yield Editor(line, content / "cases" / "household.yaml")
    assert not await line.failures()
    await line.close()


@pytest.fixture
def anna(editor: Editor) -> Phone:
    return Phone(editor.line, ANNA, "Анна Петровна")


async def test_a_conversation_in_the_middle_goes_on_with_the_new_words(anna: Phone, editor: Editor) -> None:
    await begins_groceries(anna)
    await editor.saves("В какой день вам удобно?", "Когда вам принести?")
    assert await anna.says("Молоко — 1 литр, хлеб") == ["Когда вам принести?"]


async def test_a_file_that_is_wrong_changes_nothing_until_it_is_repaired(anna: Phone, editor: Editor) -> None:
    await begins_groceries(anna)
    await editor.saves("ask: В какой день вам удобно?", "aks: Когда вам принести?")
    assert await anna.says("Молоко — 1 литр, хлеб") == ["В какой день вам удобно?"]
    await editor.saves("aks: Когда вам принести?", "ask: Когда вам принести?")
    await anna.says("Назад")
    assert await anna.says("Хлеб") == ["Когда вам принести?"]


async def test_a_service_taken_away_leads_to_what_is_left(anna: Phone, editor: Editor) -> None:
    await begins_groceries(anna)
    await editor.saves("- key: groceries", "- key: food-parcel")
    assert await anna.says("Молоко — 1 литр, хлеб")
    assert "Чем помочь" in (await anna.says("Меню"))[-1]
