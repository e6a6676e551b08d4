"""The stage with the line open; at the end of a story nothing may have died on the way."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from sandbox import Limits, Sandbox
from sandbox.demo import demo_world
from tests.end_to_end.everywhere import PAIRS, Cast, Everywhere, vk_server
from tests.end_to_end.stage import Stage


@pytest_asyncio.fixture
async def mortal_stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The world without a line, where updates may die."""
    async with Sandbox(demo_world(), limits=Limits.lifted()) as sandbox:
        stage = Stage(sandbox, tmp_path)
        yield stage
        if stage.running:
            await stage.closes()


@pytest_asyncio.fixture
async def empty_stage(mortal_stage: Stage) -> AsyncIterator[Stage]:
    """The world without a line: the test opens it."""
    yield mortal_stage
    assert mortal_stage.dead() == []


@pytest_asyncio.fixture
async def stage(empty_stage: Stage) -> Stage:
    """The world with the line open in it, Maria being its administrator."""
    await empty_stage.opens()
    return empty_stage


@pytest_asyncio.fixture
async def everywhere(tmp_path: Path) -> AsyncIterator[Everywhere]:
    """Both messengers, without a line."""
    async with Sandbox(demo_world(), limits=Limits.lifted(), vk=vk_server()) as sandbox:
        stage = Everywhere(sandbox, tmp_path)
        yield stage
        if stage.running:
            await stage.closes()
        assert stage.dead() == []


@pytest_asyncio.fixture(params=PAIRS, ids=lambda pair: "-".join(pair))
async def cast(request: pytest.FixtureRequest, everywhere: Everywhere) -> Cast:
    """The line in those messengers that the two need, and the workers at work."""
    resident_in, worker_in = request.param
    everywhere.messengers = tuple({resident_in: 0, worker_in: 0})
    everywhere.admin_in = worker_in
    await everywhere.opens(staff=(worker_in,))
    made = Cast(everywhere, resident_in, worker_in)
    await made.workers_come()
    return made
