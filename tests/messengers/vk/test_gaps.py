"""Whatever the long poll loses or repeats, every message is handled, and handled once."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.messengers.vk.histories import FEW, PAGE
from bot.messengers.vk.poll import BREATH
from sandbox import Sandbox
from sandbox.vk import CHAT_START, VkPhone
from sandbox.vk import Vk as VkServer
from sandbox.vk.acts import write
from tests.messengers.vk.ear import Ear, answers, said_by_people, server

SOAK = os.environ.get("SOAK") == "1"
EVENTS = 2000 if SOAK else 300
CLOSED = 30.0
"""Seconds within which a gap is closed."""

ANNA, IVAN = 1, 2
ROOM, CLOSED_ROOM = 1, 2


@pytest.fixture
async def vk() -> AsyncIterator[VkServer]:
    vk = server(range(1, 41))
    vk.world.add_chat(ROOM, "Дежурная смена", members=[ANNA, IVAN])
    async with Sandbox(vk=vk):
        yield vk


@pytest.fixture
async def ears(vk: VkServer, tmp_path: Path) -> AsyncIterator[Callable[..., Ear]]:
    """Lines on one file, one after the other."""
    made: list[Ear] = []

    def make(**more: object) -> Ear:
        made.append(Ear(vk, tmp_path, **more))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for ear in made:
        await ear.breaks_off()


async def loses(vk: VkServer, ear: Ear) -> Ear:
    """Nothing of what happened meanwhile is left in the long poll."""
    vk.world.events.lose()
    vk.world.events.forget()
    return await ear.opens()


@pytest.mark.soak
async def test_failures_restarts_repeats_and_disorder_lose_nothing_and_double_nothing(
    vk: VkServer, ears: Callable[..., Ear]
) -> None:
    chance = random.Random(int(os.environ.get("SEED", "1")))
    events, heard, ends = vk.world.events, Counter[str](), 0
    breath = {"breath": BREATH} if SOAK else {}
    events.kept = 12
    events.key_calls = 15
    vk.faults.fails_at_random(0.4, 1, 2, 3, 4, 77, seed=chance.randrange(1000))
    ear = await ears(**breath).opens()
    await ear.settles()
    phones = [vk.phone(user) for user in range(1, 41)] + [VkPhone(vk.world, ANNA, CHAT_START + ROOM)]
    said, said_at, heard_at = 0, dict[str, float](), dict[str, float]()
    while said < EVENTS:
        for _ in range(chance.randrange(1, 15)):
            message = chance.choice(phones).says(f"слово {said}")
            said_at[f"{message.peer.id}:{message.id}"] = time.monotonic()
            said += 1
        disturb(vk, chance)
        if chance.random() < 0.1:
            heard += ear.heard
            heard_at = ear.heard_at | heard_at
            await ear.breaks_off()
            ends += 1
            ear = await ears(**breath).opens()
        await asyncio.sleep(chance.uniform(0.0, 0.8 if SOAK else 0.1))
    events.shuffle(None)
    vk.faults.fails_at_random(0.0)
    expected = set(said_by_people(vk))
    await ear.until(lambda: expected <= (heard + ear.heard).keys())
    heard_at = ear.heard_at | heard_at
    took = max(heard_at[place] - at for place, at in said_at.items())
    events.release()
    await ear.until(lambda: ear.turns.idle.is_set() and not ear.delivery.waiting)
    print(
        f"{said} messages, {events.ts} events, {vk.faults.happened} failures, {ends} restarts,"
        f" {took:.1f} s from a word to its turn at most, {sum(vk.calls.values())} calls"
    )
    assert ends > 0
    assert vk.faults.happened >= EVENTS / 100
    keys = await ear.keys()
    assert sorted(key for key in keys if ":" in key) == sorted(expected)
    # A turn that a restart met before its commit is taken again: what counts is what came of it.
    assert answers(vk) == Counter({f"{one} Ответ на {two}.": 1 for one, two in split(expected)})
    assert not SOAK or took < CLOSED


def split(places: set[str]) -> list[tuple[str, str]]:
    return [(peer, number) for peer, _, number in (place.partition(":") for place in places)]


def disturb(vk: VkServer, chance: random.Random) -> None:
    """Something that happens to the events of a long poll."""
    events = vk.world.events
    match chance.randrange(8):
        case 0:
            events.repeat(chance.randrange(1, 10))
        case 1:
            events.hold(chance.randrange(1, 6))
        case 2:
            events.release()
        case 3:
            events.shuffle(chance.randrange(100))
        case 4:
            events.expire_keys()
        case 5:
            events.lose()


async def test_a_line_that_does_not_look_into_the_histories_loses_what_fell_out(
    vk: VkServer, ears: Callable[..., Ear]
) -> None:
    """The proof can fail: with the sweep taken out, the long poll alone has lost the words."""
    ear = await ears().opens()
    await ear.settles()
    await ear.breaks_off()
    vk.phone(ANNA).says("пока никого нет")
    blind = ears()

    async def nothing_missed() -> tuple[list[object], dict[str, str]]:
        return [], {}

    blind.vk._histories.missed = nothing_missed  # type: ignore[assignment, method-assign]
    await loses(vk, blind)
    await blind.until(lambda: bool(vk.api._readers))
    vk.phone(IVAN).says("теперь есть кому слушать")
    await blind.until(lambda: f"{IVAN}:1" in blind.heard)
    assert f"{ANNA}:1" not in blind.heard
    await blind.breaks_off()
    ear = await loses(vk, ears())
    await ear.until(lambda: ear.heard == Counter({f"{ANNA}:1": 1}))


async def test_at_the_first_start_nothing_old_is_answered_and_everything_new_is(
    vk: VkServer, ears: Callable[..., Ear]
) -> None:
    vk.phone(ANNA).says("давно")
    ear = await ears().opens()
    await ear.settles()
    vk.phone(ANNA).says("сейчас")
    await ear.until(lambda: bool(ear.heard))
    vk.faults.fails(3)
    vk.phone(IVAN).says("и я")
    await ear.until(lambda: len(ear.heard) == 2)
    assert ear.heard == Counter({f"{ANNA}:2": 1, f"{IVAN}:1": 1})


async def test_what_is_said_after_a_first_start_in_which_nobody_wrote_is_no_old_news(
    vk: VkServer, ears: Callable[..., Ear]
) -> None:
    ear = await ears().opens()
    await ear.settles()
    await ear.breaks_off()
    vk.phone(ANNA).says("первое слово")
    ear = await loses(vk, ears())
    await ear.until(lambda: ear.heard == Counter({f"{ANNA}:1": 1}))


async def test_more_conversations_and_longer_histories_than_one_page_holds_are_read_to_the_end(
    vk: VkServer, ears: Callable[..., Ear]
) -> None:
    ear = await ears().opens()
    await ear.settles()
    await ear.breaks_off()
    for user in range(100, 100 + PAGE + 30):
        vk.world.add_user(user, f"Житель {user}")
        vk.phone(user).says("слышно?")
    for number in range(PAGE + FEW + 5):
        vk.phone(ANNA).says(f"{number}")
    for number in range(FEW):
        vk.phone(IVAN).says(f"{number}")
    ear = await loses(vk, ears())
    expected = Counter(said_by_people(vk))
    await ear.until(lambda: ear.heard.keys() == expected.keys())
    assert ear.heard == expected
    assert vk.calls["messages.getConversations"] >= 3


async def test_who_writes_while_the_pages_are_read_hides_nobody(
    vk: VkServer, ears: Callable[..., Ear]
) -> None:
    """Whoever writes moves to the front of the list: past a reading that was there already."""
    for user in range(100, 100 + PAGE + 1):
        vk.world.add_user(user, f"Житель {user}")
    ear = await ears().opens()
    await ear.settles()
    await ear.breaks_off()
    last = vk.phone(100)
    last.says("меня не слышно")
    for user in range(101, 100 + PAGE + 1):
        vk.phone(user).says("слышно?")
    ear = ears()
    ask = ear.vk._histories._conversations

    async def asked(offset: int) -> object:
        if offset == PAGE:
            last.says("алло")
        return await ask(offset)

    ear.vk._histories._conversations = asked  # type: ignore[assignment, method-assign]
    await loses(vk, ear)
    await ear.until(lambda: "100:2" in ear.heard)
    assert ear.heard["100:1"] == 1


async def test_a_chat_that_may_not_be_read_hides_no_other_conversation(
    vk: VkServer, ears: Callable[..., Ear]
) -> None:
    vk.world.add_chat(CLOSED_ROOM, "Соседи", members=[ANNA], bot="member", hears_all=True)
    ear = await ears().opens()
    await ear.settles()
    await ear.breaks_off()
    VkPhone(vk.world, ANNA, CHAT_START + CLOSED_ROOM).says("не для вас")
    VkPhone(vk.world, ANNA, CHAT_START + ROOM).says("для вас")
    vk.phone(IVAN).says("и это")
    ear = await loses(vk, ears())
    await ear.until(lambda: len(ear.heard) >= 2)
    assert ear.heard == Counter({f"{CHAT_START + ROOM}:1": 1, f"{IVAN}:1": 1})


async def test_what_is_not_a_resident_s_word_is_read_in_a_history_as_it_is_heard(
    vk: VkServer, ears: Callable[..., Ear]
) -> None:
    """Deleted words, pressed text buttons, who came and went, and the community's own words."""
    ear = await ears().opens()
    await ear.settles()
    anna, ivan = vk.phone(ANNA), vk.phone(IVAN)
    anna.says("первое")
    await ear.until(lambda: bool(answers(vk)))
    await ear.breaks_off()
    anna.deletes(anna.says("передумала"))
    anna.says("вот что")
    write(vk.world, ivan.user, ivan.chat, {"text": "Меню", "payload": '{"d":"m:menu"}'})
    VkPhone(vk.world, IVAN, CHAT_START + ROOM).leaves()
    ear = await loses(vk, ears())
    await ear.until(lambda: len(ear.heard) == 2 and len(answers(vk)) == 2)
    assert ear.heard == Counter({f"{ANNA}:4": 1, "m:menu": 1})
    assert answers(vk) == Counter({f"{ANNA} Ответ на 1.": 1, f"{ANNA} Ответ на 4.": 1})


