"""The editors' content: read from YAML and Fluent, checked, and handed on as frozen data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.content.book import Book
from bot.content.loading import load
from bot.content.problems import ContentError, Problem
from bot.content.texts import Texts

__all__ = ["Book", "ContentError", "Problem", "Texts", "check", "load"]


def check(folder: Path, report: Callable[[str], None]) -> bool:
    """Report every problem of the content in a line of its own, then the sum; true where there is none."""
    problems: list[Problem] = []
    try:
        load(folder)
    except ContentError as error:
        problems += error.problems
    languages = sorted((folder / "texts").glob("*.ftl"))
    if not languages:
        text = "Ни одного файла текстов нет. Создайте texts/ru.ftl: без него линия молчит."
        problems.append(Problem(str(folder / "texts"), 1, "", text))
    for language in languages:
        try:
            Texts.load(folder, language.stem)
        except ContentError as error:
            problems += error.problems
    for problem in problems:
        report(str(problem))
    report(
        f"Найдено ошибок: {len(problems)}. Исправьте их и проверьте ещё раз."
        if problems
        else "Содержание в порядке."
    )
    return not problems
