"""From the editors' phrases to a model that ranks: what is kept on disk is taken, the rest is worked out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.domain.safety.asking import MARK
from bot.domain.safety.likeness import Weights
from bot.domain.understanding import NOTHING, Understood
from bot.domain.understanding.examples import Example
from bot.domain.understanding.model import Model, learn_letters, learn_vectors
from bot.understanding import store, swindles
from bot.understanding.encoder import Encoder, NoEncoder

log = logging.getLogger(__name__)

AT_ONCE = 200
"""Vectors that are worked out between two savings."""

MINE = "vectors.npz"


class Stopped(Exception):
    """There is something newer to learn."""


class Learner:
    """Learns examples and ranks texts by the best that it has so far."""

    def __init__(
        self, beside: Path | None = None, *, vectors: bool = True, shipped: Path = store.SHIPPED
    ) -> None:
        self._beside = beside
        self._shipped = shipped
        self._wants_vectors = vectors
        self._encoder: Encoder | None = None
        self._weights: Weights | None = None
        self.known = store.Known()
        self.model: Model | None = None

    def rank(self, text: str) -> Understood:
        """What a text may mean, as far as anything was learnt."""
        model, encoder = self.model, self._encoder
        if text.startswith(MARK):
            return self._likened(text)
        if model is None:
            return NOTHING
        return model.rank(text, encoder if model.vectors is not None else None)

    def rank_quickly(self, text: str) -> Understood:
        """The same by the letters alone, a hundred times faster."""
        return self.model.rank(text) if self.model is not None and not text.startswith(MARK) else NOTHING

    def _likened(self, question: str) -> Understood:
        """How much a chat's message is like those of swindlers; NOTHING without vectors."""
        if self._encoder is None:
            return NOTHING
        self._weights = self._weights or swindles.load()
        return Understood(likeness=swindles.likeness(question, self._weights, self._encoder))

    def learn(self, examples: Sequence[Example], wanted: Callable[[], bool] = lambda: True) -> None:
        """Learn these examples; letters first, so that something serves soon. Raises Stopped."""
        if not examples:
            return
        self._load_encoder()
        name = store.model_name(examples, vectors=self._encoder is not None)
        kept = self._kept(examples, name)
        if kept is not None:
            self.model = kept
            return
        letters_name = store.model_name(examples, vectors=False)
        letters = self._kept(examples, letters_name)
        if letters is None:
            letters = learn_letters(examples)
            self._save(letters, letters_name)
        if self.model is None or self._encoder is None:
            self.model = letters
        if self._encoder is not None:
            texts = prepared(letters)
            self._encode(texts, self._encoder, wanted)
            self.model = learn_vectors(letters, self.known.get(texts))
            self._save(self.model, name)

    def complete(self) -> None:
        """Have every example's vector at hand, even where what was learnt did not need it."""
        if self.model is not None and self._encoder is not None:
            self._encode(prepared(self.model), self._encoder, lambda: True)

    def _load_encoder(self) -> None:
        if not self._wants_vectors or self._encoder is not None:
            return
        try:
            self._encoder = Encoder()
        except NoEncoder as error:
            self._wants_vectors = False
            log.warning("free text is understood by its letters alone: %s", error)
            return
        for file in (*reversed([*store.each_folder(self._beside, MINE)]), self._shipped):
            self.known.load(file)

    def _encode(self, texts: Sequence[str], encoder: Encoder, wanted: Callable[[], bool]) -> None:
        """Work out the vectors that are missing, and keep them as they come."""
        missing = [text for text in dict.fromkeys(texts) if text not in self.known]
        for start in range(0, len(missing), AT_ONCE):
            for text in missing[start : start + AT_ONCE]:
                if not wanted():
                    raise Stopped
                self.known.add(text, encoder([text])[0])
            for file in store.each_folder(self._beside, MINE):
                self.known.save(file, texts)

    def _kept(self, examples: Sequence[Example], name: str) -> Model | None:
        found = (store.load_model(examples, file) for file in store.each_folder(self._beside, name))
        return next((model for model in found if model is not None), None)

    def _save(self, model: Model, name: str) -> None:
        for file in store.each_folder(self._beside, name):
            store.save_model(model, file)


def prepared(model: Model) -> list[str]:
    """The examples as the encoder reads them: Russian in Russian letters."""
    return [model.languages.read(one.text)[1] for one in model.examples]
