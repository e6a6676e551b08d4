"""How many urgent texts the crisis list catches, and how many ordinary ones it disturbs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.content import load
from bot.domain.cases import CrisisKind, CrisisList, CrisisWords
from bot.domain.crisis import Crisis

CONTENT = load(Path(__file__).parents[2] / "content")
CRISIS = Crisis.compile(CONTENT.crisis)
TEXTS = Path(__file__).with_name("crisis_texts.jsonl")
ROWS = [json.loads(line) for line in TEXTS.read_text("utf-8").splitlines()]
"""Written before the list, and not looked at while it was written: `kind` is empty for ordinary texts.

The rows of set 2 only sound dangerous. The list was made stricter by them, and sixty of them were written
against its phrases, to find those that are too general: they say that it got no worse, not how good it is.
"""

ORDINARY = {
    "services": [
        phrase
        for case in CONTENT.cases
        for service in case.services
        for examples in service.intents
        for phrase in examples.phrases.get("ru", ())
    ],
    "desk": [phrase for one in CONTENT.desk for phrase in one.examples.phrases.get("ru", ())],
    "harmless": [phrase for one in CONTENT.harmless for phrase in one.phrases.get("ru", ())],
    "apart": [row["text"] for row in ROWS if not row["kind"] and "set" not in row],
    "sounding": [row["text"] for row in ROWS if not row["kind"] and row.get("set") == 2],
}
URGENT = {str(one.kind): one.examples.phrases.get("ru", ()) for one in CONTENT.crisis.kinds if one.examples}
APART = [row["text"] for row in ROWS if row["kind"]]

CAUGHT = {"suicide": 0.70, "violence": 0.82, "health": 0.90, "fire": 0.86, "gas": 0.88}
"""What the list finds of the editors' example phrases, which have few telling words on purpose."""

DISTURBED = {"services": 0.003, "desk": 0.01, "harmless": 0.01, "apart": 0.05, "sounding": 0.01}


def report(texts: Sequence[str]) -> str:
    """The texts that went wrong, one a line."""
    return "".join(f"\n    {CRISIS.find(text) or 'nothing'}: {text}" for text in texts)


@pytest.mark.parametrize("kind", CAUGHT)
def test_most_indirect_words_of_danger_are_caught_by_the_list_alone(kind: str) -> None:
    texts = URGENT[kind]
    missed = [text for text in texts if CRISIS.find(text) is None]
    assert len(missed) <= (1 - CAUGHT[kind]) * len(texts), report(missed)


def test_urgent_texts_that_the_list_was_not_written_from_are_caught() -> None:
    missed = [text for text in APART if CRISIS.find(text) is None]
    assert len(missed) <= 0.06 * len(APART), report(missed)


@pytest.mark.parametrize("where", DISTURBED)
def test_hardly_any_ordinary_text_raises_the_alarm(where: str) -> None:
    texts = ORDINARY[where]
    alarmed = [text for text in texts if CRISIS.find(text) is not None]
    assert len(alarmed) <= DISTURBED[where] * len(texts), report(alarmed)


def test_of_all_ordinary_texts_not_one_in_a_hundred_raises_the_alarm() -> None:
    texts = [text for listed in ORDINARY.values() for text in listed]
    assert len(texts) > 3_500
    alarmed = [text for text in texts if CRISIS.find(text) is not None]
    assert len(alarmed) <= 0.005 * len(texts), report(alarmed)


def test_the_figures_notice_a_list_that_hears_nothing_and_one_that_hears_everything() -> None:
    deaf = Crisis.compile(CrisisList("1", ()))
    shrill = Crisis.compile(
        CrisisList(
            "1", (CrisisWords(CrisisKind.FIRE, ("в", "на", "не", "и", "с", "как", "у", "по"), (), ()),)
        )
    )
    assert not any(deaf.find(text) for text in APART)
    assert sum(shrill.find(text) is not None for text in ORDINARY["apart"]) > 0.5 * len(ORDINARY["apart"])
