"""What a moderator brought: kept, looked at, thrown away, played."""

from __future__ import annotations

from bot.domain.games.grid import Puzzle
from bot.domain.games.playable import PackKind, kind_of
from bot.flows.activities.words import LABEL
from bot.flows.answers import Choice
from bot.flows.browse import follow
from bot.flows.cards import clipped, cut
from bot.flows.clubs.moderated import moderated_by
from bot.flows.clubs.packs.shelf import UPLOADED, on_shelf, taken
from bot.flows.clubs.packs.words import picture, told, whole
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services
from bot.storage.packs import Brought, PackState

EVERYTHING = "all"
"""The subject of a list that holds what others brought and the line's own as well."""


async def packs(turn: Turn, services: Services) -> None:
    """What the moderator brought, or everything that can be played."""
    say = services.say
    own = [] if turn.subject == EVERYTHING else await services.work.packs.listed(person=services.person.id)
    listed = [(f"{UPLOADED}{one.id}", one.kind, one.title) for one in own]
    if turn.subject == EVERYTHING:
        listed = [(one.name, one.kind, one.title) for one in await on_shelf(services)]
    choices = [
        Choosable(f"p{nth}", clipped(say(f"pack-listed-{kind}", title=title), LABEL), to=("pack", name))
        for nth, (name, kind, title) in enumerate(listed, 1)
    ]
    choices.insert(0, Choosable("new", say("pack-bring"), to=("pack-new", "")))
    if turn.subject == EVERYTHING:
        choices.append(Choosable("own", say("pack-own"), to=("packs", "")))
    else:
        choices.append(Choosable("all", say("pack-all"), to=("packs", EVERYTHING)))
    id = "packs-all" if turn.subject == EVERYTHING else "packs" if listed else "packs-none"
    await follow(turn, "pack", say(id), tuple(choices))


async def pack(turn: Turn, services: Services) -> None:
    """One pack: what it is, and what can be done with it."""
    say = services.say
    playable = await taken(services, turn.subject)
    if playable is None:
        turn.say("pack-gone")
        turn.go("packs")
        return
    brought = await _brought(turn, services)
    choices = [Choosable("words", say("pack-words"), to=("pack-words", turn.subject))]
    if brought is not None and brought.state is PackState.CHECKED:
        choices.insert(0, Choosable("keep", say("pack-keep"), to=("pack-keep", turn.subject)))
    else:
        choices.insert(0, Choosable("begin", say("pack-begin"), to=("pack-begin", turn.subject)))
    if brought is not None:
        choices.append(Choosable("drop", say("pack-drop"), to=("pack-drop", turn.subject)))
    choices.append(Choosable("packs", say("pack-own"), to=("packs", "")))
    await follow(turn, "what", told(services, playable), tuple(choices))


async def pack_begin(turn: Turn, services: Services) -> None:
    """Begin a game with a pack: in which club is asked where there are several."""
    playable = await taken(services, turn.subject)
    clubs = [one for one in await moderated_by(services) if one.address is not None]
    if playable is None or not clubs:
        turn.say("pack-gone" if playable is None else "pack-no-club")
        turn.go("packs")
        return
    number = str(clubs[0].id)
    if len(clubs) > 1:
        choices = Choice.of((str(one.id), clipped(one.name, LABEL)) for one in clubs)
        number = await turn.ask("club", "pack-ask-club", choices)
    if kind_of(playable) is PackKind.QUIZ:
        turn.go("quiz-new", f"{number}-{turn.subject}")
    turn.go("game-new", number, pack=turn.subject)


async def pack_words(turn: Turn, services: Services) -> None:
    """A pack as it is: the picture of a crossword, and all clues and questions with their answers."""
    playable = await taken(services, turn.subject)
    if playable is not None:
        if isinstance(playable, Puzzle):
            turn.show(told(services, playable), attachment=picture(playable))
        for part in cut(whole(services, playable)):
            turn.show(part)
    turn.go("pack", turn.subject)


async def pack_keep(turn: Turn, services: Services) -> None:
    """Put a pack that was looked at on the shelf."""
    brought = await _brought(turn, services)
    if brought is not None and await turn.once("kept", lambda: services.work.packs.shelve(brought.id)):
        turn.say("pack-kept", title=brought.title)
    turn.go("pack", turn.subject)


async def pack_drop(turn: Turn, services: Services) -> None:
    """Throw a pack away; one that stands on the shelf only after a second yes."""
    brought = await _brought(turn, services)
    if brought is None:
        if "!dropped" not in turn.answers:
            turn.say("pack-gone")
        turn.go("packs")
        return
    if brought.state is PackState.KEPT:
        choices = Choice.of((("yes", services.say("pack-drop-yes")), ("no", services.say("pack-drop-no"))))
        if await turn.ask("sure", "pack-drop-ask", choices, title=brought.title) == "no":
            turn.go("pack", turn.subject)
            return
    await turn.once("dropped", lambda: services.work.packs.drop(brought.id))
    turn.say("pack-dropped", title=brought.title)
    turn.go("packs")


async def _brought(turn: Turn, services: Services) -> Brought | None:
    """The pack of the subject, if it is this moderator's to keep or to throw away."""
    number = turn.subject.removeprefix(UPLOADED)
    if number == turn.subject or not number.isdecimal():
        return None
    brought = await services.work.packs.about(int(number))
    if brought is None or not (brought.person == services.person.id or services.person.admin):
        return None
    return brought
