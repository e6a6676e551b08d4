"""A worker's private chat: replies both ways, and every step that a request can take."""

from __future__ import annotations

import pytest

from tests.phone import Phone, paper, photo, place, sticker, voice
from tests.talks import calls_a_person, orders_groceries, takes


def card(worker: Phone, number: int = 1):
    """The worker's card of a request."""
    return worker.shown(f"Заявка № {number} ·")


async def test_a_reply_to_the_card_reaches_the_resident_and_back(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    answers = await maria.says("Буду в 15 часов", reply_to=card(maria))
    assert anna.last.text == "Мария, заявка № 1:\nБуду в 15 часов"
    assert answers == ["Доставлено. Заявка № 1."]
    assert maria.last.message.quiet
    assert maria.last.message.reply_to == next(
        one.id for one in maria.screen if one.text == "Буду в 15 часов"
    )
    await anna.says("Спасибо!", reply_to=anna.last)
    assert maria.last.text == "Житель, заявка № 1 · Продукты на дом:\nСпасибо!"
    await maria.says("Пожалуйста", reply_to=maria.last)
    assert anna.last.text == "Мария, заявка № 1:\nПожалуйста"


@pytest.mark.parametrize(
    "sent", [photo(), voice(), paper(), place()], ids=["photo", "voice", "file", "location"]
)
async def test_files_cross_both_ways(anna, maria, sent):
    await orders_groceries(anna)
    await takes(maria, 1)
    assert "Доставлено. Заявка № 1." in await maria.sends(sent, reply_to=card(maria))
    assert [shown.message.attachment for shown in anna.heard if shown.message.attachment] == [sent]
    await anna.sends(sent, reply_to=anna.last)
    assert [shown.message.attachment for shown in maria.heard if shown.message.attachment] == [sent]


async def test_a_caption_goes_with_its_photo(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.sends(photo(), text="Вот чек", reply_to=card(maria))
    assert anna.last.text == "Мария, заявка № 1:\nВот чек"
    assert anna.last.message.attachment == photo()


async def test_an_album_of_a_worker_crosses_whole(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.sends_album(photo("a"), photo("b"), text="Чеки", reply_to=card(maria))
    assert [one.message.attachment.ref for one in anna.heard if one.message.attachment] == ["a", "b"]


async def test_a_sticker_of_a_worker_is_answered(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    before = len(anna.screen)
    assert await maria.sends(sticker(), reply_to=card(maria))
    assert len(anna.screen) == before


async def test_a_failure_is_told_to_the_worker_at_once(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    await anna.closes_the_line()
    (answer,) = await maria.says("Буду в 15", reply_to=card(maria))
    assert answer.startswith("Не доставлено. Заявка № 1.")
    assert "Позвоните по телефону из заявки" in answer
    async with line.reading() as work:
        assert "undelivered" in [event.kind for event in await work.requests.history(1)]


async def test_the_end_of_a_request_that_does_not_arrive_is_told_too(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await anna.closes_the_line()
    await maria.presses("Готово")
    answers = await maria.presses("Сделано")
    assert any("не дошло до жителя" in text for text in [*answers, *maria.texts[-2:]])


async def test_words_without_a_reply_ask_for_the_request(anna, ivan, maria):
    await orders_groceries(anna)
    await calls_a_person(ivan)
    await takes(maria, 1)
    await takes(maria, 2)
    answers = await maria.says("Буду в 15")
    assert answers == ["По какой заявке это сообщение?"]
    assert maria.buttons == [
        "№2 Позвать человека · Не понимаю квитан…",
        "№1 Продукты на дом · Молоко и хлеб",
        "Никому не отправлять",
    ]
    await maria.presses("№2 Позвать человека · Не понимаю квитан…")
    assert "Буду в 15" in ivan.last.text
    assert not any("Буду в 15" in text for text in anna.texts)
    assert any("Доставлено. Заявка № 2." in text for text in maria.texts)


async def test_several_messages_without_a_reply_go_together(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.says("Буду в 15")
    await maria.says("Или в 16")
    await maria.presses("№1 Продукты на дом · Молоко и хлеб")
    assert "Буду в 15\nИли в 16" in anna.last.text


async def test_a_worker_may_send_it_to_nobody(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    before = len(anna.screen)
    await maria.says("Ой, не туда")
    assert (await maria.presses("Никому не отправлять"))[0] == "Не отправили никому."
    assert len(anna.screen) == before


async def test_give_back_frees_the_request_and_strips_the_card(anna, maria, oleg, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Вернуть")
    assert "снова свободна" in (await maria.says("Заболела"))[0]
    assert any("Мария возвращает заявку № 1. Кто возьмёт?" in shown.text for shown in staff.messages)
    assert not any("Заболела" in shown.text for shown in staff.messages)
    assert any(shown.text == "Заявка № 1 больше не у вас." for shown in maria.heard)
    assert not any("Улица Мира" in shown.text for shown in maria.heard)
    await takes(oleg, 1)
    assert "Что купить" in card(oleg).text
    await oleg.presses("История")
    assert "вернул: Заболела" in oleg.last.text


async def test_hand_over_tells_the_colleague_and_refuses_the_old_owner(anna, maria, oleg, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    old = card(maria)
    await maria.presses("Передать")
    assert maria.buttons == ["Олег", "Оставить у себя"]
    assert "Передали заявку № 1: Олег." in (await maria.presses("Олег"))[0]
    assert "Мария передаёт вам заявку № 1." in oleg.texts
    assert "Что купить" in card(oleg).text
    assert old.text == "Заявка № 1 больше не у вас."
    assert old.labels == []
    assert "В работе: Олег" in next(one for one in staff.messages if "Заявка № 1 ·" in one.text).text
    before = len(anna.screen)
    (refusal,) = await maria.says("Ещё одно", reply_to=old)
    assert "не у вас" in refusal
    assert len(anna.screen) == before
    await oleg.says("Теперь я", reply_to=card(oleg))
    assert anna.last.text == "Олег, заявка № 1:\nТеперь я"
    await anna.says("Хорошо", reply_to=anna.shown("Заявку № 1 взял"))
    assert "Хорошо" in oleg.last.text


async def test_a_request_handed_back_and_forth_is_shown_again(anna, maria, oleg):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Передать")
    await maria.presses("Олег")
    await oleg.presses("Передать")
    await oleg.presses("Мария")
    assert "Что купить" in card(maria).text
    await maria.says("Снова я", reply_to=card(maria))
    assert "Снова я" in anna.last.text


async def test_handing_over_to_nobody_is_said_plainly(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    assert "других сотрудников в группе нет" in (await maria.presses("Передать"))[0]


async def test_asking_waits_and_the_answer_wakes_the_request(anna, maria, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Спросить жителя")
    assert "ждёт ответа жителя" in (await maria.says("Какой хлеб?"))[0]
    assert anna.last.text == "Мария спрашивает, заявка № 1. Ответьте, пожалуйста, здесь:\nКакой хлеб?"
    room_card = next(one for one in staff.messages if "Заявка № 1 ·" in one.text)
    assert room_card.text.endswith("Ждём ответа жителя: Мария")
    assert "Ждём ответа жителя" in card(maria).text
    await anna.says("Чёрный")
    assert any(text == "Житель, заявка № 1 · Продукты на дом:\nЧёрный" for text in maria.texts)
    assert room_card.text.endswith("В работе: Мария")
    assert "В работе у вас" in card(maria).text


async def test_a_note_is_for_colleagues_only(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    before = len(anna.screen)
    await maria.presses("Заметка")
    assert "Записали в историю" in (await maria.says("Живёт с собакой"))[0]
    await maria.presses("История")
    assert "Мария · заметка: Живёт с собакой" in maria.last.text
    assert len(anna.screen) == before


async def test_done_with_an_outcome_asks_whether_it_helped(anna, maria, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Готово")
    assert maria.buttons == [
        "Сделано", "Проконсультирован", "Передано в другую службу", "Не дозвонились", "Человек отказался",
        "Не в наших силах",
    ]  # fmt: skip
    await maria.presses("Проконсультирован")
    assert "Заявка № 1 выполнена: Проконсультирован." in anna.last.text
    assert next(one for one in staff.messages if "Заявка № 1 ·" in one.text).text.endswith("Выполнена: Мария")
    assert card(maria).labels == ["Заметка", "История"]
    (refusal,) = await maria.says("И ещё", reply_to=card(maria))
    assert "уже закрыта" in refusal


async def test_cancelling_tells_the_resident_the_reason(anna, maria, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Закрыть без помощи")
    await maria.says("Не наш район")
    assert "Заявка № 1 закрыта. Причина: Не наш район." in anna.last.text
    assert next(one for one in staff.messages if "Заявка № 1 ·" in one.text).text.endswith("Отменена")


async def test_the_history_says_who_did_what_and_when(anna, maria, oleg):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.says("Буду в 15", reply_to=card(maria))
    await anna.says("Жду", reply_to=anna.last)
    await maria.presses("Передать")
    await maria.presses("Олег")
    await oleg.presses("История")
    lines = oleg.last.text.split("\n")
    told = [line.partition(" · ")[2] for line in lines if " · " in line]
    assert told == [
        "Анна Петровна · заявка принята",
        "Мария · взял заявку",
        "Мария · получил личные данные",
        "Мария · написал жителю: Буду в 15",
        "Линия · доставлено жителю",
        "Анна Петровна · написал житель: Жду",
        "Мария · передал коллеге: Олег",
        "Олег · получил личные данные",
    ]
    assert all(line.startswith("сегодня в 1") for line in lines if " · " in line)


async def test_a_long_history_comes_in_pieces(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    for number in range(8):
        await maria.says(f"{number} " + "слово " * 150, reply_to=card(maria))
    before = len(maria.heard)
    await maria.presses("История")
    assert len(maria.heard) > before + 1


async def test_a_worker_leaves_a_question_in_the_middle_and_the_request_is_as_it_was(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Закрыть без помощи")
    await maria.says("Отмена")
    assert "В работе у вас" in card(maria).text
    await maria.presses("Готово")
    await maria.says("Назад")
    assert "В работе у вас" in card(maria).text


async def test_the_desk_lists_what_one_has_and_shows_it_again(anna, ivan, maria):
    await orders_groceries(anna)
    await calls_a_person(ivan)
    await takes(maria, 1)
    (desk,) = await maria.says("/desk")
    assert desk.startswith("Ваших заявок: 1. Ждут сотрудника: 1.")
    await maria.presses("№1 Продукты на дом · Молоко и хлеб")
    assert "Что купить" in maria.last.text
    await maria.says("Буду в 15", reply_to=maria.last)
    assert "Буду в 15" in anna.last.text


async def test_the_buttons_of_a_request_closed_meanwhile_say_so(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    old = card(maria)
    done = old.buttons[1].data
    await anna.says("Мои заявки")
    await anna.presses("№ 1 · Продукты на дом")
    await anna.presses("Отменить заявку")
    await anna.presses("Уже справились")
    await maria.presses(data=done, on=old)
    assert maria.toasts[-1] == "Заявка № 1 уже закрыта."


async def test_a_request_cancelled_while_the_worker_answers_keeps_the_workers_words_out(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.presses("Спросить жителя")
    await anna.says("Мои заявки")
    await anna.presses("№ 1 · Продукты на дом")
    await anna.presses("Отменить заявку")
    await anna.presses("Уже справились")
    (answer,) = await maria.says("Какой хлеб?")
    assert "уже закрыта" in answer
    assert not any("Какой хлеб?" in text for text in anna.texts)


async def test_a_worker_is_a_resident_too(maria, oleg):
    await orders_groceries(maria, "Кефир")
    await takes(oleg, 1)
    await oleg.says("Какой кефир?", reply_to=card(oleg))
    assert "Какой кефир?" in maria.texts[-1] or "Какой кефир?" in maria.texts[-2]
    await maria.says("Один процент", reply_to=maria.shown("Какой кефир?"))
    assert "Один процент" in oleg.last.text
    await maria.says("/start")
    await maria.presses("Мои заявки")
    assert "№ 1 · Продукты на дом" in maria.last.text


async def test_a_worker_who_takes_their_own_request_talks_to_themselves_without_a_circle(maria):
    await orders_groceries(maria, "Кефир")
    await takes(maria, 1)
    await maria.says("Привет", reply_to=card(maria))
    assert len([text for text in maria.texts if "Привет" in text]) == 1


async def test_a_form_of_the_worker_goes_on_beside_the_desk(anna, maria):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.says("Позвать человека")
    await maria.presses("Да, разрешаю")
    assert await maria.says("Сломался принтер") == ["Как к вам обращаться?"]
    await maria.says("Буду в 15", reply_to=card(maria))
    assert "Буду в 15" in anna.last.text
    await maria.says("Мария")
    await maria.presses("Пропустить")
    assert "Сломался принтер" in maria.last.text


async def test_a_request_with_long_answers_fits_its_card(anna, maria):
    await anna.says("/start")
    await anna.presses("Дом и быт")
    await anna.presses("Мелкий ремонт")
    await anna.presses("Попросить помощь")
    await anna.presses("Да, разрешаю")
    await anna.presses("Для соседа")
    await anna.says("И" * 80)
    await anna.presses("Пропустить")
    await anna.presses("Другое")
    await anna.presses("Нет")
    await anna.says("д" * 1000)
    await anna.sends(photo(), text="п" * 1000)
    await anna.says("я" * 80)
    await anna.says("89123456789")
    await anna.says("у" * 300)
    await anna.presses("Северный")
    await anna.presses("Отправить")
    await takes(maria, 1)
    assert any("д" * 1000 in text for text in maria.texts)
    assert any("п" * 1000 in text for text in maria.texts)
    assert any(shown.message.attachment == photo() for shown in maria.heard)
    await maria.says("Читаю", reply_to=next(one for one in maria.heard if "д" * 1000 in one.text))
    assert "Читаю" in anna.last.text


async def test_words_that_do_not_reach_the_worker_are_told_to_the_room(anna, maria, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.says("Буду в 15 часов", reply_to=card(maria))
    await maria.closes_the_line()
    await anna.says("Код домофона 12", reply_to=anna.shown("Буду в 15 часов"))
    told = staff.messages[-1].text
    assert "Мария, заявка № 1 ваша, но бот не может вам написать" in told
    assert "12" not in told
