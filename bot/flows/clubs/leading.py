"""What moderators do in private: their clubs, the code that connects a chat, a yes or no to who wants in."""

from __future__ import annotations

from bot.domain.clubs import LOST, Club, ClubState, MemberState
from bot.domain.games.playing import short_name
from bot.domain.people import CodePurpose
from bot.flows.answers import Choice
from bot.flows.browse import follow
from bot.flows.cards import clipped
from bot.flows.clubs.doors import decide
from bot.flows.clubs.moderated import moderated_by
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services

OF_CLUB = (
    *("game-now", "game-new", "quiz-new", "word-set", "contest-new", "game-plans", "game-across"),
    *("club-held", "club-people", "club-log", "club-raid"),
)
"""Conversations about one club, in the order of its desk."""

OF_ALL = ("packs", "pack-new")
"""Conversations that belong to no club."""


async def moderating(turn: Turn, services: Services) -> None:
    """Where moderators begin: their clubs, ideas for new ones, packs."""
    say, own = services.say, await moderated_by(services)
    if not own and not services.person.admin:
        turn.say("club-moderators-only")
        turn.go("menu")
        return
    choices = [Choosable(f"k{one.id}", one.name, to=("club-desk", str(one.id))) for one in own]
    for one in await services.work.clubs.listed(ClubState.CLOSED):
        if services.person.admin or one.created_by == services.person.id:
            label = clipped(say("club-desk-closed", name=one.name), 40)
            choices.append(Choosable(f"z{one.id}", label, to=("club-log", str(one.id))))
    ideas = await services.work.ideas.waiting()
    if ideas:
        choices.append(Choosable("ideas", say("club-ideas", count=len(ideas)), to=("club-ideas", "")))
    choices.append(Choosable("new", say("club-new"), to=("club-new", "")))
    choices += [Choosable(name, say(f"club-desk-{name}"), to=(name, "")) for name in OF_ALL]
    if services.person.admin:
        choices.append(Choosable("room", say("club-room-code"), to=("club-code", "room")))
    choices.append(Choosable("menu", say("button-menu"), to=("menu", "")))
    await follow(turn, "which", say("club-moderating", count=len(own)), tuple(choices))


async def led_club(turn: Turn, services: Services) -> Club | None:
    """The club that a moderator's conversation is about; where there is none, all of theirs instead."""
    number = turn.subject.partition("-")[0]
    found = await services.work.clubs.get(int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None or found.state is ClubState.CLOSED:
        turn.say("club-gone")
        turn.go("moderating")
        return None
    return found


async def club_desk(turn: Turn, services: Services) -> None:
    """One club as its moderators see it, with everything that they can do there."""
    found = await led_club(turn, services)
    if found is None:
        return
    say, number = services.say, str(found.id)
    choices: list[Choosable] = []
    asked = await services.work.clubs.members(found.id, MemberState.ASKED)
    if asked:
        choices.append(
            Choosable("asked", say("club-asked-count", count=len(asked)), to=("club-asked", number))
        )
    if found.address is not None:
        choices += [Choosable(name, say(f"club-desk-{name}"), to=(name, number)) for name in OF_CLUB]
    choices.append(Choosable("edit", say("club-edit"), to=("club-edit", number)))
    label = say("club-code" if found.address is None else "club-code-again")
    choices.append(Choosable("code", label, to=("club-code", number)))
    choices.append(Choosable("back", say("club-to-moderating"), to=("moderating", "")))
    await follow(turn, "what", _state(services, found), tuple(choices))


def _state(services: Services, found: Club) -> str:
    say = services.say
    lines = [say("club-desk", name=found.name, members=found.members)]
    if found.address is None:
        lines.append(say("club-no-chat"))
    elif found.settings.get(LOST):
        lines.append(say("club-lost", name=found.name))
    missing = found.settings.get("missing", ())
    if missing and found.address is not None:
        rights = "\n".join(f"— {say(f'club-right-{right}')}" for right in missing)
        how = say(f"club-how-{found.address.messenger}")
        lines.append(say("club-rights-missing", name=found.name, rights=rights, how=how))
    return "\n\n".join(lines)


async def club_code(turn: Turn, services: Services) -> None:
    """A one-time code that makes a chat the club's, or the moderators' room."""
    if turn.subject == "room":
        if not services.person.admin:
            turn.say("admin-only")
            turn.go("moderating")
            return
        turn.say("club-room-code-text", code=await turn.once("code", lambda: _room_code(services)))
        return
    found = await led_club(turn, services)
    if found is not None:
        number = found.id
        code = await turn.once("code", lambda: _code(services, number))
        turn.say("club-code-text", name=found.name, code=code)


async def _room_code(services: Services) -> str:
    return await services.work.people.make_code(CodePurpose.MODERATORS_ROOM, services.person.id, services.now)


async def _code(services: Services, club: int) -> str:
    return await services.work.people.make_code(CodePurpose.CLUB, services.person.id, services.now, club)


async def club_asked(turn: Turn, services: Services) -> None:
    """Who wants into a club and waits for an answer: letters about them may have been overlooked."""
    found = await led_club(turn, services)
    if found is None:
        return
    asked = await services.work.clubs.members(found.id, MemberState.ASKED)
    people = await services.work.people.some([one.person for one in asked])
    names = [(one.person, short_name(people[one.person].name)) for one in asked if one.person in people]
    choices = [
        Choosable(
            f"p{person}",
            f"{place}. {name or services.say('club-somebody')}",
            to=("club-let", f"{found.id}-{person}"),
        )
        for place, (person, name) in enumerate(names, 1)
    ]
    choices.append(Choosable("back", services.say("club-to-desk"), to=("club-desk", str(found.id))))
    await follow(turn, "who", services.say("club-asked-list", count=len(names)), tuple(choices))


async def club_let(turn: Turn, services: Services) -> None:
    """A moderator's yes or no to somebody who wants in: «7-101-1»; without the last part it is asked."""
    found = await led_club(turn, services)
    if found is None:
        return
    _, person, yes, *_ = [*turn.subject.split("-"), "", ""]
    if not person.isdecimal() or len(person) > 18:
        turn.say("club-decided-already", name=found.name)
        turn.go("club-desk", str(found.id))
        return
    who = int(person)
    if yes not in ("0", "1"):
        known = await services.work.clubs.member(found.id, who)
        read = services.say("club-read" if known is not None and known.rules_version else "club-unread")
        decisions = Choice.of((("1", services.say("club-let")), ("0", services.say("club-turn-away"))))
        yes = await turn.ask("yes", "club-let-ask", decisions, rules=read)
    said = await turn.once("decided", lambda: decide(services, found, who, yes=yes == "1"))
    turn.say(said, name=found.name)
