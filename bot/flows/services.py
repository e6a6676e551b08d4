"""What a flow and a handler have at hand: the line as it is, and one turn's view of it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.content import Book, Texts
from bot.domain.cases import Content
from bot.domain.crisis import Crisis
from bot.domain.flood import Applause, Flood, Tries
from bot.domain.hearing import Hearing
from bot.domain.languages import base_of, written_in
from bot.domain.people import Person
from bot.domain.wording import folded
from bot.storage.work import UnitOfWork
from bot.vocabulary import Address, Key


class Wish(StrEnum):
    """What a person wants, whatever they were doing."""

    MENU = "menu"
    BACK = "back"
    CANCEL = "cancel"
    PERSON = "person"
    MINE = "mine"
    ACTIVITIES = "activities"
    COMING = "coming"
    PHONES = "phones"
    RESUME = "resume"
    LANGUAGE = "language"
    RELOAD = "reload"
    HIDE = "hide"
    LEADING = "leading"
    CLUBS = "clubs"
    MODERATING = "moderating"


OF_ACTIVITIES = frozenset({Wish.ACTIVITIES, Wish.COMING})
"""Wishes that nobody can fulfil where editors wrote of no activities: their words mean something else."""


WHOM = ("self", "relative", "neighbour", "other")
"""For whom somebody may ask for help."""


_START = {"telegram": "https://t.me/{}?start={}", "vk": "https://vk.me/{}?ref={}"}
"""Links that open the line in each messenger, and tell it why."""


_SEPARATORS = re.compile("[,，、]")
"""Between words in a list: translators type the comma of their own keyboard."""


def _nothing(_address: Address) -> None:
    """Stands in where nobody can read the folder anew."""


@dataclass(slots=True)
class Line:
    """What all turns share: the content, its texts, and who the line is in each messenger.

    `accounts` and `usernames` are the line's own; `warned` is when a warning was last given, by subject;
    `phone_sharers` are the messengers with a key that shares one's telephone, `silencers` those that can keep
    a member of a chat from writing; `whom` is for whom help is wanted, by the words that people use.
    """

    book: Book
    zone: ZoneInfo
    now: Callable[[], float]
    flood: Flood
    admins: frozenset[tuple[str, int]] = frozenset()
    usernames: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    warned: dict[str, float] = field(default_factory=dict)
    tries: Tries = field(default_factory=Tries)
    applause: Applause = field(default_factory=Applause)
    hearing: Hearing = field(default_factory=Hearing)
    phone_sharers: frozenset[str] = frozenset()
    silencers: frozenset[str] = frozenset()
    own_names: tuple[float, tuple[str, ...]] = (-math.inf, ())
    """Names that nobody else may wear in clubs, and when they were read: each newcomer's message asks."""
    ahead: dict[str, int] = field(default_factory=dict)
    """Letters of a broadcast that may wait for a messenger at once: what it takes in a second or two."""
    reload: Callable[[Address], None] = _nothing
    """Has the editors' folder read anew, and tells the address what came of it."""
    wishes: dict[str, Wish] = field(init=False)
    whom: dict[str, str] = field(init=False)
    _thanks: set[str] = field(default_factory=set, init=False)
    _next: Book | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._hear()

    def renew(self, book: Book) -> None:
        """Take another book from the next turn on: no turn is half of the old one and half of the new."""
        self._next = book

    def turn_page(self) -> None:
        """A turn begins: if there is another book by now, it is opened."""
        if self._next is not None:
            self.book, self._next = self._next, None
            self._hear()

    def _hear(self) -> None:
        # In every language at once: who reads Polish may still write «меню», and the other way round.
        self.wishes, self.whom = {}, {}
        heard = [wish for wish in Wish if self.content.calendar.kinds or wish not in OF_ACTIVITIES]
        for language in self.book.languages:
            say = self.book.localised(language).texts.say
            for wish in heard:
                for word in _SEPARATORS.split(say(f"words-{wish}")):
                    self.wishes.setdefault(folded(word), wish)
            for one in WHOM:
                for word in _SEPARATORS.split(say(f"words-whom-{one}")):
                    self.whom.setdefault(folded(word), one)
            self._thanks.update(folded(word) for word in _SEPARATORS.split(say("words-thanks")))
        self.wishes.pop("", None)
        self.whom.pop("", None)
        self._thanks.discard("")

    def thanks(self, text: str) -> bool:
        """Whether somebody says no more than thanks, or that they have understood."""
        return len(text) <= 40 and folded(text) in self._thanks

    @property
    def content(self) -> Content:
        """What the editors wrote."""
        return self.book.content

    @property
    def texts(self) -> Texts:
        """The texts of the interface."""
        return self.book.texts

    @property
    def crisis(self) -> Crisis:
        """The words of crisis."""
        return self.book.crisis

    def book_of(self, person: Person, address: Address) -> Book:
        """The book that a person reads there: staff, and whoever is in a group, read the default language."""
        language = person.language
        if not language or person.staff or address.group:
            return self.book
        return self.book.localised(language)

    @property
    def names(self) -> dict[str, str]:
        """The languages that people may choose, by what each is called in itself."""
        names = {}
        for language in self.book.languages:
            texts = self.book.localised(language).texts
            names[language] = texts.say("language-name") if "language-name" in texts.ids() else language
        return names

    def foreign(self, told: str, text: str) -> str:
        """Another language of ours that a person may like better; empty for none.

        By what the messenger told, or where it told nothing, by letters that only one language has.
        """
        default, *others = self.book.languages
        if told == default or not (told or text):
            return ""
        if told:
            language = base_of(told)
            return language if language in others else ""
        return next((one for one in others if written_in(one, text)), "")

    def may_warn(self, subject: str, every: float = 3600.0) -> bool:
        """Whether a warning is due: on a subject at most one an hour, or in so many seconds."""
        now = self.now()
        due = now - self.warned.get(subject, 0.0) > every
        if due:
            self.warned[subject] = now
        if len(self.warned) > 10_000:
            self.warned = {about: at for about, at in self.warned.items() if now - at < 3600.0}
        return due

    def start_link(self, messenger: str, payload: str) -> str:
        """A link that opens the line with a payload; empty while its name is not known."""
        username = self.usernames.get(messenger, "")
        return _START[messenger].format(username, payload) if username else ""