async def test_a_message_that_the_poll_passed_over_is_found_behind_later_ones(
    vk: VkServer, ears: Callable[..., Ear]
) -> None:
    ear = await ears().opens()
    await ear.settles()
    anna, events = vk.phone(ANNA), vk.world.events
    events.hold()
    anna.says("это событие пропало")
    anna.says("а это пришло")
    await ear.until(lambda: ear.heard == Counter({f"{ANNA}:2": 1}))
    vk.faults.fails(1)
    vk.phone(IVAN).says("и это")
    await ear.until(lambda: len(ear.heard) == 3)
    assert ear.heard == Counter({f"{ANNA}:1": 1, f"{ANNA}:2": 1, f"{IVAN}:1": 1})


async def test_what_was_handled_so_long_ago_that_the_inbox_forgot_it_is_not_handled_again(
    vk: VkServer, ears: Callable[..., Ear]
) -> None:
    days, clock = 5 * 24 * 3600.0, vk.world.clock
    vk.world.clock = lambda: clock() - days
    ear = await ears().opens()
    await ear.settles()
    vk.phone(ANNA).says("пять дней назад")
    await ear.until(lambda: bool(answers(vk)))
    async with ear.database.transaction():
        await ear.inbox.forget(time.time() + 1.0)
    await ear.breaks_off()
    vk.phone(ANNA).says("и это было давно, но никто не слышал")
    vk.world.clock = clock
    ear = await loses(vk, ears())
    vk.phone(ANNA).says("сегодня")
    await ear.until(lambda: len(ear.heard) == 2)
    assert f"{ANNA}:1" not in ear.heard


