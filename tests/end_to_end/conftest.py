"""The stage with the line open; at the end of a story nothing may have died on the way."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from sandbox import Limits, Sandbox
from sandbox.demo import demo_world
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
