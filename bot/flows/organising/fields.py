"""What organisers are asked, and what counts as an answer: a number, a way in, a picture, a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.domain.media import stays
from bot.domain.plan_words import MOST_MINUTES
from bot.domain.timetable import Form, Series
from bot.domain.wording import folded, tidy
from bot.flows.answers import LARGEST_FILE, Choice, Line, Telling, file_from, file_value, skipped
from bot.flows.buttons import SKIP
from bot.flows.engine import Answer, Choosable, Refusal, Reply
from bot.flows.services import Services
from bot.vocabulary import Attachment, AttachmentKind, Key

MINUTES = (30, 45, 60, 90)
PLACES, MOST_PLACES = (0, 10, 15, 20, 30), 10_000

LONGEST_LINK = 500

_SPELT = {
    "час": "60",
    "полчаса": "30",
    "полтора часа": "90",
    "1 5 часа": "90",
    "два часа": "120",
    "без ограничения": "0",
}
_VK_VIDEO = re.compile(r"video(-?\d+_\d+)(?:_(\w+))?")
_HOURS = re.compile(r"(\d) ?(?:ч|час\w*)(?: (\d{1,2}) ?(?:м|мин\w*))?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number: pressed, or typed with or without what is counted."""

    choices: tuple[tuple[int, str], ...]
    most: int
    least: int = 0

    def read(self, reply: Reply) -> Any | Refusal:
        """The number."""
        words = folded(reply.option if reply.option is not None else reply.text)
        words = next((str(value) for value, label in self.choices if folded(label) == words), words)
        words = _SPELT.get(words, words)
        hours = _HOURS.fullmatch(words)
        if hours and self.least:
            words = str(int(hours[1]) * 60 + int(hours[2] or 0))
        digits = re.fullmatch(r"(\d{1,6})(?: \w+)?", words)
        if digits is None or not self.least <= int(digits[1]) <= self.most:
            return Refusal("class-number", {"least": self.least, "most": self.most})
        return int(digits[1])

    def recall(self, stored: Any) -> int:
        """The number."""
        return int(stored)

    def options(self) -> tuple[Choosable, ...]:
        """The usual ones."""
        return tuple(Choosable(str(value), label) for value, label in self.choices)

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Link:
    """A way in, as people copy it; nothing where it is passed over."""

    skip: str = ""

    def read(self, reply: Reply) -> Any | Refusal:
        """The address, with its scheme."""
        if self.skip and skipped(reply, self.skip):
            return ""
        return address_in(reply.text) or Refusal("class-link-wrong")

    def recall(self, stored: Any) -> str:
        """The address."""
        return str(stored)

    def options(self) -> tuple[Choosable, ...]:
        """Skip, where that is allowed."""
        return (Choosable(SKIP, self.skip),) if self.skip else ()

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


def address_in(text: str) -> str:
    """The one address in a text, with its scheme; empty where there is none, or another kind of one."""
    found = [word.strip(".,;()<>«»\"'") for word in tidy(text).split() if "." in word.strip(".")]
    if len(found) != 1 or len(found[0]) > LONGEST_LINK:
        return ""
    address = found[0] if "://" in found[0] else f"https://{found[0]}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    fits = parts.scheme in ("http", "https") and re.fullmatch(r"[\w-]+(\.[\w-]+)+", host)
    return address if fits and parts.username is None and port != 0 else ""


