"""What happens to series and activities, and what follows from it for everybody who has to do with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.domain.activities import Plan, Reminder
from bot.domain.requests import Refused
from bot.domain.timetable import (
    AHEAD,
    Activity,
    ActivityState,
    Form,
    Series,
    SeriesState,
    Standing,
    free_places,
)
from bot.flows.activities.notices import LINE, PORTION, streak, tell
from bot.flows.activities.reminding import plan, wake
from bot.flows.answers import file_value
from bot.flows.clubs import calendar
from bot.flows.services import Services
from bot.storage.activities import Changed
from bot.vocabulary import Address, Attachment

EVERYBODY = (Standing.GOING, Standing.WAITING)
"""Those who have to hear what becomes of an activity."""

SIGNED_UP = (Standing.GOING, Standing.WAITING, Standing.CAME, Standing.MISSED)
"""Those whom the recording is for: whoever waited in vain has most use for it."""

MOST_HOURS = 3
"""Hours to come that one person may have with one specialist: others need them too."""

CHANGED = "activity-changed"
"""Why something is refused that rests on what is not so any more."""


class Timetable:
    """Operations on series and activities, for flows and handlers alike; `Refused` says why not."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._work = services.work

    # Series

    async def open_series(self, new: Series) -> Series:
        """Begin a series: what meets in the next weeks stands in the timetable, and followers hear of it."""
        series = await self._work.activities.create(new, self._services.now)
        await self.fill(series)
        if series.form is Form.CLASS:
            followers = await self._work.signups.followers(f"kind:{series.kind}")
            tell(self._services, followers, "new", series=series.id)
        return series

    async def fill(self, series: Series) -> list[Activity]:
        """Put what meets in the next weeks into the timetable; followers of all of it get places."""
        if series.plan is None or series.state is not SeriesState.OPEN:
            return []
        now = self._services.now
        added = await self._work.activities.add(series, series.plan.occurrences(now, now + AHEAD))
        for activity in added:
            self._enrol_later(activity)
        if added:
            await calendar.look_anew(self._services, series.id)
        return added

    def _enrol_later(self, activity: Activity) -> None:
        self._work.later(
            f"enrol:{activity.id}",
            "enrol",
            self._services.now,
            Address(LINE, activity.series.host),
            {"activity": activity.id},
        )

    async def enrol(self, activity: Activity) -> None:
        """Give the next portion of those who signed up for the series their places, in their order."""
        if not activity.open_to_join(self._services.now):
            return
        # Not counted: somebody may leave the series between two portions.
        places = {one.person for one in await self._work.signups.people(activity.id)}
        followers = await self._work.signups.followers(f"series:{activity.series.id}")
        left = [person for person in followers if person not in places]
        for person in left[:PORTION]:
            await self.sign_up(activity, person)
        if left[PORTION:]:
            self._enrol_later(activity)

    async def open_hours(self, series: Series, hours: Iterable[tuple[str, float]]) -> list[Activity]:
        """Open hours of a specialist; one that overlaps with another of theirs is left out."""
        known = [
            one
            for own in await self._work.activities.open_series(series.host)
            if own.form is Form.HOURS
            for one in await self._work.activities.of_series(own.id, self._services.now - 86400.0)
        ]
        busy = [one for one in known if one.state is ActivityState.PLANNED]
        closed = {one.planned: one for one in known if one.series.id == series.id and one not in busy}
        added: list[Activity] = []
        for planned, starts in hours:
            ends = starts + series.minutes * 60.0
            if starts <= self._services.now:
                continue
            if any(one.starts < ends and starts < one.ends for one in (*busy, *added)):
                continue
            if planned in closed:
                added.append(await self._open_again(closed[planned], starts))
            else:
                added += await self._work.activities.add(series, [(planned, starts)])
        if added:
            followers = await self._work.signups.followers(f"kind:{series.kind}")
            tell(self._services, followers, "hours", series=series.id)
        return added

    async def _open_again(self, hour: Activity, starts: float) -> Activity:
        """An hour that was closed: whoever had it was told so, and has it no more."""
        await self._work.signups.settle(hour.id, Standing.GOING, Standing.LEFT)
        return await self._change(replace(hour, state=ActivityState.PLANNED, reason="", starts=starts))

    async def end(self, series: Series) -> None:
        """Nothing of it is to come any more."""
        await self._change_series(replace(series, state=SeriesState.ENDED))

    async def cancel_series(self, series: Series, reason: str) -> int:
        """The series ends here; everybody who was signed up for something of it is told, once."""
        await self._change_series(replace(series, state=SeriesState.CANCELLED))
        people = await self._work.signups.followers(f"series:{series.id}")
        for activity in await self._work.activities.of_series(series.id, self._services.now):
            if activity.state is ActivityState.PLANNED:
                people += await self._call_off(activity, reason)
        return tell(self._services, people, "series-cancelled", series=series.id, values={"reason": reason})

    async def replan(self, series: Series, new: Plan) -> Series:
        """Another plan from its first day on: what it lacks falls away, what is at another hour is moved."""
        now = self._services.now
        changed = await self._change_series(replace(series, plan=new))
        old = series.plan.occurrences(now - AHEAD, now + AHEAD) if series.plan is not None else ()
        was = {one.day.isoformat(): one.starts for one in old}
        wanted = {one.day.isoformat(): one.starts for one in new.occurrences(now, now + AHEAD)}
        people = await self._work.signups.followers(f"series:{series.id}")
        reason = self._services.say("reason-replanned")
        for activity in await self._work.activities.of_series(series.id, now):
            starts = wanted.get(activity.planned)
            if activity.planned < new.first.isoformat():
                continue
            if activity.state is ActivityState.CANCELLED and activity.reason == reason and starts is not None:
                # It fell away by an earlier plan, and is back.
                again = replace(activity, state=ActivityState.PLANNED, reason="")
                people += await self._shift(again, starts)
            elif activity.state is not ActivityState.PLANNED:
                continue
            elif starts is None:
                people += await self._call_off(activity, reason)
            elif starts != activity.starts and activity.starts == was.get(activity.planned):
                # One that was moved by hand stays where it was moved.
                people += await self._shift(activity, starts)
        await self.fill(changed)
        tell(self._services, people, "replanned", series=series.id)
        return changed

    async def change_series(self, changed: Series) -> Series:
        """Change what is said of a series, or its places: whoever waits moves up."""
        was = await self._work.activities.series(changed.id)
        if changed.form is Form.HOURS and was is not None and changed.minutes > was.minutes:
            await self._fits(changed)
        stored = await self._change_series(changed)
        for activity in await self._work.activities.of_series(stored.id, self._services.now):
            await self._promote(activity)
        return stored

    async def _fits(self, changed: Series) -> None:
        """Hours that take longer must not run into the next ones of the same specialist."""
        spans = []
        for own in await self._work.activities.open_series(changed.host):
            if own.form is not Form.HOURS:
                continue
            length = (changed if own.id == changed.id else own).minutes * 60.0
            for one in await self._work.activities.of_series(own.id, self._services.now):
                if one.state is ActivityState.PLANNED:
                    spans.append((one.starts, one.starts + length))
        spans.sort()
        if any(ends > begins for (_, ends), (begins, _) in pairwise(spans)):
            raise Refused("slot-overlaps")

    async def _change_series(self, changed: Series) -> Series:
        try:
            return await self._work.activities.change_series(changed)
        except Changed:
            raise Refused(CHANGED) from None

    # Activities

    async def cancel(self, activity: Activity, reason: str) -> int:
        """It does not take place: everybody who signed up is told at once. How many there are."""
        if activity.state is not ActivityState.PLANNED:
            raise Refused(CHANGED)
        people = await self._call_off(activity, reason)
        return tell(self._services, people, "cancelled", activity=activity.id, values={"reason": reason})

    async def _call_off(self, activity: Activity, reason: str) -> list[int]:
        await self._change(replace(activity, state=ActivityState.CANCELLED, reason=reason))
        await self._work.reminders.drop(activity.id)
        cancelled = replace(activity, state=ActivityState.CANCELLED)
        await calendar.changed(self._services, cancelled, activity.starts)
        return await self._people(activity, *EVERYBODY)

    async def move(self, activity: Activity, starts: float) -> int:
        """It takes place at another time: everybody who signed up is told, and reminded of that one."""
        if activity.state is not ActivityState.PLANNED:
            raise Refused(CHANGED)
        people = await self._shift(activity, starts)
        was = {"was": activity.starts}
        return tell(self._services, people, "moved", activity=activity.id, values=was)

    async def _shift(self, activity: Activity, starts: float) -> list[int]:
        moved = await self._change(replace(activity, starts=starts))
        await self._work.reminders.renew(activity.id)
        await calendar.changed(self._services, moved, activity.starts)
        going = await self._people(moved, Standing.GOING)
        # Planned in portions as well: hundreds of people would hold up everybody else's turn.
        self._remind_later(moved, going)
        return await self._people(moved, *EVERYBODY)

    def _remind_later(self, activity: Activity, people: Sequence[int]) -> None:
        hosts = [activity.series.host] if activity.series.form is Form.HOURS and people else []
        listed = [*people, *hosts]
        if listed:
            self._work.later(
                f"replan:{activity.id}",
                "replan",
                self._services.now,
                Address(LINE, activity.series.host),
                {"activity": activity.id, "people": listed},
            )

    async def remind_all_anew(self, activity: Activity) -> None:
        """Plan what reminders are missing, of everybody who has a place."""
        self._remind_later(activity, await self._people(activity, Standing.GOING))

    async def remind_anew(self, activity: Activity, people: Sequence[int]) -> None:
        """Plan the reminders of the next portion after a move."""
        for person in people[:PORTION]:
            if activity.state is ActivityState.PLANNED:
                await plan(self._services, activity, person)
        if people[PORTION:]:
            self._remind_later(activity, people[PORTION:])

    async def replace_link(self, activity: Activity, link: str) -> int:
        """Another way in; whoever has seen the old one, or is about to need it, is told."""
        changed = await self._change(replace(activity, own_link=link))
        if not link or not changed.shows_link(self._services.now):
            return 0
        people = await self._people(changed, Standing.GOING)
        return tell(self._services, people, "link", activity=activity.id)

    async def replace_series_link(self, series: Series, link: str) -> int:
        """Another way in for all of a series that has none of its own."""
        await self._change_series(replace(series, link=link))
        told = 0
        now = self._services.now
        for activity in await self._work.activities.of_series(series.id, now - 86400.0, now + 3600.0):
            if link and not activity.own_link and activity.shows_link(now):
                people = await self._people(activity, Standing.GOING)
                told += tell(self._services, people, "link", activity=activity.id)
        return told

    async def attach_recording(
        self, activity: Activity, file: Attachment | None = None, link: str = ""
    ) -> int:
        """The recording is here: it goes to all who signed up, those who missed it too."""
        await self._change(replace(activity, recording=file, recording_link=link))
        return tell(
            self._services, await self._people(activity, *SIGNED_UP), "recording", activity=activity.id
        )

    async def write_to_all(self, activity: Activity, text: str, file: Attachment | None = None) -> int:
        """The organiser's words to all who signed up."""
        values = {"text": text, "file": file_value(file) if file is not None else None}
        people = await self._people(activity, *SIGNED_UP)
        return tell(self._services, people, "words", activity=activity.id, values=values)

    async def close(self, activity: Activity) -> None:
        """It is over: whoever had a place is asked how it was."""
        await self._change(replace(activity, state=ActivityState.OVER))
        people = await self._people(activity, Standing.GOING, Standing.CAME)
        tell(self._services, people, "liked", activity=activity.id)

    async def _change(self, changed: Activity) -> Activity:
        try:
            return await self._work.activities.change(changed)
        except Changed:
            raise Refused(CHANGED) from None

    async def _people(self, activity: Activity, *standings: Standing) -> list[int]:
        return [one.person for one in await self._work.signups.people(activity.id, *standings)]

    # Places

    async def sign_up(
        self, activity: Activity, person: int | None = None, note: str = "", *, instead_of: int | None = None
    ) -> Standing:
        """Give a place, or one in the waiting list; who has one keeps it; `instead_of` is given back."""
        person = self._services.person.id if person is None else person
        if not activity.open_to_join(self._services.now):
            raise Refused("activity-closed")
        known = await self._work.signups.of(activity.id, person)
        if known is not None and known.standing is not Standing.LEFT:
            return known.standing
        free = free_places(activity.places, await self._work.signups.taken(activity.id))
        if activity.series.form is Form.HOURS:
            await self._may_book(activity, person, free, instead_of)
        standing = Standing.WAITING if free == 0 else Standing.GOING
        await self._work.signups.put(activity.id, person, standing, self._services.now, note)
        if standing is Standing.GOING:
            await self._remind(activity, person)
        return standing

    async def _may_book(self, hour: Activity, person: int, free: int | None, given_back: int | None) -> None:
        """An hour is for one, not for the specialist, and nobody has all of them."""
        if free == 0:
            raise Refused("hour-taken")
        if hour.series.host == person:
            raise Refused("hour-own")
        places = await self._work.signups.of_person(person, self._services.now)
        held = await self._work.activities.some(
            [one.activity for one in places if one.standing is Standing.GOING and one.activity != given_back]
        )
        if sum(one.series.id == hour.series.id for one in held.values()) >= MOST_HOURS:
            raise Refused("hours-enough")

    async def _remind(self, activity: Activity, person: int) -> None:
        await plan(self._services, activity, person)
        if activity.series.form is Form.HOURS:
            host = activity.series.host
            await plan(self._services, activity, host)
            waiting = await self._work.reminders.waiting(host)
            if not any(one.activity == activity.id and one.kind is Reminder.HOUR for one in waiting):
                # Nothing but the start would tell that somebody comes, or comes after all.
                tell(self._services, [host], "hour-booked", activity=activity.id)

    async def leave(self, activity: Activity, person: int | None = None) -> None:
        """Give a place back; the first who waits gets it, and is told. What is over stays as it was."""
        if self._services.now >= activity.ends:
            return
        person = self._services.person.id if person is None else person
        known = await self._work.signups.of(activity.id, person)
        if known is None or known.standing not in EVERYBODY:
            return
        await self._work.signups.set(known, Standing.LEFT)
        await self._work.reminders.withdraw(person, activity.id)
        await wake(self._services, person)
        if activity.series.form is Form.HOURS:
            await self._work.reminders.withdraw(activity.series.host, activity.id)
            await wake(self._services, activity.series.host)
            if known.standing is Standing.GOING and activity.state is ActivityState.PLANNED:
                tell(self._services, [activity.series.host], "hour-freed", activity=activity.id)
        await self._promote(activity)

    async def _promote(self, activity: Activity) -> None:
        if not activity.open_to_join(self._services.now):
            return
        waiting = await self._work.signups.people(activity.id, Standing.WAITING)
        free = free_places(activity.places, await self._work.signups.taken(activity.id))
        for first in waiting if free is None else waiting[:free]:
            if await self._work.signups.set(first, Standing.GOING):
                await self._remind(activity, first.person)
                tell(self._services, [first.person], "promoted", activity=activity.id)

    async def place_freed(self, number: int) -> None:
        """Somebody had two places, one in each of their accounts: whoever waits first gets one of them."""
        activity = await self._work.activities.get(number)
        if activity is not None:
            await self._promote(activity)

    async def move_hour(self, old: Activity, new: Activity) -> None:
        """Another hour instead of the one that was booked: both or nothing."""
        note = await self._work.signups.of(old.id, self._services.person.id)
        if old.id == new.id or note is None or note.standing is not Standing.GOING:
            raise Refused(CHANGED)
        await self.sign_up(new, note=note.note, instead_of=old.id)
        await self.leave(old)

    async def sign_up_series(self, series: Series) -> None:
        """Sign up for all of a class: what stands in the timetable now, and what will."""
        # Of a specialist's hours nobody takes all, whatever button they made up.
        if series.state is not SeriesState.OPEN or series.form is not Form.CLASS:
            raise Refused(CHANGED)
        await self._work.signups.follow(self._services.person.id, f"series:{series.id}", self._services.now)
        for activity in await self._work.activities.of_series(series.id, self._services.now):
            if activity.open_to_join(self._services.now):
                await self.sign_up(activity)

    async def leave_series(self, series: Series) -> None:
        """Come to none of it any more."""
        await self._work.signups.unfollow(self._services.person.id, f"series:{series.id}")
        for activity in await self._work.activities.of_series(series.id, self._services.now):
            await self.leave(activity)

    # Afterwards

    async def mark(self, activity: Activity, person: int, *, came: bool) -> None:
        """Note who came and who did not."""
        known = await self._work.signups.of(activity.id, person)
        if known is not None and known.standing.counts:
            await self._work.signups.set(known, Standing.CAME if came else Standing.MISSED)

    async def mark_all(self, activity: Activity) -> None:
        """Everybody came of whom nothing else was noted."""
        await self._work.signups.settle(activity.id, Standing.GOING, Standing.CAME)

    async def like(self, activity: Activity, *, liked: bool) -> None:
        """What a person said of it afterwards."""
        await self._work.signups.like(activity.id, self._services.person.id, liked)

    async def streak(self, person: int) -> int:
        """How many weeks in a row a person came to something."""
        return await streak(self._services, person)
