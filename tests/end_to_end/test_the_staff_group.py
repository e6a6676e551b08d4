"""The staff group: who may do what there, and what never comes into it or out of it."""

from sandbox import membership
from sandbox.demo import ANNA, MARIA, OLEG, STAFF_CHAT
from sandbox.models import Chat
from tests.end_to_end.stage import (
    ERRAND,
    Stage,
    asks_for_help,
    becomes_a_worker,
    maria_takes_it,
    two_workers,
)


async def test_requests_are_listed_open_mine_and_overdue(stage: Stage) -> None:
    await two_workers(stage)
    first, second = await asks_for_help(stage.anna), await asks_for_help(stage.ivan)
    await stage.group.presses("Взять", stage.group.finds(f"№ {first}"))
    await stage.group.hears()
    (listed,) = await stage.group.says("/requests")
    assert listed.startswith("Открытые заявки: 2")
    assert f"№ {first}" in listed
    assert f"№ {second}" in listed
    assert "В работе: Мария" in listed
    (mine,) = await stage.group.presses("Мои")
    assert mine.startswith("Ваши заявки: 1")
    assert f"№ {second}" not in mine
    assert await stage.group.presses("Просроченные") == [stage.say("list-overdue-none")]
    await stage.passes(5 * 3600)
    await stage.group.hears()
    (late,) = await stage.group.says("/requests просроченные")
    assert late.startswith("Просроченные заявки: 2")
    await stage.group_of_oleg.hears()
    (words,) = await stage.group_of_oleg.says("Заявки")
    assert words.startswith("Открытые заявки: 2")
    await stage.group_of_oleg.presses(f"Взять № {second}")
    assert any(ERRAND.address in text for text in await stage.oleg.hears())


async def test_a_request_can_be_taken_from_the_list_and_is_shown_by_its_card(stage: Stage) -> None:
    await stage.maria.starts()
    number = await asks_for_help(stage.anna)
    await stage.group.says(f"/requests@{stage.app.line.usernames['telegram']}")
    await stage.group.presses(f"Взять № {number}")
    assert "В работе: Мария" in stage.group.finds(f"Заявка № {number}").text


