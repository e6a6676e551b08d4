"""One transcript of many talks, played on Telegram alone and on VK alone: the same texts and choices."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.messengers.vk.render import short
from sandbox import Limits, Sandbox
from sandbox.demo import IVAN, demo_world
from tests.end_to_end.everywhere import TELEGRAM, VK, Cast, Everywhere, payload_in, vk_server
from tests.end_to_end.stage import Hand
from tests.end_to_end.test_parity import leveled

WALKED = {
    "add", "ask", "back", "block", "cancel", "case", "desk", "done", "hand", "help", "menu", "mine", "note",
    "offer", "person", "phones", "reopen", "request", "service", "withdraw",
}  # fmt: skip
"""Conversations that must come to pass in it."""

Said = tuple[str, str, tuple[str, ...]]
"""Who heard it, the text, and the labels of its buttons."""


class Play:
    """The transcript of one messenger, and which conversations came to pass in it."""

    def __init__(self, stage: Everywhere, messenger: str) -> None:
        self.stage = stage
        self.cast = Cast(stage, messenger, messenger)
        self.ivan = stage.on(messenger, IVAN)
        self.said: list[Said] = []
        self.flows: set[str] = set()

    async def says(self, hand: Hand, *texts: str, to: str = "") -> None:
        """Type something, perhaps as a reply to the message with these words."""
        for text in texts:
            await hand.says(text, hand.finds(to) if to else None)
            self._write()

    async def presses(self, hand: Hand, *labels: str, on: str = "") -> None:
        """Press buttons, one after another; the first one on the message with these words."""
        for label in labels:
            await hand.presses(label, hand.finds(on) if on and label == labels[0] else None)
            self._write()

    def _write(self) -> None:
        cast = self.cast
        hints = {self.stage.say("keyboard-below"), self.stage.say("keyboard-usual")}
        for name, hand in (
            ("anna", cast.anna),
            ("ivan", self.ivan),
            ("maria", cast.maria),
            ("oleg", cast.oleg),
            ("group", cast.group),
        ):
            new, hand.heard = [*hand.heard, *hand.phone.unheard], []
            hand.phone.unheard.clear()
            self.said += [
                (name, leveled(one.text), tuple(short(label) for label in itertools.chain(*one.labels)))
                for one in new
                if one.text not in hints
            ]
        self.flows |= {kept.flow for kept in self.stage.app.turns.memory.conversations._items.values()}


@asynccontextmanager
async def played_on(messenger: str, folder: Path) -> AsyncIterator[Play]:
    """The line on one messenger, with two workers."""
    folder.mkdir()
    async with Sandbox(demo_world(), limits=Limits.lifted(), vk=vk_server()) as sandbox:
        stage = Everywhere(sandbox, folder, messengers=(messenger,), admin_in=messenger)
        await stage.opens(staff=(messenger,))
        yield Play(stage, messenger)
        await stage.closes()
        assert stage.dead() == []


async def the_resident_comes(play: Play) -> None:
    anna = play.cast.anna
    await play.says(anna, "/start", "Телефоны", "Меню")
    await play.presses(anna, "Дом и быт", "Продукты на дом")
    await play.says(anna, "Назад", "Меню", "Мои заявки", "Меню")
    await play.presses(anna, "Дом и быт", "Продукты на дом", "Попросить помощь", "Да, разрешаю")
    await play.says(anna, "1", "Молоко", "Назад", "Хлеб", "Отмена")


async def a_request_is_made(play: Play, hand: Hand, trouble: str) -> None:
    await play.says(hand, "Позвать человека")
    if any("Да, разрешаю" in row for row in hand.phone.buttons):
        await play.presses(hand, "Да, разрешаю")
    await play.says(hand, trouble, "Анна Петровна", "8 912 345-67-89")
    await play.presses(hand, "Отправить")


async def the_workers_work(play: Play) -> None:
    cast, say = play.cast, play.stage.say
    anna, maria, oleg, group = cast.anna, cast.maria, cast.oleg, cast.group
    card = "Ответьте на это"
    await play.presses(group, say("button-take"), on="Заявка № 1")
    await play.says(maria, "/desk")
    await play.says(maria, "Вы дома?", to=card)
    await play.says(anna, "Да, дома", to="Вы дома?")
    await play.presses(maria, say("button-desk-ask"), on=card)
    await play.says(maria, "Какой этаж?")
    await play.says(anna, "Третий")
    await play.presses(maria, say("button-desk-note"), on=card)
    await play.says(maria, "Домофон не работает")
    await play.presses(maria, say("button-desk-history"), on=card)
    await play.presses(maria, say("button-desk-hand"), "Олег", on=card)
    await play.presses(oleg, say("button-desk-back"), on=card)
    await play.says(oleg, "Заболел")
    await play.presses(group, say("button-take"), on="Заявка № 1")
    await play.presses(maria, say("button-desk-block"), "1 час", on=card)
    await play.says(maria, "Ругается")
    await play.says(anna, "Алло")


async def the_resident_follows(play: Play) -> None:
    cast, say = play.cast, play.stage.say
    anna, maria = cast.anna, cast.maria
    await play.says(anna, "Мои заявки")
    await play.presses(anna, next(one for row in anna.phone.buttons for one in row if "№ 1" in one))
    await play.presses(anna, say("button-add"))
    await play.says(anna, "И ещё капает в ванной")
    await play.presses(maria, say("button-desk-done"), "Сделано", on="Ответьте на это")
    await play.presses(anna, "5 — очень помогли", say("button-reopen"))
    await play.says(anna, "Опять капает")
    await play.presses(maria, say("button-desk-cancel"), on="Ответьте на это")
    await play.says(maria, "Не наше дело")


async def another_comes_and_changes_their_mind(play: Play) -> None:
    ivan, say = play.ivan, play.stage.say
    await play.says(ivan, "/start", "ццц ххх", "Меню")
    await a_request_is_made(play, ivan, "Не работает лифт")
    await play.says(ivan, "Мои заявки")
    await play.presses(ivan, next(one for row in ivan.phone.buttons for one in row if "№ 2" in one))
    await play.presses(ivan, say("button-withdraw"))
    await play.presses(ivan, ivan.phone.buttons[0][0])
    await play.says(ivan, "не хочу жить")


async def the_whole_play(play: Play) -> None:
    cast = play.cast
    await play.says(cast.maria, "/start", "/invite")
    await play.presses(cast.maria, "Сотрудника")
    await cast.oleg.starts(payload_in(cast.maria.phone.texts[-1]))
    await play.stage.passes(601)
    play.said.clear()  # links are each messenger's own
    await the_resident_comes(play)
    await a_request_is_made(play, cast.anna, "Протекает кран")
    await the_workers_work(play)
    await play.stage.passes(3700)
    await the_resident_follows(play)
    await another_comes_and_changes_their_mind(play)


async def test_what_residents_and_workers_read_is_the_same_on_both(tmp_path: Path) -> None:
    plays: list[Play] = []
    for messenger in (TELEGRAM, VK):
        async with played_on(messenger, tmp_path / messenger) as play:
            await the_whole_play(play)
            plays.append(play)
    here, there = plays
    for one, other in zip(here.said, there.said, strict=False):
        assert one == other
    assert len(here.said) == len(there.said) > 80
    assert here.flows == there.flows
    assert here.flows >= WALKED
