"""Two at the same row: compare-and-set, codes that work once, turns that fail alone."""

from __future__ import annotations

import pytest

from bot.domain.people import CODE_LIFETIME, CodePurpose
from bot.domain.requests import Action, Refused, change
from bot.storage.codec import conversation_bytes, conversation_from
from bot.vocabulary import Address, Sender
from tests.network import TELEGRAM


@pytest.fixture
async def opened(line):
    """A request in the database."""
    async with line.reading() as work:
        anna = await work.people.meet(TELEGRAM, Sender(101, "Анна"), line.now)
        service = line.app.line.content.cases[0].services[0]
        form = {"fields": [{"title": "Адрес", "text": "Улица Мира, 5"}]}
        request = await work.requests.open(anna.id, Address(TELEGRAM, 101), service, form, line.now)
        await work.end_turn()
    return request


async def test_the_second_change_of_the_same_version_is_refused(line, opened):
    async with line.reading() as work:
        taken = change(opened, Action.TAKE, 2, line.now)
        await work.requests.change(opened, taken, 2, line.now)
        with pytest.raises(Refused, match="refused-changed"):
            await work.requests.change(opened, change(opened, Action.TAKE, 3, line.now), 3, line.now)
        assert (await work.requests.get(opened.id)).owner == 2
        assert len(await work.requests.history(opened.id)) == 2


@pytest.mark.parametrize("number", ["", "x", "-1", "1.0", "²", "٣", "9" * 30, " 1"])
async def test_what_is_no_number_names_no_request(line, opened, number):
    async with line.reading() as work:
        assert await work.requests.named(number) is None
        assert (await work.requests.named("1")) == opened


async def test_a_code_works_once_for_its_purpose_and_for_two_days(line):
    async with line.reading() as work:
        code = await work.people.make_code(CodePurpose.WORKER, 1, line.now)
        assert await work.people.use_code(code, (CodePurpose.STAFF_ROOM,), 2, line.now) is None
        late = line.now + CODE_LIFETIME
        assert await work.people.use_code(code, (CodePurpose.WORKER,), 2, late) is None
        assert await work.people.use_code(code, (CodePurpose.WORKER,), 2, late - 1) == (CodePurpose.WORKER, 1)
        assert await work.people.use_code(code, (CodePurpose.WORKER,), 3, line.now) is None


async def test_a_turn_that_is_undone_takes_only_its_own_with_it(line, opened):
    async with line.reading() as work:
        work.begin_turn()
        await work.requests.rate(opened, 5)
        await work.end_turn()
        work.begin_turn()
        await work.requests.rate(opened, 1)
        await work.people.meet(TELEGRAM, Sender(777, "Никто"), line.now)
        await work.undo_turn()
        assert (await work.requests.get(opened.id)).rating == 5
        assert await work.people.by_account(TELEGRAM, 777) is None


async def test_nothing_personal_stands_in_clear_in_the_rows(line, opened):
    raw = b"".join(file.read_bytes() for file in line.folder.glob("line.db*"))
    for personal in ("Улица Мира", "Анна"):
        assert personal.encode() not in raw


async def test_a_conversation_written_by_an_older_version_is_read(line, anna):
    await anna.says("/start")
    async with line.reading() as work:
        stored = await work.conversation(anna.address)
    assert conversation_from(conversation_bytes(stored)) == stored
    assert conversation_from(b'{"flow": "menu"}').drafts == ()
