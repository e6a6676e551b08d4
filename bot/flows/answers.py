"""What counts as an answer: words, choices, telephones, days, files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import phonenumbers

from bot.domain.wording import folded, has_letters, tidy
from bot.flows.buttons import SKIP
from bot.flows.engine import TOLD, Choosable, Refusal, Reply, Withdrawn
from bot.vocabulary import Attachment, AttachmentKind, Key


@dataclass(frozen=True, slots=True)
class Line:
    """A short text of our asking: a name, an address."""

    longest: int = 200
    empty: str = "answer-empty"
    skip: str = ""

    def read(self, reply: Reply) -> Any | Refusal:
        """Words with something in them, not longer than asked for."""
        if self.skip and skipped(reply, self.skip):
            return None
        text = tidy(reply.text)
        if reply.attachments and not text:
            return Refusal("answer-words-please")
        if not has_letters(text):
            return Refusal(self.empty)
        if len(text) > self.longest:
            return Refusal("answer-too-long", {"longest": self.longest, "length": len(text)})
        return text

    def recall(self, stored: Any) -> str:
        """The words; nothing when skipped."""
        return str(stored) if stored is not None else ""

    def options(self) -> tuple[Choosable, ...]:
        """Skip, where that is allowed."""
        return (Choosable(SKIP, self.skip),) if self.skip else ()

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Words:
    """A told answer: text and whatever files came with it."""

    text: str
    files: tuple[Attachment, ...] = ()


LARGEST_FILE = 20 * 1024 * 1024
"""Bytes: larger files cannot be fetched from Telegram by a bot, and so cannot cross to another messenger."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A description in the person's own words: text, voice, photo, file, or several of them in one album.

    `told` are words said before, and the label with which they are taken for the answer.
    """

    longest: int = 1000
    skip: str = ""
    files_only: bool = False
    told: tuple[str, Mapping[str, Any]] | None = None

    def read(self, reply: Reply) -> Any | Refusal:
        """Words or files, or both."""
        if self.skip and skipped(reply, self.skip):
            return None
        if self.told and (reply.option == TOLD or folded(reply.text) == folded(self.told[0])):
            return dict(self.told[1])
        text = tidy(reply.text)
        files = [file for file in reply.attachments if file.kind in FILES]
        if any(file.size > LARGEST_FILE for file in files):
            return Refusal("answer-file-too-large")
        if reply.attachments and not files and not text:
            return Refusal(_USELESS.get(reply.attachments[0].kind, "answer-other"))
        if not files and not has_letters(text):
            return Refusal("answer-file-please" if self.files_only else "answer-empty")
        if len(text) > self.longest:
            return Refusal("answer-too-long", {"longest": self.longest, "length": len(text)})
        return {"text": text, "files": [file_value(file) for file in files]}

    def recall(self, stored: Any) -> Words:
        """The words and files."""
        if stored is None:
            return Words("")
        return Words(stored["text"], tuple(file_from(value) for value in stored["files"]))

    def options(self) -> tuple[Choosable, ...]:
        """The words said before, and skip, where that is allowed."""
        told = (Choosable(TOLD, self.told[0]),) if self.told else ()
        return (*told, Choosable(SKIP, self.skip)) if self.skip else told

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


FILES = frozenset(
    {
        AttachmentKind.PHOTO,
        AttachmentKind.VOICE,
        AttachmentKind.FILE,
        AttachmentKind.VIDEO,
        AttachmentKind.LOCATION,
    }
)


_USELESS = {AttachmentKind.STICKER: "answer-sticker", AttachmentKind.CONTACT: "answer-contact"}


def file_value(file: Attachment) -> dict[str, Any]:
    """An attachment as JSON has it."""
    return {
        "kind": str(file.kind),
        "ref": file.ref,
        "name": file.name,
        "size": file.size,
        "latitude": file.latitude,
        "longitude": file.longitude,
        "phone": file.phone,
        "messenger": file.messenger,
        "url": file.url,
    }


def file_from(value: dict[str, Any]) -> Attachment:
    """An attachment from its stored form."""
    return Attachment(**{**value, "kind": AttachmentKind(value["kind"])})


def _begins(label: str, words: str) -> bool:
    """Whether a label begins so, or one of its parts: «№ 2 · Продукты на дом · Молоко»."""
    return any(folded(part).startswith(words) for part in (label, *label.split(" · ")))


_NEAR, _SHORTEST = 0.84, 5
"""How like a label a mistyped one must be, and how long: «Сиверный» is like «Северный»."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: pressed, typed as its number, or typed in words; `said` are other words for it.

    `within` are single words that choose as well when they stand among others: «для моей мамы».
    """

    choices: tuple[Choosable, ...]
    said: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Choice:
        """From keys and labels."""
        return cls(tuple(Choosable(key, label) for key, label in pairs))

    def read(self, reply: Reply) -> Any | Refusal:
        """The key of what was chosen."""
        found = self._pressed(reply.option) if reply.option is not None else self._typed(reply.text)
        return found if found is not None else Refusal("answer-choose")

    def _pressed(self, option: str) -> str | None:
        return next((choice.key for choice in self.choices if choice.key == option), None)

    def _typed(self, text: str) -> str | None:
        words = folded(text)
        if words.isdecimal() and any(choice.key == words for choice in self.choices):
            return words
        if words.isdecimal() and 1 <= int(words[:4]) <= len(self.choices):
            return self.choices[int(words) - 1].key if len(words) <= 4 else None
        exact = [choice.key for choice in self.choices if folded(choice.label) == words]
        if exact:
            return exact[0]
        if words in self.said:
            return self.said[words]
        # Whole words, however short («да» for «Да, разрешаю»), or the beginning of a longer one.
        beginning = words if len(words) >= 3 else f"{words} "
        begun = [choice.key for choice in self.choices if words and _begins(choice.label, beginning)]
        return begun[0] if len(begun) == 1 else self._heard_in(words.split()) or self._mistyped(words)

    def _mistyped(self, words: str) -> str | None:
        """The one label that a finger which slipped may have meant; never one that says the contrary."""
        labels = {folded(choice.label): choice.key for choice in self.choices}
        near = get_close_matches(words, labels, 2, _NEAR) if len(words) >= _SHORTEST else []
        if len(near) != 1 or _NOT.intersection(words.split()) != _NOT.intersection(near[0].split()):
            return None
        return labels[near[0]]

    def _heard_in(self, words: list[str]) -> str | None:
        """What a word among others chooses; none where two choose differently, or one is denied."""
        meant = {self.within[word] for word in words if word in self.within}
        return meant.pop() if len(meant) == 1 and not _NOT.intersection(words) else None

    def recall(self, stored: Any) -> str:
        """The key, while it can still be chosen."""
        if any(choice.key == stored for choice in self.choices):
            return str(stored)
        raise Withdrawn

    def options(self) -> tuple[Choosable, ...]:
        """All of them."""
        return self.choices

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class ChoiceOrWords:
    """One of several, or something else in the person's own words; comes as the key and the words."""

    choices: tuple[Choosable, ...]
    longest: int = 500

    def read(self, reply: Reply) -> Any | Refusal:
        """The key of what was chosen, else the words."""
        chosen = Choice(self.choices).read(reply)
        if not isinstance(chosen, Refusal) or reply.option is not None or folded(reply.text).isdecimal():
            return chosen
        words = Line(self.longest).read(reply)
        return words if isinstance(words, Refusal) else {"words": words}

    def recall(self, stored: Any) -> tuple[str, str]:
        """The key or the words; the other one is empty."""
        if isinstance(stored, dict):
            return "", str(stored["words"])
        return Choice(self.choices).recall(stored), ""

    def options(self) -> tuple[Choosable, ...]:
        """What can be chosen."""
        return self.choices

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number: typed, or shared by the contact button, only one's own."""

    region: str = "RU"
    skip: str = ""

    def read(self, reply: Reply) -> Any | Refusal:
        """The number as E.164 has it."""
        if self.skip and skipped(reply, self.skip):
            return None
        contact = next((file for file in reply.attachments if file.kind is AttachmentKind.CONTACT), None)
        if contact is not None and not contact.own:
            return Refusal("answer-foreign-contact")
        if contact is not None:
            digits = "+" + contact.phone.lstrip("+")
            return digits if phonenumbers.is_possible_number_string(digits, "ZZ") else Refusal("answer-phone")
        return _phone(tidy(reply.text), self.region) or Refusal("answer-phone")

    def recall(self, stored: Any) -> str:
        """The number; nothing when skipped."""
        return str(stored) if stored is not None else ""

    def options(self) -> tuple[Choosable, ...]:
        """Skip, where that is allowed."""
        return (Choosable(SKIP, self.skip),) if self.skip else ()

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """The contact button."""
        return (Key(say("key-share-phone"), contact=True),)


