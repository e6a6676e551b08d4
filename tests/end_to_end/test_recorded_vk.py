"""Every recorded event of VK goes through intake, inbox and turns; the table names what comes of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest
import pytest_asyncio

from bot.messengers.vk.events import event_key
from sandbox import Sandbox
from sandbox.demo import ANNA, MARIA, demo_world
from sandbox.vk.world import VkWorld
from tests.end_to_end.everywhere import VK, Everywhere, vk_server
from tests.end_to_end.recorded_vk import FOLDER, event_of, people, read, table

TABLE = table()
EVENTS = {name: row for name, row in TABLE.items() if row.outcome != "gap"}
GAPS = sorted(TABLE.keys() - EVENTS.keys())


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Everywhere]:
    """The line on VK alone; updates may die."""
    async with Sandbox(demo_world(), vk=vk_server()) as sandbox:
        stage = Everywhere(sandbox, tmp_path, messengers=(VK,), admin_in=VK)
        await stage.opens()
        # What happens before the line has asked where to listen from is nothing that it can hear.
        async with asyncio.timeout(10.0):
            while not sandbox.vk.calls.get("groups.getLongPollServer"):
                await asyncio.sleep(0.002)
        yield stage
        await stage.closes()


def replay(world: VkWorld, event: Any) -> str:
    """The event comes once more, in a world in which its people live and have opened the community."""
    for user in people(event):
        if user not in world.users:
            world.add_user(user, "Кто-то")
        world.dialogue(user).permission = "allowed"
    world.events._keep([orjson.dumps(event)])
    return event_key(event)


def said(stage: Everywhere) -> list[str]:
    """All that the line has said anywhere."""
    return [
        message.text
        for peer in stage.vk.world.peers.values()
        for message in peer.messages.values()
        if message.outgoing
    ]


def test_the_table_names_every_recorded_event_and_no_other() -> None:
    assert sorted(TABLE) == sorted(path.name for path in FOLDER.glob("*.json"))
    assert {row.outcome for row in TABLE.values()} == {"answered", "ignored on purpose", "gap"}


@pytest.mark.parametrize("name", EVENTS)
async def test_a_recorded_event_comes_to_what_the_table_says(stage: Everywhere, name: str) -> None:
    row = EVENTS[name]
    key = replay(stage.vk.world, event_of(row))
    await stage.quiet()
    await stage.passes(2)
    assert stage.rows(f"SELECT state FROM inbox WHERE source = 'vk' AND key = '{key}'") == [("done",)]
    assert stage.dead() == []
    if row.outcome == "answered":
        assert said(stage)[0].startswith(stage.say(row.what))
    else:
        assert said(stage) == []


@pytest.mark.parametrize("name", GAPS)
async def test_a_recorded_failure_of_the_long_poll_loses_nothing(stage: Everywhere, name: str) -> None:
    stage.vk.faults.fails(read(name)["failed"])
    await stage.on(VK, MARIA).starts()
    assert (await stage.on(VK, ANNA).starts())[-1] == stage.say("menu")
    assert stage.vk.faults.happened == 1


async def test_all_of_them_at_once_and_none_stops_the_others(stage: Everywhere) -> None:
    for row in EVENTS.values():
        replay(stage.vk.world, event_of(row))
    texts = await stage.on(VK, ANNA).starts()
    assert texts[-1] == stage.say("menu")
    assert stage.dead() == []
    assert stage.rows("SELECT count(*) FROM inbox WHERE state != 'done'") == [(0,)]


@pytest.mark.parametrize(
    "event",
    [
        {"type": "message_new", "object": {"message": {"text": "Секрет", "peer_id": ["много"]}}},
        {"type": "message_new", "object": {"message": "Секрет"}},
        {"type": "message_new", "object": None},
        {"type": "message_event", "object": {"payload": "Секрет"}},
        {"object": {}},
        {},
        [],
        "Секрет",
        17,
        None,
    ],
    ids=str,
)
async def test_what_cannot_be_decoded_is_a_dead_letter_and_stops_nobody(
    stage: Everywhere, event: object
) -> None:
    stage.vk.world.events._keep([orjson.dumps(event)])
    texts = await stage.on(VK, ANNA).starts()
    assert texts[-1] == stage.say("menu")
    assert [(source, key) for source, key, _ in stage.dead()] == [("vk", event_key(event))]
    assert not any("Секрет" in text for text in said(stage))
