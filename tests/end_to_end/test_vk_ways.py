"""What VK does its own way: «Начать», permission, snackbars, old clients, mentions, chats and codes."""

from __future__ import annotations

from typing import Any

import pytest
import pytest_asyncio

from sandbox.demo import IVAN, OLEG
from sandbox.vk import Client
from tests.end_to_end.everywhere import ON_VK, VK, Cast, Everywhere, labels
from tests.end_to_end.stage import Hand


@pytest_asyncio.fixture
async def vk_alone(everywhere: Everywhere) -> Cast:
    """The line on VK alone, with two workers."""
    everywhere.messengers, everywhere.admin_in = (VK,), VK
    await everywhere.opens()
    cast = Cast(everywhere, VK, VK)
    await cast.workers_come()
    return cast


def uses(hand: Hand, client: Client) -> None:
    hand.phone.user.client = client  # type: ignore[attr-defined]


async def test_the_start_button_and_a_link_open_the_line(vk_alone: Cast) -> None:
    stage, anna = vk_alone.stage, vk_alone.anna
    assert await anna.starts() == [stage.say("welcome"), stage.say("menu")]
    assert await anna.starts("inv_nothing") == [
        stage.say("invitation-used"),
        stage.say("welcome"),
        stage.say("menu"),
    ]


async def test_who_allows_again_is_reached_again(vk_alone: Cast) -> None:
    number = await vk_alone.maria_has_it()
    stage, anna, maria = vk_alone.stage, vk_alone.anna, vk_alone.maria
    reachable = "SELECT reachable FROM accounts WHERE account = 501"
    anna.phone.denies()  # type: ignore[attr-defined]
    await stage.quiet()
    assert stage.rows(reachable) == [(0,)]
    anna.phone.allows()  # type: ignore[attr-defined]
    await stage.quiet()
    assert stage.rows(reachable) == [(1,)]
    assert await maria.says("Вы дома?", maria.finds("Ответьте на это")) == [
        stage.say("delivered", number=number)
    ]


async def test_a_press_is_answered_with_a_snackbar(vk_alone: Cast) -> None:
    stage, anna, group = vk_alone.stage, vk_alone.anna, vk_alone.group
    await anna.starts()
    menu = anna.finds(stage.say("menu"))
    await anna.presses("Дом и быт", menu)
    assert anna.toast == ""
    number = await vk_alone.anna_asks()
    await group.presses("Взять", group.finds(f"№ {number}"))
    assert group.toast == stage.say("taken-toast", number=number)
    ivan = stage.on(VK, IVAN)
    await ivan.starts()
    ivan.phone.forges('{"d":"a:1:x:y"}', ivan.finds(stage.say("menu")))
    await ivan.hears()
    assert ivan.toast == stage.say("button-old")


@pytest.mark.parametrize("client", [Client.old(), Client.bare()], ids=["old", "bare"])
async def test_an_old_client_reads_numbers_and_types_them(vk_alone: Cast, client: Client) -> None:
    stage, anna = vk_alone.stage, vk_alone.anna
    uses(anna, client)
    texts = await anna.starts()
    assert texts[-1].startswith(stage.say("menu") + "\n\n1. Дом и быт\n2. ")
    assert labels(anna) == []
    (case,) = await anna.says("1")
    assert "\n1. Продукты на дом" in case
    await anna.says("1")
    await anna.says("Попросить помощь")
    await anna.says("1")
    await anna.says("1")
    await anna.says("Молоко")
    await anna.says("как можно скорее")
    await anna.says("1")
    await anna.says("Анна")
    await anna.says("8 912 345-67-89")
    (district,) = await anna.says("Садовая, 7")
    assert "1. Северный" in district
    (summary,) = await anna.says("1")
    # Six choices and «Ещё…»: the numbers go on on the next page, and mean the same there.
    assert "1. Отправить" in summary
    assert "6. " in summary
    assert summary.endswith("— Ещё…")
    (more,) = await anna.says("ещё")
    assert "\n7. Изменить: " in more
    assert "\n1. " not in more
    number = next(line.split(".")[0] for line in more.splitlines() if "Изменить: Адрес" in line)
    assert (await anna.says(number))[-1].startswith("Куда принести?")
    (summary,) = await anna.says("Лесная, 12")
    assert "Адрес: Лесная, 12" in summary
    texts = await anna.says("1")
    assert "принята" in texts[0]