def _phone(text: str, region: str) -> str | None:
    if sum(character.isdigit() for character in text) > 15:
        return None
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def shown_phone(number: str) -> str:
    """A number as people read it."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


_NOTHING = frozenset({"нет", "пропуск", "no", "none", "skip", "nie", "brak", "没有", "无", "跳过"})
"""What people type instead of pressing «Пропустить», in every language."""


_NOT = frozenset({"не", "not", "nie", "ani"})
"""Words that turn what stands beside them into its contrary."""


_AGREED = (
    "согласен|согласна|я согласен|я согласна|да согласен|да согласна|разрешаю|хорошо|ладно|ок"
    "|ok|okay|agreed|i agree|zgoda|zgadzam się|wyrażam zgodę|同意|好|好的"
)

AGREED = MappingProxyType(dict.fromkeys(_AGREED.split("|"), "yes"))
"""What people type to agree, in every language: «Вы согласны?» is not answered by the words of a button."""

_RIGHT = (
    "да|верно|все верно|да все верно|правильно|все правильно|так|отправляй|отправляйте|ок|хорошо"
    "|yes|right|correct|all right|ok|send it|tak|zgadza się|wszystko się zgadza|dobrze|是|对|正确|没错|发送吧"
)

RIGHT = MappingProxyType(dict.fromkeys(_RIGHT.split("|"), "send"))
"""What people type when all of a summary is right: «Всё верно?» is asked in words, too."""


def skipped(reply: Reply, label: str) -> bool:
    """Whether the person passed over an optional question."""
    return reply.option == SKIP or (reply.option is None and folded(reply.text) in (folded(label), *_NOTHING))
