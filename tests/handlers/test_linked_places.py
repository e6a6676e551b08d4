"""Who links two accounts has one place where they had two; who waits gets the other, and reminders go on."""

from __future__ import annotations

import re
from datetime import date, time
from zoneinfo import ZoneInfo

from bot.domain.activities import Plan
from bot.domain.timetable import Form, Series, Standing
from bot.flows.activities.timetable import Timetable
from tests.line import TheLine
from tests.phone import Phone

MOSCOW = ZoneInfo("Europe/Moscow")


async def links(shows: Phone, types: Phone) -> None:
    await shows.says("Меню")
    (told,) = await shows.presses(data="g:linkcode:")
    found = re.search(r"\d{4} \d{4}", told)
    assert found is not None
    await types.presses(data="g:linkenter:")
    assert "теперь это один человек" in (await types.says(found[0]))[0]


async def test_a_place_too_many_goes_to_the_first_who_waits(
    anna: Phone, ivan: Phone, oleg: Phone, maria: Phone, line: TheLine
):
    for phone in (anna, ivan):
        await phone.says("/start")
    async with line.acting("telegram", maria.account) as services:
        plan = Plan(date(2026, 11, 24), time(16), MOSCOW, weekdays=(1,))
        series = Series(
            id=0, kind="exercise", form=Form.CLASS, title="Зарядка", about="Гимнастика", prepare="",
            leader="Ольга", host=services.person.id, minutes=45, places=2, zone=MOSCOW, plan=plan,
        )  # fmt: skip
        series = await Timetable(services).open_series(series)
    async with line.reading() as work:
        activity = (await work.activities.of_series(series.id, 0.0))[0]
    for phone, standing in ((anna, Standing.GOING), (ivan, Standing.GOING), (oleg, Standing.WAITING)):
        async with line.acting("telegram", phone.account) as services:
            assert await Timetable(services).sign_up(activity) is standing
    before = len(oleg.texts)
    await links(anna, ivan)
    await line.later(minutes=1)
    assert any("Зарядка" in text for text in oleg.texts[before:])
    async with line.reading() as work:
        assert len(await work.signups.people(activity.id, Standing.GOING)) == 2
    at_anna, at_ivan = len(anna.texts), len(ivan.texts)
    await line.later(hours=30)
    told = [text for text in ivan.texts[at_ivan:] if "Зарядка" in text]
    assert ["завтра" in text for text in told][:2] == [True, False]
    assert not any("Зарядка" in text for text in anna.texts[at_anna:])
