"""A new club, written answer by answer, and what its moderators change of it later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.clubs import MODERATED, Club, Entry, Idea
from bot.domain.timetable import Form
from bot.domain.wording import folded
from bot.flows.answers import Choice, ChoiceOrWords, Line
from bot.flows.clubs import calendar
from bot.flows.clubs.closing import close
from bot.flows.clubs.directory import LONGEST_NAME, LONGEST_RULES
from bot.flows.clubs.keeping import plan_reminder, post_rules, renew_rules
from bot.flows.clubs.leading import led_club
from bot.flows.clubs.safety.around import by_whom
from bot.flows.engine import Choosable, Refusal, Reply, Turn
from bot.flows.services import Services

EDITED = "edited"
"""The kind of the log's entry that something of a club was changed."""

LONGEST_ABOUT, LONGEST_MEETS = 400, 120

REMINDERS = (1, 3, 7, 14, 30, 0)
"""Days between two reminders that moderators may choose from; 0 is none."""

SWITCHES = ("games", "welcome", "calendar")
FIELDS = ("name", "about", "meets", "rules", "entry", "series", "reminder", *SWITCHES)
"""What can be changed of a club, in this order."""


@dataclass(frozen=True, slots=True)
class ClubName(Line):
    """A name that no other club has: people choose clubs by it."""

    longest: int = LONGEST_NAME
    taken: frozenset[str] = frozenset()

    def read(self, reply: Reply) -> Any | Refusal:
        """The name in one line."""
        found = Line.read(self, reply)
        if isinstance(found, Refusal):
            return found
        name = " ".join(str(found).split())
        return Refusal("club-name-taken") if folded(name) in self.taken else name


async def _name(services: Services, own: int = 0) -> ClubName:
    others = await services.work.clubs.listed(*MODERATED)
    return ClubName(taken=frozenset(folded(one.name) for one in others if one.id != own))


def _rules(services: Services) -> ChoiceOrWords:
    return ChoiceOrWords((Choosable("default", services.say("club-rules-take")),), LONGEST_RULES)


def _entries(services: Services) -> Choice:
    return Choice.of((str(entry), services.say(f"club-entry-{entry}")) for entry in Entry)


async def club_new(turn: Turn, services: Services) -> None:
    """Write a new club, of an idea («i5») or of one's own, and get the code that connects its chat."""
    name = await turn.ask("name", "club-new-name", await _name(services))
    about = await turn.ask("about", "club-new-about", Line(LONGEST_ABOUT))
    meets = await turn.ask("meets", "club-new-meets", Line(LONGEST_MEETS))
    default = services.say("club-rules-default")
    chosen, own = await turn.ask("rules", "club-new-rules", _rules(services), rules=default)
    entry = await turn.ask("entry", "club-new-entry", _entries(services))
    rules = default if chosen else own
    shown = services.say(
        "club-new-preview",
        name=name,
        about=about,
        meets=services.say("club-meets", meets=meets),
        entry=services.say(f"club-entry-{entry}"),
        rules=rules,
    )
    await turn.ask_text("sure", shown, Choice.of((("send", services.say("club-new-send")),)))

    async def create() -> int:
        language = services.line.content.language
        club = await services.work.clubs.create(
            name, about, rules, meets, language, Entry(entry), services.person.id, services.now
        )
        idea = await _idea(turn, services)
        if idea is not None and idea.club is None:
            await services.work.ideas.change(idea, club=club.id)
        return club.id

    number = await turn.once("created", create)
    turn.say("club-new-done", name=name)
    turn.go("club-code", str(number))


async def _idea(turn: Turn, services: Services) -> Idea | None:
    number = turn.subject.removeprefix("i")
    return await services.work.ideas.get(int(number)) if number.isdecimal() and len(number) < 10 else None


async def club_edit(turn: Turn, services: Services) -> None:
    """Change one thing of a club, pin its rules, or close it."""
    found = await led_club(turn, services)
    if found is None:
        return
    say = services.say
    keys = [*FIELDS, *(("pin",) if found.address is not None else ()), "close"]
    if len(services.line.book.languages) > 1:
        keys.insert(keys.index("series"), "language")
    labels = [(key, say(f"club-field-{key}")) for key in keys]
    key = await turn.ask("what", "club-edit-ask", Choice.of(labels), name=found.name)
    if key == "close":
        await _close(turn, services, found)
    elif key == "pin":

        async def pin() -> bool:
            post_rules(services, found)
            return True

        await turn.once("pinned", pin)
        turn.say("club-pinned")
    else:
        value = await _ask(turn, services, found, key)
        await turn.once("edited", lambda: edit(services, found, key, value))
        turn.say("club-edited")
    turn.go("club-desk", str(found.id))


