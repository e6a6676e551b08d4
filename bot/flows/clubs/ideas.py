"""Something new: a resident's idea for a club, and what moderators say of it."""

from __future__ import annotations

from bot.domain.clubs import MOST_IDEAS, IdeaState
from bot.flows.answers import Choice, Line
from bot.flows.browse import follow
from bot.flows.cards import clipped
from bot.flows.clubs.voting import suggest, vote, words
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services


async def club_idea(turn: Turn, services: Services) -> None:
    """Take a resident's idea for a new club."""
    waiting = await services.work.ideas.open_of(services.person.id)
    if "!suggested" not in turn.answers and waiting >= MOST_IDEAS:
        turn.say("club-ideas-enough", count=waiting)
        turn.go("clubs")
        return
    text = await turn.ask("text", "club-idea-ask", Line(500))
    await turn.once("suggested", lambda: suggest(services, text))
    turn.say("club-idea-thanks")
    turn.go("clubs")


async def club_ideas(turn: Turn, services: Services) -> None:
    """The ideas that wait for moderators."""
    found = await services.work.ideas.waiting()
    say = services.say
    choices = [
        Choosable(f"i{one.id}", clipped(f"{one.id}. {one.text}", 38), to=("club-idea-vote", f"i{one.id}"))
        for one in found
    ]
    choices.append(Choosable("back", say("club-to-moderating"), to=("moderating", "")))
    await follow(turn, "which", say("club-ideas-list", count=len(found)), tuple(choices))


async def club_idea_vote(turn: Turn, services: Services) -> None:
    """One idea: a vote, or the word of who runs the line."""
    number = turn.subject.removeprefix("i")
    idea = await services.work.ideas.get(int(number)) if number.isdecimal() and len(number) < 10 else None
    if idea is None:
        turn.say("club-idea-decided-already")
        turn.go("club-ideas")
        return
    say, back = services.say, Choosable("back", services.say("club-to-ideas"), to=("club-ideas", ""))
    choices: tuple[Choosable, ...] = (back,)
    if idea.state is IdeaState.OPEN or "vote" in turn.answers:
        verbs = ("like", "dislike", "open", "close") if services.person.admin else ("like", "dislike")
        choices = (*(Choosable(verb, say(f"club-idea-{verb}")) for verb in verbs), back)
    elif idea.state is IdeaState.TAKEN and idea.club is None:
        choices = (Choosable("make", say("club-idea-make"), to=("club-new", f"i{idea.id}")), back)
    verb = await turn.ask_text("vote", await words(services, idea), Choice(choices))
    if verb == "back":
        turn.go("club-ideas")
        return
    if verb == "make":
        turn.go("club-new", f"i{idea.id}")
        return
    turn.say(await turn.once("voted", lambda: vote(services, idea.id, verb)))
    turn.go("club-ideas")
