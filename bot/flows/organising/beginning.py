"""A new class in a dialogue: asked answer by answer, shown as residents will see it, then published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.activities import Plan
from bot.domain.media import for_many
from bot.domain.people import ORGANISERS
from bot.domain.timetable import Activity, Form, Series, free_places
from bot.flows.activities.timetable import Timetable
from bot.flows.activities.words import Stand, card, kind_of
from bot.flows.answers import Choice
from bot.flows.engine import Choosable, Turn
from bot.flows.organising.fields import Link, answer_of, fields_of, kinds_of, shown_field, words_of_field
from bot.flows.organising.leading import agreed, attempt, home_of_series, plan_of, series_held
from bot.flows.organising.plans import WHEN, agree_on_plan
from bot.flows.services import Services

BEFORE = ("title", "about", "leader")
AFTER = ("minutes", "places", "prepare")
"""What is asked before and after the question when it meets."""


async def class_new(turn: Turn, services: Services) -> None:
    """Create a class, and publish it once its organiser has seen it."""
    if not services.person.may_be(ORGANISERS):
        turn.go("classes")
        return
    kinds = kinds_of(services, Form.CLASS)
    if not kinds.choices:
        turn.say("class-no-kinds")
        turn.go("classes")
    kind = await turn.ask("kind", "class-ask-kind", kinds)
    given: dict[str, Any] = {}
    for key in BEFORE:
        given[key] = await turn.ask(key, f"class-ask-{key}", answer_of(services, key))
    plan, said = await agree_on_plan(turn, services, services.line.zone, services.say("class-ask-when"))
    for key in AFTER:
        given[key] = await turn.ask(key, f"class-ask-{key}", answer_of(services, key, said.minutes))
    link = await turn.ask("link", "class-ask-link", Link(services.say("class-link-later")))
    picture = await turn.ask("picture", "class-ask-picture", answer_of(services, "picture"))
    new = Series(
        id=0,
        kind=kind,
        form=Form.CLASS,
        host=services.person.id,
        zone=services.line.zone,
        plan=plan,
        link=link,
        picture=picture,
        **given,
    )
    await _preview(turn, services, new, plan)
    _, number = await attempt(turn, "opened", lambda: _open(services, new))
    turn.say("class-opened", title=new.title)
    turn.go("class", str(number))


async def _open(services: Services, new: Series) -> int:
    return (await Timetable(services).open_series(new)).id


async def _preview(turn: Turn, services: Services, new: Series, plan: Plan) -> None:
    """Show the class as a resident will see it, and let every answer be changed."""
    turn.settle_changes()
    say = services.say
    if new.picture is not None:
        turn.show(new.title, attachment=for_many(new.picture))
    turn.show(as_seen(services, new, plan))
    keys = ("kind", *BEFORE, "when", *AFTER, "link", "picture")
    changes = tuple(
        Choosable(f"edit-{key}", say("button-change", title=say(f"class-field-{key}"))) for key in keys
    )
    followers = await services.work.signups.followers(f"kind:{new.kind}")
    text = say(
        "class-summary",
        plan=plan_of(services, new),
        kind=kind_of(services, new.kind).title,
        link=say("class-link-there" if new.link else "class-link-missing"),
        count=len(followers),
    )
    publish = Choosable("send", say("class-publish"))
    chosen = await turn.ask_text("summary", text, Choice((publish, *changes)))
    if chosen != "send":
        del turn.answers["summary"]
        key = chosen.removeprefix("edit-")
        turn.change(*(WHEN if key == "when" else (key,)))


def as_seen(services: Services, series: Series, plan: Plan) -> str:
    """The card of the first meeting, as one sees it who has not signed up."""
    first = next(plan.occurrences(services.now, 4e10), None)
    starts = first.starts if first is not None else services.now
    stand = Stand(
        activity=Activity(0, series, plan.first.isoformat(), starts),
        zone=series.zone,
        standing=None,
        line=0,
        free=series.places or None,
        waiting=0,
        note="",
        liked=None,
        all_of_it=False,
    )
    return card(services, stand)


async def class_edit(turn: Turn, services: Services) -> None:
    """Change what is said of a class or of a specialist's hours, or how many find room."""
    series = await series_held(turn, services)
    if series is None:
        return
    say = services.say
    fields = [(key, say(f"class-field-{key}")) for key in fields_of(series.form)]
    key = await turn.ask("what", "class-edit-ask", Choice.of(fields), title=series.title)
    now = shown_field(services, key, words_of_field(series, key))
    value = await turn.ask("value", "class-edit-value", answer_of(services, key), now=now)
    rising = await _rising(services, series, value) if key == "places" else 0
    if (rising or "sure" in turn.answers) and not await agreed(
        turn, say("class-rising", count=rising), say("class-edit-yes"), say("class-edit-no")
    ):
        turn.say("class-kept")
        turn.go(*home_of_series(series))
    done, _ = await attempt(turn, "edited", lambda: _edit(services, series, key, value))
    if done:
        turn.say("class-edited")
    turn.go(*home_of_series(series))


async def _rising(services: Services, series: Series, places: int) -> int:
    """How many who wait would get a place if there were so many of them."""
    signups, rising = services.work.signups, 0
    for activity in await services.work.activities.of_series(series.id, services.now):
        if activity.open_to_join(services.now) and (waiting := await signups.waiting(activity.id)):
            free = free_places(places, await signups.taken(activity.id))
            rising += waiting if free is None else min(free, waiting)
    return rising


async def _edit(services: Services, series: Series, key: str, value: Any) -> bool:
    await Timetable(services).change_series(replace(series, **{key: value}))
    return True
