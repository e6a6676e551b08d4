"""What happens at a club's door: coming in by a link or by a moderator's yes, and going out again."""

from __future__ import annotations

from bot.domain.clubs import Club, Entry, Member, MemberState
from bot.domain.games.playing import short_name
from bot.domain.people import Person
from bot.flows.clubs.calendar import follow_rows
from bot.flows.clubs.moderated import moderators_of
from bot.flows.clubs.safety.around import by_whom
from bot.flows.clubs.safety.measures import untouchable
from bot.flows.services import Services
from bot.storage.rooms import MODERATORS
from bot.vocabulary import Act, Button, Lane, Message

ASK_AGAIN = 86400.0
"""Seconds after a moderator's no before one may ask again."""

OUT = 60.0
"""Seconds for which a messenger keeps out who left by the line: enough to take them out of the chat."""

TAKES_BACK = frozenset({"telegram"})
"""Messengers in which whoever was taken out of a chat may come back by its link; VK keeps them out."""

RESET_EVERY = 86400.0
"""Seconds between two links that make the former one useless, where a messenger has one link only."""

LET_IN, TURNED_AWAY = "let-in", "turned-away"
"""The kinds of the log's entries that somebody was accepted, and was not."""

Rows = tuple[tuple[Button, ...], ...]


async def agree(services: Services, club: Club) -> str:
    """The person accepts the rules: they get the way in, or a moderator is asked; what to say of it."""
    work, person = services.work, services.person
    if club.raid_until > services.now:
        return "safe-raid-wait"
    known = await work.clubs.member(club.id, person.id)
    if known is not None and known.state.inside:
        await work.clubs.change_member(club.id, person.id, rules_version=club.rules_version)
        return "club-inside-already"
    state = known.state if known is not None else None
    if state is MemberState.DECLINED and known is not None and services.now - known.at < ASK_AGAIN:
        return "club-declined-lately"
    if club.entry is Entry.APPROVAL or state is MemberState.REMOVED:
        if state is not MemberState.ASKED or (known is not None and not known.rules_version):
            await _place(services, club, person, MemberState.ASKED)
            await ask_moderators(services, club, person, read=True)
        return "club-asked"
    await _place(services, club, person, MemberState.READY)
    return await open_door(services, club, person, known)


async def _place(services: Services, club: Club, person: Person, state: MemberState) -> None:
    known = await services.work.clubs.member(club.id, person.id)
    # Whoever knocked at the chat itself comes in with that account.
    account = known.account if known is not None and known.knocked_at else person.account
    await services.work.clubs.place(
        club.id, person.id, state, account, services.now, rules_version=club.rules_version
    )


async def open_door(services: Services, club: Club, person: Person, known: Member | None) -> str:
    """Somebody may come in: the messenger is told yes where they knocked there, else they need a link."""
    if known is not None and known.knocked_at is not None and club.address is not None:
        wants = {"for": "club-accepted", "club": club.id, "person": person.id}
        services.work.put(club.address, Lane.REPLY, Act.ACCEPT, target=known.account, wants=wants)
        await services.work.clubs.change_member(club.id, person.id, knocked_at=None)
        return "club-let-in"
    if club.link:
        return "club-link"
    ask_link(services, club, person)
    return "club-link-soon"


def ask_link(services: Services, club: Club, person: Person, *, broken: bool = False) -> None:
    """Have the messenger make a link into the chat, another one where that is `broken`; who waits gets it."""
    if club.address is not None:
        wants: dict[str, object] = {"for": "club-link", "club": club.id, "person": person.id}
        if broken and services.line.may_warn(f"club link reset {club.id}", RESET_EVERY):
            wants["reset"] = True
        asks = club.entry is Entry.APPROVAL
        services.work.put(club.address, Lane.REPLY, Act.INVITE, wants={**wants, "asks": asks})


async def link_rows(services: Services, club: Club, person: Person) -> Rows:
    """The way into the chat, to be reminded of what it holds, and what to press where it does not open."""
    enter = Button(services.say("club-enter"), url=club.link)
    broken = Button(services.say("club-link-broken"), data=f"g:club-link:{club.id}-new")
    return ((enter,), *await follow_rows(services, club, person.id), (broken,))


async def hand_out(services: Services, club: Club, person: Person) -> None:
    """Give somebody the link, or have one made for them."""
    if club.link:
        await send_link(services, club, person)
    else:
        ask_link(services, club, person)


async def send_link(services: Services, club: Club, person: Person) -> None:
    """Give somebody the link in their private chat."""
    theirs = services.for_reader(person)
    text, rows = theirs.say("club-link", name=club.name), await link_rows(theirs, club, person)
    services.work.send(person.seen or person.address, Message(text, rows))


