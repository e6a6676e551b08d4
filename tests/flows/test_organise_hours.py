"""Specialists: hours are opened in words, seen with who took them, and closed."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from bot.flows.activities.timetable import Timetable
from tests.flows.organisers import LINK, at_work, becomes, opens_hours
from tests.phone import Phone

TEN = "вт 24.11 10:00"


@pytest.fixture
async def pavel(line):
    """A psychologist who is no worker; he is in the staff room."""
    pavel = Phone(line, 204, "Павел")
    await becomes(pavel, Role.SPECIALIST)
    return pavel


async def books(person: Phone, number: int = 1, note: str = "О внуке") -> None:
    """Take an hour, with a word of what it is about."""
    await person.says("/start")
    async with at_work(person) as services:
        activity = await services.work.activities.get(number)
        assert activity is not None
        await Timetable(services).sign_up(activity, note=note)


async def begins_hours(pavel: Phone) -> None:
    """Say everything about new hours up to the question when."""
    await pavel.says("/classes")
    await pavel.presses("Открыть часы приёма")
    await pavel.presses("Психолог")
    await pavel.says("Беседа с психологом")
    await pavel.says("Обо всём, что тревожит")
    await pavel.says("Павел, психолог")
    await pavel.says("50 минут")
    await pavel.presses("Пропустить")
    await pavel.says(LINK)


async def hours(line, number=1):
    async with line.reading() as work:
        return await work.activities.of_series(number, 0.0)


async def test_hours_of_one_day_are_opened_in_words(pavel, line):
    await begins_hours(pavel)
    await pavel.says("завтра с 10 до 13")
    (preview,) = await pavel.presses("10 мин.")
    assert "Встреч: 3\nвт 24.11: 10:00, 11:00, 12:00\n" in preview
    assert await hours(line) == []
    opened, shown = await pavel.presses("Открыть")
    assert "Открыли часов: 3. Жители могут записываться." in opened
    assert "Впереди свободно: 3, занято: 0" in shown
    assert f"{TEN} · свободно" in pavel.buttons
    assert [one.planned for one in await hours(line)] == [f"2026-11-24T{at}:00" for at in (10, 11, 12)]


async def test_hours_are_repeated_for_some_weeks_and_spare_the_holidays(pavel, line):
    await begins_hours(pavel)
    assert "До какого часа?" in (await pavel.says("по пятницам в 15"))[0]
    assert "позже начала" in (await pavel.says("14:00"))[0]
    await pavel.says("17")
    await pavel.presses("8 недель")
    (preview,) = await pavel.presses("Без перерыва")
    assert "Встреч: 12" in preview
    assert "пт 27.11: 15:00, 15:50" in preview
    assert "праздники занятий не будет: пт 01.01, пт 08.01" in preview
    await pavel.presses("Скажу иначе")
    await pavel.says("по пятницам с 15 до 17, 2 раза")
    await pavel.presses("Без перерыва")
    await pavel.presses("Открыть")
    assert len(await hours(line)) == 4


async def test_more_hours_are_opened_for_the_same_and_none_overlap(pavel, line):
    await opens_hours(pavel)
    await pavel.presses("Открыть ещё часы")
    await pavel.says("завтра с 12 до 15")
    (preview,) = await pavel.presses("10 мин.")
    assert "Встреч: 3" in preview
    opened, *_ = await pavel.presses("Открыть")
    assert "Открыли часов: 2. Не открыли: 1" in opened
    assert len(await hours(line)) == 5
    await pavel.presses("Открыть ещё часы")
    await pavel.says("завтра с 12 до 13")
    await pavel.presses("10 мин.")
    assert "Ни одного часа не открыли" in (await pavel.presses("Открыть"))[0]


async def test_a_time_too_short_for_one_meeting_is_said(pavel, line):
    await opens_hours(pavel)
    await pavel.presses("Открыть ещё часы")
    await pavel.says("послезавтра с 12 до 12:30")
    assert "не помещается ни одной встречи по 50 мин" in (await pavel.presses("Без перерыва"))[0]
    assert pavel.buttons == ["Скажу иначе"]


async def test_who_took_an_hour_and_why_is_read_by_its_specialist_alone(pavel, anna, maria, line):
    await opens_hours(pavel)
    await books(anna)
    await pavel.presses(data="g:slots:1")
    await pavel.presses(f"{TEN} · занято")
    assert "Записан(а): Анна Петровна\nО чём: О внуке" in pavel.last.text
    async with line.reading() as work:
        person = await work.people.by_account("telegram", pavel.account)
        assert [one for one, _ in await work.signups.readers(1)] == [person.id]
    (shown,) = await maria.presses(data="g:slot:1")
    assert "Кто и с чем, видит только специалист" in shown
    for flow in ("class-who", "class-mark"):
        told, *_ = await maria.presses(data=f"g:{flow}:1")
        assert "видит только он сам" in told
    assert not any("внуке" in text or "Анна Петровна" in text for text in maria.texts)
    async with line.reading() as work:
        assert len(await work.signups.readers(1)) == 1


async def test_an_hour_that_was_taken_is_cancelled_with_a_reason(pavel, anna, line):
    await opens_hours(pavel)
    await books(anna)
    await pavel.presses(data="g:slot:1")
    await pavel.presses("Отменить встречу")
    (preview,) = await pavel.says("Заболел")
    assert "Почему: Заболел" in preview
    assert "Получат: 1." in preview
    await pavel.presses("Да, отменить")
    await line.later(minutes=1)
    assert "Заболел" in anna.last.text
    assert (await hours(line))[0].state == "cancelled"


async def test_an_hour_that_somebody_takes_meanwhile_is_not_closed_without_a_reason(pavel, anna, line):
    await opens_hours(pavel)
    await pavel.presses(data="g:slot:1")
    await pavel.presses("Закрыть этот час")
    await books(anna)
    (again,) = await pavel.presses("Да, отменить")
    assert "Почему отменяем" in again
    assert (await hours(line))[0].state == "planned"


async def test_free_hours_are_closed_and_taken_ones_stay(pavel, anna, line):
    await opens_hours(pavel)
    await books(anna)
    await pavel.presses(data="g:slots:1")
    await pavel.presses("Закрыть свободные часы")
    assert pavel.buttons == ["вт 24.11", "Все свободные (2)"]
    (preview,) = await pavel.presses("Все свободные (2)")
    assert "Закрываем часов: 2" in preview
    closed, *_ = await pavel.presses("Да, закрыть")
    assert "Закрыли часов: 2" in closed
    assert [one.state for one in await hours(line)] == ["planned", "cancelled", "cancelled"]


async def test_the_link_is_one_for_all_hours_or_another_for_one(pavel, line):
    await opens_hours(pavel)
    await pavel.presses("Ссылка для всех часов")
    await pavel.says("https://example.org/all")
    await pavel.presses("Да, сменить")
    await pavel.presses(f"{TEN} · свободно")
    await pavel.presses("Сменить ссылку")
    await pavel.says("https://example.org/one")
    await pavel.presses("Да, сменить")
    assert [one.link[-3:] for one in await hours(line)] == ["one", "all", "all"]


async def test_a_specialist_creates_no_classes_and_nobody_elses_hours_are_theirs(pavel, maria, line):
    await pavel.says("/classes")
    assert "Новое занятие" not in pavel.buttons
    assert "Новое занятие" not in (await pavel.presses(data="g:class-new:"))[-1]
    async with line.reading() as work:
        assert await work.activities.open_series() == []
    await opens_hours(pavel)
    olga = Phone(line, 205, "Ольга")
    await becomes(olga, Role.SPECIALIST)
    for flow in ("slots", "slots-new", "slots-close", "class-links", "class-end"):
        assert "Такого занятия у вас нет" in (await olga.presses(data=f"g:{flow}:1"))[0]
    for flow in ("slot", "class-cancel", "class-who"):
        assert "Такого занятия у вас нет" in (await olga.presses(data=f"g:{flow}:1"))[0]


async def test_consultations_are_ended_for_good(pavel, anna, line):
    await opens_hours(pavel)
    await books(anna)
    await pavel.presses(data="g:slots:1")
    await pavel.presses("Закончить приём насовсем")
    (preview,) = await pavel.says("Ухожу в отпуск")
    assert "Получат: 1." in preview
    await pavel.presses("Да, закончить насовсем")
    await line.later(minutes=1)
    assert "Ухожу в отпуск" in anna.last.text


async def test_an_hour_that_was_closed_is_opened_again_and_is_free(pavel, anna, ivan, line):
    await opens_hours(pavel)
    await books(anna)
    await pavel.presses(data="g:slot:1")
    await pavel.presses("Отменить встречу")
    await pavel.says("Заболел")
    await pavel.presses("Да, отменить")
    await pavel.presses("Открыть ещё часы")
    await pavel.says("завтра с 10 до 11")
    await pavel.presses("Без перерыва")
    assert "Открыли часов: 1" in (await pavel.presses("Открыть"))[0]
    assert f"{TEN} · свободно" in pavel.buttons
    await books(ivan)
    await pavel.presses(data="g:slot:1")
    assert "Записан(а): Иван" in pavel.last.text
    assert "Анна" not in pavel.last.text