async def test_what_an_old_client_skips_is_named_in_words(vk_alone: Cast) -> None:
    anna = vk_alone.anna
    uses(anna, Client.bare())
    await anna.starts()
    await anna.says("Позвать человека")
    await anna.says("1")
    await anna.says("Протекает кран")
    (asked,) = await anna.says("Анна")
    assert asked.endswith("— Пропустить")
    assert "1. Отправить" in (await anna.says("пропустить"))[-1]


async def test_an_old_client_rates_and_reopens_by_number(vk_alone: Cast) -> None:
    stage, anna, maria = vk_alone.stage, vk_alone.anna, vk_alone.maria
    number = await vk_alone.maria_has_it()
    uses(anna, Client.bare())
    await anna.says("Меню")
    await maria.presses("Готово", maria.finds("Ответьте на это"))
    await maria.presses("Сделано")
    (done,) = await anna.hears()
    scores = [stage.say(f"rate-{score}") for score in (5, 4, 3, 2, 1)]
    assert done.splitlines()[-6:] == [*scores, "6. Открыть снова"]
    (asked,) = await anna.says("6")
    assert asked.startswith(stage.say("reopen-ask", number=number))
    (again,) = await anna.says("1 кран капает")
    assert again.startswith(f"Заявка № {number} снова открыта. Ответим до: ")


async def test_a_client_without_buttons_is_known_as_one_after_a_restart(vk_alone: Cast) -> None:
    stage, anna, maria = vk_alone.stage, vk_alone.anna, vk_alone.maria
    await vk_alone.maria_has_it()
    uses(anna, Client.bare())
    await anna.says("Меню")
    await stage.restarts()
    await maria.presses("Готово", maria.finds("Ответьте на это"))
    await maria.presses("Сделано")
    (done,) = await anna.hears()
    assert done.endswith("6. Открыть снова")
    assert (await anna.says("6"))[0].startswith(stage.say("reopen-ask", number=1))
    # A new telephone has buttons, and that is known as well.
    uses(anna, Client())
    await anna.says("Меню")
    await stage.restarts()
    await anna.says("/start")
    assert "Дом и быт" in labels(anna)
    assert stage.rows("SELECT position FROM offsets WHERE messenger = 'vk:plain'") == [("",)]


async def test_a_number_that_answers_a_worker_is_no_press(vk_alone: Cast) -> None:
    anna, maria = vk_alone.anna, vk_alone.maria
    await vk_alone.maria_has_it()
    uses(anna, Client.bare())
    await anna.says("Меню")
    await maria.says("Какой этаж?", maria.finds("Ответьте на это"))
    await vk_alone.all_hear()
    await anna.says("3")
    assert any(text.endswith("3") for text in await maria.hears())


async def test_an_old_client_in_the_chat_of_the_staff_takes_the_buttons_from_nobody(vk_alone: Cast) -> None:
    oleg = vk_alone.group_of_oleg
    uses(oleg, Client.bare())
    await oleg.says("добрый день")
    await vk_alone.anna_asks()
    assert labels(vk_alone.group) == ["Взять"]


async def test_residents_words_call_nobody(vk_alone: Cast) -> None:
    await vk_alone.maria_has_it()
    anna, maria = vk_alone.anna, vk_alone.maria
    await maria.says("Слушаю", maria.finds("Ответьте на это"))
    await vk_alone.all_hear()
    await anna.says("[id601|нажмите] @all *id601 (позвать) anna@mail.ru [club1|клуб]")
    (told,) = await maria.hears()
    assert "[id601|" not in told
    assert "[club1|" not in told
    assert "@all" not in told
    assert "*id601" not in told
    assert "anna@mail.ru" in told
    sent = maria.heard[0].wire
    assert sent["text"] == told


