"""A raid: for half an hour newcomers are not heard, nobody is let in, and the line itself keeps silent."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.domain.moderation import (
    JOINED_WITHIN,
    RAID,
    RAID_FOR,
    RAID_HELD,
    RAID_JOINS,
    RAID_WITHIN,
    Held,
)
from bot.flows.clubs.safety import holding
from bot.flows.clubs.safety.around import by_whom, chat_of, mend, post
from bot.flows.services import Services
from bot.vocabulary import Button, Message

MOST_SHOWN = 20
"""Messages shown together after a raid: what a chat takes within a minute or two."""


def raid_key(club: int, since: float) -> str:
    """The key of the card of a raid: each has its own, so that nobody misses the next one."""
    return f"raid:{club}:{int(since)}"


def raided(club: Club, now: float) -> bool:
    """Whether a club is quiet because of a raid: nothing is posted there, and nobody is let in."""
    return club.raid_until > now


async def watch(services: Services, club: Club) -> None:
    """Begin a raid's quiet by itself, where too many came or too much was held."""
    moderation, now = services.work.moderation, services.now
    if raided(club, now):
        return
    came = await moderation.came_since(club.id, now - JOINED_WITHIN)
    if came >= RAID_JOINS or await moderation.held_since(club.id, now - RAID_WITHIN) >= RAID_HELD:
        await begin(services, club, by=None)


async def begin(services: Services, club: Club, *, by: int | None) -> bool:
    """Let a club be quiet for half an hour; False where it is already."""
    work, now = services.work, services.now
    if raided(club, now) or not await work.clubs.change(club, raid_until=now + RAID_FOR):
        return False
    await work.moderation.log(club.id, by, "raid", f"raid:{club.id}", now, {"since": now})
    work.later(f"club-raid:{club.id}", "club-raid", now + RAID_FOR, chat_of(club), {"club": club.id})
    say = services.for_staff().say
    until = services.for_staff().moment(now + RAID_FOR)
    text = say("safe-raid-card", club=club.name, until=until)
    calm = Button(say("safe-button-calm"), data=f"c:calm:{club.id}:0")
    await post(services, club, raid_key(club.id, now), Message(text, ((calm,),)))
    return True


async def end(services: Services, club: Club) -> bool:
    """The chat is as always again; what was held meanwhile may be shown or deleted together."""
    work = services.work
    if not club.raid_until or not await work.clubs.change(club, raid_until=None):
        return False
    work.never(f"club-raid:{club.id}")
    entry = await work.moderation.last_entry(club.id, "raid")
    if entry is not None and by_whom(services) is not None:
        await work.moderation.undo(entry, services.person.id, services.now)
    await show_end(services, club, entry.at if entry is not None else services.now)
    return True


async def show_end(services: Services, club: Club, since: float) -> None:
    """The card of a raid that is over: how much waits, and what can be done with all of it."""
    say = services.for_staff().say
    found = await caught(services, club, since)
    plain = sum(one.kinds == (RAID,) for one in found)
    text = say("safe-raid-over", club=club.name, held=len(found), plain=plain)
    ends = f"{club.id}:{int(since)}"
    rows = []
    if plain:
        rows.append(
            (Button(say("safe-button-let-in", count=min(plain, MOST_SHOWN)), data=f"c:letin:{ends}"),)
        )
    if len(found) > plain:
        rows.append((Button(say("safe-button-one-by-one"), data=f"c:each:{ends}"),))
    if found:
        rows.append((Button(say("safe-button-drop-all"), data=f"c:dropall:{ends}"),))
    await mend(services, raid_key(club.id, since), Message(text, tuple(rows)))


async def caught(services: Services, club: Club, since: float) -> list[Held]:
    """What was held since a raid began and waits still."""
    waiting = await services.work.moderation.waiting(club.id, most=500)
    return [one for one in waiting if one.at >= int(since)]


async def settle(services: Services, club: Club, since: float, verb: str) -> int:
    """Show what was held for no other reason, show the others one by one, or delete all; how many it were."""
    done = 0
    for one in await caught(services, club, since):
        plain = one.kinds == (RAID,)
        if verb == "letin" and plain and done < MOST_SHOWN:
            done += await holding.put_back(services, club, one)
        elif verb == "each" and not plain:
            await holding.show(services, club, one)
            done += 1
        elif verb == "dropall":
            done += await holding.drop(services, club, one, quietly=True)
    await show_end(services, club, since)
    return done
