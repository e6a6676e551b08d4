"""Asking for help: every kind of field, the summary, the number."""

from __future__ import annotations

import pytest

from tests.phone import paper, photo, place, sticker, voice
from tests.talks import begins_groceries, fills_groceries, number_in, orders_groceries


async def test_a_resident_asks_for_groceries(anna):
    await anna.says("/start")
    await anna.presses("Дом и быт")
    await anna.presses("Продукты на дом")
    answers = await anna.presses("Попросить помощь")
    assert "Вы согласны?" in answers[-1]
    answers = await anna.presses("Да, разрешаю")
    assert answers == ["Для кого нужна помощь?"]
    assert anna.buttons == ["Для меня", "Для родственника", "Для соседа", "Для другого человека"]
    assert "Что купить?" in (await anna.presses("Для меня"))[0]
    assert await anna.says("Молоко — 1 литр, хлеб") == ["В какой день вам удобно?"]
    assert anna.buttons[:3] == ["Как можно скорее", "сегодня, понедельник", "завтра, вторник"]
    assert await anna.says("в пятницу") == ["пятница, 27 ноября. В какое время удобнее?"]
    assert "заплатить" in (await anna.presses("Утром"))[0]
    assert await anna.presses("Наличными") == ["Как к вам обращаться?"]
    assert await anna.says("Анна Петровна") == ["По какому номеру позвонить?"]
    assert anna.keyboard[0] == "Отправить мой номер"
    answers = await anna.shares_contact("79123456789")
    assert answers == [
        "Записали телефон +7 912 345-67-89.",
        "Куда принести? Улица, дом, квартира, подъезд, этаж, домофон.",
    ]
    assert "Отправить мой номер" not in anna.keyboard
    assert await anna.says("Улица Мира, 5, кв. 3") == ["Какой это район?"]
    (summary,) = await anna.presses("Северный")
    for part in (
        "Для кого: Для меня",
        "Что купить: Молоко — 1 литр, хлеб",
        "Когда принести: пятница, 27 ноября, Утром",
        "Как заплатите: Наличными",
        "Имя: Анна Петровна",
        "Телефон: +7 912 345-67-89",
        "Адрес: Улица Мира, 5, кв. 3",
        "Район: Северный",
    ):
        assert part in summary
    answers = await anna.presses("Отправить")
    assert "Заявка № 1 принята" in answers[0]
    assert "Сотрудник позвонит в течение 4 рабочих часов" in answers[0]
    assert "сегодня в 15:" in answers[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("для мамы", "Для родственника"),
        ("маме", "Для родственника"),
        ("Для моей бабушки, ей 90 лет", "Для родственника"),
        ("соседке", "Для соседа"),
        ("подруге", "Для другого человека"),
        ("dla mamy", "Для родственника"),
        ("给妈妈", "Для родственника"),
        ("себе", "Для меня"),
    ],
)
async def test_for_whom_help_is_wanted_is_said_as_people_say_it(anna, typed, meant):
    await anna.says("/start")
    await anna.presses("Дом и быт")
    await anna.presses("Продукты на дом")
    await anna.presses("Попросить помощь")
    await anna.presses("Да, разрешаю")
    answers = await anna.says(typed)
    assert ("Что купить?" if meant == "Для меня" else "Как вас зовут?") in answers[0]
    if meant != "Для меня":
        await anna.says("Анна")
        await anna.presses("Пропустить")
    await fills_groceries(anna)
    assert f"Для кого: {meant}" in anna.shown("Проверьте, пожалуйста").text


@pytest.mark.parametrize("typed", ["маме и соседке", "не для мамы", "🙂", "кому-нибудь"])
async def test_for_whom_is_not_guessed(anna, typed):
    await anna.says("/start")
    await anna.presses("Дом и быт")
    await anna.presses("Продукты на дом")
    await anna.presses("Попросить помощь")
    await anna.presses("Да, разрешаю")
    assert "Не получилось понять" in (await anna.says(typed))[0]