async def test_nothing_on_vk_speaks_of_a_key_for_the_telephone(vk_alone: Cast) -> None:
    anna = vk_alone.anna
    await anna.starts()
    await anna.says("Позвать человека")
    await anna.presses("Да, разрешаю")
    await anna.says("Протекает кран")
    texts = await anna.says("Анна")
    assert texts == [message.text for message in anna.heard]
    assert not any("внизу" in text or "кнопк" in text for text in texts), texts
    assert anna.phone.keyboard == [["Назад", "Отмена"], ["Меню", "Позвать человека"]]


async def test_names_are_looked_up_also_of_one_who_only_presses_in_the_chat(everywhere: Everywhere) -> None:
    everywhere.messengers, everywhere.admin_in = (VK,), VK
    await everywhere.opens()
    cast = Cast(everywhere, VK, VK)
    number = await cast.anna_asks()
    assert everywhere.rows("SELECT count(*) FROM accounts WHERE name_sealed IS NULL") == [(0,)]
    await cast.group.presses("Взять")
    await everywhere.quiet()
    assert "В работе: Мария" in cast.group.finds(f"Заявка № {number} ·").text
    assert everywhere.say("request-taken", number=number, name="Мария") in await cast.anna.hears()
    # She never opened the line: the chat says so, with a link; «Начать» brings her card.
    assert any("Откройте его" in text for text in cast.group.phone.texts)
    assert any("Протекает кран" in text for text in await cast.maria.starts("desk"))


async def test_a_chat_is_connected_by_a_code(everywhere: Everywhere) -> None:
    everywhere.messengers, everywhere.admin_in = (VK,), VK
    await everywhere.opens(staff=())
    cast = Cast(everywhere, VK, VK)
    await cast.anna_asks()
    await cast.maria.starts()
    (text,) = await cast.maria.says("/connect")
    command = text.splitlines()[-1].strip()
    assert await cast.group_of_oleg.says(command) == [everywhere.say("connect-refused")]
    texts = await cast.group.says(f"{everywhere.vk.world.mention} {command}")
    assert everywhere.say("connected") in texts
    assert any(text.startswith("Заявка № 1") for text in texts)
    await cast.group.presses("Взять")
    assert any("Протекает кран" in text for text in await cast.maria.hears())


async def test_who_is_put_out_of_the_chat_has_no_power_at_once(vk_alone: Cast) -> None:
    stage, group, oleg = vk_alone.stage, vk_alone.group, vk_alone.group_of_oleg
    await oleg.presses("Взять", oleg.finds(f"№ {await vk_alone.anna_asks()}"))
    await vk_alone.all_hear()
    card = vk_alone.oleg.finds("Ответьте на это")
    phone: Any = group.phone
    phone.kicks(ON_VK[OLEG])
    await stage.quiet()
    assert stage.rows("SELECT present FROM memberships WHERE account = 602") == [(0,)]
    assert (await vk_alone.oleg.says("Буду в 15", card))[-1] == stage.say("staff-only")
    assert await vk_alone.anna.hears() == []
    phone.invites(ON_VK[OLEG])
    await stage.quiet()
    # What he had is everybody's again: being back gives him the power, not the request.
    assert await vk_alone.oleg.says("Буду в 15", card) == [stage.say("refused-not-yours", number=1)]
    assert await vk_alone.anna.hears() == []


async def test_a_chat_that_no_longer_lets_the_line_in_is_told_to_the_administrators(vk_alone: Cast) -> None:
    phone: Any = vk_alone.group.phone
    phone.kicks(-vk_alone.stage.vk.group_id)
    await vk_alone.anna_asks()
    assert any("Не могу писать в группу сотрудников" in text for text in await vk_alone.maria.hears())
