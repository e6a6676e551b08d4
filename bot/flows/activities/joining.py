"""Coming to activities and not coming: to one, to all of a series; following a kind; whether one liked it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.domain.requests import Refused
from bot.domain.timetable import ActivityState, Form, Standing
from bot.flows.activities.finding import way_in, ways
from bot.flows.activities.timetable import Timetable
from bot.flows.activities.words import activity_of, kind_of, series_of, stand, when
from bot.flows.answers import Choice
from bot.flows.browse import follow
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services

DONE = "done"


async def attempt(action: Callable[[], Awaitable[object]]) -> str:
    """Do something to the timetable; the id of the sentence that says why not, or `DONE`."""
    try:
        await action()
    except Refused as refused:
        return refused.why
    return DONE


async def act_go(turn: Turn, services: Services) -> None:
    """Sign up for one activity."""
    activity = await activity_of(turn, services)
    if activity is None:
        return
    if activity.series.form is Form.HOURS:
        turn.go("hours", activity.series.kind)
    timetable = Timetable(services)
    said = await turn.once("signed", lambda: attempt(lambda: timetable.sign_up(activity)))
    if said != DONE:
        turn.say(said)
        turn.go("act", str(activity.id))
    turn.go("act-done", str(activity.id))


async def act_leave(turn: Turn, services: Services) -> None:
    """Give one's place back, in one tap."""
    activity = await activity_of(turn, services)
    if activity is None:
        return
    if services.now >= activity.ends:
        # An old button: what is over is not given back, nor is its recording lost.
        turn.go("act", str(activity.id))
    timetable = Timetable(services)
    await turn.once("left", lambda: attempt(lambda: timetable.leave(activity)))
    turn.go("act-done", str(activity.id))


async def act_done(turn: Turn, services: Services) -> None:
    """How the person stands to an activity now, in one sentence, and what else can be done."""
    activity = await activity_of(turn, services)
    if activity is None:
        return
    if activity.state is not ActivityState.PLANNED or services.now >= activity.ends:
        # The screen may stand there for days: what was said on it is not so any more.
        turn.go("act", str(activity.id))
    found = await stand(services, activity)
    values = {"title": found.series.title, "when": when(services, found)}
    if found.standing is Standing.WAITING:
        text = services.say("act-done-waiting", place=found.line, **values)
    elif found.standing is Standing.GOING:
        way_in(turn, services, found)
        text = services.say("act-done-going", **values)
    elif found.inside:
        turn.go("act", str(activity.id))
        return
    else:
        text = services.say("act-done-left", **values)
    await follow(turn, "next", text, ways(services, found))


async def act_all(turn: Turn, services: Services) -> None:
    """Sign up for all of a series."""
    series = await series_of(turn, services)
    if series is None:
        return
    timetable = Timetable(services)
    said = await turn.once("all", lambda: attempt(lambda: timetable.sign_up_series(series)))
    turn.say("act-all-done" if said == DONE else said, title=series.title)
    turn.go("act-days", str(series.id))


async def act_none(turn: Turn, services: Services) -> None:
    """Come to none of a series any more."""
    series = await series_of(turn, services)
    if series is None:
        return
    timetable = Timetable(services)
    await turn.once("none", lambda: attempt(lambda: timetable.leave_series(series)))
    turn.say("act-none-done", title=series.title)
    turn.go("act-days", str(series.id))


async def act_follow(turn: Turn, services: Services) -> None:
    """Hear of every new class of a kind."""
    kind = services.content.calendar.kind(turn.subject)
    if kind is not None:

        async def begin() -> bool:
            await services.work.signups.follow(services.person.id, f"kind:{kind.key}", services.now)
            if (await services.work.signups.preferences(services.person.id)).get("news") == "off":
                # Whoever follows a kind wants to hear of it.
                await services.work.signups.prefer(services.person.id, "news", "")
            return True

        await turn.once("followed", begin)
        turn.say("act-followed", title=kind.title)
    turn.go("acts", turn.subject)


async def act_unfollow(turn: Turn, services: Services) -> None:
    """Hear no more of it; places that were taken stay."""

    async def end() -> bool:
        await services.work.signups.unfollow(services.person.id, f"kind:{turn.subject}")
        return True

    await turn.once("unfollowed", end)
    turn.say("act-unfollowed", title=kind_of(services, turn.subject).title)
    turn.go("acts", turn.subject)


async def act_liked(turn: Turn, services: Services) -> None:
    """Whether one liked it; the answer may come with the button, and can be changed by another press."""
    activity = await activity_of(turn, services)
    if activity is None:
        return
    found = await stand(services, activity)
    if not found.inside:
        turn.go("act", str(activity.id))
        return
    answer = turn.subject.partition("-")[2]
    if answer not in ("0", "1"):
        scores = Choice.of((("1", services.say("button-liked")), ("0", services.say("button-unliked"))))
        answer = await turn.ask("liked", "act-liked-ask", scores, title=found.series.title)
    timetable, liked = Timetable(services), answer == "1"
    await turn.once("stored", lambda: attempt(lambda: timetable.like(activity, liked=liked)))
    say = services.say
    choices = (
        *(() if liked else (Choosable("person", say("button-person"), to=("person", "")),)),
        Choosable("activities", say("act-to-all"), to=("activities", "")),
        Choosable("menu", say("button-menu"), to=("menu", "")),
    )
    await follow(turn, "next", say("act-liked" if liked else "act-unliked"), choices)
