"""A club's chat in a messenger of the sandbox: what players write there, and what the line shows them."""

from __future__ import annotations

import io
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson
from PIL import Image

from bot.domain.games.grid import Cell, Puzzle
from bot.messengers.vk.events import event_key
from sandbox import Sandbox, acts
from sandbox.models import Change
from sandbox.vk import VkChange
from sandbox.vk import acts as vk_acts
from tests.kill_battle.players import Line, Sent

TELEGRAM_CHAT, VK_CHAT = -1_001_000_000_777, 2_000_000_007
CLUBS = {"telegram": "Слово за слово", "vk": "Книголюбы"}
MODERATOR = 3000
FIRST_PLAYER = 5000


@dataclass(slots=True)
class Shown:
    """What the line put before the eyes of the chat: a post, or an edit of one."""

    at: float
    edit: bool
    message: int
    text: str
    buttons: tuple[str, ...]
    picture: bytes | None = field(repr=False, default=None)


class Chat(Protocol):
    """A club's chat in one messenger."""

    messenger: str
    number: int
    shown: list[Shown]

    def says(self, account: int, text: str) -> tuple[str, str]:
        """Somebody writes there; the source and the key under which the line will hear of it."""

    def desk(self, account: int) -> Any:
        """Somebody's private phone."""

    def window(self, account: int) -> Any:
        """Somebody's phone, open in the chat."""


def named(player: int) -> str:
    """A player's name: of its own, short, and without a family name."""
    return f"Игрок{player}"


class TelegramChat:
    """A supergroup on Telegram."""

    messenger = "telegram"
    number = TELEGRAM_CHAT

    def __init__(self, sandbox: Sandbox, players: int) -> None:
        self.sandbox, self.world = sandbox, sandbox.world
        self.shown: list[Shown] = []
        self.world.add_user(MODERATOR, "Вера", "Лисицына")
        members = range(FIRST_PLAYER, FIRST_PLAYER + players)
        for account in members:
            self.world.add_user(account, named(account - FIRST_PLAYER))
        self.chat = self.world.add_chat(self.number, "Слово за слово", members=members, creator=MODERATOR)
        self.world.watch(self._notice, self.number)

    def says(self, account: int, text: str) -> tuple[str, str]:
        acts.say(self.world, self.world.users[account], self.chat, text)
        return self.messenger, str(self.world.updates._next - 1)

    def desk(self, account: int) -> Any:
        return self.sandbox.phone(account)

    def window(self, account: int) -> Any:
        return self.sandbox.phone(account, self.number)

    def _notice(self, change: Change) -> None:
        message = change.message
        if change.kind not in ("message", "edited") or message is None or not message.outgoing:
            return
        if message.service:
            return
        photo = message.wire.get("photo")
        file = self.world.files.get(photo[-1]["file_id"]) if photo else None
        labels = tuple(label for row in message.labels for label in row)
        picture = file.content if file else None
        edit = change.kind == "edited"
        self.shown.append(Shown(time.time(), edit, message.id, message.text, labels, picture))


class VkChat:
    """A chat on VK."""

    messenger = "vk"
    number = VK_CHAT

    def __init__(self, sandbox: Sandbox, players: int) -> None:
        self.vk, self.world = sandbox.vk, sandbox.vk.world
        self.shown: list[Shown] = []
        self.world.add_user(MODERATOR, "Вера", "Лисицына")
        members = range(FIRST_PLAYER, FIRST_PLAYER + players)
        for account in members:
            self.world.add_user(account, named(account - FIRST_PLAYER))
        self.chat = self.world.add_chat(
            self.number - 2_000_000_000, "Книголюбы", members=members, owner=MODERATOR
        )
        self.world.watch(self._notice, self.number)

    def says(self, account: int, text: str) -> tuple[str, str]:
        vk_acts.say(self.world, self.world.users[account], self.chat, text)
        return self.messenger, event_key(orjson.loads(self.world.events._history[-1].body))

    def desk(self, account: int) -> Any:
        return self.vk.phone(account)

    def window(self, account: int) -> Any:
        return self.vk.phone(account, self.number)

    def _notice(self, change: VkChange) -> None:
        message = change.message
        if change.kind not in ("message", "edited") or message is None or not message.outgoing:
            return
        if message.service:
            return
        files = [one["photo"] for one in message.wire["attachments"] if one["type"] == "photo"]
        picture = None
        if files:
            address = files[-1]["orig_photo"]["url"]
            file = self.world.files.at(address.partition("/files/")[2])
            picture = file.content if file else None
        labels = tuple(label for row in message.labels for label in row)
        edit = change.kind == "edited"
        self.shown.append(Shown(time.time(), edit, message.id, message.text, labels, picture))


def writes(chat: Chat, line: Line) -> Sent:
    """A player writes a line."""
    source, key = chat.says(FIRST_PLAYER + line.player, line.text)
    return Sent(line, time.time(), source, key)


# What a picture shows.

MARGIN, NARROWEST, DARK = 20, 640, 110


def letters_on(picture: bytes, puzzle: Puzzle) -> frozenset[Cell]:
    """The cells in which a picture shows a letter, found by its ink."""
    image = Image.open(io.BytesIO(picture)).convert("L")
    side = (image.width - 2 * MARGIN) // puzzle.width
    if image.width == NARROWEST:
        side = min(96, side)
    left = (image.width - puzzle.width * side) // 2
    top = image.height - MARGIN - puzzle.height * side
    return frozenset(cell for cell in puzzle.letters if _inked(image, left, top, side, cell))


def _inked(image: Any, left: int, top: int, side: int, cell: Cell) -> bool:
    """Whether there is ink in the middle of a cell, below its number and its mark."""
    row, column = cell
    box = (
        left + column * side + side // 4,
        top + row * side + side * 45 // 100,
        left + (column + 1) * side - side // 4,
        top + (row + 1) * side - side // 8,
    )
    darkest, _ = image.crop(box).getextrema()
    return bool(darkest < DARK)


# How it was shown.


def most_in_a_minute(shown: Sequence[Shown]) -> int:
    """The most posts and edits within any sixty seconds."""
    times = [one.at for one in shown]
    return max((sum(start <= at < start + 60.0 for at in times) for start in times), default=0)
