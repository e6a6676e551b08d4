"""What happens to an idea for a new club: moderators vote, or who runs the line decides; the author hears."""

from __future__ import annotations

from bot.domain.clubs import Club, Idea, IdeaState, votes_needed
from bot.domain.games.playing import short_name
from bot.flows.services import Services
from bot.storage.rooms import MODERATORS
from bot.vocabulary import Button, Lane, Message

VERDICTS = {IdeaState.TAKEN: "club-idea-taken", IdeaState.DECLINED: "club-idea-declined"}
"""What the author hears."""

TOLD = {IdeaState.TAKEN: "club-idea-now-taken", IdeaState.DECLINED: "club-idea-now-declined"}
"""What the moderator hears whose vote or word decided."""


async def suggest(services: Services, text: str) -> int:
    """Take an idea, and ask the moderators of all clubs about it."""
    work, say = services.work, services.line.texts.say
    idea = await work.ideas.add(services.person.id, text, services.now)
    moderators = await moderators_of_all(services)
    for number in moderators:
        person = await work.people.get(number)
        if person is not None and person.id != services.person.id:
            look = Button(say("club-idea-look"), data=f"g:club-idea-vote:i{idea.id}")
            work.send(
                person.seen or person.address,
                Message(say("club-idea-new", text=text), ((look,),)),
                Lane.STAFF,
            )
    for room in await work.rooms.of_kind(MODERATORS):
        work.send(room, await card(services, idea), Lane.STAFF)
    return idea.id


async def moderators_of_all(services: Services) -> list[int]:
    """Whoever may vote: the moderators of all clubs, and who runs the line."""
    found = dict.fromkeys(await services.work.clubs.moderators())
    found |= dict.fromkeys(one.id for one in await services.work.people.with_roles() if one.admin)
    return list(found)


async def card(services: Services, idea: Idea) -> Message:
    """An idea as the moderators' room sees it."""
    say = services.line.texts.say
    rows: tuple[tuple[Button, ...], ...] = ()
    if idea.state is IdeaState.OPEN:
        votes = (("like", f"👍 {idea.liked}"), ("dislike", f"👎 {len(idea.votes) - idea.liked}"))
        rows = (
            tuple(Button(label, data=f"c:idea:{idea.id}:{verb}") for verb, label in votes),
            (Button(say("club-idea-open"), data=f"c:idea:{idea.id}:open"),),
            (Button(say("club-idea-close"), data=f"c:idea:{idea.id}:close"),),
        )
    return Message(await words(services, idea), rows)


async def words(services: Services, idea: Idea) -> str:
    """An idea with its author and its votes, as moderators read it."""
    say = services.line.texts.say
    author = await services.work.people.get(idea.person)
    needed = votes_needed(len(await moderators_of_all(services)))
    return say(
        "club-idea-card",
        text=idea.text,
        name=short_name(author.name) if author is not None and author.name else say("club-somebody"),
        likes=idea.liked,
        dislikes=len(idea.votes) - idea.liked,
        state=say(f"club-idea-is-{idea.state}", count=needed),
    )


async def vote(services: Services, number: int, verb: str) -> str:
    """A moderator votes, or who runs the line decides by one tap; what to say of it."""
    work = services.work
    idea = await work.ideas.get(number)
    if idea is None or idea.state is not IdeaState.OPEN:
        return "club-idea-decided-already"
    if verb in ("open", "close"):
        if not services.person.admin:
            return "club-idea-admins-only"
        return await _settle(services, idea, IdeaState.TAKEN if verb == "open" else IdeaState.DECLINED)
    if idea.person == services.person.id:
        return "club-idea-own"
    await work.ideas.vote(idea, services.person.id, services.now, liked=verb == "like")
    voted = await work.ideas.get(number)
    state = voted.settled(len(await moderators_of_all(services))) if voted is not None else idea.state
    return await _settle(services, idea, state) if state is not IdeaState.OPEN else "club-idea-voted"


async def _settle(services: Services, idea: Idea, state: IdeaState) -> str:
    work = services.work
    if not await work.ideas.change(idea, state=state):
        return "club-idea-decided-already"
    author = await work.people.get(idea.person)
    if author is not None:
        text = services.for_reader(author).say(VERDICTS[state], text=idea.text)
        work.send(author.seen or author.address, Message(text))
    if state is IdeaState.TAKEN:
        await _ask_to_write(services, idea)
    return TOLD[state]


async def _ask_to_write(services: Services, idea: Idea) -> None:
    """Who liked the idea is asked to make a club of it."""
    work, say = services.work, services.line.texts.say
    likers = [person for person, liked in idea.votes.items() if liked]
    for number in dict.fromkeys((services.person.id, *likers)):
        person = await work.people.get(number)
        if person is not None:
            make = Button(say("club-idea-make"), data=f"g:club-new:i{idea.id}")
            text = say("club-idea-to-make", text=idea.text)
            work.send(person.seen or person.address, Message(text, ((make,),)), Lane.STAFF)


async def opened(services: Services, club: Club) -> None:
    """A club has its chat: whose idea it was hears that it is open."""
    idea = await services.work.ideas.of_club(club.id)
    author = await services.work.people.get(idea.person) if idea is not None else None
    if author is not None:
        theirs = services.for_reader(author)
        look = Button(theirs.say("club-look"), data=f"g:club:{club.id}")
        text = theirs.say("club-idea-opened", name=club.name)
        services.work.send(author.seen or author.address, Message(text, ((look,),)))
