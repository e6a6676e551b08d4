"""The oracle: what should have been said to whom, from the calendar alone, against what was.

It knows the rules by their words in the issue, not by the line's code: who has a place is reminded the day
before, an hour before and at the start, once, in time or saying that it is late; what could not be said while
it was true is told to the host. It reads the ledger of the town, the zones, and nothing of the line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.activities.reminding import HOUR, KINDS, due_at, on_the_wall, quiet
from tests.activities.tally import Tally
from tests.activities.world import Fact, Heard, Moment, Town

LATE = 60.0
"""Seconds after which a reminder is late."""

BEGUN = 600.0
"""Seconds after the start for which "it begins" may still be said."""

GRACE = 4.0
"""Seconds that the ticks of the clock and a round of turns may take."""

FOREVER = float("inf")

TICK = 1.5
"""Seconds that the line must run on for the clock to look once more."""

NEWS = ("Занятия не будет", "больше не будет", "перенесли", "новое расписание")


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder that is to come: since when that is so, and when it is due by the clock on the wall."""

    since: Moment
    at: float
    doubtful: bool = False
    """Planned by a clock that was in doubt: the line may have thought it was another time."""


@dataclass
class Place:
    """One person and one activity: what is so now, and what was said of it since it was last moved."""

    person: int
    activity: int
    zone: ZoneInfo
    starts: float = 0.0
    standing: dict[int, str] = field(default_factory=dict)
    """How the person stands; of a host, how everybody does who booked the hour."""
    alive: bool = True
    off: set[str] = field(default_factory=set)
    planned: dict[str, Planned] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    moved_at: float = 0.0

    @property
    def held(self) -> bool:
        """Whether there is something to be reminded of."""
        return self.alive and any(one in ("going", "came", "missed") for one in self.standing.values())


