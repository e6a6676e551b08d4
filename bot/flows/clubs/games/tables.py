"""Tables over many games: of a week, told on Monday where somebody played, and of a season."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.domain.activities import moment
from bot.domain.clubs import Club
from bot.domain.games.playing import short_name
from bot.flows.clubs.games.referee import Referee
from bot.vocabulary import Address

TOLD_AT = time(10)
"""When the table of the week before is told on Mondays."""

TOO_LATE = 3 * 86400.0
"""Seconds after which nobody wants to hear of the week before any more."""

SEASONS = ("winter", "spring", "summer", "autumn")


def tell_week(referee: Referee, club: int) -> None:
    """Somebody played: on Monday the club is told who brought what this week."""
    today = datetime.fromtimestamp(referee.now, referee.line.zone).replace(tzinfo=None)
    monday = datetime.combine(today.date() - timedelta(days=today.weekday()), time())
    following = monday + timedelta(days=7)
    zone = referee.line.zone
    referee.work.later(
        f"club-week:{club}:{monday:%Y-%m-%d}",
        "club-week",
        moment(datetime.combine(following.date(), TOLD_AT), zone),
        Address("line", 0),
        {"club": club, "since": moment(monday, zone), "until": moment(following, zone)},
    )


async def week(referee: Referee, club: Club, since: float, until: float) -> None:
    """Tell a club who brought most in a week."""
    rows = await _rows(referee, club, since, until)
    if rows:
        first = datetime.fromtimestamp(since, referee.line.zone)
        last = datetime.fromtimestamp(until - 1.0, referee.line.zone)
        head = referee.say("game-week", first=f"{first:%d.%m}", last=f"{last:%d.%m}")
        referee.post(club, "\n".join([head, *rows]))


async def season(referee: Referee, club: Club) -> str:
    """Who brought most since the season began."""
    since, name, year = season_of(datetime.fromtimestamp(referee.now, referee.line.zone))
    rows = await _rows(referee, club, moment(since, referee.line.zone), referee.now + 1.0)
    if not rows:
        return referee.say("game-season-none")
    called = referee.say(f"game-season-{name}", year=str(year))
    return "\n".join([referee.say("game-season", season=called), *rows])


def season_of(now: datetime) -> tuple[datetime, str, int]:
    """When the season began, its name, and the year that it is called by: winter by the new one."""
    month = now.month - now.month % 3 or 12
    year = now.year - (month == 12 and now.month < 3)
    name = SEASONS[month % 12 // 3]
    return datetime(year, month, 1), name, year + (month == 12)  # noqa: DTZ001 - wall time


async def _rows(referee: Referee, club: Club, since: float, until: float) -> list[str]:
    standings = await referee.work.games.standings(club.id, since, until)
    persons = await referee.work.people.some([one.person for one in standings])
    rows = []
    for place, one in enumerate(standings, 1):
        person = persons.get(one.person)
        name = short_name(person.name) if person is not None else ""
        rows.append(
            referee.say(
                "game-table-row",
                place=place,
                name=name or referee.say("game-someone"),
                points=one.points,
                games=one.games,
            )
        )
    return rows
