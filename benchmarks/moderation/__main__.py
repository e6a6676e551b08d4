"""Judge messages of which it is known what they are, and print how often that went right."""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.moderation.bars import curve, weight
from benchmarks.moderation.messages import FOLDS, HARD, MORE, OPEN, SEALED, SPLITS, Message, read, sealed
from bot.content import Book
from bot.domain.safety import Rules, judge, question
from bot.domain.safety.likeness import Floats, Weights, learn, parts
from bot.understanding import swindles
from bot.understanding.encoder import Encoder

KEPT = Path("build/moderation-vectors.npz")
"""Vectors of open messages, which take a minute to work out."""


def main() -> int:
    """Print the figures that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.moderation")
    parser.add_argument(
        "--sealed",
        type=int,
        nargs="?",
        const=max(SEALED),
        choices=sorted(SEALED),
        help="a sealed set, the last one unless numbered; look once, at the end",
    )
    parser.add_argument(
        "--learn", action="store_true", help="learn the weights that are shipped, from all open ones"
    )
    parser.add_argument(
        "--folds",
        action="store_true",
        help="each fifth of all open ones by weights that the others teach, and what other bars would hold",
    )
    parser.add_argument(
        "--phrases", action="store_true", help="without likeness, as where vectors cannot be made"
    )
    parser.add_argument(
        "--wrong", action="store_true", help="show what went wrong, but for what is kept back"
    )
    given = parser.parse_args()
    rules = Book.read(Path("content"), "ru").safety
    if given.learn:
        swindles.save(_learnt([*read(OPEN), *read(MORE)]))
        return 0
    if given.sealed:
        weights = swindles.load()
        held = _judged(sealed(given.sealed), rules, None if given.phrases else weights)
        return _report(f"sealed set {given.sealed}", held)
    if given.folds:
        return _cross_validated(rules)
    messages = read(OPEN)
    kept_back = [one for one in messages if one.hidden]
    rest = [one for one in messages if not one.hidden]
    honest = None if given.phrases else _learnt([*rest, *read(MORE)])
    _report("the third that is kept back (weights learnt without it)", _judged(kept_back, rules, honest))
    judged = _judged(rest, rules, None if given.phrases else swindles.load())
    _report("the other two thirds (rules and weights were made by them)", judged)
    if given.wrong:
        for message, was in judged:
            if message.scam != was:
                print(
                    "missed" if message.scam else "held", "|", message.seen.name, "|", message.seen.text[:200]
                )
    _times(messages, rules, swindles.load())
    return 0


def _cross_validated(rules: Rules) -> int:
    """Each fifth of all open messages, judged by what the others teach; where they came from, apart."""
    files = {file.name: read([file]) for file in (*OPEN, *MORE)}
    messages = [one for some in files.values() for one in some]
    encode = _kept(messages)
    likes: dict[str, dict[int, float]] = {split: {} for split in SPLITS}
    for split, known in likes.items():
        for fold in range(FOLDS):
            weights = _learnt([one for one in messages if one.fold(split) != fold])
            for one in messages:
                if one.fold(split) == fold:
                    known[id(one)] = swindles.likeness(question(one.seen), weights, encode)
    first = likes[SPLITS[0]]
    judged = {id(one): (one, judge(one.like(first[id(one)]), rules).held) for one in messages}
    for name, some in files.items():
        _report(name, [judged[id(one)] for one in some])
    _report("all open ones, each fifth by weights learnt without it", list(judged.values()))
    written = [one for name, some in files.items() if name != HARD.name for one in some]
    for title, standing in (("newcomers", False), ("known members", True)):
        print(f"bars for {title}, {len(SPLITS)} splits of all files but {HARD.name}")
        mine = [one for one in written if one.seen.known == standing]
        weighed = [(one, weight(one, known[id(one)], rules)) for known in likes.values() for one in mine]
        print(*curve(weighed), sep="\n")
    return 0


def _kept(messages: Sequence[Message]) -> Callable[[Sequence[str]], Floats]:
    """An encoder that knows these messages' vectors by heart."""
    texts = [part for one in messages for part in parts(one.seen.text)]
    known = dict(zip(texts, _vectors(texts), strict=True))
    return lambda asked: np.array([known[one] for one in asked])


def _learnt(messages: Sequence[Message]) -> Weights:
    texts = [parts(one.seen.text)[0] for one in messages]
    return learn([one.seen for one in messages], _vectors(texts), [one.scam for one in messages])


def _vectors(texts: Sequence[str]) -> Floats:
    """A vector for each text; those of open messages are kept."""
    known: dict[str, Floats] = {}
    if KEPT.exists():
        with np.load(KEPT, allow_pickle=False) as kept:
            known = dict(zip(str(kept["texts"]).split("\x1e"), kept["vectors"], strict=True))
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    if missing:
        known |= dict(zip(missing, Encoder()(missing), strict=True))
        KEPT.parent.mkdir(exist_ok=True)
        np.savez_compressed(KEPT, texts=np.array("\x1e".join(known)), vectors=np.array(list(known.values())))
    return np.array([known[text] for text in texts])


def _judged(messages: Sequence[Message], rules: Rules, weights: Weights | None) -> list[tuple[Message, bool]]:
    encoder = None if weights is None else Encoder()
    found = []
    for one in messages:
        likeness = None
        if weights is not None and encoder is not None:
            likeness = swindles.likeness(question(one.seen), weights, encoder)
        found.append((one, judge(one.like(likeness), rules).held))
    return found


def _report(title: str, judged: Sequence[tuple[Message, bool]]) -> int:
    print(f"{title}: {len(judged)} messages")
    print("              scams  held         ordinary  held")
    groups: list[tuple[str, Callable[[Message], bool]]] = [
        *(
            (language, lambda one, language=language: one.language == language)
            for language in ("ru", "en", "pl", "zh")
        ),
        ("newcomers", lambda one: not one.seen.known),
        ("known", lambda one: one.seen.known),
        ("all", lambda _: True),
    ]
    for name, belongs in groups:
        scams = [was for one, was in judged if one.scam and belongs(one)]
        others = [was for one, was in judged if not one.scam and belongs(one)]
        print(f"  {name:10} {len(scams):6}  {_share(scams):12} {len(others):7}  {_share(others)}")
    return 0


def _share(held: Sequence[bool]) -> str:
    return f"{sum(held):4} = {100 * sum(held) / len(held):5.2f}%" if held else "-"


def _times(messages: Sequence[Message], rules: Rules, weights: Weights) -> None:
    turns, asked = [], []
    encoder = Encoder()
    for one in messages:
        began = time.perf_counter()
        judge(one.seen, rules)
        turns.append((time.perf_counter() - began) * 1000)
    for one in messages[:: max(1, len(messages) // 300)]:
        began = time.perf_counter()
        swindles.likeness(question(one.seen), weights, encoder)
        asked.append((time.perf_counter() - began) * 1000)
    for name, spent in (("in the turn", turns), ("in the interpreter", asked)):
        cuts = statistics.quantiles(spent, n=100)
        print(f"{name}: median {statistics.median(spent):.2f} ms, 99 of 100 in {cuts[98]:.2f} ms")


if __name__ == "__main__":
    sys.exit(main())
