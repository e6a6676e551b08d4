"""A broadcast on VK: many letters in a call, taken apart by person, and nothing twice after a crash."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.messengers.vk import Vk
from bot.messengers.vk.clients import CallFailed
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Act, Address, Button, Lane, Letter, Message, Toast, Verdict
from sandbox import Fault, Sandbox
from sandbox.vk import Vk as VkServer
from sandbox.vk import refusal
from tests.messengers.vk.ear import Ear, messenger, server
from tests.messengers.vk.test_sending import MINUTE, NOON, Time

PEOPLE = range(1, 61)
NEWS = 'Завтра в 10:00 — гимнастика. "Приходите" \\ все!\nДо встречи, [id1|Анна] {}'


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
async def vk(clock: Time) -> AsyncIterator[VkServer]:
    vk = server(PEOPLE)
    vk.world.clock = clock
    for user in PEOPLE:
        vk.phone(user).allows()
    async with Sandbox(vk=vk):
        yield vk


@pytest.fixture
async def line(vk: VkServer, clock: Time) -> AsyncIterator[Vk]:
    line = Vk(vk.token, vk.group_id, vk.api_url, 0, clock)
    yield line
    await line.close()


def news(chats: Sequence[int], attempts: int = 0) -> list[Letter]:
    """A letter to each, made at noon, with a random id of its own."""
    made = int(NOON * 1e6)
    return [
        Letter(
            made + chat, Address("vk", chat), Lane.BROADCAST, Act.SAY,
            Message(f"{NEWS} {chat}", ((Button("Приду", "g:come:1"),),)),
            random_id=1000 + chat, attempts=attempts,
        )
        for chat in chats
    ]  # fmt: skip


def shown(vk: VkServer) -> Counter[int]:
    """How many messages of the line everybody has."""
    return Counter(
        peer.id for peer in vk.world.peers.values() for message in peer.messages.values() if message.outgoing
    )


async def test_twenty_five_letters_are_one_call(vk: VkServer, line: Vk) -> None:
    answers = await line.send_pack(news(range(1, 26)))
    assert {answer.verdict for answer in answers} == {Verdict.SENT}
    assert vk.calls["execute"] == 1
    assert shown(vk) == dict.fromkeys(range(1, 26), 1)
    anna = vk.phone(7).last
    assert anna.text == NEWS.replace("[id1|Анна]", "(id1|Анна)") + " 7"
    assert anna.labels == [["Приду"]]
    assert answers[6].message == anna.id


async def test_everybody_in_a_pack_has_a_verdict_of_their_own(vk: VkServer, line: Vk) -> None:
    vk.phone(2).denies()
    vk.phone(3).blocks()
    strange = news([4])[0]
    assert strange.message is not None
    letters = [
        *news([1, 2, 3]),
        replace(strange, message=replace(strange.message, text="ы" * 4097)),
        *news([5]),
        # VK answers false for the whole call of one whose keyboard it does not take.
        replace(news([6])[0], message=Message("Плохая клавиатура", ((Button("x", "y" * 300),),))),
        *news([7]),
    ]
    answers = await line.send_pack(letters)
    assert [str(answer.verdict) for answer in answers] == [
        "sent", "unreachable", "unreachable", "our bug", "sent", "our bug", "sent",
    ]  # fmt: skip
    assert [answer.why[:4].strip() for answer in answers] == ["", "901", "902", "914", "", "911", ""]
    assert shown(vk) == {1: 1, 5: 1, 7: 1}


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [
        (refusal(6), Verdict.WAIT),
        (refusal(10), Verdict.RETRY),
        (refusal(5), Verdict.STOP),
        (Fault.closed_after(), Verdict.IN_DOUBT),
        (Fault.html(), Verdict.IN_DOUBT),
    ],
)
async def test_what_becomes_of_a_pack_as_a_whole_becomes_of_each(
    vk: VkServer, line: Vk, fault: Fault, verdict: Verdict
) -> None:
    vk.faults.next("execute", fault)
    answers = await line.send_pack(news([1, 2, 3]))
    assert [answer.verdict for answer in answers] == [verdict] * 3
    assert {answer.verdict for answer in await line.send_pack(news([3, 1, 2], attempts=1))} == {Verdict.SENT}
    assert shown(vk) == {1: 1, 2: 1, 3: 1}


async def test_a_script_that_vk_cannot_read_is_for_the_delivery_to_take_apart(vk: VkServer, line: Vk) -> None:
    vk.faults.next("execute", refusal(12))
    with pytest.raises(CallFailed):
        await line.send_pack(news([1, 2]))
    assert shown(vk) == {}


@pytest.mark.parametrize("later", [44, 61, 24 * 60])
async def test_a_repeat_is_dropped_in_whatever_pack_it_comes(
    vk: VkServer, line: Vk, clock: Time, later: int
) -> None:
    vk.faults.next("execute", Fault.closed_after())
    assert {answer.verdict for answer in await line.send_pack(news(range(1, 21)))} == {Verdict.IN_DOUBT}
    clock.now += later * MINUTE
    vk.phone(4).says("Спасибо")
    answers = await line.send_pack(news(range(4, 29), attempts=1))
    assert {answer.verdict for answer in answers} == {Verdict.SENT}
    assert (await line.send(news([1], attempts=1)[0])).verdict is Verdict.SENT
    assert shown(vk) == dict.fromkeys(range(1, 29), 1)
    # Beyond VK's memory, one call asks for twenty-five histories.
    assert vk.calls["execute"] == (3 if later > 45 else 2)


async def test_a_letter_far_back_in_its_history_is_found_all_the_same(
    vk: VkServer, line: Vk, clock: Time
) -> None:
    vk.faults.next("execute", Fault.closed_after())
    await line.send_pack(news([1, 2]))
    for number in range(120):
        vk.phone(1).says(f"{number}")
    clock.now += 61 * MINUTE
    await line.send_pack(news([1, 2], attempts=1))
    assert shown(vk) == {1: 1, 2: 1}


async def test_a_card_in_a_pack_is_edited_and_one_that_cannot_be_is_gone(
    vk: VkServer, line: Vk, clock: Time
) -> None:
    sent = [await line.send(one) for one in news([1, 2])]
    vk.phone(2).says("Спасибо")
    edits = [
        replace(one, id=one.id + 100, act=Act.EDIT, target=target, message=Message("Заявка взята"))
        for one, target in zip(news([1, 2]), (sent[0].message, 999), strict=True)
    ]
    answers = await line.send_pack([*edits, *news([3])])
    assert [answer.verdict for answer in answers] == [Verdict.SENT, Verdict.GONE, Verdict.SENT]
    assert vk.phone(1).last.text == "Заявка взята"
    assert vk.phone(1).last.labels == []
    assert shown(vk) == {1: 1, 2: 1, 3: 1}


async def test_presses_that_come_at_once_are_answered_in_one_call(vk: VkServer, line: Vk) -> None:
    for one in news([1, 2, 3]):
        await line.send(one)
    people = [vk.phone(user) for user in (1, 2, 3)]
    presses = [person.presses("Приду") for person in people]
    toasts = [
        Toast(Address("vk", user), f"{event}:{user}", f"Ждём, {user}")
        for user, event in zip((1, 2, 3), presses, strict=True)
    ]
    stale = Toast(Address("vk", 4), "0badc0de:4", "поздно")
    await asyncio.gather(*map(line.answer_press, [*toasts, stale]))
    assert [await person.toasted() for person in people] == ["Ждём, 1", "Ждём, 2", "Ждём, 3"]
    assert vk.calls["execute"] == 1
    alone = people[0].presses("Приду")
    await line.answer_press(Toast(Address("vk", 1), f"{alone}:1"))
    assert vk.calls["execute"] == 1


class Forgetful(Vk):
    """A line that takes a new random id for each try."""

    async def send_pack(self, letters: Sequence[Letter]) -> Sequence[object]:  # type: ignore[override]
        return await super().send_pack([replace(one, random_id=one.random_id + 7919) for one in letters])


@pytest.mark.parametrize("forgetful", [False, True])
async def test_a_crash_between_the_call_and_the_mark_doubles_nothing(
    tmp_path: Path, *, forgetful: bool
) -> None:
    """… and with random ids that change it does: the proof can fail."""
    vk = server(PEOPLE)
    for user in PEOPLE:
        vk.phone(user).allows()
    async with Sandbox(vk=vk):
        first = await Ear(vk, tmp_path).opens()
        await first.settles()
        await put(first)
        # Everybody has it, and the line has not heard so.
        vk.faults.next("execute", Fault.hang_after(), times=60)
        await first.until(lambda: len(shown(vk)) == len(PEOPLE))
        await first.breaks_off()
        vk.faults.clear()
        second = await Ear(vk, tmp_path, made=forgetting if forgetful else messenger).opens()
        await second.until(lambda: not second.delivery.waiting and second.turns.idle.is_set())
        left = await second.database.fetch("SELECT count(*) FROM outbox")
        await second.breaks_off()
    assert left[0][0] == 0
    assert set(shown(vk)) == set(PEOPLE)
    assert set(shown(vk).values()) == ({2} if forgetful else {1})


def forgetting(vk: VkServer) -> Vk:
    return Forgetful(vk.token, vk.group_id, vk.api_url, 0, wait=5)


async def put(ear: Ear) -> None:
    """A broadcast to everybody, into the outbox."""
    work = UnitOfWork(ear.database, ear.turns.memory, LetterIds(0, ear.turns._now()), ear.turns._now)
    async with ear.database.transaction():
        for user in PEOPLE:
            work.send(Address("vk", user), Message(f"Новость для {user}"), Lane.BROADCAST)
        await work.flush()
    ear.delivery.put(work.letters)


async def test_a_reply_passes_a_broadcast_that_hangs(tmp_path: Path) -> None:
    vk = server(PEOPLE)
    for user in PEOPLE:
        vk.phone(user).allows()
    async with Sandbox(vk=vk):
        line = await Ear(vk, tmp_path).opens()
        await line.settles()
        vk.faults.next("execute", Fault.hang_before(), times=60)
        await put(line)
        await line.until(lambda: vk.faults.happened >= 3)
        vk.phone(1).says("Помогите")
        await line.until(lambda: any("Ответ" in text for text in vk.phone(1).texts))
        assert shown(vk) == {1: 1}
        vk.faults.clear()
        await line.breaks_off()
