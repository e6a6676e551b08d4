"""Every path of those who run classes and open hours is walked, with every sort of answer."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.domain.activities import Plan
from bot.domain.people import Role
from bot.domain.timetable import Form, Series
from bot.flows.activities.timetable import Timetable
from bot.flows.book import FLOWS
from bot.flows.explore import Walk
from bot.flows.services import Services
from bot.vocabulary import Address, Sender
from tests.line import TheLine
from tests.network import TELEGRAM

SPAN = {
    **{"weekdays": [1], "every": 1, "day": None, "at": "10:00:00", "minutes": 180, "until": None},
    **{"weeks": 0, "count": None, "left_out": [], "again": True, "unclear": ""},
}
"""Tuesdays from ten to one, as they are kept."""


@pytest.fixture
async def line(tmp_path):
    """A line that runs through; a walk restarts before every turn by itself."""
    line = TheLine(tmp_path, admins="telegram:201")
    await line.open()
    yield line
    await line.close()


@asynccontextmanager
async def world(line: TheLine, *, admin: bool):
    """Services of who runs the line, or of who runs activities in every state; the numbers of all of it."""
    async with line.reading() as work:
        irina = await work.people.meet(TELEGRAM, Sender(203, "Ирина"), line.now)
        resident = await work.people.meet(TELEGRAM, Sender(101, "Анна"), line.now)
        for role in (Role.ORGANISER, Role.SPECIALIST):
            irina = await work.people.grant(irina, role, None, line.now)
        maria = await work.people.meet(TELEGRAM, Sender(201, "Мария"), line.now)
        maria = await work.people.grant(maria, Role.ADMIN, None, line.now)
        services = Services(line.app.line, work, irina, Address(TELEGRAM, 203), line.now)
        timetable, zone = Timetable(services), line.app.line.zone
        plan = Plan(date(2026, 11, 24), time(12), zone, (1, 3))
        a_class = Series(
            0, "exercise", Form.CLASS, "Зарядка", "О зарядке", "", "Ирина", irina.id, 45, 1, zone, plan
        )
        a_class = await timetable.open_series(a_class)
        past, coming, over, off, *_ = await work.activities.of_series(a_class.id, line.now)
        for one in (past, coming, over):
            await timetable.sign_up(one, resident.id)
            await timetable.sign_up(one, irina.id)
        await work.activities.change(replace(past, starts=line.now - 86400.0))
        await work.activities.change(replace(over, starts=line.now - 600.0))
        await timetable.cancel(off, "Болею")
        hours = await timetable.open_series(
            replace(a_class, kind="psychologist", form=Form.HOURS, title="Беседа", places=1, plan=None)
        )
        at = line.now + 86400.0
        some = await timetable.open_hours(
            hours, [(f"2026-11-24T{10 + nth}:00", at + 3600.0 * nth) for nth in range(4)]
        )
        for one in some[:2]:
            await timetable.sign_up(one, resident.id, "О внуке")
        await work.activities.change(replace(some[1], starts=line.now - 86400.0))
        await work.end_turn()
        series = [a_class.id, hours.id]
        activities = [past.id, coming.id, over.id, off.id, *(one.id for one in some)]
        if admin:
            services = Services(line.app.line, work, maria, Address(TELEGRAM, 201), line.now)
        yield services, series, activities


OF_ONE = frozenset(
    {"class-day", "slot"}
    | {f"class-{verb}" for verb in ("move", "cancel", "link", "who", "write", "record", "mark")}
)
"""Conversations about one date; the others are about a series, or about none."""


def mine() -> set[str]:
    return {name for name in FLOWS if name.startswith(("class", "slot"))}


@pytest.mark.parametrize("admin", [False, True], ids=["their own", "who runs the line"])
async def test_no_path_of_an_organiser_troubles_anybody(line, admin):
    async with world(line, admin=admin) as (services, series, activities):
        flows = mine()
        roots: list[tuple[str, str, dict[str, Any]]] = [(flow, "", {}) for flow in flows]
        roots += [(flow, str(one), {}) for flow in flows - OF_ONE for one in (*series, 999)]
        roots += [(flow, str(one), {}) for flow in OF_ONE for one in (*activities, 999)]
        said = {**SPAN, "said": services.now}
        roots += [
            ("slots-new", str(series[1]), {"when": said}),
            ("slots-new", str(series[1]), {"when": {**said, "weekdays": [], "day": "2026-12-31"}}),
            ("slots-new", str(series[1]), {"when": {**said, "minutes": 15, "weeks": 8}}),
            ("class-plan", str(series[0]), {"when": {**said, "day": "2026-12-01"}}),
            ("class-new", "", {"when": {**said, "day": "2026-12-31"}}),
        ]
        found = await Walk(services, within=flows).over(roots)
    assert found.troubles == []
    asked = {flow for flow, _, _, key in found.places if key}
    assert flows <= asked
