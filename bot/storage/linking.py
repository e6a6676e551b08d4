"""One person, several accounts: joining them, and taking them apart again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Table, delete, insert, select, update

from bot.domain.conversations import Conversation
from bot.domain.people import CodePurpose, Person
from bot.storage.tables import (
    accounts,
    codes,
    consents,
    persons,
    readings,
    request_events,
    requests,
    roles,
    series,
)
from bot.vocabulary import Address

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

_THEIRS: tuple[Table, ...] = (accounts, requests, consents, request_events, readings)
"""Tables whose rows follow a person who is joined to another."""


class Linking:
    """The repository of linked accounts."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def join(self, keeper: Person, joining: Person) -> Person:
        """Make the accounts of `joining` accounts of `keeper`: requests, consent and roles come along.

        So does a block: who links is not rid of it, nor is who parts.
        """
        work = self._work
        mine = set(await self._roles(keeper.id))
        for role, by, at in await self._role_rows(joining.id):
            if role not in mine:
                await work.write(insert(roles).values(person=keeper.id, role=role, granted_by=by, at=at))
        await work.write(delete(roles).where(roles.c.person == joining.id))
        for table in _THEIRS:
            await work.write(update(table).where(table.c.person == joining.id).values(person=keeper.id))
        await work.write(update(requests).where(requests.c.owner == joining.id).values(owner=keeper.id))
        await work.write(update(series).where(series.c.host == joining.id).values(host=keeper.id))
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
        return await self._fresh(keeper.id, joining)

    async def part(self, person: Person, now: float) -> Person:
        """Make this account a person of its own; requests stay with the accounts that remain."""
        work = self._work
        others = [one for one in await work.people.accounts_of(person.id) if one.address != person.address]
        if not others:
            return person
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

    async def _roles(self, person: int) -> list[str]:
        return [role for role, _, _ in await self._role_rows(person)]

    async def _role_rows(self, person: int) -> list[tuple[str, int | None, float]]:
        rows = await self._work.read(
            select(roles.c.role, roles.c.granted_by, roles.c.at).where(roles.c.person == person)
        )
        return [(row[0], row[1], row[2]) for row in rows]
