"""What tells a person's language: a messenger's code, or letters that no other language of the line has."""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS = {
    "ru": re.compile("[а-яё]", re.IGNORECASE),
    "zh": re.compile("[\u3400-\u9fff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "ka": re.compile("[\u10d0-\u10ff]"),
    "hy": re.compile("[\u0531-\u0587]"),
}
"""Languages with letters of their own. Latin ones are not here: who writes them may write any."""


@lru_cache(maxsize=256)
def base_of(code: str) -> str:
    """The language of a code with a script or a country: `zh` of `zh-hans`."""
    return re.split("[-_]", code, maxsplit=1)[0].casefold()


def written_in(language: str, text: str) -> bool:
    """Whether a text has letters by which its language is known."""
    letters = _LETTERS.get(language)
    return letters is not None and letters.search(text) is not None
