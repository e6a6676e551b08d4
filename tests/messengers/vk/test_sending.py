"""One letter, one message: repeats within VK's memory and beyond it, and edits that find nothing to edit."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import unquote_plus

import pytest

from bot.messengers.vk import Vk
from bot.vocabulary import Act, Address, Answer, Button, Lane, Letter, Message, Toast, Verdict
from sandbox import Fault, Sandbox
from sandbox.vk import CHAT_START, VkPhone, refusal
from sandbox.vk import Vk as VkServer
from tests.messengers.vk.ear import server

ANNA, MARIA = 1, 2
ROOM = CHAT_START + 1
NOON = 1_800_000_000.0
MINUTE = 60.0


@dataclass
class Time:
    """The clock of VK and of the line."""

    now: float = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
async def vk(clock: Time) -> AsyncIterator[VkServer]:
    vk = server([ANNA, MARIA])
    vk.world.clock = clock
    vk.world.add_chat(1, "Дежурная смена", members=[MARIA])
    vk.phone(ANNA).starts()
    async with Sandbox(vk=vk):
        yield vk


@pytest.fixture
async def messenger(vk: VkServer, clock: Time) -> AsyncIterator[Vk]:
    messenger = Vk(vk.token, vk.group_id, vk.api_url, 0, clock)
    yield messenger
    await messenger.close()


def letter(text: str = "Здравствуйте", chat: int = ANNA, **more: object) -> Letter:
    """A letter made at noon."""
    given = {"random_id": 77, "attempts": 0, "act": Act.SAY, **more}
    return Letter(int(NOON * 1e6), Address("vk", chat), Lane.REPLY, message=Message(text), **given)  # type: ignore[arg-type]


def shown(vk: VkServer, chat: int = ANNA) -> list[str]:
    return [message.text for message in vk.world.peer(chat).messages.values() if message.outgoing]


async def lost_answer(vk: VkServer, messenger: Vk, **more: object) -> None:
    """The letter is taken, and nobody hears of it."""
    vk.faults.next("messages.send", Fault.closed_after())
    assert (await messenger.send(letter(**more))).verdict is Verdict.IN_DOUBT  # type: ignore[arg-type]


async def test_a_repeat_at_once_is_the_same_message(vk: VkServer, messenger: Vk) -> None:
    await lost_answer(vk, messenger)
    answer = await messenger.send(letter(attempts=1))
    assert answer == Answer(Verdict.SENT, message=2)
    assert shown(vk) == ["Здравствуйте"]
    assert "messages.getHistory" not in vk.calls


@pytest.mark.parametrize("later", [44, 46, 59, 61, 24 * 60])
async def test_a_repeat_after_a_long_time_is_the_same_message(
    vk: VkServer, messenger: Vk, clock: Time, later: int
) -> None:
    await lost_answer(vk, messenger)
    clock.now += later * MINUTE
    assert (await messenger.send(letter(attempts=1))).message == 2
    assert shown(vk) == ["Здравствуйте"]
    assert vk.calls.get("messages.getHistory", 0) == (1 if later > 45 else 0)


async def test_without_the_look_into_the_history_it_comes_twice(
    vk: VkServer, messenger: Vk, clock: Time
) -> None:
    """The proof can fail: for a letter that was never tried nobody looks."""
    await lost_answer(vk, messenger)
    clock.now += 61 * MINUTE
    assert (await messenger.send(letter(attempts=0))).message == 3
    assert shown(vk) == ["Здравствуйте", "Здравствуйте"]


async def test_a_letter_that_never_arrived_is_sent_however_late(
    vk: VkServer, messenger: Vk, clock: Time
) -> None:
    clock.now += 300 * MINUTE
    assert (await messenger.send(letter(attempts=4))).message == 2
    assert shown(vk) == ["Здравствуйте"]


async def test_a_letter_is_found_behind_many_pages_of_a_lively_chat(
    vk: VkServer, messenger: Vk, clock: Time
) -> None:
    await lost_answer(vk, messenger, chat=ROOM)
    maria = VkPhone(vk.world, MARIA, ROOM)
    for number in range(450):
        maria.says(f"{number}")
    clock.now += 10 * MINUTE
    assert (await messenger.send(letter(attempts=1, chat=ROOM))).message == 1
    assert shown(vk, ROOM) == ["Здравствуйте"]


async def test_a_history_is_read_no_further_back_than_the_letter_is_old(
    vk: VkServer, messenger: Vk, clock: Time
) -> None:
    clock.now -= 24 * 60 * MINUTE
    for number in range(900):
        vk.phone(ANNA).says(f"{number}")
    clock.now = NOON + 60 * MINUTE
    assert (await messenger.send(letter(attempts=1))).verdict is Verdict.SENT
    assert vk.calls["messages.getHistory"] == 1


async def test_a_chat_whose_history_may_not_be_read_is_written_to(
    vk: VkServer, messenger: Vk, clock: Time
) -> None:
    clock.now += 60 * MINUTE
    vk.faults.next("messages.getHistory", refusal(917))
    assert (await messenger.send(letter(attempts=1, chat=ROOM))).verdict is Verdict.SENT


@pytest.mark.parametrize(("code", "verdict"), [(6, Verdict.WAIT), (10, Verdict.RETRY), (5, Verdict.STOP)])
async def test_while_nobody_can_look_nothing_is_sent_twice(
    vk: VkServer, messenger: Vk, clock: Time, code: int, verdict: Verdict
) -> None:
    await lost_answer(vk, messenger)
    clock.now += 61 * MINUTE
    vk.faults.next("messages.getHistory", refusal(code))
    assert (await messenger.send(letter(attempts=1))).verdict is verdict
    vk.faults.next("messages.getHistory", Fault.server_error())
    assert (await messenger.send(letter(attempts=1))).verdict is Verdict.IN_DOUBT
    assert shown(vk) == ["Здравствуйте"]


async def test_an_edit_made_twice_is_one_edit(vk: VkServer, messenger: Vk) -> None:
    sent = await messenger.send(letter())
    edit = letter("Заявка взята", act=Act.EDIT, target=sent.message)
    vk.faults.next("messages.edit", Fault.closed_after())
    assert (await messenger.send(edit)).verdict is Verdict.IN_DOUBT
    assert (await messenger.send(edit)).verdict is Verdict.SENT
    assert shown(vk) == ["Заявка взята"]


async def test_an_edit_without_buttons_takes_them_away(vk: VkServer, messenger: Vk) -> None:
    asked = Message("Взять?", ((Button("Взять", "take:1"),),))
    sent = await messenger.send(
        Letter(int(NOON * 1e6), Address("vk", ANNA), Lane.REPLY, Act.SAY, asked, random_id=5)
    )
    assert vk.phone(ANNA).last.labels == [["Взять"]]
    await messenger.send(letter("Взято", act=Act.EDIT, target=sent.message))
    assert vk.phone(ANNA).last.labels == []


async def test_what_cannot_be_edited_any_more_is_gone(vk: VkServer, messenger: Vk, clock: Time) -> None:
    sent = await messenger.send(letter())
    clock.now += 25 * 60 * MINUTE
    edit = letter("Заявка взята", act=Act.EDIT, target=sent.message)
    assert (await messenger.send(edit)).verdict is Verdict.GONE
    for target in (999, 1):
        strange = letter("Заявка взята", act=Act.EDIT, target=target)
        assert (await messenger.send(strange)).verdict is Verdict.GONE


async def test_who_writes_no_more_is_unreachable(vk: VkServer, messenger: Vk) -> None:
    vk.phone(ANNA).denies()
    assert (await messenger.send(letter())).verdict is Verdict.UNREACHABLE
    vk.phone(ANNA).allows()
    vk.phone(ANNA).blocks()
    assert (await messenger.send(letter(random_id=78))).verdict is Verdict.UNREACHABLE


async def test_a_press_is_answered_with_words_or_without_and_a_stale_one_harms_nobody(
    vk: VkServer, messenger: Vk
) -> None:
    asked = Message("Взять?", ((Button("Взять", "take:1"),),))
    await messenger.send(
        Letter(int(NOON * 1e6), Address("vk", ANNA), Lane.REPLY, Act.SAY, asked, random_id=5)
    )
    anna = vk.phone(ANNA)
    event = anna.presses("Взять")
    await messenger.answer_press(Toast(Address("vk", ANNA), f"{event}:{ANNA}", "Ж" * 300))
    assert 0 < len(await anna.toasted()) <= 90
    event = anna.presses("Взять")
    await messenger.answer_press(Toast(Address("vk", ANNA), f"{event}:{ANNA}"))
    assert await anna.toasted() == ""
    await messenger.answer_press(Toast(Address("vk", ANNA), f"{event}:{ANNA}", "ещё раз"))
    await messenger.answer_press(Toast(Address("vk", ANNA), ""))
    assert anna.snackbars == []


async def test_whether_somebody_is_in_the_chat_and_what_they_are_called(vk: VkServer, messenger: Vk) -> None:
    for account, present in ((MARIA, True), (ANNA, False)):
        answer = await messenger.send(letter(act=Act.MEMBER, chat=ROOM, target=account))
        assert answer.result["present"] is present
    named = await messenger.send(letter(act=Act.NAME, chat=MARIA, target=MARIA))
    assert named.result == {"name": "Житель 2"}
    assert shown(vk, ROOM) == []


async def test_nothing_that_is_sent_calls_anybody_or_unfolds_a_link(vk: VkServer, messenger: Vk) -> None:
    flags: list[tuple[str, ...]] = []
    call = vk.api.call

    def listening(method: str, kind: bytes, body: bytes, *more: bytes | str) -> object:
        script = unquote_plus(body.decode())
        if "message=" in script or '"message"' in script:
            flags.append(tuple(re.findall(r"(disable_mentions|dont_parse_links)\W+1\b", script)))
        return call(method, kind, body, *more)  # type: ignore[arg-type]

    vk.api.call = listening  # type: ignore[method-assign, assignment]
    sent = await messenger.send(letter("@all https://example.org"))
    await messenger.send(letter("@all", act=Act.EDIT, target=sent.message))
    await messenger.send_pack([letter("[id1|Анна]"), letter("[id1|Анна]", chat=ROOM)])
    both = ("disable_mentions", "dont_parse_links")
    assert flags == [both, both, both * 2]
