"""Two hundred people want one of twenty places, and the line is killed again and again in the middle."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from operator import methodcaller
from pathlib import Path

from bot.domain.activities import Plan
from bot.domain.timetable import Activity, Form, Series, Standing
from bot.flows.activities.timetable import Timetable
from tests.line import TheLine
from tests.network import TELEGRAM, Deed
from tests.phone import Phone

RESIDENTS, PLACES = 200, 20
HOST = 900
PROMOTED = "Для вас есть место"
TAKEN = ("только что заняли", "свободного времени пока нет")

MISCOUNTS = """
CREATE TRIGGER miscounts AFTER INSERT ON signups WHEN NEW.state = 'waiting' AND NEW.person % 5 = 0 BEGIN
  UPDATE signups SET state = 'going' WHERE id = NEW.id;
END;
"""


class Rush:
    """Everybody presses at once; the line dies in the middle, and what was not committed never was."""

    def __init__(self, folder: Path, seed: int, residents: int = RESIDENTS) -> None:
        self.line = TheLine(folder, staff_chat=None, pace=0.01)
        self.chance = random.Random(seed)
        self.kills = 0
        self.phones = [Phone(self.line, 1001 + number, f"Житель {number}") for number in range(residents)]
        self.host = Phone(self.line, HOST, "Ольга")

    async def opens(self) -> None:
        await self.line.open()
        await self.line.hear(*(phone.saying("/start") for phone in [self.host, *self.phones]))

    async def offers(self, form: Form, hours: int) -> list[Activity]:
        """A class of twenty places tomorrow at ten, or hours one after another."""
        zone = self.line.app.line.zone
        first = (datetime.fromtimestamp(self.line.now, zone) + timedelta(days=1)).replace(hour=9, minute=0)
        async with self.line.acting(TELEGRAM, HOST) as services:
            timetable = Timetable(services)
            plan = Plan(first.date(), first.time(), zone) if form is Form.CLASS else None
            kind = "exercise" if form is Form.CLASS else "psychologist"
            series = await timetable.open_series(
                Series(
                    id=0, kind=kind, form=form, title="Встреча", about="", prepare="", leader="Ольга",
                    host=services.person.id, minutes=30, places=PLACES if plan else 1, zone=zone, plan=plan,
                )
            )  # fmt: skip
            if plan is not None:
                return await services.work.activities.of_series(series.id, 0.0)
            walls = [first + timedelta(minutes=30 * number) for number in range(hours)]
            named = [(f"{wall:%Y-%m-%dT%H:%M}", wall.astimezone(UTC).timestamp()) for wall in walls]
            return await timetable.open_hours(series, named)

    async def at_once(self, deeds: Iterable[Deed], *, kills: int = 0) -> None:
        """The deeds come in together; so often the line is killed at a random moment of handling them."""
        self.line.now += 1.0
        async with self.line.app.database.transaction():
            rows = await self.line.app.inbox.store(TELEGRAM, list(deeds), self.line.now)
        self.line.app.turns.push(rows)
        while self.line.app.turns.busy:
            step = asyncio.create_task(self.line.app.turns.step())
            if kills:
                kills -= 1
                for _ in range(self.chance.randrange(60)):
                    await asyncio.sleep(0)
                step.cancel()
                with suppress(asyncio.CancelledError):
                    await step
                await self.line.reopen()
                self.kills += 1
            else:
                await step

    async def places(self, activity: int) -> tuple[list[int], list[int]]:
        """Who goes and who waits, by their accounts, in the order in which they came."""
        async with self.line.reading() as work:
            rows = await self.line.app.database.fetch_few("SELECT person, account FROM accounts")
            accounts = {int(person): int(account) for person, account in rows}
            found = await work.signups.people(activity, Standing.GOING, Standing.WAITING)
            going = [accounts[one.person] for one in found if one.standing is Standing.GOING]
            return going, [accounts[one.person] for one in found if one.standing is Standing.WAITING]

    async def ends(self) -> None:
        failed = await self.line.failures()
        await self.line.close()
        assert not failed, failed[0][-900:]


def queue(deeds: Iterable[tuple[int, bool]]) -> tuple[list[int], list[int], list[int]]:
    """Who should go and who should wait, and who moved up, if everybody is served in their turn."""
    going: list[int] = []
    waiting: list[int] = []
    promoted: list[int] = []
    for account, comes in deeds:
        if comes and account not in (*going, *waiting):
            (going if len(going) < PLACES else waiting).append(account)
        elif not comes and account in waiting:
            waiting.remove(account)
        elif not comes and account in going:
            going.remove(account)
            if waiting:
                promoted.append(waiting[0])
                going.append(waiting.pop(0))
    return going, waiting, promoted


KILLS = 3
"""Kills for every hundred presses."""


def changes_of_mind(chance: random.Random, accounts: Sequence[int], many: int) -> list[tuple[int, bool]]:
    """Everybody wants to come; some leave, and some of them come again, while others are still pressing."""
    pressed = [(account, True) for account in chance.sample(accounts, len(accounts))]
    for account in chance.sample(accounts, many):
        for comes in (False, True)[: chance.choice((1, 1, 2))]:
            after = max(place for place, one in enumerate(pressed) if one[0] == account)
            pressed.insert(chance.randrange(after + 1, len(pressed) + 1), (account, comes))
    return pressed


async def race_for_places(rush: Rush, activity: int) -> list[tuple[int, bool]]:
    """Who pressed what, in the order in which it came in."""
    by_account = {phone.account: phone for phone in rush.phones}
    pressed = changes_of_mind(rush.chance, list(by_account), len(by_account) // 5)
    names = {True: "act-go", False: "act-leave"}
    deeds = [by_account[account].pressing(data=f"g:{names[comes]}:{activity}") for account, comes in pressed]
    for start in range(0, len(deeds), 100):
        await rush.at_once(deeds[start : start + 100], kills=KILLS)
    await rush.line.later(seconds=5)
    assert rush.kills
    return pressed


async def test_of_two_hundred_who_press_at_once_the_first_twenty_go_and_the_others_wait_in_their_order(
    tmp_path: Path,
) -> None:
    rush = Rush(tmp_path, seed=1)
    await rush.opens()
    (activity,) = await rush.offers(Form.CLASS, 0)
    going, waiting, promoted = queue(await race_for_places(rush, activity.id))
    got, wait = await rush.places(activity.id)
    assert sorted(got) == sorted(going)
    assert len(got) == PLACES
    assert wait == waiting
    told = Counter(phone.account for phone in rush.phones for text in phone.texts if PROMOTED in text)
    assert told == Counter(promoted)
    await rush.ends()


async def test_a_line_that_counts_its_places_wrong_is_found_out(tmp_path: Path) -> None:
    rush = Rush(tmp_path, seed=2, residents=50)
    await rush.opens()
    await rush.line.app.database._driver.visit(methodcaller("executescript", MISCOUNTS))
    (activity,) = await rush.offers(Form.CLASS, 0)
    going, waiting, _ = queue(await race_for_places(rush, activity.id))
    got, wait = await rush.places(activity.id)
    assert len(got) > len(going)
    assert wait != waiting
    await rush.ends()


async def test_of_two_hundred_who_book_at_once_each_of_twenty_hours_goes_to_one(tmp_path: Path) -> None:
    rush = Rush(tmp_path, seed=3)
    await rush.opens()
    hours = await rush.offers(Form.HOURS, PLACES)
    assert len(hours) == PLACES
    chance, zone = rush.chance, rush.line.app.line.zone
    await rush.at_once(phone.pressing(data="g:hours:psychologist") for phone in rush.phones)
    await rush.at_once(phone.saying("завтра") for phone in rush.phones)
    wanted = {phone.account: chance.choice(hours) for phone in rush.phones}
    await rush.at_once(
        phone.saying(f"{datetime.fromtimestamp(wanted[phone.account].starts, zone):%H:%M}")
        for phone in rush.phones
    )
    rushing = list(rush.phones)
    chance.shuffle(rushing)
    await rush.at_once((phone.pressing("Да, записать") for phone in rushing), kills=KILLS)

    first: dict[int, int] = {}
    for phone in rushing:
        first.setdefault(wanted[phone.account].id, phone.account)
    for hour in hours:
        going, waiting = await rush.places(hour.id)
        assert going == ([first[hour.id]] if hour.id in first else [])
        assert not waiting
    assert len(first) == PLACES
    for phone in rushing:
        booked = first[wanted[phone.account].id] == phone.account
        last = "\n".join(phone.texts[-2:])
        assert any(words in last for words in TAKEN) is not booked
    assert rush.kills
    await rush.ends()
