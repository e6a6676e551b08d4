"""What was learnt from the examples, and what a text means by it.

Two linear models look at a text, one at its letters and one at its sentence vector, and beside them the
examples that are nearest; their opinions are multiplied. Without vectors the letters alone decide. They tell
services apart; the probability of an intent is the sum over its services.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.cases import URGENT, CrisisKind
from bot.domain.understanding import NOTHING, Guess, Understood, dense, grams
from bot.domain.understanding.examples import Example
from bot.domain.understanding.grams import Floats, softmax
from bot.domain.understanding.spelling import Languages, folded, sentences

Embed = Callable[[Sequence[str]], Floats]
"""Sentence vectors of texts, one a row."""

NEAR, LETTERS = 0.5, 0.7
"""What the nearest examples and the letters have to say, next to the vectors' one."""

FAMILIAR = 0.5
"""Share of known grams from which the letters have their full say: of a new language they know nothing."""

DOUBT = 0.5
"""What the models of danger alone say next to the meanings."""

ASKED, ASKED_BY_LETTERS = -3.0, -2.5
"""Logit of danger from which the soft question is put, with vectors and without (docs/understanding.md)."""

FOREIGN = 1.2
"""How much surer danger must be in a language with fewer phrases, where more looks like it than is."""

APART = 2.0
"""How much surer a sentence must be than the whole text would have to be."""

SURE, CLEAR = 0.8, 0.2
"""Probability of the first intent from which it may be named alone, and below which nobody answers."""

SURE_OF_KIND = 0.8
"""Share among the dangers from which one may be named: the wrong number costs more than a longer list."""

MOST, MOST_OTHERS = 5, 3
_LEAST = 1e-7


@dataclass(frozen=True, slots=True)
class Letters:
    """The model over grams: weights of the meanings, and of danger against all the rest."""

    vocabulary: grams.Vocabulary
    meaning: Floats
    danger: Floats


@dataclass(frozen=True, slots=True)
class Vectors:
    """The model over sentence vectors, and the examples' own, centred."""

    centres: dense.Centres
    meaning: Floats
    danger: Floats
    examples: Floats


@dataclass(frozen=True, slots=True)
class Opinion:
    """Of one text: probabilities of the intents and of the meanings, the logit of danger, the nearest."""

    intents: Floats
    meanings: Floats
    danger: float
    near: Floats | None


@dataclass(slots=True)
class Model:
    """Knowledge in numbers. A meaning is an intent and who answers it."""

    examples: tuple[Example, ...]
    languages: Languages
    letters: Letters
    vectors: Vectors | None = None
    meanings: tuple[tuple[str, str], ...] = field(init=False)
    intents: tuple[str, ...] = field(init=False)
    _intent_of: NDArray[Any] = field(init=False)
    _neighbours: dense.Neighbours | None = field(init=False)
    _mainly: str = field(init=False)

    def __post_init__(self) -> None:
        self.meanings = meanings_of(self.examples)
        self.intents = tuple(sorted({intent for intent, _ in self.meanings}))
        number = {intent: index for index, intent in enumerate(self.intents)}
        self._intent_of = np.array([number[intent] for intent, _ in self.meanings])
        self._mainly = Counter(one.language for one in self.examples).most_common(1)[0][0]
        self._neighbours = None
        if self.vectors is not None:
            labels = np.array([number[one.intent] for one in self.examples])
            self._neighbours = dense.Neighbours.of(self.vectors.examples, labels, len(self.intents))

    def rank(self, text: str, embed: Embed | None = None) -> Understood:
        """What a text may mean; by its letters alone where no vectors are given."""
        language, written = self.languages.read(text)
        parts = [written, *sentences(written)]
        if not folded(written):
            return NOTHING
        found = embed(parts) if embed is not None and self.vectors is not None else None
        opinions = [
            self._opinion(part, language, found[number] if found is not None else None)
            for number, part in enumerate(parts)
        ]
        whole = opinions[0]
        dangers = [one.danger - (APART if number else 0.0) for number, one in enumerate(opinions)]
        asked = ASKED if found is not None else ASKED_BY_LETTERS
        urgent = max(dangers) >= asked + (FOREIGN if language != self._mainly else 0.0)
        worst = opinions[dangers.index(max(dangers))]
        return self._understood(whole, worst if urgent else None)

    def _opinion(self, text: str, language: str, vector: Floats | None) -> Opinion:
        row = self.letters.vocabulary.row(folded(text))
        familiar = min(1.0, row.known / FAMILIAR)
        spelt = softmax(grams.scores(row, self.letters.meaning))
        alarmed = familiar * float(np.diff(grams.scores(row, self.letters.danger))[0])
        if vector is None or self.vectors is None or self._neighbours is None:
            intents = self._summed(spelt)
            return Opinion(intents, spelt, self._danger(intents) + DOUBT * alarmed, None)
        centred = self.vectors.centres.centred(vector[None], [language])
        meant = softmax(dense.scores(centred, self.vectors.meaning))[0]
        felt = float(np.diff(dense.scores(centred, self.vectors.danger)[0])[0])
        near = self._neighbours.near(centred[0])
        say = LETTERS * familiar
        logs = (
            np.log(self._summed(meant) + _LEAST)
            + NEAR * np.log(self._neighbours.weigh(near) + _LEAST)
            + say * np.log(self._summed(spelt) + _LEAST)
        )
        intents = softmax(logs.astype(np.float32))
        meanings = softmax((np.log(meant + _LEAST) + say * np.log(spelt + _LEAST)).astype(np.float32))
        return Opinion(intents, meanings, self._danger(intents) + DOUBT * (alarmed + felt), near)

    def _summed(self, meanings: Floats) -> Floats:
        summed = np.bincount(self._intent_of, weights=meanings, minlength=len(self.intents))
        return summed.astype(np.float32)

    def _danger(self, intents: Floats) -> float:
        share = sum(float(intents[number]) for number, one in enumerate(self.intents) if one in URGENT)
        share = min(max(share, 1e-6), 1 - 1e-6)
        return float(np.log(share / (1 - share)))

    def _understood(self, whole: Opinion, worst: Opinion | None) -> Understood:
        order = np.argsort(-whole.intents, kind="stable")[:MOST]
        guesses = tuple(self._guess(int(number), whole) for number in order)
        first = guesses[0]
        return Understood(
            guesses=guesses,
            urgent=worst is not None,
            danger=self._kind(worst) if worst is not None else None,
            sure=first.score >= SURE and first.intent not in URGENT,
            clear=first.score >= CLEAR,
        )

    def _guess(self, intent: int, opinion: Opinion) -> Guess:
        mine = [number for number in np.flatnonzero(self._intent_of == intent) if self.meanings[number][1]]
        places = [self.meanings[number][1] for number in sorted(mine, key=lambda one: -opinion.meanings[one])]
        services = [place for place in places if "/" in place]
        name = self.intents[intent]
        opens = "crisis" if name in URGENT else next((place for place in places if "/" not in place), "")
        return Guess(
            intent=name,
            score=float(opinion.intents[intent]),
            service=services[0] if services else "",
            opens="" if services else opens,
            like=self._like(intent, opinion),
            others=tuple(services[1 : 1 + MOST_OTHERS]),
        )

    def _like(self, intent: int, opinion: Opinion) -> str:
        """The nearest example of an intent."""
        if opinion.near is None or self._neighbours is None:
            return ""
        mine = np.flatnonzero(self._neighbours.labels == intent)
        return self.examples[int(mine[np.argmax(opinion.near[mine])])].text

    def _kind(self, opinion: Opinion) -> CrisisKind | None:
        """The danger that is meant; none where it may as well be another."""
        kinds = {str(kind) for kind in CrisisKind}
        said = [number for number, (_, place) in enumerate(self.meanings) if place in kinds]
        if not said:
            return None
        weights = opinion.meanings[said]
        likeliest = int(np.argmax(weights))
        if weights[likeliest] < SURE_OF_KIND * weights.sum():
            return None
        return CrisisKind(self.meanings[said[likeliest]][1])


