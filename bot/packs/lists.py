"""Word lists, checked word by word: what cannot stand in a crossword is left out and named."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.games.words import (
    FEWEST,
    LONGEST,
    LONGEST_CLUE,
    Word,
    WordList,
    flaws,
    language_of,
)
from bot.packs.pack import Pack, PackRefused, cleaned

MOST = 2000
"""Words of one list."""

TOLD = 12
"""How many words left out are named one by one."""

FLAWS = {
    "letters": "в слове есть не только буквы",
    "short": "слово слишком короткое",
    "long": f"слово длиннее {LONGEST} букв",
    "clueless": "нет подсказки",
    "wordy": f"подсказка длиннее {LONGEST_CLUE} знаков",
    "told": "подсказка выдаёт слово",
    "double": "слово уже было",
}


def word_list(
    pairs: Iterable[tuple[str, str]],
    title: str,
    language: str = "",
    about: str = "",
    remarks: Iterable[str] = (),
) -> Pack:
    """The words that can be played, with remarks on the others; PackRefused where too few are left."""
    words = tuple(Word(cleaned(text, 60), cleaned(clue, LONGEST_CLUE + 1)) for text, clue in pairs)
    if len(words) > MOST:
        raise PackRefused(f"Слов больше {MOST}. Разделите список по темам.")
    bad = dict(flaws(words))
    left = tuple(word for place, word in enumerate(words) if place not in bad)
    told = [
        f"«{words[place].text or 'пусто'}» не берём: {FLAWS[reason]}."
        for place, reason in list(bad.items())[:TOLD]
    ]
    if len(bad) > TOLD:
        told.append(f"Не берём и ещё слов: {len(bad) - TOLD}, по тем же причинам.")
    if len(left) < FEWEST:
        sentence = f"Подходящих слов {len(left)}, а для кроссворда нужно хотя бы {FEWEST}."
        raise PackRefused("\n".join([sentence, *told]))
    language = language or language_of(" ".join(f"{word.text} {word.clue}" for word in left))
    listed = WordList(cleaned(title, 80) or "Слова", language, left, cleaned(about))
    return Pack(listed, (*remarks, *told))
