"""One person, several accounts: joining them, and taking them apart again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Row, Table, UniqueConstraint, and_, delete, insert, select, update

from bot.domain.conversations import Conversation
from bot.domain.people import CodePurpose, Person
from bot.domain.timetable import Standing
from bot.storage.tables import (
    accounts,
    codes,
    consents,
    due,
    metadata,
    persons,
    request_events,
    requests,
    signups,
)
from bot.vocabulary import Address

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

_THEIRS: tuple[tuple[Table, Column[Any]], ...] = (
    *(
        (table, column)
        for table in metadata.sorted_tables
        for column in table.columns
        if column.references(persons.c.id)
    ),
    (request_events, request_events.c.person),
    (requests, requests.c.owner),
)
"""Every column that names a person: their rows follow one who is joined to another."""

_BEST_FIRST = [str(one) for one in (Standing.CAME, Standing.GOING, Standing.MISSED, Standing.WAITING)]

_BROUGHT = ("points", "right")
"""What two players who are one have brought together."""

_Rows = tuple[Mapping[str, Any], Mapping[str, Any]]


def _place(rows: _Rows) -> Mapping[str, Any]:
    """The better standing, and of two that wait the earlier one; what was said of it stays said."""
    rank = {state: place for place, state in enumerate(_BEST_FIRST)}
    best, other = sorted(rows, key=lambda row: (rank.get(row["state"], len(rank)), row["id"]))
    return {**best, "liked": other["liked"] if best["liked"] is None else best["liked"]}


def _told(rows: _Rows) -> Mapping[str, Any]:
    """What one of them was told is not told again."""
    return next((row for row in rows if row["state"] != "waiting"), rows[0])


def _first(rows: _Rows) -> Mapping[str, Any]:
    return rows[0]


_NEAREST = ("member", "removed", "ready", "asked", "declined", "left")
"""A person's places in a club: who is in it first; who links is not rid of having been taken out."""


def _member(rows: _Rows) -> Mapping[str, Any]:
    """The place that is nearer to the club; rules that were accepted and what was told of oneself stay."""
    best, other = sorted(rows, key=lambda row: _NEAREST.index(row["state"]))
    version = max(row["rules_version"] for row in rows)
    kept = {name: best[name] or other[name] for name in ("welcomed_at", "about_sealed")}
    return {**best, **kept, "rules_version": version}


_MERGED: Mapping[str, Callable[[_Rows], Mapping[str, Any]]] = {
    "signups": _place,
    "club_members": _member,
    "reminders": _told,
    "broadcast_recipients": _told,
    "follows": lambda rows: min(rows, key=lambda row: float(row["at"])),
    # Whoever links says it now: their choice is the newer one.
    "preferences": lambda rows: rows[1],
    "game_points": lambda rows: {**rows[0], **{name: rows[0][name] + rows[1][name] for name in _BROUGHT}},
    "disturbances": lambda rows: {**rows[0], "count": rows[0]["count"] + rows[1]["count"]},
}
"""What becomes of two rows where a person may have one, by table; elsewhere the keeper's stays."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Two persons who are one now; `freed` are the activities in which both had a place."""

    person: Person
    freed: tuple[int, ...] = ()


