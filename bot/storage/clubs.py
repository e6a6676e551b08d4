"""Clubs, their members, and ideas for new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.clubs import Club, ClubState, Entry, Member, MemberState
from bot.storage.database import upsert
from bot.storage.prepared import Prepared
from bot.storage.tables import club_members, clubs
from bot.vocabulary import Address

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

_CLUB = Prepared(select(clubs).where(clubs.c.id == bindparam("club")))
_MEMBER = Prepared(
    select(club_members).where(
        club_members.c.club == bindparam("club"), club_members.c.person == bindparam("person")
    )
)


class Clubs:
    """The repository of clubs."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def create(
        self,
        name: str,
        about: str,
        rules: str,
        meets: str,
        language: str,
        entry: Entry,
        created_by: int,
        now: float,
    ) -> Club:
        """A club that has no chat yet."""
        values = {"name": name, "about": about, "rules": rules, "meets": meets, "language": language}
        result = await self._work.write(
            insert(clubs)
            .values(
                **values,
                entry=entry,
                state=ClubState.NEW,
                settings="{}",
                rules_version=1,
                members=0,
                version=1,
                created_by=created_by,
                created_at=now,
            )
            .returning(clubs.c.id)
        )
        return await self.known(int(result.scalar_one()))

    async def get(self, club: int) -> Club | None:
        """A club by its number."""
        found = await self._work.read_prepared(_CLUB, club=club)
        return self._club(found[0]) if found else None

    async def known(self, club: int) -> Club:
        """A club that is there; raises LookupError where it is not."""
        found = await self.get(club)
        if found is None:
            raise LookupError(f"club {club}")
        return found

    async def at(self, address: Address) -> Club | None:
        """The club whose chat this is."""
        room = await self._work.rooms.room(address)
        return await self.get(room.club) if room is not None and room.club else None

    async def listed(self, *states: ClubState) -> list[Club]:
        """The clubs in these states, by name."""
        found = await self._work.read(select(clubs).where(clubs.c.state.in_(states)).order_by(clubs.c.name))
        return [self._club(row) for row in found]

    async def change(self, club: Club, **values: Any) -> bool:
        """Store new values unless others were stored meanwhile; `link`, `settings`, `address` as in Club."""
        if "link" in values:
            values["link_sealed"] = self._work.cipher.seal_text(values.pop("link"))
        if "settings" in values:
            values["settings"] = orjson.dumps(values["settings"]).decode()
        if "address" in values:
            address = values.pop("address")
            values |= {"messenger": address.messenger, "chat": address.chat} if address else {"chat": None}
        result = await self._work.write(
            update(clubs)
            .where(clubs.c.id == club.id, clubs.c.version == club.version)
            .values(**values, version=club.version + 1)
        )
        return bool(result.rowcount)

    # Members

    async def member(self, club: int, person: int) -> Member | None:
        """A person's place in a club, whatever became of it."""
        found = await self._work.read_prepared(_MEMBER, club=club, person=person)
        return self._member(found[0]) if found else None

    async def members(self, club: int, *states: MemberState) -> list[Member]:
        """The people of a club in these states, the first who came first."""
        found = await self._work.read(
            select(club_members)
            .where(club_members.c.club == club, club_members.c.state.in_(states))
            .order_by(club_members.c.at)
        )
        return [self._member(row) for row in found]

    async def of_person(self, person: int) -> list[Member]:
        """A person's places in all clubs."""
        found = await self._work.read(select(club_members).where(club_members.c.person == person))
        return [self._member(row) for row in found]

    async def place(
        self, club: int, person: int, state: MemberState, account: int, now: float, **values: Any
    ) -> None:
        """Store what a person is to a club; `about` as in Member."""
        if "about" in values:
            values["about_sealed"] = self._work.cipher.seal_text(values.pop("about"))
        stored = {"state": state, "account": account, "at": now, **values}
        statement = upsert(club_members).values(club=club, person=person, **{"rules_version": 0, **stored})
        await self._work.write(
            statement.on_conflict_do_update(index_elements=["club", "person"], set_=stored)
        )
        counted = select(func.count()).where(
            club_members.c.club == club, club_members.c.state == MemberState.MEMBER
        )
        await self._work.write(
            update(clubs).where(clubs.c.id == club).values(members=counted.scalar_subquery())
        )

    def _member(self, row: Any) -> Member:
        about = self._work.cipher.open_text(row.about_sealed) if row.about_sealed else ""
        return Member(
            row.club,
            row.person,
            MemberState(row.state),
            row.rules_version,
            row.account,
            row.at,
            row.welcomed_at,
            about,
        )

    def _club(self, row: Any) -> Club:
        return Club(
            id=row.id,
            name=row.name,
            about=row.about,
            rules=row.rules,
            meets=row.meets,
            language=row.language,
            address=Address(row.messenger, row.chat) if row.chat is not None else None,
            state=ClubState(row.state),
            entry=Entry(row.entry),
            created_by=row.created_by,
            created_at=row.created_at,
            series=row.series,
            link=self._work.cipher.open_text(row.link_sealed) if row.link_sealed else "",
            settings=orjson.loads(row.settings),
            rules_version=row.rules_version,
            rules_message=row.rules_message,
            members=row.members,
            raid_until=row.raid_until or 0.0,
            version=row.version,
        )
