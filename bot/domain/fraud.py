"""Signs of fraud in what somebody was told or sent, found by the editors' phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.domain.cases import FraudSign
from bot.domain.crisis import any_of, readings


class FraudSigns:
    """The list, compiled."""

    def __init__(self, signs: Iterable[FraudSign]) -> None:
        self._signs = [
            (one.key, any_of(one.phrases), any_of(one.exceptions) if one.exceptions else None)
            for one in signs
        ]

    def find(self, text: str) -> tuple[str, ...]:
        """The keys of the signs in a text, in the order of the list."""
        lines = readings(text)
        return tuple(
            key
            for key, told, excused in self._signs
            if any(told.search(_without(excused, line)) for line in lines)
        )


def _without(excused: re.Pattern[str] | None, line: str) -> str:
    """A line in which harmless phrases are blotted out."""
    for found in excused.finditer(line) if excused is not None else ():
        begin, end = found.span(1)
        line = f"{line[:begin]}{'-' * (end - begin - 1)} {line[end:]}"
    return line
