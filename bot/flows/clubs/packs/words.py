"""How packs are told of: what one holds, its clues and questions, its picture."""

from __future__ import annotations

from bot.domain.games.grid import Puzzle, Way
from bot.domain.games.playable import Playable, kind_of, size_of
from bot.domain.games.words import WordList
from bot.drawing.sheet import DRAWN, solved_sheet
from bot.flows.services import Services
from bot.vocabulary import Attachment, AttachmentKind

SHOWN = 3
"""Questions that show what a quiz is like."""


def told(services: Services, playable: Playable) -> str:
    """What a pack is: kind, title, language, and how much there is of it."""
    return services.say(
        f"pack-is-{kind_of(playable)}",
        title=playable.title,
        count=size_of(playable),
        language=services.say("pack-language", language=playable.language),
    )


def whole(services: Services, playable: Playable, most: int = 0) -> str:
    """All clues with their answers, or all questions; `most` of them where that is not zero."""
    say = services.say
    if isinstance(playable, Puzzle):
        lines = []
        for way in Way:
            lines += [say(f"pack-way-{way}")]
            lines += [
                say("pack-entry", number=one.number, clue=one.clue or "…", word=one.word)
                for one in playable.read(way)
            ]
    elif isinstance(playable, WordList):
        lines = [say("pack-word", clue=one.clue, word=one.text) for one in playable.words]
    else:
        lines = [
            say("pack-question", number=nth, text=one.text, answer=one.answer)
            for nth, one in enumerate(playable.questions, 1)
        ]
    return "\n".join(lines[:most] if most else lines)


def picture(puzzle: Puzzle) -> Attachment:
    """The crossword with all its answers, as it is drawn at delivery."""
    return Attachment(AttachmentKind.PHOTO, solved_sheet(puzzle).ref(), f"{DRAWN}.png", messenger=DRAWN)