async def test_help_is_asked_for_a_neighbour(anna):
    await anna.says("/start")
    await anna.presses("Дом и быт")
    await anna.presses("Продукты на дом")
    await anna.presses("Попросить помощь")
    await anna.presses("Да, разрешаю")
    assert "Как вас зовут?" in (await anna.presses("Для соседа"))[0]
    assert "Ваш телефон" in (await anna.says("Анна"))[-1]
    answers = await anna.shares_contact()
    assert "Что купить?" in answers[-1]
    await anna.says("Хлеб")
    await anna.presses("Как можно скорее")
    await anna.presses("Наличными")
    await anna.says("Пётр Ильич")
    await anna.says("8 912 000-11-22")
    await anna.says("Улица Мира, 5")
    (summary,) = await anna.presses("Северный")
    assert "Для кого: Для соседа" in summary
    assert "Кто обратился: Анна" in summary
    assert "Телефон обратившегося: +7 912 345-67-89" in summary
    assert "Имя: Пётр Ильич" in summary
    assert "Телефон: +7 912 000-11-22" in summary


async def at(person, question):
    """Answer the form for groceries up to a question."""
    await begins_groceries(person)
    steps = [
        ("Что купить", lambda: person.says("Хлеб")),
        ("В какой день", lambda: person.presses("Как можно скорее")),
        ("заплатить", lambda: person.presses("Наличными")),
        ("обращаться", lambda: person.says("Анна")),
        ("позвонить", lambda: person.says("89123456789")),
        ("Куда принести", lambda: person.says("Улица Мира, 5")),
    ]
    for prompt, answer in steps:
        if question in person.last.text:
            return
        assert prompt in person.last.text
        await answer()
    assert question in person.last.text


async def test_only_ones_own_contact_is_taken(anna):
    await at(anna, "По какому номеру позвонить?")
    answers = await anna.shares_contact("79990001122", own=False)
    assert "Это номер другого человека" in answers[0]
    assert answers[-1] == "По какому номеру позвонить?"
    assert "Записали телефон" in (await anna.shares_contact(own=True))[0]


@pytest.mark.parametrize(
    "typed", ["8 912 345-67-89", "+7 (912) 345 67 89", "89123456789", "мой телефон 8-912-345-67-89"]
)
async def test_a_telephone_is_typed_as_people_type_it(anna, typed):
    await at(anna, "По какому номеру позвонить?")
    assert (await anna.says(typed))[0] == "Записали телефон +7 912 345-67-89."


@pytest.mark.parametrize("typed", ["нет телефона", "12", "8 912 345", "1234567890123456789012", "<b>112</b>"])
async def test_what_is_no_telephone_is_asked_again(anna, typed):
    await at(anna, "По какому номеру позвонить?")
    answers = await anna.says(typed)
    assert "не похоже на номер" in answers[0]
    assert answers[-1] == "По какому номеру позвонить?"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("завтра", "завтра, вторник"),
        ("послезавтра", "среда, 25 ноября"),
        ("25 ноября", "среда, 25 ноября"),
        ("25.11", "среда, 25 ноября"),
        ("25.11.2026", "среда, 25 ноября"),
        ("в субботу", "суббота, 28 ноября"),
        ("3", "завтра, вторник"),
        ("5 мая", None),
        ("вчера", None),
        ("31 февраля", None),
        ("25.11.2031", None),
        ("99999999999999999999", None),
        ("когда-нибудь", None),
    ],
)
async def test_a_day_is_understood_in_words(anna, typed, shown):
    await at(anna, "В какой день")
    answers = await anna.says(typed)
    if shown is None:
        assert answers[-1] == "В какой день вам удобно?"
        assert len(answers) == 2
    else:
        assert answers == [f"{shown}. В какое время удобнее?"]


async def test_a_photo_where_words_are_asked_for_is_kept_and_the_question_stands(anna):
    await at(anna, "обращаться")
    answers = await anna.sends(photo())
    assert answers == ["Добавили это к тому, что вы уже написали.", "Как к вам обращаться?"]
    await anna.sends(photo("photo-2"), text="Анна")
    await anna.says("89123456789")
    await anna.says("Улица Мира, 5")
    await anna.presses("Северный")
    assert "Имя: Анна" in anna.last.text
    assert "Дополнительно: 2 файла" in anna.last.text


async def test_an_answer_that_was_passed_over_can_be_given_in_the_summary(anna):
    await anna.says("/start")
    await anna.says("Позвать человека")
    await anna.presses("Да, разрешаю")
    await anna.says("Сломался кран")
    await anna.says("Анна")
    await anna.presses("Пропустить")
    await anna.presses("Изменить: Телефон")
    await anna.says("89123456789")
    assert "Телефон: +7 912 345-67-89" in anna.last.text


