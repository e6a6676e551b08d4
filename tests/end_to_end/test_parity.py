"""The same dialogue on both messengers, over every case and service: the same texts and the same choices."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest_asyncio

from bot.domain.cases import FieldKind, Service
from bot.messengers.vk.render import short
from sandbox.demo import ANNA
from tests.end_to_end.everywhere import TELEGRAM, VK, Everywhere
from tests.end_to_end.stage import Hand

PHOTO = b"\xff\xd8 a photo"
WORDS = {
    FieldKind.TEXT: "Протекает кран на кухне",
    FieldKind.NAME: "Анна Петровна",
    FieldKind.PHONE: "8 912 345-67-89",
    FieldKind.ADDRESS: "Садовая, 7, квартира 45",
}
Line = tuple[str, tuple[str, ...]]
"""A message as both show it: the text and the labels of its buttons."""


@pytest_asyncio.fixture
async def stage(everywhere: Everywhere) -> Everywhere:
    await everywhere.opens()
    return everywhere


class Reader:
    """One person going through the line by what is asked, and the transcript of it."""

    def __init__(self, stage: Everywhere, messenger: str) -> None:
        self.stage = stage
        self.hand: Hand = stage.on(messenger, ANNA)
        self.said: list[Line] = []

    @property
    def choices(self) -> tuple[str, ...]:
        return self.said[-1][1]

    async def does(self, act: str, *words: Any) -> None:
        await getattr(self.hand, act)(*words)
        self._write()

    async def sends(self, content: bytes) -> None:
        self.hand.phone.sends_photo(content)
        await self.hand.hears()
        self._write()

    def _write(self) -> None:
        hints = {self.stage.say("keyboard-below"), self.stage.say("keyboard-usual")}  # VK has no such key
        self.said += [
            (leveled(message.text), tuple(short(label) for label in itertools.chain(*message.labels)))
            for message in self.hand.heard
            if message.text not in hints
        ]

    async def asks_for(self, case: str, service: Service) -> None:
        """Read about a service, then ask for it, answering whatever is asked."""
        say = self.stage.say
        await self.does("says", "Меню")
        await self.does("presses", case)
        await self.does("presses", service.title)
        if say("door-read") in self.choices:
            await self.does("presses", say("door-read"))
            await self.does("says", "Назад")
        if say("door-request") not in self.choices:
            return
        await self.does("presses", say("door-request"))
        for _ in range(30):
            text = self.said[-1][0]
            if "принята" in text or "принята" in self.said[-2][0]:
                return
            if say("button-send") in self.choices:
                await self.does("presses", say("button-send"))
                continue
            kind = next((one.kind for one in service.form if leveled(one.ask) in text), None)
            if kind is FieldKind.FILE:
                await self.sends(PHOTO)
            elif kind in WORDS:
                await self.does("says", WORDS[kind])
            else:
                await self.does("presses", self.choices[0])
        raise AssertionError(f"{service.title} has no end: {self.said[-3:]}")


def leveled(text: str) -> str:
    """A text without what must differ: numbers, times, the messenger's name and how it deletes a talk."""
    text = re.sub("(?<=удалить и самим).*", "", text)
    plain = re.sub(r"№ ?\d+", "№", re.sub(r"\d\d:\d\d", "—:—", text))
    return re.sub("Телеграм|ВКонтакте", "мессенджер", plain).strip()


async def test_every_service_reads_and_asks_the_same_on_both(stage: Everywhere) -> None:
    readers = [Reader(stage, messenger) for messenger in (TELEGRAM, VK)]
    for reader in readers:
        await reader.does("starts")
    walked = 0
    for case in stage.app.line.content.cases:
        for service in case.services:
            for reader in readers:
                await reader.asks_for(case.title, service)
            assert readers[0].said == readers[1].said, service.path
            walked += 1
    assert walked == sum(len(case.services) for case in stage.app.line.content.cases) > 0
    requests = stage.rows("SELECT count(*) FROM requests")[0][0]
    assert requests > 0
    assert requests % 2 == 0


async def test_what_is_said_at_any_time_is_answered_the_same_on_both(stage: Everywhere) -> None:
    readers = [Reader(stage, messenger) for messenger in (TELEGRAM, VK)]
    for reader in readers:
        await reader.does("starts")
        for words in (
            "телефоны", "заявки", "Назад", "Отмена", "что-то своё", "/unknown", "Позвать человека", "нет",
            "Позвать человека", "да", "Протекает кран", "🙂", "Анна", "не телефон", "8 912 345-67-89",
            "отмена", "продолжить", "не хочу жить", "Другой мессенджер", "12", "Меню",
        ):  # fmt: skip
            await reader.does("says", words)
        reader.hand.phone.sends_sticker()
        await reader.does("hears")
        reader.hand.phone.sends_location(55.75, 37.61)
        await reader.does("hears")
    assert readers[0].said == readers[1].said
    assert len(readers[0].said) > 25
