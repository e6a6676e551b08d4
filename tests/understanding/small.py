"""A little knowledge that is learnt in a moment: three wants and one danger, in three languages."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.domain.understanding.examples import Example
from bot.domain.understanding.grams import Floats

PHRASES = {
    ("medicine", "ru", "medical/medicines", ""): [
        "таблетки на завтра последние",
        "капли от давления кончились",
        "рецепт лежит, а в аптеку не дойти",
        "лекарства закончились, аптека далеко",
    ],
    ("medicine", "ru", "medical/reminders", ""): [
        "забываю пить таблетки утром",
        "напомните мне о таблетках",
    ],
    ("pets", "ru", "household/pets", ""): [
        "кота не с кем оставить",
        "собаку некому выгулять",
        "кошка третий день не ест",
        "собака воет у соседки за дверью",
    ],
    ("pets", "en", "household/pets", ""): ["nobody can walk the dog", "the cat is alone at home"],
    ("status", "ru", "", "mine"): [
        "где моя заявка",
        "обещали прийти и не пришли",
        "заявка с прошлой недели, и тишина",
    ],
    ("other", "ru", "", "menu"): ["спасибо вам большое", "добрый день"],
    ("urgent_danger", "ru", "", "crisis"): [
        "муж бьёт меня и запер дверь",
        "за дверью кто-то с ножом, дверь ломают",
        "дым валит из двери соседей",
    ],
    ("pets", "ru", "", ""): ["убила бы этого кота, дверь ободрал"],
}

EXAMPLES = tuple(
    Example(text, intent, language, service, opens, "violence" if intent == "urgent_danger" else "")
    for (intent, language, service, opens), texts in PHRASES.items()
    for text in texts
)


def embed(texts: Sequence[str]) -> Floats:
    """Vectors that know a few words and nothing else."""
    roots = (
        "табл",
        "лекар",
        "апте",
        "кот",
        "кош",
        "соба",
        "dog",
        "cat",
        "заяв",
        "обещ",
        "двер",
        "нож",
        "дым",
    )
    found = [[float(root in text.casefold()) for root in roots] + [1.0] for text in texts]
    vectors = np.array(found, dtype=np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)
