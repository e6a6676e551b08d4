"""Every text that the code asks for exists with the values it gets, and no text is there for nobody."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import COMMANDS
from bot.content import Texts, load
from bot.domain.activities import Reminder
from bot.domain.broadcasts import Going, LeftOut, Who
from bot.domain.cases import INTENTS, CrisisKind, Door, Suspicion, Urgency
from bot.domain.clubs import Entry, IdeaState, Right
from bot.domain.games.battle import Mode
from bot.domain.games.daily import Look
from bot.domain.games.grid import Way
from bot.domain.games.playable import PackKind
from bot.domain.moderation import BOT as ANOTHER_BOT
from bot.domain.moderation import RAID, ComplaintState, HeldState, MeasureKind
from bot.domain.people import INVITATIONS
from bot.domain.requests import EventKind, State
from bot.domain.safety import Kind as Suspect
from bot.domain.timetable import Standing
from bot.flows.activities.settings import WANTED
from bot.flows.clubs.games.tables import SEASONS
from bot.flows.clubs.leading import OF_ALL, OF_CLUB
from bot.flows.clubs.opening import FIELDS as CLUB_FIELDS
from bot.flows.clubs.opening import SWITCHES
from bot.flows.clubs.quizzes.exhibiting import KINDS as EXHIBITIONS
from bot.flows.clubs.safety.desk import STEPS
from bot.flows.clubs.safety.undoing import MOVED, UNDOABLE
from bot.flows.organising.beginning import AFTER, BEFORE
from bot.flows.organising.fields import FIELDS
from bot.flows.services import Wish
from bot.flows.suggest import UNKNOWN
from bot.vocabulary import AttachmentKind, Verdict

BOT, CONTENT = Path("bot"), Path("content")

SAYERS = {"say": 0, "greet": 0, "_say": 1, "tell_worker": 1, "tell_resident": 1, "tell_rooms": 0}
"""Functions that take the id of a text, and at which place."""

PUT_IN_BY = {"tell_worker": {"number"}, "tell_resident": {"number"}}
"""Values that such a function adds itself."""

SETTLED = [state for state in ComplaintState if state is not ComplaintState.WAITING]
COMPLAINED = [f"complaint-{state}" for state in SETTLED]
WHOM = ("self", "relative", "neighbour", "other")
LISTS = ("open", "mine", "overdue")
DESK = ("ask", "done", "hand", "back", "note", "history", "cancel", "block")
BURIED = ("unreachable", "bug", "gone", "moved", "file")
NOTICES = (
    *("cancelled", "series-cancelled", "moved", "replanned", "promoted"),
    *("hour-freed", "hour-booked", "new", "hours"),
)

FAMILIES: Mapping[str, Iterable[object]] = {
    "contest-ask-theme-{}": EXHIBITIONS,
    "quiz-word-{}": Look,
    "act-is-{}": ("on", "off"),
    "act-turn-{}": [f"{switch}-{what}" for switch in ("on", "off") for what in WANTED],
    "act-what-{}": WANTED,
    "broadcast-is-{}": Going,
    "broadcast-not-{}": LeftOut,
    "broadcast-to-{}": Who,
    "broadcast-when-{}": ("day", "now"),
    "broadcast-{}": ("pause", "resume", "stop"),
    "button-{}": ("add", "withdraw", "rate", "reopen"),
    "button-desk-{}": DESK,
    "button-list-{}": LISTS,
    "class-ask-{}": (*BEFORE, *AFTER),
    "class-day-{}": ("who", "write", "move", "link", "cancel", "mark", "record"),
    "class-field-{}": ("kind", "when", "link", *FIELDS),
    "class-standing-{}": Standing,
    "clear-{}": ("telegram", "vk"),
    "club-ask-{}": ("about", "meets"),
    "club-turn-{}": SWITCHES,
    "club-desk-{}": (*OF_CLUB, *OF_ALL),
    "club-entry-{}": Entry,
    "club-field-{}": (*CLUB_FIELDS, "language", "pin", "close"),
    "club-how-{}": ("telegram", "vk"),
    "club-idea-is-{}": IdeaState,
    "club-idea-{}": ("like", "dislike", "open", "close"),
    "club-right-{}": Right,
    "club-you-{}": ("member", "ready", "asked"),
    "command-{}": COMMANDS,
    "crisis-{}": [*CrisisKind, "any"],
    "desk-state-{}": State,
    "door-{}": Door,
    "event-{}": EventKind,
    "file-{}": AttachmentKind,
    "fraud-{}": Suspicion,
    "game-mode-{}": Mode,
    "game-season-{}": SEASONS,
    "hours-{}": ("book", "words", "other"),
    "intent-{}": (*sorted(INTENTS), UNKNOWN),
    "invite-{}": INVITATIONS,
    "list-{}": LISTS,
    "list-word-{}": ("mine", "overdue"),
    "list-{}-none": LISTS,
    "messenger-{}": ("telegram", "vk"),
    "month-{}": range(1, 13),
    "plan-weekday-{}": range(7),
    "notice-{}": NOTICES,
    "pack-is-{}": PackKind,
    "pack-listed-{}": PackKind,
    "pack-way-{}": Way,
    "part-{}": ("any", "morning", "day", "evening"),
    "rate-{}": range(1, 6),
    "remind-{}": Reminder,
    "resident-state-{}": State,
    "room-state-{}": State,
    "safe-button-{}": ("show", "drop", "fraud"),
    "safe-complaint-told-{}": SETTLED,
    "safe-complaint-{}": SETTLED,
    "safe-held-{}": [state for state in HeldState if not state.open],
    "safe-kind-{}": MeasureKind,
    "safe-lacks-{}": ("delete", "restrict"),
    "safe-log-{}": [*UNDOABLE, "declined", "expired", "taken-out", "reminded", MOVED, *COMPLAINED],
    "safe-measure-{}": MeasureKind,
    "safe-mine-{}": MeasureKind,
    "safe-reason-{}": [*Suspect, RAID, ANOTHER_BOT],
    "safe-rights-{}": ("telegram", "vk"),
    "safe-step-{}": ("trust", "doubt", "forget", *STEPS, "fraud"),
    "safe-told-{}": MeasureKind,
    "undelivered-{}": BURIED,
    "urgency-{}": Urgency,
    "weekday-{}": range(7),
    "weekday-short-{}": range(7),
    "welcome-{}": INVITATIONS,
    "whom-{}": WHOM,
    "withdraw-{}": ("yes", "pass", "no"),
    "words-{}": Wish,
    "words-whom-{}": WHOM,
    "urgent-{}": ("ask", "yes", "no"),
}
"""Ids that are put together, and what their part can be."""


@dataclass(frozen=True)
class Use:
    """One place in the code that asks for a text."""

    where: str
    id: str
    values: frozenset[str]
    open: bool


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(BOT.rglob("*.py")):
        if "commands" in file.parts or file.name == "__main__.py":
            continue  # What the operator reads has texts of its own.
        yield file, ast.parse(file.read_text())


def ids_in(node: ast.expr) -> list[str] | None:
    """The ids that an expression may be; None where it cannot be told."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=other):
            found = [ids_in(body), ids_in(other)]
            return None if None in found else [id for part in found for id in part or ()]
        case ast.JoinedStr(values=parts):
            family = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
            assert family in FAMILIES, f"say in FAMILIES what the part of «{family}» can be"
            return [family.format(one) for one in FAMILIES[family]]
    return None