def video_link(file: Attachment) -> str:
    """Where a video of VK can be watched by those who are elsewhere; empty for any other file."""
    if file.messenger != "vk" or file.kind is not AttachmentKind.VIDEO:
        return ""
    owner, _, number = file.ref.removeprefix("video").partition("_")
    return f"https://vk.com/video{owner}_{number.partition('_')[0]}"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture; nothing where it is passed over."""

    skip: str

    def read(self, reply: Reply) -> Any | Refusal:
        """The picture, as JSON has it."""
        if skipped(reply, self.skip):
            return None
        picture = next((one for one in reply.attachments if one.kind is AttachmentKind.PHOTO), None)
        return file_value(picture) if picture is not None else Refusal("class-picture-please")

    def recall(self, stored: Any) -> Attachment | None:
        """The picture, if there is one."""
        return file_from(stored) if stored is not None else None

    def options(self) -> tuple[Choosable, ...]:
        """Skip."""
        return (Choosable(SKIP, self.skip),)

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording: a file or a video, or the address of one; comes as the file and the address.

    A video of VK comes as both: it cannot leave VK, but people can go there.
    """

    def read(self, reply: Reply) -> Any | Refusal:
        """The file or the address, as JSON has it."""
        kinds = (AttachmentKind.VIDEO, AttachmentKind.FILE, AttachmentKind.VOICE)
        file = next((one for one in reply.attachments if one.kind in kinds), None)
        watched = video_address(file) if file is not None else ""
        if watched:
            return {"file": None, "link": watched}
        if file is not None and file.size > LARGEST_FILE:
            return Refusal("class-record-large")
        if file is not None:
            return {"file": file_value(file), "link": video_link(file)}
        address = address_in(reply.text)
        return {"file": None, "link": address} if address else Refusal("class-record-please")

    def recall(self, stored: Any) -> tuple[Attachment | None, str]:
        """The file and the address, one of which is there."""
        return (file_from(stored["file"]) if stored["file"] else None), str(stored["link"])

    def options(self) -> tuple[Choosable, ...]:
        """None."""
        return ()

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


def video_address(file: Attachment) -> str:
    """Where a video of VK is watched: it cannot be sent to another messenger, its address can."""
    found = _VK_VIDEO.fullmatch(file.ref) if file.messenger == "vk" else None
    if file.kind is not AttachmentKind.VIDEO or found is None:
        return ""
    return f"https://vk.com/video{found[1]}" + (f"?list={found[2]}" if found[2] else "")


FIELDS = ("title", "about", "leader", "minutes", "places", "prepare", "picture")
"""What can be asked of a class, and changed later, beside when it meets and how one gets in."""

OF_HOURS = ("title", "about", "leader", "minutes", "prepare")
"""The same of a specialist's hours."""


def fields_of(form: Form) -> tuple[str, ...]:
    """What there is to be said of a series."""
    return FIELDS if form is Form.CLASS else OF_HOURS


def answer_of(services: Services, key: str, minutes: int = 0) -> Answer[Any]:
    """What counts as an answer about a class; `minutes` were said before."""
    say = services.say
    skip = say("button-skip")
    match key:
        case "title":
            return Line(60)
        case "about":
            return Line(800)
        case "leader":
            return Line(80, "answer-name", skip=skip)
        case "prepare":
            return Line(400, skip=skip)
        case "picture":
            return Picture(skip)
        case "minutes":
            usual = tuple(sorted({*MINUTES, minutes} - {0}))
            return Number(
                tuple((one, say("class-minutes", count=one)) for one in usual), MOST_MINUTES, least=5
            )
        case _:
            some = ((one, say("class-places", count=one)) for one in PLACES[1:])
            return Number(((0, say("class-places-none")), *some), MOST_PLACES)


def kinds_of(services: Services, form: Form) -> Choice:
    """The kinds that the editors wrote, for classes or for a specialist's hours."""
    kinds = services.content.calendar.kinds
    return Choice.of((one.key, one.title) for one in kinds if one.hours == (form is Form.HOURS))


def shown_field(services: Services, key: str, value: Any) -> str:
    """An answer as the list of all answers shows it."""
    say = services.say
    if value in (None, ""):
        return say("class-nothing")
    match key:
        case "picture":
            return say("class-picture-there")
        case "minutes":
            return say("class-minutes", count=value)
        case "places":
            return say("class-places", count=value) if value else say("class-places-any")
    return str(value)


def words_of_field(series: Series, key: str) -> Any:
    """What is said of a series now."""
    return getattr(series, key)


TO_MANY = Telling(3000)
"""Words to many people, as they are told."""


@dataclass(frozen=True, slots=True)
class OneFile:
    """Words to many, with one file at most: each would be a letter more to everybody.

    `alone`: all of them are in one messenger, so that a file which cannot leave it does not matter.
    """

    alone: bool = True

    def read(self, reply: Reply) -> Any | Refusal:
        """The words and the file."""
        if len(reply.attachments) > 1:
            return Refusal("class-one-file")
        if not self.alone and any(stays(file) for file in reply.attachments):
            return Refusal("class-file-stays")
        return TO_MANY.read(reply)

    def recall(self, stored: Any) -> tuple[str, Attachment | None]:
        """The words, and the file if there is one."""
        words = TO_MANY.recall(stored)
        return words.text, next(iter(words.files), None)

    def options(self) -> tuple[Choosable, ...]:
        """None."""
        return ()

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()
