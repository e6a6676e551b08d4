"""Texts of the interface: said fast, said whole, and never the end of a conversation."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import ContentError, Texts
from bot.content.texts import LOST

REAL = Path(__file__).parents[2] / "content"

EXAMPLE = """
# A comment above a text belongs to it.
greeting = Здравствуйте!
    Чем помочь?
percent = Готово на 100% { "{" }и всё{ "}" }
named = Здравствуйте, { $name }!
percent-named = { $name }: 50% готово
open =
    { $count ->
        [one] { $count } заявка
        [few] { $count } заявки
       *[many] { $count } заявок
    }
line-name = Линия помощи
quoting = { line-name }: { named }
-brand = Забота
branded = { -brand } с вами, { $name }
button = Выбор
    .label = Нажмите, { $name }
only-attributes =
    .label = Да
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    return tmp_path


def written(folder: Path, source: str, locale: str = "ru") -> Texts:
    (folder / "texts" / f"{locale}.ftl").write_text(source, "utf-8")
    return Texts.load(folder, locale)


@pytest.fixture
def texts(folder: Path) -> Texts:
    return written(folder, EXAMPLE)


def test_a_text_without_values_is_said_as_written(texts: Texts) -> None:
    assert texts.say("greeting") == "Здравствуйте!\nЧем помочь?"
    assert texts.say("percent") == "Готово на 100% {и всё}"


def test_a_name_stands_where_the_editor_put_it(texts: Texts) -> None:
    assert texts.say("named", name="Анна") == "Здравствуйте, Анна!"
    assert texts.say("percent-named", name="Анна") == "Анна: 50% готово"


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 заявка"), (3, "3 заявки"), (11, "11 заявок"), (21, "21 заявка"), (1234, "1234 заявки")],
)
def test_numbers_take_the_right_ending_and_no_spaces(texts: Texts, count: int, said: str) -> None:
    assert texts.say("open", count=count) == said


def test_texts_may_quote_other_texts(texts: Texts) -> None:
    assert texts.say("quoting", name="Анна") == "Линия помощи: Здравствуйте, Анна!"
    assert texts.say("branded", name="Анна") == "Забота с вами, Анна"
    assert texts.variables("quoting") == {"name"}


def test_attributes_are_texts_of_their_own(texts: Texts) -> None:
    assert texts.say("button.label", name="Анна") == "Нажмите, Анна"
    assert texts.say("only-attributes.label") == "Да"
    assert not texts.has("only-attributes")


def test_whoever_writes_code_can_compare_ids_and_values(texts: Texts) -> None:
    assert texts.has("named")
    assert not texts.has("nothing")
    assert {"greeting", "open", "button.label"} <= texts.ids()
    assert texts.variables("open") == {"count"}
    assert texts.variables("nothing") == frozenset()


def test_a_lost_text_still_says_something_and_is_logged_once(
    texts: Texts, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert texts.say("nothing", name="Анна") == LOST
        assert texts.say("nothing", name="Анна") == LOST
    assert [record.getMessage() for record in caplog.records] == ["text nothing is not written"]


@pytest.mark.parametrize("id", ["named", "branded", "open", "quoting"])
def test_a_forgotten_value_shows_as_an_ellipsis_and_is_logged_once_without_texts(
    texts: Texts, caplog: pytest.LogCaptureFixture, id: str
) -> None:
    with caplog.at_level(logging.ERROR):
        assert "…" in texts.say(id)
        texts.say(id, other="тайна")
    assert [record.getMessage() for record in caplog.records] == [f"text {id} misses a value"]


@given(st.text(max_size=200))
def test_what_people_write_is_repeated_letter_by_letter(value: str) -> None:
    assert SAID.say("simple", value=value) == f"<{value}>"
    assert SAID.say("chosen", value=value, count=1) == f"один {value}"


@given(st.one_of(st.integers(), st.none(), st.booleans(), st.floats(), st.dates(), st.binary(max_size=9)))
def test_no_sort_of_value_breaks_a_text(value: object) -> None:
    assert SAID.say("simple", value=value)
    assert SAID.say("chosen", value=value, count=value)


def _said() -> Texts:
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "texts").mkdir()
        plural = "chosen = { $count ->\n    [one] один { $value }\n   *[other] { $value }!\n }\n"
        return written(Path(place), "simple = <{ $value }>\n" + plural)


SAID = _said()


def test_whole_hours_are_said_without_a_fraction() -> None:
    assert SAID.say("simple", value=24.0) == "<24>"
    assert SAID.say("simple", value=1.5) == "<1.5>"
    assert SAID.say("chosen", value=24.0, count=2) == "24!"


BROKEN = {
    "a text without a sign of equality": ("fine = Хорошо\nгреет\n", 2, "Проверьте"),
    "an open bracket": ("fine = Хорошо\nopen = Здравствуйте, { $name\n", 2, "скобок"),
    "the same id twice": ("one = А\ntwo = Б\none = В\n", 3, "Оставьте один"),
    "a reference to nothing": ("one = { two }\n", 1, "«two»"),
    "a brand that is not written": ("one = А\ntwo = { -brand }\n", 2, "«-brand»"),
    "an unknown function": ("one = { SHOUT($name) }\n", 1, "SHOUT"),
    "a text that quotes itself": ("one = { two }\ntwo = { one }\n", 1, "сам на себя"),
    "a text longer than a message": (f"one = {'а' * 4000}\n", 1, "Сократите"),
    "danger without numbers": ("one = А\ncrisis-fire = Выходите.\n", 2, "Верните { $numbers }"),
    "a choice without a default": ("one = { $n ->\n    [one] А\n}\n", 3, "Проверьте"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_text_is_named_by_file_and_line(folder: Path, case: str) -> None:
    source, line, sentence = BROKEN[case]
    with pytest.raises(ContentError) as caught:
        written(folder, source)
    problem = caught.value.problems[0]
    assert problem.file.endswith("texts/ru.ftl")
    assert problem.line == line
    assert sentence in problem.sentence


def test_lines_are_counted_right_in_files_of_windows(folder: Path) -> None:
    (folder / "texts" / "ru.ftl").write_bytes("\ufeffone = А\r\n\r\ntwo = Б\r\none = В\r\n".encode())
    with pytest.raises(ContentError) as caught:
        Texts.load(folder, "ru")
    assert caught.value.problems[0].line == 4


@pytest.mark.parametrize("locale", ["ru", "no-such-language", "zz"])
def test_a_language_that_is_not_there_is_told_in_a_sentence(folder: Path, locale: str) -> None:
    with pytest.raises(ContentError) as caught:
        Texts.load(folder, locale)
    assert "BOT_LOCALE" in caught.value.problems[0].sentence


def test_a_file_that_is_not_utf_8_is_told_in_a_sentence(folder: Path) -> None:
    (folder / "texts" / "ru.ftl").write_bytes("one = Привет".encode("cp1251"))
    with pytest.raises(ContentError, match="UTF-8"):
        Texts.load(folder, "ru")


def test_a_file_named_after_no_language_is_told_in_a_sentence(folder: Path) -> None:
    with pytest.raises(ContentError, match="по языку"):
        written(folder, "one = А", locale="qqq")


def test_the_real_texts_load() -> None:
    assert Texts.load(REAL, "ru").locale == "ru"
