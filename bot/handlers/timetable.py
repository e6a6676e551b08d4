"""What time brings to activities: reminders, news in portions, what is over, what meets next."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.activities import Reminder
from bot.domain.people import Person
from bot.domain.requests import Refused
from bot.domain.timetable import AHEAD, Series
from bot.flows.activities.notices import LINE, notify, told
from bot.flows.activities.reminding import never_said, not_true_any_more, remind, wake
from bot.flows.activities.timetable import Timetable
from bot.flows.services import Line, Services
from bot.flows.when import said_when
from bot.storage.reminders import Told
from bot.storage.work import UnitOfWork
from bot.vocabulary import Address, Happened, Lane, Message, Outcome, Verdict

TIMETABLE = "timetable"
"""The key and the kind of the row by which the timetable is looked after."""

EVERY = 3600.0
"""Seconds between two looks at most; another is taken when something ends."""

LONGEST_AGO = 4 * 86400.0
"""Seconds after which nobody is asked any more how an activity was."""

OVERDUE = 120.0
"""Seconds after which a reminder that still waits has lost its row: its person is woken."""

CALM = "clock-calm"
"""What is done when a clock that jumped is believed again."""

KINDS = frozenset({"remind", "tell", "notice", "enrol", "replan", "missed", CALM, TIMETABLE})
"""Due rows that are handled here."""


def when_calm(work: UnitOfWork, at: float) -> None:
    """The clock jumped: what is due waits until it is believed again, and so does this."""
    work.later(CALM, CALM, at, Address(LINE, 0))


def look_after(work: UnitOfWork, at: float, day: str = "") -> None:
    """Look after the timetable at a time; `day` is the last for which it was filled."""
    work.later(TIMETABLE, TIMETABLE, at, Address(LINE, 0), {"day": day})


async def happened(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Do what was to be done; whatever is late is judged by when its activity starts."""
    data = update.data
    match update.kind:
        case "remind":
            reader = await _reader(work, line, int(data["person"]))
            if reader is not None:
                await remind(reader)
        case "notice":
            await notify(_nobody(work, line), update.address.chat, data)
        case "tell":
            await told(_nobody(work, line), data, update.subject)
        case "missed":
            await _missed(int(data["activity"]), work, line)
        case _ if update.kind == CALM:
            # By a wrong clock, reminders of places given meanwhile seemed to be over.
            for one in await work.activities.between(line.now(), line.now() + AHEAD):
                await Timetable(_nobody(work, line)).remind_all_anew(one)
        case _ if update.kind == TIMETABLE:
            await _looked_after(str(data.get("day", "")), work, line)
        case _:
            activity = await work.activities.get(int(data["activity"]))
            timetable = Timetable(_nobody(work, line))
            if activity is not None and update.kind == "enrol":
                await timetable.enrol(activity)
            elif activity is not None:
                await timetable.remind_anew(activity, data["people"])


def _nobody(work: UnitOfWork, line: Line) -> Services:
    """A turn that nobody's word began."""
    return Services(line, work, Person(0, LINE, 0, ""), Address(LINE, 0), line.now())


async def _reader(work: UnitOfWork, line: Line, person: int) -> Services | None:
    found = await work.people.get(person)
    if found is None:
        return None
    return Services(line, work, found, found.seen or found.address, line.now())


async def _looked_after(filled: str, work: UnitOfWork, line: Line) -> None:
    """Ask how it was what is over, wake whom nothing wakes, and fill the timetable once a day."""
    services = _nobody(work, line)
    timetable = Timetable(services)
    now, today = services.now, services.local().date()
    for activity in await work.activities.between(now - LONGEST_AGO, now):
        if activity.ends <= now:
            await timetable.close(activity)
    for person in await work.reminders.overdue(now - OVERDUE):
        await wake(services, person)
    if filled != today.isoformat():
        for series in await work.activities.open_series():
            await _filled(series, timetable, services)
        await work.signups.forget_disturbances((today - timedelta(days=2)).isoformat())
    soon = await work.activities.between(now - LONGEST_AGO, now + EVERY)
    ends = [activity.ends for activity in soon if activity.ends > now]
    look_after(work, min((*ends, now + EVERY)), today.isoformat())


async def _filled(series: Series, timetable: Timetable, services: Services) -> None:
    await timetable.fill(series)
    ahead = series.plan is None or next(series.plan.occurrences(services.now, 4e10), None)
    if not ahead and not await services.work.activities.of_series(series.id, services.now):
        try:
            await timetable.end(series)
        except Refused:
            return


async def _missed(number: int, work: UnitOfWork, line: Line) -> None:
    """Reminders that came too late to be said: whoever runs the activity knows, and so do the staff."""
    activity = await work.activities.get(number)
    if activity is None:
        return
    services = _nobody(work, line)
    counts = await work.reminders.counts(number)
    values = {
        "count": counts.get(Told.MISSED, 0),
        "title": activity.series.title,
        "when": said_when(services, activity.starts, activity.series.zone),
    }
    text = Message(services.say("reminders-missed", **values))
    host = await work.people.get(activity.series.host)
    if host is not None:
        work.send(host.address, text, Lane.STAFF)
    for room in await work.rooms.staff():
        work.send(room, text, Lane.STAFF)


async def outcome(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """A reminder that could not leave while it was true is judged anew, and news are told as they are now."""
    if update.verdict not in (Verdict.EXPIRED, Verdict.BUG):
        return
    if "news" in update.wants:
        if update.verdict is Verdict.EXPIRED:
            await notify(_nobody(work, line), int(update.wants["person"]), update.wants["news"])
        return
    reader = await _reader(work, line, int(update.wants["person"]))
    if reader is not None:
        keys = [(int(activity), Reminder(kind)) for activity, kind in update.wants["keys"]]
        after = not_true_any_more if update.verdict is Verdict.EXPIRED else never_said
        await after(reader, keys, float(update.wants["claimed"]))