async def test_emoji_are_no_name_and_a_picture_neither(anna):
    await at(anna, "обращаться")
    assert "Нужно имя" in (await anna.says("😀😀"))[0]
    assert "Нужно имя" in (await anna.says("\u200b\u200f \ufeff"))[0]
    assert "Напишите ответ словами" in (await anna.sends(sticker()))[0]
    assert "слишком длинно" in (await anna.says("а" * 81))[0]
    assert "позвонить" in (await anna.says("Ан\u200bна 😀"))[-1]


async def test_an_answer_may_be_a_voice_message_a_photo_or_a_place(anna):
    for answer in (voice(), photo(), place(), paper()):
        await at(anna, "Что купить")
        assert await anna.sends(answer) == ["В какой день вам удобно?"]
        await fill_rest(anna)
        assert "Что купить: 1 файл" in anna.last.text
        await anna.presses("Отправить")


async def fill_rest(person):
    await person.presses("Как можно скорее")
    await person.presses("Наличными")
    await person.says("Анна")
    await person.says("89123456789")
    await person.says("Улица Мира, 5")
    await person.presses("Северный")


async def test_a_file_of_more_than_twenty_megabytes_is_refused_kindly(anna):
    await at(anna, "Что купить")
    answers = await anna.sends(paper(size=21 * 1024 * 1024))
    assert "больше 20 мегабайт" in answers[0]
    assert "Что купить?" in answers[-1]


async def test_a_sticker_is_no_answer_but_gets_one(anna):
    await at(anna, "Что купить")
    answers = await anna.sends(sticker())
    assert "Спасибо за картинку" in answers[0]
    assert "Что купить?" in answers[-1]


async def test_an_optional_question_is_passed_over_and_one_that_does_not_apply_is_not_asked(anna):
    await anna.says("/start")
    await anna.presses("Дом и быт")
    await anna.presses("Лекарства на дом")
    await anna.presses("Попросить помощь")
    await anna.presses("Да, разрешаю")
    await anna.presses("Для меня")
    await anna.says("Анальгин")
    await anna.presses("Уже кончилось")
    assert "Пришлите фото рецепта" in (await anna.says("да"))[0]
    assert "Здесь нужно фото" in (await anna.says("👍"))[0]
    assert await anna.presses("Пропустить") == ["Как к вам обращаться?"]
    await anna.says("Назад")
    assert "Пришлите фото рецепта" in anna.last.text
    await anna.says("Назад")
    assert "по рецепту" in anna.last.text
    assert await anna.presses("Нет") == ["Как к вам обращаться?"]


async def test_every_answer_can_be_changed_in_the_summary(anna):
    await begins_groceries(anna)
    await fills_groceries(anna)
    assert anna.buttons[0] == "Отправить"
    changes = {
        "Изменить: Что купить": ("Только кефир", "Что купить: Только кефир"),
        "Изменить: Как заплатите": ("Переводом или картой", "Как заплатите: Переводом или картой"),
        "Изменить: Имя": ("Аня", "Имя: Аня"),
        "Изменить: Телефон": ("8 999 123-45-67", "Телефон: +7 999 123-45-67"),
        "Изменить: Адрес": ("Улица Ленина, 1", "Адрес: Улица Ленина, 1"),
        "Изменить: Район": ("Заречный", "Район: Заречный"),
    }
    for label, (answer, line) in changes.items():
        await press_even_on_another_page(anna, label)
        await anna.says(answer)
        assert line in anna.last.text
    await press_even_on_another_page(anna, "Изменить: Когда принести")
    await anna.says("завтра")
    await anna.presses("Вечером")
    assert "Когда принести: завтра, вторник, Вечером" in anna.last.text
    assert "Только кефир" in anna.last.text
    assert number_in(await press_even_on_another_page(anna, "Отправить")) == 1


async def press_even_on_another_page(person, label):
    for _ in range(3):
        if label in person.buttons:
            return await person.presses(label)
        await person.presses("Ещё…")
    raise AssertionError(f"«{label}» is on no page")


async def test_the_one_who_is_helped_can_be_changed_in_the_summary(anna):
    await begins_groceries(anna)
    await fills_groceries(anna)
    await press_even_on_another_page(anna, "Изменить: Для кого")
    answers = await anna.presses("Для соседа")
    assert "Как вас зовут?" in answers[-1]
    await anna.says("Мария")
    await anna.presses("Пропустить")
    assert "Для кого: Для соседа" in anna.last.text
    assert "Кто обратился: Мария" in anna.last.text
    assert "Молоко и хлеб" in anna.last.text


