"""The map of a case: what a walk through it finds, drawn."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from bot.flows.maps import drawn, map_of, picture
from bot.flows.services import Services
from bot.vocabulary import Address, Sender
from tests.network import TELEGRAM

OWN = {"consent": "Согласие", "whom": "Для кого", "summary": "Проверка"}


async def test_a_map_shows_every_question_in_its_order_and_what_is_asked_only_sometimes(line):
    async with line.reading() as work:
        person = await work.people.meet(TELEGRAM, Sender(101), line.now)
        await work.end_turn()
        services = Services(line.app.line, work, person, Address(TELEGRAM, 101), line.now)
        case = services.content.case("household")
        assert case is not None
        wanted = tuple(one for one in case.services if one.key in ("groceries", "medicines"))
        found = await map_of(services, replace(case, services=wanted), OWN)
    assert found.troubles == ()
    groceries, medicines = found.services
    titles = [step.title for step in groceries.steps]
    assert titles[:3] == ["Согласие", "Для кого", "Что купить"]
    assert titles[-1] == "Проверка"
    assert not any(step.sometimes for step in groceries.steps)
    assert [step.title for step in medicines.steps if step.sometimes] == ["Рецепт или коробочка"]
    assert "(Рецепт или коробочка)" in drawn(found)
    image = ElementTree.fromstring(picture(found))  # noqa: S314 - our own drawing
    boxes = [one for one in image.iter() if one.tag.endswith("rect") and one.get("stroke")]
    assert len(boxes) == len(groceries.steps) + len(medicines.steps)
    assert len([one for one in boxes if one.get("stroke-dasharray")]) == 1
