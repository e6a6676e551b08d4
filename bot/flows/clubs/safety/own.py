"""What residents say of a club's safety in private: «Подозрительно», an appeal, decisions about them."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.domain.moderation import Measure
from bot.flows.answers import Choice, Line, Telling, Words
from bot.flows.browse import follow
from bot.flows.clubs.safety import complaining, measures
from bot.flows.clubs.safety.around import places_of_moderators
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services
from bot.vocabulary import Lane, Message


async def own_clubs(services: Services) -> list[Club]:
    """The clubs in whose chats somebody is."""
    found = []
    for member in await services.work.clubs.of_person(services.person.id):
        club = await services.work.clubs.get(member.club) if member.state.inside else None
        if club is not None and club.address is not None:
            found.append(club)
    return found


async def club_report(turn: Turn, services: Services) -> None:
    """Something suspicious: in which club, and what; moderators see it, the chat does not."""
    clubs = await own_clubs(services)
    if not clubs and "!sent" not in turn.answers:
        await follow(turn, "none", services.say("safe-report-no-club"), _ways(services))
        return
    number = str(clubs[0].id) if len(clubs) == 1 else turn.subject
    if not any(str(club.id) == number for club in clubs):
        options = [(f"k{club.id}", club.name) for club in clubs]
        number = (await turn.ask("club", "safe-report-where", Choice.of(options)))[1:]
    club = next(club for club in clubs if str(club.id) == number)
    words = await turn.ask("words", "safe-report-what", Telling(1500), club=club.name)
    turn.say(await turn.once("sent", lambda: _send(services, club, words)), club=club.name)
    turn.go("clubs")


async def _send(services: Services, club: Club, words: Words) -> str:
    if not await complaining.complain(services, club, words.text):
        return "safe-report-enough"
    for file in words.files:
        text = services.for_staff().say("safe-complaint-file", club=club.name)
        for place in await places_of_moderators(services, club):
            services.work.send(place, Message(text, attachment=file, quiet=True), Lane.STAFF)
    return "safe-report-thanks"


def _ways(services: Services) -> tuple[Choosable, ...]:
    return (
        Choosable("clubs", services.say("safe-to-clubs"), to=("clubs", "")),
        Choosable("menu", services.say("button-menu"), to=("menu", "")),
    )


async def _about_me(turn: Turn, services: Services) -> Measure | None:
    number = turn.subject
    found = await services.work.measures.get(int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None:
        return None
    own = {one.account for one in await services.work.people.accounts_of(services.person.id)}
    return found if found.person == services.person.id and found.account in own else None


async def club_appeal(turn: Turn, services: Services) -> None:
    """Ask moderators to look at a measure again."""
    measure = await _about_me(turn, services)
    club = await services.work.clubs.get(measure.club) if measure is not None else None
    if measure is None or club is None:
        turn.say("safe-appeal-none")
        turn.go("menu")
        return
    if "!sent" not in turn.answers and (measure.undone or measure.appeal_state is not None):
        turn.say("safe-appeal-already" if not measure.undone else "safe-undone-told", club=club.name)
        turn.go("club-warnings")
        return
    words = await turn.ask("words", "safe-appeal-ask", Line(1000), club=club.name)

    async def send() -> str:
        done = await measures.appeal(services, club, measure, words)
        return "safe-appeal-sent" if done else "safe-appeal-already"

    turn.say(await turn.once("sent", send), club=club.name)


async def club_warnings(turn: Turn, services: Services) -> None:
    """What moderators decided about somebody, with the reason, the term, and a way to object."""
    say, lines = services.say, []
    choices: list[Choosable] = []
    for one in await services.work.measures.of_person(services.person.id):
        club = await services.work.clubs.get(one.club)
        name = club.name if club is not None else ""
        until = services.moment(one.until) if one.until else ""
        line = say(f"safe-mine-{one.kind}", club=name, until=until, reason=one.reason)
        ended = say("safe-mine-undone") if one.undone else ""
        lines.append(f"№ {one.id}, {services.moment(one.at)}: {line} {ended}".strip())
        if not one.undone and one.appeal_state is None and club is not None:
            label = say("safe-mine-appeal", number=one.id, what=say(f"safe-kind-{one.kind}"))
            choices.append(Choosable(f"m{one.id}", label, to=("club-appeal", str(one.id))))
    text = "\n".join((say("safe-mine"), *lines)) if lines else say("safe-mine-none")
    await follow(turn, "which", text, (*choices, *_ways(services)))
