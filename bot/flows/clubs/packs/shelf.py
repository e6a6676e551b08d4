"""The shelf: everything that can be played, the line's own packs and those of moderators, each by a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.games.playable import PackKind, Playable, kind_of, size_of
from bot.flows.services import Services

UPLOADED = "up:"
"""How the name of a moderator's pack begins; the others are called by their file."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A pack on the shelf. `name` stays the same; `person` brought it, 0 where it is the line's own."""

    name: str
    title: str
    kind: PackKind
    language: str
    size: int
    person: int = 0


async def on_shelf(
    services: Services, kinds: Sequence[PackKind] = tuple(PackKind), language: str = ""
) -> list[Shelved]:
    """What can be played: those that moderators brought, the newest first, then the line's own by title."""
    brought = [
        Shelved(f"{UPLOADED}{one.id}", one.title, one.kind, one.language, one.size, one.person)
        for one in await services.work.packs.listed(kinds)
    ]
    own = [
        Shelved(name, one.title, kind_of(one), one.language, size_of(one))
        for name, one in services.line.book.packs.items()
        if kind_of(one) in kinds
    ]
    shelved = [*brought, *sorted(own, key=lambda one: (one.kind, one.title))]
    return [one for one in shelved if language in ("", one.language)]


async def taken(services: Services, name: str) -> Playable | None:
    """What a pack holds, by its name; None where it is not there any more."""
    if not name.startswith(UPLOADED):
        return services.line.book.packs.get(name)
    number = name.removeprefix(UPLOADED)
    return await services.work.packs.get(int(number)) if number.isdecimal() else None