class Oracle:
    """Goes through the ledger of one town."""

    def __init__(self, town: Town, hosts: dict[int, int], hours: set[int], titles: dict[int, str]) -> None:
        self.town = town
        self.tally = Tally()
        self._hosts, self._hours, self._titles = hosts, hours, titles
        self._accounts = {person: account for account, person in town.persons.items()}
        self._said: dict[tuple[int, int], list[tuple[str, Heard]]] = {}
        self._missed: Counter[int] = Counter()
        self._unclear: Counter[int] = Counter()
        self._doubtful: set[tuple[int, int]] = set()
        """Places given or changed by a clock in doubt: the line may have thought it was another time."""
        self._known: dict[tuple[int, int, str], list[Planned]] = {}
        self._letters: dict[int, list[Heard]] = {account: [] for account in town.persons}
        for heard in town.post.heard:
            self._letters[heard.account].append(heard)
            if heard.about:
                self.tally.letters += 1
            for activity, kind in heard.about:
                person = town.persons[heard.account]
                self._said.setdefault((person, activity), []).append((kind, heard))

    def audit(self) -> Tally:
        """Everything."""
        facts = self._facts()
        for place, events in facts.items():
            self._follow(*place, events)
        for place in self._said.keys() - facts.keys():
            self._complain(*place, "reminded of something that was none of theirs")
        self._hosts_know()
        self._one_message_an_hour()
        return self.tally

    def _complain(self, person: int, activity: int, what: str, at: Moment | None = None) -> None:
        when = f" at {datetime.fromtimestamp(at.wall, UTC):%d.%m %H:%M:%S} UTC" if at else ""
        self.tally.wrong.append(f"person {person}, {self._titles[activity]} ({activity}){when}: {what}")

    # When the line could do something

    def _able(self, since: float, wall: float) -> Moment | None:
        """The first moment, from one of the steady clock on, when the line ran and the wall showed that."""
        for span in self.town.running:
            at = max(since, span.begin, wall - span.ahead)
            if at + TICK <= span.end or (at <= span.end and at == span.begin):
                return Moment(at, at + span.ahead)
        return None

    def _heard_by(self, due: Moment) -> Moment | None:
        """The first moment from one on when the line ran and the network took letters."""
        at: Moment | None = due
        while at is not None:
            out = next((one for one in self.town.outages if one.begin <= at.steady < one.end), None)
            if out is None:
                return at
            at = self._able(out.end, 0.0)
        return None

    def _by_the_believed(self, at: Moment) -> Moment:
        """The same moment, by the clock of then, or by the next one that was believed."""
        ahead = next(span.ahead for span in self.town.running if span.end >= at.steady)
        return Moment(at.steady, at.steady + ahead)

    def _believed(self, at: Moment) -> bool:
        """Whether the line ran then, by a clock that it had reason to believe."""
        return any(
            span.begin <= at.steady <= span.end and abs(at.steady + span.ahead - at.wall) < 1.0
            for span in self.town.running
        )

    # What became so, for each person and activity

    def _facts(self) -> dict[tuple[int, int], list[Fact]]:
        """For each who ever had a place, and for hosts of hours, all that concerns it, in order."""
        places: dict[tuple[int, int], list[Fact]] = {}
        for fact in self.town.facts:
            if fact.what == "place":
                places.setdefault((fact.person, fact.occurrence), [])
                if fact.occurrence in self._hours:
                    places.setdefault((self._hosts[fact.occurrence], fact.occurrence), [])
        of_person: dict[int, list[tuple[int, int]]] = {}
        of_activity: dict[int, list[tuple[int, int]]] = {}
        for place in places:
            of_person.setdefault(place[0], []).append(place)
            of_activity.setdefault(place[1], []).append(place)
        for known in self.town.facts:
            # What was done by a clock in doubt counts by the one that was believed afterwards.
            fact = replace(known, at=self._by_the_believed(known.at))
            if fact.value == "over":
                # That an activity is over takes back nothing that should have been said before.
                continue
            concerned = of_activity if fact.occurrence else of_person
            found = concerned.get(fact.occurrence or fact.person, ())
            for place in list(places) if fact.what == "calm" else found:
                host = place[1] in self._hours and place[0] == self._hosts[place[1]]
                if fact.what != "place" or fact.person == place[0] or host:
                    places[place].append(fact)
        return places

    def _follow(self, person: int, activity: int, facts: list[Fact]) -> None:
        """Live through what became so; between two changes what is due must be said."""
        place = Place(person, activity, ZoneInfo(self.town.zone))
        ends = Moment(FOREVER, FOREVER)
        for number, fact in enumerate(facts):
            self._until(place, fact.at, facts)
            self._must_hear(place, fact)
            self._change(place, fact)
            following = facts[number + 1].at if number + 1 < len(facts) else ends
            # What is changed by one deed, as the places of a move, counts together.
            if following.steady > fact.at.steady:
                self._plan(place, fact)
        self._until(place, ends, facts)
        self._judge_all(person, activity, facts)

    def _must_hear(self, place: Place, fact: Fact) -> None:
        """Who has a place, or waits for one, is told at once that the activity was moved or cancelled."""
        cancelled = fact.what == "state" and fact.value == "cancelled"
        moved = fact.what == "starts" and place.starts > 0.0
        if not (cancelled or moved) or place.standing.get(place.person) not in ("going", "waiting"):
            return
        heard_by = self._heard_by(fact.at)
        title = f"«{self._titles[place.activity]}»"
        self.tally.news += 1
        for heard in self._letters[self._accounts[place.person]]:
            told = title in heard.message.text and any(words in heard.message.text for words in NEWS)
            in_time = heard_by is None or heard.shown.steady <= heard_by.steady + GRACE
            if told and in_time and heard.put.steady >= fact.at.steady:
                return
        if heard_by is not None:
            self._complain(place.person, place.activity, "was never told of a change", fact.at)

    def _change(self, place: Place, fact: Fact) -> None:
        match fact.what:
            case "place":
                place.standing[fact.person] = fact.value
            case "starts":
                if place.starts:
                    place.done.clear()
                    place.moved_at = fact.at.steady
                place.starts = float(fact.value)
            case "state":
                place.alive = fact.value == "planned"
            case "choice":
                name, _, value = fact.value.partition("=")
                if name == "zone":
                    place.zone = ZoneInfo(value or self.town.zone)
                elif value == "off":
                    place.off.add(name)
                else:
                    place.off.discard(name)

    def _plan(self, place: Place, fact: Fact) -> None:
        """What is to come from now on; a clock that is believed again changes nothing but what is missing."""
        now = fact.at
        if not self._believed(now):
            self._doubtful.add((place.person, place.activity))
            self._unclear[place.activity] += len(KINDS)
        if fact.what != "calm":
            place.planned.clear()
        if not place.held:
            return
        for kind, heard in self._said.get((place.person, place.activity), ()):
            if place.moved_at <= heard.put.steady <= now.steady:
                place.done.add(kind)
        for kind in KINDS:
            at = due_at(kind, place.starts, place.zone, now.wall)
            if at is not None and kind not in place.off | place.done | place.planned.keys():
                place.planned[kind] = Planned(now, at, not self._believed(now))
                self._known.setdefault((place.person, place.activity, kind), []).append(place.planned[kind])

    # What must have been said

    def _until(self, place: Place, end: Moment, facts: list[Fact]) -> None:
        """What was due before the next change."""
        for kind, plan in list(place.planned.items()):
            due = self._able(plan.since.steady, plan.at)
            if due is None:
                continue
            said = self._sayings(place, kind, plan)
            if due.steady + GRACE >= end.steady:
                # With others of its hour it may come early; then it is not said again.
                if any(one.put.steady <= end.steady for one in said):
                    place.done.add(kind)
                    del place.planned[kind]
                elif due.steady <= end.steady:
                    # It may be on its way, and is not planned anew then.
                    self._unclear[place.activity] += 1
                    if due.steady + TICK <= end.steady:
                        place.done.add(kind)
                        del place.planned[kind]
                continue
            place.done.add(kind)
            del place.planned[kind]
            self.tally.due += 1
            self._due(place, kind, plan, due, end, said)

    def _sayings(self, place: Place, kind: str, plan: Planned) -> list[Heard]:
        """When a reminder was said, by itself or with a nearer one of the same activity."""
        found = []
        for other, heard in self._said.get((place.person, place.activity), ()):
            nearer = KINDS.index(other) > KINDS.index(kind) and heard.put.wall >= plan.at - HOUR
            if (other == kind or nearer) and heard.put.steady >= plan.since.steady:
                found.append(heard)
        return found

    def _due(
        self, place: Place, kind: str, plan: Planned, due: Moment, end: Moment, said: list[Heard]
    ) -> None:
        """One that was due before anything changed: said in time, or told to the host."""
        heard = self._heard_by(due)
        last = place.starts + BEGUN if kind == "start" else place.starts
        first = min((one for one in said), key=lambda one: one.shown.steady, default=None)
        if first is not None and (heard is None or first.shown.steady <= heard.steady + GRACE):
            self.tally.said += 1
            self.tally.late += first.put.wall > plan.at + LATE
            if kind not in [one for number, one in first.about if number == place.activity]:
                self.tally.merged += 1
                self._unclear[place.activity] += 1
        elif end.steady <= (heard.steady if heard is not None else end.steady) + GRACE < FOREVER:
            # Something changed while it was on its way: it may have been taken back.
            self._unclear[place.activity] += 1
        elif heard is not None and abs(heard.wall - last) <= GRACE:
            self._unclear[place.activity] += 1
        elif heard is None or heard.wall > last:
            self._missed[place.activity] += 1
            self.tally.missed += 1
        else:
            self._complain(place.person, place.activity, f"“{kind}” was never said", due)

    # What must not have been said

    def _judge_all(self, person: int, activity: int, facts: list[Fact]) -> None:
        moves = [fact.at.steady for fact in facts if fact.what == "starts"]
        seen: Counter[tuple[str, int]] = Counter()
        for kind, heard in self._said.get((person, activity), ()):
            epoch = sum(at <= heard.put.steady for at in moves)
            seen[kind, epoch] += 1
            if seen[kind, epoch] > 1:
                self._complain(person, activity, f"“{kind}” was said again", heard.shown)
            self._judge(person, activity, kind, heard, facts)

    def _judge(self, person: int, activity: int, kind: str, heard: Heard, facts: list[Fact]) -> None:
        """One reminder against what was so when it was said."""
        place = Place(person, activity, ZoneInfo(self.town.zone))
        for fact in facts:
            if fact.at.steady > heard.put.steady:
                break
            self._change(place, fact)

        def complain(what: str) -> None:
            self._complain(person, activity, f"“{kind}” {what}", heard.shown)

        if not place.held:
            complain("was said to somebody without a place")
            return
        if kind in place.off:
            complain("was said to somebody who does not want it")
        plan = next(
            (
                one
                for one in reversed(self._known.get((person, activity, kind), []))
                if one.since.steady <= heard.put.steady
            ),
            None,
        )
        if plan is None and (person, activity) in self._doubtful:
            return
        if plan is None:
            complain("was said though it was over when the place was given")
            return
        for problem in self._of_time(place, kind, heard, plan):
            complain(problem)
        for problem in self._of_words(place, kind, heard):
            complain(problem)

    def _of_time(self, place: Place, kind: str, heard: Heard, plan: Planned) -> Iterator[str]:
        begins = on_the_wall(plan.at, place.zone)
        early = begins.minute * 60 + begins.second if kind != "start" else 0
        if heard.put.wall < plan.at - early - 1.0 and not plan.doubtful:
            yield "came early"
        if not self._believed(heard.put):
            yield "was said by a clock that was in doubt"
        if kind == "start" and heard.shown.wall > place.starts + BEGUN:
            yield "came more than ten minutes after the start"
        if kind != "start" and heard.shown.wall >= place.starts:
            yield "came after the start"
        text = heard.message.text
        says_late = "позже, чем должно было" in text or "уже идёт" in text
        kinds = [other for activity, other in heard.about if activity == place.activity]
        named = any(KINDS.index(other) > KINDS.index(kind) for other in kinds)
        if heard.put.wall > plan.at + LATE and not says_late and not named:
            yield "came late and does not say so"
        if kind == "start" and heard.shown.wall > place.starts + LATE and not says_late:
            yield "came after the start and does not say so"
        if kind == "start" and heard.put.wall <= place.starts + LATE and "уже идёт" in text:
            yield "says that it is late, and is not"
        wall = on_the_wall(heard.put.wall, place.zone)
        if (
            kind != "start"
            and quiet(wall)
            and not heard.message.quiet
            and "start" not in dict(heard.about).values()
        ):
            yield "woke somebody in the quiet hours"

    def _of_words(self, place: Place, kind: str, heard: Heard) -> Iterator[str]:
        title = f"«{self._titles[place.activity]}»"
        lines = [line for line in heard.message.text.split("\n") if title in line]
        if not lines:
            yield f"does not name {title}"
            return
        begins = f"{on_the_wall(place.starts, place.zone):%H:%M}"
        if not any(begins in line or line.startswith("Начинается") for line in lines):
            yield f"does not say {begins}: {lines}"

    # What hosts are told, and what comes together

    def _hosts_know(self) -> None:
        """Of every reminder that came too late to be said the host of the activity is told."""
        told: dict[str, set[int]] = {}
        for heard in self.town.post.heard:
            found = re.match(r"(\d+) напомин\w+ не уш", heard.message.text)
            if found:
                named = re.search(r"«([^»]+)»", heard.message.text)
                assert named is not None, heard.message.text
                told.setdefault(named[1], set()).add(int(found[1]))
        allowed: dict[str, set[int]] = {}
        for activity in self._missed.keys() | self._unclear.keys():
            title, sure = self._titles[activity], self._missed[activity]
            most = sure + self._unclear[activity]
            allowed.setdefault(title, set()).update(range(1, most + 1))
            if sure and not told.get(title, set()) & set(range(sure, most + 1)):
                known = sorted(told.get(title, ()))
                self.tally.wrong.append(
                    f"{title} ({activity}): {sure} were missed, the host knows of {known}"
                )
        for title, counts in told.items():
            if not counts <= allowed.get(title, set()):
                self.tally.wrong.append(f"{title}: the host was told of {sorted(counts)} missed, too many")

    def _one_message_an_hour(self) -> None:
        """What is due within one hour of the clock comes as one message; only starts have their minute."""
        last: dict[int, Heard] = {}
        for heard in self.town.post.heard:
            if not heard.about:
                continue
            person = self.town.persons[heard.account]
            before, last[person] = last.get(person), heard
            if before is None or heard.put.wall - before.put.wall > HOUR or heard.put.wall < before.put.wall:
                continue
            for activity, kind in heard.about:
                plans = [
                    one
                    for one in self._known.get((person, activity, kind), [])
                    if one.since.steady < before.put.steady
                ]
                zone = self._zone(person, before.put)
                hours = {
                    on_the_wall(at, zone).replace(minute=0, second=0, microsecond=0)
                    for at in (before.put.wall, heard.put.wall)
                }
                if kind != "start" and plans and len(hours) == 1 and plans[-1].at >= before.put.wall - HOUR:
                    self._complain(person, activity, f"“{kind}” came apart in the same hour", heard.put)

    def _zone(self, person: int, at: Moment) -> ZoneInfo:
        name = self.town.zone
        for fact in self.town.facts:
            if fact.what == "choice" and fact.person == person and fact.at.steady <= at.steady:
                key, _, value = fact.value.partition("=")
                name = (value or self.town.zone) if key == "zone" else name
        return ZoneInfo(name)
