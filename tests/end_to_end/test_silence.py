"""One messenger is silent: the other does not notice, and all is made up for afterwards, in order."""

from __future__ import annotations

import asyncio
import os
import statistics
import time

import pytest

from sandbox.demo import IVAN
from tests.end_to_end.everywhere import TELEGRAM, VK, Cast, Everywhere
from tests.end_to_end.stage import PATIENCE

SOAK = os.environ.get("SOAK") == "1"
RUNS, ROUNDS, PEOPLE = (5, 150, 8) if SOAK else (1, 5, 4)

apart = pytest.mark.parametrize(
    "cast", [(VK, TELEGRAM), (TELEGRAM, VK)], indirect=True, ids=["VK is silent", "Telegram is silent"]
)
"""The resident lives in the messenger that falls silent, the worker in the other."""


def falls_silent(stage: Everywhere, messenger: str) -> None:
    """From now on it takes connections, and nothing more."""
    (stage.vk if messenger == VK else stage.sandbox).faults.silent = True


async def speaks_again(stage: Everywhere, messenger: str) -> None:
    """It is back, and the connections that hung are broken."""
    server = stage.vk if messenger == VK else stage.sandbox
    server.faults.silent = False
    await server.outage(0.05)


async def asks_for_a_person(stage: Everywhere, messenger: str) -> None:
    """Ivan goes the whole way to his request, in that messenger."""
    phone = stage.on(messenger, IVAN).phone
    phone.says("Позвать человека")
    await phone.hears("Вы согласны?", PATIENCE)
    phone.presses("Да, разрешаю")
    for answer, question in (
        ("Течёт кран", "Что случилось?"),
        ("Иван", "Как к вам обращаться?"),
        ("8 912 345-67-89", "По какому номеру"),
    ):
        await phone.hears(question, PATIENCE)
        phone.says(answer)
    await phone.hears("Проверьте", PATIENCE)
    phone.presses("Отправить")
    await phone.hears("принята", PATIENCE)


@apart
async def test_the_other_messenger_goes_on_and_everything_is_made_up_for_in_order(cast: Cast) -> None:
    number = await cast.maria_has_it()
    stage, anna, maria = cast.stage, cast.anna, cast.maria
    card = maria.finds("Ответьте на это")
    falls_silent(stage, cast.resident_in)
    words = [f"Слово {count}" for count in range(1, 8)]
    for text in words:
        maria.phone.says(text, card)
        anna.phone.says(text)
    await asks_for_a_person(stage, cast.worker_in)

    assert anna.phone.silent()
    waiting = stage.app.deliveries[cast.resident_in]
    assert waiting.waiting > 0

    # Ten minutes pass, and what is due happens in them.
    stage.shift += 600.0
    await stage.app.clock.tick()
    assert anna.phone.silent()
    await speaks_again(stage, cast.resident_in)
    told = [stage.say("from-worker", name="Мария", number=number, text=text) for text in words]
    heard = await anna.hears()
    assert [text for text in heard if text in told] == told
    passed_on = [message.text for message in maria.phone.screen if message.outgoing]
    assert [text.rpartition("\n")[2] for text in passed_on if text.rpartition("\n")[2] in words] == words


async def p99(stage: Everywhere, messenger: str) -> float:
    """How long an answer takes there, for one in a hundred at least."""
    took: list[float] = []

    async def talks(user: int) -> None:
        world = stage.vk.world if messenger == VK else stage.sandbox.world
        if user not in world.users:
            world.add_user(user, f"Житель {user}")
        phone = (stage.vk if messenger == VK else stage.sandbox).phone(user)
        for _ in range(ROUNDS):
            began = time.perf_counter()
            phone.says("меню")
            await phone.hears("Чем помочь", PATIENCE)
            took.append(time.perf_counter() - began)

    await asyncio.gather(*(talks(7000 + number) for number in range(PEOPLE)))
    return statistics.quantiles(took, n=100)[98]


@pytest.mark.soak
@apart
async def test_answers_take_no_longer_while_the_other_messenger_is_silent(cast: Cast) -> None:
    stage, silent, loud = cast.stage, cast.resident_in, cast.worker_in
    await cast.maria_has_it()
    await p99(stage, loud)
    card = cast.maria.finds("Ответьте на это")
    ordinary, beside = list[float](), list[float]()
    for run in range(2 * RUNS):
        if run % 2:
            falls_silent(stage, silent)
        # In both cases there is as much to do.
        for count in range(5):
            cast.maria.phone.says(f"Слово {count}", card)
        (beside if run % 2 else ordinary).append(await p99(stage, loud))
        if run % 2:
            await speaks_again(stage, silent)
        await stage.quiet()
    in_ms = [[round(one * 1000, 1) for one in sorted(some)] for some in (ordinary, beside)]
    print(f"p99 of {loud} in ms: ordinary {in_ms[0]}, while {silent} is silent {in_ms[1]}")
    assert len(cast.anna.phone.unheard) >= 10 * RUNS
    if SOAK:
        assert statistics.median(beside) <= max(ordinary) * 1.2
