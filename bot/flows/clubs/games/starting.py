"""What a battle is begun with: a topic, so many words, a way to be divided; laid out beside the line."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.clubs import Club
from bot.domain.games.battle import Mode
from bot.domain.games.grid import Puzzle
from bot.domain.games.playable import PackKind
from bot.domain.games.words import WordList
from bot.domain.wording import folded
from bot.flows.clubs.games.deeds import begin
from bot.flows.clubs.games.referee import Referee
from bot.flows.clubs.packs.shelf import Shelved, on_shelf, taken
from bot.flows.services import Services
from bot.vocabulary import Act, Lane

LAID = "club-laid"
"""What waits for a crossword that is laid out."""

USUAL = 15
FEWEST = 5
MOST = 25
"""Words of a battle: as usual, and as many as can be asked for."""

PLAYED = (PackKind.WORDS, PackKind.CROSSWORD)

_MODES = {
    Mode.TOGETHER: ("вместе", "together", "razem", "一起"),
    Mode.RANDOM: ("команды", "командами", "командный", "teams", "zespoly", "drużyny", "分组"),
    Mode.CHOICE: ("выбор", "выбору", "choice", "wybór", "自选"),
    Mode.SOLO: ("каждый", "себя", "solo", "各自"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to have played; an empty `pack` is a topic of our choice."""

    pack: str = ""
    words: int = USUAL
    mode: Mode = Mode.SOLO

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {"pack": self.pack, "words": self.words, "mode": self.mode.value}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Wanted:
        """What was made plain."""
        return cls(
            str(plain.get("pack", "")), int(plain.get("words", USUAL)), Mode(plain.get("mode", "solo"))
        )


def wanted_in(text: str, shelf: Sequence[Shelved]) -> tuple[Wanted, bool]:
    """What a command asks for in words, «космос 12 вместе»; false where no such topic is there."""
    words = folded(text).split()
    wanted = Wanted()
    topic = []
    for word in words:
        mode = next((mode for mode, said in _MODES.items() if word in said), None)
        if mode is not None:
            wanted = replace(wanted, mode=mode)
        elif word.isdecimal() and len(word) < 4:
            wanted = replace(wanted, words=max(FEWEST, min(MOST, int(word))))
        elif word not in ("слов", "слова", "по", "за", "про", "о", "words", "of", "about", "на", "две"):
            topic.append(word)
    if not topic:
        return wanted, True
    found = named(" ".join(topic), shelf)
    return (replace(wanted, pack=found.name), True) if found is not None else (wanted, False)


def named(topic: str, shelf: Sequence[Shelved]) -> Shelved | None:
    """The pack of that title, or the only one that begins so; «про космос» is «Космос» too."""
    topic = folded(topic)
    titles = [(folded(one.title), one) for one in shelf]
    exact = [one for title, one in titles if title == topic]
    if exact:
        return exact[0]
    stem = topic[: max(3, len(topic) - 2)]
    begun = [one for title, one in titles if re.search(rf"\b{re.escape(stem)}", title)]
    return begun[0] if len(begun) == 1 else None


async def start(
    services: Services, club: Club, wanted: Wanted, *, other: Club | None = None, **more: Any
) -> bool:
    """Have a battle begun: at once, or when its crossword is laid out; false where the pack is not there.

    `more` travels to whoever begins it.
    """
    name = wanted.pack or await some_pack(services, club)
    playable = await taken(services, name) if name else None
    by = services.person.id
    if isinstance(playable, Puzzle):
        await begin(Referee.of(services), club, playable, wanted.mode, by=by, other=other)
        return True
    if not isinstance(playable, WordList) or club.address is None:
        return False
    lay = {"words": playable.plain(), "wanted": wanted.words, "seed": secrets.randbelow(2**31)}
    wants = {"for": LAID, "club": club.id, "mode": wanted.mode.value, "by": by, "lay": lay, **more}
    wants["other"] = other.id if other is not None else None
    services.work.put(club.address, Lane.STAFF, Act.LAY, wants=wants)
    return True


async def some_pack(services: Services, club: Club) -> str:
    """A word list in the club's language, of those that were played longest ago or never."""
    shelf = await on_shelf(services, (PackKind.WORDS,), club.language)
    played = [game.title for game in await services.work.games.of_club(club.id)]
    order = sorted(
        shelf, key=lambda one: -played.index(one.title) if one.title in played else -len(played) - 1
    )
    fresh = [one for one in order if one.title not in played] or order[:1]
    return secrets.choice(fresh).name if fresh else ""