def meanings_of(examples: Sequence[Example]) -> tuple[tuple[str, str], ...]:
    """The meanings that examples have."""
    return tuple(sorted({_meaning(one) for one in examples}))


def _meaning(one: Example) -> tuple[str, str]:
    return one.intent, one.service or one.danger or one.opens


def _costs(labels: NDArray[Any]) -> Floats:
    """What a mistake at each example costs: a rare meaning weighs as much as a frequent one."""
    counted = np.bincount(labels)
    weights = counted.sum() / (np.count_nonzero(counted) * np.maximum(counted, 1))
    found: Floats = weights[labels].astype(np.float32)
    return found


@dataclass(frozen=True, slots=True)
class _Labels:
    meaning: NDArray[Any]
    danger: NDArray[Any]
    costs: Floats
    danger_costs: Floats

    @classmethod
    def of(cls, examples: Sequence[Example]) -> _Labels:
        number = {meaning: index for index, meaning in enumerate(meanings_of(examples))}
        intents = {intent: index for index, intent in enumerate(sorted({one.intent for one in examples}))}
        danger = np.array([int(one.intent in URGENT) for one in examples])
        costs = _costs(np.array([intents[one.intent] for one in examples]))
        # What only sounds dangerous counts double: the border is drawn by it.
        harmless = np.array([2.0 if not (one.service or one.opens) else 1.0 for one in examples])
        weighed = _costs(danger) * harmless
        return cls(
            np.array([number[_meaning(one)] for one in examples]),
            danger,
            costs,
            (weighed / weighed.mean()).astype(np.float32),
        )


def learn_letters(examples: Sequence[Example]) -> Model:
    """The model without vectors: seconds."""
    languages = Languages.learn((one.language, one.text) for one in examples)
    texts = [folded(languages.read(one.text)[1]) for one in examples]
    vocabulary = grams.Vocabulary.learn(texts)
    rows = [vocabulary.row(text) for text in texts]
    labels = _Labels.of(examples)
    size = len(vocabulary.words)
    meaning = grams.train(rows, labels.meaning, labels.costs, size, int(labels.meaning.max()) + 1)
    danger = grams.train(rows, labels.danger, labels.danger_costs, size, 2)
    return Model(tuple(examples), languages, Letters(vocabulary, meaning, danger))


def learn_vectors(model: Model, vectors: Floats) -> Model:
    """The same with the examples' sentence vectors: a second."""
    languages = [one.language for one in model.examples]
    centres = dense.Centres.learn(vectors, languages)
    centred = centres.centred(vectors, languages)
    labels = _Labels.of(model.examples)
    meaning = dense.train(centred, labels.meaning, labels.costs, int(labels.meaning.max()) + 1)
    danger = dense.train(centred, labels.danger, labels.danger_costs, 2)
    return Model(model.examples, model.languages, model.letters, Vectors(centres, meaning, danger, centred))