async def ask_moderators(services: Services, club: Club, person: Person, *, read: bool) -> None:
    """Have the moderators decide whether somebody may come in."""
    say = services.line.texts.say
    name = short_name(person.name) or say("club-somebody")
    text = say("club-wants-in", name=name, club=club.name, rules=say("club-read" if read else "club-unread"))

    def rows(data: str) -> Rows:
        labels = ((1, "club-let"), (0, "club-turn-away"))
        return tuple((Button(say(label), data=data.format(yes)),) for yes, label in labels)

    subject = f"{club.id}-{person.id}"
    private = rows(f"g:club-let:{subject}-{{}}")
    room = rows(f"c:let:{club.id}:{person.id}:{{}}")
    await tell_moderators(services, club, Message(text, private), Message(text, room))


async def tell_moderators(
    services: Services, club: Club, private: Message, room: Message | None = None
) -> None:
    """Tell whoever moderates a club, in private, and in the moderators' rooms where that is for them too."""
    for person in await moderators_of(services, club):
        services.work.send(person.seen or person.address, private, Lane.STAFF)
    for place in await services.work.rooms.of_kind(MODERATORS) if room is not None else ():
        services.work.send(place, room or private, Lane.STAFF)


async def decide(services: Services, club: Club, number: int, *, yes: bool) -> str:
    """A moderator says whether somebody may come in; the first one decides. What to say of it."""
    work = services.work
    person, known = await work.people.get(number), await work.clubs.member(club.id, number)
    if person is None or known is None or known.state is not MemberState.ASKED:
        return "club-decided-already"
    theirs = services.for_reader(person)
    state = MemberState.READY if yes else MemberState.DECLINED
    await work.clubs.place(club.id, person.id, state, known.account, services.now)
    there = person.seen or person.address
    kind, about = LET_IN if yes else TURNED_AWAY, f"person:{person.id}"
    await work.moderation.log(club.id, by_whom(services), kind, about, services.now, {"person": person.id})
    if yes:
        if (
            known.knocked_at is None
            and club.address is not None
            and person.messenger == club.address.messenger
        ):
            # Whoever was taken out of the chat once is kept out by the messenger until it hears otherwise.
            work.put(club.address, Lane.REPLY, Act.ADMIT, target=known.account)
        said = await open_door(services, club, person, known)
        if said == "club-link":
            await send_link(services, club, person)
        elif said == "club-let-in":
            rows = await follow_rows(theirs, club, person.id)
            work.send(there, Message(theirs.say("club-let-in", name=club.name), rows))
        return "club-decided-yes"
    if known.knocked_at is not None and club.address is not None:
        work.put(club.address, Lane.REPLY, Act.DECLINE, target=known.account)
        await work.clubs.change_member(club.id, person.id, knocked_at=None)
    work.send(there, Message(theirs.say("club-declined", name=club.name)))
    return "club-decided-no"


async def put_out(services: Services, club: Club, number: int) -> bool:
    """Somebody was accepted by mistake: they are outside again, and may ask to be let in."""
    work = services.work
    person, known = await work.people.get(number), await work.clubs.member(club.id, number)
    if person is None or known is None or known.state not in (MemberState.READY, MemberState.MEMBER):
        return False
    if await untouchable(services, club, known.account):
        return False
    await work.clubs.place(club.id, number, MemberState.REMOVED, known.account, services.now)
    if club.address is not None and person.messenger == club.address.messenger:
        # Whoever holds the link already must not come in by it.
        wants = {"for": "club-measure", "club": club.id}
        work.put(club.address, Lane.CRISIS, Act.REMOVE, target=known.account, wants=wants)
    text = services.for_reader(person).say("club-declined", name=club.name)
    work.send(person.seen or person.address, Message(text))
    return True


async def let_in_after_all(services: Services, club: Club, number: int) -> bool:
    """Somebody was turned away by mistake: they get their way in as if they had been accepted."""
    known = await services.work.clubs.member(club.id, number)
    if known is None or known.state is not MemberState.DECLINED:
        return False
    await services.work.clubs.change_member(club.id, number, state=MemberState.ASKED)
    return await decide(services, club, number, yes=True) == "club-decided-yes"


async def leave(services: Services, club: Club) -> bool:
    """The person leaves a club, and is taken out of its chat."""
    work, person = services.work, services.person
    known = await work.clubs.member(club.id, person.id)
    if known is None or known.state in (MemberState.LEFT, MemberState.REMOVED):
        return False
    await work.clubs.place(club.id, person.id, MemberState.LEFT, known.account, services.now, knocked_at=None)
    if club.address is None:
        return True
    if known.state.inside and club.address.messenger not in TAKES_BACK:
        text = services.say("club-leave-yourself", name=club.name)
        work.send(services.address, Message(text))
    elif known.state.inside:
        wants = {"for": "club-left", "club": club.id, "person": person.id, "until": services.now + OUT}
        work.put(club.address, Lane.REPLY, Act.REMOVE, target=known.account, wants=wants)
    elif known.knocked_at is not None:
        work.put(club.address, Lane.REPLY, Act.DECLINE, target=known.account)
    return True
