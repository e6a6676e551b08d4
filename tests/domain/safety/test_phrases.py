"""Phrases as editors write them, looked for among words."""

from __future__ import annotations

import pytest

from bot.domain.crisis import PhraseError, readings
from bot.domain.safety.phrases import NEAR, Lookup, read


def stands(phrase: str, text: str) -> bool:
    lookup = Lookup()
    (sought,) = lookup.add([phrase])
    return sought.found(lookup.places(readings(text)[0].split())) is not None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("код", "мой код"),
        ("продикт*", "продиктуйте мне"),
        ("скажи|назови ... код", "назови мне скорее этот код"),
        ("в_личк*|в_лс", "пиши в личку"),
        ("код & смс & мне", "мне пришлите тот код что в смс"),
        ("安全账户", "转到安全账户"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert stands(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("код", "кодекс"),
        ("скажи код", "скажи этот код"),
        ("скажи ... код", "скажи мне раз и два и код"),
        ("в_личк*", "личка в пути"),
        ("код & смс", "код" + " слово" * (NEAR + 1) + " смс"),
        ("скажи ... код", "код скажи"),
    ],
)
def test_what_only_looks_like_a_phrase_is_not(phrase: str, text: str) -> None:
    assert not stands(phrase, text)


@pytest.mark.parametrize("phrase", ["код &", "... код", "код ...", "к-о-*-д", "*"])
def test_a_phrase_that_means_nothing_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        read(phrase)
