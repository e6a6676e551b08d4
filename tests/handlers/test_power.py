"""Who may do what: invitations, membership that must be fresh, administrators, connecting the room."""

from __future__ import annotations

from tests.network import STAFF_CHAT
from tests.phone import Phone
from tests.talks import orders_groceries, takes


async def test_an_invitation_works_once(anna, ivan, maria):
    await maria.says("/invite")
    await maria.presses("Сотрудника")
    link = maria.last.text.rpartition("start=")[2]
    assert "https://t.me/support_line_bot?start=inv_" in maria.last.text
    welcome, *_ = await ivan.says(f"/start {link}")
    assert "Теперь вы сотрудник линии" in welcome
    refused, *_ = await anna.says(f"/start {link}")
    assert "уже использовано или устарело" in refused
    assert "Такой команды нет" in (await anna.says("/desk"))[0]


async def test_an_invitation_grows_old(ivan, maria, line):
    await maria.says("/invite")
    await maria.presses("Сотрудника")
    link = maria.last.text.rpartition("start=")[2]
    await line.stands_still(days=2.1)
    assert "устарело" in (await ivan.says(f"/start {link}"))[0]


async def test_an_invitation_for_an_administrator_gives_both_roles(ivan, maria):
    await maria.says("/invite")
    await maria.presses("Администратора")
    await ivan.says(f"/start {maria.last.text.rpartition('start=')[2]}")
    assert "Теперь вы администратор" in "\n".join(ivan.texts)
    assert (await ivan.says("/invite"))[0] == "Кого приглашаем?"


async def test_only_an_administrator_invites(anna, oleg):
    assert "Такой команды нет" in (await anna.says("/invite"))[0]
    assert "только администратор" in (await oleg.says("/invite"))[0]
    assert "только администратор" in (await oleg.says("/connect"))[0]


async def test_made_up_codes_open_nothing(anna, line):
    for code in ("inv_", "inv_abc", "inv_" + "x" * 60, "desk", "' OR 1=1 --"):
        await anna.says(f"/start {code}")
    async with line.reading() as work:
        assert not (await work.people.by_account("telegram", anna.account)).roles


async def test_those_named_in_the_settings_are_administrators_from_the_first_word(line):
    maria = Phone(line, 201, "Мария")
    await maria.says("/start")
    assert (await maria.says("/invite"))[0] == "Кого приглашаем?"


async def test_the_settings_connect_the_room_and_membership_is_read(anna, line, staff):
    maria = Phone(line, 201, "Мария")
    room = maria.joins()
    await maria.says("/start")
    await orders_groceries(anna)
    await room.presses("Взять")
    # The membership was not known: it was read through a letter, and then the press went on.
    assert "Что купить" in maria.shown("Заявка № 1 ·").text
    assert "В работе: Мария" in room.shown("Заявка № 1 ·").text


