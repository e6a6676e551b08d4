"""Finding one's way: start, menu, cases, services, guides, telephones."""

from __future__ import annotations


async def test_start_greets_and_shows_the_menu(anna):
    greeting, menu = await anna.says("/start")
    assert "Я программа" in greeting
    assert "позвать человека" in greeting
    assert menu.startswith("Чем помочь?")
    assert anna.buttons[:2] == ["Дом и быт", "Здоровье"]
    assert len(anna.buttons) <= 7
    assert anna.keyboard == ["Назад", "Отмена", "Меню", "Позвать человека"]


async def test_a_case_shows_its_services_and_a_service_its_doors(anna):
    await anna.says("/start")
    (case,) = await anna.presses("Дом и быт")
    assert case.startswith("Дом и быт")
    assert anna.buttons[:4] == ["Продукты на дом", "Лекарства на дом", "Оплатить коммуналку", "Мелкий ремонт"]
    assert len(anna.buttons) <= 7
    (service,) = await anna.presses("Продукты на дом")
    assert "Купим продукты" in service
    assert "Сколько стоит" in service
    assert "в течение 4 рабочих часов" in service
    assert anna.buttons == [
        *("Прочитать по шагам", "Попросить помощь", "Спросить человека", "К списку услуг", "Здесь ошибка")
    ]


async def test_the_guide_is_read_step_by_step_and_leads_on(anna):
    await anna.says("/start")
    await anna.presses("Дом и быт")
    await anna.presses("Продукты на дом")
    (guide,) = await anna.presses("Прочитать по шагам")
    assert "1. Загляните в холодильник" in guide
    assert "7. Когда покупки принесут" in guide
    assert "— список, где сначала самое нужное" in guide
    assert anna.buttons == [
        *("Попросить помощь", "Спросить человека", "Это помогло", "Это не помогло", "Здесь ошибка"),
        "К списку услуг",
    ]
    (case,) = await anna.presses("К списку услуг")
    assert case.startswith("Дом и быт")


async def test_a_choice_can_be_typed_as_its_number_or_in_words(anna):
    await anna.says("/start")
    assert (await anna.says("1"))[0].startswith("Дом и быт")
    assert (await anna.says("продукты НА дом!"))[0].startswith("Продукты на дом")
    assert (await anna.says("прочит"))[0].startswith("Продукты на дом: что делать по шагам")


async def test_the_telephones_are_read_without_consent(anna):
    await anna.says("/start")
    (phones,) = await anna.presses("Телефоны")
    assert phones.index("112 —") < phones.index("101 —")
    (menu,) = await anna.presses("Меню")
    assert menu.startswith("Чем помочь?")


async def test_menu_leads_to_the_menu_from_anywhere(anna):
    await anna.says("/start")
    for way in (["Дом и быт"], ["Здоровье"], ["Мои заявки"], ["Телефоны"]):
        for label in way:
            await anna.presses(label)
        assert (await anna.says("Меню"))[-1].startswith("Чем помочь?")
        assert (await anna.says("/menu"))[-1].startswith("Чем помочь?")


async def test_back_leads_up_from_place_to_place(anna):
    await anna.says("/start")
    await anna.presses("Дом и быт")
    await anna.presses("Продукты на дом")
    await anna.presses("Прочитать по шагам")
    assert (await anna.says("Назад"))[0].startswith("Продукты на дом\n")
    assert (await anna.says("назад"))[0].startswith("Дом и быт")
    assert (await anna.says("/back"))[0].startswith("Чем помочь?")
    assert (await anna.says("Назад"))[0].startswith("Чем помочь?")


async def test_the_first_word_of_a_stranger_is_understood_without_start(anna):
    (answer,) = await anna.says("Здравствуйте, мне нужна помощь с квитанцией")
    assert "Кому передать ваше сообщение?" in answer
    assert anna.buttons == ["Передать человеку", "Меню"]


async def test_a_person_is_asked_from_a_service_with_its_context(anna, maria):
    await anna.says("/start")
    await anna.presses("Дом и быт")
    await anna.presses("Мелкий ремонт")
    await anna.presses("Спросить человека")
    await anna.presses("Да, разрешаю")
    await anna.says("Сколько стоит полка?")
    await anna.says("Анна")
    await anna.presses("Пропустить")
    await anna.presses("Отправить")
    await maria.joins().presses("Взять")
    assert "Вопрос про: Мелкий ремонт" in maria.shown("Заявка №").text
    assert "Сколько стоит полка?" in maria.shown("Заявка №").text


async def test_commands_do_what_the_words_do(anna):
    await anna.says("/start")
    assert (await anna.says("/phones"))[0].startswith("Телефоны")
    assert (await anna.says("/requests"))[0].startswith("Открытых заявок у вас нет")
    assert "Позовём сотрудника" in (await anna.says("/person"))[0]
    assert "Отменили" in (await anna.says("/cancel"))[0]


async def test_an_unknown_command_is_answered_and_the_menu_stays(anna):
    await anna.says("/start")
    answers = await anna.says("/delete everything now")
    assert "Такой команды нет" in answers[0]
    assert answers[-1].startswith("Чем помочь?")
