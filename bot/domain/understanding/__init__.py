"""Understanding free text: what a person may mean, best guess first, and whether it sounds like danger."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.cases import URGENT, CrisisKind

MOST_SUGGESTED = 3
"""Buttons under a text that nobody asked for."""

NO_BUTTON = URGENT | {"other"}
"""Intents that are no suggestion: danger has its own question, and the menu is always there."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One intent that a text may have. The scores of all intents sum to one.

    `service` answers it best and `others` after it; where no service does, `opens` says what the desk
    opens (`mine`, `person`, `menu`) or `crisis`. `like` is the nearest example phrase: the reason.
    """

    intent: str
    score: float
    service: str = ""
    opens: str = ""
    like: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of a text.

    `urgent` asks for the soft question about danger, `danger` being the kind of it where one is likely
    enough to be named. `sure`: the first guess may be named alone. Not `clear`: nobody answers such a
    text, an unmet need. `likeness` answers a question about a chat's message (`bot.domain.safety`).
    """

    guesses: tuple[Guess, ...] = ()
    urgent: bool = False
    danger: CrisisKind | None = None
    sure: bool = False
    clear: bool = False
    likeness: float | None = None

    @property
    def suggestions(self) -> tuple[Guess, ...]:
        """The guesses worth a button."""
        return tuple(guess for guess in self.guesses if guess.intent not in NO_BUTTON)[:MOST_SUGGESTED]


NOTHING = Understood()
"""Of a text without words, or when nobody could look at it in time."""
