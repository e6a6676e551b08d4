"""Files that go to many, over HTTP: uploaded to each messenger once, and kept; and small ones of our own."""

from __future__ import annotations

import base64
from collections.abc import Iterable

import pytest

from bot.domain.media import for_many
from bot.flows.clubs.quizzes.quizzing import attached
from bot.storage.work import UnitOfWork
from bot.vocabulary import Address, Attachment, AttachmentKind, Lane, Message
from sandbox.demo import ANNA, IVAN, MARIA, OLEG
from sandbox.vk import refusal
from tests.end_to_end.everywhere import ON_VK, TELEGRAM, VK, Everywhere, contents
from tests.end_to_end.stage import Hand

PHOTO = b"\xff\xd8 a poster"
PAPER = b"%PDF what to prepare"
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
PEOPLE = (ANNA, IVAN, MARIA, OLEG)


@pytest.fixture
async def stage(everywhere: Everywhere) -> Everywhere:
    await everywhere.opens()
    for messenger in (TELEGRAM, VK):
        for person in PEOPLE:
            await everywhere.on(messenger, person).starts()
    return everywhere


async def send(stage: Everywhere, messenger: str, file: Attachment | None, people: Iterable[int]) -> None:
    """The same file to several people, as a turn would send it."""
    app = stage.app
    work = UnitOfWork(app.database, app.turns.memory, app.turns._ids, app.now)
    async with app.database.transaction():
        for person in people:
            chat = ON_VK[person] if messenger == VK else person
            work.send(Address(messenger, chat), Message("Смотрите", attachment=file), Lane.BROADCAST)
        await work.flush()
    work.committed()
    app._deliver(work.letters, ())
    await stage.quiet()


def given(stage: Everywhere, messenger: str, kind: str, content: bytes) -> Attachment | None:
    """What an organiser sent to the line, to be passed on to many."""
    organiser = stage.on(messenger, MARIA).phone
    name = "памятка.pdf"
    message = organiser.sends_photo(content) if kind == "photo" else organiser.sends_document(content, name)
    if messenger == TELEGRAM:
        shown = message.wire[kind]
        ref = (shown[-1] if kind == "photo" else shown)["file_id"]
        return for_many(Attachment(AttachmentKind(KINDS[kind]), ref, name, messenger=TELEGRAM))
    shown = message.wire["attachments"][0][{"photo": "photo", "document": "doc"}[kind]]
    url = shown["sizes"][-1]["url"] if kind == "photo" else shown["url"]
    ref = f"{kind}{shown['owner_id']}_{shown['id']}"
    return for_many(Attachment(AttachmentKind(KINDS[kind]), ref, name, messenger=VK, url=url))


KINDS = {"photo": "photo", "document": "file"}


async def has_it(hand: Hand, kind: str, content: bytes) -> bool:
    await hand.hears()
    return contents(hand, kind) == [content]


def uploads(stage: Everywhere) -> tuple[int, int, int]:
    """Files that went up to Telegram, and photos and papers that went up to VK."""
    calls = stage.vk.calls
    return (
        len([file for file in stage.sandbox.world.files._files.values() if file.content]),
        calls.get("photos.saveMessagesPhoto", 0),
        calls.get("docs.save", 0),
    )


@pytest.mark.parametrize(
    ("source", "target", "kind", "content"),
    [(TELEGRAM, VK, "document", PAPER), (VK, TELEGRAM, "photo", PHOTO), (VK, VK, "photo", PHOTO)],
)
async def test_everybody_has_it_and_it_went_up_once(
    stage: Everywhere, source: str, target: str, kind: str, content: bytes
) -> None:
    file = given(stage, source, kind, content)
    await stage.quiet()
    for person in PEOPLE:
        await stage.on(target, person).hears()
    before = uploads(stage)
    await send(stage, target, file, PEOPLE)
    for person in PEOPLE:
        assert await has_it(stage.on(target, person), kind, content), person
    assert sum(uploads(stage)) - sum(before) == 1
    await stage.restarts()
    await send(stage, target, file, PEOPLE)
    assert await has_it(stage.on(target, ANNA), kind, content)
    assert sum(uploads(stage)) - sum(before) == 1


async def test_what_telegram_has_lost_goes_up_anew(stage: Everywhere) -> None:
    file = given(stage, VK, "photo", PHOTO)
    await send(stage, TELEGRAM, file, PEOPLE)
    await stage.on(TELEGRAM, ANNA).hears()
    stage.sandbox.world.files._files.clear()
    await send(stage, TELEGRAM, file, PEOPLE)
    assert await has_it(stage.on(TELEGRAM, ANNA), "photo", PHOTO)
    assert uploads(stage)[0] == 1


async def test_what_vk_has_lost_goes_up_anew(stage: Everywhere) -> None:
    file = given(stage, TELEGRAM, "document", PAPER)
    await send(stage, VK, file, PEOPLE)
    await stage.on(VK, ANNA).hears()
    stage.vk.world.uploaded.clear()
    await send(stage, VK, file, (ANNA,))
    assert await has_it(stage.on(VK, ANNA), "document", PAPER)


async def test_a_community_without_files_of_its_own_gives_each_person_theirs(stage: Everywhere) -> None:
    stage.vk.faults.next("docs.getWallUploadServer", refusal(15), 9)
    await send(stage, VK, given(stage, TELEGRAM, "document", PAPER), PEOPLE)
    for person in PEOPLE:
        assert await has_it(stage.on(VK, person), "document", PAPER)
    assert stage.vk.calls["docs.save"] == len(PEOPLE)


@pytest.mark.parametrize("messenger", [TELEGRAM, VK])
async def test_a_file_of_the_lines_own_travels_in_its_letter(stage: Everywhere, messenger: str) -> None:
    made = base64.b64encode(CALENDAR).decode()
    file = Attachment(AttachmentKind.FILE, f"inline:{made}", "zanyatia.ics", messenger="inline")
    await send(stage, messenger, file, (ANNA,))
    hand = stage.on(messenger, ANNA)
    assert await has_it(hand, "document", CALENDAR)
    assert "zanyatia.ics" in str(hand.heard[-1].wire)


@pytest.mark.parametrize("messenger", [TELEGRAM, VK])
@pytest.mark.parametrize(("name", "kind"), [("kalinka.ogg", "voice"), ("orion.png", "photo")])
async def test_the_sounds_and_pictures_of_quizzes_come_from_the_editors_folder(
    stage: Everywhere, messenger: str, name: str, kind: str
) -> None:
    await send(stage, messenger, attached(name), (ANNA,))
    content = (stage.app.settings.content / "packs" / "media" / name).read_bytes()
    assert await has_it(stage.on(messenger, ANNA), kind, content)
