"""An editor saves a file and has it read anew, while people are in the middle of things."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ANNA, MARIA
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


def _all_but_one_case(folder: str, names: list[str]) -> list[str]:
    """Leave out what makes each reading take longer: other cases and languages."""
    kept = {"cases": ["household.yaml"], "texts": ["ru.ftl"]}.get(Path(folder).name)
    return [name for name in names if (kept and name not in kept) or name.count(".") > 1]


@pytest.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    content = tmp_path / "content"
    shutil.copytree("content", content, ignore=_all_but_one_case)
    line = TheLine(tmp_path, content=content, admins=f"telegram:{MARIA}")
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


async def test_an_administrator_reads_where_a_file_is_wrong_and_then_that_it_is_taken(editor: Editor) -> None:
    line = editor.line
    maria = Phone(line, MARIA, "Мария")
    await maria.comes()
    await maria.says("/start")
    right = editor.household.read_text("utf-8")

    async def reloads() -> str:
        await maria.says("обновить")
        await line.app.renewal.done()
        await line.tick()
        return str(maria.last.text)

    editor.household.write_text(right.replace("order: 1", "order: первый", 1), "utf-8")
    told = await reloads()
    assert f"{editor.household}:" in told
    assert "order: «первый» не целое число" in told
    editor.household.write_text(right.replace("title: Дом и быт", "title: Дома", 1), "utf-8")
    assert "Содержание обновлено" in await reloads()
    await maria.says("Меню")
    assert "Дома" in maria.buttons
    assert "ничего не изменилось" in await reloads()


async def test_the_example_of_the_editors_guide_goes_from_nothing_to_a_screen(
    anna: Phone, editor: Editor
) -> None:
    guide = Path("docs/editors.ru.md").read_text("utf-8")
    await anna.says("/start")
    assert "Красота и уход" not in anna.buttons
    example = guide.split("```yaml\n", 1)[1].split("```", 1)[0]
    (editor.household.parent / "beauty.yaml").write_text(example, "utf-8")
    await editor.saves("order: 1", "order: 2")
    await anna.says("Меню")
    await anna.presses("Красота и уход")
    (screen,) = await anna.presses("Парикмахер на дом")
    assert "Мастер придёт домой" in screen
    await anna.presses("Попросить помощь")
    await anna.presses("Да, разрешаю")
    await anna.presses("Для меня")
    assert (await anna.presses("Женщину"))[0].startswith("Пришлите фото причёски")
