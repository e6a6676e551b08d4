"""Words of crisis are answered at once from any state, and raise an alarm in the crisis lane."""

from __future__ import annotations

import pytest

from bot.vocabulary import Lane
from tests.phone import photo
from tests.talks import begins_groceries, calls_a_person, fills_groceries, orders_groceries, takes

WORDS = "Я больше не хочу жить"


def answered(texts):
    """Whether the answer to words of crisis is among the texts."""
    return any("Вы не одни" in text and "112 —" in text for text in texts)


async def states(person):
    """Lead a person into one state after another."""
    yield "nothing"
    await person.says("/start")
    yield "menu"
    await person.presses("Дом и быт")
    yield "case"
    await person.presses("Продукты на дом")
    yield "service"
    await person.presses("Прочитать по шагам")
    yield "guide"
    await person.presses("Попросить помощь")
    yield "consent"
    await person.presses("Да, разрешаю")
    yield "whom"
    await person.presses("Для меня")
    yield "words"
    await person.says("Хлеб")
    yield "day"
    await person.says("Меню")
    await person.says("Мои заявки")
    yield "mine"
    await person.says("Телефоны")
    yield "phones"
    await person.says("Что-то непонятное")
    yield "offer"


async def test_crisis_is_answered_first_from_every_state(anna, maria, staff):
    async for state in states(anna):
        answers = await anna.says(WORDS)
        assert answered(answers), state
        assert "Вы не одни" in answers[0], state
        # The alarm and words of crisis must not end what the person was doing.
        if state in ("consent", "whom", "words", "day"):
            assert not anna.last.text.startswith("Чем помочь")


async def test_an_alarm_card_without_the_words_comes_in_the_crisis_lane(anna, maria, staff):
    answers = await anna.says(WORDS)
    assert "Мы позвали сотрудника" in answers[1]
    (card,) = [shown for shown in staff.messages if "ТРЕВОГА" in shown.text]
    assert card.lane is Lane.CRISIS
    assert "Срочность: срочно" in card.text
    assert "жить" not in card.text
    assert "Анна" not in card.text
    await maria.joins().presses("Взять")
    assert WORDS in maria.shown("ТРЕВОГА").text


async def test_words_of_crisis_in_an_open_form_are_also_kept(anna, maria):
    await begins_groceries(anna)
    answers = await anna.says(WORDS)
    assert answered(answers)
    assert "В какой день" in answers[-1]
    await anna.presses("Как можно скорее")
    await anna.presses("Наличными")
    await anna.says("Анна")
    await anna.says("89123456789")
    await anna.says("Улица Мира, 5")
    await anna.presses("Северный")
    assert WORDS in anna.last.text


async def test_words_of_crisis_where_a_choice_is_open_are_answered_and_the_question_stays(anna):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    answers = await anna.says(WORDS)
    assert answered(answers)
    assert answers[2:] == [
        "Ваша заявка подождёт. Если хотите продолжить её, вот вопрос.",
        "В какой день вам удобно?",
    ]


async def test_words_of_crisis_are_no_name_and_no_address(anna):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await anna.presses("Как можно скорее")
    await anna.presses("Наличными")
    assert (await anna.says(WORDS))[-1] == anna.shown("Как к вам обращаться?").text
    await anna.says("Анна")
    await anna.says("89123456789")
    answers = await anna.says(f"{WORDS}, улица Мира, 5")
    assert answered(answers)
    assert answers[-1].startswith("Куда принести?")


async def test_further_words_join_the_open_alarm(anna, maria, staff):
    await anna.says(WORDS)
    await anna.says("Я хочу умереть")
    alarms = [
        shown for shown in staff.messages if shown.text.startswith("Заявка №") and "ТРЕВОГА" in shown.text
    ]
    assert len(alarms) == 1
    again = [shown for shown in staff.messages if "человек пишет снова" in shown.text]
    assert len(again) == 1
    assert again[0].lane is Lane.CRISIS
    await maria.joins().presses("Взять")
    assert any("хочу умереть" in text for text in maria.texts)
    await anna.says("Мне правда незачем жить")
    assert "незачем жить" in maria.texts[-1]


async def test_what_is_written_after_words_of_crisis_reaches_whoever_takes_the_alarm(anna, maria, line):
    await anna.says(WORDS)
    (kept,) = await anna.says("Улица Мира, дом 5, дверь открыта")
    assert "Добавили" in kept
    assert "Это о другом" in anna.buttons
    await takes(maria, 1)
    assert "дверь открыта" in "\n".join(maria.texts)