@pytest.mark.parametrize("kind", [1, 2, 3, 4])
async def test_every_failure_is_a_gap_that_the_next_reading_closes(
    vk: VkServer, ears: Callable[..., Ear], kind: int
) -> None:
    ear = await ears().opens()
    await ear.settles()
    vk.phone(ANNA).says("до")
    await ear.until(lambda: f"{ANNA}:1" in ear.heard)
    await ear.breaks_off()
    vk.phone(ANNA).says("в разрыве")
    vk.world.events.forget()
    vk.faults.fails(kind)
    ear = await ears().opens()
    vk.phone(ANNA).says("после")
    await ear.until(lambda: len(ear.heard) == 2)
    assert sum(ear.heard.values()) == 2


async def test_a_press_that_fell_into_a_gap_is_gone_and_can_be_made_again(
    vk: VkServer, ears: Callable[..., Ear]
) -> None:
    """Presses are in no history: the button must still be good."""
    ear = await ears().opens()
    await ear.settles()
    anna = vk.phone(ANNA)
    anna.says("до")
    await ear.until(lambda: f"{ANNA}:1" in ear.heard)
    await ear.breaks_off()
    anna.forges('{"d":"take"}', 2)
    ear = await loses(vk, ears())
    anna.says("после")
    await ear.until(lambda: len(ear.heard) == 1)
    # The gap is behind it when it waits for what is new.
    await ear.until(lambda: bool(vk.api._readers))
    assert "take" not in ear.heard
    anna.forges('{"d":"take"}', 2)
    await ear.until(lambda: "take" in ear.heard)
    assert ear.heard["take"] == 1
