"""Letters to many when something goes wrong or changes under way: outages, failed turns, linked accounts."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.domain.broadcasts import Going, Post
from bot.storage.tables import broadcast_recipients
from bot.vocabulary import Lane
from tests.flows.mailing import Town, posts, sends, sends_slowly
from tests.line import TheLine
from tests.network import TELEGRAM


@pytest.fixture
def town(line: TheLine) -> Town:
    return Town(line)


async def test_what_was_stopped_in_an_outage_does_not_leave_hours_later(line, town, maria):
    await town.grows(60)
    await sends_slowly(line, maria, 60)
    await maria.presses("Остановить совсем")
    await line.later(minutes=11)
    await line.fast()
    await line.later(minutes=1)
    assert sum(town.got()) == 0
    assert (await posts(line))[Post.WITHHELD] == 60


async def test_what_could_not_leave_in_an_outage_goes_when_it_is_over(line, town, maria):
    await town.grows(60)
    await sends_slowly(line, maria, 60)
    await line.later(minutes=11)
    await line.fast()
    await line.later(minutes=1)
    assert town.got() == [1] * 60


async def test_a_letter_of_which_nothing_is_heard_does_not_keep_the_report_for_ever(line, town, maria):
    await town.grows(3)
    await sends_slowly(line, maria, 3)
    assert line.network.waiting
    line.network.waiting = [one for one in line.network.waiting if one.lane is not Lane.BROADCAST]
    await line.fast()
    await line.later(minutes=59)
    assert (await posts(line))[Post.QUEUED] == 3
    await line.later(minutes=5)
    assert "Не вышло: 3" in maria.last.text


async def test_a_broadcast_whose_turn_has_failed_is_taken_up_again(line, town, maria):
    await town.grows(3)
    await sends(maria, 3)
    async with line.acting(TELEGRAM, maria.account) as services:
        services.work.never("broadcast:1")
    async with line.reading() as work:
        assert await work.broadcasts.forgotten() == [1]
    await line.later(minutes=11)
    assert town.got() == [1, 1, 1]


async def test_one_that_was_stopped_gets_its_report_though_a_turn_has_failed(line, town, maria):
    await town.grows(60)
    await sends_slowly(line, maria, 60)
    await maria.presses("Остановить совсем")
    async with line.acting(TELEGRAM, maria.account) as services:
        services.work.never("broadcast:1")
    await line.fast()
    before = len(maria.heard)
    await line.later(minutes=11)
    assert [text for text in maria.texts[before:] if "Рассылка №1 остановлена" in text]
    async with line.reading() as work:
        assert await work.broadcasts.forgotten() == []


async def test_a_person_with_two_accounts_gets_one_letter(line, town, maria):
    first, second = await town.grows(2)
    async with line.acting(TELEGRAM, first.account) as services:
        joining = await services.work.people.by_account(TELEGRAM, second.account)
        assert joining is not None
        await services.work.linking.join(services.person, joining)
    await sends(maria, 1)
    await line.later(seconds=10)
    assert sum(town.got()) == 1


@pytest.mark.parametrize("first_is_queued", [True, False])
async def test_accounts_that_are_linked_in_the_middle_get_no_second_letter(
    line, town, maria, first_is_queued
):
    await town.grows(60)
    await sends_slowly(line, maria, 60)
    async with line.reading() as work:
        rows = (await work.read(select(broadcast_recipients.c.chat, broadcast_recipients.c.state))).all()
    queued = next(chat for chat, state in rows if state == "queued")
    waiting = next(chat for chat, state in rows if state == "waiting")
    keeper, joining = (queued, waiting) if first_is_queued else (waiting, queued)
    async with line.acting(TELEGRAM, keeper) as services:
        other = await services.work.people.by_account(TELEGRAM, joining)
        assert other is not None
        await services.work.linking.join(services.person, other)
    await line.fast()
    await line.later(minutes=1)
    by_chat = dict(zip((phone.account for phone in town.people), town.got(), strict=True))
    assert by_chat[queued] + by_chat[waiting] == 1
    assert sum(town.got()) == 59
    async with line.reading() as work:
        one = await work.broadcasts.get(1)
        assert one is not None
        assert one.state is Going.DONE


async def test_who_got_what_is_forgotten_after_a_week_and_the_numbers_stay(line, town, maria):
    await town.grows(2)
    await sends(maria, 2)
    await line.later(seconds=10)
    await line.stands_still(days=8)
    await sends(maria, 2, text="Вторая новость для всех жителей")
    await line.later(seconds=10)
    async with line.reading() as work:
        kept = await work.read(select(func.count()).select_from(broadcast_recipients))
        assert kept.scalar_one() == 2
    await maria.says("/broadcasts")
    await maria.presses(next(label for label in maria.buttons if label.startswith("№1")))
    assert "Дошло: 2" in maria.shown("Рассылка №1 отправлена").text
