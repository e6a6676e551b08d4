"""Hands of the scripted people: the same few acts in either messenger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import orjson

from sandbox import acts
from sandbox.models import Change
from sandbox.vk import VkChange, VkWorld
from sandbox.vk import acts as vk_acts
from sandbox.world import World

FIRST_USER = 5_000_000

Heard = Callable[[Any], None]
"""Takes a message of the line."""


class Hand(Protocol):
    """What one person can do in the talk with the line."""

    @property
    def name(self) -> str:
        """Who it is, for reports."""

    def says(self, text: str) -> None:
        """Type a text."""

    def presses(self, message: Any, place: int) -> None:
        """Press the button at this place of a message."""

    def shares_contact(self) -> None:
        """Share one's own telephone, where there is a key for it."""

    def watches(self, heard: Heard) -> None:
        """Be told of the line's messages."""


class OnTelegram:
    """A person on Telegram."""

    __slots__ = ("_chat", "_user", "_world", "name")

    def __init__(self, world: World, user: int) -> None:
        world.add_user(user, "Анна", str(user), phone=f"+7{9_000_000_000 + user}")
        self.name = str(user)
        self._world = world
        self._user = world.users[user]
        self._chat = world.private(user)

    def says(self, text: str) -> None:
        """Type a text."""
        acts.say(self._world, self._user, self._chat, text)

    def presses(self, message: Any, place: int) -> None:
        """Press the button at this place of a message."""
        data = [*message.buttons()][place]["callback_data"]
        acts.press(self._world, self._user, self._chat, message.id, data)

    def shares_contact(self) -> None:
        """Share one's own telephone."""
        acts.share_contact(self._world, self._user, self._chat)

    def watches(self, heard: Heard) -> None:
        """Be told of the line's messages."""

        def notice(change: Change) -> None:
            if change.kind == "message" and change.message is not None and change.message.outgoing:
                heard(change.message)

        self._world.watch(notice, self._user.id)


class OnVk:
    """A person on VK."""

    __slots__ = ("_peer", "_user", "_world", "name")

    def __init__(self, world: VkWorld, user: int) -> None:
        self.name = str(user)
        self._world = world
        self._user = world.add_user(user, "Анна", str(user))
        self._peer = world.dialogue(user)

    def says(self, text: str) -> None:
        """Type a text."""
        vk_acts.say(self._world, self._user, self._peer, text)

    def presses(self, message: Any, place: int) -> None:
        """Press the button at this place of a message."""
        vk_acts.press(self._world, self._user, self._peer, [*message.buttons()][place], message.id)

    def shares_contact(self) -> None:
        """VK has no such key."""
        raise NotImplementedError

    def watches(self, heard: Heard) -> None:
        """Be told of the line's messages."""

        def notice(change: VkChange) -> None:
            if change.kind == "message" and change.message is not None and change.message.outgoing:
                heard(change.message)

        self._world.watch(notice, self._user.id)


def on_telegram(world: World, count: int) -> list[Hand]:
    """So many newcomers on Telegram."""
    return [OnTelegram(world, user) for user in range(FIRST_USER, FIRST_USER + count)]


def on_vk(world: VkWorld, count: int) -> list[Hand]:
    """So many newcomers on VK."""
    return [OnVk(world, user) for user in range(FIRST_USER, FIRST_USER + count)]


def buttons_of(message: Any) -> list[str]:
    """The data of a message's buttons, in order."""
    return [_data(button) for button in message.buttons()]


def count_of_buttons(message: Any) -> int:
    """How many buttons a message has."""
    return sum(1 for _ in message.buttons())


def _data(button: dict[str, Any]) -> str:
    action = button.get("action")
    if action is None:
        return str(button.get("callback_data", ""))
    return str(orjson.loads(action.get("payload") or "{}").get("d", ""))
