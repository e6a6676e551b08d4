"""Intake and delivery over real HTTP, while the sandbox breaks what can break between us and Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.messengers.telegram import Telegram
from bot.messengers.telegram.session import LeanSession
from bot.pipeline.delivery import Delivery
from bot.pipeline.intake import Intake
from bot.pipeline.outcomes import Settled
from bot.vocabulary import Act, Address, Answer, Lane, Letter, Limits, Message, Verdict
from sandbox import Fault, Sandbox
from sandbox import Limits as SandboxLimits
from sandbox.membership import migrate
from tests.pipeline.little_line import LittleLine

ANNA, IVAN, GROUP = 1001, 1002, -5
PATIENCE = 20.0
"""Seconds after which a test gives up; nothing depends on how fast it goes."""

FREE = Limits(per_second=0, chat_per_second=0.0, group_per_minute=0)
FAULTS = {
    "429": Fault.too_many(1),
    "500": Fault.server_error(),
    "html": Fault.html(),
    "closed before": Fault.closed_before(),
    "closed after": Fault.closed_after(),
    "hangs before": Fault.hang_before(),
    "hangs after": Fault.hang_after(),
}
AFTER = {"closed after", "hangs after"}
"""Telegram took it, and the answer was lost: repeating it doubles a message, giving up may lose one."""


class HastySession(LeanSession):
    """Waits half a second for an answer, so that silence costs a test no half minute."""

    async def call(
        self, token: str, method: str, values: Mapping[str, Any], timeout: float = 30.0
    ) -> tuple[int, dict[str, Any]]:
        return await super().call(token, method, values, min(timeout, 0.5))


class Line:
    """A delivery over real HTTP."""

    def __init__(self, sandbox: Sandbox, telegram: Telegram | None = None) -> None:
        self.sandbox = sandbox
        self.telegram = telegram or Telegram(sandbox.token, sandbox.api_url)
        self.telegram._session = HastySession(sandbox.api_url)
        self.settled: asyncio.Queue[Settled] = asyncio.Queue()
        self.delivery = Delivery(self.telegram, FREE, self.settled.put_nowait)
        self._ids = iter(range(1, 1000))

    async def sends(self, *texts: str, chat: int = ANNA) -> list[Verdict]:
        """Send texts; what became of them."""
        self.put(*texts, chat=chat)
        async with asyncio.timeout(PATIENCE):
            return [(await self.settled.get()).answer.verdict for _ in texts]

    def put(self, *texts: str, chat: int = ANNA) -> None:
        address = Address("telegram", chat)
        self.delivery.put(
            Letter(next(self._ids), address, Lane.REPLY, Act.SAY, Message(text)) for text in texts
        )


@asynccontextmanager
async def running(work: Any) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def telegram() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(limits=SandboxLimits.lifted())
    sandbox.world.add_user(ANNA, "Анна")
    sandbox.world.add_user(IVAN, "Иван")
    sandbox.world.add_chat(GROUP, "Дежурная смена", type="group", members=[ANNA])
    async with sandbox:
        for user in (ANNA, IVAN):
            sandbox.phone(user).starts()
        yield sandbox


@pytest.fixture
async def out(telegram: Sandbox) -> AsyncIterator[Line]:
    line = Line(telegram)
    async with running(line.delivery.run()):
        yield line
        await line.delivery.stop(1.0)
    await line.telegram.close()


def heard(sandbox: Sandbox, chat: int = ANNA) -> list[str]:
    return [message.text for message in sandbox.phone(chat).screen if message.outgoing]


async def test_commands_are_described_in_the_language_of_the_persons_messenger(telegram: Sandbox) -> None:
    messenger = Telegram(telegram.token, telegram.api_url)
    await messenger.introduce({"ru": {"menu": "Меню"}, "en": {"menu": "Menu"}, "pl": {"menu": "Menu"}})
    await messenger.close()
    kept = telegram.world.profile["commands"]
    everybody = {place: commands[0]["description"] for place, commands in kept.items()}
    assert everybody == {
        "all_private_chats/": "Меню",
        "all_private_chats/en": "Menu",
        "all_private_chats/pl": "Menu",
    }


@pytest.mark.parametrize("name", FAULTS)
async def test_a_letter_arrives_whatever_goes_wrong_once(out: Line, name: str) -> None:
    out.sandbox.faults.next("sendMessage", FAULTS[name])
    assert await out.sends("one", "two") == [Verdict.SENT, Verdict.SENT]
    assert heard(out.sandbox) == (["one", "one", "two"] if name in AFTER else ["one", "two"])


class Careless(Telegram):
    """Takes every letter for sent."""

    async def send(self, letter: Letter) -> Answer:
        await super().send(letter)
        return Answer(Verdict.SENT)


@pytest.mark.parametrize("name", sorted(FAULTS.keys() - AFTER))
async def test_without_the_table_of_answers_letters_are_lost(telegram: Sandbox, name: str) -> None:
    """The negative control of the test above."""
    line = Line(telegram, Careless(telegram.token, telegram.api_url))
    async with running(line.delivery.run()):
        telegram.faults.next("sendMessage", FAULTS[name])
        await line.sends("one", "two")
        await line.delivery.stop(1.0)
    await line.telegram.close()
    assert heard(telegram) == ["two"]


@pytest.mark.parametrize("name", FAULTS)
async def test_trouble_in_one_chat_does_not_delay_another(out: Line, name: str) -> None:
    out.sandbox.faults.next("sendMessage", FAULTS[name])
    out.put("to Anna")
    await asyncio.sleep(0)
    out.put("to Ivan", chat=IVAN)
    async with asyncio.timeout(PATIENCE):
        first, second = await out.settled.get(), await out.settled.get()
    assert first.letter.address.chat == IVAN
    assert second.answer.verdict is Verdict.SENT


async def test_a_person_who_blocked_the_line_is_told_about_and_blocks_nobody_else(out: Line) -> None:
    out.sandbox.phone(ANNA).blocks()
    assert await out.sends("one", "two") == [Verdict.UNREACHABLE, Verdict.UNREACHABLE]
    assert await out.sends("one", chat=IVAN) == [Verdict.SENT]


async def test_what_telegram_refuses_as_wrong_is_buried_and_the_next_letter_goes(out: Line) -> None:
    assert await out.sends("x" * 5000, "next") == [Verdict.BUG, Verdict.SENT]
    assert heard(out.sandbox) == ["next"]


async def test_a_group_that_moved_says_where(out: Line) -> None:
    world = out.sandbox.world
    new = migrate(world, world.chats[GROUP], world.users[ANNA])
    out.put("card", chat=GROUP)
    async with asyncio.timeout(PATIENCE):
        answer = (await out.settled.get()).answer
    assert (answer.verdict, answer.result) == (Verdict.MOVED, {"to": new.id})


async def test_an_outage_is_waited_out(out: Line) -> None:
    async with running(out.sandbox.outage(1.0)):
        await asyncio.sleep(0.05)
        assert await out.sends("one", "two") == [Verdict.SENT, Verdict.SENT]
    assert heard(out.sandbox) == ["one", "two"]


@pytest.mark.parametrize("name", FAULTS)
async def test_what_people_say_comes_in_once_whatever_goes_wrong_once(
    line: LittleLine, telegram: Sandbox, name: str
) -> None:
    telegram.faults.next("getUpdates", FAULTS[name])
    source = Telegram(telegram.token, telegram.api_url)
    source._session = HastySession(telegram.api_url)
    intake = Intake(source, line.database, line.inbox, lambda _rows: None, lambda: line.now, lambda: None)
    anna = telegram.phone(ANNA)
    anna.says("one")
    anna.says("two")
    async with running(intake.run()), asyncio.timeout(PATIENCE):
        while len(telegram.world.updates):
            await asyncio.sleep(0.02)
    await source.close()
    # Two people started, and Anna said two things; the last confirmation came after the last commit.
    assert await line.count("inbox") == 4


async def test_updates_repeated_late_and_in_disorder_come_in_once(
    line: LittleLine, telegram: Sandbox
) -> None:
    updates, anna = telegram.world.updates, telegram.phone(ANNA)
    source = Telegram(telegram.token, telegram.api_url)
    intake = Intake(source, line.database, line.inbox, lambda _rows: None, lambda: line.now, lambda: None)
    updates.shuffle(1)
    updates.hold(2)
    async with running(intake.run()), asyncio.timeout(PATIENCE):
        for number in range(6):
            anna.says(f"word {number}")
            await asyncio.sleep(0.02)
        updates.repeat(4)
        await asyncio.sleep(0.02)
        updates.release()
        while len(updates) or await line.count("inbox") < 8:
            await asyncio.sleep(0.02)
    await source.close()
    assert await line.count("inbox") == 8
