"""Those who come to a class: who they are, words to all of them, who was there, the recording afterwards."""

from __future__ import annotations

from bot.domain.timetable import Activity, ActivityState, Form, Signup, Standing
from bot.flows.activities.timetable import SIGNED_UP, Timetable
from bot.flows.activities.words import LABEL
from bot.flows.answers import Choice
from bot.flows.browse import follow
from bot.flows.cards import clipped, cut
from bot.flows.cards import name_of as staff_name
from bot.flows.engine import Choosable, Turn
from bot.flows.organising.fields import OneFile, Recording
from bot.flows.organising.leading import activity_held, agreed, attempt, counted, home_of, reads_names
from bot.flows.services import Services
from bot.flows.when import said_when

ALL, ENOUGH = "all", "enough"
"""Everybody came; no more is to be marked."""

MOST_READERS = 5

_MARKS = {Standing.CAME: "class-mark-came", Standing.MISSED: "class-mark-missed"}


async def _named(turn: Turn, services: Services) -> Activity | None:
    """The activity of the subject, if the person may see who comes; that they looked is kept."""
    activity = await activity_held(turn, services)
    if activity is None:
        return None
    if not reads_names(services, activity.series):
        turn.say("class-names-closed")
        turn.go(*home_of(activity))
        return None
    await look(turn, services, activity)
    return activity


async def look(turn: Turn, services: Services, activity: Activity) -> None:
    """Keep that the names were read, once a look."""

    async def read() -> bool:
        await services.work.signups.read_by(services.person.id, activity.id, services.now)
        return True

    await turn.keep("read", read)


async def names_of(services: Services, signups: list[Signup]) -> dict[int, str]:
    """Who has places, by the names that the messenger tells."""
    persons = await services.work.people.some([one.person for one in signups])
    unnamed = {one.person: services.say("class-unnamed", number=one.person) for one in signups}
    return unnamed | {one.id: one.name for one in persons.values() if one.name}


async def class_who(turn: Turn, services: Services) -> None:
    """Who comes, who waits, who came: names, in the order in which they signed up."""
    activity = await _named(turn, services)
    if activity is None:
        return
    say = services.say
    people = await services.work.signups.people(activity.id, *SIGNED_UP)
    names = await names_of(services, people)
    lines = []
    for nth, one in enumerate(people, 1):
        standing = say(f"class-standing-{one.standing}")
        lines.append(say("class-who-line", nth=nth, name=names[one.person], standing=standing))
    when = said_when(services, activity.starts, activity.series.zone)
    text = say(
        "class-who", title=activity.series.title, when=when, lines="\n".join(lines) or say("class-who-nobody")
    )
    if services.person.admin:
        text = "\n\n".join((text, await _readers(services, activity)))
    *before, last = cut(text)
    for part in before:
        turn.show(part)
    await follow(turn, "next", last, (Choosable("day", say("class-day-back"), to=home_of(activity)),))


async def _readers(services: Services, activity: Activity) -> str:
    """Who looked at the names of late: whoever runs the line answers for that."""
    looked = (await services.work.signups.readers(activity.id))[-MOST_READERS:]
    persons = await services.work.people.some([person for person, _ in looked])
    lines = [
        services.say("class-reader", name=staff_name(services, persons.get(person)), at=services.moment(at))
        for person, at in looked
    ]
    return services.say("class-readers", lines="\n".join(lines))


async def class_write(turn: Turn, services: Services) -> None:
    """Write to all who signed up; they see it as the words of whoever runs the class."""
    activity = await activity_held(turn, services)
    if activity is None:
        return
    say, series = services.say, activity.series
    told = await counted(services, activity, *SIGNED_UP)
    if not told and "!written" not in turn.answers:
        turn.say("class-write-nobody")
        turn.go(*home_of(activity))
        return
    words, file = await turn.ask(
        "words",
        "class-write-ask",
        OneFile(alone=len(services.line.accounts) < 2),
        title=series.title,
        count=told,
    )
    when = said_when(services, activity.starts, series.zone)
    notice = say("notice-words", title=series.title, when=when, text=words)
    text = say("class-confirm", text=notice, count=told, notes=say("class-with-file") if file else "")
    if not await agreed(turn, text, say("class-write-yes"), say("class-write-no")):
        turn.say("class-write-kept")
        turn.go(*home_of(activity))
    done, count = await attempt(
        turn, "written", lambda: Timetable(services).write_to_all(activity, words, file)
    )
    if done:
        turn.say("class-written", count=count)
    turn.go(*home_of(activity))


async def class_record(turn: Turn, services: Services) -> None:
    """Send the recording to all who signed up, those who missed it too."""
    activity = await activity_held(turn, services)
    if activity is None:
        return
    say, series = services.say, activity.series
    begun = activity.state is not ActivityState.CANCELLED and activity.starts <= services.now
    if not begun or series.form is Form.HOURS:
        turn.say("class-record-early")
        turn.go(*home_of(activity))
        return
    file, link = await turn.ask("what", "class-record-ask", Recording(), title=series.title)
    told = await counted(services, activity, *SIGNED_UP)
    when = said_when(services, activity.starts, series.zone)
    notice = "\n".join(filter(None, (say("notice-recording", title=series.title, when=when), link)))
    notes = say("class-video-stays") if "vk.com/" in link else say("class-with-file") if file else ""
    text = say("class-confirm", text=notice, count=told, notes=notes)
    if not await agreed(turn, text, say("class-record-yes"), say("class-record-no")):
        turn.say("class-kept")
        turn.go(*home_of(activity))
    done, count = await attempt(
        turn, "recorded", lambda: Timetable(services).attach_recording(activity, file, link)
    )
    if done:
        turn.say("class-recorded-now", count=count)
    turn.go(*home_of(activity))


async def class_mark(turn: Turn, services: Services) -> None:
    """Mark who came: a tap on a name, and another one for the contrary; or all at once."""
    activity = await _named(turn, services)
    if activity is None:
        return
    if activity.starts > services.now or activity.state is ActivityState.CANCELLED:
        turn.say("class-mark-early")
        turn.go(*home_of(activity))
        return
    people = [one for one in await services.work.signups.people(activity.id) if one.standing.counts]
    if not people:
        turn.say("class-who-nobody")
        turn.go(*home_of(activity))
        return
    came = sum(1 for one in people if one.standing is Standing.CAME)
    text = services.say("class-mark-ask", title=activity.series.title, came=came, count=len(people))
    chosen = await turn.ask_text("who", text, Choice(await _marks(services, people)))
    if chosen == ENOUGH:
        turn.say("class-marked", came=came, count=len(people))
        turn.go(*home_of(activity))

    async def mark() -> bool:
        if chosen == ALL:
            await Timetable(services).mark_all(activity)
        for one in people:
            if chosen == f"p{one.person}":
                await Timetable(services).mark(activity, one.person, came=one.standing is not Standing.CAME)
        return True

    await turn.once("marked", mark)
    # The next tap is another effect; what was marked stands in the table.
    turn.answers.pop("!marked")
    turn.forget("who")


async def _marks(services: Services, people: list[Signup]) -> tuple[Choosable, ...]:
    say = services.say
    found = [Choosable(ENOUGH, say("class-mark-enough"))]
    if any(one.standing is Standing.GOING for one in people):
        found.append(Choosable(ALL, say("class-mark-all")))
    names = await names_of(services, people)
    for nth, one in enumerate(people, 1):
        id = _MARKS.get(one.standing, "class-mark-open")
        label = services.say(id, nth=nth, name=names[one.person])
        found.append(Choosable(f"p{one.person}", clipped(label, LABEL)))
    return tuple(found)
