"""Changes to a class: another time, another plan, another way in, an end. People see nothing unconfirmed."""

from __future__ import annotations

from datetime import datetime

from bot.domain.activities import Plan, moment
from bot.domain.plan_words import Heard
from bot.domain.requests import Refused
from bot.domain.timetable import AHEAD, Activity, ActivityState, Form, Series, SeriesState, Standing
from bot.flows.activities.timetable import CHANGED, EVERYBODY, Timetable
from bot.flows.answers import Line
from bot.flows.engine import Turn
from bot.flows.organising.fields import Link
from bot.flows.organising.leading import (
    activity_held,
    agreed,
    attempt,
    home_of,
    home_of_series,
    plan_of,
    series_held,
    still,
    unchanged,
)
from bot.flows.organising.plans import PlanSaid, agree_on_plan, ahead, holidays_met, next_dates, short_moment
from bot.flows.services import Services
from bot.flows.when import said_when

DAY = 86400.0


async def _to_come(turn: Turn, services: Services) -> Activity | None:
    """The activity of the subject while it can still be changed; else it is shown as it is."""
    activity = await activity_held(turn, services)
    if activity is None or _done(turn):
        return activity
    if activity.state is not ActivityState.PLANNED or activity.ends <= services.now:
        turn.say("class-not-now")
        turn.go(*home_of(activity))
        return None
    return activity


async def _open_series(turn: Turn, services: Services) -> Series | None:
    series = await series_held(turn, services)
    if series is None or _done(turn):
        return series
    if series.state is not SeriesState.OPEN:
        turn.say("class-not-now")
        turn.go(*home_of_series(series))
        return None
    return series


def _done(turn: Turn) -> bool:
    return any(key.startswith("!") for key in turn.answers)


async def class_move(turn: Turn, services: Services) -> None:
    """Move one date of a class."""
    activity = await _to_come(turn, services)
    if activity is None:
        return
    if activity.series.form is Form.HOURS:
        # Hours are closed and opened, so that no two of a specialist overlap.
        turn.go(*home_of(activity))
    series, zone = activity.series, activity.series.zone
    seen = await still(turn, activity.version)
    base = datetime.fromtimestamp(activity.starts, zone)
    answer = PlanSaid(datetime.fromtimestamp(services.now, zone), zone, base=base)
    was = said_when(services, activity.starts, zone)
    found, _ = await turn.ask("when", "class-move-ask", answer, title=series.title, when=was)
    starts = _starts(found, series)
    told = await _people(services, activity)
    notice = services.say("notice-moved", title=series.title, was=was, when=said_when(services, starts, zone))
    text = services.say(
        "class-confirm", text=notice, count=len(told), notes=_holiday(services, found, series)
    )
    if not await agreed(turn, text, services.say("class-move-yes"), services.say("class-move-no")):
        turn.say("class-kept")
        turn.go(*home_of(activity))

    async def move() -> int:
        unchanged(activity.version, seen)
        return await Timetable(services).move(activity, starts)

    done, count = await attempt(turn, "moved", move)
    if done:
        turn.say("class-moved", when=said_when(services, starts, zone), count=count)
    turn.go(*home_of(activity))


def _starts(found: Heard, series: Series) -> float:
    if found.day is None or found.at is None:
        raise LookupError("a time that was read is none any more")
    return moment(datetime.combine(found.day, found.at), series.zone)


def _holiday(services: Services, found: Heard, series: Series) -> str:
    if found.day is None or found.at is None:
        return ""
    days = holidays_met(services, Plan(found.day, found.at, series.zone))
    return "\n" + services.say("plan-holiday", days=f"{days[0]:%d.%m}") if days else ""


async def _people(services: Services, activity: Activity) -> set[int]:
    return {one.person for one in await services.work.signups.people(activity.id, *EVERYBODY)}


async def class_cancel(turn: Turn, services: Services) -> None:
    """Cancel one date with a reason; an hour that nobody took is closed without one."""
    activity = await _to_come(turn, services)
    if activity is None:
        return
    say, series = services.say, activity.series
    seen = await still(turn, activity.version)
    told = await _people(services, activity)
    when = said_when(services, activity.starts, series.zone)
    reason = ""
    if told or series.form is Form.CLASS or "reason" in turn.answers:
        reason = await turn.ask("reason", "class-cancel-ask", Line(300), title=series.title, when=when)
        notice = say("notice-cancelled", title=series.title, when=when, reason=reason)
        text = say("class-confirm", text=notice, count=len(told), notes="")
    else:
        text = say("slot-close-ask", when=when)
    if not await agreed(turn, text, say("class-cancel-yes"), say("class-cancel-no")):
        turn.say("class-kept")
        turn.go(*home_of(activity))

    async def cancel() -> int:
        unchanged(activity.version, seen)
        if series.form is Form.HOURS and not reason and await _people(services, activity):
            # Somebody took the hour meanwhile, and has to hear why it is cancelled.
            raise Refused(CHANGED)
        return await Timetable(services).cancel(activity, reason)

    done, count = await attempt(turn, "cancelled", cancel)
    if done:
        turn.say("class-cancelled-now", when=when, count=count)
    turn.go(*home_of_series(series))


