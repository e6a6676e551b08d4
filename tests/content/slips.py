"""Slips of editors, and what must be told about each: file, line, place, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.content import Book, ContentError, Problem, load

TODAY = date(2026, 11, 22)
CASE, LINE, PHONES, CRISIS = "cases/home.yaml", "line.yaml", "phones.yaml", "crisis.yaml"
DESK, PROVIDERS, CASE_EN = "desk.yaml", "providers.yaml", "cases/home.en.yaml"
FRAUD, FRAUD_EN = "fraud.yaml", "fraud.en.yaml"
ACTIVITIES, ACTIVITIES_EN = "activities.yaml", "activities.en.yaml"
PHONES_EN, CRISIS_EN, DESK_EN, PROVIDERS_EN = (
    "phones.en.yaml",
    "crisis.en.yaml",
    "desk.en.yaml",
    "providers.en.yaml",
)
WHAT_TO_DO = re.compile(
    r"Добавьте|Исправьте|исправьте|Уберите|уберите|Замените|Напишите|Сократите|Придумайте|Оставьте|Поставьте"
    r"|Проверьте|Возьмите|возьмите|Начните|Переименуйте|Разделите|Сохраните|Заполните|Создайте|Можно|Есть:"
    r"|Нужны|нужны|Сделайте|Допустимы|Удалите"
)


@dataclass(frozen=True)
class Slip:
    """One change that an editor made, and the problem that must be told."""

    file: str
    old: str
    new: str
    path: str
    sentence: str
    at: str = ""  # what the blamed line holds, where it is not the change itself


def slipped(folder: Path, slip: Slip) -> tuple[Problem, ...]:
    """The problems that a slip in the folder leads to."""
    file = folder / slip.file
    text = file.read_text("utf-8")
    assert slip.old in text
    file.write_text(text.replace(slip.old, slip.new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        load(folder, today=TODAY)
    return caught.value.problems


def told_in_place(folder: Path, slip: Slip) -> None:
    """A slip is told where it was made, and every sentence says what to do."""
    Book.read(folder, "ru")  # the slip is the only thing wrong
    problems = slipped(folder, slip)
    told = [one for one in problems if one.path == slip.path and slip.sentence in one.sentence]
    assert told, problems
    assert told[0].file == str(folder / slip.file)
    lines = (folder / slip.file).read_text("utf-8").splitlines()
    assert (slip.at or slip.new.strip().splitlines()[0]) in lines[told[0].line - 1]
    for problem in problems:
        assert WHAT_TO_DO.search(problem.sentence), problem
