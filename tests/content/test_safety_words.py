"""The words of swindlers in chats, as editors write them: what is read, and what is told of slips."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import Book
from bot.domain.safety import Kind, Seen, judge
from tests.content.slips import Slip, told_in_place

SAFETY, SAFETY_EN = "safety.yaml", "safety.en.yaml"

WORDS = """\
names: [начальник клуба]
groups:
  зови: [пишите, звоните]
told: [осторожно]
schemes:
  work:
    words: [подработ* & <зови>]
    newcomers: [заработ*]
    not: [заработ* здоровье]
  remote:
    always: [установите anydesk]
"""
WORDS_EN = """\
groups:
  write: [text, call]
schemes:
  work:
    words: [easy job & <write>]
"""


@pytest.fixture
def safe(folder: Path) -> Path:
    (folder / SAFETY).write_text(WORDS, "utf-8")
    (folder / SAFETY_EN).write_text(WORDS_EN, "utf-8")
    return folder


def test_the_words_of_all_languages_hold_messages(safe: Path) -> None:
    rules = Book.read(safe, "ru").safety

    def kinds(text: str, *, known: bool = True, name: str = "") -> set[Kind]:
        return {one.kind for one in judge(Seen(text=text, known=known, name=name), rules).reasons}

    assert kinds("Подработка, пишите") == {Kind.WORK}
    assert kinds("easy job, text me") == {Kind.WORK}
    assert kinds("Осторожно, пишут: подработка, звоните") == set()
    assert kinds("Осторожно! Установите AnyDesk") == {Kind.REMOTE}
    assert kinds("хороший заработок", known=False) == {Kind.WORK}
    assert kinds("хороший заработок") == kinds("заработала здоровье", known=False) == set()
    assert kinds("Добрый день", name="Начальник Kлуба") == {Kind.NAME}


def test_a_folder_without_the_file_holds_nothing_that_is_only_said(folder: Path) -> None:
    assert not judge(Seen(text="Подработка, пишите"), Book.read(folder, "ru").safety).held


SLIPS = {
    "a trick nobody knows": Slip(
        SAFETY, "  work:", "  wrok:", "schemes.wrok", "Уловки «wrok» линия не знает. Есть:"
    ),
    "a group nobody wrote": Slip(SAFETY, "<зови>", "<завут>", "schemes.work.words[0]", "Группы «завут» нет"),
    "a part with nothing behind it": Slip(
        SAFETY, "& <зови>", "&", "schemes.work.words[0]", "Допишите часть или уберите его"
    ),
    "a star in the middle": Slip(SAFETY, "[заработ*]", "[зар*ток]", "schemes.work.newcomers[0]", "Исправьте"),
    "a warning that is no phrase": Slip(SAFETY, "[осторожно]", "[... осторожно]", "told[0]", "Уберите его"),
    "a phrase written twice": Slip(
        SAFETY, "[заработ*]", "[заработ*, заработ*]", "schemes.work.newcomers[1]", "Оставьте одно из двух"
    ),
    "a word of a group that is none": Slip(SAFETY, "звоните]", "звони-*-те]", "groups.зови[1]", "Исправьте"),
    "a trick that the file does not have": Slip(
        SAFETY_EN, "  work:", "  magic:", "schemes.magic", "В основном файле нет «magic»"
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_where_it_was_made(safe: Path, slip: Slip) -> None:
    told_in_place(safe, slip)
