"""Lines in whose clubs battles are fought, at the pace that real messengers ask for."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import App
from bot.content import Book
from bot.messengers.telegram import Telegram
from bot.messengers.vk import Vk
from bot.packs.shelf import book_with_packs
from bot.settings import Settings, TelegramSettings, VkSettings
from bot.vocabulary import Limits
from tests.kill_battle.puzzles import TITLES, title, woven


@dataclass(frozen=True, slots=True)
class Order:
    """What a line is to be like; it travels to the nursery as JSON."""

    folder: str
    keys: str
    admins: str
    telegram: str = ""
    vk: str = ""
    """Addresses of the messengers that it speaks in."""
    telegram_token: str = ""
    vk_token: str = ""
    group_id: int = 0

    @property
    def database(self) -> Path:
        """The file that outlives every kill."""
        return Path(self.folder) / "line.db"

    def log(self, number: int) -> Path:
        """What the line of that number had to say."""
        return Path(self.folder) / f"log-{number}"


def _book() -> Book:
    packs = {
        title(one, side): woven(one, side) for side, known in TITLES.items() for one in range(len(known))
    }
    return replace(book_with_packs(Path("content"), "ru"), packs=packs)


BOOK = _book()
"""Read once, in the nursery: the lines begin at once."""


def build(order: Order, number: int) -> App:
    """The line of that number."""
    settings = Settings(
        _env_file=None,
        telegram=TelegramSettings.model_validate(
            {"token": order.telegram_token, "api_url": order.telegram} if order.telegram else {}
        ),
        vk=VkSettings.model_validate(
            {"token": order.vk_token, "group_id": order.group_id, "api_url": order.vk} if order.vk else {}
        ),
        admins=order.admins,
        database=order.database,
        keys=SecretStr(order.keys),
    )
    messengers: list[tuple[Any, Limits]] = []
    if order.telegram:
        messengers.append((Telegram(order.telegram_token, order.telegram), Limits()))
    if order.vk:
        vk = Vk(order.vk_token, order.group_id, order.vk, settings.vk.per_second)
        messengers.append((vk, Limits(per_second=0, chat_per_second=0, group_per_minute=0, in_flight=5)))
    return App(settings, messengers, book=BOOK)


def as_json(order: Order) -> dict[str, Any]:
    """An order for the nursery."""
    return asdict(order)
