"""How people write: in Latin letters, on the wrong keyboard, with letters drawn out."""

from __future__ import annotations

import pytest

from bot.domain.understanding.spelling import (
    LONGEST,
    Languages,
    folded,
    other_layout,
    russian_letters,
    sentences,
)

RUSSIAN = (
    "таблетки на завтра последние",
    "обещали прийти и не пришли",
    "лекарства закончились, аптека далеко",
)
ENGLISH = ("nobody can walk the dog", "the cat is alone at home", "they promised to come and did not")


@pytest.fixture(scope="module")
def languages() -> Languages:
    """Two languages, of a few phrases each."""
    return Languages.learn([("ru", one) for one in RUSSIAN] + [("en", one) for one in ENGLISH])


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Помогииите!!! Ещё", "помогите еще"),
        ("АААА таблееетки", "а таблетки"),
        ("пятьсот 500 рублей 😀", "пятьсот 500 рублей"),
        ("ｆｕｌｌ", "full"),
    ],
)
def test_case_signs_and_drawn_out_letters_do_not_matter(text: str, read: str) -> None:
    assert folded(text) == read


def test_russian_in_latin_letters_is_read_as_russian(languages: Languages) -> None:
    assert russian_letters("lekarstva zakonchilis") == "лекарства закончилис"
    assert languages.read("Lekarstva zakonchilis a apteka daleko") == (
        "ru",
        "лекарства закончилис а аптека далеко",
    )


def test_russian_on_the_wrong_keyboard_is_read_as_russian(languages: Languages) -> None:
    assert other_layout("nf,ktnrb") == "таблетки"
    assert languages.read("nf,ktnrb yf pfdnhf") == ("ru", "таблетки на завтра")


def test_a_language_that_is_known_stays_as_it_is(languages: Languages) -> None:
    assert languages.read("nobody can come with the dog") == ("en", "nobody can come with the dog")
    assert languages.read("药吃完了") == ("zh", "药吃完了")
    assert languages.read("капли для dog") == ("ru", "капли для dog")


def test_a_language_that_nobody_taught_is_left_alone(languages: Languages) -> None:
    assert languages.read("xyzzy qwrk vbnm") == ("", "xyzzy qwrk vbnm")


def test_only_a_long_text_is_taken_apart() -> None:
    assert sentences("Кран течёт. Соседи стучат.") == []
    long = "Кран течёт вторую неделю, и никто не идёт. А ещё муж меня бьёт! " * 3
    assert sentences(long)[:2] == ["Кран течёт вторую неделю, и никто не идёт", "А ещё муж меня бьёт"]
    assert len(sentences("слово, " * 50_000)) == 0
    assert len(folded("слово " * 50_000)) <= LONGEST