@dataclass(slots=True)
class Services:
    """One turn: who talks, where, and the unit of work that the turn belongs to.

    `told` is what the messenger says of the person's language; `read_in` is set where others read it.
    """

    line: Line
    work: UnitOfWork
    person: Person
    address: Address
    now: float
    told: str = ""
    read_in: str | None = None

    @property
    def book(self) -> Book:
        """What the editors wrote, as whoever reads it understands it."""
        if self.read_in is None:
            return self.line.book_of(self.person, self.address)
        return self.line.book.localised(self.read_in)

    def for_staff(self) -> Services:
        """The same turn, as staff read it: in the default language."""
        if self.read_in is None and not self.person.language:
            return self
        return replace(self, read_in=self.line.book.content.language)

    def for_reader(self, reader: Person | None) -> Services:
        """The same turn, as another person reads it."""
        book = self.line.book_of(reader, reader.address) if reader is not None else self.line.book
        return replace(self, read_in=book.content.language)

    def in_danger(self, text: str) -> Services:
        """The same turn for words of crisis: who has not chosen a language is answered in what they write."""
        if self.person.language or written_in(self.line.book.content.language, text):
            return self
        return replace(self, read_in=self.line.foreign(self.told, text) or None)

    @property
    def home(self) -> Address:
        """Where the person's conversation is kept, whichever of their accounts they use."""
        return self.person.home or self.address

    @property
    def shares_phone(self) -> bool:
        """Whether the person's messenger has a key that shares their telephone."""
        return self.address.messenger in self.line.phone_sharers

    @property
    def content(self) -> Content:
        """What the editors wrote."""
        return self.book.content

    @property
    def texts(self) -> Texts:
        """The texts of the interface."""
        return self.book.texts

    def hides(self, subject: str) -> bool:
        """Whether a talk about it must be easy to hide: somebody at home may look at the telephone."""
        service = self.content.service(subject) if subject else None
        return service is not None and service.quick_exit

    def say(self, id: str, **values: object) -> str:
        """A text of the interface."""
        if self.read_in is None and not self.person.language:
            # Nearly everybody: a turn says some twenty texts, and each step here would be taken as often.
            return self.line.book.texts.say(id, **values)
        return self.book.texts.say(id, **values)

    def keyboard(self) -> tuple[tuple[Key, ...], ...]:
        """The keys that are always under the input."""
        return (
            (Key(self.say("key-back")), Key(self.say("key-cancel"))),
            (Key(self.say("key-menu")), Key(self.say("key-person"))),
        )

    def local(self, at: float | None = None) -> datetime:
        """A moment on the station's wall clock."""
        return datetime.fromtimestamp(self.now if at is None else at, self.line.zone)

    def moment(self, at: float) -> str:
        """A moment in words: the time today, else the day as well."""
        then = self.local(at)
        if then.date() == self.local().date():
            return self.say("moment-today", time=f"{then:%H:%M}")
        return self.say("moment-day", day=f"{then:%d.%m}", time=f"{then:%H:%M}")
