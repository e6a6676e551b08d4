"""Buttons of another day, buttons that nobody was shown, and changes that would harm others."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.domain.activities import Plan
from bot.domain.people import Role
from bot.domain.timetable import Activity, Standing
from tests.flows.organisers import becomes
from tests.hall import LINK, MOSCOW, Hall
from tests.line import TheLine
from tests.network import TELEGRAM
from tests.phone import Phone

HOURS = ("2026-11-24T14:00", "2026-11-24T15:00")


@pytest.fixture
async def hall(line: TheLine, maria: Phone, anna: Phone) -> Hall:
    await anna.says("/start")
    await becomes(maria, Role.SPECIALIST)
    return Hall(line, maria)


async def places(hall: Hall, phone: Phone, activities: list[Activity]) -> list[Standing | None]:
    """How a person stands to each of some activities."""
    async with hall.line.acting(TELEGRAM, phone.account) as services:
        found = [await services.work.signups.of(one.id, services.person.id) for one in activities]
    return [one.standing if one is not None else None for one in found]


async def test_nobody_takes_all_hours_of_a_specialist_with_a_button_they_made_up(hall: Hall, anna: Phone):
    hours = await hall.opens_hours(*HOURS)
    for flow in ("act-all", "act-days"):
        await anna.presses(data=f"g:{flow}:{hours[0].series.id}")
        assert anna.last.text.startswith("«Беседа с психологом», 50 минут. На какой день записать?")
    assert await places(hall, anna, hours) == [None, None]
    series = await hall.opens()
    await anna.presses(data=f"g:act-all:{series.id}")
    assert set(await places(hall, anna, await hall.days(series))) == {Standing.GOING}


async def test_a_button_from_before_gives_nothing_back_that_is_over(hall: Hall, anna: Phone, maria: Phone):
    first, *_ = await hall.days(await hall.opens())
    hour, later = await hall.opens_hours(*HOURS)
    for one in (first, hour):
        await hall.joins(anna, one)
    await hall.line.later(hours=30)
    told = len(maria.texts)
    for one in (first, hour):
        await anna.presses(data=f"g:act-leave:{one.id}")
        assert "Уже прошло." in anna.last.text
    await hall.line.later(seconds=5)
    assert await places(hall, anna, [first, hour, later]) == [Standing.GOING, Standing.GOING, None]
    assert len(maria.texts) == told


async def test_an_hour_is_not_moved_onto_another_one_of_the_specialist(hall: Hall, maria: Phone):
    first, _ = await hall.opens_hours(*HOURS)
    await maria.presses(data=f"g:class-move:{first.id}")
    assert maria.last.text.startswith("«Беседа с психологом», вт 24.11 14:00")


@pytest.mark.parametrize(("minutes", "answer"), [("60 мин.", "Изменили."), ("90 мин.", "Так долго нельзя")])
async def test_hours_are_not_made_so_long_that_they_overlap(hall: Hall, maria: Phone, minutes, answer):
    first, _ = await hall.opens_hours(*HOURS)
    await maria.presses(data=f"g:class-edit:{first.series.id}")
    await maria.presses("сколько длится")
    said = await maria.presses(minutes)
    assert said[0].startswith(answer)


@pytest.mark.parametrize("data", ["g:sent:{}", "b:pause:{}:1"])
async def test_no_number_is_too_large_to_be_looked_for(hall: Hall, maria: Phone, data):
    await becomes(maria, Role.ORGANISER)
    await maria.presses(data=data.format("9" * 30))
    assert not any("сломалось" in text for text in maria.texts)


async def test_who_changes_something_after_a_standstill_hears_what_was_due(hall: Hall, anna: Phone):
    first, *_ = await hall.days(await hall.opens())
    await hall.joins(anna, first)
    hall.line.now = first.starts - 1800.0
    await anna.presses(data="g:act-set:off-news")
    await hall.line.later(seconds=5)
    assert any("Скоро занятие: сегодня, вторник, в 10:00" in text for text in anna.texts)


async def test_what_was_due_is_not_said_to_who_switches_it_off(hall: Hall, anna: Phone):
    first, *_ = await hall.days(await hall.opens())
    await hall.joins(anna, first)
    hall.line.now = first.starts - 1800.0
    await anna.presses(data="g:act-set:off-hour")
    await hall.line.later(seconds=5)
    assert not any("Скоро занятие" in text for text in anna.texts)


async def test_new_hours_are_news_too(hall: Hall, anna: Phone):
    async with hall.line.acting(TELEGRAM, anna.account) as services:
        await services.work.signups.follow(services.person.id, "kind:psychologist", services.now)
    await hall.opens_hours(*HOURS)
    await hall.line.later(seconds=5)
    assert any("Новые часы приёма" in text for text in anna.texts)
    await anna.presses(data="g:act-set:off-news")
    seen = len(anna.texts)
    await hall.opens_hours("2026-11-26T14:00")
    await hall.line.later(seconds=5)
    assert len(anna.texts) == seen


async def test_a_screen_that_stood_there_says_no_more_that_one_is_signed_up_for_what_was_cancelled(
    hall: Hall, anna: Phone
):
    first, *_ = await hall.days(await hall.opens())
    await anna.presses(data=f"g:act-go:{first.id}")
    assert anna.last.text.startswith("Записали вас")
    async with hall.by(hall.host) as timetable:
        await timetable.cancel(first, "Ольга заболела")
    for data in (f"g:act-done:{first.id}", ""):
        said = await anna.presses("" if data else "Отменить запись", data=data)
        assert not any("Записали вас" in text or "записывайтесь снова" in text for text in said)
        assert "Отменили.\nПочему: Ольга заболела" in anna.last.text


async def test_however_many_begin_at_once_their_reminders_fit_into_one_message_and_the_ways_in_come_first(
    hall: Hall, anna: Phone
):
    for number in range(1, 9):
        series = await hall.opens(
            title=f"{number}. Литературная гостиная о стихах и прозе двадцатого века",
            prepare="книгу, очки и чай " * 22,
            plan=Plan(date(2026, 11, 24), time(14), MOSCOW),
        )
        await hall.joins(anna, (await hall.days(series))[0])
    await hall.line.later(hours=27, minutes=1)
    day, _, begins = anna.heard[-3:]
    assert all(f"«{number}. " in day.text for number in range(1, 9))
    assert [button.url for button in begins.buttons[:9]] == [LINK] * 8 + [""]
