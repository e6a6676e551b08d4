"""Answers, commands and presses in a club's chat, for the games that are played there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.domain.clubs import Club
from bot.domain.games.playing import BATTLE, WORD, Game
from bot.domain.wording import folded
from bot.flows.clubs.games import answers
from bot.flows.clubs.safety import naming
from bot.flows.services import Services
from bot.handlers.clubs import battle, quizzing
from bot.handlers.words import command
from bot.vocabulary import Pressed, Said, Toast

Hear = Callable[[Said, Services, Club, Game], Awaitable[bool]]
Command = Callable[[Said, Services, Club, str], Awaitable[None]]
Press = Callable[[Pressed, Services, Club, str], Awaitable[None]]

GAMES: dict[str, Hear] = {BATTLE: answers.answered, **quizzing.GAMES}
"""Who hears a message, by the kind of a game that goes on; true where it was meant for it."""

COMMANDS: dict[str, Command] = {**battle.COMMANDS, **quizzing.COMMANDS}
"""Commands and words of the chat, folded; what follows them is their argument."""

PRESSES: dict[str, Press] = {**battle.PRESSES, **quizzing.PRESSES}
"""Buttons of the chat by their verb: `c:<verb>:<rest>`."""

NAMED = frozenset({"hint", "team", "qa", "qh", "ev"})
"""Presses by which a name comes into a table, or a hand into a vote: whose words are held waits here, too."""

NAMING = battle.NAMING | quizzing.NAMING
"""Commands behind whose word something is named."""


async def said(update: Said, services: Services, club: Club) -> None:
    """Words that were let through: a command of a game, an answer, or talk."""
    if (found := _commanded(update.text)) is not None and not await battle.awaited(update, services, club):
        heard, argument = found
        await heard(update, services, club, argument)
        return
    running = await services.work.games.running(club.id)
    # The word of the day takes nothing but itself; a battle takes every word for a try.
    for game in sorted(running, key=lambda one: one.kind != WORD):
        hear = GAMES.get(game.kind)
        if hear is not None and await hear(update, services, club, game):
            return


def _commanded(text: str) -> tuple[Command, str] | None:
    """The command that a message is, with its argument."""
    name, argument = command(text)
    if name:
        heard = COMMANDS.get(name)
        return (heard, argument) if heard is not None else None
    words = folded(text[:80]).split()
    for many in (2, 1):
        heard = COMMANDS.get(" ".join(words[:many]))
        # A word among others is talk, unless it is one after which something is named.
        if heard is not None and (len(words) == many or (heard in NAMING and len(words) <= many + 4)):
            return heard, " ".join(words[many:])
    return None


async def pressed(update: Pressed, services: Services, club: Club) -> None:
    """A button under what the line posted in the chat."""
    kind, _, rest = update.data.partition(":")
    verb, _, about = rest.partition(":")
    press = PRESSES.get(verb) if kind == "c" else None
    if press is None:
        services.work.toast(Toast(update.address, update.query, services.say("button-unknown")))
        return
    if verb in NAMED:
        person, name = services.person, update.sender.name or services.person.name
        if await naming.hidden(services, club, update.sender.account, name, person):
            services.work.toast(Toast(update.address, update.query, services.say("game-name-waits")))
            return
    await press(update, services, club, about)
