"""Files on their way from messenger to messenger: words do not wait, nothing is lost, nothing lies open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.app import App
from sandbox import Fault
from sandbox.vk import refusal
from tests.end_to_end.everywhere import TELEGRAM, VK, Cast, Everywhere, contents

ACROSS = [(TELEGRAM, VK), (VK, TELEGRAM)]
PHOTO = b"\xff\xd8 a photo that nobody else may see"
MEGABYTE = 1024 * 1024

crossing = pytest.mark.parametrize("cast", ACROSS, indirect=True, ids=lambda pair: "-".join(pair))


def uploads_fail(stage: Everywhere, to: str, times: int) -> None:
    """Let the messenger take no photos for a while."""
    if to == VK:
        stage.vk.faults.next("photos.getMessagesUploadServer", refusal(10), times)
    else:
        stage.sandbox.faults.next("sendPhoto", Fault.server_error(), times)


def spooled(stage: Everywhere) -> list[bytes]:
    """What lies in the spool."""
    folder = stage.database.with_name("line.db.spool")
    return [path.read_bytes() for path in folder.iterdir()] if folder.is_dir() else []


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.005)


@crossing
async def test_words_go_at_once_and_the_file_follows(cast: Cast) -> None:
    number = await cast.maria_has_it()
    stage, anna, maria = cast.stage, cast.anna, cast.maria
    uploads_fail(stage, cast.resident_in, 1)
    maria.phone.sends_photo(PHOTO, "Вот чек", reply_to=maria.finds("Ответьте на это").id)
    await until(lambda: any("Вот чек" in text for text in anna.phone.texts))
    await maria.says("И ещё слова", maria.finds("Ответьте на это"))
    texts = await anna.hears()
    assert texts[0] == stage.say("from-worker", name="Мария", number=number, text="Вот чек")
    assert sorted(texts[1:]) == [
        "",
        stage.say("from-worker", name="Мария", number=number, text="И ещё слова"),
    ]
    assert contents(anna, "photo") == [PHOTO]
    assert spooled(stage) == []


@crossing
async def test_a_file_on_its_way_is_sealed_and_outlives_a_restart(cast: Cast) -> None:
    await _restart_in_between(cast)
    (photo,) = contents(cast.anna, "photo")
    assert photo == PHOTO
    assert spooled(cast.stage) == []


@crossing
async def test_without_the_spool_a_restart_loses_what_its_messenger_has_dropped(cast: Cast) -> None:
    def forgets(app: App) -> None:
        app.spool.sweep(())

    cast.stage.changes = forgets
    await _restart_in_between(cast)
    assert contents(cast.anna, "photo") == []
    number = 1
    why = cast.stage.say("undelivered-file")
    assert cast.stage.say("undelivered", number=number, why=why) in cast.maria.phone.texts


async def _restart_in_between(cast: Cast) -> None:
    """The photo is fetched and cannot be brought; the line ends, the photo is gone, it begins."""
    await cast.maria_has_it()
    stage, maria = cast.stage, cast.maria
    uploads_fail(stage, cast.resident_in, 100)
    maria.phone.sends_photo(PHOTO, reply_to=maria.finds("Ответьте на это").id)
    await until(lambda: bool(spooled(stage)))
    assert all(PHOTO not in sealed and b"photo" not in sealed for sealed in spooled(stage))
    await stage.closes()
    assert len(spooled(stage)) == 1
    world = stage.vk.world if cast.worker_in == VK else stage.sandbox.world
    for path, file in list(world.files._paths.items()):
        world.files._paths[path] = replace(file, content=None)
    stage.vk.faults.clear()
    stage.sandbox.faults.clear()
    await stage.opens()
    await cast.anna.hears()


@pytest.mark.parametrize("cast", [*ACROSS, (VK, VK)], indirect=True, ids=lambda pair: "-".join(pair))
async def test_a_file_that_cannot_be_carried_for_a_while_arrives_later(cast: Cast) -> None:
    number = await cast.maria_has_it()
    stage, anna, maria = cast.stage, cast.anna, cast.maria
    if cast.worker_in == TELEGRAM:
        stage.sandbox.faults.next("getFile", Fault.server_error(), 1)
    else:
        stage.vk.faults.next("photos.getMessagesUploadServer", refusal(10))
        stage.sandbox.faults.next("sendPhoto", Fault.server_error(), 1)
    maria.phone.sends_photo(PHOTO, reply_to=maria.finds("Ответьте на это").id)
    await anna.hears()
    assert contents(anna, "photo") == [PHOTO]
    assert set(await maria.hears()) == {stage.say("delivered", number=number)}


async def test_what_is_too_large_is_refused_in_words_and_holds_nothing_up(cast: Cast) -> None:
    number = await cast.maria_has_it()
    stage, anna, maria = cast.stage, cast.anna, cast.maria
    card = maria.finds("Ответьте на это")
    for size in (21 * MEGABYTE, 60 * MEGABYTE):
        maria.phone.sends_document(None, "кино.pdf", size=size, reply_to=card.id)
        assert await maria.hears() == [stage.say("answer-file-too-large")]
        assert await maria.says("А слова доходят", card) == [stage.say("delivered", number=number)]
        await anna.hears()
        anna.phone.sends_document(None, "кино.pdf", size=size)
        assert await anna.hears() == [stage.say("answer-file-too-large")]
        assert await anna.says("И мои тоже") == [stage.say("added-to-worker", number=number)]
        await maria.hears()
    assert spooled(stage) == []


@crossing
async def test_a_residents_file_that_is_gone_is_missed_aloud(cast: Cast) -> None:
    number = await cast.maria_has_it()
    stage, anna, maria = cast.stage, cast.anna, cast.maria
    await maria.says("Пришлите фото", maria.finds("Ответьте на это"))
    await cast.all_hear()
    world = stage.vk.world if cast.resident_in == VK else stage.sandbox.world
    sent = anna.phone.sends_voice(b"OggS gone")
    for path, file in list(world.files._paths.items()):
        world.files._paths[path] = replace(file, content=None)
    assert sent is not None
    assert stage.say("file-not-passed", number=number) in await anna.hears()
    assert stage.say("file-missing", number=number) in await maria.hears()
    anna.phone.sends_voice(b"OggS once more")
    await anna.hears()
    await maria.hears()
    assert contents(maria, "voice") == [b"OggS once more"]
