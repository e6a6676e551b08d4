"""Nothing is lost on VK when the line is killed, and no message comes twice; and the proof can fail."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox import Fault
from tests.kill.moments import Moment
from tests.kill.stage import Nursery
from tests.kill_vk.stage import SEND, VkStage, choose

SOAK = os.environ.get("SOAK") == "1"
KILLS = 200 if SOAK else 8
HOURS = 3 * 3600.0


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery("tests.kill_vk.lines")
    yield nursery
    nursery.close()


@pytest.mark.soak
async def test_kills_on_vk_lose_nothing_and_double_neither_request_nor_message(
    nursery: Nursery, tmp_path: Path
) -> None:
    async with VkStage(nursery, tmp_path, "sound", seed=int(os.environ.get("SEED", "1"))) as stage:
        await stage.begins_before_everybody()
        for _ in range(5):
            stage.resident()
        for _ in range(3):
            stage.resident(patience=1.0)
        stage.begin()
        for _ in range(KILLS):
            await stage.life(choose(stage.chance))
        unfinished = await stage.ends_well(patience=60.0)

        report, tally = stage.audit(), stage.tally
        print(
            f"{tally.kills} kills, {report.updates} events, {report.requests} requests,"
            f" {len(tally.sent)} messages, {stage.doubles} of them doubled,"
            f" {sum(tally.in_flight)} in flight at the kills (at most {max(tally.in_flight)});"
            f" wrong: {report.wrong or 'nothing'}"
        )
        assert not unfinished
        assert not report.wrong
        assert report.requests == sum(len(resident.walks) for resident in stage.residents)
        assert report.requests >= KILLS / 4
        assert not tally.strays
        assert stage.doubles == 0


@pytest.mark.parametrize(("variant", "doubled"), [("sound", False), ("careless", True)])
async def test_a_message_comes_twice_only_where_its_repeat_has_another_random_id(
    nursery: Nursery, tmp_path: Path, variant: str, doubled: bool
) -> None:
    async with VkStage(nursery, tmp_path, variant, seed=2) as stage:
        await stage.begins_before_everybody()
        for _ in range(3):
            stage.resident(thinks=0.0)
        stage.begin()
        for _ in range(4):
            # VK has taken the message, and the line dies before it hears of it.
            await stage.life(Moment(0.3, SEND), patience=5.0)
        assert not await stage.ends_well(patience=60.0)
        assert (stage.doubles > 0) is doubled


@pytest.mark.parametrize(("variant", "shown"), [("sound", 1), ("trusting", 2)])
async def test_a_letter_that_vk_has_forgotten_is_looked_for_before_it_goes_again(
    nursery: Nursery, tmp_path: Path, variant: str, shown: int
) -> None:
    async with VkStage(nursery, tmp_path, variant, seed=3) as stage:
        await stage.begins_before_everybody()
        anna = stage.resident().phone
        # VK takes the greeting, the answer is lost, and the line dies.
        stage.vk.faults.next(SEND, Fault.closed_after())
        stage.vk.faults.at_random(1.0, Fault.server_error(), SEND, "messages.getHistory")
        anna.says("Позвать человека")
        await stage.fork()
        (question,) = await anna.hears(1, 20.0)
        stage.send(signal.SIGKILL)
        await stage.reap()
        stage.vk.faults.clear()

        clock = stage.vk.world.clock
        stage.vk.world.clock = lambda: clock() + HOURS
        stage.order = replace(stage.order, ahead=HOURS)
        await stage.fork()
        await stage.rests()
        await stage.ends()
        assert [message.text for message in stage.vk.phone(anna.user.id).screen].count(question.text) == shown
