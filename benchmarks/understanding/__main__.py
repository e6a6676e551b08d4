"""Hold labelled texts against the understanding: JSON lines with `lang`, `text`, `intent`, `urgent`."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.understanding.timing import print_times
from bot.content import load
from bot.domain.crisis import Crisis
from bot.domain.understanding import Understood
from bot.domain.understanding.examples import examples_of
from bot.understanding.learning import Learner


@dataclass(frozen=True, slots=True)
class Judged:
    """One text with what is true of it and what was understood."""

    text: str
    language: str
    intent: str
    urgent: bool
    found: Understood
    alarmed: bool

    @property
    def place(self) -> int:
        """Where the right intent stands, from zero; 99 where it does not."""
        names = [guess.intent for guess in self.found.guesses]
        return names.index(self.intent) if self.intent in names else 99


def main() -> int:
    """Print the figures, and what went wrong where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--letters", action="store_true", help="without sentence vectors")
    parser.add_argument("--time", action="store_true", help="only what a text costs the process that ranks")
    parser.add_argument("--wrong", action="store_true", help="show the texts that went wrong")
    given = parser.parse_args()
    if given.time:
        print_times([row["text"] for file in given.files for row in read(file)])
        return 0
    content = load(Path("content"))
    learner = Learner(vectors=not given.letters)
    began = time.perf_counter()
    learner.learn(examples_of(content))
    print(f"learnt or loaded in {time.perf_counter() - began:.1f} s")
    crisis = Crisis.compile(content.crisis)
    judged, spent = [], 0.0
    for row in (row for file in given.files for row in read(file)):
        began = time.process_time()
        found = learner.rank(row["text"])
        spent += time.process_time() - began
        alarmed = crisis.find(row["text"]) is not None
        judged.append(Judged(row["text"], row["lang"], row["intent"], row["urgent"], found, alarmed))
    print(f"{len(judged)} texts, {spent / len(judged) * 1000:.1f} ms of processor each")
    report(judged)
    if given.wrong:
        wrong(judged)
    return 0


def read(file: Path) -> list[dict[str, Any]]:
    """The texts of a file, packed or not."""
    text = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return [json.loads(line) for line in text.decode().splitlines() if line.strip()]


def report(judged: Sequence[Judged]) -> None:
    """A line for each language: where the right intent stands, and what danger was seen."""
    print("         texts  top-1  top-3 | urgent  asked or alarmed | others   asked  alarmed")
    for language in ("ru", "en", "pl", "zh", "all"):
        here = [one for one in judged if language in (one.language, "all")]
        if not here:
            continue
        urgent = [one for one in here if one.urgent]
        others = [one for one in here if not one.urgent]
        print(
            f"{language:8} {len(here):5} {share(here, lambda one: one.place == 0)}"
            f" {share(here, lambda one: one.place < 3)} |"
            f" {len(urgent):6} {share(urgent, lambda one: one.found.urgent or one.alarmed):>17} |"
            f" {len(others):6} {share(others, lambda one: one.found.urgent or one.alarmed):>7}"
            f"  {share(others, lambda one: one.alarmed)}"
        )


def share(judged: Sequence[Judged], right: Any) -> str:
    """How many of them, in percent."""
    return f"{100 * sum(map(right, judged)) / len(judged):5.1f}%" if judged else "    –"


def wrong(judged: Sequence[Judged]) -> None:
    """The texts that went wrong, and the intents that take others for their own."""
    for one in judged:
        guesses = " ".join(f"{guess.intent} {guess.score:.2f}" for guess in one.found.guesses[:3])
        if one.place > 0:
            print(f"{one.place + 1:3} {one.intent}: {one.text} | {guesses}")
        if one.urgent != (one.found.urgent or one.alarmed):
            print(f"{'missed' if one.urgent else 'asked'} {one.intent}: {one.text} | {guesses}")
    pairs = Counter(
        (one.intent, one.found.guesses[0].intent) for one in judged if one.place and one.found.guesses
    )
    print(", ".join(f"{right} → {taken}: {times}" for (right, taken), times in pairs.most_common(12)))


if __name__ == "__main__":
    sys.exit(main())
