"""What people say of a service reaches its editors, and nothing personal with it."""

from __future__ import annotations

from typing import Any

from bot.domain.understanding import Guess, Understood
from tests.understanding.fixed import FixedRanker


async def reads_the_guide(person):
    await person.says("/start")
    await person.presses("Дом и быт")
    await person.presses("Продукты на дом")
    return await person.presses("Прочитать по шагам")


async def a_week_later(line):
    # Switched off in between: a week of small due rows is not what these dialogues are about.
    await line.stands_still(days=7)


async def test_steps_that_helped_lead_back_to_the_case(anna):
    await reads_the_guide(anna)
    thanks, case = await anna.presses("Это помогло")
    assert thanks.startswith("Спасибо")
    assert case.startswith("Дом и быт")


async def test_steps_that_did_not_help_lead_to_help(anna):
    await reads_the_guide(anna)
    (answer,) = await anna.presses("Это не помогло")
    assert answer.startswith("Жаль, что не помогло")
    assert anna.buttons == ["Попросить помощь", "Спросить человека", "К списку услуг"]


async def test_editors_are_told_on_monday_what_helped_and_what_did_not(anna, ivan, staff, line):
    for person, label in ((anna, "Это помогло"), (ivan, "Это не помогло")):
        await reads_the_guide(person)
        await person.presses(label)
    await line.stands_still(days=6)
    assert not staff.messages
    await line.stands_still(days=1)
    (told,) = [one.text for one in staff.messages]
    assert "Продукты на дом: помогло 1, не помогло 1" in told
    await a_week_later(line)
    assert len(staff.messages) == 1


async def test_a_remark_reaches_the_staff_room_without_numbers_and_addresses(anna, staff):
    await reads_the_guide(anna)
    (question,) = await anna.presses("Здесь ошибка")
    assert "Что здесь неверно? «Продукты на дом»" in question
    answers = await anna.says("Магазин закрыт, мой номер 8 912 345-67-89, почта a@b.ru")
    assert answers[0].startswith("Спасибо! Передали")
    assert answers[1].startswith("Продукты на дом\n")
    (remark,) = [one.text for one in staff.messages]
    assert remark.endswith("Магазин закрыт, мой номер [скрыто], почта [скрыто]")
    assert "household/groceries" in remark
    assert "Анна" not in remark


async def test_unmet_needs_are_told_weekly_by_kind_and_never_in_words(anna, ivan, staff, line):
    odd, bread = "марсиане прилетят?", "хлеба бы"
    line.ranker = line.app.turns.ranking.ranker = FixedRanker(
        {
            bread: Understood((Guess("groceries", 0.5, "household/groceries"),), clear=True),
            "за школой яма": Understood((Guess("education", 0.2),)),
        }
    )
    await anna.says(odd)
    await ivan.says(odd)
    await anna.says("Меню")
    await anna.says("за школой яма")
    await ivan.says("Меню")
    await ivan.says(bread)
    await ivan.presses("Другое")
    await a_week_later(line)
    (told,) = [one.text for one in staff.messages]
    assert "Непонятно о чём: без ответа 2, выбрали «Другое» 0" in told
    assert "Дети и учёба: без ответа 1, выбрали «Другое» 0" in told
    assert "Продукты: без ответа 0, выбрали «Другое» 1" in told
    assert told.index("Непонятно") < told.index("Дети")
    rows = await line.app.database.fetch("SELECT week, kind, about, count FROM tallies")
    assert not any(word in str(rows) for word in ("марсиане", "хлеба", "яма"))


async def test_a_line_that_stood_still_over_monday_tells_late_and_once(anna, staff, line):
    await reads_the_guide(anna)
    await anna.presses("Это помогло")
    await line.stands_still(days=9)
    assert len([one for one in staff.messages if "Что люди сказали" in one.text]) == 1
    await line.stands_still(days=5)
    assert len([one for one in staff.messages if "Что люди сказали" in one.text]) == 1


async def test_places_past_their_day_leave_the_service_and_are_told_with_their_owner(anna, staff, line):
    await line.stands_still(days=200)
    told = next(one.text for one in staff.messages if "providers.yaml" in one.text)
    assert "Магазины с доставкой · Магазин «Соседи» · до 22.02.2027 · Редактор раздела" in told


async def test_telephones_past_their_day_leave_the_menu_but_those_that_save_lives_stay(anna, staff, line):
    line.forgetful = False
    await anna.says("/start")
    (before,) = await anna.says("телефоны")
    assert "8-800-100-00-01" in before
    await line.stands_still(days=200)
    (after,) = await anna.says("телефоны")
    assert "8-800-100-00-01" not in after
    assert "112 — " in after
    told = "\n".join(one.text for one in staff.messages)
    assert "Телефоны · Социальный фонд, 8-800-100-00-01 · до 22.05.2027 · Дежурный редактор" in told


async def test_a_service_shows_the_places_that_were_checked(anna):
    await anna.says("/start")
    await anna.presses(data="g:service:household/shops")
    (places,) = await anna.presses("Адреса и сайты")
    assert "Аптека «Забота»" in places
    assert "Проверили 22.11.2026." in places
    (service,) = await anna.presses("К услуге")
    assert "Сколько стоит" in service


async def test_an_administrator_has_the_content_read_anew_and_others_do_not(anna, maria, line):
    asked: list[Any] = []
    line.forgetful = False
    line.app.line.reload = asked.append
    assert await maria.says("обновить") == ["Читаю содержание заново. Скажу, что получилось."]
    assert await maria.says("/reload") == ["Читаю содержание заново. Скажу, что получилось."]
    assert asked == [maria.address, maria.address]
    assert "Такой команды нет" in (await anna.says("/reload"))[0]
    assert len(asked) == 2


async def test_what_is_wrong_in_the_content_is_told_and_what_is_right_as_well(maria, line):
    for data, words in (
        ({"version": "abc", "changed": True, "problems": [], "total": 0}, "Содержание обновлено. Версия abc"),
        ({"version": "abc", "changed": False, "problems": [], "total": 0}, "ничего не изменилось"),
        ({"version": "abc", "changed": False, "problems": ["a.yaml:3: x: y"], "total": 7}, "Ошибок: 7"),
    ):
        async with line.reading() as work:
            work.later("renewed", "renewed", line.now, maria.address, data)
            await work.flush()
        await line.tick()
        assert words in maria.last.text


async def test_what_helped_and_what_is_wrong_can_be_said_of_places_too(anna):
    await anna.says("/start")
    await anna.presses(data="g:service:household/shops")
    await anna.presses("Адреса и сайты")
    assert {"Это помогло", "Это не помогло", "Здесь ошибка"} <= set(anna.buttons)
    assert "https://apteka.ru" in "\n".join(anna.texts)
