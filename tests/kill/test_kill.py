"""Nothing is lost when the line is killed: no request, no card, no dialogue; and the proof can fail."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.vocabulary import Limits
from sandbox import Fault
from tests.kill.moments import Moment, choose
from tests.kill.people import Walk
from tests.kill.stage import Nursery, Stage

SOAK = os.environ.get("SOAK") == "1"
KILLS = 200 if SOAK else 12
IN_FLIGHT = Limits().in_flight


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.mark.soak
async def test_kills_at_any_moment_lose_nothing_and_double_no_request(
    nursery: Nursery, tmp_path: Path
) -> None:
    async with Stage(nursery, tmp_path, "sound", seed=int(os.environ.get("SEED", "1"))) as stage:
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
            f"{tally.kills} kills, {report.updates} updates, {report.requests} requests,"
            f" {len(tally.sent)} messages, {stage.doubles} of them doubled,"
            f" {sum(tally.in_flight)} in flight at the kills (at most {max(tally.in_flight)});"
            f" wrong: {report.wrong or 'nothing'}"
        )
        assert not unfinished
        assert not report.wrong
        assert report.requests == sum(len(resident.walks) for resident in stage.residents)
        assert report.requests >= KILLS / 4
        # A letter is doubled only if a kill met it on its way, and so many are never on their way.
        assert not tally.strays
        assert 0 <= stage.doubles <= sum(tally.in_flight)
        assert max(tally.in_flight) <= IN_FLIGHT


@pytest.mark.soak
async def test_stops_in_good_order_lose_nothing_and_double_no_message(
    nursery: Nursery, tmp_path: Path
) -> None:
    async with Stage(nursery, tmp_path, "sound", seed=5) as stage:
        for _ in range(4):
            stage.resident(thinks=0.0)
        stage.begin()
        for _ in range(25 if SOAK else 5):
            delay = stage.chance.uniform(0.0, 0.3)
            await stage.life(Moment(0.0, "getUpdates", answered=True, delay=delay), signal.SIGTERM)
        assert not await stage.ends_well(patience=60.0)
        assert not stage.audit().wrong
        assert stage.doubles == 0


async def test_a_line_that_confirms_before_it_stores_is_found_out(nursery: Nursery, tmp_path: Path) -> None:
    async with Stage(nursery, tmp_path, "hasty", seed=2) as stage:
        for _ in range(4):
            stage.resident()
        stage.begin()
        for _ in range(6):
            # The kill meets the confirmation: in the sound line the commit comes before it.
            await stage.life(Moment(0.1, "getUpdates", holding=b'"timeout":0'), patience=5.0)
        unfinished = await stage.ends_well(patience=3.0)

        assert stage.audit().lost_updates
        assert unfinished


async def test_a_request_that_is_missing_doubled_or_without_its_card_is_found_out(
    nursery: Nursery, tmp_path: Path
) -> None:
    """The ledger itself: what it looks for is done to a file in which all was well."""
    async with Stage(nursery, tmp_path, "sound", seed=3) as stage:
        for _ in range(4):
            stage.resident(thinks=0.0)
        stage.begin()
        await stage.life(Moment(1.5))
        assert not await stage.ends_well(patience=5.0)
        assert not stage.audit().wrong

        with sqlite3.connect(stage.order.database) as line:
            numbers = [row[0] for row in line.execute("SELECT id FROM requests ORDER BY id LIMIT 3")]
            columns = ", ".join(
                row[1] for row in line.execute("PRAGMA table_info(requests)") if row[1] != "id"
            )
            line.execute(
                f"INSERT INTO requests ({columns}) SELECT {columns} FROM requests WHERE id = ?", numbers[:1]
            )
            line.execute("DELETE FROM requests WHERE id = ?", numbers[1:2])
            line.execute("DELETE FROM cards WHERE key = ?", (f"request:{numbers[2]}",))
        line.close()
        report = stage.audit()
        assert len(report.doubled) == 1
        assert len(report.lost) == 1
        assert numbers[2] in report.cards_missing


@pytest.mark.parametrize(("variant", "arrives"), [("sound", True), ("early", False)])
async def test_a_letter_that_telegram_did_not_take_before_the_kill_is_kept_only_in_the_outbox(
    nursery: Nursery, tmp_path: Path, variant: str, arrives: bool
) -> None:
    async with Stage(nursery, tmp_path, variant, seed=6) as stage:
        anna = stage.resident().phone
        # Every call is refused until the kill: the greeting waits for its next try when the line dies.
        stage.sandbox.faults.at_random(1.0, Fault.server_error(), "sendMessage")
        anna.starts()
        await stage.fork()
        while not stage.sandbox.faults.happened:
            await asyncio.sleep(0.01)
        if variant == "early":
            await stage.rests()
        stage.send(signal.SIGKILL)
        await stage.reap()
        stage.sandbox.faults.clear()
        await stage.fork()
        await stage.rests()
        assert anna.silent() is not arrives


FORM = ("Позвать человека", "знак1001х0х", "Анна", "пропустить", "отправить")
HEARD = ("Что случилось?", "Как к вам обращаться?", "По какому номеру", "Проверьте", "принята")


@pytest.mark.parametrize(("variant", "doubled"), [("sound", []), ("keyless", [FORM[1]])])
async def test_updates_that_come_again_double_a_request_only_where_their_keys_are_not_kept(
    nursery: Nursery, tmp_path: Path, variant: str, doubled: list[str]
) -> None:
    async with Stage(nursery, tmp_path, variant, seed=4) as stage:
        anna = stage.resident()
        anna.walks.append(Walk(FORM[1], sent=True))
        updates = stage.sandbox.world.updates
        # What is said bears a time that no question can be later than: each text is an answer.
        stage.sandbox.world.clock = lambda: time.time() + 60.0
        await stage.fork()
        anna.phone.says("Позвать человека")
        await anna.phone.hears("Вы согласны?", 20.0)
        anna.phone.presses("Да, разрешаю")
        await anna.phone.hears("Что случилось?")
        for text, answer in zip(FORM, HEARD, strict=True):
            anna.phone.says(text)
            await anna.phone.hears(answer)

        for waiting, answer in zip(list(updates._given)[-len(FORM) :], HEARD, strict=True):
            updates._give_again([waiting])
            if doubled:
                await anna.phone.hears(answer)
        await stage.rests()
        report = stage.audit()
        assert report.doubled == doubled
        assert not report.lost
