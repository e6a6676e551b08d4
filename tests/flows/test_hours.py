"""Consultations: a resident finds a free hour of a specialist, books it, moves it, gives it back."""

from __future__ import annotations

import pytest

from bot.domain.timetable import Standing
from tests.hall import HOURS, Hall
from tests.line import TheLine
from tests.phone import Phone

TUESDAY = ("2026-11-24T14:00", "2026-11-24T15:00")
WEDNESDAY = ("2026-11-25T10:00",)


@pytest.fixture
async def hall(line: TheLine, maria: Phone, anna: Phone, ivan: Phone) -> Hall:
    for phone in (anna, ivan):
        await phone.says("/start")
    return Hall(line, maria)


async def books(phone: Phone, hour: str, day: str = "завтра, вторник") -> None:
    """The way to a free hour of the psychologist, up to the last question."""
    await phone.says("занятия")
    await phone.presses("Поговорить со специалистом")
    await phone.presses("Психолог")
    await phone.presses(day)
    await phone.presses(hour)


async def test_an_hour_is_found_read_back_and_booked(hall: Hall, anna: Phone):
    first, *_ = await hall.opens_hours(*TUESDAY, *WEDNESDAY)
    await anna.says("занятия")
    await anna.presses("Поговорить со специалистом")
    await anna.presses("Психолог")
    assert anna.last.text == "«Беседа с психологом», 50 минут. На какой день записать?"
    assert anna.buttons == ["завтра, вторник", "среда, 25 ноября"]
    await anna.presses("завтра, вторник")
    assert anna.buttons == ["14:00", "15:00"]
    await anna.presses("14:00")
    assert anna.last.text == (
        "«Беседа с психологом»\nКто: Ирина Львовна\nКогда: завтра, вторник, в 14:00\n\nЗаписать вас?"
    )
    (said,) = await anna.presses("Да, записать")
    assert said.startswith("Записали вас: «Беседа с психологом», завтра, вторник, в 14:00.")
    async with hall.line.acting("telegram", anna.account) as services:
        place = await services.work.signups.of(first.id, services.person.id)
    assert place is not None
    assert (place.standing, place.note) == (Standing.GOING, "")


async def test_all_of_it_can_be_typed(hall: Hall, anna: Phone):
    await hall.opens_hours(*TUESDAY)
    for words in ("занятия", "поговорить со специалистом", "психолог", "завтра", "2", "да"):
        await anna.says(words)
    assert "завтра, вторник, в 15:00" in anna.last.text
    assert anna.last.text.startswith("Записали вас")


async def test_words_for_the_specialist_are_taken_after_consent_only(hall: Hall, anna: Phone):
    first, *_ = await hall.opens_hours(*TUESDAY)
    await books(anna, "14:00")
    await anna.presses("Сначала написать, о чём речь")
    assert "Вы согласны?" in anna.last.text
    await anna.presses("Да, разрешаю")
    assert anna.last.text.startswith("О чём хотите поговорить?")
    await anna.says("не сплю после переезда")
    assert anna.last.text.startswith("Записали вас")
    await anna.presses(data=f"g:act:{first.id}")
    assert "Вы написали специалисту: «не сплю после переезда»" in anna.last.text


async def test_who_does_not_agree_is_booked_without_words(hall: Hall, anna: Phone):
    first, *_ = await hall.opens_hours(*TUESDAY)
    await books(anna, "14:00")
    await anna.presses("Сначала написать, о чём речь")
    said = await anna.presses("Нет")
    assert said[0] == "Хорошо, ничего не записываем, только время."
    assert said[1].startswith("Записали вас")
    async with hall.line.acting("telegram", anna.account) as services:
        place = await services.work.signups.of(first.id, services.person.id)
    assert place is not None
    assert place.note == ""


async def test_another_hour_can_be_chosen_before_it_is_booked(hall: Hall, anna: Phone):
    await hall.opens_hours(*TUESDAY, *WEDNESDAY)
    await books(anna, "14:00")
    await anna.presses("Выбрать другое время")
    assert "На какой день записать?" in anna.last.text
    await anna.presses("среда, 25 ноября")
    await anna.presses("10:00")
    (said,) = await anna.presses("Да, записать")
    assert "среда, 25 ноября, в 10:00" in said


async def test_back_leads_to_the_hour_and_to_the_day(hall: Hall, anna: Phone):
    await hall.opens_hours(*TUESDAY)
    await books(anna, "14:00")
    await anna.says("Назад")
    assert anna.last.text == "завтра, вторник. Какое время удобно?"
    await anna.says("Назад")
    assert "На какой день записать?" in anna.last.text


async def test_an_hour_taken_before_one_presses_is_told_and_another_offered(
    hall: Hall, anna: Phone, ivan: Phone
):
    first, *_ = await hall.opens_hours(*TUESDAY)
    await books(anna, "14:00")
    await hall.joins(ivan, first)
    await anna.presses("Да, записать")
    assert anna.last.text == "завтра, вторник. Какое время удобно?"
    assert anna.buttons == ["15:00"]
    async with hall.line.reading() as work:
        assert await work.signups.taken(first.id) == 1