def uses() -> list[Use]:
    found = []
    for file, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name not in SAYERS or len(node.args) <= SAYERS[name]:
                continue
            values = {word.arg for word in node.keywords if word.arg} | PUT_IN_BY.get(name, set())
            is_open = any(word.arg is None for word in node.keywords)
            for id in ids_in(node.args[SAYERS[name]]) or ():
                found.append(Use(f"{file}:{node.lineno}", id, frozenset(values), is_open))
    return found


def asked() -> list[Use]:
    """Prompts of `turn.ask(key, prompt, answer, **values)`."""
    found = []
    for file, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr == "ask" and len(node.args) == 3:
                values = frozenset(word.arg for word in node.keywords if word.arg)
                for id in ids_in(node.args[1]) or ():
                    found.append(Use(f"{file}:{node.lineno}", id, values, False))
    return found


@pytest.fixture(scope="module")
def texts():
    return Texts.load(CONTENT, "ru")


def test_every_text_that_the_code_asks_for_exists(texts):
    assert [f"{use.where}: {use.id}" for use in [*uses(), *asked()] if not texts.has(use.id)] == []


def test_every_text_gets_the_values_that_it_shows(texts):
    lacking = [
        f"{use.where}: {use.id} wants {sorted(texts.variables(use.id) - use.values)}"
        for use in [*uses(), *asked()]
        if not use.open and texts.variables(use.id) - use.values
    ]
    assert lacking == []


def test_no_text_is_there_for_nobody(texts):
    wanted = {use.id for use in [*uses(), *asked()]}
    # Ids that travel as values, before they are said: every string of the code that looks like one.
    said = {
        node.value
        for _, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    commands = {id for id in texts.ids() if re.fullmatch(r"command-\w+", id)}
    assert sorted(texts.ids() - wanted - said - commands) == []


def test_every_danger_has_words_and_every_verdict_that_buries_a_letter_is_explained(texts):
    assert all(texts.has(f"crisis-{kind}") for kind in (*CrisisKind, "any"))
    carried_on = {Verdict.SENT, Verdict.IN_DOUBT, Verdict.WAIT, Verdict.RETRY, Verdict.STOP, Verdict.EXPIRED}
    for verdict in set(Verdict) - carried_on:
        assert texts.has(f"undelivered-{verdict.name.lower()}"), verdict


def test_labels_fit_on_buttons(texts):
    labels = [
        id for id in texts.ids() if id.startswith(("button-", "door-", "whom-", "part-", "rate-", "key-"))
    ]
    plain = [
        id
        for id in labels
        if not texts.variables(id)
        and id not in ("rate-ask", "button-answered", "button-old", "button-unknown")
    ]
    assert [id for id in plain if len(texts.say(id)) > 40] == []


def test_words_understood_at_any_time_mean_one_thing_each(texts):
    words = [word.strip() for wish in Wish for word in texts.say(f"words-{wish}").split(",")]
    assert len(words) == len(set(words))


def test_titles_leave_room_for_a_number(texts):
    content = load(CONTENT)
    for case in content.cases:
        for service in case.services:
            assert len(f"№ 100000 · {service.title}") <= 40, service.title
