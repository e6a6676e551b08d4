"""The crossword that shows what was found in a file."""

from __future__ import annotations

from bot.domain.games.grid import Puzzle
from bot.domain.games.layout import laid_out
from bot.domain.games.playable import Playable
from bot.domain.games.words import WordList

WORDS = 15
"""Words of the crossword that shows what a word list makes."""


def sample_of(playable: Playable) -> Puzzle | None:
    """A crossword as it is, or one of a word list; None for a quiz, and where not half of the words cross.

    It computes for half a second: never inside a turn.
    """
    if not isinstance(playable, WordList):
        return playable if isinstance(playable, Puzzle) else None
    made = laid_out(playable, WORDS)
    asked = min(WORDS, len(playable.words))
    return made if made is not None and 2 * len(made.entries) >= asked else None
