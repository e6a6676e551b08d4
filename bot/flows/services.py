"""What a flow and a handler have at hand: the line as it is, and one turn's view of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.content import Book, Texts
from bot.domain.cases import Content
from bot.domain.crisis import Crisis
from bot.domain.flood import Flood, Tries
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
    PHONES = "phones"
    RESUME = "resume"
    RELOAD = "reload"


_START = {"telegram": "https://t.me/{}?start={}", "vk": "https://vk.me/{}?ref={}"}
"""Links that open the line in each messenger, and tell it why."""


def _nothing(_address: Address) -> None:
    """Stands in where nobody can read the folder anew."""


@dataclass(slots=True)
class Line:
    """What all turns share: the content, its texts, and who the line is in each messenger.

    `accounts` and `usernames` are the line's own; `warned` is when a warning was last given, by subject;
    `phone_sharers` are the messengers with a key that shares one's telephone.
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
    phone_sharers: frozenset[str] = frozenset()
    reload: Callable[[Address], None] = _nothing
    """Has the editors' folder read anew, and tells the address what came of it."""
    wishes: dict[str, Wish] = field(init=False)
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
        self.wishes = {
            folded(word): wish for wish in Wish for word in self.texts.say(f"words-{wish}").split(",")
        }

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

    def may_warn(self, subject: str) -> bool:
        """Whether a warning is due: at most one an hour on a subject."""
        due = self.now() - self.warned.get(subject, 0.0) > 3600.0
        if due:
            self.warned[subject] = self.now()
        return due

    def start_link(self, messenger: str, payload: str) -> str:
        """A link that opens the line with a payload; empty while its name is not known."""
        username = self.usernames.get(messenger, "")
        return _START[messenger].format(username, payload) if username else ""


@dataclass(slots=True)
class Services:
    """One turn: who talks, where, and the unit of work that the turn belongs to."""

    line: Line
    work: UnitOfWork
    person: Person
    address: Address
    now: float

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
        return self.line.content

    def say(self, id: str, **values: object) -> str:
        """A text of the interface."""
        return self.line.texts.say(id, **values)

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
