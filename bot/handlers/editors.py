"""What the line tells its editors: what people missed in a week, what is out of date, how a reload went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.weeks import next_telling, week_of
from bot.flows.cards import cut
from bot.flows.services import Line
from bot.storage.tallies import Counted, Tally
from bot.storage.work import UnitOfWork
from bot.vocabulary import Address, Happened, Lane, Message

WEEKLY = "weekly"
"""The key of the due row that tells the editors."""


def tell_weekly(work: UnitOfWork, line: Line, address: Address) -> None:
    """Let the editors be told on the next Monday."""
    now = datetime.fromtimestamp(line.now(), line.zone)
    work.later(WEEKLY, WEEKLY, next_telling(now).timestamp(), address)


async def weekly(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Tell the staff rooms what was counted and what is out of date; where there is nothing, say nothing."""
    now = datetime.fromtimestamp(line.now(), line.zone)
    week = week_of(now)
    counted = await work.tallies.unreported(week)
    texts = [*_needs(line, counted), *_helped(line, counted), *_overdue(line, now)]
    for room in await work.rooms.staff():
        for text in texts:
            for part in cut(text):
                work.send(room, Message(part), Lane.STAFF)
    await work.tallies.reported(week, line.now())
    tell_weekly(work, line, update.address)


def _needs(line: Line, counted: Sequence[Tally]) -> list[str]:
    """Needs that nobody met, by what the person may have meant."""
    say = line.texts.say
    counts = {kind: _summed(counted, kind) for kind in (Counted.UNANSWERED, Counted.OTHER)}
    about = sorted(
        {one for kind in counts.values() for one in kind}, key=lambda one: (-_all(counts, one), one)
    )
    lines = [
        say(
            "needs-line",
            title=say(f"intent-{one}") if line.texts.has(f"intent-{one}") else one,
            unanswered=counts[Counted.UNANSWERED].get(one, 0),
            other=counts[Counted.OTHER].get(one, 0),
        )
        for one in about
    ]
    return [say("needs", lines="\n".join(lines))] if lines else []


def _helped(line: Line, counted: Sequence[Tally]) -> list[str]:
    """Services whose steps helped, and did not."""
    say = line.texts.say
    counts = {kind: _summed(counted, kind) for kind in (Counted.HELPED, Counted.DID_NOT_HELP)}
    lines = []
    for path in sorted({one for kind in counts.values() for one in kind}):
        service = line.content.service(path)
        yes, no = counts[Counted.HELPED].get(path, 0), counts[Counted.DID_NOT_HELP].get(path, 0)
        lines.append(say("helped-line", title=service.title if service else path, yes=yes, no=no))
    return [say("helped", lines="\n".join(lines))] if lines else []


def _overdue(line: Line, now: datetime) -> list[str]:
    """Places that left the menu because nobody checked them again."""
    say = line.texts.say
    lines = [
        say(
            "overdue-line",
            list=one.title,
            title=entry.title,
            until=f"{entry.until:%d.%m.%Y}",
            owner=one.owner,
        )
        for one, entry in line.content.providers.overdue(now.date())
    ]
    lines += [
        say(
            "overdue-line",
            list=say("button-phones"),
            title=f"{one.title}, {one.number}",
            until=f"{one.until:%d.%m.%Y}",
            owner=one.owner or "—",
        )
        for one in line.content.hotlines
        if one.overdue(now.date())
    ]
    return [say("overdue", lines="\n".join(lines))] if lines else []


def _summed(counted: Sequence[Tally], kind: Counted) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in counted:
        if one.kind is kind:
            counts[one.about] = counts.get(one.about, 0) + one.count
    return counts


def _all(counts: Mapping[Counted, Mapping[str, int]], about: str) -> int:
    return sum(kind.get(about, 0) for kind in counts.values())


def renewed(line: Line, data: Mapping[str, Any]) -> str:
    """How a reading of the editors' folder went, for whoever asked for it."""
    say = line.texts.say
    if not data["total"]:
        return say("reloaded" if data["changed"] else "reloaded-same", version=data["version"])
    return say("reload-wrong", count=data["total"], lines="\n".join(data["problems"]))[:4000]
