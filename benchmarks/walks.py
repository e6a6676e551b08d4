"""What the scripted people do: walks of steps, learnt by a scout who goes first and looks around."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from benchmarks.hands import buttons_of
from sandbox.people import Phone
from sandbox.vk import VkPhone

QUIET = 0.4
"""Seconds without a message after which a reply is complete, for the scout only."""

MOST_STEPS = 40
SAID = (
    "Молоко 1 литр, хлеб чёрный, яйца десяток. До тысячи рублей, без замены.",
    "Анна Петровна",
    "улица Мира, дом 5, квартира 12, второй подъезд, третий этаж",
)
"""What is said to the questions that want words, in their order."""

SAID_ON_VK = (*SAID[:2], "8 912 345-67-89", *SAID[2:])
"""There the telephone is typed."""

LIKED = (":send", ":yes", ":self")
"""Ends of the data of buttons that lead on; elsewhere the first button is pressed."""


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of a person: what they do, and how many messages the whole reply has.

    `button` is the place of the pressed button in the last message, or on the service's page (`page`);
    `shown` is how many buttons the last message of the reply has, by which a stray is noticed;
    `marks` says that the reply is the service's page.
    """

    said: str = ""
    button: int = -1
    page: bool = False
    contact: bool = False
    replies: int = 1
    shown: int = 0
    marks: bool = False


Walk = tuple[Step, ...]
ECHO: Walk = (Step(said=SAID[0]),)


@dataclass(frozen=True, slots=True)
class Walks:
    """The first lap of a newcomer, the form over and over, the menu over and over."""

    first: Walk
    form: Walk
    menu: Walk


class Lost(Exception):
    """The scout could not get through."""


async def learn(phone: Phone | VkPhone) -> Walks:
    """Walk everything once, slowly, and note it."""
    scout = Scout(phone)
    first = [
        await scout.say("/start"),
        await scout.press(has("g:case:")),
        await scout.press(has("g:service:"), marks=True),
        await scout.press(has("g:help:")),
        *await scout.form(),
    ]
    form = [await scout.press(has("g:help:"), page=True), *await scout.form()]
    return Walks(tuple(first), tuple(form), await learn_menu(phone))


async def learn_menu(phone: Phone | VkPhone) -> Walk:
    """From the menu to the guide of a service."""
    scout = Scout(phone)
    return (
        await scout.say("/menu"),
        await scout.press(has("g:case:")),
        await scout.press(has("g:service:")),
        await scout.press(has("g:guide:")),
    )


def has(start: str) -> Callable[[str], bool]:
    """Whether a button's data begins so."""
    return lambda data: data.startswith(start)


class Scout:
    """The one who goes first."""

    def __init__(self, phone: Phone | VkPhone) -> None:
        self._phone: Any = phone
        self._page: Any = None
        self._words = SAID_ON_VK if isinstance(phone, VkPhone) else SAID
        self._said = iter(self._words)

    async def say(self, text: str) -> Step:
        """Type a text."""
        self._phone.says(text)
        replies, shown = await self._reply()
        return Step(said=text, replies=replies, shown=shown)

    async def press(self, wanted: Callable[[str], bool], *, page: bool = False, marks: bool = False) -> Step:
        """Press the first button that is wanted, in the last message or on the service's page."""
        message = self._page if page and self._page is not None else self._phone.last
        data = buttons_of(message)
        button = next((index for index, one in enumerate(data) if wanted(one)), None)
        if button is None:
            raise Lost(f"no such button among {data} under «{message.text[:200]}»")
        pressed = data[button]
        if isinstance(self._phone, VkPhone):
            pressed = orjson.dumps({"d": pressed}).decode()
        self._phone.presses(pressed, message)
        replies, shown = await self._reply()
        if marks:
            self._page = self._phone.last
        return Step(button=button, page=page, replies=replies, shown=shown, marks=marks)

    async def form(self) -> list[Step]:
        """Answer until the request is sent."""
        self._said = iter(self._words)
        steps: list[Step] = []
        while len(steps) < MOST_STEPS:
            data = buttons_of(self._phone.last)
            sending = any(one.endswith(":send") for one in data)
            steps.append(await self._answer(data))
            if sending:
                return steps
        raise Lost(f"the form does not end; the last was «{self._phone.last.text[:200]}»")

    async def _answer(self, data: list[str]) -> Step:
        asked = (self._phone.chat.keyboard or {}).get("keyboard", ())
        if any(isinstance(key, dict) and key.get("request_contact") for row in asked for key in row):
            self._phone.sends_contact()
            replies, shown = await self._reply()
            return Step(contact=True, replies=replies, shown=shown)
        if not data:
            return await self.say(next(self._said, self._words[-1]))
        liked = next((one for one in data if one.endswith(LIKED)), data[0])
        return await self.press(lambda one: one == liked)

    async def _reply(self) -> tuple[int, int]:
        """The whole reply: how many messages, and how many buttons under the last."""
        heard = await self._phone.hears(1, 20.0)
        while True:
            await asyncio.sleep(QUIET)
            if self._phone.silent():
                break
            heard += await self._phone.hears(len(self._phone.unheard))
        return len(heard), len(buttons_of(heard[-1]))


def described(walk: Iterable[Step]) -> str:
    """A walk in a line, for the report: t a text, p a press, c a contact."""
    return "".join("t" if step.said else "c" if step.contact else "p" for step in walk)
