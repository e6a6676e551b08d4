"""The fraud desk: what is passed on or told is looked through for tricks, and none of its words is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.domain.cases import FraudSign, Suspicion, suspicion
from bot.domain.wording import has_letters, tidy
from bot.flows.browse import FRAUD, follow
from bot.flows.engine import Choosable, Refusal, Reply, Turn
from bot.flows.services import Services
from bot.vocabulary import Key

LAWYER = "legal/lawyer"
"""The service that the desk sends to for advice, where the editors have it."""

EXPLAINED = 3
"""Signs that are explained; the others are named, so that the answer can be read in a minute."""

LONGEST = 4096
"""Characters of what is looked through: a message of a messenger."""


SOUNDS, SOUNDS_LIKE = "sounds", 0.6
"""The key of a tale that no sign of the list shows, and that is understood as one of fraud so surely."""


def signs_in(services: Services, text: str) -> tuple[str, ...]:
    """The keys of the signs in a text; where they say nothing, what the understanding makes of it."""
    found = services.line.book.fraud.find(text[:LONGEST])
    if suspicion([sign for sign in services.content.fraud.signs if sign.key in found]) is not Suspicion.NONE:
        return found
    if services.line.crisis.find(text) is not None:
        # Words of crisis have been answered: that answer must not wait for anything.
        return found
    first = next(iter(services.work.understand(text).guesses), None)
    sounds = first is not None and first.service == FRAUD and first.score >= SOUNDS_LIKE
    return (*found, SOUNDS) if sounds else found


@dataclass(frozen=True, slots=True)
class Tale:
    """What somebody was told or sent; read as the signs in it, so that the words themselves are forgotten."""

    look: Callable[[str], tuple[str, ...]]

    def read(self, reply: Reply) -> Any | Refusal:
        """The keys of the signs."""
        text = tidy(reply.text)
        if reply.attachments and not text:
            return Refusal("fraud-words")
        if not has_letters(text):
            return Refusal("answer-empty")
        return list(self.look(text))

    def recall(self, stored: Any) -> tuple[str, ...]:
        """The keys."""
        return tuple(stored)

    def options(self) -> tuple[Choosable, ...]:
        """None."""
        return ()

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


async def fraudcheck(turn: Turn, services: Services) -> None:
    """Ask for the message or the call, and go on to what was found in it."""
    if not services.content.fraud.signs:
        turn.say("place-gone")
        turn.go("menu")
    found = await turn.ask("tale", "fraud-ask", Tale(partial(signs_in, services)))
    turn.go("fraudfound", ",".join(found))


async def fraudfound(turn: Turn, services: Services) -> None:
    """The signs that were found, what to do now, and who helps."""
    keys = turn.subject.split(",")
    signs = [sign for sign in services.content.fraud.signs if sign.key in keys]
    say = services.say
    found = suspicion(signs)
    explained = "\n\n".join(_explained(services, sign) for sign in signs[:EXPLAINED])
    if found is Suspicion.NONE and SOUNDS in keys:
        found = Suspicion.DOUBT
        turn.say("fraud-sounds")
    elif found is Suspicion.NONE and signs:
        turn.say("fraud-faint", signs=explained)
    else:
        turn.say(f"fraud-{found}", signs=explained)
    if len(signs) > EXPLAINED:
        turn.say("fraud-more", signs="\n".join(f"— {sign.title}" for sign in signs[EXPLAINED:]))
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(services.content.fraud.now, 1))
    # Whoever passed on a reminder of the clinic must not be told to hang up.
    what = say("fraud-calm") if found is Suspicion.NONE else say("fraud-now", steps=steps)
    places = (
        ("help", say("fraud-help"), FRAUD),
        ("lawyer", say("fraud-lawyer"), LAWYER),
    )
    choices = [
        Choosable(key, label, to=("service", path))
        for key, label, path in places
        if services.content.service(path) is not None
    ]
    choices += [
        Choosable("phones", say("button-phones"), to=("phones", "")),
        Choosable("again", say("fraud-again"), to=("fraudcheck", "")),
        Choosable("menu", say("button-menu"), to=("menu", "")),
    ]
    await follow(turn, "next", what, tuple(choices))


def _explained(services: Services, sign: FraudSign) -> str:
    return services.say("fraud-sign", title=sign.title, why=sign.why, advice=sign.advice)
