"""Organisers: a class is created in a dialogue, seen as residents will see it, and changed with a preview."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from tests.flows.organisers import LINK, becomes, fills_a_class, publishes_a_class
from tests.phone import Phone, photo

WEDNESDAY = "ср 25.11 12:00"


@pytest.fixture
async def irina(line):
    """An organiser who is no worker; she is in the staff room."""
    irina = Phone(line, 203, "Ирина")
    await becomes(irina, Role.ORGANISER)
    return irina


async def goes(person: Phone) -> None:
    """Sign up for the first date of the only class."""
    await person.says("/start")
    await person.presses(data="g:act-go:1")


async def series(line, number=1):
    async with line.reading() as work:
        return await work.activities.series(number)


async def activities(line, number=1):
    async with line.reading() as work:
        return await work.activities.of_series(number, 0.0)


# Creating


async def test_a_class_is_created_and_published(irina, line):
    await fills_a_class(irina)
    card, summary = irina.texts[-2:]
    assert card.startswith("Зарядка на стуле\n\nСпокойная зарядка")
    assert "Когда: среда, 25 ноября, в 12:00" in card
    assert LINK not in card
    assert "Когда: по средам и пятницам в 12:00, с 25 ноября" in summary
    assert "кто следит за этим видом: 0" in summary
    assert await series(line) is None
    opened, shown = await irina.presses("Опубликовать")
    assert "«Зарядка на стуле» в расписании" in opened
    assert "Ведёт: Ирина, инструктор" in shown
    assert irina.buttons[:3] == [
        f"{when} · записано 0" for when in (WEDNESDAY, "пт 27.11 12:00", "ср 02.12 12:00")
    ]
    made = await series(line)
    assert (made.title, made.minutes, made.places, made.link, made.prepare) == (
        "Зарядка на стуле",
        45,
        0,
        LINK,
        "Стул и вода",
    )
    assert made.plan.weekdays == (2, 4)
    assert len(await activities(line)) == 8


async def test_what_a_plan_lacks_is_asked_for_and_nothing_else(irina):
    await irina.says("/classes")
    await irina.presses("Новое занятие")
    await irina.presses("Лекции")
    await irina.says("История города")
    await irina.says("Рассказ с картинками")
    await irina.presses("Пропустить")
    assert "Не понимаю, когда" in (await irina.says("скоро"))[0]
    assert "Во сколько?" in (await irina.says("каждую вторую субботу"))[0]
    assert "Не понимаю, во сколько" in (await irina.says("потом"))[0]
    (sure,) = await irina.says("в 3")
    assert "раз в две недели по субботам в 15:00" in sure
    assert "Ближайшие даты: сб 28.11, сб 12.12, сб 26.12 в 15:00." in sure
    await irina.presses("Скажу иначе")
    (sure,) = await irina.says("по вторникам с 10 до 11:30, с пирогами")
    assert "не поняли и не учли: «пирогами»" in sure
    await irina.presses("Да, верно")
    assert "90 мин." in irina.buttons


async def test_holidays_are_left_out_unless_the_organiser_says_otherwise(irina, line):
    await irina.says("/classes")
    await fills_a_class(irina, "по пятницам в 12:00 до 15 января")
    assert "праздники занятий не будет: пт 01.01, пт 08.01." in irina.shown("Всё верно?").text
    await irina.presses("Изменить: когда")
    await irina.says("по пятницам в 12:00 до 15 января")
    await irina.presses("Верно, и в праздники тоже")
    await irina.presses("Опубликовать")
    assert (await series(line)).plan.left_out == frozenset()


async def test_one_meeting_on_a_holiday_is_warned_of(irina):
    await irina.says("/classes")
    await irina.presses("Новое занятие")
    await irina.presses("Лекции")
    await irina.says("Рождество в музыке")
    await irina.says("Слушаем вместе")
    await irina.presses("Пропустить")
    (sure,) = await irina.says("7 января в 15:00")
    assert "Это праздничный день: чт 07.01." in sure
    assert "Верно, и в праздники тоже" not in irina.buttons


async def test_every_answer_can_be_changed_before_it_is_published(irina, line):
    await fills_a_class(irina)
    await irina.presses("Изменить: название")
    await irina.says("Зарядка сидя")
    assert irina.texts[-2].startswith("Зарядка сидя")
    await irina.presses("Изменить: сколько мест")
    await irina.says("12")
    await irina.presses("Изменить: картинка")
    assert "Пришлите одну картинку" in (await irina.says("вот"))[0]
    await irina.sends(photo())
    picture, card, summary = [one.message.attachment for one in irina.heard[-3:]]
    assert (picture.ref, card, summary) == (photo().ref, None, None)
    await irina.presses("Изменить: ссылка")
    assert "не похоже на ссылку" in (await irina.says("в зуме"))[0]
    await irina.says("telemost.yandex.ru/j/9")
    await irina.presses("Опубликовать")
    made = await series(line)
    assert (made.title, made.places, made.link) == ("Зарядка сидя", 12, "https://telemost.yandex.ru/j/9")
    assert made.picture.ref == photo().ref


async def test_nothing_is_published_by_pressing_twice(irina, line):
    await fills_a_class(irina)
    button = irina.last
    await irina.presses("Опубликовать", on=button)
    await irina.presses("Опубликовать", on=button)
    assert await series(line, 2) is None


async def test_followers_of_the_kind_hear_of_a_new_class(anna, irina):
    await anna.says("/start")
    await anna.presses(data="g:act-follow:exercise")
    await fills_a_class(irina)
    assert "кто следит за этим видом: 1" in irina.last.text
    await irina.presses("Опубликовать")
    await irina.line.later(minutes=1)
    assert any("Новое занятие: «Зарядка на стуле»" in text for text in anna.texts)


# Changing


async def test_one_date_is_moved_after_a_look_at_what_people_will_read(anna, irina, line):
    await publishes_a_class(irina)
    await goes(anna)
    await irina.presses(f"{WEDNESDAY} · записано 0")
    await irina.presses("Перенести")
    assert "уже прошло" in (await irina.says("вчера в 10, 1 ноября 2026"))[0]
    (preview,) = await irina.says("в четверг в 15")
    assert "Было: среда, 25 ноября, в 12:00." in preview
    assert "Теперь: четверг, 26 ноября, в 15:00." in preview
    assert "Получат: 1." in preview
    before = len(anna.heard)
    await irina.presses("Не переносить")
    await line.later(minutes=1)
    assert len(anna.heard) == before
    await irina.presses("Перенести")
    await irina.says("15:30")
    moved, *_ = await irina.presses("Перенести")
    assert "Перенесли: среда, 25 ноября, в 15:30. Сообщение уходит, получат: 1." in moved
    await line.later(minutes=1)
    assert "перенесли" in anna.last.text
    assert "Теперь: среда, 25 ноября, в 15:30" in anna.last.text


async def test_one_date_is_cancelled_with_a_reason_that_people_read(anna, irina, line):
    await publishes_a_class(irina)
    await goes(anna)
    await irina.presses(f"{WEDNESDAY} · записано 0")
    await irina.presses("Отменить эту дату")
    (preview,) = await irina.says("Ирина заболела")
    assert "Почему: Ирина заболела" in preview
    await irina.presses("Да, отменить")
    await line.later(minutes=1)
    assert "Занятия не будет" in anna.last.text
    assert "Ирина заболела" in anna.last.text
    await irina.presses("Все даты")
    assert f"{WEDNESDAY} · отменено" in irina.buttons


async def test_a_button_from_before_shows_how_it_is_now(irina, line):
    await publishes_a_class(irina)
    await irina.presses(f"{WEDNESDAY} · записано 0")
    card = irina.last
    await irina.presses("Отменить эту дату")
    await irina.says("Болею")
    await irina.presses("Да, отменить")
    told, shown = await irina.presses("Перенести", on=card)
    assert "Сейчас это сделать нельзя" in told
    assert "Отменено. Причина: Болею" in shown


async def test_of_two_who_change_one_date_the_second_is_told(irina, maria, line):
    await publishes_a_class(irina)
    await irina.presses(f"{WEDNESDAY} · записано 0")
    await irina.presses("Перенести")
    await irina.says("16:00")
    await maria.says("/classes")
    await maria.presses("Зарядка на стуле")
    await maria.presses(f"{WEDNESDAY} · записано 0")
    await maria.presses("Перенести")
    await maria.says("17:00")
    await maria.presses("Перенести")
    told, *_ = await irina.presses("Перенести")
    assert "Здесь уже всё изменилось" in told
    assert "ср 25.11 17:00" in irina.last.text


async def test_a_class_is_ended_for_good(anna, irina, line):
    await publishes_a_class(irina)
    await anna.says("/start")
    await anna.presses(data="g:act-all:1")
    await irina.presses("Закончить насовсем")
    (preview,) = await irina.says("Инструктор уехала")
    assert "Занятий «Зарядка на стуле» больше не будет" in preview
    assert "Получат: 1." in preview
    await irina.presses("Да, закончить насовсем")
    await line.later(minutes=1)
    assert "больше не будет" in anna.last.text
    assert "У вас пока нет занятий" in (await irina.says("/classes"))[-1]
    assert "Сейчас это сделать нельзя" in (await irina.presses(data="g:class-plan:1"))[0]


async def test_another_plan_from_a_day_on_leaves_the_days_before_it(anna, irina, line):
    await publishes_a_class(irina)
    await goes(anna)
    await irina.presses("Изменить расписание")
    assert "не позже" in (await irina.says("с 1 марта по вторникам в 11"))[0]
    await irina.says("с 1 декабря по вторникам в 11")
    (preview,) = await irina.presses("Да, верно")
    assert "Отпадут даты (6): ср 02.12 12:00" in preview
    assert "Получат: 0." in preview
    await irina.presses("Да, изменить")
    planned = [one for one in await activities(line) if one.state == "planned"]
    assert [one.planned for one in planned] == [
        "2026-11-25",
        "2026-11-27",
        "2026-12-01",
        "2026-12-08",
        "2026-12-15",
    ]


async def test_the_link_is_changed_for_one_date_and_for_all(irina, line):
    await publishes_a_class(irina)
    await irina.presses("Ссылка для всех дат")
    assert LINK in irina.last.text
    (preview,) = await irina.says("https://example.org/new")
    assert "увидят её за 15 минут" in preview
    await irina.presses("Да, сменить")
    assert (await series(line)).link == "https://example.org/new"
    await irina.presses(f"{WEDNESDAY} · записано 0")
    await irina.presses("Сменить ссылку")
    await irina.says("https://example.org/once")
    await irina.presses("Да, сменить")
    first, second, *_ = await activities(line)
    assert (first.link, second.link) == ("https://example.org/once", "https://example.org/new")
    await irina.presses("Сменить ссылку")
    await irina.presses("Как у всех дат")
    await irina.presses("Да, сменить")
    assert (await activities(line))[0].link == "https://example.org/new"


async def test_what_is_said_of_a_class_is_changed(irina, line):
    await publishes_a_class(irina)
    await irina.presses("Изменить описание")
    await irina.presses("сколько мест")
    await irina.says("15")
    await irina.presses("Изменить описание")
    await irina.presses("что приготовить")
    assert "Сейчас: Стул и вода" in irina.last.text
    await irina.presses("Пропустить")
    made = await series(line)
    assert (made.places, made.prepare) == (15, "")


# Coming back


async def test_words_open_it_too_and_the_desk_and_the_menu_lead_there(anna, irina, maria):
    assert "У вас пока нет занятий" in (await irina.says("расписание ведущего"))[0]
    await irina.says("/menu")
    await irina.presses("Кабинет ведущего")
    assert "У вас пока нет занятий" in irina.last.text
    await maria.says("/desk")
    await maria.presses("Кабинет ведущего")
    assert "У вас пока нет занятий" in maria.last.text
    await anna.says("/start")
    assert "Кабинет ведущего" not in anna.buttons
    assert "Такой команды нет" in (await anna.says("/classes"))[0]


async def test_a_class_that_was_left_in_the_middle_is_taken_up_again(irina, line):
    await irina.says("/classes")
    await irina.presses("Новое занятие")
    await irina.presses("Лекции")
    await irina.says("История города")
    await irina.says("Меню")
    await line.later(minutes=31)
    assert "Вы начали новое занятие" in irina.last.text
    await irina.presses("Продолжить")
    assert "Расскажите в двух словах" in irina.last.text


async def test_words_typed_in_one_breath_are_answers_and_no_notes(irina, line):
    await irina.says("/classes")
    await irina.presses("Новое занятие")
    await irina.presses("Лекции")
    await irina.says_quickly("История города", "Рассказ с картинками")
    assert "Кто ведёт?" in irina.last.text
    assert not any("Добавили это" in text for text in irina.texts)


async def test_a_stale_membership_is_read_again_before_the_classes_are_shown(irina, line):
    await publishes_a_class(irina)
    await line.close()
    line.now += 3600
    await line.open()
    await irina.says("/classes")
    assert "У вас 1 занятие" in irina.last.text


async def test_what_fell_away_by_one_plan_is_back_with_the_next(anna, irina, line):
    await publishes_a_class(irina)
    await goes(anna)
    for plan in ("по вторникам в 11", "по средам в 12"):
        await irina.presses("Изменить расписание")
        await irina.says(plan)
        await irina.presses("Да, верно")
        await irina.presses("Да, изменить")
        await line.later(minutes=1)
    first = (await activities(line))[1]
    assert (first.planned, first.state, first.reason) == ("2026-11-25", "planned", "")
    assert "У занятий «Зарядка на стуле» новое расписание" in anna.last.text
    await line.later(days=1)
    assert any("25 ноября" in text or "завтра" in text for text in anna.texts[-2:])


async def test_a_date_that_was_cancelled_by_hand_stays_so_whatever_the_plan(irina, line):
    await publishes_a_class(irina)
    await irina.presses(f"{WEDNESDAY} · записано 0")
    await irina.presses("Отменить эту дату")
    await irina.says("Болею")
    await irina.presses("Да, отменить")
    await irina.presses("Изменить расписание")
    await irina.says("по средам в 12")
    await irina.presses("Да, верно")
    await irina.presses("Да, изменить")
    assert (await activities(line))[0].state == "cancelled"


async def test_a_class_that_is_over_still_takes_its_recording(anna, irina, line):
    await irina.says("/classes")
    await fills_a_class(irina, "в среду в 12:00")
    await irina.presses("Опубликовать")
    await goes(anna)
    await line.later(days=3)
    assert (await series(line)).state == "ended"
    await anna.presses(data="g:act-liked:1-1")
    await irina.says("/classes")
    await irina.presses("Прошло: Зарядка на стуле")
    await irina.presses("Все даты")
    await irina.presses(f"{WEDNESDAY} · записано 1")
    assert "Понравилось: 1, не понравилось: 0" in irina.last.text
    assert "Отправить запись" in irina.buttons
