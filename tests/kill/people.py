"""Residents who ask for help again and again, and workers who take what comes, as people do it."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.acts import Impossible
from sandbox.models import Message
from sandbox.people import Phone

ACCEPTED = re.compile(r"Заявка № (\d+) принята")
SEND = "Отправить"
JOINED = "Добавили это к тому, что вы уже написали"

SPOKEN = {
    "Как к вам обращаться?": "Анна Петровна",
    "Куда принести?": "Улица Мира, дом 5, квартира 3",
}
PRESSED = {
    "Вы согласны?": "Да, разрешаю",
    "Для кого нужна помощь?": "Для меня",
    "В какой день": "Как можно скорее",
    "Как вам удобнее заплатить": "Наличными",
    "Какой это район?": "Северный",
}
TOLD = ("Что случилось?", "Что купить?")
"""Questions that are answered with the marker, by which the request is known afterwards."""


@dataclass(slots=True)
class Walk:
    """One way through a form. `sent` is whether «Отправить» was pressed, `number` what the line said then."""

    marker: str
    sent: bool = False
    number: int = 0
    answered: set[tuple[str, str]] = field(default_factory=set)
    last: Message | None = None


class Resident:
    """Walks through forms until told to stop. A patient one does everything once and waits for ever."""

    def __init__(
        self, phone: Phone, chance: random.Random, *, patience: float | None, thinks: float = 0.1
    ) -> None:
        self.phone = phone
        self.walks: list[Walk] = []
        self.pressed_again = 0
        self._chance = chance
        self._patience = patience
        self._thinks = thinks

    @property
    def unfinished(self) -> list[Walk]:
        """Walks that never came to their number."""
        return [walk for walk in self.walks if not walk.number]

    async def lives(self, stop: asyncio.Event) -> None:
        """Ask, answer, send; and again. When told to stop, come to the end of the form first."""
        while not stop.is_set():
            walk = Walk(f"знак{self.phone.user.id}х{len(self.walks)}х")
            self.walks.append(walk)
            await self._walk(walk, "groceries" if len(self.walks) % 3 == 0 else "person")

    async def _walk(self, walk: Walk, which: str) -> None:
        begin = self._begin_groceries if which == "groceries" else self._begin_person
        begin()
        while not walk.number:
            message = await self._next()
            if message is None:
                # Nothing came for a while: look at the newest question, and do the same again.
                self.pressed_again += 1
                if walk.last is not None:
                    self._answer(walk, walk.last)
                else:
                    begin()
                continue
            await asyncio.sleep(self._chance.uniform(0, self._thinks))
            self._takes_in(walk, message)

    def _begin_person(self) -> None:
        self.phone.says("Позвать человека")

    def _begin_groceries(self) -> None:
        self.phone.says("/menu")

    async def _next(self) -> Message | None:
        try:
            return (await self.phone.hears(1, self._patience or 3600.0))[0]
        except TimeoutError:
            return None

    def _takes_in(self, walk: Walk, message: Message) -> None:
        accepted = ACCEPTED.search(message.text)
        if accepted is not None:
            # A repeat of what was said of an earlier request is nothing new.
            number = int(accepted[1])
            if walk.sent and number not in {earlier.number for earlier in self.walks}:
                walk.number = number
            return
        if message.text.startswith(JOINED) and walk.last is not None:
            # The line could not know that its question had arrived, and asks it again.
            self._answer(walk, walk.last)
            return
        key = (message.text, str(list(message.buttons())))
        if key in walk.answered:
            return
        if self._answer(walk, message):
            walk.answered.add(key)
            walk.last = message

    def _answer(self, walk: Walk, message: Message) -> bool:
        """Answer a question; False when it is none."""
        labels = [label for row in message.labels for label in row]
        with contextlib.suppress(Impossible):  # the button was edited away meanwhile
            if "Дом и быт" in labels:
                self.phone.presses("Дом и быт", message)
            elif "Продукты на дом" in labels:
                self.phone.presses("Продукты на дом", message)
            elif "Попросить помощь" in labels:
                self.phone.presses("Попросить помощь", message)
            elif SEND in labels:
                walk.sent = True
                self.phone.presses(SEND, message)
            elif any(question in message.text for question in TOLD):
                self.phone.says(walk.marker)
            elif "По какому номеру" in message.text:
                self._tells_number(message, labels)
            else:
                return self._by_list(message)
        return True

    def _tells_number(self, message: Message, labels: list[str]) -> None:
        if "Пропустить" in labels:
            self.phone.presses("Пропустить", message)
        else:
            self.phone.says("+7 900 000-10-01")

    def _by_list(self, message: Message) -> bool:
        for question, answer in PRESSED.items():
            if question in message.text:
                self.phone.presses(answer, message)
                return True
        for question, answer in SPOKEN.items():
            if question in message.text:
                self.phone.says(answer)
                return True
        return False


class Worker:
    """Presses «Взять» on every card; where it is still there after a while, again."""

    def __init__(self, phone: Phone, desk: Phone, chance: random.Random, still_open: Callable[[], bool]):
        self.phone = phone
        self.desk = desk
        self._chance = chance
        self._still_open = still_open

    async def lives(self) -> None:
        """Take cards until none is left and no more will come."""
        self.desk.starts("desk")
        pressed_at: dict[int, float] = {}
        now = asyncio.get_running_loop().time
        while self._still_open() or self.open_cards():
            for card in self.open_cards():
                if now() - pressed_at.get(card.id, 0.0) > 2.0 and self._chance.random() < 0.5:
                    pressed_at[card.id] = now()
                    with contextlib.suppress(Impossible):
                        self.phone.presses("Взять", card)
            await asyncio.sleep(self._chance.uniform(0.02, 0.1))

    def open_cards(self) -> list[Message]:
        """Cards in the room that can be taken."""
        return [message for message in self.phone.screen if ["Взять"] in message.labels]
