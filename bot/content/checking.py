"""The check: every problem of the content in a line of its own, and remarks where there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from bot.content.contract import breaches
from bot.content.folder import Folder
from bot.content.loading import read_all, tomorrow
from bot.content.problems import ContentError, Problem
from bot.content.remarks import remarks
from bot.content.texts import Texts

TOLD = 100
"""How many problems are printed; whoever has more begins with these."""


def check(
    path: Path,
    report: Callable[[str], None],
    locale: str = "ru",
    today: date | None = None,
    *,
    whole: bool = False,
) -> bool:
    """Report what is wrong, then the sum, then remarks; true where nothing is wrong.

    `whole` also asks whether every text is there that the line says.
    """
    folder = Folder(path, today or tomorrow())
    content = read_all(folder)
    problems = sorted(set(folder.problems))
    texts, wrong = _texts(folder, locale)
    problems += wrong
    if whole and texts:
        problems += breaches(path, folder.source, texts[0])
    for problem in problems[:TOLD]:
        report(str(problem))
    if len(problems) > TOLD:
        report(f"… и ещё {len(problems) - TOLD}.")
    if problems or content is None:
        report(f"Найдено ошибок: {len(problems)}. Исправьте их и проверьте ещё раз.")
        return False
    report("Содержание в порядке.")
    found = list(remarks(folder, content, texts[0], texts[1:], today or datetime.now(UTC).date()))
    if found:
        report("Замечания, с которыми линия работает:")
        for remark in found:
            report(str(remark))
    return True


def _texts(folder: Folder, locale: str) -> tuple[list[Texts], list[Problem]]:
    """The texts of every language, the one of the files themselves first, and what is wrong with them."""
    texts: list[Texts] = []
    problems: list[Problem] = []
    written = {file.stem for file in (folder.path / "texts").glob("*.ftl")}
    for name in (folder.source, *sorted((written | {locale}) - {folder.source})):
        try:
            texts.append(Texts.load(folder.path, name, texts[0] if texts else None))
        except ContentError as error:
            problems += error.problems
            if name == folder.source:
                break
    return texts, problems
