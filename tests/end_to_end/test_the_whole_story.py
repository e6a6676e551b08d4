"""The whole story, both sides of it, over the sandbox with the real aiogram."""

import pytest

from tests.end_to_end.stage import (
    ERRAND,
    Stage,
    asks_for_help,
    becomes_a_worker,
    fills_the_form,
    from_resident,
    maria_takes_it,
    two_workers,
)


async def test_a_request_goes_from_start_to_the_rating(stage: Stage) -> None:
    anna, maria, group = stage.anna, stage.maria, stage.group
    await becomes_a_worker(stage, stage.oleg)
    await stage.passes(601)

    assert await anna.starts() == [stage.say("welcome"), stage.say("menu")]
    assert anna.phone.keyboard == [["Назад", "Отмена"], ["Меню", "Позвать человека"]]
    number = await asks_for_help(anna)
    assert "Ответим до" in anna.heard[0].text

    (card,) = await group.hears()
    assert card.startswith(f"Заявка № {number} · Продукты на дом\nРайон: Северный")
    assert await group.presses("Взять") == []
    assert group.toast == stage.say("taken-toast", number=number)
    assert "В работе: Мария" in group.finds(f"№ {number}").text
    assert group.finds(f"№ {number}").labels == []

    (full,) = await maria.hears()
    for told in (ERRAND.items, ERRAND.name, "+7 912 345-67-89", ERRAND.address):
        assert told in full
    assert await anna.hears() == [stage.say("request-taken", number=number, name="Мария")]

    assert await maria.says("Буду в 15 часов", maria.finds(f"№ {number}")) == [
        stage.say("delivered", number=number)
    ]
    assert maria.heard[0].wire["reply_to_message"]["text"] == "Буду в 15 часов"
    assert await anna.hears() == [
        stage.say("from-worker", name="Мария", number=number, text="Буду в 15 часов")
    ]
    assert await anna.says("Спасибо, жду!") == [stage.say("added-to-worker", number=number)]
    assert await maria.hears() == [from_resident(stage, number, "Спасибо, жду!")]

    card_of_maria = maria.finds("Ответьте на это сообщение")
    assert await maria.presses("Готово", card_of_maria) == [stage.say("done-ask", number=number)]
    assert await maria.presses("Сделано") == [stage.say("done", number=number)]
    assert await anna.hears() == [stage.say("request-done", number=number, outcome="Сделано")]
    assert "Выполнена: Мария" in group.finds(f"№ {number}").text
    assert await anna.presses("5 — очень помогли") == [stage.say("rated")]
    assert await maria.hears() == [stage.say("desk-rated", number=number, score=5)]