async def test_a_changed_answer_asks_what_it_makes_necessary(anna):
    await anna.says("/start")
    await anna.presses("Дом и быт")
    await anna.presses("Мелкий ремонт")
    await anna.presses("Попросить помощь")
    await anna.presses("Да, разрешаю")
    await anna.presses("Для меня")
    await anna.presses("Мебель, полка, карниз")
    await anna.says("Полка упала")
    await anna.presses("Пропустить")
    await anna.says("Анна")
    await anna.says("89123456789")
    await anna.says("Улица Мира, 5")
    await anna.presses("Северный")
    assert "Опасно сейчас" not in anna.last.text
    await press_even_on_another_page(anna, "Изменить: Что сломалось")
    assert "течёт, искрит" in (await anna.presses("Кран, унитаз, смеситель"))[-1]
    (summary,) = await anna.presses("Да")
    assert "Опасно сейчас: Да" in summary
    await press_even_on_another_page(anna, "Изменить: Что сломалось")
    (summary,) = await anna.presses("Мебель, полка, карниз")
    assert "Опасно сейчас" not in summary


async def test_back_undoes_the_last_answer(anna):
    await at(anna, "обращаться")
    assert "заплатить" in (await anna.says("Назад"))[-1]
    assert "В какой день" in (await anna.says("Назад"))[-1]
    assert "Что купить" in (await anna.says("Назад"))[-1]
    assert await anna.says("Сыр") == ["В какой день вам удобно?"]


async def test_cancel_drops_the_form_and_says_so(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    answers = await anna.says("Отмена")
    assert answers[0] == "Отменили. Ничего не отправлено."
    assert answers[-1].startswith("Чем помочь?")
    assert "Продолжить заявку" not in anna.buttons
    await line.later(hours=2)
    assert not [text for text in anna.texts if "не закончили" in text]


async def test_a_long_answer_reaches_the_worker_whole(anna, maria):
    wish = "Хлеб, " * 300 + "и сыр в конце"
    await orders_groceries(anna, wish)
    await maria.joins().presses("Взять")
    assert any("и сыр в конце" in text for text in maria.texts)


async def test_a_name_with_odd_marks_is_shown_as_it_is(anna, maria):
    await begins_groceries(anna)
    await anna.says("<b>Хлеб</b> & *молоко* {x} %s")
    await fill_rest(anna)
    assert "<b>Хлеб</b> & *молоко* {x} %s" in anna.last.text
    await anna.presses("Отправить")
    await maria.joins().presses("Взять")
    assert "<b>Хлеб</b> & *молоко* {x} %s" in maria.shown("Заявка №").text


async def test_an_answer_of_four_thousand_characters_says_how_many_fit(anna):
    await at(anna, "Что купить")
    answers = await anna.says("я" * 4096)
    assert "4096 знаков, а помещается 2000" in answers[0]
    assert "Что купить" in answers[-1]


async def test_two_requests_in_a_row_have_numbers_of_their_own(anna):
    assert await orders_groceries(anna) == 1
    assert await orders_groceries(anna, "Кефир") == 2


async def asked_when(person):
    await begins_groceries(person)
    await person.says("Молоко и хлеб")
    return person


async def test_an_hour_in_words_is_read_back_with_the_weekday_before_it_counts(anna):
    await asked_when(anna)
    (question,) = await anna.says("в пятницу в 10")
    assert question == "Правильно понимаю: пятница, 27 ноября, в 10:00?"
    (again,) = await anna.presses("Нет, другой день")
    assert again.startswith("В какой день")
    await anna.says("завтра после обеда")
    assert anna.last.text == "Правильно понимаю: завтра, вторник, Днём?"
    await anna.presses("Да, всё верно")
    await anna.presses("Наличными")
    await anna.says("Анна")
    await anna.says("8 912 345-67-89")
    await anna.says("Улица Мира, 5")
    (summary,) = await anna.presses("Северный")
    assert "Когда принести: завтра, вторник, Днём" in summary


async def test_an_hour_that_was_not_understood_is_asked_for(anna):
    await asked_when(anna)
    (question,) = await anna.says("завтра к трём")
    assert question.startswith("завтра, вторник. А час не получилось понять")
    (refusal, _) = await anna.says("ну к трём же")
    assert refusal.startswith("Не получилось понять время")
    await anna.says("15:00")
    await anna.presses("Наличными")
    await anna.says("Анна")
    await anna.says("8 912 345-67-89")
    await anna.says("Улица Мира, 5")
    (summary,) = await anna.presses("Северный")
    assert "Когда принести: завтра, вторник, в 15:00" in summary