async def _ask(turn: Turn, services: Services, found: Club, key: str) -> Any:
    say = services.say
    if key == "name":
        return await turn.ask("value", "club-ask-name", await _name(services, found.id), now=found.name)
    if key in ("about", "meets"):
        longest, now = {"about": (LONGEST_ABOUT, found.about), "meets": (LONGEST_MEETS, found.meets)}[key]
        return await turn.ask("value", f"club-ask-{key}", Line(longest), now=now)
    if key == "rules":
        chosen, own = await turn.ask("value", "club-ask-rules", _rules(services), now=found.rules)
        return say("club-rules-default") if chosen else own
    if key == "entry":
        return await turn.ask("value", "club-ask-entry", _entries(services))
    if key == "language":
        names = Choice.of(services.line.names.items())
        return await turn.ask("value", "club-ask-language", names)
    if key == "series":
        return int(await turn.ask("value", "club-ask-series", await _series(services)))
    if key == "reminder":
        days = Choice.of((f"d{one}", say("club-reminder-days", count=one)) for one in REMINDERS)
        return int((await turn.ask("value", "club-ask-reminder", days)).removeprefix("d"))
    switch = Choice.of((("on", say("club-switch-on")), ("off", say("club-switch-off"))))
    return await turn.ask("value", f"club-turn-{key}", switch) == "on"


async def _series(services: Services) -> Choice:
    """The series of activities that may be the club's timetable."""
    found = [one for one in await services.work.activities.open_series() if one.form is Form.CLASS]
    titles = [(str(one.id), f"{one.id}. {one.title}"[:38]) for one in found]
    return Choice.of((*titles, ("0", services.say("club-series-none"))))


async def edit(services: Services, found: Club, key: str, value: Any) -> bool:
    """Change one thing of a club, and note in its log what it was before."""
    if not await change(services, found, key, value):
        return False
    data, about = {"key": key, "was": _was(found, key)}, f"field:{key}"
    await services.work.moderation.log(found.id, by_whom(services), EDITED, about, services.now, data)
    return True


def _was(found: Club, key: str) -> Any:
    """What a club has of a field, as `change` takes it."""
    return found.settings.get(key) if key in (*SWITCHES, "reminder") else getattr(found, key)


async def change_back(services: Services, found: Club, data: Mapping[str, Any]) -> bool:
    """A field is as it was before; False where it is so already, or another club has that name now."""
    key, was = str(data["key"]), data["was"]
    if (key not in FIELDS and key != "language") or _was(found, key) == was:
        return False
    if key == "name" and folded(str(was)) in (await _name(services, found.id)).taken:
        return False
    return await change(services, found, key, was)


async def change(services: Services, found: Club, key: str, value: Any) -> bool:
    """Store one thing of a club, and do what follows from it."""
    clubs = services.work.clubs
    if key in (*SWITCHES, "reminder"):
        settings = {name: one for name, one in found.settings.items() if name != key}
        # What was never chosen goes by the general rule again.
        done = await clubs.change(found, settings=settings if value is None else {**settings, key: value})
    elif key == "series":
        done = await clubs.change(found, series=value or None)
    elif key == "rules":
        done = await clubs.change(found, rules=value, rules_version=found.rules_version + 1)
    elif key == "entry":
        # A link that lets everybody in is not handed out any more, nor one that asks.
        done = await clubs.change(found, entry=Entry(value), link="")
    else:
        done = await clubs.change(found, **{key: value})
    fresh = await clubs.known(found.id)
    if key == "rules" and done:
        renew_rules(services, fresh)
    elif key == "reminder" and done:
        plan_reminder(services, fresh, services.now)
    elif key in ("series", "calendar") and done:
        await calendar.look(services, fresh)
    return done


async def _close(turn: Turn, services: Services, found: Club) -> None:
    choices = Choice.of((("yes", services.say("club-close-yes")), ("no", services.say("club-close-no"))))
    if await turn.ask("sure", "club-close-ask", choices, name=found.name) != "yes":
        return
    await turn.once("closed", lambda: close(services, found))
    turn.say("club-closed", name=found.name)
    # There it is opened again, should that have been a mistake.
    turn.go("club-log", str(found.id))
