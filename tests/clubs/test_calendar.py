"""The club's chat hears of its meetings, once and quietly; who joins may be reminded of them in private."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, time

import pytest

from bot.domain.activities import Plan
from bot.domain.timetable import Activity
from bot.flows.activities.timetable import Timetable
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.hall import CLASS, MOSCOW
from tests.line import TheLine
from tests.phone import Phone

HOUR = 3600.0


@dataclass
class Calendar:
    """The club's series, led by its moderator: every Tuesday and Thursday at 10:00, tomorrow first."""

    line: TheLine
    club: ClubChat
    series: int = 0

    @asynccontextmanager
    async def leading(self) -> AsyncIterator[Timetable]:
        """What the moderator does to the timetable."""
        moderator = self.club.moderator
        async with self.line.acting(moderator.messenger, moderator.account) as services:
            yield Timetable(services)

    async def begins(self, at: time = time(10)) -> None:
        """The series begins, and the club's moderator names it in the club's settings."""
        host = (await self.club.hall.known(self.club.moderator)).id
        plan = Plan(date(2026, 11, 24), at, MOSCOW, weekdays=(1, 3))
        async with self.leading() as timetable:
            self.series = (await timetable.open_series(replace(CLASS, host=host, plan=plan))).id
        await self.club.moderator.presses(data=f"g:club-edit:{self.club.number}")
        await self.club.moderator.presses("Занятия клуба")
        await self.club.moderator.presses(f"{self.series}. Утренняя зарядка")

    async def first(self) -> Activity:
        """The meeting of tomorrow, as it is now."""
        async with self.line.reading() as work:
            found = await work.activities.of_series(self.series, 0.0)
        return min(found, key=lambda one: one.planned)

    async def until(self, at: float) -> None:
        """Time passes up to a moment."""
        await self.line.later(seconds=at - self.line.now)

    async def loses_rows(self) -> None:
        """The rows of the calendar are gone from the disk."""
        async with self.line.app.database.transaction():
            await self.line.app.database.run("DELETE FROM due WHERE kind LIKE 'club-meeting%'", ())

    async def raid(self, until: float) -> None:
        """Strangers pour in until then."""
        await self.club.change(raid_until=until)


@pytest.fixture
async def calendar(line: TheLine, club: ClubChat) -> Calendar:
    """A club with meetings."""
    found = Calendar(line, club)
    await found.begins()
    return found


async def test_an_hour_before_a_meeting_the_chat_hears_of_it_once_in_one_quiet_line(
    calendar: Calendar, club: ClubChat, anna: Phone
) -> None:
    meeting = await calendar.first()
    await calendar.until(meeting.starts - HOUR - 1)
    assert club.texts == []
    await calendar.until(meeting.starts + HOUR)
    (said,) = club.chat.messages
    assert said.text == "Скоро встреча клуба: Утренняя зарядка, сегодня, вторник, в 10:00."
    assert said.message.quiet
    assert said.labels == ["О встрече"]
    assert f"act_{meeting.id}" in said.buttons[0].url
    await anna.says(f"/start act_{meeting.id}")
    assert "коврик" in anna.last.text
    # The next one is on Thursday.
    await calendar.until(meeting.starts + 48 * HOUR)
    assert len(club.texts) == 2


async def test_a_row_that_was_lost_is_found_again_and_nothing_is_said_twice(
    calendar: Calendar, club: ClubChat
) -> None:
    meeting = await calendar.first()
    await calendar.loses_rows()
    await calendar.until(meeting.starts - HOUR / 2)
    assert len(club.texts) == 1
    await calendar.loses_rows()
    await calendar.until(meeting.starts + HOUR)
    assert len(club.texts) == 1


async def test_a_raid_puts_the_line_off_and_one_that_lasts_to_the_start_drops_it(
    calendar: Calendar, club: ClubChat
) -> None:
    meeting = await calendar.first()
    await calendar.raid(meeting.starts - HOUR + 600)
    await calendar.until(meeting.starts - HOUR + 1800)
    assert club.texts == []
    await calendar.until(meeting.starts - 60)
    assert len(club.texts) == 1
    await calendar.raid(meeting.starts + 48 * HOUR)
    await calendar.until(meeting.starts + 49 * HOUR)
    assert len(club.texts) == 1


async def test_what_meets_early_is_told_of_when_the_night_is_over(line: TheLine, club: ClubChat) -> None:
    calendar = Calendar(line, club)
    await calendar.begins(time(8, 30))
    meeting = await calendar.first()
    await calendar.until(meeting.starts - 1860)
    assert club.texts == []
    await calendar.until(meeting.starts)
    assert len(club.texts) == 1
    assert "в 08:30" in club.texts[0]


async def test_a_line_that_stood_still_till_after_the_start_says_nothing(
    calendar: Calendar, club: ClubChat, line: TheLine
) -> None:
    await line.stands_still(hours=((await calendar.first()).starts + 60 - line.now) / HOUR)
    assert club.texts == []


async def test_one_that_stood_still_for_half_the_hour_says_it_late(
    calendar: Calendar, club: ClubChat, line: TheLine
) -> None:
    await line.stands_still(hours=((await calendar.first()).starts - 1800 - line.now) / HOUR)
    assert len(club.texts) == 1


