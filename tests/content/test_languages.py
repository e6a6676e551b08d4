"""The languages of the line: numbers are counted right, labels fit, nobody is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import Book, Texts
from bot.flows.services import Wish

CONTENT = Path("content")
LANGUAGES = ("en", "pl", "zh")
OF_STAFF = frozenset({Wish.RELOAD, Wish.LEADING, Wish.MODERATING})
"""Wishes of those who read the default language."""


@pytest.fixture(scope="module")
def russian() -> Texts:
    return Texts.load(CONTENT, "ru")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ru",
            {1: "1 заявка", 2: "2 заявки", 5: "5 заявок", 11: "11 заявок", 21: "21 заявка", 22: "22 заявки"},
        ),
        ("en", {1: "1 request:", 2: "2 requests", 11: "11 requests", 21: "21 requests"}),
        (
            "pl",
            {1: "1 zgłoszenie:", 2: "2 zgłoszenia", 5: "5 zgłoszeń", 21: "21 zgłoszeń", 22: "22 zgłoszenia"},
        ),
        ("zh", {1: "1 个申请", 2: "2 个申请", 5: "5 个申请"}),
    ],
)
def test_requests_are_counted_as_the_language_counts(
    russian: Texts, language: str, said: dict[int, str]
) -> None:
    texts = Texts.load(CONTENT, language, russian)
    for count, words in said.items():
        assert words in texts.say("mine", count=count, lines="")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_itself_and_offers_itself(russian: Texts, language: str) -> None:
    own = Texts.load(CONTENT, language, russian).ids()
    assert {"language-name", "language-ask", "language-offer", "language-set", "button-language"} <= own
    assert {f"words-{wish}" for wish in Wish if wish not in OF_STAFF} <= own
    assert {"key-menu", "key-back", "key-cancel", "key-person"} <= own


def test_keys_under_the_input_are_words_that_are_heard() -> None:
    book = Book.read(CONTENT, "ru")
    assert book.languages == ("ru", *LANGUAGES)
    for language in book.languages:
        say = book.localised(language).texts.say
        for wish in (Wish.MENU, Wish.BACK, Wish.CANCEL, Wish.PERSON):
            assert say(f"key-{wish}").casefold() in say(f"words-{wish}").casefold(), (language, wish)