async def test_a_stale_membership_is_read_again_before_the_action_goes_on(anna, maria, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    await line.close()
    line.now += 3600
    await line.open()
    await maria.says("Буду в 15", reply_to=maria.shown("Заявка № 1 ·"))
    assert "Буду в 15" in anna.last.text
    assert len([text for text in anna.texts if "Буду в 15" in text]) == 1


async def test_a_stale_membership_that_turns_out_to_be_over_gives_nothing(anna, maria, line):
    await orders_groceries(anna)
    room = maria.joins()
    line.network.members[STAFF_CHAT].discard(maria.account)
    await line.close()
    line.now += 3600
    await line.open()
    await room.presses("Взять")
    async with line.reading() as work:
        assert (await work.requests.get(1)).owner is None


async def test_a_worker_who_left_the_room_has_no_power(anna, maria, oleg, line):
    await orders_groceries(anna)
    await takes(oleg, 1)
    card = oleg.shown("Заявка № 1 ·")
    buttons = card.buttons
    await oleg.leaves()
    before = len(anna.screen)
    answers = await oleg.says("Это я", reply_to=card)
    assert "только сотрудники" in answers[0]
    assert len(anna.screen) == before
    for button in buttons:
        await oleg.presses(data=button.data)
        assert "только сотрудники" in oleg.toasts[-1]
    async with line.reading() as work:
        assert (await work.requests.get(1)).state == "new"


async def test_what_a_worker_who_left_had_is_everybodys_again(anna, maria, oleg, staff):
    await orders_groceries(anna)
    await takes(oleg, 1)
    card = oleg.shown("Заявка № 1 ·")
    await oleg.leaves()
    assert card.text == "Заявка № 1 больше не у вас."
    assert "Олег возвращает заявку № 1. Кто возьмёт?" in staff.messages[-1].text
    heard = len(oleg.heard)
    await anna.says("Мои заявки")
    await anna.presses("№ 1 · Продукты на дом")
    await anna.presses("Дополнить")
    assert "прочитает, когда возьмёт" in (await anna.says("Где же вы?"))[0]
    assert len(oleg.heard) == heard
    await takes(maria, 1)
    assert any("Где же вы?" in text for text in maria.texts)


async def test_a_reading_of_who_is_in_the_group_finds_that_a_worker_left_unnoticed(
    anna, maria, oleg, line, staff
):
    await orders_groceries(anna)
    await takes(oleg, 1)
    line.network.members[STAFF_CHAT].discard(oleg.account)
    await line.later(minutes=11)
    assert oleg.shown("больше не у вас")
    given = [one for one in staff.messages if "возвращает заявку" in one.text]
    await line.later(minutes=11)
    assert len(given) == len([one for one in staff.messages if "возвращает заявку" in one.text]) == 1


async def test_a_worker_who_leaves_in_the_middle_of_a_question_cannot_end_it(anna, oleg, line):
    await orders_groceries(anna)
    await takes(oleg, 1)
    await oleg.presses("Закрыть без помощи")
    await oleg.leaves()
    answers = await oleg.says("Потому что")
    assert "только сотрудники" in answers[0]
    async with line.reading() as work:
        assert (await work.requests.get(1)).state == "new"


async def test_a_worker_who_left_is_not_offered_as_a_colleague(anna, maria, oleg):
    await orders_groceries(anna)
    await takes(maria, 1)
    await oleg.leaves()
    assert "других сотрудников в группе нет" in (await maria.presses("Передать"))[0]


async def test_buttons_of_a_worker_have_no_power_in_other_hands(anna, ivan, maria, oleg, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    for button in maria.shown("Заявка № 1 ·").buttons:
        await ivan.presses(data=button.data)
        assert "только сотрудники" in ivan.toasts[-1]
        await oleg.presses(data=button.data)
        assert "не у вас" in oleg.toasts[-1]
    for text in (*ivan.texts, *oleg.texts):
        assert "Улица Мира" not in text
    async with line.reading() as work:
        request = await work.requests.get(1)
        assert (request.state, request.version) == ("taken", 2)


async def test_go_buttons_cannot_enter_the_desks_conversations(anna, ivan, maria, oleg, line):
    await orders_groceries(anna)
    await takes(maria, 1)
    for flow in ("note", "ask", "done", "cancel", "back", "hand", "block", "show"):
        for person in (ivan, oleg):
            answers = await person.presses(data=f"g:{flow}:1")
            assert not any("Улица Мира" in text for text in answers)
            await person.says("Проверка")
            await person.says("Меню")
    async with line.reading() as work:
        request = await work.requests.get(1)
        assert (request.state, request.version) == ("taken", 2)
        assert "note" not in [event.kind for event in await work.requests.history(1)]


async def test_a_room_is_connected_with_a_code_that_works_once(anna, maria, line):
    await orders_groceries(anna)
    line.network.members[-77] = set()
    other = maria.joins(-77)
    await maria.says("/connect")
    code = maria.last.text.rpartition("/connect ")[2]
    assert "Код не подошёл" in (await other.says("/connect неверный"))[0]
    answers = await other.says(f"/connect {code}")
    assert "теперь эта группа — комната сотрудников" in answers[0]
    assert "Заявка № 1 ·" in other.last.text
    await other.presses("Взять")
    assert "Что купить" in maria.shown("Заявка № 1 ·").text
    assert "Код не подошёл" in (await other.says(f"/connect {code}"))[0]


async def test_only_an_administrator_connects_a_room(anna, maria, oleg, line):
    line.network.members[-77] = set()
    await maria.says("/connect")
    code = maria.last.text.rpartition("/connect ")[2]
    assert "Код не подошёл" in (await oleg.joins(-77).says(f"/connect {code}"))[0]
    # The code was not used up by one who may not use it.
    assert "комната сотрудников" in (await maria.joins(-77).says(f"/connect {code}"))[0]


async def test_a_code_typed_in_private_connects_nothing(maria, line):
    await maria.says("/connect")
    code = maria.last.text.rpartition("/connect ")[2]
    await maria.says(f"/connect {code}")
    async with line.reading() as work:
        assert [room.chat for room in await work.rooms.staff()] == [STAFF_CHAT]
