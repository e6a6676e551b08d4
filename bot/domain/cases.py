"""What the line offers: cases, their services, guides and forms, as the editors wrote them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.timetable import Calendar


class FieldKind(StrEnum):
    """What sort of answer a field of a form takes."""

    TEXT = "text"
    NAME = "name"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PHONE = "phone"
    ADDRESS = "address"
    DISTRICT = "district"
    DAY = "day"
    FILE = "file"


PERSONAL = frozenset(
    {FieldKind.TEXT, FieldKind.NAME, FieldKind.PHONE, FieldKind.ADDRESS, FieldKind.DISTRICT, FieldKind.FILE}
)
"""Kinds whose answers are personal data: consent comes before the first of them."""


class Door(StrEnum):
    """A way on from a service."""

    READ = "read"
    REQUEST = "request"
    PERSON = "person"


class Urgency(StrEnum):
    """How soon a request of a service must be looked at; the order is the order of the staff's list."""

    URGENT = "urgent"
    SOON = "soon"
    USUAL = "usual"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    `when` maps keys of earlier fields to the answers with which it is asked: keys of options, `yes` or `no`.
    """

    key: str
    kind: FieldKind
    ask: str
    title: str
    options: tuple[Option, ...] = ()
    optional: bool = False
    longest: int = 1000
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def personal(self) -> bool:
        """Whether the answer is personal data."""
        return self.kind in PERSONAL

    def wanted(self, answers: Mapping[str, object]) -> bool:
        """Whether the answers so far call for this question."""
        return all(str(answers.get(key)) in values for key, values in self.when.items())


@dataclass(frozen=True, slots=True)
class Promise:
    """What the resident is told will happen, and the hours within which it must."""

    text: str
    hours: float


INTENTS = frozenset(
    {
        *(
            "medicine",
            "doctor",
            "transport",
            "care",
            "equipment",
            "groceries",
            "food_aid",
            "repair",
            "cleaning",
        ),
        *("utilities", "tech_help", "pets", "benefits", "legal", "scam", "psych", "company", "events"),
        *("education", "work", "volunteer", "status", "other"),
        *("urgent_medical", "urgent_suicide", "urgent_danger"),
    }
)
"""What people come with, as understanding ranks it: every example phrase belongs to one of these."""

URGENT = frozenset({"urgent_medical", "urgent_suicide", "urgent_danger"})
"""The intents that speak of danger; no service answers them, the crisis list does."""


@dataclass(frozen=True, slots=True)
class Examples:
    """How people say one intent, in their own words, by language (`ru`, `en`, …)."""

    intent: str
    phrases: Mapping[str, tuple[str, ...]]


class Opens(StrEnum):
    """What an intent opens that no service of a case answers."""

    MINE = "mine"
    PERSON = "person"
    MENU = "menu"


@dataclass(frozen=True, slots=True)
class DeskIntent:
    """An intent that no service answers, and what it opens instead."""

    opens: Opens
    examples: Examples


@dataclass(frozen=True, slots=True)
class Provider:
    """A shop, a pharmacy, an institution: what is known of it, who checked it when, and until when it counts.

    `example` marks an entry of an invented place, which an installation replaces by its own.
    """

    key: str
    title: str
    about: str
    checked: date
    until: date
    number: str = ""
    address: str = ""
    site: str = ""
    hours: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class ProviderList:
    """Providers of one sort, with the editor who answers for them."""

    key: str
    title: str
    owner: str
    entries: tuple[Provider, ...]


@dataclass(frozen=True, slots=True)
class Providers:
    """All lists of providers; an entry counts up to and including its last day."""

    lists: tuple[ProviderList, ...] = ()

    def find(self, key: str) -> ProviderList | None:
        """The list of that key, if it is written."""
        return next((one for one in self.lists if one.key == key), None)

    def shown(self, key: str, today: date) -> tuple[Provider, ...]:
        """The entries of a list that may be shown today; none for an unknown list."""
        found = self.find(key)
        return tuple(one for one in found.entries if one.until >= today) if found else ()

    def overdue(self, today: date) -> tuple[tuple[ProviderList, Provider], ...]:
        """The entries that left the menu because nobody checked them again, with their lists."""
        return tuple((one, entry) for one in self.lists for entry in one.entries if entry.until < today)


@dataclass(frozen=True, slots=True)
class Service:
    """What is offered in a case: its description, ready steps, form and doors.

    `providers` are keys of the lists it shows; `quick_exit` offers to hide the screen at once; `activities`
    is the kind of activities that it leads to.
    """

    case: str
    key: str
    title: str
    about: str
    guide: tuple[str, ...]
    doors: tuple[Door, ...]
    urgency: Urgency
    promise: Promise
    announce_again: int
    at_hand: tuple[str, ...] = ()
    cost: str = ""
    for_whom: bool = True
    form: tuple[Field, ...] = ()
    outcomes: tuple[Option, ...] = ()
    intents: tuple[Examples, ...] = ()
    providers: tuple[str, ...] = ()
    quick_exit: bool = False
    activities: str = ""

    @property
    def path(self) -> str:
        """`case/service`, the name by which conversations and requests know it."""
        return f"{self.case}/{self.key}"


@dataclass(frozen=True, slots=True)
class Case:
    """A life situation with the services that help in it."""

    key: str
    title: str
    about: str
    order: int
    services: tuple[Service, ...]

    def service(self, key: str) -> Service | None:
        """The service of that key, if the case has it."""
        return next((service for service in self.services if service.key == key), None)


@dataclass(frozen=True, slots=True)
class Hotline:
    """A telephone number with what it is for and when somebody last checked that it works.

    `crisis` is true where the list of crisis words sends somebody to this number; `owner` is the editor who
    checks it, and after the day `until` it leaves the menu.
    """

    key: str
    title: str
    number: str
    note: str
    checked: date
    national: bool
    crisis: bool = False
    until: date | None = None
    owner: str = ""

    def overdue(self, today: date) -> bool:
        """Whether it should have been checked again by now."""
        return self.until is not None and self.until < today


class CrisisKind(StrEnum):
    """What sort of danger a text speaks of; the first of several kinds found decides."""

    SUICIDE = "suicide"
    VIOLENCE = "violence"
    HEALTH = "health"
    FIRE = "fire"
    GAS = "gas"


@dataclass(frozen=True, slots=True)
class CrisisWords:
    """Phrases that speak of one danger, phrases that only look like it, and the numbers to show.

    `phrases` are patterns, of all languages together; `examples` are whole sayings for the vectors.
    `hints` are patterns that count only in a text without any of `aside`.
    """

    kind: CrisisKind
    phrases: tuple[str, ...]
    exceptions: tuple[str, ...]
    hotlines: tuple[Hotline, ...]
    examples: Examples | None = None
    hints: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def intent(self) -> str:
        """The urgent intent that this danger is; empty where the editors name none."""
        return self.examples.intent if self.examples else ""


EVERYBODY = "112"
"""The number that answers for every danger: it stands first where nobody knows which it is."""


@dataclass(frozen=True, slots=True)
class CrisisList:
    """The editors' list of crisis words, with the version that a staff alarm can quote."""

    version: str
    kinds: tuple[CrisisWords, ...]

    def hotlines(self, kind: CrisisKind | None) -> tuple[Hotline, ...]:
        """The numbers to show at once for a danger of that kind; where it is not known, those of all."""
        if kind is not None:
            return next((words.hotlines for words in self.kinds if words.kind is kind), ())
        every = {line.number: line for words in self.kinds for line in words.hotlines}
        return tuple(sorted(every.values(), key=lambda line: line.number != EVERYBODY))


