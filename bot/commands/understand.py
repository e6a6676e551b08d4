"""`understand`: what the line makes of texts, one a line on the input; for editors and for measurements."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.commands.words import tell
from bot.content import load
from bot.domain.crisis import Crisis
from bot.domain.understanding import Understood
from bot.domain.understanding.examples import examples_of
from bot.understanding import store
from bot.understanding.learning import Learner, prepared


class _Content(BaseSettings):
    """Where the content is; no other setting is needed."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_", env_file=".env", extra="ignore", env_ignore_empty=True
    )

    content: Path = Path("content")


def run(given: argparse.Namespace) -> int:
    """Print a JSON object for each line of the input."""
    logging.disable(logging.INFO)
    try:
        chosen = _Content()
    except (OSError, UnicodeDecodeError):
        chosen = _Content(_env_file=None)
    content = load(chosen.content)
    learner = Learner()
    learner.learn(examples_of(content))
    if given.ship:
        return _ship(learner)
    crisis = Crisis.compile(content.crisis)
    for text in _lines():
        danger = crisis.find(text) is not None
        sys.stdout.buffer.write(orjson.dumps(shown(learner.rank(text), danger=danger)) + b"\n")
        sys.stdout.buffer.flush()
    return 0


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", "replace").rstrip("\r\n")


def shown(understood: Understood, *, danger: bool = False) -> dict[str, Any]:
    """What was understood, for reading; words of danger are urgent whatever else was understood."""
    guesses: list[dict[str, Any]] = [
        {"id": guess.intent, "score": round(guess.score, 4), "service": guess.service or None}
        for guess in understood.guesses
    ] or [{"id": "other", "score": 1.0, "service": None}]
    return {"intents": guesses, "urgent": understood.urgent or danger}


def _ship(learner: Learner) -> int:
    """Keep the vectors of all phrases with the program, so that nobody has to wait for them."""
    if learner.model is None or learner.model.vectors is None:
        tell("understand-no-vectors")
        return 1
    learner.complete()
    learner.known.save(store.SHIPPED, prepared(learner.model))
    tell("understand-shipped", file=str(store.SHIPPED))
    return 0
