"""Work in a process of its own: it may fail, and the line goes on."""

import pytest

from bot.pipeline.worker import Worker, WorkFailed


@pytest.fixture
async def worker():
    worker = Worker("tests.pipeline.works:work", seconds=2.0, megabytes=512)
    yield worker
    await worker.stop()


async def test_it_is_done_humbly_by_one_process_that_knows_no_keys(worker):
    assert worker.pid == 0
    told, content = await worker.do({}, b"abc")
    assert (told, content) == ({"pid": worker.pid, "nice": 10, "keys": False}, b"cba")
    assert (await worker.do({"do": "print"}, b""))[0]["pid"] == told["pid"]


async def test_what_fails_or_eats_all_memory_is_told_and_the_same_process_goes_on(worker):
    told, _ = await worker.do({})
    with pytest.raises(WorkFailed, match="MemoryError"):
        await worker.do({"do": "eat"})
    assert (await worker.do({}))[0]["pid"] == told["pid"]


async def test_a_process_that_died_is_replaced(worker):
    told, _ = await worker.do({})
    with pytest.raises(WorkFailed, match="IncompleteReadError"):
        await worker.do({"do": "die"})
    assert (await worker.do({}))[0]["pid"] not in (0, told["pid"])


async def test_one_that_hangs_is_ended():
    worker = Worker("tests.pipeline.works:work", seconds=1.0)
    with pytest.raises(WorkFailed, match="TimeoutError"):
        await worker.do({"do": "hang"})
    assert worker.pid == 0
