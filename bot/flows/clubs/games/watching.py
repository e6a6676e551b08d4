"""Games as residents see them in private: which go on in their clubs, and the clues to read at leisure."""

from __future__ import annotations

from bot.domain.games.grid import Way
from bot.domain.games.playing import BATTLE, Game, Status
from bot.drawing.sheet import DRAWN
from bot.flows.browse import follow
from bot.flows.cards import cut
from bot.flows.clubs.games.answers import own_score
from bot.flows.clubs.games.boards import sheet_for
from bot.flows.clubs.games.referee import Referee
from bot.flows.clubs.games.telling import clue_line
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services
from bot.vocabulary import Attachment, AttachmentKind


async def games(turn: Turn, services: Services) -> None:
    """The battles that go on in the person's clubs."""
    say = services.say
    found = await own_games(services)
    choices = [Choosable(str(one.id), one.title[:40], to=("game", str(one.id))) for one in found]
    choices.append(Choosable("clubs", say("game-to-clubs"), to=("clubs", "")))
    await follow(turn, "which", say("game-list" if found else "game-list-none"), tuple(choices))


async def own_games(services: Services) -> list[Game]:
    """The battles that go on in the person's clubs, the newest first."""
    found: dict[int, Game] = {}
    for member in await services.work.clubs.of_person(services.person.id):
        for game in await services.work.games.running(member.club) if member.state.inside else ():
            if game.kind == BATTLE:
                found[game.id] = game
    return sorted(found.values(), key=lambda one: -one.id)


async def game(turn: Turn, services: Services) -> None:
    """One battle: the picture, the open clues, and how the person stands."""
    say, number = services.say, turn.subject
    found = await services.work.games.get(int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None or found.kind != BATTLE or not await _belongs(services, found):
        turn.say("game-not-yours")
        turn.go("clubs")
        return
    again = Choosable("again", say("game-look-again"), to=("game", number))
    others = Choosable("games", say("game-all"), to=("games", ""))
    if found.over:
        await follow(turn, "next", say("game-over-toast"), (others,))
        return
    picture = sheet_for(Referee.of(services), found).ref()
    turn.show(found.title, attachment=Attachment(AttachmentKind.PHOTO, picture, "board.png", messenger=DRAWN))
    for text in cut(_clues(services, found)):
        turn.show(text)
    parts = [own_score(services, found)]
    parts.append(say("game-rests" if found.status is Status.PAUSED else "game-answer-there"))
    await follow(turn, "next", "\n".join(parts), (again, others))


def _clues(services: Services, found: Game) -> str:
    """The clues that are still open, each with a line of its own around it: they are read large."""
    parts = []
    for way in Way:
        entries = [one for one in found.play.left() if one.way is way]
        if entries:
            parts.append(services.say("game-clues-across" if way is Way.ACROSS else "game-clues-down"))
            parts += [clue_line(Referee.of(services), found.play, one) for one in entries]
    return "\n\n".join(parts) or services.say("game-clues-none")


async def _belongs(services: Services, found: Game) -> bool:
    """Whether the person has to do with a club that plays: in it, in its chat, or in the game."""
    if found.play.players.get(services.person.id) is not None:
        return True
    for number in found.clubs:
        member = await services.work.clubs.member(number, services.person.id)
        if member is not None and member.state.inside:
            return True
        club = await services.work.clubs.get(number)
        for own in (
            await services.work.people.accounts_of(services.person.id) if club and club.address else ()
        ):
            if club is None or club.address is None or own.messenger != club.address.messenger:
                continue
            known = await services.work.rooms.membership(club.address, own.account)
            if known is not None and known.present:
                return True
    return False