async def class_end(turn: Turn, services: Services) -> None:
    """End all of a series, with a reason for those who are signed up."""
    series = await _open_series(turn, services)
    if series is None:
        return
    say = services.say
    seen = await still(turn, series.version)
    reason = await turn.ask("reason", "class-end-ask", Line(300), title=series.title)
    told = set(await services.work.signups.followers(f"series:{series.id}"))
    for activity in await _coming(services, series):
        told |= await _people(services, activity)
    notice = say("notice-series-cancelled", title=series.title, reason=reason)
    text = say("class-confirm", text=notice, count=len(told), notes="")
    if not await agreed(turn, text, say("class-end-yes"), say("class-end-no")):
        turn.say("class-kept")
        turn.go(*home_of_series(series))

    async def end() -> int:
        unchanged(series.version, seen)
        return await Timetable(services).cancel_series(series, reason)

    done, count = await attempt(turn, "ended", end)
    if done:
        turn.say("class-ended", title=series.title, count=count)
    turn.go("classes")


async def _coming(services: Services, series: Series) -> list[Activity]:
    found = await services.work.activities.of_series(series.id, services.now)
    return [one for one in found if one.state is ActivityState.PLANNED]


async def class_plan(turn: Turn, services: Services) -> None:
    """Another plan for a class, at once or from a day on."""
    series = await _open_series(turn, services)
    if series is None:
        return
    if series.plan is None or not series.plan.weekdays:
        turn.say("class-not-now")
        turn.go(*home_of_series(series))
        return
    say, seen = services.say, await still(turn, series.version)
    latest = ahead(services, int(AHEAD / DAY) - 1, series.zone)
    ask = say("class-plan-ask", title=series.title, plan=plan_of(services, series))
    plan, _ = await agree_on_plan(turn, services, series.zone, ask, latest)
    gone, told = await _touched(services, series, plan)
    listed = ", ".join(short_moment(services, one.starts, series.zone) for one in gone[:10])
    notes = "\n" + say("class-plan-gone", days=listed, count=len(gone)) if gone else ""
    new = say("class-plan-new", title=series.title, next=next_dates(services, plan, services.now))
    text = say("class-confirm", text=new, count=len(told), notes=notes)
    if not await agreed(turn, text, say("class-plan-yes"), say("class-plan-no")):
        turn.say("class-kept")
        turn.go(*home_of_series(series))

    async def replan() -> bool:
        unchanged(series.version, seen)
        await Timetable(services).replan(series, plan)
        return True

    done, _ = await attempt(turn, "replanned", replan)
    if done:
        turn.say("class-replanned", count=len(told))
    turn.go(*home_of_series(series))


async def _touched(services: Services, series: Series, plan: Plan) -> tuple[list[Activity], set[int]]:
    """What falls away by a new plan, and who hears of it."""
    told = set(await services.work.signups.followers(f"series:{series.id}"))
    now = services.now
    wanted, was = (
        {one.day.isoformat(): one.starts for one in some.occurrences(now - AHEAD, now + AHEAD)}
        for some in (plan, series.plan or plan)
    )
    gone = []
    for activity in await _coming(services, series):
        if activity.planned < plan.first.isoformat():
            continue
        if activity.planned not in wanted:
            gone.append(activity)
        moves = wanted.get(activity.planned) != activity.starts == was.get(activity.planned)
        if moves or activity.planned not in wanted:
            told |= await _people(services, activity)
    return gone, told


async def class_link(turn: Turn, services: Services) -> None:
    """Another way in for one date."""
    activity = await _to_come(turn, services)
    if activity is None:
        return
    say = services.say
    seen = await still(turn, activity.version)
    link = await turn.ask(
        "link", "class-link-ask", Link(say("class-link-usual")), now=activity.link or say("class-nothing")
    )
    shown = activity.shows_link(services.now) and bool(link)
    told = await services.work.signups.people(activity.id, Standing.GOING) if shown else []
    if not await _link_agreed(turn, services, link or activity.series.link, len(told)):
        turn.go(*home_of(activity))

    async def replace() -> int:
        unchanged(activity.version, seen)
        return await Timetable(services).replace_link(activity, link)

    done, _ = await attempt(turn, "linked", replace)
    if done:
        turn.say("class-linked")
    turn.go(*home_of(activity))


async def class_links(turn: Turn, services: Services) -> None:
    """The way in for all dates that have none of their own."""
    series = await _open_series(turn, services)
    if series is None:
        return
    seen = await still(turn, series.version)
    say = services.say
    link = await turn.ask("link", "class-links-ask", Link(), now=series.link or say("class-nothing"))
    told: set[int] = set()
    near = await services.work.activities.of_series(series.id, services.now - DAY, services.now + 3600.0)
    for activity in near:
        if not activity.own_link and activity.shows_link(services.now):
            going = await services.work.signups.people(activity.id, Standing.GOING)
            told |= {one.person for one in going}
    if not await _link_agreed(turn, services, link, len(told)):
        turn.go(*home_of_series(series))

    async def replace() -> int:
        unchanged(series.version, seen)
        return await Timetable(services).replace_series_link(series, link)

    done, _ = await attempt(turn, "linked", replace)
    if done:
        turn.say("class-linked")
    turn.go(*home_of_series(series))


async def _link_agreed(turn: Turn, services: Services, link: str, told: int) -> bool:
    say = services.say
    text = say("class-link-confirm", link=link or say("class-nothing"), count=told)
    if await agreed(turn, text, say("class-link-yes"), say("class-link-no")):
        return True
    turn.say("class-kept")
    return False
