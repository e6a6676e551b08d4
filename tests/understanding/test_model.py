"""What a text means by what was learnt: by letters alone, and by vectors as well."""

from __future__ import annotations

import pytest

from bot.domain.cases import CrisisKind
from bot.domain.understanding import NOTHING, Guess, Understood
from bot.domain.understanding.model import Model, learn_letters, learn_vectors
from tests.understanding.small import EXAMPLES, embed


@pytest.fixture(scope="module")
def letters() -> Model:
    """Learnt without vectors."""
    return learn_letters(EXAMPLES)


@pytest.fixture(scope="module")
def whole(letters: Model) -> Model:
    """Learnt with vectors."""
    return learn_vectors(letters, embed([one.text for one in EXAMPLES]))


def first(understood: Understood) -> Guess:
    """The best guess."""
    return understood.guesses[0]


def test_letters_know_a_word_by_its_stem_and_with_a_mistake_in_it(letters: Model) -> None:
    assert first(letters.rank("таблетачки кончились")).intent == "medicine"
    assert first(letters.rank("СОБАКУУУ выгулять бы")).intent == "pets"
    assert first(letters.rank("tabletki konchilis")).intent == "medicine"


def test_vectors_speak_beside_the_letters(whole: Model) -> None:
    found = whole.rank("my dog", embed)
    assert first(found).intent == "pets"
    assert first(found).service == "household/pets"
    assert first(found).like in {one.text for one in EXAMPLES if one.intent == "pets"}


def test_the_best_service_of_an_intent_comes_first_and_the_others_after_it(whole: Model) -> None:
    found = first(whole.rank("забываю принимать таблетки, напомните", embed))
    assert (found.intent, found.service, found.others) == (
        "medicine",
        "medical/reminders",
        ("medical/medicines",),
    )
    assert found.opens == ""


def test_an_intent_of_the_desk_opens_what_the_desk_says(whole: Model) -> None:
    found = first(whole.rank("так где же заявка", embed))
    assert (found.intent, found.service, found.opens) == ("status", "", "mine")


def test_danger_asks_its_question_with_its_kind_and_what_only_sounds_so_does_not(whole: Model) -> None:
    found = whole.rank("он с ножом за дверью, дверь ломает", embed)
    assert found.urgent
    assert found.danger is CrisisKind.VIOLENCE
    assert first(found).opens == "crisis"
    assert "urgent_danger" not in {guess.intent for guess in found.suggestions}
    calm = whole.rank("таблетки кончились, до аптеки не дойти", embed)
    assert not calm.urgent
    assert calm.danger is None


def test_danger_in_one_sentence_of_a_long_text_is_seen(whole: Model) -> None:
    chatter = "Кот у нас рыжий, и собака есть, кошка третий день не ест. Таблетки от давления пока есть. "
    assert not whole.rank(chatter * 2, embed).urgent
    assert whole.rank(chatter * 2 + "А за дверью кто-то с ножом, дверь ломают.", embed).urgent


def test_scores_descend_and_are_shares_of_one(whole: Model) -> None:
    scores = [guess.score for guess in whole.rank("кота покормить", embed).guesses]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 5
    assert 0.99 < sum(scores) < 1.001


def test_at_most_three_are_suggested_and_never_the_menu(whole: Model) -> None:
    found = whole.rank("добрый день", embed)
    assert first(found).intent == "other"
    assert len(found.suggestions) <= 3
    assert "other" not in {guess.intent for guess in found.suggestions}


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "!!! ... ???", "\u200b", "\ud800"])
def test_a_text_without_words_means_nothing(whole: Model, text: str) -> None:
    assert whole.rank(text, embed) == NOTHING


@pytest.mark.parametrize(
    "text", ["ф" * 100_000, "a b " * 50_000, "таблетки " * 20_000, "\0\0 кот", "药" * 5000]
)
def test_no_text_is_too_odd(whole: Model, text: str) -> None:
    assert whole.rank(text, embed).guesses


def test_the_same_is_learnt_every_time(letters: Model) -> None:
    again = learn_letters(EXAMPLES)
    assert again.rank("собаку покормить") == letters.rank("собаку покормить")
