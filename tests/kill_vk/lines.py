"""Lines on VK that keep a record of what they send, and lines with a guard taken out."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import SecretStr

from bot.app import App
from bot.content import Book
from bot.messengers.vk import Vk
from bot.settings import Settings, VkSettings
from bot.vocabulary import Answer, Letter, Limits
from tests.kill import lines


@dataclass(frozen=True, slots=True)
class Order(lines.Order):
    """What a line is to be like; its clock may be ahead."""

    group_id: int = 0
    ahead: float = 0.0


class Recording(Vk):
    """Writes the id of each letter into a file before it is sent: a kill does not take that away."""

    def __init__(self, order: Order, record: Path, now: Callable[[], float]) -> None:
        super().__init__(order.token, order.group_id, order.api_url, 0, now, breath=0.1)
        self._record = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    async def send(self, letter: Letter) -> Answer:
        self._note(letter)
        return await super().send(letter)

    async def send_pack(self, letters: Sequence[Letter]) -> Sequence[Answer]:
        for letter in letters:
            self._note(letter)
        return await super().send_pack(letters)

    def _note(self, letter: Letter) -> None:
        os.write(self._record, f"{letter.id} {letter.act}\n".encode())


class Careless(Recording):
    """Gives every try of a letter another random id."""

    async def send(self, letter: Letter) -> Answer:
        return await super().send(another(letter))

    async def send_pack(self, letters: Sequence[Letter]) -> Sequence[Answer]:
        return await super().send_pack([another(letter) for letter in letters])


def another(letter: Letter) -> Letter:
    """The letter, with another random id."""
    return replace(letter, random_id=secrets.randbelow(2**31 - 1) + 1)


class Trusting(Recording):
    """Trusts in VK's memory however long it was away."""

    def _forgotten(self, letter: Letter) -> bool:
        return False


VARIANTS: dict[str, type[Recording]] = {"sound": Recording, "careless": Careless, "trusting": Trusting}


def build(order: Order, number: int, book: Book | None = None) -> App:
    """The line of that number; the pace is lifted, so that much happens."""
    settings = Settings(
        _env_file=None,
        vk=VkSettings.model_validate(
            {
                "token": order.token,
                "api_url": order.api_url,
                "group_id": order.group_id,
                "staff_chat": order.staff_chat,
                "per_second": 0,
            }
        ),
        admins=order.admins,
        database=order.database,
        keys=SecretStr(order.keys),
        messages_a_minute=0,
    )

    def now() -> float:
        return time.time() + order.ahead

    messenger = VARIANTS[order.variant](order, order.sent(number), now)
    # Every other line makes few calls at once, so that its letters go in packs.
    limits = Limits(per_second=0, chat_per_second=0, group_per_minute=0, in_flight=5 if number % 2 else 1)
    return App(settings, [(messenger, limits)], now, book)
