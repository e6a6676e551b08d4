"""The staff room: cards without anything personal, taking, lists, announcing again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.vocabulary import Moved, SenderKind
from tests.network import raw
from tests.phone import Phone, photo
from tests.talks import calls_a_person, orders_groceries, takes


async def test_a_new_request_appears_as_a_card_without_personal_data(anna, maria, staff):
    await orders_groceries(anna, "Молоко, телефон соседки 8 900 111-22-33")
    (card,) = [shown for shown in staff.messages if "Заявка № 1" in shown.text]
    assert card.text == (
        "Заявка № 1 · Продукты на дом\nРайон: Северный\nСрочность: сегодня\nПринята: "
        + card.text.partition("Принята: ")[2].partition("\n")[0]
        + "\nСвободна"
    )
    assert card.labels == ["Взять"]
    for personal in ("Анна", "Молоко", "912", "900", "Мира"):
        assert personal not in card.text


async def test_the_one_who_takes_it_gets_everything_in_private(anna, maria, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    card = maria.shown("Заявка № 1 ·")
    for part in ("Житель: Анна Петровна", "Что купить: Молоко и хлеб", "+7 912 345-67-89", "Улица Мира"):
        assert part in card.text
    assert card.labels == [
        "Спросить жителя", "Готово", "Передать", "Вернуть", "Заметка", "История", "Закрыть без помощи",
        "Остановить жителя",
    ]  # fmt: skip
    shown = next(shown for shown in staff.messages if "Заявка № 1 ·" in shown.text)
    assert shown.text.endswith("В работе: Мария")
    assert shown.labels == []
    assert shown.edits == 1
    assert "Заявку № 1 взял сотрудник: Мария" in anna.last.text


async def test_of_two_who_press_at_once_one_gets_it_and_the_other_is_told_who(anna, maria, oleg, line):
    await orders_groceries(anna)
    hers, his = maria.joins(), oleg.joins()
    await line.hear(hers.pressing("Взять"), his.pressing("Взять"))
    assert hers.toasts == ["Заявка № 1 ваша. Полный текст в личном чате с ботом."]
    assert his.toasts == ["Заявку № 1 уже взял сотрудник: Мария."]
    assert any("Что купить" in text for text in maria.texts)
    assert not any("Что купить" in text for text in oleg.texts)
    async with line.reading() as work:
        assert [event.kind for event in await work.requests.history(1)] == ["opened", "taken", "read"]


async def test_taking_ones_own_request_twice_is_told_kindly(anna, maria, staff):
    await orders_groceries(anna)
    room = maria.joins()
    card = room.shown("Заявка № 1 ·")
    data = card.buttons[0].data
    await room.presses(data=data, on=card)
    await room.presses(data=data, on=card)
    assert room.toasts[-1] == "Заявка № 1 уже у вас."


async def test_a_worker_who_never_opened_the_line_gets_a_link(anna, maria, line, staff):
    await maria.says("/invite")
    await maria.presses("Сотрудника")
    nina = Phone(line, 203, "Нина")
    await nina.comes()
    await nina.says(f"/start inv_{maria.last.text.rpartition('inv_')[2]}")
    await nina.closes_the_line()
    await orders_groceries(anna)
    await nina.joins().presses("Взять")
    notice = staff.messages[-1]
    assert "Нина, заявка № 1 ваша, но бот не может вам написать" in notice.text
    assert notice.buttons[0].url == "https://t.me/support_line_bot?start=desk"
    await nina.opens_the_line()
    await nina.says("/start desk")
    assert "Что купить" in nina.shown("Заявка № 1 ·").text


async def test_a_request_nobody_takes_is_announced_again(anna, maria, line, staff):
    await orders_groceries(anna)
    before = len(staff.messages)
    await line.later(minutes=29)
    assert len(staff.messages) == before
    await line.later(minutes=2)
    (again,) = staff.messages[before:]
    assert "Заявка № 1 (Продукты на дом) ждёт уже 30 минут. Кто возьмёт?" in again.text
    assert again.labels == ["Взять"]
    assert again.message.reply_to == next(one for one in staff.messages if "Заявка № 1 ·" in one.text).id
    await line.later(minutes=31)
    assert len(staff.messages) == before + 2
    await maria.joins().presses("Взять", on=again)
    assert "В работе: Мария" in next(one for one in staff.messages if "Заявка № 1 ·" in one.text).text
    await line.later(hours=5)
    assert len(staff.messages) == before + 2


async def test_the_longer_nobody_takes_it_the_longer_the_pauses_but_it_is_never_forgotten(
    anna, maria, line, staff
):
    await calls_a_person(anna)
    before = len(staff.messages)
    await line.later(hours=24)
    first_day = len(staff.messages) - before
    assert 8 <= first_day <= 16
    await line.later(hours=24)
    assert 6 <= len(staff.messages) - before - first_day <= 8


async def test_an_announcement_late_by_a_day_says_the_true_age_once(anna, maria, line, staff):
    await orders_groceries(anna)
    before = len(staff.messages)
    await line.stands_still(days=1)
    again = [shown for shown in staff.messages[before:] if "ждёт уже" in shown.text]
    assert len(again) == 1
    assert "1440 мин" in again[0].text or "24 часа" in again[0].text or "1 день" in again[0].text


@pytest.mark.parametrize("asked", ["/requests", "заявки", "Заявки", "/requests@support_line_bot"])
async def test_the_open_requests_are_listed(anna, ivan, maria, staff, asked):
    await orders_groceries(anna)
    await calls_a_person(ivan)
    await takes(maria, 2)
    room = maria.joins()
    (listed,) = await room.says(asked)
    assert listed.startswith("Открытые заявки: 2")
    assert "№ 1 · Продукты на дом · Северный · сегодня" in listed
    assert "В работе: Мария" in listed
    assert "Анна" not in listed
    assert room.buttons == ["Взять № 1", "Открытые", "Мои", "Просроченные"]
    await room.presses("Мои")
    assert room.last.text.startswith("Ваши заявки: 1")
    assert "№ 2" in room.last.text
    await room.presses("Просроченные")
    assert room.last.text == "Просроченных заявок нет."
    await room.presses("Взять № 1")
    assert room.toasts[-1].startswith("Заявка № 1 ваша")


async def test_lists_can_be_asked_for_by_name(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    room = maria.joins()
    assert (await room.says("/requests мои"))[0].startswith("Ваши заявки: 1")
    assert (await room.says("/requests просроченные")) == ["Просроченных заявок нет."]
    await line.later(hours=5)
    assert (await room.says("/requests overdue"))[0].startswith("Просроченные заявки: 1")
    for asked in ("мои заявки", "Заявки мои"):
        assert (await room.says(asked))[0].startswith("Ваши заявки: 1")
    assert (await room.says("заявки просроченные"))[0].startswith("Просроченные заявки: 1")
    assert await room.says("заявки надоели") == await room.says("все мои заявки") == []


async def test_the_urgent_ones_stand_first(anna, ivan, maria):
    await orders_groceries(anna)
    await ivan.says("пахнет газом")
    (listed,) = await maria.joins().says("заявки")
    assert listed.index("ТРЕВОГА") < listed.index("Продукты на дом")


async def test_many_requests_fit_one_message(anna, ivan, maria):
    for number in range(26):
        await calls_a_person((anna, ivan)[number % 2], f"Вопрос {number}")
    (listed,) = await maria.joins().says("заявки")
    assert listed.startswith("Открытые заявки: 26")
    assert "…и ещё 6" in listed
    assert len(maria.joins().buttons) == 9


async def test_what_is_typed_in_the_room_never_reaches_a_resident(anna, maria, staff):
    await orders_groceries(anna)
    await takes(maria, 1)
    before = len(anna.screen)
    room = maria.joins()
    assert await room.says("Кто свободен? Анна странная") == []
    (hint,) = await room.says("Завтра привезу", reply_to=room.shown("Заявка № 1 ·"))
    assert "Отсюда жителю ничего не уходит" in hint
    assert await room.sends(photo()) == []
    assert len(anna.screen) == before


async def test_a_resident_in_another_group_is_not_answered_there(anna, maria, line):
    line.network.members[-500] = set()
    group = anna.joins(-500)
    assert await group.says("/start") == []
    assert await group.says("заявки") == []
    assert await group.says("Позвать человека") == []


@pytest.mark.parametrize("kind", [SenderKind.ANONYMOUS, SenderKind.CHANNEL, SenderKind.BOT])
async def test_anonymous_administrators_and_channels_have_no_rights(anna, maria, line, staff, kind):
    await orders_groceries(anna)
    mask = replace(maria.joins(), account=-1001, kind=kind)
    answers = await mask.says("/requests")
    assert not any("Открытые" in text for text in answers)
    if kind is not SenderKind.BOT:
        assert "Напишите от своего имени" in answers[0]
    await line.hear(mask.pressing(data=mask.shown("Заявка № 1 ·").buttons[0].data))
    async with line.reading() as work:
        assert (await work.requests.get(1)).owner is None


async def test_a_stranger_in_the_staff_room_has_no_power(anna, ivan, maria, line):
    await orders_groceries(anna)
    await ivan.comes()
    room = ivan.joins()
    await room.presses("Взять")
    assert "только сотрудники" in room.toasts[-1]
    assert "только сотрудники" in (await room.says("/requests"))[0]
    async with line.reading() as work:
        assert (await work.requests.get(1)).owner is None


async def test_a_card_deleted_in_the_room_is_posted_anew(anna, maria, staff):
    await orders_groceries(anna)
    room = maria.joins()
    press = room.pressing("Взять")
    staff.messages.remove(room.shown("Заявка № 1 ·"))
    await maria.line.hear(press)
    assert "В работе: Мария" in room.shown("Заявка № 1 ·").text


async def test_the_room_becomes_a_supergroup_and_the_old_card_still_works(anna, maria, line):
    await orders_groceries(anna)
    room = maria.joins()
    line.network.members[-1002] = {maria.account, anna.account}
    moved = Moved(
        key=line.key(),
        at=line.now,
        address=room.address,
        sender=maria.sender,
        private=False,
        to=replace(room.address, chat=-1002),
    )
    await line.hear(raw(moved))
    new = maria.joins(-1002)
    assert "Свободна" in new.shown("Заявка № 1 ·").text
    await new.presses("Взять")
    assert new.toasts[-1].startswith("Заявка № 1 ваша")