async def test_nobody_elses_hour_is_offered_and_with_none_left_a_person_is(
    hall: Hall, anna: Phone, ivan: Phone
):
    (only,) = await hall.opens_hours("2026-11-24T14:00")
    await hall.joins(ivan, only)
    await anna.presses(data="g:hours:psychologist")
    assert anna.last.text.startswith("Психолог: свободного времени пока нет.")
    assert anna.buttons == ["Позвать человека", "Все занятия"]
    await anna.presses(data=f"g:act-go:{only.id}")
    assert anna.last.text.startswith("Психолог: свободного времени пока нет.")
    await anna.presses(data=f"g:act:{only.id}")
    assert anna.buttons == ["Другое время", "Все занятия"]


async def test_with_several_specialists_one_chooses_to_whom_to_go(hall: Hall, anna: Phone, oleg: Phone):
    await hall.opens_hours(*TUESDAY)
    await Hall(hall.line, oleg).opens_hours(*WEDNESDAY, leader="Пётр Ильич")
    await anna.presses(data="g:hours:psychologist")
    assert anna.last.text == "К кому записать?"
    await anna.presses("Пётр Ильич")
    assert anna.buttons == ["среда, 25 ноября"]


async def test_many_days_are_paged(hall: Hall, anna: Phone):
    await hall.opens_hours(*(f"2026-12-{day:02}T10:00" for day in range(1, 12)))
    await anna.presses(data="g:hours:psychologist")
    assert len(anna.buttons) == 7
    await anna.presses("пятница, 11 декабря")
    assert anna.buttons == ["10:00"]


async def test_a_booked_hour_is_moved_and_the_old_one_is_free_again(hall: Hall, anna: Phone):
    first, second, *_ = await hall.opens_hours(*TUESDAY, *WEDNESDAY)
    await hall.joins(anna, first)
    await anna.says("мои занятия")
    await anna.presses("вт 24.11, 14:00 · Беседа с психологом")
    assert anna.buttons[:3] == ["Перенести на другое время", "Отменить запись", "В календарь телефона"]
    await anna.presses("Перенести на другое время")
    await anna.presses("завтра, вторник")
    assert anna.buttons == ["15:00"]
    (said,) = await anna.presses("15:00")
    assert said.startswith("Записали вас: «Беседа с психологом», завтра, вторник, в 15:00.")
    async with hall.line.reading() as work:
        assert await work.signups.taken_of([first.id, second.id]) == {second.id: 1}


async def test_without_another_free_hour_a_booking_stays_as_it_was(hall: Hall, anna: Phone):
    (only,) = await hall.opens_hours("2026-11-24T14:00")
    await hall.joins(anna, only)
    said = await anna.presses(data=f"g:hour-move:{only.id}")
    assert said[0] == "Другого свободного времени пока нет. Ваша запись осталась прежней."
    assert "Вы записаны." in said[1]


async def test_nobody_moves_an_hour_that_is_not_theirs(hall: Hall, anna: Phone, ivan: Phone):
    first, second = await hall.opens_hours(*TUESDAY)
    await hall.joins(ivan, first)
    await anna.presses(data=f"g:hour-move:{first.id}")
    assert "Вы записаны" not in anna.last.text
    async with hall.line.reading() as work:
        assert await work.signups.taken_of([first.id, second.id]) == {first.id: 1}


async def test_a_booked_hour_is_given_back_in_one_tap(hall: Hall, anna: Phone):
    (only,) = await hall.opens_hours("2026-11-24T14:00")
    await hall.joins(anna, only)
    await anna.presses(data=f"g:act:{only.id}")
    (said,) = await anna.presses("Отменить запись")
    assert said.startswith("Отменили: «Беседа с психологом»")
    async with hall.line.reading() as work:
        assert await work.signups.taken(only.id) == 0


async def test_hours_are_told_by_ones_own_clock(hall: Hall, anna: Phone):
    await hall.opens_hours(*TUESDAY)
    async with hall.line.acting("telegram", anna.account) as services:
        await services.work.signups.prefer(services.person.id, "zone", "Asia/Kamchatka")
    await anna.presses(data="g:hours:psychologist")
    await anna.presses("завтра, вторник")
    assert anna.last.text == "завтра, вторник. Какое время удобно? Время показано по вашим часам."
    assert anna.buttons == ["23:00"]


async def test_hours_of_a_kind_are_where_its_service_leads(hall: Hall, anna: Phone):
    await hall.opens(HOURS, kind="lawyer", title="Приём юриста", leader="Олег")
    await anna.presses(data="g:service:legal/lawyer")
    await anna.presses("Занятия и консультации")
    assert anna.last.text.startswith("Юрист: свободного времени пока нет.")
    await anna.says("занятия")
    await anna.presses("Поговорить со специалистом")
    assert anna.buttons == ["Юрист"]


async def test_where_nobody_has_hours_none_are_offered(hall: Hall, anna: Phone):
    await anna.says("занятия")
    assert "Поговорить со специалистом" not in anna.buttons
    said = await anna.presses(data="g:hours:")
    assert said[0] == "Сейчас никто не принимает. Загляните позже или позовите человека."
