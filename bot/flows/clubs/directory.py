"""Clubs as residents see them: the list, the card of one, its rules, and who is who in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.clubs import Club, ClubState, Entry, Member, MemberState
from bot.domain.games.playing import BATTLE, short_name
from bot.domain.safety import Rules, Seen, judge
from bot.domain.timetable import Activity
from bot.flows.answers import ChoiceOrWords
from bot.flows.browse import follow
from bot.flows.cards import clipped, cut
from bot.flows.clubs.calendar import coming
from bot.flows.clubs.moderated import moderators_of
from bot.flows.engine import Choosable, Refusal, Reply, Turn
from bot.flows.services import Services
from bot.flows.when import said_when, zone_of

LONGEST_NAME, LONGEST_RULES, LONGEST_ABOUT_ONESELF = 36, 3000, 200
"""Characters: of a name that fits a button, of rules that fit a message, of what one tells of oneself."""

LISTED = 3
"""Meetings that a club's card tells."""

TOUCHED = (MemberState.MEMBER, MemberState.READY, MemberState.ASKED)
"""What one is to a club that one has something to do with."""


async def club_at(turn: Turn, services: Services) -> Club | None:
    """The club that the conversation is about; where there is none any more, the list instead."""
    number = turn.subject.partition("-")[0]
    found = await services.work.clubs.get(int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None or found.state is not ClubState.OPEN:
        turn.say("club-gone")
        turn.go("clubs")
        return None
    return found


async def clubs(turn: Turn, services: Services) -> None:
    """All clubs that one may come to, those in one's own language first."""
    found = await services.work.clubs.listed(ClubState.OPEN)
    found.sort(key=lambda club: club.language != services.content.language)
    own = {one.club for one in await services.work.clubs.of_person(services.person.id) if one.state.inside}
    choices = [
        Choosable(f"k{one.id}", f"✓ {one.name}" if one.id in own else one.name, to=("club", str(one.id)))
        for one in found
    ]
    if own:
        choices.append(Choosable("games", services.say("club-games"), to=("games", "")))
    if await services.work.measures.of_person(services.person.id, most=1):
        choices.append(Choosable("mine", services.say("safe-mine-button"), to=("club-warnings", "")))
    if await services.work.entries.of_person(services.person.id):
        choices.append(Choosable("photos", services.say("contest-my-photos"), to=("my-photos", "")))
    choices.append(Choosable("idea", services.say("club-suggest"), to=("club-idea", "")))
    if not found:
        choices.append(Choosable("menu", services.say("button-menu"), to=("menu", "")))
    await follow(turn, "which", services.say("club-list" if found else "club-none"), tuple(choices))


async def club(turn: Turn, services: Services) -> None:
    """One club, and what can be done about it."""
    found = await club_at(turn, services)
    if found is None:
        return
    member = await services.work.clubs.member(found.id, services.person.id)
    ahead = (await coming(services, found))[:LISTED]
    text = await card(services, found, ahead)
    if member is not None and member.state in TOUCHED:
        text = "\n\n".join((text, services.say(f"club-you-{member.state}")))
    elif not found.open_to_join():
        text = "\n\n".join((text, services.say("club-rests")))
    ways = _ways(services, found, member, ahead)
    running = await services.work.games.running(found.id)
    if member is not None and member.state.inside and any(one.kind == BATTLE for one in running):
        ways = (Choosable("games", services.say("game-here"), to=("games", "")), *ways)
    await follow(turn, "next", text, ways)


async def card(services: Services, found: Club, ahead: Sequence[Activity]) -> str:
    """What a club is, when it meets, and how many are in it."""
    say = services.say
    lines = [
        say("club-card", name=found.name, about=found.about),
        say("club-meets", meets=found.meets),
        say("club-members", count=found.members),
    ]
    if found.address is not None:
        lines.append(say("club-where", where=say(f"messenger-{found.address.messenger}")))
    if ahead:
        zone = await zone_of(services, services.person.id)
        first, *then = (said_when(services, one.starts, zone) for one in ahead)
        lines.append(say("club-ahead", title=ahead[0].series.title, when=first))
        lines += [say("club-then", when="; ".join(then))] if then else []
    if found.entry is Entry.APPROVAL:
        lines.append(say("club-by-approval"))
    return "\n".join(lines)


def _ways(
    services: Services, found: Club, member: Member | None, ahead: Sequence[Activity]
) -> tuple[Choosable, ...]:
    number, say = str(found.id), services.say
    state = member.state if member is not None else None
    choices: list[Choosable] = []
    if state is MemberState.READY or (state is MemberState.MEMBER and found.open_to_join()):
        choices.append(Choosable("enter", say("club-enter"), to=("club-link", number)))
    elif state not in TOUCHED and found.open_to_join():
        choices.append(Choosable("join", say("club-join"), to=("club-join", number)))
    if ahead:
        choices.append(Choosable("act", say("club-next-activity"), to=("act", str(ahead[0].id))))
    choices.append(Choosable("rules", say("club-rules"), to=("club-rules", number)))
    if state is MemberState.MEMBER:
        choices.append(Choosable("who", say("club-who"), to=("club-who", number)))
        choices.append(Choosable("report", say("safe-suspicious"), to=("club-report", number)))
    if state in TOUCHED:
        label = say("club-leave" if state is MemberState.MEMBER else "club-withdraw")
        choices.append(Choosable("leave", label, to=("club-leave", number)))
    return (*choices, Choosable("clubs", say("club-others"), to=("clubs", "")))


async def club_rules(turn: Turn, services: Services) -> None:
    """The rules of a club."""
    found = await club_at(turn, services)
    if found is None:
        return
    number, member = str(found.id), await services.work.clubs.member(found.id, services.person.id)
    choices = [Choosable("club", services.say("club-back"), to=("club", number))]
    if (member is None or member.state not in TOUCHED) and found.open_to_join():
        choices.insert(0, Choosable("join", services.say("club-join"), to=("club-join", number)))
    text = services.say("club-rules-text", name=found.name, rules=found.rules)
    await follow(turn, "next", text, tuple(choices))


async def club_who(turn: Turn, services: Services) -> None:
    """Who is who: only for members, and only of those who told something about themselves."""
    found = await club_at(turn, services)
    if found is None:
        return
    number, say = str(found.id), services.say
    members = await services.work.clubs.members(found.id, MemberState.MEMBER)
    own = next((one for one in members if one.person == services.person.id), None)
    back = Choosable("club", say("club-back"), to=("club", number))
    if own is None:
        await follow(turn, "next", say("club-who-members-only", name=found.name), (back,))
        return
    people = await services.work.people.some([one.person for one in members if one.about])
    leaders = [short_name(one.name) for one in await moderators_of(services, found) if one.name]
    lines = [
        say(
            "club-who-line", name=short_name(people[one.person].name) or say("club-somebody"), about=one.about
        )
        for one in members
        if one.about and one.person in people
    ]
    text = say(
        "club-who-list",
        name=found.name,
        leaders=", ".join(leaders) or "—",
        lines="\n".join(lines) or say("club-who-nobody"),
    )
    *before, last = cut(text)
    for part in before:
        turn.show(part)
    me = Choosable("me", say("club-me"), to=("club-me", number))
    await follow(turn, "next", last, (me, back))


@dataclass(frozen=True, slots=True)
class OfOneself(ChoiceOrWords):
    """What others of the club may read in private: nothing that a stranger may not say in its chat."""

    rules: Rules = field(default_factory=Rules)

    def read(self, reply: Reply) -> Any | Refusal:
        """The key of what was chosen, else the words."""
        found = ChoiceOrWords.read(self, reply)
        strange = isinstance(found, dict) and judge(Seen(text=str(found["words"])), self.rules).held
        return Refusal("club-me-plain") if strange else found


async def club_me(turn: Turn, services: Services) -> None:
    """What one tells the other members of oneself; what was told can be taken back."""
    found = await club_at(turn, services)
    if found is None:
        return
    member = await services.work.clubs.member(found.id, services.person.id)
    if member is None or member.state is not MemberState.MEMBER:
        turn.go("club", str(found.id))
        return
    was = member.about

    async def read() -> str:
        return was

    told = await turn.keep("told", read)
    remove = (Choosable("remove", services.say("club-me-remove")),) if told else ()
    ways = (*remove, Choosable("keep", services.say("club-me-keep")))
    answer = OfOneself(ways, LONGEST_ABOUT_ONESELF, services.line.book.safety)
    prompt = "club-me-ask-again" if told else "club-me-ask"
    chosen, words = await turn.ask("words", prompt, answer, name=found.name, told=told)
    if chosen != "keep":

        async def store() -> bool:
            about = clipped(words, LONGEST_ABOUT_ONESELF)
            await services.work.clubs.change_member(found.id, services.person.id, about=about)
            return True

        await turn.once("stored", store)
        turn.say("club-me-stored" if words else "club-me-removed")
    turn.go("club-who", str(found.id))