async def test_what_is_written_long_after_an_alarm_is_a_question_like_any_other(anna, line):
    await anna.says(WORDS)
    await line.later(hours=1)
    (offered,) = await anna.says("Где взять ходунки?")
    assert "Добавили" not in offered


async def test_crisis_is_heard_in_a_caption_an_edit_and_a_reply(anna, maria, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.says("Какой хлеб?", reply_to=maria.shown("Заявка № 1 ·"))
    assert answered(await anna.sends(photo(), text=WORDS))
    assert answered(await anna.says(WORDS, reply_to=anna.shown("Какой хлеб?")))
    await anna.says("Хорошо")
    mine = next(shown for shown in anna.screen if shown.by and shown.text == "Хорошо")
    assert answered(await anna.edits(mine, WORDS))


async def test_a_reply_to_a_worker_with_words_of_crisis_reaches_the_worker_too(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.says("Какой хлеб?", reply_to=maria.shown("Заявка № 1 ·"))
    await anna.says(f"Никакой. {WORDS}", reply_to=anna.shown("Какой хлеб?"))
    assert any("заявка № 1" in text and f":\nНикакой. {WORDS}" in text for text in maria.texts)


async def test_crisis_comes_through_flood_and_block(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Остановить жителя")
    await maria.presses("24 часа")
    await maria.says("Грубит")
    assert "Мы сможем ответить вам после" in (await anna.says("Привет"))[0]
    assert answered(await anna.says(WORDS))


async def test_a_flood_does_not_hold_words_of_crisis(anna, line):
    line.forgetful = False
    line.pace = 0.01
    for number in range(60):
        await anna.says(f"Сообщение {number}")
    assert answered(await anna.says(WORDS))


@pytest.mark.parametrize(
    ("words", "help"),
    [
        ("муж меня бьёт", "Вы не виноваты"),
        ("пахнет газом в квартире", "104"),
        ("у нас пожар, горит кухня", "101"),
        ("трудно дышать и болит сердце", "103"),
    ],
)
async def test_each_danger_has_its_own_numbers(anna, words, help):
    assert help in (await anna.says(words))[0]


async def test_the_numbers_come_even_where_the_text_was_lost(anna, line):
    def lose(content):
        file = content / "texts" / "ru.ftl"
        file.write_text(file.read_text("utf-8").replace("crisis-fire =", "crisis-fires ="), "utf-8")

    await line.upgrade(lose)
    assert "101 — Пожарные" in (await anna.says("у нас пожар, горит кухня"))[0]


async def test_harmless_words_raise_no_alarm(anna, staff):
    await anna.says("Хочу убить время, посоветуйте кружок")
    assert not [shown for shown in staff.messages if "ТРЕВОГА" in shown.text]


async def test_a_person_is_one_press_away_after_words_of_crisis(anna, maria):
    await anna.says(WORDS)
    await anna.presses("Позвать человека")
    assert "Вы согласны?" in anna.last.text


async def test_words_of_crisis_in_the_staff_room_are_no_alarm(maria, staff):
    await maria.joins().says("Житель пишет: не хочу жить")
    assert not [shown for shown in staff.messages if "ТРЕВОГА" in shown.text]


async def test_the_alarm_stands_among_ones_own_requests(anna, maria):
    await anna.says(WORDS)
    (mine,) = await anna.says("Мои заявки")
    assert "№ 1 · ТРЕВОГА" in mine


async def test_an_alarm_and_a_request_do_not_mix(anna, maria, oleg):
    await calls_a_person(anna)
    await anna.says(WORDS)
    await takes(maria, 1)
    await takes(oleg, 2)
    assert not any(WORDS in text for text in maria.texts)
    assert any(WORDS in text for text in oleg.texts)
    await fills_nothing(anna)


async def fills_nothing(person):
    await person.says("Меню")
    await begins_groceries(person)
    await fills_groceries(person)
    assert "Проверьте" in person.last.text


async def test_a_worker_who_writes_about_a_resident_raises_no_alarm(anna, maria, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    card = maria.shown("Заявка № 1 ·")
    await maria.says("Вы писали, что не хотите жить. Я рядом.", reply_to=card)
    assert "не хотите жить" in anna.last.text
    await maria.says("Вы написали «не хочу жить». Расскажите мне.", reply_to=card)
    assert "не хочу жить" in anna.last.text
    await maria.presses("Заметка")
    assert "Записали" in (await maria.says("Житель сказал: не хочу жить"))[0]
    assert not [shown for shown in staff.messages if "ТРЕВОГА" in shown.text]


async def test_a_worker_in_need_is_helped_like_anybody(maria, staff):
    assert answered(await maria.says(WORDS))
