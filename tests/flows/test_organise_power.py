"""Who may change a class: whoever runs it, with the role and in the staff room, and nobody else."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from tests.flows.organisers import becomes, publishes_a_class
from tests.phone import Phone

WEDNESDAY = "ср 25.11 12:00"


@pytest.fixture
async def irina(line):
    """An organiser who is no worker; she is in the staff room."""
    irina = Phone(line, 203, "Ирина")
    await becomes(irina, Role.ORGANISER)
    return irina


async def activities(line, number=1):
    async with line.reading() as work:
        return await work.activities.of_series(number, 0.0)


async def test_nobody_elses_classes_are_changed(anna, oleg, irina, maria, line):
    await publishes_a_class(irina)
    pavel = Phone(line, 204, "Павел")
    await becomes(pavel, Role.ORGANISER)
    for verb in ("class", "class-dates", "class-plan", "class-end", "class-links", "class-edit", "slots"):
        answers = await pavel.presses(data=f"g:{verb}:1")
        assert "Такого занятия у вас нет" in answers[0], verb
    for verb in ("class-day", "class-move", "class-cancel", "class-who", "class-write", "class-mark", "slot"):
        answers = await pavel.presses(data=f"g:{verb}:1")
        assert "Такого занятия у вас нет" in answers[0], verb
    for person in (anna, oleg):
        for verb in ("classes", "class", "class-day", "class-who", "class-cancel", "class-new", "slots-new"):
            assert not any("Зарядка" in text for text in await person.presses(data=f"g:{verb}:1"))
    assert "Зарядка на стуле" in "\n".join([*(await maria.says("/classes")), *maria.buttons])


async def test_an_organiser_who_left_the_room_changes_nothing(irina, line):
    await publishes_a_class(irina)
    await irina.presses(f"{WEDNESDAY} · записано 0")
    await irina.presses("Отменить эту дату")
    await irina.leaves()
    assert "только сотрудники" in (await irina.says("Болею"))[0]
    assert "только сотрудники" in (await irina.says("/classes"))[0]
    assert all(one.state == "planned" for one in await activities(line))


async def test_an_organiser_whose_role_was_taken_back_changes_nothing(irina, line):
    await publishes_a_class(irina)
    async with line.reading() as work:
        person = await work.people.by_account("telegram", irina.account)
        await work.people.revoke(person, Role.ORGANISER)
        await work.end_turn()
        await work.flush()
        work.committed()
    assert "Такой команды нет" in (await irina.says("/classes"))[0]
    assert not any("Зарядка" in text for text in await irina.presses(data="g:class:1"))