async def test_what_is_typed_in_the_group_never_reaches_the_resident(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    await stage.group.says("Анна опять звонила, я завтра")
    assert await stage.anna.hears() == []
    assert await stage.group.says("Скажите ей, что буду", stage.group.finds(f"№ {number}")) == [
        stage.say("room-not-relayed")
    ]
    stage.group.phone.sends_photo(b"\xff\xd8", "Наш график")
    stage.group.phone.sends_location(55.0, 37.0)
    stage.group.phone.sends_sticker()
    assert await stage.group.hears() == []
    assert await stage.anna.hears() == []


async def test_nothing_personal_is_ever_shown_in_the_group(stage: Stage) -> None:
    await two_workers(stage)
    number = await asks_for_help(stage.anna)
    await stage.group.says("/requests")
    await stage.group.presses("Взять", stage.group.finds(f"Заявка № {number}"))
    card = stage.maria.finds("Ответьте на это")
    await stage.maria.says("Секретный ответ", card)
    await stage.anna.says("Секретный вопрос")
    await stage.maria.presses("Спросить жителя", card)
    await stage.maria.says("Тайное уточнение")
    await stage.anna.says("Ещё тайна")
    await stage.maria.presses("Вернуть", card)
    await stage.maria.says("Секретная причина")
    await stage.group_of_oleg.presses("Взять", stage.group.finds(f"Заявка № {number} ·"))
    await stage.oleg.presses("Готово", stage.oleg.finds("Ответьте на это"))
    await stage.oleg.presses("Сделано")
    await stage.anna.presses("Открыть снова")
    await stage.anna.says("Секрет не раскрыт")
    await stage.anna.says("не хочу жить, Секрет")
    shown = "\n".join(str(message.wire) for message in stage.group.phone.screen if message.outgoing)
    assert "ТРЕВОГА" in shown
    for secret in (*ERRAND.secrets, "Анна", "екрет", "тайна", "Тайное", "@anna", f"'id': {ANNA}"):
        assert secret not in shown, secret


async def test_one_who_is_no_worker_takes_nothing(stage: Stage) -> None:
    number = await asks_for_help(stage.anna)
    await stage.group_of_oleg.presses("Взять")
    assert stage.group_of_oleg.toast == stage.say("staff-only")
    assert "Свободна" in stage.group.finds(f"№ {number}").text
    assert await stage.group_of_oleg.says("/requests") == [stage.say("staff-only")]
    assert await stage.oleg.says("/invite") == [stage.say("command-unknown"), stage.say("menu")]


async def test_a_worker_who_left_the_group_has_no_power_any_more(stage: Stage) -> None:
    await two_workers(stage)
    number = await asks_for_help(stage.anna)
    await stage.group_of_oleg.presses("Взять")
    await stage.anna.hears()
    await stage.oleg.hears()
    card = stage.oleg.finds("Ответьте на это")
    world = stage.sandbox.world
    membership.kick(world, stage.group.phone.chat, world.users[OLEG], world.users[MARIA])
    await stage.quiet()
    assert (await stage.oleg.says("Я ещё отвечу", card))[0] == stage.say("staff-only")
    stage.oleg.phone.forges(f"r:done:{number}:2", card)
    await stage.oleg.hears()
    assert stage.oleg.toast == stage.say("staff-only")
    assert await stage.anna.hears() == []
    # What he had is everybody's again, and nothing of it is left on his telephone.
    assert stage.oleg.finds(f"№ {number}").text == stage.say("desk-not-yours", number=number)
    room_card = stage.group.finds(f"Заявка № {number} ·")
    assert room_card.text.endswith("Свободна")
    assert "Взять" in room_card.labels[0]


async def test_anonymous_administrators_and_channels_have_no_rights(stage: Stage) -> None:
    await asks_for_help(stage.anna)
    await stage.group.hears()
    group = stage.group.phone.chat
    channel = stage.sandbox.world.add_chat(-1009, "Новости", type="channel")
    for face in (group, channel):
        assert await stage.group.says("/requests", as_chat=face) == [stage.say("room-faceless")]
        assert await stage.group.says("Всем привет", as_chat=face) == []
        assert await stage.group.says("/connect 123", as_chat=face) == [stage.say("room-faceless")]


async def test_an_invitation_works_once(stage: Stage) -> None:
    await stage.maria.starts()
    await stage.maria.says("/invite")
    (told,) = await stage.maria.presses("Сотрудника")
    payload = told.rpartition("?start=")[2].split()[0]
    texts = await stage.oleg.starts(payload)
    assert texts[0] == stage.say("welcome-worker")
    texts = await stage.ivan.starts(payload)
    assert texts[0] == stage.say("invitation-used")
    assert stage.rows("SELECT role, count(*) FROM roles GROUP BY role ORDER BY role") == [
        ("admin", 1),
        ("worker", 2),
    ]


async def test_an_invitation_grows_old(stage: Stage) -> None:
    await stage.maria.starts()
    await stage.maria.says("/invite")
    (told,) = await stage.maria.presses("Сотрудника")
    await stage.passes(48 * 3600 + 60)
    texts = await stage.oleg.starts(told.rpartition("?start=")[2].split()[0])
    assert texts[0] == stage.say("invitation-used")


async def test_a_group_is_connected_by_an_administrators_code_once(empty_stage: Stage) -> None:
    stage = empty_stage
    await stage.opens(staff_chat=None)
    number = await asks_for_help(stage.anna)
    assert await stage.group.hears() == []
    await stage.maria.starts()
    (told,) = await stage.maria.says("/connect")
    command = told.splitlines()[-1].strip()
    assert await stage.group_of_oleg.says(command) == [stage.say("connect-refused")]
    await stage.group.hears()
    texts = await stage.group.says(command)
    assert texts[0] == stage.say("connected")
    assert f"№ {number}" in texts[1]
    await stage.group.presses("Взять")
    assert any(ERRAND.address in text for text in await stage.maria.hears())
    assert await stage.group.says(command) == [stage.say("connect-refused")]
    await stage.restarts()
    second = await asks_for_help(stage.anna)
    assert any(f"№ {second}" in text for text in await stage.group.hears())


async def test_the_group_becomes_a_supergroup_in_the_middle(empty_stage: Stage) -> None:
    stage = empty_stage
    world = stage.sandbox.world
    basic = world.add_chat(-4242, "Смена", type="group", members=[OLEG], admins=[MARIA])
    await stage.opens(staff_chat=-4242)
    group = stage.hand(MARIA, -4242)
    await becomes_a_worker(stage, stage.oleg)
    await stage.passes(601)
    first, second = await asks_for_help(stage.anna), await asks_for_help(stage.ivan)
    await group.hears()
    await group.presses("Взять", group.finds(f"№ {first}"))
    new: Chat = membership.migrate(world, basic, world.users[MARIA])
    await stage.quiet()
    shown = [message.text for message in new.messages.values() if message.outgoing]
    assert [text.splitlines()[0] for text in shown] == [
        f"Заявка № {first} · Продукты на дом",
        f"Заявка № {second} · Продукты на дом",
    ]
    await group.hears()
    third = await asks_for_help(stage.anna)
    texts = await group.hears()
    assert any(f"№ {third}" in text for text in texts)
    await group.presses("Взять", group.finds(f"№ {third}"))
    assert "В работе: Мария" in group.finds(f"№ {third}").text
    await stage.maria.presses("Готово", stage.maria.finds(f"№ {first}"))
    await stage.maria.presses("Сделано")
    assert "Выполнена: Мария" in group.finds(f"№ {first}").text
    await group.hears()
    (listed,) = await group.says("заявки")
    assert f"№ {second}" in listed
    await group.presses(f"Взять № {second}")
    assert "В работе: Мария" in group.finds(f"Заявка № {second}").text
    await stage.restarts()  # the settings name the old id still
    fourth = await asks_for_help(stage.ivan)
    assert any(f"№ {fourth}" in text for text in await group.hears())


async def test_a_card_that_somebody_deleted_is_posted_anew(stage: Stage) -> None:
    number = await asks_for_help(stage.anna)
    await stage.maria.starts()
    await stage.group.hears()
    await stage.group.says("/requests")
    stage.group.phone.deletes(stage.group.finds(f"Заявка № {number} ·"))
    await stage.group.presses(f"Взять № {number}")
    assert "В работе: Мария" in stage.group.finds(f"Заявка № {number} ·").text


async def test_a_strangers_group_hears_nothing_of_requests(stage: Stage) -> None:
    other = stage.sandbox.world.add_chat(-1007, "Соседи", members=[ANNA], admins=[MARIA])
    hand = stage.hand(ANNA, other.id)
    await asks_for_help(stage.anna)
    assert await hand.says("заявки") == []
    assert await hand.says("/requests") == []
    assert await hand.says("не хочу жить") == []
    assert other.id != STAFF_CHAT


async def test_with_thirty_requests_those_that_nobody_has_stand_first(stage: Stage) -> None:
    await stage.maria.starts()
    await stage.passes(601)
    for number in range(1, 25):
        stage.sandbox.world.add_user(3000 + number, f"Житель {number}")
        await asks_for_help(stage.hand(3000 + number))
        if number < 23:
            await stage.group.presses("Взять", stage.group.finds(f"№ {number} ·"))
    await stage.group.hears()
    (listed,) = await stage.group.says("/requests")
    first, second, third = listed.splitlines()[2:5]
    assert [line.split(" · ")[0] for line in (first, second, third)] == ["№ 23", "№ 24", "№ 1"]
    assert listed.endswith("…и ещё 4")
    await stage.group.presses("Взять № 24")
    assert "В работе: Мария" in stage.group.finds("Заявка № 24 ·").text


async def test_words_at_the_desk_without_a_reply_are_asked_for_their_request(stage: Stage) -> None:
    await maria_takes_it(stage)
    await stage.maria.says("заявки")
    assert await stage.maria.says("Буду завтра") == [stage.say("about-ask")]
