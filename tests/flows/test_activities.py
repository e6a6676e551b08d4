"""Residents find activities, sign up, change their minds, and see things as they are now."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.domain.activities import Plan
from bot.flows.activities.timetable import Timetable
from tests.hall import LINK, MOSCOW, Hall
from tests.line import TheLine
from tests.phone import Phone, photo

EXERCISE = "вт 24.11, 10:00 · Утренняя зарядка"
ONCE = Plan(date(2026, 11, 24), time(10), MOSCOW)


@pytest.fixture
async def hall(line: TheLine, maria: Phone, anna: Phone, ivan: Phone) -> Hall:
    for phone in (anna, ivan):
        await phone.says("/start")
    return Hall(line, maria)


async def test_a_person_finds_a_class_and_signs_up_with_three_presses(hall: Hall, anna: Phone):
    await hall.opens()
    await anna.says("занятия")
    await anna.presses("На неделю вперёд")
    assert anna.last.text == "За семь дней 2 занятия. Выберите, чтобы узнать больше."
    assert await anna.presses(EXERCISE) == [
        "Утренняя зарядка\n\nМягко, на стуле.\n\n"
        "Когда: завтра, вторник, в 10:00\nСколько длится: 45 минут\n"
        "Ведёт: Ольга\nЧто приготовить: коврик и воду\n\n"
        "Где: онлайн. Ссылку пришлём тем, кто записался."
    ]
    (said,) = await anna.presses("Записаться")
    assert said.startswith("Записали вас: «Утренняя зарядка», завтра, вторник, в 10:00.")
    assert "Отменить запись" in anna.buttons


async def test_a_class_is_chosen_by_its_number_and_in_words_too(hall: Hall, anna: Phone):
    await hall.opens()
    await anna.says("/activities")
    await anna.says("на неделю вперёд")
    await anna.says("2")
    assert "четверг, 26 ноября, в 10:00" in anna.last.text
    (said,) = await anna.says("записаться")
    assert said.startswith("Записали вас")
    (said,) = await anna.says("отменить запись")
    assert said == (
        "Отменили: «Утренняя зарядка», четверг, 26 ноября, в 10:00. Передумаете — записывайтесь снова."
    )


async def test_the_menu_shows_activities_and_today_is_the_persons_own_today(hall: Hall, anna: Phone):
    await hall.opens(plan=Plan(date(2026, 11, 23), time(22), MOSCOW))
    await anna.says("Меню")
    await anna.presses("Занятия")
    await anna.presses("Сегодня")
    assert anna.buttons == ["22:00 · Утренняя зарядка"]
    async with hall.line.acting("telegram", anna.account) as services:
        await services.work.signups.prefer(services.person.id, "zone", "Asia/Vladivostok")
    await anna.says("занятия")
    await anna.presses("Сегодня")
    assert anna.last.text == "Сегодня занятий больше нет. Посмотрите на неделю вперёд."
    await anna.presses("На неделю вперёд")
    await anna.presses("вт 24.11, 05:00 · Утренняя зарядка")
    assert "Когда: завтра, вторник, в 05:00 по вашему времени" in anna.last.text


async def test_one_who_waits_is_told_their_place_in_line_and_gets_the_place(
    hall: Hall, anna: Phone, ivan: Phone, maria: Phone
):
    series = await hall.opens(places=1, plan=ONCE)
    (only,) = await hall.days(series)
    await hall.joins(ivan, only)
    await hall.joins(maria, only)
    await anna.presses(data=f"g:act:{only.id}")
    assert "Свободных мест нет, в очереди 1 человек" in anna.last.text
    (said,) = await anna.presses("Встать в очередь")
    assert "Ваше место в очереди: 2." in said
    await ivan.presses(data=f"g:act-leave:{only.id}")
    await maria.presses(data=f"g:act-leave:{only.id}")
    await hall.line.later(minutes=1)
    anna.shown("Для вас есть место")
    await anna.says("мои занятия")
    assert "— Утренняя зарядка: завтра, вторник, в 10:00" in anna.last.text
    assert "очеред" not in anna.last.text


async def test_the_line_is_left_as_easily_as_a_place(hall: Hall, anna: Phone, ivan: Phone):
    (only,) = await hall.days(await hall.opens(places=1, plan=ONCE))
    await hall.joins(ivan, only)
    await anna.presses(data=f"g:act-go:{only.id}")
    await anna.says("мои занятия")
    assert "(в очереди, место 1)" in anna.last.text
    await anna.presses(EXERCISE)
    assert "Вы в очереди, ваше место: 1." in anna.last.text
    await anna.presses("Выйти из очереди")
    assert anna.last.text.startswith("Отменили")


async def test_a_place_taken_meanwhile_leads_into_the_waiting_list_and_says_so(
    hall: Hall, anna: Phone, ivan: Phone
):
    (only,) = await hall.days(await hall.opens(places=1, plan=ONCE))
    await anna.presses(data=f"g:act:{only.id}")
    await hall.joins(ivan, only)
    (said,) = await anna.presses("Записаться")
    assert said.startswith("Мест пока нет, и вы в очереди")


async def test_pressing_twice_takes_one_place(hall: Hall, anna: Phone):
    (only,) = await hall.days(await hall.opens(places=2, plan=ONCE))
    await anna.presses(data=f"g:act-go:{only.id}")
    await anna.presses(data=f"g:act-go:{only.id}")
    async with hall.line.reading() as work:
        assert await work.signups.taken(only.id) == 1


async def test_an_old_card_of_what_was_cancelled_answers_with_what_is_so_now(hall: Hall, anna: Phone):
    series = await hall.opens()
    first, *_ = await hall.days(series)
    await anna.presses(data=f"g:act:{first.id}")
    async with hall.by(hall.host) as timetable:
        await timetable.cancel(first, "Ольга заболела")
    refused, shown = await anna.presses("Записаться")
    assert refused == "Записаться уже нельзя: занятие прошло или отменено."
    assert shown.endswith("Отменили.\nПочему: Ольга заболела")
    assert anna.buttons == ["Другие дни", "Все занятия"]


async def test_an_old_card_of_what_was_moved_shows_the_new_hour(hall: Hall, anna: Phone):
    first, *_ = await hall.days(await hall.opens())
    await anna.presses(data=f"g:act:{first.id}")
    async with hall.by(hall.host) as timetable:
        await timetable.move(first, first.starts + 2 * 3600.0)
    (said,) = await anna.presses("Записаться")
    assert "завтра, вторник, в 12:00" in said


async def test_what_was_never_there_or_is_gone_leads_to_the_timetable(hall: Hall, anna: Phone):
    for data in ("g:act:999", "g:act:", "g:act:x", f"g:act:{'9' * 40}", "g:act-days:7", "g:acts:none"):
        said = await anna.presses(data=data)
        assert said[0] == "Такого занятия больше нет. Вот что есть."
        assert "Что посмотреть?" in said[1]


async def test_the_way_in_is_shown_shortly_before_the_start_and_only_to_those_who_come(
    hall: Hall, anna: Phone, ivan: Phone
):
    (only,) = await hall.days(await hall.opens(plan=ONCE))
    await anna.presses(data=f"g:act-go:{only.id}")
    await anna.presses(data=f"g:act:{only.id}")
    assert "Ссылка для входа появится здесь за 15 минут до начала." in anna.last.text
    await hall.line.later(seconds=only.starts - hall.line.now - 600)
    before = len(anna.heard)
    await anna.presses(data=f"g:act:{only.id}")
    way, shown = anna.heard[before:]
    assert [(button.label, button.url) for button in way.buttons] == [("Войти", LINK)]
    assert "Вы записаны." in shown.text
    before = len(ivan.heard)
    await ivan.presses(data=f"g:act:{only.id}")
    assert [button for shown in ivan.heard[before:] for button in shown.buttons if button.url] == []


async def test_who_was_marked_as_present_may_come_in_again(hall: Hall, anna: Phone):
    (only,) = await hall.days(await hall.opens(plan=ONCE))
    await hall.joins(anna, only)
    hall.line.now = only.starts + 300
    async with hall.line.acting("telegram", anna.account) as services:
        await Timetable(services).mark(only, services.person.id, came=True)
    await anna.says("мои занятия")
    before = len(anna.heard)
    await anna.presses(EXERCISE)
    assert [button.url for button in anna.heard[before].buttons] == [LINK]
    assert "Отменить запись" not in anna.buttons


async def test_all_days_are_signed_up_for_and_cancelled_at_once(hall: Hall, anna: Phone):
    series = await hall.opens()
    first, *rest = await hall.days(series)
    await anna.presses(data=f"g:act:{first.id}")
    said = await anna.presses("Записаться на все дни")
    assert said[0] == "Записали вас на все дни: «Утренняя зарядка». Новые дни добавим сами."
    assert "Вы записаны на все дни." in said[1]
    async with hall.line.reading() as work:
        assert [await work.signups.taken(one.id) for one in (first, *rest)] == [1] * (len(rest) + 1)
    said = await anna.presses("Отменить все дни")
    assert said[0].startswith("Отменили все ваши дни")
    async with hall.line.reading() as work:
        assert [await work.signups.taken(one.id) for one in (first, *rest)] == [0] * (len(rest) + 1)


async def test_one_who_comes_to_all_days_hears_where_they_wait(hall: Hall, anna: Phone, ivan: Phone):
    series = await hall.opens(places=1)
    first, *_ = await hall.days(series)
    await hall.joins(ivan, first)
    await anna.presses(data=f"g:act-all:{series.id}")
    assert "На 1 день мест не хватило, там вы в очереди." in anna.last.text


async def test_a_kind_is_followed_and_its_news_come_until_they_are_not_wanted(hall: Hall, anna: Phone):
    await anna.says("занятия")
    await anna.presses("По видам")
    assert "Психолог" not in anna.buttons, "whoever takes people one by one gives no classes"
    await anna.presses("Кулинария")
    assert anna.last.text.endswith(
        "Пока ничего не назначено. Можно попросить сообщать о каждом новом занятии."
    )
    said = await anna.presses("Сообщать о новых")
    assert said[0] == "Хорошо, сообщим, когда появится новое: «Кулинария»."
    await hall.opens(kind="cooking", title="Пироги")
    await hall.line.later(minutes=1)
    assert anna.last.text == "Новое занятие: «Пироги»."
    await anna.presses("Посмотреть")
    assert "вт 24.11, 10:00 · Пироги" in anna.buttons
    said = await anna.presses("Больше не сообщать")
    assert said[0] == "Хорошо, больше не сообщаем: «Кулинария»."
    await hall.opens(kind="cooking", title="Каши")
    await hall.line.later(minutes=1)
    assert not any("Каши" in text for text in anna.texts)


async def test_many_days_of_a_kind_stand_on_a_page_of_their_own(hall: Hall, anna: Phone):
    await hall.opens()
    await anna.presses(data="g:acts:exercise")
    assert len(anna.buttons) == 7
    await anna.presses("Все дни")
    assert anna.last.text == "«Зарядка и гимнастика»: все ближайшие дни."
    await anna.presses("чт 17.12, 10:00 · Утренняя зарядка")
    assert "четверг, 17 декабря, в 10:00" in anna.last.text


async def test_the_picture_of_a_class_comes_before_its_card(hall: Hall, anna: Phone):
    first, *_ = await hall.days(await hall.opens(picture=photo()))
    before = len(anna.heard)
    await anna.presses(data=f"g:act:{first.id}")
    picture, shown = anna.heard[before:]
    assert picture.message.attachment is not None
    assert "Когда:" in shown.text


async def test_two_classes_that_look_alike_are_told_apart(hall: Hall, anna: Phone):
    for _ in range(2):
        await hall.opens(plan=ONCE)
    await anna.says("занятия")
    await anna.presses("На неделю вперёд")
    assert anna.buttons == [EXERCISE, f"{EXERCISE} (2)"]


async def test_a_service_leads_to_the_classes_of_its_kind(hall: Hall, anna: Phone):
    await hall.opens()
    await anna.presses(data="g:service:medical/exercise")
    await anna.presses("Занятия и консультации")
    assert EXERCISE in anna.buttons


async def test_where_editors_wrote_of_no_activities_nothing_leads_to_any(anna: Phone, line: TheLine):
    def without(content):
        (content / "activities.yaml").unlink()

    await line.upgrade(without)
    await anna.says("/start")
    pages = list(anna.buttons)
    await anna.presses("Ещё…")
    assert "Занятия" not in pages + anna.buttons
    await anna.presses(data="g:service:medical/exercise")
    assert "Занятия и консультации" not in anna.buttons
    await anna.says("Меню")
    (answer,) = await anna.says("расписание")
    assert "Кому передать" in answer or "может подойти" in answer
    said = await anna.presses(data="g:activities:")
    assert said[0] == "Этого пункта больше нет. Вот меню."


async def test_words_for_activities_are_heard_from_any_state_and_in_any_language(hall: Hall, anna: Phone):
    await anna.says("Позвать человека")
    await anna.says("расписание")
    assert "Что посмотреть?" in anna.last.text
    await anna.says("moje zajęcia")
    assert anna.last.text == "Пока вы никуда не записаны. Выберите занятие по душе."


async def test_one_who_reads_english_finds_the_same(hall: Hall, anna: Phone):
    await hall.opens()
    await anna.presses(data="g:language:en")
    await anna.says("classes")
    await anna.presses("The next seven days")
    assert anna.buttons[0] == "Tue 24.11, 10:00 · Утренняя зарядка"
    await anna.presses("Tue 24.11, 10:00 · Утренняя зарядка")
    assert "Tuesday, at 10:00" in anna.last.text
    await anna.presses("Sign up")
    assert anna.last.text.startswith("You are signed up")


@pytest.mark.parametrize(
    ("answer", "said"), [("1", "Спасибо! Передадим"), ("0", "Спасибо, что сказали прямо")]
)
async def test_afterwards_one_is_asked_and_may_say_how_it_was(
    hall: Hall, anna: Phone, answer: str, said: str
):
    (only,) = await hall.days(await hall.opens(plan=ONCE))
    await hall.joins(anna, only)
    await hall.line.later(hours=24)
    asked = anna.shown("понравилось?")
    label = next(one.label for one in asked.buttons if one.data.endswith(f"-{answer}"))
    (thanked,) = await anna.presses(label)
    assert thanked.startswith(said)
    async with hall.line.acting("telegram", anna.account) as services:
        place = await services.work.signups.of(only.id, services.person.id)
        assert place is not None
        assert place.liked == int(answer)


async def test_nobody_says_how_it_was_where_they_had_no_place(hall: Hall, ivan: Phone):
    first, *_ = await hall.days(await hall.opens())
    await ivan.presses(data=f"g:act-liked:{first.id}-1")
    assert ivan.last.text.startswith("Утренняя зарядка")