@dataclass(frozen=True, slots=True)
class FraudSign:
    """One trick: what it is called, why it is one, what to do about it, and the phrases that show it.

    A `weak` one is a reason to check, no proof; a `faint` one says nothing alone: honest people send links
    and are in a hurry as well.
    """

    key: str
    title: str
    why: str
    advice: str
    phrases: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    weak: bool = False
    faint: bool = False


class Suspicion(StrEnum):
    """How much the signs in a text say: nothing that should frighten, a reason to check, or fraud."""

    NONE = "none"
    DOUBT = "doubt"
    FOUND = "found"


def suspicion(signs: Sequence[FraudSign]) -> Suspicion:
    """What these signs say together: two faint ones are a reason to check."""
    if any(not (sign.weak or sign.faint) for sign in signs):
        return Suspicion.FOUND
    if any(sign.weak for sign in signs) or len(signs) > 1:
        return Suspicion.DOUBT
    return Suspicion.NONE


@dataclass(frozen=True, slots=True)
class FraudList:
    """The editors' list, the gravest signs first, and what to do at once whatever was found."""

    signs: tuple[FraudSign, ...] = ()
    now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SchemeWords:
    """How one trick is said in chats, by the key of a kind that `bot.domain.safety` knows.

    `always` counts even in a warning; `newcomers` in a newcomer's message alone.
    """

    kind: str
    always: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    newcomers: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SafetyWords:
    """The words of swindlers in all languages, those of warnings, and the names that nobody else may wear."""

    schemes: tuple[SchemeWords, ...] = ()
    told: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class District:
    """A part of the place that one station looks after."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that the editors wrote, in one frozen piece and one language; a reload replaces it whole.

    Phrases (`intents`, `desk`, `harmless`, crisis) are the same in every language's content: they hold all
    languages. `harmless` are sayings that only sound dangerous, by what they really mean.
    """

    cases: tuple[Case, ...]
    hotlines: tuple[Hotline, ...]
    districts: tuple[District, ...]
    crisis: CrisisList
    consent_version: str
    cancel_reasons: tuple[Option, ...]
    outcomes: tuple[Option, ...]
    block_hours: tuple[int, ...]
    person_service: Service
    version: str
    desk: tuple[DeskIntent, ...] = ()
    harmless: tuple[Examples, ...] = ()
    providers: Providers = Providers()
    fraud: FraudList = FraudList()
    calendar: Calendar = field(default_factory=Calendar)
    safety: SafetyWords = SafetyWords()
    language: str = "ru"
    languages: tuple[str, ...] = ("ru",)
    translations: Mapping[str, Content] = field(default_factory=dict, repr=False)

    def localised(self, language: str) -> Content:
        """The same in that language, with the default one where nobody translated; itself for an unknown one.

        Ask the content of the default language: a translation knows no others.
        """
        return self.translations.get(language, self)

    def telephones(self, today: date) -> tuple[Hotline, ...]:
        """The numbers that may be shown today; one that saves lives is better overdue than missing."""
        return tuple(one for one in self.hotlines if one.crisis or not one.overdue(today))

    def case(self, key: str) -> Case | None:
        """The case of that key, if it is written."""
        return next((case for case in self.cases if case.key == key), None)

    def service(self, path: str) -> Service | None:
        """The service at `case/service`, the line's own `person` included."""
        if path == self.person_service.path:
            return self.person_service
        case_key, _, key = path.partition("/")
        case = self.case(case_key)
        return case.service(key) if case else None
