"""Lines that keep a record of what they send, and lines with a guard taken out, for the negative controls."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import App
from bot.content import Book
from bot.messengers.telegram import Telegram
from bot.pipeline.intake import Batch
from bot.pipeline.outcomes import Settled
from bot.settings import Settings, TelegramSettings
from bot.vocabulary import Answer, Letter, Limits, Toast, Verdict


@dataclass(frozen=True, slots=True)
class Order:
    """What a line is to be like; it travels to the nursery as JSON."""

    folder: str
    token: str
    api_url: str
    staff_chat: int
    admins: str
    keys: str
    variant: str = "sound"

    @property
    def database(self) -> Path:
        """The file that outlives every kill."""
        return Path(self.folder) / "line.db"

    def sent(self, number: int) -> Path:
        """The record of the letters that the line of that number began to send."""
        return Path(self.folder) / f"sent-{number}"

    def log(self, number: int) -> Path:
        """What the line of that number had to say."""
        return Path(self.folder) / f"log-{number}"

    def of(self, variant: str) -> Order:
        """The same line with a guard taken out."""
        return replace(self, variant=variant)


class Recording(Telegram):
    """Writes the id of each letter into a file before it is sent: a kill does not take that away."""

    def __init__(self, token: str, api_url: str, record: Path) -> None:
        super().__init__(token, api_url)
        self._record = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    async def send(self, letter: Letter) -> Answer:
        os.write(self._record, f"{letter.id} {letter.act}\n".encode())
        return await super().send(letter)


class Hasty(Recording):
    """Confirms a batch to Telegram before it is stored: the commit comes after the confirmation."""

    async def fetch(self, position: str) -> Batch:
        batch = await super().fetch(position)
        if batch.updates:
            values = {"offset": int(batch.position), "timeout": 0, "limit": 1}
            await self._session.call(self._token, "getUpdates", values)
        return batch


class Keyless(Recording):
    """Gives every update a key of its own, so that a repeated one looks new."""

    _fetched = 0

    async def fetch(self, position: str) -> Batch:
        batch = await super().fetch(position)
        self._fetched += 1
        return Batch([(f"{key}-{self._fetched}", raw) for key, raw in batch.updates], batch.position)


class Early(App):
    """Takes letters out of the outbox before they are sent."""

    def _deliver(self, letters: Sequence[Letter], toasts: Sequence[Toast]) -> None:
        for letter in letters:
            self.turns.settle(Settled(letter, Answer(Verdict.SENT)))
        super()._deliver(letters, toasts)


VARIANTS: dict[str, Callable[[str, str, Path], Recording]] = {
    "sound": Recording,
    "hasty": Hasty,
    "keyless": Keyless,
    "early": Recording,
}


def build(order: Order, number: int, book: Book | None = None) -> App:
    """The line of that number; limits of the messenger and of people are lifted, so that much happens."""
    settings = Settings(
        _env_file=None,
        telegram=TelegramSettings.model_validate(
            {"token": order.token, "api_url": order.api_url, "staff_chat": order.staff_chat}
        ),
        admins=order.admins,
        database=order.database,
        keys=SecretStr(order.keys),
        messages_a_minute=0,
    )
    messenger = VARIANTS[order.variant](order.token, order.api_url, order.sent(number))
    kind = Early if order.variant == "early" else App
    limits = Limits(per_second=0, chat_per_second=0.0, group_per_minute=0)
    return kind(settings, [(messenger, limits)], book=book)


def as_json(order: Order) -> dict[str, Any]:
    """An order for the nursery."""
    return asdict(order)