async def test_a_meeting_called_off_within_a_day_is_told_of_and_not_announced(
    calendar: Calendar, club: ClubChat
) -> None:
    meeting = await calendar.first()
    await calendar.until(meeting.starts - 2 * HOUR)
    async with calendar.leading() as timetable:
        await timetable.cancel(meeting, "Ольга заболела")
    await calendar.until(meeting.starts + HOUR)
    assert club.texts == ["Встречи не будет: Утренняя зарядка, сегодня, вторник, в 10:00."]


async def test_one_called_off_long_before_makes_no_noise(calendar: Calendar, club: ClubChat) -> None:
    async with calendar.line.reading() as work:
        _, thursday, *_ = await work.activities.of_series(calendar.series, 0.0)
    async with calendar.leading() as timetable:
        await timetable.cancel(thursday, "Ольга заболела")
    await calendar.until(thursday.starts + HOUR)
    assert len(club.texts) == 1
    assert "вторник" in club.texts[0]


async def test_a_meeting_that_is_moved_is_told_of_and_announced_at_its_new_time(
    calendar: Calendar, club: ClubChat
) -> None:
    meeting = await calendar.first()
    await calendar.until(meeting.starts - HOUR / 2)
    assert len(club.texts) == 1
    async with calendar.leading() as timetable:
        await timetable.move(meeting, meeting.starts + 3 * HOUR)
    await calendar.until(meeting.starts + HOUR)
    assert club.texts[1:] == ["Встреча перенесена: Утренняя зарядка теперь сегодня, вторник, в 13:00."]
    await calendar.until(meeting.starts + 4 * HOUR)
    assert club.texts[2:] == ["Скоро встреча клуба: Утренняя зарядка, сегодня, вторник, в 13:00."]


async def test_a_day_that_a_new_plan_brings_is_announced_before_those_that_were_there(
    calendar: Calendar, club: ClubChat
) -> None:
    meeting = await calendar.first()
    await calendar.until(meeting.starts + HOUR)
    async with calendar.leading() as timetable:
        await timetable.replan(meeting.series, Plan(date(2026, 11, 25), time(10), MOSCOW, weekdays=(2, 3)))
    await calendar.until(meeting.starts + 24 * HOUR)
    assert [text.split(", ")[2] for text in club.texts] == ["вторник", "среда"]


async def test_one_moved_into_this_hour_is_told_of_in_one_line(calendar: Calendar, club: ClubChat) -> None:
    meeting = await calendar.first()
    await calendar.until(meeting.starts - 90 * 60)
    async with calendar.leading() as timetable:
        await timetable.move(meeting, meeting.starts - HOUR)
    await calendar.until(meeting.starts)
    assert [text[:8] for text in club.texts] == ["Встреча "]


async def test_what_is_called_off_at_night_or_in_a_raid_waits(calendar: Calendar, club: ClubChat) -> None:
    meeting = await calendar.first()
    await calendar.until(meeting.starts - 4 * HOUR)
    async with calendar.leading() as timetable:
        await timetable.cancel(meeting, "Ольга заболела")
    await calendar.until(meeting.starts - 2 * HOUR - 1)
    assert club.texts == []
    await calendar.until(meeting.starts - 2 * HOUR + 1)
    assert len(club.texts) == 1


async def test_moderators_may_have_the_chat_stay_quiet(
    calendar: Calendar, club: ClubChat, vera: Phone
) -> None:
    await vera.presses(data=f"g:club-edit:{club.number}")
    while "Встречи в чате" not in vera.buttons:
        await vera.presses("Ещё…", on=vera.last)
    await vera.presses("Встречи в чате", on=vera.last)
    await vera.presses("Нет")
    meeting = await calendar.first()
    async with calendar.leading() as timetable:
        await timetable.move(meeting, meeting.starts + HOUR)
    await calendar.until(meeting.starts + 2 * HOUR)
    assert club.texts == []


async def test_the_card_tells_the_next_three_meetings(
    calendar: Calendar, club: ClubChat, anna: Phone
) -> None:
    await anna.presses(data=f"g:club:{club.number}")
    assert "Ближайшее занятие: Утренняя зарядка, завтра, вторник, в 10:00" in anna.last.text
    (then,) = (row for row in anna.last.text.splitlines() if row.startswith("Потом: "))
    assert then.count("10:00") == 2


async def test_who_joins_is_offered_to_be_reminded_of_every_meeting_once(
    calendar: Calendar, club: ClubChat, hall: ClubHall
) -> None:
    olga = await hall.person(109, "Ольга Ким")
    await olga.presses(data=f"g:club-join:{club.number}")
    await olga.presses("Прочитал(а), согласен(на)")
    letter = olga.last
    assert "Напоминать мне о встречах клуба" in letter.labels
    await olga.presses("Напоминать мне о встречах клуба", on=letter)
    assert any("на все дни" in text for text in olga.texts)
    await olga.presses(data=f"g:club-link:{club.number}")
    assert "Напоминать мне о встречах клуба" not in olga.last.labels


async def test_a_club_without_meetings_offers_no_reminders(club: ClubChat, hall: ClubHall) -> None:
    olga = await hall.person(109, "Ольга Ким")
    await olga.presses(data=f"g:club-join:{club.number}")
    await olga.presses("Прочитал(а), согласен(на)")
    assert "Напоминать мне о встречах клуба" not in olga.last.labels
