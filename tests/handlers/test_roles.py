"""Organisers and specialists: roles of their own, which open nothing that belongs to the workers."""

from __future__ import annotations

import pytest

from tests.phone import Phone
from tests.talks import orders_groceries


async def becomes(person: Phone, maria: Phone, whom: str) -> None:
    """Use an invitation of the administrator."""
    await maria.says("/invite")
    await maria.presses(whom)
    await person.says(f"/start inv_{maria.last.text.rpartition('inv_')[2]}")


@pytest.fixture
async def irina(line, maria):
    """An organiser who is no worker; she is in the staff room."""
    irina = Phone(line, 203, "Ирина")
    await irina.comes()
    await becomes(irina, maria, "Ведущего занятий")
    return irina


async def test_an_organiser_is_welcomed_and_comes_to_the_menu(irina):
    assert any("Теперь вы ведёте занятия" in text for text in irina.texts)
    assert "Чем помочь" in irina.last.text


async def test_an_organiser_takes_no_requests_and_sees_no_desk(anna, irina, line):
    await orders_groceries(anna)
    room = irina.joins()
    card = room.shown("Заявка № 1 ·")
    await room.presses("Взять", on=card)
    assert "только сотрудники" in room.toasts[-1]
    await irina.presses(data=card.buttons[0].data)
    assert "только сотрудники" in irina.toasts[-1]
    assert "Такой команды нет" in (await irina.says("/desk"))[0]
    for flow in ("desk", "show", "note", "ask", "done", "hand", "block"):
        assert not any("Молоко" in text for text in await irina.presses(data=f"g:{flow}:1"))
    async with line.reading() as work:
        assert (await work.requests.get(1)).owner is None


async def test_an_organiser_is_no_colleague_to_hand_a_request_to(anna, irina, maria):
    await orders_groceries(anna)
    await maria.joins().presses("Взять")
    assert "других сотрудников в группе нет" in (await maria.presses("Передать"))[0]


async def test_a_worker_runs_no_classes(oleg, line):
    async with line.reading() as work:
        person = await work.people.by_account("telegram", oleg.account)
    assert (person.worker, person.organiser, person.specialist) == (True, False, False)
    assert "Такой команды нет" in (await oleg.says("/classes"))[0]


async def test_nobody_is_called_to_an_alarm_for_running_classes(anna, irina, maria, line):
    await anna.says("не хочу жить")
    before, called = len(irina.heard), len(maria.heard)
    await line.later(minutes=12)
    assert len(irina.heard) == before
    assert len(maria.heard) > called


async def test_who_becomes_an_organiser_reads_what_is_written_for_staff(line, maria):
    irina = Phone(line, 203, "Irina")
    await irina.says("/start")
    await irina.presses(data="g:language:en")
    await irina.comes()
    await becomes(irina, maria, "Ведущего занятий")
    assert "Теперь вы ведёте занятия" in irina.texts[-2]
    assert "Язык / Language" not in irina.buttons
