"""Names that would pass for a worker's or the line's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.safety import resembles
from bot.domain.safety.folding import alike, plain
from bot.domain.safety.names import disguised


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Мария Иванова", "Мария Иванова"),
        ("МАРИЯ  ИВАНОВА", "Мария Иванова"),
        ("Mapия Ивaнoвa", "Мария Иванова"),
        ("Иванова Мария", "Мария Иванова"),
        ("Мария\u200b Ив\u2060анова", "Мария Иванова"),
        ("Мария Ивановa соцработник", "Мария Иванова"),
        ("Лuния Noддержkи", "Линия Поддержки"),
        ("Линия Подержки", "Линия Поддержки"),
        ("suppоrt_line", "Support Line"),
        ("𝐒upport Line", "Support Line"),
    ],
)
def test_a_name_that_looks_the_same_is_noticed(name: str, other: str) -> None:
    assert resembles(name, ["Пётр Сидоров", other]) == other


@pytest.mark.parametrize(
    "name", ["Мария", "Мария Петрова", "Марина Иванова", "Иван Марьин", "", "🌸", "Линия", "Нина Поддубная"]
)
def test_other_people_keep_their_names(name: str) -> None:
    assert resembles(name, ["Мария Иванова", "Линия Поддержки", "Мария"]) == ""


def test_a_single_name_counts_only_in_disguise() -> None:
    assert resembles("Мария", ["Мария"]) == ""
    assert resembles("Mapия", ["Мария"]) == "Мария"
    assert disguised("Mapия")
    assert not disguised("Maria Мария")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert alike(alike(text)) == alike(text)
    assert plain(plain(text)) == plain(text)


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=3))
def test_what_is_found_is_one_of_the_names(name: str, names: list[str]) -> None:
    assert resembles(name, names) in ("", *names)
