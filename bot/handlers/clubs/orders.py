"""Commands of safety in a club's chat: complaints of anybody, measures of moderators."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.domain.moderation import SILENCES, MeasureKind
from bot.domain.wording import folded
from bot.flows.clubs.safety import complaining, holding, measures
from bot.flows.clubs.safety.around import reader, tell
from bot.flows.services import Services
from bot.handlers.clubs.power import moderates
from bot.handlers.power import Power
from bot.handlers.words import command
from bot.vocabulary import Said

MEASURES = {"/warn": MeasureKind.WARNING, "/silence": MeasureKind.SILENCE, "/remove": MeasureKind.REMOVAL}

TOLD_EVERY = 600.0
"""Seconds between two words to somebody who may not do what they command."""


async def complained(update: Said, services: Services, club: Club) -> bool:
    """Whether a message is a complaint: it leaves the chat at once, so that nobody sees who complained."""
    name, words = command(update.text)
    if name != "/report":
        if update.reply_to is None or not _complains(services, update.text):
            return False
        words = ""
    holding.take_out(services, club, [update.message])
    to, account = services.for_reader(services.person), services.person.account
    if update.reply_to is None and not words:
        _tell_once(services, club, account, to.say("safe-report-how"))
        return True
    itself = services.line.accounts.get(update.address.messenger)
    # What the line said may be a message that a moderator showed: whose it was, its words tell.
    about = update.replied_to if update.replied_to not in (0, itself) else None
    if about == account:
        _tell_once(services, club, account, to.say("safe-report-own"))
        return True
    said = (update.replied_text, update.replied_name)
    if await complaining.complain(services, club, words, about, update.reply_to, said):
        tell(services, club, account, to.say("safe-report-thanks", club=club.name))
    else:
        _tell_once(services, club, account, to.say("safe-report-enough"))
    return True


def _tell_once(services: Services, club: Club, account: int, text: str) -> None:
    if services.line.may_warn(f"orders {club.id} {account}", TOLD_EVERY):
        tell(services, club, account, text)


def _complains(services: Services, text: str) -> bool:
    """Whether a reply says no more than that something is wrong, in any language."""
    if len(text) > 40:
        return False
    book = services.line.book
    words = folded(text)
    return any(
        words in map(folded, book.localised(language).texts.say("safe-words-report").split(","))
        for language in book.languages
    )


async def heard(update: Said, services: Services, club: Club, *, running: bool) -> bool:
    """Whether a message is a moderator's command; it leaves the chat, and what it does is told in private."""
    name, words = command(update.text)
    kind = MEASURES.get(name)
    if kind is None:
        return False
    account = services.person.account
    if not running:
        match await moderates(update, services, club):
            case Power.NO:
                # The command of somebody else is a message as any other.
                return False
            case Power.UNSURE:
                return True
            case Power.YES:
                pass
    holding.take_out(services, club, [update.message])
    to = await reader(services, club, account)
    if not update.replied_to or update.reply_to is None:
        tell(services, club, account, to.say("safe-order-how"))
        return True
    if await measures.untouchable(services, club, update.replied_to):
        tell(services, club, account, to.say("safe-order-moderator"))
        return True
    seconds, reason = _term(words) if kind is MeasureKind.SILENCE else (0.0, words)
    reason = reason or services.for_staff().say("safe-reason-rules")
    taken = await measures.take(services, club, update.replied_to, kind, reason, seconds)
    tell(services, club, account, to.say("safe-order-done", number=taken.id, club=club.name))
    return True


def _term(words: str) -> tuple[float, str]:
    """How long a silence lasts, and why: «1d ругается»; ten minutes where nothing is said."""
    first, _, rest = words.partition(" ")
    if first.casefold() in SILENCES:
        return SILENCES[first.casefold()], rest.strip()
    return SILENCES["10m"], words