async def test_a_request_is_opened_again_and_goes_to_its_worker(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    anna, maria = stage.anna, stage.maria
    await maria.presses("Готово", maria.finds("Ответьте на это"))
    await maria.presses("Сделано")
    await anna.hears()
    assert await anna.presses("Открыть снова") == [stage.say("reopen-ask", number=number)]
    (again,) = await anna.says("Хлеб не принесли")
    assert again.startswith(f"Заявка № {number} снова открыта. Ответим до: ")
    assert stage.say("desk-reopened", number=number, text="Хлеб не принесли") in await maria.hears()
    assert await stage.group.hears() == [stage.say("room-reopened", number=number)]
    assert "В работе: Мария" in stage.group.finds("Продукты на дом").text


async def test_after_three_days_a_request_stays_closed(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    await stage.maria.presses("Готово", stage.maria.finds("Ответьте на это"))
    await stage.maria.presses("Сделано")
    await stage.anna.hears()
    await stage.passes(3 * 24 * 3600 + 60)
    assert await stage.anna.presses("Открыть снова") == [stage.say("refused-too-late", number=number)]


async def test_a_resident_cancels_with_a_reason_and_the_worker_knows(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    anna, maria = stage.anna, stage.maria
    (mine,) = await anna.says("мои заявки")
    assert f"№ {number}" in mine
    assert "Мария" in mine
    await anna.presses(f"№ {number} · Продукты на дом")
    await anna.presses("Отменить заявку")
    assert await anna.presses("Уже справились") == [stage.say("withdrawn", number=number)]
    assert stage.say("desk-withdrawn", number=number, reason="Уже справились") in await maria.hears()
    assert "Отменена" in stage.group.finds(f"№ {number}").text
    assert await anna.says("заявки") == [anna.heard[0].text]


async def test_a_worker_closes_a_request_without_help_and_says_why(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    await stage.maria.presses("Закрыть без помощи", stage.maria.finds("Ответьте на это"))
    assert await stage.maria.says("Это не наш город") == [stage.say("cancelled-by-staff", number=number)]
    assert await stage.anna.hears() == [
        stage.say("request-cancelled", number=number, reason="Это не наш город")
    ]


async def test_the_card_comes_to_a_worker_who_opens_the_bot_later(stage: Stage) -> None:
    number = await asks_for_help(stage.anna)
    await stage.group.presses("Взять")
    (told,) = [message for message in stage.group.heard if "Откройте его" in message.text]
    assert told.text == stage.say("room-open-desk", name="Мария", number=number)
    ((button,),) = told.wire["reply_markup"]["inline_keyboard"]
    payload = button["url"].partition("?start=")[2]
    texts = await stage.maria.starts(payload)
    assert any(ERRAND.address in text for text in texts)
    assert any(stage.say("desk", own=1, waiting=0) in text for text in texts)
    assert await stage.maria.says("Здравствуйте", stage.maria.finds("Ответьте на это")) == [
        stage.say("delivered", number=number)
    ]


async def test_the_card_comes_as_well_when_the_worker_finds_the_bot_without_the_link(stage: Stage) -> None:
    await asks_for_help(stage.anna)
    await stage.group.presses("Взять")
    assert any(ERRAND.address in text for text in await stage.maria.starts())


async def test_two_workers_press_at_once_and_one_gets_the_request(stage: Stage) -> None:
    await two_workers(stage)
    number = await asks_for_help(stage.anna)
    stage.group.phone.presses("Взять")
    stage.group_of_oleg.phone.presses("Взять")
    await stage.quiet()
    assert stage.group.toast == stage.say("taken-toast", number=number)
    assert stage.group_of_oleg.toast == stage.say("refused-taken", number=number, name="Мария")
    assert len(await stage.maria.hears()) == 1
    assert await stage.oleg.hears() == []
    assert stage.rows("SELECT count(*) FROM request_events WHERE kind = 'taken'") == [(1,)]
    assert await stage.anna.hears() == [stage.say("request-taken", number=number, name="Мария")]


async def test_a_request_is_handed_over_and_the_first_worker_cannot_answer_any_more(stage: Stage) -> None:
    await two_workers(stage)
    number = await asks_for_help(stage.anna)
    await stage.group.presses("Взять")
    await stage.maria.hears()
    card = stage.maria.finds("Ответьте на это")
    await stage.maria.presses("Передать", card)
    assert await stage.maria.presses("Олег") == [stage.say("handed", number=number, name="Олег")]
    assert stage.maria.phone.chat.messages[card.id].text == stage.say("desk-not-yours", number=number)
    texts = await stage.oleg.hears()
    assert any(ERRAND.address in text for text in texts)
    assert stage.say("desk-handed", number=number, name="Мария") in texts
    await stage.anna.hears()
    assert await stage.maria.says("Я всё же отвечу", card) == [stage.say("refused-not-yours", number=number)]
    assert await stage.anna.hears() == []
    assert await stage.oleg.says("Теперь я с вами", stage.oleg.finds("Ответьте на это")) == [
        stage.say("delivered", number=number)
    ]


async def test_a_request_is_given_back_and_free_for_others(stage: Stage) -> None:
    await two_workers(stage)
    number = await asks_for_help(stage.anna)
    await stage.group.presses("Взять")
    await stage.maria.presses("Вернуть", stage.maria.finds("Ответьте на это"))
    await stage.group.hears()
    assert await stage.maria.says("Заболела") == [stage.say("given-back", number=number)]
    assert await stage.group.hears() == [stage.say("room-given-back", number=number, name="Мария")]
    assert "Свободна" in stage.group.finds("Продукты на дом").text
    await stage.group_of_oleg.presses("Взять")
    assert any(ERRAND.address in text for text in await stage.oleg.hears())
    await stage.oleg.presses("История", stage.oleg.finds("Ответьте на это"))
    assert "Заболела" in stage.oleg.heard[-1].text


async def test_the_resident_is_asked_and_the_request_waits_for_the_answer(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    await stage.maria.presses("Спросить жителя", stage.maria.finds("Ответьте на это"))
    await stage.maria.says("Какой этаж?")
    assert await stage.anna.hears() == [
        stage.say("from-worker-asks", name="Мария", number=number, text="Какой этаж?")
    ]
    assert "Ждём ответа жителя" in stage.group.finds(f"№ {number}").text
    await stage.maria.hears()
    await stage.anna.says("Третий")
    assert await stage.maria.hears() == [from_resident(stage, number, "Третий")]
    assert "В работе: Мария" in stage.group.finds(f"№ {number}").text


async def test_a_note_for_colleagues_never_reaches_the_resident(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    await stage.maria.presses("Заметка", stage.maria.finds("Ответьте на это"))
    assert await stage.maria.says("Звонить после обеда") == [stage.say("noted", number=number)]
    assert await stage.anna.hears() == []
    await stage.maria.presses("История", stage.maria.finds("Ответьте на это"))
    assert "Звонить после обеда" in stage.maria.heard[-1].text


async def test_a_request_that_nobody_takes_is_announced_again(stage: Stage) -> None:
    number = await asks_for_help(stage.anna)
    await stage.group.hears()
    await stage.passes(30 * 60 + 1)
    (again,) = await stage.group.hears()
    assert again == stage.say("room-waiting", number=number, service="Продукты на дом", waited="30 минут")
    await stage.passes(30 * 60 + 1)
    assert len(await stage.group.hears()) == 1
    await stage.group.presses("Взять")
    await stage.passes(30 * 60 + 1)
    assert not any("Кто возьмёт" in text for text in await stage.group.hears())


async def test_the_telephone_of_the_contact_button_is_taken(stage: Stage) -> None:
    anna = stage.anna
    await anna.starts()
    await anna.says("Позвать человека")
    await anna.presses("Да, разрешаю")
    await anna.says("Протекает кран")
    await anna.says("Анна")
    assert await anna.taps("Отправить мой номер")
    assert anna.heard[0].text == stage.say("phone-kept", phone="+7 900 000-10-01")
    assert "+7 900 000-10-01" in anna.heard[-1].text
    assert anna.phone.keyboard == [["Назад", "Отмена"], ["Меню", "Позвать человека"]]


async def test_an_album_is_one_answer(stage: Stage) -> None:
    anna = stage.anna
    await anna.starts()
    await anna.says("Позвать человека")
    await anna.presses("Да, разрешаю")
    anna.phone.sends_album(("photo", b"\xff\xd8 1"), ("photo", b"\xff\xd8 2"), caption="Вот трещина")
    assert await anna.hears() == []
    await stage.passes(2)
    assert await anna.hears() == ["Как к вам обращаться?"]
    await anna.says("Анна")
    await anna.presses("Пропустить")
    assert "Вот трещина, 2 файла" in anna.heard[-1].text
    await anna.presses("Отправить")
    await stage.maria.starts()
    await stage.group.presses("Взять")
    photos = [message for message in stage.maria.phone.screen if "photo" in message.wire]
    assert len(photos) == 2


async def test_words_of_crisis_are_answered_before_everything_else(stage: Stage) -> None:
    anna = stage.anna
    texts = await anna.says("я больше не хочу жить")
    assert "Вы не одни" in texts[0]
    assert "112" in texts[0]
    number = stage.rows("SELECT max(id) FROM requests")[0][0]
    assert texts[1] == stage.say("crisis-alarm", number=number)
    (alarm,) = await stage.group.hears()
    assert "ТРЕВОГА" in alarm
    assert "жить" not in alarm


async def test_words_of_crisis_in_the_middle_of_a_form_leave_the_form_standing(stage: Stage) -> None:
    await fills_the_form(stage.anna)
    texts = await stage.anna.says("хочу умереть")
    assert "Вы не одни" in texts[0]
    await stage.group.hears()
    texts = await stage.anna.presses("Отправить")
    assert "принята" in texts[0]
    assert len(stage.rows("SELECT id FROM requests")) == 2


async def test_a_refused_consent_leaves_the_telephones(stage: Stage) -> None:
    anna = stage.anna
    await anna.starts()
    await anna.presses("Дом и быт")
    await anna.presses("Продукты на дом")
    await anna.presses("Попросить помощь")
    texts = await anna.presses("Нет")
    assert texts[0] == stage.say("consent-refused")
    assert "112" in texts[1]
    assert stage.rows("SELECT version, given FROM consents") == [("2026-11", 0)]


async def test_every_answer_can_be_changed_in_the_summary(stage: Stage) -> None:
    anna = stage.anna
    await fills_the_form(anna)
    await anna.presses("Ещё…")
    texts = await anna.presses("Изменить: Адрес")
    assert texts[-1] == "Куда принести? Улица, дом, квартира, подъезд, этаж, домофон."
    texts = await anna.says("Лесная, 12")
    assert "Адрес: Лесная, 12" in texts[-1]
    texts = await anna.presses("Отправить")
    assert "принята" in texts[0]


async def test_a_conversation_left_in_the_middle_is_offered_once(stage: Stage) -> None:
    await fills_the_form(stage.anna)
    await stage.passes(30 * 60 + 1)
    assert await stage.anna.hears() == [stage.say("draft-offer", title="Продукты на дом")]
    await stage.passes(60 * 60)
    assert await stage.anna.hears() == []
    texts = await stage.anna.presses("Продолжить заявку")
    assert texts[0] == stage.say("resumed")
    assert "Проверьте" in texts[1]


async def test_who_floods_is_slowed_kindly_and_nothing_is_lost(empty_stage: Stage) -> None:
    stage = empty_stage
    await stage.opens(messages_a_minute=5)
    anna = stage.anna
    await anna.starts()
    await anna.says("Позвать человека")
    await anna.presses("Да, разрешаю")
    await anna.says("раз")
    await anna.starts()
    await anna.hears()
    texts = await anna.says("заявки")
    assert texts == [stage.say("flood-slower")]
    assert "Вы не одни" in (await anna.says("не хочу жить"))[0]
    await stage.passes(30)
    assert any("заявк" in text or "заявок" in text for text in await anna.hears())


@pytest.mark.parametrize("hours", ["1 час", "24 часа"])
async def test_a_blocked_resident_is_told_until_when_and_still_heard_in_danger(
    stage: Stage, hours: str
) -> None:
    await maria_takes_it(stage)
    await stage.maria.presses("Остановить жителя", stage.maria.finds("Ответьте на это"))
    await stage.maria.presses(hours)
    await stage.maria.says("Ругается")
    (told,) = await stage.anna.says("Алло!")
    assert told.startswith("Мы сможем ответить вам после")
    assert "Вы не одни" in (await stage.anna.says("не хочу жить"))[0]
    await stage.passes(24 * 3600 + 1)
    assert "Мы сможем" not in (await stage.anna.says("Меню"))[0]
