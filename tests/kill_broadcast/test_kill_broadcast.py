"""A letter to many reaches everybody however often the line is killed on the way; and the proof can fail."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.domain.broadcasts import Audience, Broadcast, Going, Who
from bot.flows.organising.mailing import KIND
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.memory import Memory
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Address, Sender
from tests.kill.moments import Moment
from tests.kill.stage import FIRST_RESIDENT, Nursery, Stage
from tests.kill_vk.stage import PACKED, VkStage

SOAK = os.environ.get("SOAK") == "1"
PEOPLE = 10_000 if SOAK else 500
KILLS = 5 if SOAK else 2
NEWS = "В пятницу меняются правила."
CALLS = {"telegram": "sendMessage", "vk": "messages.send"}


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery("tests.kill_broadcast.lines")
    yield nursery
    nursery.close()


@asynccontextmanager
async def town(nursery: Nursery, folder: Path, messenger: str, variant: str) -> AsyncIterator[Stage]:
    """Everybody agreed to everything, and a letter to all of them is about to leave."""
    kind = VkStage if messenger == "vk" else Stage
    async with kind(nursery, folder, variant, seed=7) as stage:
        people = range(FIRST_RESIDENT + 10_000, FIRST_RESIDENT + 10_000 + PEOPLE)
        for user in people:
            if isinstance(stage, VkStage):
                stage.vk.world.add_user(user, "Анна")
                stage.vk.world.dialogue(user).permission = "allowed"
            else:
                stage.sandbox.world.add_user(user, "Анна")
                stage.sandbox.world.private(user).started = True
        if isinstance(stage, VkStage):
            await stage.begins_before_everybody()
        await begin(stage, messenger, people)
        yield stage


async def begin(stage: Stage, messenger: str, people: range) -> None:
    database = Database(stage.order.database, Cipher((stage.order.keys,)))
    await database.open()
    now = time.time()
    work = UnitOfWork(database, Memory(1), LetterIds(0, now), lambda: now)
    async with database.transaction():
        known = [await work.people.meet(messenger, Sender(account, "Анна"), now) for account in people]
        for person in known:
            await work.people.consent(person, "1", True, now)
        new = Broadcast(
            id=0,
            author=known[0].id,
            address=Address(messenger, people[0]),
            text=NEWS,
            file=None,
            audience=Audience(Who.EVERYBODY),
            urgent=True,
            state=Going.SENDING,
            total=0,
            counts={},
            version=1,
            created_at=now,
        )
        one = await work.broadcasts.begin(new, (messenger,))
        work.later(f"{KIND}:{one.id}", KIND, now, one.address, {"broadcast": one.id})
        await work.end_turn()
        await work.flush()
    await database.close()


def got(stage: Stage) -> list[int]:
    """How often each person has the letter."""
    people = range(FIRST_RESIDENT + 10_000, FIRST_RESIDENT + 10_000 + PEOPLE)
    if isinstance(stage, VkStage):
        screens = [stage.vk.phone(user).screen for user in people]
        return [sum(message.text == NEWS for message in screen) for screen in screens]
    return [sum(message.text == NEWS for message in stage.sandbox.phone(user).screen) for user in people]


async def dies(stage: Stage, moment: Moment) -> None:
    """One line, from its fork to the kill at that call, however long it takes to come to it."""
    killed = asyncio.Event()

    def kill() -> None:
        if not stage.pid:
            # It calls before its fork is known here: the next call will do.
            stage.watched.aim(moment, kill)
            return
        stage.send(signal.SIGKILL)
        killed.set()

    # Aimed at before it lives: a busy machine may let it send everything before this goes on.
    stage.watched.aim(moment, kill)
    number = await stage.fork()
    async with asyncio.timeout(60.0):
        await killed.wait()
    assert await stage.reap() == -signal.SIGKILL, stage.order.log(number).read_text()[-2000:]
    stage._count(number)
    stage.tally.kills += 1


async def kills(stage: Stage, messenger: str) -> None:
    """Lines die while the letters leave, one after another."""
    for _ in range(KILLS):
        # What waits in the outbox leaves first: later kills meet the feed.
        delay = stage.chance.uniform(0.0, 0.15 if SOAK else 0.05)
        await dies(stage, Moment(0.0, CALLS[messenger], answered=True, delay=delay))
        assert 0 < sum(got(stage)) < PEOPLE, "the kill did not meet it in the middle"


async def ends(stage: Stage) -> None:
    number = await stage.fork()
    async with asyncio.timeout(300.0 if SOAK else 60.0):
        while not over(stage.order.database):
            await asyncio.sleep(0.02)
    stage.send(signal.SIGTERM)
    assert await stage.reap() == 0, stage.order.log(number).read_text()[-2000:]
    stage._count(number)


def over(path: Path) -> bool:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        found = connection.execute(
            "SELECT (SELECT state FROM broadcasts),"
            " (SELECT count(*) FROM broadcast_recipients WHERE state <> 'delivered')"
        ).fetchone()
    finally:
        connection.close()
    return tuple(found) == ("done", 0)


def tell(stage: Stage, messenger: str) -> None:
    times = got(stage)
    print(
        f"{messenger}: {stage.tally.kills} kills, {len(times)} people, {times.count(0)} without a letter,"
        f" {sum(count > 1 for count in times)} with two or more,"
        f" {sum(stage.tally.in_flight)} in flight at the kills"
    )


@pytest.mark.soak
@pytest.mark.parametrize("messenger", ["telegram", "vk"])
async def test_everybody_has_the_letter_though_the_line_was_killed_again_and_again(
    nursery: Nursery, tmp_path: Path, messenger: str
) -> None:
    async with town(nursery, tmp_path, messenger, "sound") as stage:
        await kills(stage, messenger)
        await ends(stage)
        tell(stage, messenger)
        times = got(stage)
        assert min(times) == 1
        assert not stage.tally.strays
        if messenger == "vk":
            assert max(times) == 1
        else:
            assert sum(times) - PEOPLE <= sum(stage.tally.in_flight)


async def test_a_feed_that_forgets_what_it_put_into_the_outbox_is_found_out(
    nursery: Nursery, tmp_path: Path
) -> None:
    """What the mark and the letter, written in one transaction, prevent: here the mark is taken away."""
    async with town(nursery, tmp_path, "telegram", "sound") as stage:
        await dies(stage, Moment(0.0, "sendMessage", answered=True))
        with sqlite3.connect(stage.order.database) as line:
            line.execute("UPDATE broadcast_recipients SET state = 'waiting' WHERE state = 'queued'")
        line.close()
        await ends(stage)
        assert sum(got(stage)) - PEOPLE > sum(stage.tally.in_flight)


async def test_repeats_with_another_random_id_are_found_out(nursery: Nursery, tmp_path: Path) -> None:
    async with town(nursery, tmp_path, "vk", "careless") as stage:
        for _ in range(3):
            # VK has taken the letters, and the line dies before it hears of it.
            await dies(stage, Moment(0.0, "messages.send", holding=PACKED))
        await ends(stage)
        assert max(got(stage)) > 1