class Linking:
    """The repository of linked accounts."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def join(self, keeper: Person, joining: Person) -> Joined:
        """Make the accounts of `joining` accounts of `keeper`; requests, consent, places, roles come along.

        So does a block: who links is not rid of it, nor is who parts.
        """
        work = self._work
        work.clubs_change()
        freed: list[int] = []
        for table, column in _THEIRS:
            for key in _keys_with(table, column):
                freed += await self._merge(table, column, key, keeper.id, joining.id)
            await work.write(update(table).where(column == joining.id).values({column: keeper.id}))
        await work.games.join(keeper.id, joining.id)
        # What waits for them by their number alone: news that were put off until the morning.
        theirs = and_(due.c.messenger == "line", due.c.chat == joining.id, due.c.kind == "notice")
        await work.write(update(due).where(theirs).values(chat=keeper.id))
        await work.write(
            update(persons)
            .where(persons.c.id == keeper.id)
            .values(
                seen_messenger=joining.messenger,
                seen_account=joining.account,
                blocked_until=max(keeper.blocked_until, joining.blocked_until) or None,
                language=joining.language or keeper.language,
            )
        )
        await work.write(
            delete(codes).where(
                codes.c.created_by.in_((keeper.id, joining.id)),
                codes.c.purpose == CodePurpose.LINK,
                codes.c.used_by.is_(None),
            )
        )
        return Joined(await self._fresh(keeper.id, joining), tuple(freed))

    async def _merge(
        self, table: Table, column: Column[Any], key: Iterable[Column[Any]], keeper: int, joining: int
    ) -> list[int]:
        """Make one row of two that would be the same person's; the activities in which a place is free."""
        rest = [one.name for one in key if one is not column]
        mine, theirs = [
            {tuple(row[name] for name in rest): row for row in await self._rows(table, column, person)}
            for person in (keeper, joining)
        ]
        freed = []
        for same in mine.keys() & theirs.keys():
            rows = mine[same], theirs[same]
            stays = _MERGED.get(table.name, _first)(rows)
            await self._work.write(delete(table).where(_is(table, rows[1])))
            values = {name: value for name, value in stays.items() if name != column.name}
            await self._work.write(update(table).where(_is(table, rows[0])).values(values))
            if table is signups and all(Standing(row["state"]).counts for row in rows):
                freed.append(int(rows[0]["occurrence"]))
        return freed

    async def _rows(self, table: Table, column: Column[Any], person: int) -> list[Mapping[str, Any]]:
        found: list[Row[Any]] = list(await self._work.read(select(table).where(column == person)))
        return [dict(row._mapping) for row in found]

    async def part(self, person: Person, now: float) -> Person:
        """Make this account a person of its own; requests stay with the accounts that remain."""
        work = self._work
        others = [one for one in await work.people.accounts_of(person.id) if one.address != person.address]
        if not others:
            return person
        work.clubs_change()
        number = await work.people.new_person(person.address, now)
        if person.blocked_until or person.language is not None:
            await work.write(
                update(persons)
                .where(persons.c.id == number)
                .values(blocked_until=person.blocked_until or None, language=person.language)
            )
        await work.write(
            update(accounts)
            .where(accounts.c.messenger == person.messenger, accounts.c.account == person.account)
            .values(person=number)
        )
        if person.consent is not None:
            await work.write(
                insert(consents).values(person=number, version=person.consent, given=True, at=now)
            )
        left = others[0].address
        places = {"seen_messenger": left.messenger, "seen_account": left.chat}
        if person.home == person.address:
            places |= {"home_messenger": left.messenger, "home_account": left.chat}
        await work.write(update(persons).where(persons.c.id == person.id).values(**places))
        remaining = await self._fresh(person.id, others[0])
        parted = await self._fresh(number, person)
        await self._move_talk(person.home or person.address, remaining.home or left)
        work.keep_conversation(person.address, Conversation(await self._serial(person.address)))
        return parted

    async def _move_talk(self, old: Address, new: Address) -> None:
        """What was being talked about stays with the accounts that remain."""
        if old != new:
            talk = await self._work.conversation(old)
            serial = max(talk.serial, await self._serial(new))
            self._work.keep_conversation(new, replace(talk, serial=serial + 1))

    async def _serial(self, address: Address) -> int:
        """A number above those of the buttons that were shown there."""
        return (await self._work.conversation(address)).serial + 1

    async def join_talks(self, old: Address, new: Address) -> None:
        """The unfinished forms of one conversation go to another, and the first is over."""
        work = self._work
        mine, theirs = await work.conversation(old), await work.conversation(new)
        joined = theirs.with_drafts(mine.drafts)
        if joined.flow.startswith("link"):
            joined = replace(joined, flow="", subject="", answers={}, asked="")
        serial = max(mine.serial, theirs.serial) + 1
        work.keep_conversation(new, replace(joined, serial=serial, touched_at=work.now()))
        work.keep_conversation(old, Conversation(mine.serial + 1))

    async def _fresh(self, number: int, seen: Person) -> Person:
        """Let the batch see every account of a person as the tables have it now."""
        found = replace(seen, id=number)
        for one in await self._work.people.accounts_of(number, anew=True):
            self._work.keep_person(one)
            if one.address == seen.address:
                found = one
        return found


def _keys_with(table: Table, column: Column[Any]) -> list[list[Column[Any]]]:
    """The keys by which a person may have one row only."""
    unique = [list(one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)]
    return [key for key in (list(table.primary_key), *unique) if column in key and len(key) > 1]


def _is(table: Table, row: Mapping[str, Any]) -> Any:
    return and_(*(column == row[column.name] for column in table.primary_key))
