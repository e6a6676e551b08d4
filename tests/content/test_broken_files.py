"""Whatever lies in the place of a file, `check` names it and the line, says what to do, and ends."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content import Book, check
from tests.content.conftest import CASE, FILES
from tests.content.slips import TODAY, WHAT_TO_DO

HOME = "cases/home.yaml"


def checked(folder: Path) -> list[str]:
    """What `check` says; it must say no, with no more than can be read."""
    said: list[str] = []
    assert not check(folder, said.append, today=TODAY)
    assert len(said) <= 102
    assert max(len(line) for line in said) < 900
    for line in said[:-1]:
        assert WHAT_TO_DO.search(line) or line.startswith("… и ещё"), line
    assert said[-1].startswith("Найдено ошибок: ")
    return said


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

WHOLE: dict[str, tuple[str, bytes, int, str]] = {
    "an empty file": (HOME, b"", 1, "Файл пустой"),
    "nothing but remarks": (HOME, "# пока ничего\n".encode(), 1, "Файл пустой"),
    "a list where pairs are wanted": (HOME, "- Дом\n- Сад\n".encode(), 1, "слово: значение"),
    "a text where pairs are wanted": (HOME, "Помощь по дому\n".encode(), 1, "слово: значение"),
    "a half-written file": (HOME, CASE[: CASE.index("details")].encode(), 30, "Не хватает строки"),
    "a file cut in a text": (HOME, CASE[: CASE.index("Бесплатно")].encode() + b'"', 11, "YAML"),
    "a file cut in a letter": (HOME, CASE.encode()[:8], 1, "не в кодировке UTF-8"),
    "the encoding of old Windows": (HOME, CASE.encode("cp1251"), 1, "не в кодировке UTF-8"),
    "UTF-16": (HOME, CASE.encode("utf-16"), 1, "не в кодировке UTF-8"),
    "a picture": (HOME, b"\x89PNG\r\n\x1a\n" + bytes(200), 1, "не в кодировке UTF-8"),
    "a table of an office": (HOME, b"PK\x03\x04" + bytes(200), 1, "невидимый"),
    "more than a megabyte": (HOME, b"# " + b"x" * 1_000_001, 1, "больше одного мегабайта"),
    "a bomb of links": (HOME, BOMB.encode(), 1, "не принимаются"),
    "a circle of links": (HOME, b"title: &a\n  about: *a\n", 1, "не принимаются"),
    "a list that holds itself": (HOME, b"title: Home\nservices: &all [*all]\n", 2, "не принимаются"),
    "a merge of links": (HOME, b"title: Home\n<<: *other\n", 2, "не принимаются"),
    "a tag that runs a program": (
        HOME,
        b"title: !!python/object/apply:os.system [ls]\n",
        1,
        "не принимаются",
    ),
    "brackets without an end": (HOME, b"title: " + b"[" * 100_000, 1, "вложенность"),
    "nests without an end": (
        HOME,
        "".join(" " * n + f"a{n}:\n" for n in range(500)).encode(),
        13,
        "вложенность",
    ),
    "twenty thousand words that nobody knows": (
        HOME,
        "".join(f"w{n}: x\n" for n in range(20_000)).encode(),
        1,
        "неизвестно",
    ),
    "twenty thousand doors": (
        HOME,
        CASE.replace("[read, request]", "[" + "door, " * 20_000 + "read]").encode(),
        12,
        "не подходит",
    ),
    "a text of a whole book": (
        HOME,
        CASE.replace("Купим и принесём.", "я" * 400_000).encode(),
        7,
        "Сократите",
    ),
    "a key of a whole book": (HOME, CASE.replace("cash:", f"{'c' * 400_000}:").encode(), 24, "YAML"),
    "a number without an end": (
        HOME,
        CASE.replace("order: 1", "order: " + "9" * 100_000).encode(),
        3,
        "большое число",
    ),
    "a merge conflict": (
        HOME,
        CASE.replace("order: 1", "<<<<<<< mine\norder: 1\n=======\norder: 2").encode(),
        4,
        "",
    ),
    "a page of the web": (HOME, b"<!DOCTYPE html>\n<html><body>404</body></html>\n", 1, ""),
    "tabs": (HOME, CASE.replace("    title: ", "\ttitle: ").encode(), 6, "табуляцией"),
    "two documents": (HOME, (CASE + "---\n" + CASE).encode(), CASE.count("\n") + 1, "два документа"),
    "an empty list of telephones": ("phones.yaml", b"phones: []\n", 1, "Список пустой"),
    "an empty desk": ("desk.yaml", b"intents: {}\n", 1, "Список пустой"),
    "empty lists of providers": ("providers.yaml", b"lists:\n", 1, "с отступом"),
    "a list for a translation": ("cases/home.en.yaml", b"- title: Home\n", 1, "Замените"),
    "an empty translation": ("phones.en.yaml", b"", 1, "Файл пустой"),
    "a translation in another encoding": ("desk.en.yaml", "intents: Привет".encode("cp1251"), 1, "UTF-8"),
    "texts in another encoding": ("texts/ru.ftl", "hello = Привет".encode("cp1251"), 1, "UTF-8"),
    "texts cut in a bracket": ("texts/ru.ftl", "hello = Здравствуйте, { $name\n".encode(), 1, "Проверьте"),
    "texts that are a page of the web": ("texts/en.ftl", b"<html>\n404\n</html>\n", 1, "Проверьте"),
    "a translated text with a value nobody gives": (
        "texts/en.ftl",
        b"hello = Hello\nbye = Bye, { $who }\n",
        2,
        "Исправьте имя; есть: $name",
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_lies_in_the_place_of_a_file_is_told(folder: Path, name: str) -> None:
    file, raw, line, sentence = WHOLE[name]
    (folder / file).write_bytes(raw)
    said = checked(folder)
    assert [one for one in said if one.startswith(f"{folder / file}:{line}:") and sentence in one], said[:5]


def _gone(file: Path) -> None:
    file.unlink()


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _endless(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


def _lost(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.with_name("nowhere"))


@pytest.mark.parametrize("become", [_gone, _folder, _pipe, _endless, _lost])
@pytest.mark.parametrize("name", ["line.yaml", "texts/ru.ftl"])
def test_what_is_no_file_at_all_is_told(folder: Path, name: str, become: Callable[[Path], None]) -> None:
    become(folder / name)
    assert [one for one in checked(folder) if one.startswith(f"{folder / name}:1: ")]


@pytest.mark.parametrize("name", ["Дом.yaml", "Home.yaml", "line.yaml", "other.yml"])
def test_a_case_file_with_a_wrong_name_is_told(folder: Path, name: str) -> None:
    (folder / HOME).rename(folder / "cases" / name)
    (folder / "cases" / "home.en.yaml").unlink()
    assert [one for one in checked(folder) if one.startswith(f"{folder / 'cases' / name}:1: ")]


def test_a_bomb_takes_no_memory(folder: Path) -> None:
    (folder / HOME).write_text(BOMB, "utf-8")
    tracemalloc.start()
    try:
        checked(folder)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_still_being_written_is_right_or_told(folder: Path, file: str) -> None:
    whole = (folder / file).read_bytes()
    for cut in range(0, len(whole), max(1, len(whole) // 12)):
        (folder / file).write_bytes(whole[:cut])
        said: list[str] = []
        fine = check(folder, said.append, today=TODAY)
        assert fine == (said[0] == "Содержание в порядке.")
        assert fine or any(one.startswith(f"{folder}/") for one in said)


@pytest.mark.parametrize("file", ["cases/home.yaml", "cases/home.en.yaml", "crisis.yaml"])
def test_a_line_that_is_lost_or_moved_is_right_or_told(folder: Path, file: str) -> None:
    lines = (folder / file).read_text("utf-8").splitlines()
    for index, line in enumerate(lines):
        for changed in ([], [f"  {line}"]):
            (folder / file).write_text(
                "\n".join([*lines[:index], *changed, *lines[index + 1 :], ""]), "utf-8"
            )
            said: list[str] = []
            if check(folder, said.append, today=TODAY):
                Book.read(folder, "ru")
            else:
                assert all(WHAT_TO_DO.search(one) and one.startswith(str(folder)) for one in said[:-1]), said


@pytest.mark.parametrize("change", ["\ufeff{}", "{}\n# конец\n", "---\n{}"], ids=["mark", "remark", "start"])
def test_what_only_looks_odd_is_taken(folder: Path, change: str) -> None:
    (folder / HOME).write_text(change.format(CASE).replace("\n", "\r\n"), "utf-8", newline="")
    said: list[str] = []
    assert check(folder, said.append, today=TODAY), said


def test_the_check_prints_each_problem_and_the_sum(folder: Path) -> None:
    said: list[str] = []
    assert check(folder, said.append, today=TODAY)
    assert said[0] == "Содержание в порядке."
    (folder / HOME).write_text(CASE.replace("[read, request]", "[read, window]"), "utf-8")
    (folder / "texts" / "ru.ftl").write_text("oops\n", "utf-8")
    said = checked(folder)
    assert said[0].startswith(f"{folder / HOME}:12: services[0].doors[1]: ")
    assert said[1].startswith(f"{folder / 'texts' / 'ru.ftl'}:1: ")
    assert said[-1] == "Найдено ошибок: 2. Исправьте их и проверьте ещё раз."
